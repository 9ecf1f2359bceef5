# Two commands for a newcomer: `make demo` and `make test`. Both begin with `make setup`.
PORT_BASE ?= 8600
TICKETS ?= 0
BIN := .venv/bin
# Every process a test starts would otherwise compile its packages again, and use a BLAS thread per core.
export PYTHONDONTWRITEBYTECODE :=
export OPENBLAS_NUM_THREADS := 1

.PHONY: demo setup test test-long check lock client browser

demo: setup
	@exec $(BIN)/clinic demo --port-base $(PORT_BASE) --tickets $(TICKETS) --history

setup:
	@sh scripts/setup.sh

# Three processes for two cores: the one that has the journeys mostly waits for the browser.
test: setup browser check
	@$(BIN)/pytest -m "not long" -n 3 --dist worksteal

test-long: setup browser check
	@$(BIN)/pytest -n 2 --dist worksteal

check: setup
	@$(BIN)/ruff format --check --quiet . && $(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/deptry . 

browser: setup
	@sh scripts/browser.sh

lock: setup
	@.tools/bin/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --extra mdf --extra tdms --extra test --extra build \
		--custom-compile-command "make lock" pyproject.toml -o requirements.lock

client: setup
	@sh scripts/client.sh
