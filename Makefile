# The one door: `make help` lists the recipes. Each does its own set-up.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
RUN_READY := $(VENV)/.run-ready
DEV_READY := $(VENV)/.dev-ready
BENCH_READY := $(VENV)/.bench-ready
# Test workers: as many as there are cores; `make test WORKERS=0` runs in one process.
WORKERS ?= auto
# Compiled modules are kept, whatever the environment says: without them each start compiles all of them again.
unexport PYTHONDONTWRITEBYTECODE
# A file's tests stay in one worker, so that what they share is made once.
PYTEST := $(BIN)/pytest -q -n $(WORKERS) --dist loadfile

.PHONY: help
help: ## List the recipes
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

$(VENV)/bin/python:
	@"$(PYTHON)" -c 'import sys; sys.exit("error[setup.python]: Python 3.11 or newer is needed, this is %s. Install it, or call make PYTHON=/path/to/python3.11" % sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	"$(PYTHON)" -m venv $(VENV)

# The lock files are complete, so nothing is resolved again: pip would take a newer version for a requirement
# with an extra (`coverage[toml]`), find no hash for it and stop.
$(RUN_READY): requirements/run.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q src
	@touch $@

$(DEV_READY): requirements/dev.txt $(RUN_READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/dev.txt
	@touch $@

$(BENCH_READY): requirements/bench.txt $(DEV_READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/bench.txt
	@touch $@

.PHONY: setup
setup: $(DEV_READY) ## Install everything a developer needs into .venv

.PHONY: demo
demo: $(RUN_READY) ## Simulate a company, import its files, write its reports
	$(BIN)/boucle demo --workspace demo --replace

.PHONY: test
test: $(DEV_READY) ## Run the tests; the slow ones are in `make check`
	$(PYTEST) -m "not slow" $(PYTEST_ARGS)

.PHONY: test-slow
test-slow: $(DEV_READY) ## Run the tests that take long: laws over whole reports, files saved in every form
	$(PYTEST) -m slow $(PYTEST_ARGS)

.PHONY: fmt
fmt: $(DEV_READY) ## Format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix-only .

.PHONY: lint
lint: $(DEV_READY) ## Ruff, types, layers, lock files
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/python scripts/check_locks.py

.PHONY: coverage
coverage: $(DEV_READY) ## Run the tests and show which lines no test reaches
	$(PYTEST) --cov --cov-report=term-missing:skip-covered

.PHONY: docs
docs: $(DEV_READY) ## Write the generated reference pages again
	$(BIN)/python scripts/write_reference.py

.PHONY: bench
bench: $(BENCH_READY) ## Measure the speed budgets as ratios in one run
	$(BIN)/python -m bench

.PHONY: check
check: lint test-slow ## What CI runs after the tests: lint, the slow tests, the demo from nothing
	rm -rf build/check-demo
	$(BIN)/boucle demo --workspace build/check-demo --contacts 800
	$(BIN)/boucle agreement check build/check-demo/agreement/*.yaml

.PHONY: lock
lock: $(DEV_READY) ## Resolve the lock files again (needs a network)
	$(BIN)/uv pip compile pyproject.toml requirements/build.in --group dev -o requirements/dev.txt --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11 --quiet
	$(BIN)/uv pip compile pyproject.toml requirements/build.in -c requirements/dev.txt -o requirements/run.txt --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11 --quiet
	$(BIN)/uv pip compile --group bench -c requirements/dev.txt -o requirements/bench.txt --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11 --quiet

.PHONY: clean
clean: ## Remove what the recipes made
	rm -rf $(VENV) build demo .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage
