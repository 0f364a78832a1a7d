# make run      serve Podbuilder on http://127.0.0.1:8000   (another port: PORT=9000 make run)
# make install  only what run and test share: the virtual environment and the pinned packages
# make test     run all tests                               (some: make test TESTS=tests/kube)
# make quick    all tests but sweeps over everything, browsers and PostgreSQL: the inner loop
# make mutants  how many small faults the tests notice   (SAMPLE=400: drawn over the product; BASE=main: what changed since)
# make check    formatting, lint, types
# make bench    measure speed and page weight

SHELL := /bin/sh
PYTHON := .venv/bin/python
PIP := $(PYTHON) -m pip --disable-pip-version-check --quiet
TESTS := tests
WORKERS := auto

.PHONY: help run install test quick mutants check bench
.DEFAULT_GOAL := help

help:
	@sed -n 's/^# make/make/p' Makefile

run: install
	@exec $(PYTHON) -m podbuilder.web.serve

install: .venv/.run

# The engine's tests are held to its coverage; those of pages and browsers are quicker without being watched.
# Whatever touches the database runs a second time on PostgreSQL, where there is one.
PYTEST = $(PYTHON) -m pytest -n $(WORKERS) --maxprocesses 8 --dist worksteal
# A command, and then how long it took; the name of the part comes first.
timed = start=$$(date +%s); $(2) || failed="$$failed; $(1)"; echo "== $(1): $$(($$(date +%s) - start)) s"
# All parts run, and the tests that failed are named again at the end, so that one look tells everything.
test: export FAILED_TESTS := .venv/failed-tests
test: .venv/.test
ifeq ($(TESTS),tests)
	@failed=; rm -f $(FAILED_TESTS); \
	$(call timed,the engine,$(PYTEST) --cov --cov-report term:skip-covered tests/kube); \
	$(call timed,pages and browsers,$(PYTEST) tests --ignore tests/kube); \
	$(call timed,on PostgreSQL,PODBUILDER_TEST_DATABASE=postgresql $(PYTEST) tests --ignore tests/kube --ignore tests/browser); \
	if [ -n "$$failed" ]; then cat $(FAILED_TESTS); echo "Failed: $${failed#; }" >&2; exit 1; fi
else
	$(PYTEST) $(TESTS)
endif

quick: .venv/.test
	@$(call timed,all but browsers and PostgreSQL,$(PYTEST) tests --ignore tests/browser -m "not sweep"); [ -z "$$failed" ]

mutants: .venv/.test
	@$(PIP) install -r benchmarks/mutants/requirements.txt
	@$(PYTHON) benchmarks/mutants $(if $(SAMPLE),--sample $(SAMPLE)) $(if $(BASE),--base $(BASE))

check: .venv/.test
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	find templates -name '*.html' -exec .venv/bin/djade --check {} +
	$(PYTHON) -m mypy

# All 200,000 requests of the fuzz take an hour: python benchmarks/fuzz.py
bench: export FUZZ_REQUESTS ?= 5000
bench: .venv/.test
	@set -e; for script in benchmarks/*.py; do echo "== $$script"; PYTHONPATH=. $(PYTHON) "$$script"; done

# The stamps are newer than the requirements as long as nothing is to be installed.
.venv/.run: requirements.txt | .venv/bin/python
	@echo "Installing what Podbuilder needs; this is done once."
	@$(PIP) install -r requirements.txt
	@touch $@

.venv/.test: tests/requirements.txt tests/requirements-alone.txt .venv/.run
	@echo "Installing what the tests need besides; this is done once."
	@$(PIP) install -r tests/requirements.txt
	@$(PIP) install --no-deps -r tests/requirements-alone.txt
	@touch $@

.venv/bin/python:
	@set -e; found=; bare=; \
	for python in python3.14 python3.13 python3.12 python3.11 python3 python; do \
	  "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || continue; \
	  if "$$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then found=$$python; break; fi; \
	  bare=$${bare:-$$python}; \
	done; \
	if [ -n "$$found" ]; then \
	  "$$found" -m venv --clear .venv; \
	elif [ -n "$$bare" ]; then \
	  echo "$$bare cannot make virtual environments here. On Debian or Ubuntu its venv package is missing:" >&2; \
	  echo "  sudo apt install python3-venv" >&2; \
	  exit 1; \
	else \
	  echo "Podbuilder needs Python 3.11 or newer, and none was found. On Debian or Ubuntu:" >&2; \
	  echo "  sudo apt install python3 python3-venv" >&2; \
	  echo "Elsewhere: https://www.python.org/downloads/" >&2; \
	  exit 1; \
	fi
