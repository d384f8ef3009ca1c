"""The page as it is served: what a browser may keep, what it may run, and nothing else."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.page import page_app

DOCUMENT = b'<!doctype html><script type="module" src="/assets/index-a1.js"></script>'
SCRIPT = b"export const care = 'familiar faces';" * 40


@pytest.fixture
def page(tmp_path: Path) -> TestClient:
    """A small page that was built, beside a file that is none of its own."""
    built = tmp_path / "dist"
    (built / "assets").mkdir(parents=True)
    (built / "index.html").write_bytes(DOCUMENT)
    (built / "assets" / "index-a1.js").write_bytes(SCRIPT)
    (built / "assets" / "index-a1.js.gz").write_bytes(gzip.compress(SCRIPT))
    (tmp_path / "secret.js").write_text("no")
    return TestClient(page_app(built))


def test_the_document_is_asked_for_each_time(page: TestClient) -> None:
    """A new version shows at once; unchanged, it costs a question and no bytes."""
    answer = page.get("/")
    assert (answer.status_code, answer.content) == (200, DOCUMENT)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache"
    again = page.get("/", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    changed = page.get("/", headers={"If-None-Match": '"another"'})
    assert changed.status_code == 200


def test_what_bears_its_digest_is_kept_for_ever(page: TestClient) -> None:
    """And is sent compressed to whoever reads that, plain to whoever does not."""
    small = page.get("/assets/index-a1.js")
    assert small.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert small.headers["content-encoding"] == "gzip"
    assert small.headers["content-type"] == "text/javascript; charset=utf-8"
    assert int(small.headers["content-length"]) < len(SCRIPT) / 5
    assert small.content == SCRIPT
    plain = page.get("/assets/index-a1.js", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.content == SCRIPT
    refused = page.get("/assets/index-a1.js", headers={"Accept-Encoding": "gzip;q=0, br"})
    assert "content-encoding" not in refused.headers


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../secret.js",
        "/assets/%2e%2e%2fsecret.js",
        "/assets/no.js",
        "/assets/index-a1.js.gz",
    ],
)
def test_nothing_else_is_served(page: TestClient, path: str) -> None:
    """An address is looked up among the page's files and never becomes a path."""
    assert page.get(path).status_code == 404


def test_the_page_runs_under_the_strict_policy(page: TestClient) -> None:
    """No inline script, no inline style, and nothing from anywhere else."""
    policy = page.get("/").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def test_a_page_left_out_at_install_is_said(tmp_path: Path) -> None:
    """Without a built page the service says so, and everything else of it works."""
    answer = TestClient(page_app(tmp_path / "none")).get("/")
    assert answer.status_code == 503
    assert "CAREROTA_SKIP_WEB" in answer.json()["detail"]
