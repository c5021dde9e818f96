# Everything needs only make, a Python from 3.11 on, and no root. What is set up lies in .venv/ and .uv/.
#   make demo   the main job on the bundled season, then its site      make test      the tests, on both databases
#   make lint   ruff, mypy, import contract                            make bench     engine, documents, pool, lab, site under load
#   make setup  everything that demo and test need                     make pictures  the pictures of the documentation
#   make service  what `lage serve` needs, without the browser of the tests

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := demo
.PHONY: demo setup service test lint bench pictures format clean

UV_RANGE := uv>=0.5,<1
# A uv on the PATH is used if it runs; otherwise one is installed beside the checkout.
UV := $(shell uv --version >/dev/null 2>&1 && echo uv || echo .uv/bin/uv)
# The certificates of the system, so that a network with its own authority works; by its older and its newer name.
export UV_NATIVE_TLS ?= true
export UV_SYSTEM_CERTS ?= true
# The Python of the system, never a downloaded one.
export UV_PYTHON_DOWNLOADS := never
export npm_config_update_notifier := false
# Without a home directory that can be written to, the caches lie beside the checkout too.
ifeq ($(shell d="$${UV_CACHE_DIR:-$${XDG_CACHE_HOME:-$${HOME:-/nonexistent}/.cache}/uv}"; \
	mkdir -p "$$d" 2>/dev/null && [ -w "$$d" ] && echo yes),)
export UV_CACHE_DIR := $(CURDIR)/.uv/cache
export npm_config_cache := $(CURDIR)/.uv/npm
export PLAYWRIGHT_BROWSERS_PATH := $(CURDIR)/.uv/browsers
endif

BIN := .venv/bin
READY := .venv/.ready
# Style sheet, fonts and scripts of the pages, and the fonts of the door notice, from npm.
ASSETS := src/lagezentrum/web/static/vendor/.ready
# A browser, for the tests and the pictures only.
BROWSER := .venv/.browser

demo: $(READY) $(ASSETS)
	@$(BIN)/lage demo

setup: $(READY) $(ASSETS) $(BROWSER)

service: $(READY) $(ASSETS)

test: setup
	@$(BIN)/pytest -q -n 2 --dist worksteal
	@echo "Was PostgreSQL anders machen kann / what PostgreSQL can do differently" >&2
	@LAGEZENTRUM_TEST_DB=postgres $(BIN)/pytest -q -n 2 --dist worksteal tests/web

lint: $(READY)
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(UV) run --quiet --frozen --group bench mypy
	@$(BIN)/lint-imports

format: $(READY)
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: $(READY) $(ASSETS)
	@$(UV) run --quiet --frozen --group bench python -m benchmarks.replay
	@$(UV) run --quiet --frozen --group bench python -m benchmarks.documents
	@$(UV) run --quiet --frozen --group bench python -m benchmarks.pool short
	@$(UV) run --quiet --frozen --group bench python -m benchmarks.lab
	@$(UV) run --quiet --frozen --group bench python -m benchmarks.lab_cluster
	@$(UV) run --quiet --frozen --group bench python -m benchmarks.as_of
	@$(BIN)/python -m benchmarks.lab_page
	@$(BIN)/python -m benchmarks.web_load

pictures: setup
	@$(BIN)/python -m tools.take_pictures

clean:
	@rm -rf .venv .uv node_modules src/lagezentrum/web/static/vendor src/lagezentrum/documents/fonts

# Compiled beforehand, so that the first call of `lage` is as quick as the second.
$(READY): pyproject.toml uv.lock | $(filter .uv/bin/uv,$(UV))
	@echo "Umgebung wird eingerichtet / setting up …" >&2
	@$(UV) sync --quiet --frozen --compile-bytecode
	@$(BIN)/python -m compileall -q src/lagezentrum
	@touch $@

# Where Node is not installed, a wheel brings npm.
$(ASSETS): package.json package-lock.json tools/fetch_assets.py tools/fetch_fonts.py | $(READY)
	@if command -v npm >/dev/null 2>&1; then $(BIN)/python tools/fetch_assets.py; \
	else $(UV) run --quiet --isolated --frozen --only-group assets python tools/fetch_assets.py; fi
	@$(BIN)/python tools/fetch_fonts.py --from-modules

# Debian's chromium where it may be installed, else the one that Playwright downloads. Without either the tests of the
# pages are skipped, which the last lines of a run say, and which fails where CI=true.
$(BROWSER): | $(READY)
	@if [ -n "$${LAGEZENTRUM_CHROMIUM:-}" ] || command -v chromium chromium-browser google-chrome >/dev/null 2>&1; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 && { \
		echo "chromium wird installiert / installing chromium …" >&2; apt-get -qq update; \
		DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends chromium; } >/dev/null; then :; \
	elif $(BIN)/playwright install chromium >/dev/null; then :; \
	else echo "chromium: nicht installiert / not installed" >&2; exit 0; fi; \
	touch $@

.uv/bin/uv:
	@python=$$(for p in python3 python3.14 python3.13 python3.12 python3.11; do \
		if $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$p; break; fi; done); \
	if [ -z "$$python" ]; then \
		echo "Es fehlt ein Python ab 3.11 / a Python from 3.11 on is needed." >&2; exit 1; fi; \
	if ! $$python -c 'import ensurepip, venv' 2>/dev/null; then \
		echo "Es fehlt python3-venv (etwa: apt install python3-venv), oder uv auf dem PATH." >&2; \
		echo "python3-venv is missing (such as: apt install python3-venv), or a uv on the PATH." >&2; exit 1; fi; \
	$$python -m venv .uv && .uv/bin/python -m pip install --quiet --disable-pip-version-check '$(UV_RANGE)'
