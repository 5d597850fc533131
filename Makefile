# Every target makes what it needs in .venv; a changed pyproject.toml brings it up to date.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo test faults fuzz lint types eval bench performance docs messages screenshots size clean

demo: $(VENV)/.base
	@PATH="$(abspath $(BIN)):$$PATH" tools/demo.sh out

test: $(VENV)/.dev
	@$(BIN)/python -m pytest

faults: $(VENV)/.dev
	@ISTOR_FAULTS=200 $(BIN)/python -m pytest tests/storing/test_faults.py

TIME := 300
fuzz: $(VENV)/.dev
	@$(BIN)/python -m tools.fuzz --seconds $(TIME)

lint: $(VENV)/.dev
	@$(BIN)/ruff check .

types: $(VENV)/.dev
	@$(BIN)/mypy

eval: $(VENV)/.dev
	@$(BIN)/python -m evals gate

bench: $(VENV)/.dev
	@for question in benchmarks/[a-z]*.py; do PYTHONPATH=. $(BIN)/python "$$question" || exit 1; done

performance: $(VENV)/.dev
	@for question in road growth exchange cluster site; do $(BIN)/python "benchmarks/$$question.py" || exit 1; done
	@$(BIN)/python tools/docs_performance.py

docs: $(VENV)/.dev
	@$(BIN)/python tools/docs_cli.py
	@$(BIN)/python tools/docs_examples.py

messages: $(VENV)/.dev
	@PYTHONPATH=. $(BIN)/python tools/messages.py

screenshots: $(VENV)/.dev
	@PYTHONPATH=. $(BIN)/python tools/screenshots.py

size:
	@$(PYTHON) tools/install_size.py

clean:
	rm -rf out build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || \
	  { echo "istor needs Python 3.11 to 3.13; name one: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "no venv could be made; on Debian: apt-get install python3-venv" >&2; exit 1; }

$(VENV)/.base: pyproject.toml | $(BIN)/python
	@echo "installing istor into $(VENV) …" >&2
	@$(PIP) install --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml | $(BIN)/python
	@echo "installing istor and its development tools into $(VENV) …" >&2
	@$(PIP) install --editable '.[dev]'
	@touch $@ $(VENV)/.base
