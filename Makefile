# make handouts   print every handout in every language into output/
# make test       every check that CI runs
#
# Both set up what they need. make help lists the rest.

PYTHON ?= python3
BIN := .venv/bin
PRINT := $(BIN)/pnsi18n

.DEFAULT_GOAL := help
.PHONY: help handouts preview gallery test check format rulebook rules-page bench calibration wheel pins clean
.DELETE_ON_ERROR:

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

handouts: .venv/.ready ## Print every handout in every language into output/
	@$(PRINT) build

preview: .venv/.ready-to-preview ## Show texts, findings and page while you translate: make preview LOCALE=es
	@$(PRINT) preview $(LOCALE)

gallery: handouts .venv/.ready-to-test ## Renew the pictures of the pages in docs/ and tests/, to look at in review
	@$(BIN)/python scripts/gallery.py

test: .venv/.ready-to-test ## Format, lint, types, import contracts, tests with coverage, a full build
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(PRINT) extract --check
	$(PRINT) validate
	$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist loadfile --cov --cov-report=
	$(BIN)/coverage report --fail-under=94 --format=total

check: .venv/.ready ## Look whether templates and translations are sound
	@$(PRINT) extract --check
	@$(PRINT) validate

format: .venv/.ready-to-test ## Bring the code into shape
	$(BIN)/ruff check --fix --quiet .
	$(BIN)/ruff format --quiet .

rulebook: .venv/.ready-to-test ## Show what the rules catch of the adversarial set, and what they miss
	@$(BIN)/python tests/rulebook.py

rules-page: .venv/.ready ## Write docs/every-rule.md anew from the rules
	@$(PRINT) explain --all --format markdown > docs/every-rule.md

bench: .venv/.ready-to-bench ## Measure beside other programs; CORPUS=FOLDER of catalogs, or Debian's; WRITE=--write renews docs/speed.md
	@test -n "$(CORPUS)" || $(BIN)/python tests/calibration.py --fetch .corpus $(DEBIAN)
	@$(BIN)/python tests/benchmarks/catalogs.py $(WRITE)
	@$(BIN)/python tests/benchmarks/validate.py $(or $(CORPUS),.corpus) $(WRITE)
	@$(BIN)/python tests/benchmarks/printing.py $(WRITE)

calibration: .venv/.ready-to-test ## Count what the rules say of human translations; CORPUS=FOLDER, or Debian's
	@test -n "$(CORPUS)" || $(BIN)/python tests/calibration.py --fetch .corpus $(DEBIAN)
	@$(BIN)/python tests/calibration.py $(or $(CORPUS),.corpus)

# Source packages with long catalogs.
DEBIAN := apt aptitude debconf dpkg installation-guide shadow

wheel: .venv/.ready ## Build the wheel into dist/
	$(BIN)/pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

pins: .venv/.ready-to-test ## Renew the pinned versions in requirements/
	$(BIN)/pip install --quiet pip-tools
	$(BIN)/pip-compile $(PINS) --output-file requirements/run.txt pyproject.toml requirements/build.in
	$(BIN)/pip-compile $(PINS) --extra preview -c requirements/run.txt --output-file requirements/preview.txt pyproject.toml requirements/build.in
	$(BIN)/pip-compile $(PINS) --extra cluster -c requirements/run.txt --output-file requirements/cluster.txt pyproject.toml requirements/build.in
	$(BIN)/pip-compile $(PINS) --extra test --extra preview --extra cluster -c requirements/run.txt --output-file requirements/test.txt pyproject.toml requirements/build.in
	$(BIN)/pip-compile $(PINS) --extra bench -c requirements/run.txt -c requirements/test.txt --output-file requirements/bench.txt pyproject.toml requirements/build.in

PINS := --quiet --upgrade --generate-hashes --strip-extras --allow-unsafe --no-header \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host

.venv/.ready-to-bench: .venv/.ready-to-test requirements/bench.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	@touch $@

clean: ## Remove the sheets and everything that was set up here
	rm -rf .venv dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage* .import_linter_cache
	find output -mindepth 1 ! -name .gitkeep -delete

test format rulebook bench calibration pins: PURPOSE := test

.venv/.ready: requirements/run.txt pyproject.toml scripts/system-packages.sh
	@PYTHON="$(PYTHON)" scripts/system-packages.sh $(PURPOSE)
	@echo "setting up .venv"
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/.ready-to-preview: .venv/.ready requirements/preview.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/preview.txt
	@touch $@

.venv/.ready-to-test: .venv/.ready requirements/test.txt
	@PYTHON="$(PYTHON)" scripts/system-packages.sh test
	@echo "setting up the tools for the tests"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@
