# Every target prepares what it needs: a virtual environment in .venv, from the hashed lock.
PYTHON ?= python3
VENV := .venv
INSPECT := build/inspect
ENGINES := build/engines
# The folder whose site `make serve` shows.
SITE ?= .
BIN := $(VENV)/bin
# Most modules are never loaded; those that are get compiled then.
PIP := $(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --require-virtualenv
# Neighbours share what a module or a session prepares, so each process has a row of them, and one that is done takes
# the end of another's.
PARALLEL := -n auto --dist worksteal

# Without its compiled modules, each process compiles 250 of them again, which takes longer than its work.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo serve test wheel release coverage lint docs lookalikes english bench bench-truth engines exports mutants fuzz lock clean help

help:
	@echo "make demo    draft, check, track and publish the example post-mortems, on a copy in build/demo"
	@echo "make serve   show the site of this repository, live (SITE=build/demo for that of the demo)"
	@echo "make test    linters and tests"
	@echo "make wheel   build the wheel in dist"
	@echo "make release make the files of a release (TAG=v0.1.0) in build/release"
	@echo "make coverage report which branches the tests reach, which takes twice as long"
	@echo "make docs    write the reference pages that are made from the code"
	@echo "make english lower the allowed counts of phrases that the project no longer writes"
	@echo "make bench   measure against peers; the tables are kept in build/bench.md"
	@echo "make bench-truth count the false claims that pass the verifier, and the true ones that are lost"
	@echo "make engines build the site with MkDocs, ProperDocs and Zensical, and compare what their pages say"
	@echo "make exports run the exported eval suites in pytest and Inspect AI (promptfoo too, if it is on the path)"
	@echo "make mutants change the code in small ways, and list the changes that no test notices"
	@echo "make fuzz    read and check 100,000 mangled documents, which takes an hour"
	@echo "make lock    renew the locks (needs uv)"

demo: $(VENV)/ready
	@$(BIN)/afterword demo build/demo

serve: $(VENV)/ready
	@$(BIN)/afterword -C "$(SITE)" site serve

test: lint
	@for name in chromium chromium-browser google-chrome google-chrome-stable; do \
	  command -v $$name > /dev/null && exit 0; done; \
	  echo "There is no Chromium on this machine: what the site does in a browser is not tested."
	@$(BIN)/python -m pytest -q $(PARALLEL)

wheel: $(VENV)/ready
	@$(BIN)/python -m hatchling build -t wheel -d dist

release: $(VENV)/ready-dev
	@rm -rf build/release
	@$(BIN)/python tooling/release.py "$(TAG)" build/release

coverage: $(VENV)/ready-dev
	@$(BIN)/python -m pytest -q $(PARALLEL) --cov --cov-report=term:skip-covered

lint: $(VENV)/ready-dev
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/typos --quiet
	@$(BIN)/lint-imports --no-logo > $(VENV)/imports.txt || { cat $(VENV)/imports.txt; exit 1; }

docs: $(VENV)/ready
	@$(BIN)/python -m afterword.reference

# FILE is confusables.txt of a newer Unicode.
lookalikes: $(VENV)/ready
	@$(BIN)/python tooling/make_lookalikes.py $(FILE)

english: $(VENV)/ready-dev
	@$(BIN)/python tests/english.py

bench: $(VENV)/ready-measure
	@rm -rf build/peers && mkdir -p build/peers && cp benchmarks/package.json benchmarks/package-lock.json build/peers
	@npm ci --prefix build/peers --ignore-scripts --no-audit --no-fund --loglevel error > /dev/null || \
	  echo "npm cannot install markdownlint-cli2: it is not compared."
	@PATH="$(CURDIR)/build/peers/node_modules/.bin:$$PATH" $(BIN)/python benchmarks/run.py

bench-truth: $(VENV)/ready
	@$(BIN)/python benchmarks/truth.py

engines: $(VENV)/ready-dev $(ENGINES)/ready
	@AFTERWORD_ENGINES=$(CURDIR)/$(ENGINES)/bin $(BIN)/python -m pytest -q -rs $(PARALLEL) tests/site/test_engines.py

exports: $(VENV)/ready-dev $(INSPECT)/ready
	@AFTERWORD_INSPECT=$(CURDIR)/$(INSPECT)/bin/inspect $(BIN)/python -m pytest -q -rs $(PARALLEL) tests/evals/exports

mutants: $(VENV)/ready-measure
	@$(BIN)/python tests/mutants.py $(MUTANTS)

fuzz: $(VENV)/ready-dev
	@$(BIN)/python -m pytest -q --hypothesis-profile=fuzz tests/checks/test_any_document.py

lock:
	UV_NO_CONFIG=1 uv pip compile pyproject.toml --all-extras --group build --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --quiet -o requirements.lock
	for extra in github llm; do \
	  UV_NO_CONFIG=1 uv pip compile pyproject.toml --extra $$extra --group build --universal \
	    --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --quiet \
	    -c requirements.lock -o requirements-$$extra.lock || exit 1; \
	done
	UV_NO_CONFIG=1 uv pip compile pyproject.toml --all-extras --group build --group dev --universal \
	  --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --quiet \
	  -c requirements.lock -o requirements-dev.lock
	UV_NO_CONFIG=1 uv pip compile --group measure --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --quiet \
	  -c requirements-dev.lock -o requirements-measure.lock
	UV_NO_CONFIG=1 uv pip compile --group inspect --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --quiet \
	  -o requirements-inspect.lock
	UV_NO_CONFIG=1 uv pip compile pyproject.toml --extra site --extra search --group build --group engines --universal \
	  --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --quiet \
	  -c requirements-dev.lock -o requirements-engines.lock

clean:
	rm -rf $(VENV) build

$(VENV)/python-ready:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Afterword needs Python 3.11 or newer: make PYTHON=python3.12 ..."; exit 1; }
	@echo "Preparing $(VENV), once ..."
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/ready: requirements.lock pyproject.toml | $(VENV)/python-ready
	@$(PIP) --require-hashes --no-deps -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation --no-index -e .
	@touch $@

$(VENV)/ready-dev: requirements-dev.lock pyproject.toml | $(VENV)/python-ready
	@$(PIP) --require-hashes --no-deps -r requirements-dev.lock
	@$(PIP) --no-deps --no-build-isolation --no-index -e .
	@touch $@ $(VENV)/ready

$(INSPECT)/ready: requirements-inspect.lock
	@echo "Preparing $(INSPECT), once ..."
	@$(PYTHON) -m venv --clear $(INSPECT)
	@$(INSPECT)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps \
	  -r requirements-inspect.lock
	@touch $@

$(ENGINES)/ready: requirements-engines.lock pyproject.toml
	@echo "Preparing $(ENGINES), once ..."
	@$(PYTHON) -m venv --clear $(ENGINES)
	@$(ENGINES)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps \
	  -r requirements-engines.lock
	@$(ENGINES)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@

$(VENV)/ready-measure: requirements-measure.lock $(VENV)/ready-dev
	@$(PIP) --require-hashes --no-deps -r requirements-measure.lock
	@touch $@
