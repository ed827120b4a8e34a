# Both targets need only Python ≥ 3.11 and make. On Windows see README.md.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint outlines bench clean

demo: $(VENV)/installed
	$(BIN)/nastav-docs build configs/artemovsky -o out

test: $(VENV)/tested
	$(BIN)/python -m pytest -n auto

lint: $(VENV)/tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

# After a change of templates, wording or codes that is meant: writes the outlines and the generated pages of the guide anew,
# to be read in the diff.
outlines: $(VENV)/tested
	$(BIN)/python -m tests.outlines
	$(BIN)/python -m tests.codes_page

bench: $(VENV)/measured
	$(BIN)/python -m tests.benchmarks

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/tested: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	touch $@ $(VENV)/installed

$(VENV)/measured: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[bench]'
	touch $@ $(VENV)/installed

clean:
	rm -rf $(VENV) out dist build
