# Every command of the project, from a bare checkout: Python 3.11 or newer, venv and make are enough.
.DEFAULT_GOAL := help
.PHONY: help site serve test check bench audit editor env lock clean
SHELL := /bin/sh
BIN := .venv/bin
PY := $(BIN)/python

# Material 9 prints a notice about MkDocs 2 into every build; we know it, and leave Material before 2027-05-05, when its
# fixes end. This is the switch that the notice itself names.
export NO_MKDOCS_2_WARNING := 1

# Stamps carry a checksum of what they were installed from, never a time: a checkout that only touches files reinstalls
# nothing, a changed lock always does. `pwd` is in it because a virtual environment does not survive being moved; of
# pyproject.toml only the part above the tool settings counts.
KEY = $(firstword $(shell { pwd; sed '/^\[tool\./,$$d' pyproject.toml; cat $(1); } | cksum))
SITE_ENV := .venv/site-$(call KEY,requirements/site.txt)
TEST_ENV := .venv/test-$(call KEY,requirements/site.txt requirements/test.txt)

# A Python named on the command line that is not the one inside .venv makes a new .venv.
ifdef PYTHON
ifneq ($(shell cat .venv/made-with 2>/dev/null),$(PYTHON))
.PHONY: $(SITE_ENV) $(TEST_ENV)
endif
endif

# The locks are complete, so pip has nothing to resolve (--no-deps) and takes nothing whose hash is not in them.
INSTALL := $(PY) -m pip --disable-pip-version-check install --quiet --no-deps

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /make \1|/p' Makefile | awk -F'|' '{ printf "%-12s %s\n", $$1, $$2 }'
	@echo
	@echo 'PYTHON=/path/to/python3 chooses the Python, CHROMIUM=/path/to/chrome the browser of the tests.'

# Never --quiet: it hides the warnings from --strict too.
site: check ## check the records and build the guide into site/
	@$(PY) -m mkdocs build --strict --site-dir .build/site
	@rm -rf .build/last
	@if [ -d site ]; then mv site .build/last; fi
	@mv .build/site site || { [ -d .build/last ] && mv .build/last site; exit 1; }
	@rm -rf .build/last
	@echo 'Built. Open site/index.html, or type: $(PY) -m http.server -d site'

serve: $(SITE_ENV) ## live preview: a saved record or page shows within seconds
	@$(PY) -m mkdocs serve

check: $(SITE_ENV) ## check the records only (FORMAT=text, github or json)
	@$(BIN)/guide check --format $(or $(FORMAT),text)

# $(FITS) SCHEMA FILE... is silent when all is well; --quiet would keep back what is wrong, too.
FITS := fits() { out=$$($(BIN)/check-jsonschema --builtin-schema "$$@") || { echo "$$out"; exit 1; }; }; fits

