# Two commands do everything: `make run` and `make test`. Each sets up what it needs.

# The newest Python 3.11 or later on this machine; choose another with `make run PYTHON=/path/to/python`.
PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11,$(if $(shell \
	$(name) -c 'import sys; print(sys.version_info >= (3, 11) or "")' 2>/dev/null | grep True),$(name))))
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help setup run test test-postgresql lint bench soak fuzz pictures words lock clean

help: ## Show what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: .venv/.ready-to-test ## Make .venv with everything, tests included

run: .venv/.ready-to-run ## Run the bot; without a DISCORD_TOKEN, the playground
	@exec $(BIN)/python -m bot

test: .venv/.ready-to-test lint ## Lint, types and every test
	@$(BIN)/python -m pytest -n auto

test-postgresql: .venv/.ready-to-test ## Hold every conversation on PostgreSQL, too
	@$(BIN)/python -m pytest -n auto --engine postgresql tests/conversations

lint: .venv/.ready-to-test ## Style, types and the layers of the house
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: .venv/.ready-to-test ## Measure; every figure beside one it can be compared with
	@$(BIN)/python -m tests.bench

soak: .venv/.ready-to-test ## Kill it, starve it, cut it off, for long, and report
	@$(BIN)/python -m tests.soak

fuzz: .venv/.ready-to-test ## Try every importer with ten thousand broken files; takes an hour or two
	@$(BIN)/python -m tests.fuzz

words: .venv/.ready-to-test ## Bring the catalogue of every language up to date with what the bot says
	@$(BIN)/python -m tests.languages

pictures: .venv/.ready-to-test ## Take the README's pictures again, in the chromium of this machine
	@$(BIN)/python -m tests.browser.pictures

lock: .venv/.ready-to-test ## Pin the newest allowed dependencies again, with hashes
	@$(PIP) install uv
	@$(BIN)/uv pip compile -q --upgrade --universal --generate-hashes --no-header --python-version 3.11 \
		pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile -q --upgrade --universal --generate-hashes --no-header --python-version 3.11 \
		pyproject.toml --group dev -o tests/requirements.lock

clean: ## Remove .venv and caches; your data stays
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Lamplight needs Python 3.11 or later, and found none on this machine."; exit 1; }
	@$(PYTHON) -m venv .venv

.venv/.ready-to-run: requirements.lock | .venv/bin/python
	@echo "Setting up (once) ..."
	@$(PIP) install --require-hashes -r requirements.lock
	@touch $@

.venv/.ready-to-test: tests/requirements.lock | .venv/.ready-to-run
	@echo "Setting up the tests (once) ..."
	@$(PIP) install --require-hashes -r tests/requirements.lock
	@touch $@
