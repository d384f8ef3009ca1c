# Two commands matter: `make demo` and `make test`. Each sets up what it needs and no more.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# More than there are cores: a good part of the tests waits for processes to start and to end.
JOBS ?= 3
PYTEST_OPTIONS ?=
BENCH_OPTIONS ?=
CAREROTA_SHARED ?= ../shared

CORE := $(wildcard solver/core/*.cpp solver/core/*.hpp solver/core/*/*.cpp solver/core/*/*.hpp)
BUILT_FROM := $(wildcard solver/core/CMakeLists.txt) $(CORE)
SANITIZED := build/sanitized
READY := $(VENV)/.ready-to-install
INSTALLED := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help setup demo test trials check quick bench sanitize clean

help:
	@echo "make demo    plan the sample week and show what it found"
	@echo "make test    everything that must hold before a change is merged"
	@echo "make check   the checks without the tests      make quick   the tests that are not slow"
	@echo "make setup   only install                      make bench   the published benchmarks"
	@echo "make trials  more of the long trials: both databases, more random problems"
	@echo "make sanitize the engine's tests on a build that looks for faults of memory and arithmetic"
	@echo "make clean   forget what was built"

# The page is built while installing too; here only what changed since, with Node as a Python
# package where the machine has none. CAREROTA_SKIP_WEB=1 leaves the page out.
setup: $(INSTALLED)
	@missing=$$($(BIN)/python api/web/page_backend.py missing) && { test -z "$$missing" || \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check "$$missing"; }
	@$(BIN)/python api/web/page_backend.py

$(READY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "carerota needs Python 3.11 or newer as '$(PYTHON)': install it, or run 'make PYTHON=python3.12' with yours."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "Python's venv module is missing: install it, e.g. apt-get install python3-venv, and run make again."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@touch $@

# The engine is compiled while installing, so installing is repeated when its sources change.
$(INSTALLED): $(READY) pyproject.toml $(BUILT_FROM)
	@echo 'int main() { return 0; }' | $${CXX:-c++} -std=c++20 -x c++ -fsyntax-only - 2>/dev/null || { \
	  echo "carerota's engine is built from C++ at install: install a C++20 compiler, e.g. apt-get install g++, and run make again."; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
	  $(if $(filter $(READY) pyproject.toml,$?),-e ".[dev]",--no-deps -e .)
	@touch $@

demo: setup
	$(BIN)/carerota demo

test: check
	$(BIN)/pytest -n $(JOBS) --dist worksteal -m "not long" $(PYTEST_OPTIONS)

trials: setup
	$(BIN)/pytest -n $(JOBS) --dist worksteal -m long $(PYTEST_OPTIONS)

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell

quick: setup
	$(BIN)/pytest -n $(JOBS) -m "not slow" $(PYTEST_OPTIONS)

bench: setup
	@mkdir -p out
	$(BIN)/carerota bench week --instances $(CAREROTA_SHARED)/bench/week/instances --out out/week.csv $(BENCH_OPTIONS)

# The checkout as it is, with a core of its own that reports bad memory and undefined arithmetic.
# Without -S the installed carerota would be found first; what C++ throws, and what Python never
# frees, would else be taken for faults.
sanitize: $(READY)
	@test -x $(BIN)/pytest || $(MAKE) setup
	CAREROTA_SKIP_WEB=1 $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --upgrade \
	  --target $(SANITIZED)/tree -C build-dir=$(SANITIZED)/cmake -C cmake.define.CAREROTA_SANITIZE=ON .
	rm -rf $(SANITIZED)/tree/tests && cp -r tests pyproject.toml $(SANITIZED)/tree
	libraries=$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))') && \
	python=$(CURDIR)/$(BIN)/python && cd $(SANITIZED)/tree && \
	LD_PRELOAD="$$($${CXX:-c++} -print-file-name=libasan.so) $$($${CXX:-c++} -print-file-name=libstdc++.so)" \
	ASAN_OPTIONS=detect_leaks=0 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1:suppressions=$(CURDIR)/solver/core/guesses.supp \
	PYTHONPATH=.:$$libraries PYTHONDONTWRITEBYTECODE=1 \
	$$python -S -m pytest tests/solver/test_engine.py tests/solver/test_fuzz.py $(PYTEST_OPTIONS)

clean:
	rm -rf api/web/dist api/web/dist-fixture api/web/node_modules
	rm -rf build dist out $(INSTALLED) $(READY) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
	find . -name __pycache__ -not -path "./$(VENV)/*" -prune -exec rm -rf {} +
