# `make help` lists what can be done here.
.DEFAULT_GOAL := help
.PHONY: help run test test-long test-postgres bench lint format words lock

HOST ?= 127.0.0.1
PORT ?= 8000
ARGS ?=
PYTHON := .venv/bin/python
# A worker for each core, and one for what waits for a browser or a server; `-n 0` in ARGS runs in one
# process.
WORKERS := $(shell python3 -c "import os; print(1 + os.cpu_count())")
# What Python has compiled is kept, whatever a machine says: each of these processes needs all of it.
unexport PYTHONDONTWRITEBYTECODE
PYTEST := $(PYTHON) -m pytest -n $(WORKERS) --dist worksteal

help: ## List these targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 24

run: ## Set up what is missing, then serve the site (HOST=127.0.0.1 PORT=8000)
	@tools/prepare requirements.txt
	@$(PYTHON) manage.py migrate --verbosity 0
	@$(PYTHON) manage.py demo
	@DJANGO_RUNSERVER_HIDE_WARNING=true $(PYTHON) manage.py runserver $(HOST):$(PORT)

test: ## Set up what is missing, then run all tests (ARGS="-k critique")
	@tools/prepare requirements-dev.txt
	@$(PYTEST) $(ARGS)
	@echo "Again on PostgreSQL: $(if $(LONG),all tests,the tests marked postgres)."
	@$(PYTEST) -p tests.on_postgres $(if $(LONG),,-m postgres) $(ARGS) || [ $$? -eq 5 ]

test-long: ## The same tests, with many more examples, and all on both databases; takes an hour
	@LONG=1 $(MAKE) --no-print-directory test

test-postgres: ## Run every test with PostgreSQL as the database
	@tools/prepare requirements-dev.txt
	@$(PYTEST) -p tests.on_postgres $(ARGS)

bench: ## Measure the pages, each beside its floor
	@tools/prepare requirements.txt
	@$(PYTHON) manage.py benchmark $(ARGS)

lint: ## Check style, types, templates, the direction of imports and migrations
	@tools/prepare requirements-dev.txt
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m mypy
	@git ls-files -z 'templates/*.html' | xargs -0 -r .venv/bin/djade --check
	@.venv/bin/lint-imports --no-cache
	@$(PYTHON) -m tests.lint_migrations

format: ## Format the code and the templates
	@tools/prepare requirements-dev.txt
	@$(PYTHON) -m ruff check --fix .
	@$(PYTHON) -m ruff format .
	@git ls-files -z 'templates/*.html' | xargs -0 -r .venv/bin/djade

words: ## Gather the texts into the catalogues in locale/, and compile those
	@tools/prepare requirements-dev.txt
	@$(PYTHON) -m tools.words
	@$(PYTHON) -m tools.script_words

lock: ## Write the lock files anew (ARGS=--upgrade takes newer versions)
	@tools/prepare requirements-dev.txt
	@tools/lock $(ARGS)
