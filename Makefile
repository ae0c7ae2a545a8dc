# `make check` is what CI runs. PYTHON is the interpreter of an environment with the test extra.
PYTHON ?= python

.PHONY: check format lint types floors test audit goldens docs screenshots guide build serve

check:
	$(PYTHON) -m tests

format:
	$(PYTHON) -m ruff format .
	$(PYTHON) -m ruff check --fix .

lint:
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .

types:
	$(PYTHON) -m mypy

floors:
	$(PYTHON) -c "from importlinter.cli import lint_imports_command; lint_imports_command()"

test:
	$(PYTHON) -m pytest

audit:
	$(PYTHON) -m pip install --quiet pip-audit
	$(PYTHON) -m pip_audit --skip-editable

goldens:
	$(PYTHON) -m tests.test_golden

docs:
	$(PYTHON) -m tests.unit.test_reference
	$(PYTHON) -m tests.unit.test_json_schema
	$(PYTHON) -m tests.unit.test_limits
	$(PYTHON) -m tests.unit.test_workspace

screenshots:
	$(PYTHON) -m tests.browser.screenshots

guide:
	$(PYTHON) -m tests.browser.editors_guide

build:
	$(PYTHON) build.py

serve:
	$(PYTHON) build.py serve
