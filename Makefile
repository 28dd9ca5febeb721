# make demo: set up, run the main job on the bundled sample, write the brief.   make test: set up, run the tests.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo test check setup setup-dev lock gate clean

demo: setup
	$(BIN)/dragoman demo

test: setup-dev
	$(BIN)/python -m pytest

check: setup-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

setup: $(VENV)/.installed
setup-dev: $(VENV)/.installed-dev

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Dragoman needs Python 3.11 or newer; name one with: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	$(PIP) install --require-hashes -r requirements-dev.lock
	touch $@

# the floors of bench/floors.json, measured on the gold beside the checkout; the whole portal file is coded for two of them
gate: setup-dev
	$(BIN)/python bench/gate.py --portal

# both locks anew, with hashes, naming no index
lock:
	$(PIP) install uv
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --extra build pyproject.toml -o requirements.lock --custom-compile-command "make lock" --quiet
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --extra build --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock --custom-compile-command "make lock" --quiet

clean:
	rm -rf $(VENV) demo-out
