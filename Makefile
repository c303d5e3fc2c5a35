# The front door. `make` alone lists the targets; each prepares what it needs.
.DEFAULT_GOAL := help
SHELL := /bin/sh
BIN := .venv/bin
PORT ?= 8000
EISO_HOME ?= var
export EISO_HOME
PYTEST := $(BIN)/python -m pytest -q -rs -n 2 --dist worksteal -p no:cacheprovider
ON_POSTGRES := $(BIN)/python tools/with_postgres.py --

.PHONY: help setup demo test test-long check fix bench messages

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /  make \1|/p' $(MAKEFILE_LIST) | column -t -s '|'

setup: ## environment only; then .venv/bin/eiso is there
	@sh tools/prepare.sh

demo: setup ## the product with a demo province: server, worker, addresses and sign-ins
	@$(BIN)/eiso demo --port $(PORT)

.PHONY: dev system
dev:
	@sh tools/prepare.sh dev
system:
	@sh tools/system-packages.sh

test: dev system ## everything that must pass, on SQLite and on PostgreSQL, browser included (15 minutes)
	$(PYTEST) -m "not long and not browser"
	$(PYTEST) -m "browser and not long"
	$(ON_POSTGRES) $(PYTEST) -m "not long and not browser and not pure"

test-long: dev system ## the full numbers of the issues, browser journeys on PostgreSQL (50 minutes)
	$(PYTEST) -m "long and not browser"
	$(ON_POSTGRES) $(PYTEST) -m "long and not browser and not pure"
	$(ON_POSTGRES) $(PYTEST) -m "browser"

check: dev ## lock, format, lint, templates, imports, types, migrations; changes nothing
	@sh tools/check.sh

fix: dev ## everything a machine can mend
	$(BIN)/ruff check --fix --quiet .
	$(BIN)/ruff format --quiet .
	$(BIN)/djhtml --tabwidth 2 $$(git ls-files 'eiso/**/*.html')

bench: dev system ## the benchmark table of docs/benchmarks.md, measured here and now
	$(BIN)/python -m bench

messages: dev ## refresh the English catalogue
	$(BIN)/python tools/messages.py
