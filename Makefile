# `make demo` and `make test` do all of their own set-up; a machine needs Python 3.11 (or newer) and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev

.PHONY: demo test quick check format dashboard lock docs benchmark benchmark-dashboard pictures setup install clean help

help:  ## What can be made.
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /  /' | sort

demo: $(READY)  ## Set up, write the exports of an invented university, refresh, show where it stands.
	@$(BIN)/streefcijfer demo

setup: $(READY)  ## Set up what is needed to run it, and nothing else.

install:  ## Put users, folders and units where systemd finds them (as root; starts nothing).
	scripts/install-service

dashboard: $(READY)  ## Open the dashboard on this machine.
	@$(BIN)/streefcijfer dashboard

# Bytecode is kept, whatever the machine is used to: else every process that a test starts compiles the project anew.
test: $(READY_DEV)  ## Set up and run every test; brings Chromium, the login provider, nginx and PostgreSQL where it may.
	@scripts/install-browser || true
	@scripts/install-provider || true
	@scripts/install-nginx || true
	@scripts/install-systemd || true
	@scripts/install-postgres || true
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

quick: $(READY_DEV)  ## The tests that take seconds.
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not slow and not browser and not real"

check: $(READY_DEV)  ## Format, lint, types, import rules, lock and generated documents are as they should be.
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/pyright
	$(BIN)/lint-imports
	$(BIN)/python -m pipeline.dictionary --check docs/data-dictionary.md
	$(BIN)/python -m dashboard.method.glossary --check docs/glossary.md

format: $(READY_DEV)  ## Format, and mend what the linter can.
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(READY)  ## Make the generated documents anew.
	$(BIN)/python -m pipeline.dictionary docs/data-dictionary.md
	$(BIN)/python -m dashboard.method.glossary docs/glossary.md

pictures: $(READY_DEV)  ## Take the pictures of docs/images anew (needs Chromium).
	$(BIN)/python scripts/take_pictures.py

benchmark: $(READY_DEV)  ## Measure the refresh against its floor (minutes).
	$(BIN)/python benchmarks/refresh.py

benchmark-dashboard: $(READY_DEV)  ## Measure the pages on a large publication (ten minutes; needs Chromium).
	$(BIN)/python -m benchmarks.dashboard

lock: $(READY_DEV)  ## Pin every dependency again, with hashes.
	$(BIN)/uv pip compile -q --no-strip-extras --generate-hashes --no-header --no-emit-index-url --extra build pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --no-strip-extras --generate-hashes --no-header --no-emit-index-url --extra build --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

$(READY): requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(READY_DEV): requirements-dev.lock pyproject.toml $(READY)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

clean:  ## Remove the environment and everything that was made; exports in data/raw stay.
	rm -rf $(VENV) data/processed/published data/processed/restricted
