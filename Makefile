# Needs make, a POSIX shell and Python 3.12 or newer; everything else comes into .venv and .local.

PYTHON =
PYENV = $$HOME/.pyenv/versions
CANDIDATES = python3.13 python3.14 python3.12 $(PYENV)/3.13*/bin/python $(PYENV)/3.14*/bin/python \
	$(PYENV)/3.12*/bin/python python3 python
IS_NEW_ENOUGH = import sys; sys.exit(sys.version_info < (3, 12))
# Twice quiet: errors only.
PIP_INSTALL = .venv/bin/python -m pip install --quiet --quiet --disable-pip-version-check \
	--require-hashes

.PHONY: help run test test-all lint bench lock browser venv runtime dev

help: ## List these commands.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' Makefile

run: runtime ## Run the whole service with its sample record; PORT=8001 chooses another port.
	@exec .venv/bin/python -m billtracker.run

test: dev ## Run every test, then check the code; nothing else has to be running.
	@echo "Running the tests."
	@.venv/bin/python -m pytest -n 2 --dist loadfile
	@$(MAKE) --no-print-directory lint

test-all: dev ## The same with more kills of workers, and list the lines that no test reaches.
	@echo "Running the tests, with coverage."
	@KILLS=50 .venv/bin/python -m pytest -n 2 --dist loadfile --cov=billtracker --cov=bills --cov=members \
		--cov-branch --cov-report=term-missing:skip-covered
	@$(MAKE) --no-print-directory lint

lint: dev ## Check style, format, types, imports and templates.
	@echo "Checking the code."
	@.venv/bin/ruff check --quiet
	@.venv/bin/ruff format --quiet --check
	@.venv/bin/mypy
	@.venv/bin/lint-imports
	@find billtracker bills members -path '*/templates/*' -name '*.html' \
		-exec .venv/bin/djade --target-version 6.1 --check {} +

bench: dev ## Measure what must be fast beside its yardsticks; ARGS="--rounds 5" and the like.
	@.venv/bin/python -m tests.bench $(ARGS)

lock: venv ## Choose versions anew from the two .in files.
	@echo "Locking the requirements."
	@.venv/bin/python -m venv .local/lock
	@.local/lock/bin/python -m pip install --quiet --disable-pip-version-check uv
	@for name in requirements requirements-dev; do \
		.local/lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.12 \
			--generate-hashes --no-header --no-annotate \
			--no-emit-index-url --no-emit-find-links \
			"$$name.in" --output-file "$$name.txt" || exit 1; \
	done

browser: ## Install what the browser tests drive: Chromium (Debian, as root) and axe-core (npm).
	@command -v chromium >/dev/null || { apt-get -qq update && apt-get -qq install -y chromium; }
	@npm install --silent --no-save --prefix .local/axe axe-core@4

# The rest is for the commands above. A copy of each lock in .venv tells what is installed.

runtime: venv
	@cmp -s requirements.txt .venv/requirements.txt || { \
		echo "Installing what the service needs; this takes a minute the first time."; \
		$(PIP_INSTALL) -r requirements.txt && cp requirements.txt .venv/requirements.txt; }

dev: runtime
	@cmp -s requirements-dev.txt .venv/requirements-dev.txt || { \
		echo "Installing what the tests need."; \
		$(PIP_INSTALL) -r requirements-dev.txt && cp requirements-dev.txt .venv/requirements-dev.txt; }

# Each candidate is run, not looked up: pyenv's shims exist for versions that are not there.
venv:
	@if .venv/bin/python -c '$(IS_NEW_ENOUGH)' 2>/dev/null; then exit 0; fi; \
	for python in $(if $(PYTHON),"$(PYTHON)",$(CANDIDATES)) ""; do \
		if "$$python" -c '$(IS_NEW_ENOUGH)' 2>/dev/null; then break; fi; \
	done; \
	if [ -z "$$python" ]; then \
		echo "No Python 3.12 or newer was found: install one, or name it," \
			"as in \`make run PYTHON=/opt/python/bin/python3.13\`." >&2; \
		exit 1; \
	fi; \
	if ! "$$python" -c 'import ensurepip, venv' 2>/dev/null; then \
		echo "$$python lacks its venv module: install it" \
			"(on Debian and Ubuntu the package python3-venv)." >&2; \
		exit 1; \
	fi; \
	echo "Making .venv with $$python."; \
	rm -rf .venv && "$$python" -m venv .venv
