# `make demo` and `make test` need only Python ≥ 3.11 and make. On Windows see README.md.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint outlines docs bench clean

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

# The guide as a site, in build/site; a link that leads nowhere is an error.
docs: $(VENV)/documented
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

bench: $(VENV)/measured
	$(BIN)/python -m tests.benchmarks

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

# A new version is known to Python after an installation.
$(VENV)/tested: pyproject.toml nastav_docs/__init__.py | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	touch $@ $(VENV)/installed

$(VENV)/documented: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[docs]'
	touch $@ $(VENV)/installed

$(VENV)/measured: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[bench]'
	touch $@ $(VENV)/installed

clean:
	rm -rf $(VENV) out dist build