test: $(TEST_ENV) ## everything: lint, types, layers, workflows, spelling, records, all tests with a browser
	@echo '== ruff';       $(BIN)/ruff check --quiet . && $(BIN)/ruff format --quiet --check .
	@echo '== mypy';       $(BIN)/mypy --no-error-summary
	@echo '== layers';     $(BIN)/lint-imports --no-logo
	@echo '== workflows';  $(BIN)/zizmor --offline --quiet --pedantic --strict-collection .github
	@$(FITS) vendor.github-workflows .github/workflows/*.yml
	@$(FITS) custom.github-workflows-require-timeout .github/workflows/*.yml
	@$(FITS) vendor.github-issue-forms .github/ISSUE_TEMPLATE/[0-9]*.yml
	@$(FITS) vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	@$(FITS) vendor.dependabot .github/dependabot.yml
	@$(FITS) vendor.citation-file-format CITATION.cff
	@echo '== spelling';   $(BIN)/codespell
	@echo '== records';    $(BIN)/guide check
	@echo '== browser';    $(PY) tests/browser/chromium.py
	@echo '== pytest';     $(PY) -m pytest --numprocesses 2 --dist worksteal

bench: $(TEST_ENV) ## how long checking and building take
	@$(PY) -m tests.bench

audit: $(TEST_ENV) ## axe on every page, weight of a first visit, Lighthouse if installed (fifteen minutes)
	@$(PY) tests/browser/chromium.py
	@$(PY) -m tests.audit

# Not part of `make test`: it needs Node and brings the server from the npm registry. For who changes the models or schemas.
SERVER := .build/editor/node_modules/yaml-language-server/bin/yaml-language-server
EDITOR_HELP := yaml-language-server@2.0.0

editor: $(TEST_ENV) $(SERVER) ## check the help in editors with the real language server (needs Node)
	@$(PY) -m tests.editor.run $(SERVER)

$(SERVER):
	@command -v npm > /dev/null || { echo 'This needs Node with npm, and found none.' >&2; exit 1; }
	@mkdir -p .build/editor
	@npm install --prefix .build/editor --no-package-lock --no-audit --no-fund --loglevel=error $(EDITOR_HELP)

env: $(TEST_ENV) ## install everything into .venv and do nothing else

# A new environment is made from nothing, so that it holds what the locks say and no leftovers.
$(SITE_ENV):
	@$(FIND_PYTHON); \
	echo "Setting up .venv with $$($$python -V); this happens once and takes about half a minute."; \
	rm -rf .venv && $$python -m venv .venv
	@$(INSTALL) --require-hashes -r requirements/site.txt
	@$(INSTALL) --no-build-isolation --editable .
	@echo '$(PYTHON)' > .venv/made-with
	@touch $@

$(TEST_ENV): $(SITE_ENV)
	@echo 'Adding the test tools.'; rm -f .venv/test-*
	@$(INSTALL) --require-hashes -r requirements/test.txt
	@touch $@

# Sets $python to the first Python that is new enough and can make a virtual environment, or says what to type.
define FIND_PYTHON
old=; bare=; python=; \
for p in $(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11); do \
  $$p -c '' 2>/dev/null || continue; \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { old=$${old:-$$p}; continue; }; \
  $$p -c 'import ensurepip, venv' 2>/dev/null || { bare=$${bare:-$$p}; continue; }; \
  python=$$p; break; \
done; \
if [ "$$python" ]; then :; \
elif [ "$$bare" ]; then \
  name=$$($$bare -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'); \
  echo "$$bare cannot make a virtual environment. On Debian or Ubuntu type: sudo apt-get install $$name" >&2; exit 1; \
else \
  found="none here"; if [ "$$old" ]; then found="only $$($$old -V 2>&1)"; fi; \
  echo "This needs Python 3.11 or newer and found $$found. Install one (on Ubuntu 22.04 type: sudo apt-get install" \
    "python3.11-venv), or name yours: make PYTHON=/path/to/python3" >&2; exit 1; \
fi
endef

# For maintainers: writes both lock files anew from pyproject.toml, keeping the versions they hold unless UPGRADE=--upgrade.
# `fewest` gives every Python the same versions; the test lock is held to the versions of the site lock.
UV := .build/uv/bin/uv
COMPILE = $(UV) pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
  --no-header --no-emit-index-url --no-emit-find-links $(UPGRADE) --group build pyproject.toml
HEAD_LOCK = { echo '\# $(1), hash-locked; written by `make lock`, never by hand.'; cat $(2); } > .build/lock && mv .build/lock $(2)

lock: $(UV) ## for maintainers: lock the dependencies again (UPGRADE=--upgrade for newer ones)
	@$(COMPILE) --output-file requirements/site.txt
	@$(call HEAD_LOCK,What `make site` installs,requirements/site.txt)
	@$(COMPILE) --extra test --constraint requirements/site.txt --output-file requirements/test.txt
	@$(call HEAD_LOCK,What `make test` installs: the site and the test tools,requirements/test.txt)

$(UV):
	@$(FIND_PYTHON); $$python -m venv .build/uv
	@.build/uv/bin/python -m pip --disable-pip-version-check install --quiet uv==0.13.8

clean: ## remove the environment, the built site and all caches
	rm -rf .venv .build site .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find macros tests -name __pycache__ -prune -exec rm -rf {} +
