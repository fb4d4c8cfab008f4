# Everything a machine with python3, git and make needs; each target sets up what it uses. `make` lists the targets.
.DEFAULT_GOAL := help
.PHONY: help setup profile serve test check fix bench bundle docs requirements upgrade clean setup-test setup-dev

BIN := .venv/bin
# Where the machine forbids it, each of some hundreds of processes that tests start would compile every module anew.
export PYTHONDONTWRITEBYTECODE :=

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup:  ## make .venv and install Durna into it
	@sh scripts/setup.sh base

setup-test:
	@sh scripts/setup.sh test
	@sh scripts/browser.sh
	@sh scripts/java.sh
	@sh scripts/office.sh

setup-dev:
	@sh scripts/setup.sh dev

profile: setup  ## build the Profile of Azerbaijan and say where it lies
	@sh scripts/profile.sh

serve: setup  ## serve the site over the example of Azerbaijan and say how to sign in
	@sh scripts/serve.sh

test: setup-test  ## run the tests: the fast ones, then the slow ones and those in a browser
	@$(BIN)/python -m pytest -q -m "not slow and not browser" -n 2
	@$(BIN)/python -m pytest -q -m "slow or browser" -n 2 --dist loadfile --no-loadscope-reorder

check: setup-dev  ## check style, types, the order of the rooms, requirements and links
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python scripts/requirements.py check
	@$(BIN)/python scripts/links.py
	@$(BIN)/python scripts/advisories.py
	@$(BIN)/mkdocs build --strict --quiet --site-dir build/docs

fix: setup-dev  ## put style and the order of imports right
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

bench: setup-test  ## run the benchmarks
	@$(BIN)/python -m benchmarks

bundle: setup-dev  ## make one archive in dist/ that installs and runs without a network, on Linux and on Windows
	@$(BIN)/python scripts/bundle.py

docs: setup-dev  ## build the documentation into build/docs
	@$(BIN)/mkdocs build --strict --quiet --site-dir build/docs
	@echo "The documentation is in build/docs/index.html"

requirements: setup-dev  ## write requirements/ after a change in pyproject.toml, keeping the pins that still fit
	@$(BIN)/python scripts/requirements.py write

upgrade: setup-dev  ## write requirements/ with the newest versions that pyproject.toml allows
	@$(BIN)/python scripts/requirements.py upgrade

clean:  ## remove what was built and set up
	@rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
