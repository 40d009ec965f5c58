# make demo   a sample process, opened            make test   everything that must hold
# make bench  what it costs, as ratios            make messages  bring the Dutch catalogue up to date
# make pictures  the screens in README and docs, from the program itself
# make snapshots  how the main screens look now becomes how they are to look, in tests/tui/snapshots
PYTHON ?= python3
BIN := .venv/bin
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
endif

# Tests write and flush thousands of small files: in memory where there is such a place. Four at a time, since
# they wait for screens and processes more than they compute.
SHM := $(shell test -d /dev/shm && test -w /dev/shm && echo TMPDIR=/dev/shm)

.PHONY: demo test lint bench pictures snapshots messages clean

.venv/made: pyproject.toml constraints.txt hatch_build.py
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --editable ".[dev]"
	@touch $@

demo: .venv/made
	@$(BIN)/python tools/messages.py --compile
	@$(BIN)/procesregie demo --dir .demo

lint: .venv/made
	$(BIN)/python tools/messages.py --compile
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python tools/messages.py --missing
	$(BIN)/python tools/docs.py --check

test: lint
	$(SHM) $(BIN)/pytest -n 4 --dist worksteal

bench: .venv/made
	@$(BIN)/python tools/messages.py --compile
	$(BIN)/python -m benchmarks

pictures: .venv/made
	@$(BIN)/python tools/messages.py --compile
	$(BIN)/python tools/pictures.py --docs

snapshots: .venv/made
	@$(BIN)/python tools/messages.py --compile
	$(SHM) $(BIN)/pytest tests/tui/test_snapshots.py --renew

messages: .venv/made
	$(BIN)/python tools/messages.py

clean:
	rm -rf .venv dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .demo
