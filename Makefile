# Everything needs only make, a Python from 3.11 on, and no root. What is set up lies in .venv/ and .uv/.
#   make demo   the main job on the bundled season      make test   every test
#   make lint   ruff, mypy, import contract             make bench  figures against pandas, Polars, the reference

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := demo
.PHONY: demo test lint bench format clean

UV_RANGE := uv>=0.5,<1
# A uv on the PATH is used if it runs; otherwise one is installed beside the checkout.
UV := $(shell uv --version >/dev/null 2>&1 && echo uv || echo .uv/bin/uv)
# The certificates of the system, so that a network with its own authority works; by its older and its newer name.
export UV_NATIVE_TLS ?= true
export UV_SYSTEM_CERTS ?= true
# The Python of the system, never a downloaded one.
export UV_PYTHON_DOWNLOADS := never
# Without a home directory that can be written to, the cache lies beside the checkout too.
ifeq ($(shell d="$${UV_CACHE_DIR:-$${XDG_CACHE_HOME:-$${HOME:-/nonexistent}/.cache}/uv}"; \
	mkdir -p "$$d" 2>/dev/null && [ -w "$$d" ] && echo yes),)
export UV_CACHE_DIR := $(CURDIR)/.uv/cache
endif

BIN := .venv/bin
READY := .venv/.ready

demo: $(READY)
	@$(BIN)/lage demo

test: $(READY)
	@$(BIN)/pytest -q -n 2

lint: $(READY)
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(UV) run --quiet --frozen --group bench mypy
	@$(BIN)/lint-imports

format: $(READY)
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: $(READY)
	@$(UV) run --quiet --frozen --group bench python -m benchmarks.replay

clean:
	@rm -rf .venv .uv

# Compiled beforehand, so that the first call of `lage` is as quick as the second.
$(READY): pyproject.toml uv.lock | $(filter .uv/bin/uv,$(UV))
	@echo "Umgebung wird eingerichtet / setting up …" >&2
	@$(UV) sync --quiet --frozen --compile-bytecode
	@$(BIN)/python -m compileall -q src/lagezentrum
	@touch $@

.uv/bin/uv:
	@python=$$(for p in python3 python3.14 python3.13 python3.12 python3.11; do \
		if $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$p; break; fi; done); \
	if [ -z "$$python" ]; then \
		echo "Es fehlt ein Python ab 3.11 / a Python from 3.11 on is needed." >&2; exit 1; fi; \
	if ! $$python -c 'import ensurepip, venv' 2>/dev/null; then \
		echo "Es fehlt python3-venv (etwa: apt install python3-venv), oder uv auf dem PATH." >&2; \
		echo "python3-venv is missing (such as: apt install python3-venv), or a uv on the PATH." >&2; exit 1; fi; \
	$$python -m venv .uv && .uv/bin/python -m pip install --quiet --disable-pip-version-check '$(UV_RANGE)'
