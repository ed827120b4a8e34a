# `make demo` and `make test` need only Python ≥ 3.11 and make. On Windows see README.md.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test search lowest machines lint outlines docs portable bench clean

demo: $(VENV)/installed
	$(BIN)/nastav-docs build configs/artemovsky -o out

test: $(VENV)/tested
	$(BIN)/python -m pytest -n auto

# What must hold for any text, tried on other texts each time (`make test` takes the same ones, so that it fails only by the
# change at hand). What it finds becomes an example beside the test.
search: $(VENV)/tested
	$(BIN)/python -m pytest -n auto -m hypothesis --hypothesis-profile search

# The fast tests with the lowest version of every dependency that pyproject.toml allows.
lowest:
	$(PYTHON) -m venv build/lowest
	build/lowest/bin/python -m pip install --quiet packaging
	build/lowest/bin/python -m tests.lowest > build/lowest/lowest.txt
	build/lowest/bin/python -m pip install --quiet -c build/lowest/lowest.txt --editable '.[test]'
	build/lowest/bin/python -m pytest -n auto -m "not office and not browser"

# What people's machines do: output in cp1251, a C locale, every warning an error. (A system whose file names have no Russian
# letters is in tests/cli/test_output.py.)
machines: $(VENV)/tested
	LC_ALL=C PYTHONIOENCODING=cp1251 $(BIN)/python -W error -m pytest -n auto \
		tests/cli tests/review/test_marked_copies.py tests/registry tests/test_api.py tests/test_files.py

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

# The program with its Python in one folder, for people who have none: build/portable/nastav-docs and its archive.
portable:
	$(PYTHON) -m venv build/portable-venv
	build/portable-venv/bin/python -m pip install --quiet '.[certificate,page]' pyinstaller
	build/portable-venv/bin/python packaging/portable.py
	build/portable-venv/bin/python packaging/tried.py

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
	$(PYTHON) -m venv $(VENV)/rust-docxtpl
	$(VENV)/rust-docxtpl/bin/python -m pip install --quiet rust-docxtpl
	touch $@ $(VENV)/installed

clean:
	rm -rf $(VENV) out dist build
