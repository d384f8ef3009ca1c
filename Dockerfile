# The service in a container: built in one stage, run in another that holds no compiler.
# docker compose up   starts it with PostgreSQL (compose.yaml); docs/OPERATION.md says how to run it.
FROM python:3.11-slim-bookworm AS build
RUN apt-get update && apt-get install -y --no-install-recommends g++ && rm -rf /var/lib/apt/lists/*
WORKDIR /source
RUN python -m venv /opt/carerota
COPY . .
RUN /opt/carerota/bin/pip install --no-cache-dir .

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/carerota carerota
COPY --from=build /opt/carerota /opt/carerota
ENV PATH=/opt/carerota/bin:$PATH PYTHONUNBUFFERED=1 XDG_DATA_HOME=/var/lib/carerota
USER carerota
WORKDIR /var/lib/carerota
VOLUME /var/lib/carerota
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
ENTRYPOINT ["carerota"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
