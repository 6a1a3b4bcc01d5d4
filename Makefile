# The one interface of the repository. A fresh machine needs Python 3.11 or later and make.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
WORKERS ?= 2

.PHONY: demo test test-slow test-browser fuzz check docs bench package fix clean

demo: $(VENV)/.core
	$(BIN)/python examples/demo.py $${LOG:+"$$LOG"}

test: $(VENV)/.test
	$(BIN)/python -m pytest -n $(WORKERS) --cov --cov-report=term -m "not slow and not browser"

test-slow: $(VENV)/.test
	HYPOTHESIS_PROFILE=nightly $(BIN)/python -m pytest -n $(WORKERS) -m "not browser"

test-browser: $(VENV)/.test $(VENV)/.browser
	$(BIN)/python -m pytest -q -m browser tests/browser

fuzz: $(VENV)/.fuzz
	$(BIN)/python tests/fuzz/fuzz_tmf.py -max_total_time=600

check: $(VENV)/.test $(VENV)/.quality
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/pyright --pythonpath $(BIN)/python
	$(BIN)/python -m pytest -q tests/typing

docs: $(VENV)/.docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

bench: $(VENV)/.bench
	$(BIN)/python benchmarks/run.py

package: $(VENV)/.package
	rm -rf dist
	$(BIN)/python -m build --quiet
	$(BIN)/twine check --strict dist/*
	$(BIN)/check-wheel-contents dist/*.whl

fix: $(VENV)/.quality
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) dist build site out .coverage* .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/.core: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) install -c constraints.txt --upgrade pip
	$(PIP) install -c constraints.txt -e .
	@touch $@

$(VENV)/.test $(VENV)/.quality $(VENV)/.docs $(VENV)/.bench $(VENV)/.package $(VENV)/.browser $(VENV)/.fuzz: $(VENV)/.%: $(VENV)/.core
	$(PIP) install -c constraints.txt --group $*
	@touch $@
