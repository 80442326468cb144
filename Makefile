# Needs make, git and Python 3.11 or later; everything else goes into .venv by itself.
# PYTHON=/path/to/python3.12 chooses another interpreter.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
CODE   := $(wildcard src tests examples benchmarks mutants docs/*.py)
TESTS  := $(BIN)/python -m pytest -q -n auto --dist worksteal
CORE   := $(foreach layer,model changes rules dossier codec,tests/$(layer) src/bdc_sessions/$(layer)) tests/laws tests/guide
FUZZ   ?= $(wildcard tests/*/test_hostile*.py tests/*/test_*_hostile.py) tests/laws

# A tool that talks when all is well: its output is kept, and shown only when it fails.
quiet = @mkdir -p build; $(1) > build/$(2).log 2>&1 || { cat build/$(2).log; exit 1; }

.DELETE_ON_ERROR:
.PHONY: help demo service needs check core test bench limits profile fuzz mutants docs catalogue manifest clean lint types imports public slots wheel matrix

help:
	@echo "make demo    replay the guide's scenario"
	@echo "make service the guide's screens on http://127.0.0.1:8000 (PORT=, DATABASE_URL=)"
	@echo "make check   the fast inner loop, under 90 seconds"
	@echo "make core    the core's tests with few examples, in a minute"
	@echo "make test    every gate"
	@echo "make bench   the benchmarks"
	@echo "make limits  time and memory up to 100,000 sessions, and their plot"
	@echo "make profile where the codec spends its time"
	@echo "make fuzz    the laws and hostile data, with many more examples (FUZZ=path for others)"
	@echo "make mutants put faults into the library, and see that tests notice (ONLY=path[:line] for some, ONLY=/10 for one of ten)"
	@echo "make matrix  the core's tests under each Python here, and with the oldest dependencies"
	@echo "make docs    build the documentation into site/"
	@echo "make catalogue  write the pages of rules, of the feed, of frames and of screens anew"
	@echo "make manifest   write the public surface anew, which a test holds to the code"
	@echo "make clean   remove what was built, .venv too"

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=...")'
	@echo "setting up $(VENV)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -qq -U -c constraints.txt pip hatchling editables
	@$(BIN)/python -m pip install -qq --no-build-isolation -c constraints.txt -e '.[all]' --group dev
	@touch $@

demo: $(READY)
	@$(BIN)/python examples/demo.py

service: $(READY)
	@mkdir -p build
	@PYTHONPATH=examples $(BIN)/python -m service.app

# What the tests need beyond Python; fast when all is there.
needs:
	@.ci/needs

check: lint types imports core

# Two stages: the core's tests with few examples answer in the first minute, then everything, in full.
test: needs core lint types imports public slots
	@HYPOTHESIS_PROFILE=full $(TESTS) --cov --cov-report=term-missing:skip-covered
	@$(MAKE) --no-print-directory -j2 --output-sync=target wheel matrix docs
	$(call quiet,$(BIN)/python examples/demo.py,demo)
	@echo "all gates passed"

core: $(READY)
	@HYPOTHESIS_PROFILE=mutants $(TESTS) $(CORE)

lint: $(READY)
	@$(BIN)/ruff check -q
	@$(BIN)/ruff format -q --check
	@$(BIN)/codespell
	$(call quiet,$(BIN)/bandit -q -c pyproject.toml -r src,bandit)

types: $(READY)
	@$(BIN)/mypy $(CODE)

imports: $(READY)
	$(call quiet,$(BIN)/lint-imports,imports)

# --verifytypes takes the python of the PATH, whatever --pythonpath says.
public: $(READY)
	$(call quiet,PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/pyright --ignoreexternal --verifytypes bdc_sessions,public)

slots: $(READY)
	@$(BIN)/python -m slotscheck -m bdc_sessions

wheel: $(READY)
	@rm -rf build/dist
	$(call quiet,$(BIN)/python -m build --no-isolation --outdir build/dist,wheel)
	@$(BIN)/check-wheel-contents build/dist
	$(call quiet,$(BIN)/twine check --strict build/dist/*,twine)

# The core's tests under each Python that is here, and with the oldest dependencies.
matrix: $(READY)
	@$(BIN)/python -m tests.release.matrix

docs: $(READY)
	$(call quiet,$(BIN)/mkdocs build --strict,docs)

# The pages of rules and of the feed, after either changed; a test holds them to the code.
catalogue: $(READY)
	@$(BIN)/python docs/catalogue.py
	@$(BIN)/python docs/lheo_support.py
	@$(BIN)/python docs/frames.py
	@$(BIN)/python docs/notebook.py
	@$(BIN)/python docs/screens.py

# What embedders rely on, after it was meant to change (docs/reference/stability.md); a test compares.
manifest: $(READY)
	@$(BIN)/python -m tests.stability.manifest
	@$(BIN)/python -m tests.stability.pickles

bench: $(READY)
	@$(BIN)/python -m pytest -q benchmarks --benchmark-only

limits: $(READY)
	@$(BIN)/python -m benchmarks.limits

profile: $(READY)
	@PYTHONPATH=. $(BIN)/python benchmarks/profile_codec.py

fuzz: $(READY)
	@HYPOTHESIS_PROFILE=fuzz $(TESTS) $(FUZZ)

mutants: $(READY)
	@$(BIN)/python -m mutants $(ONLY)

clean:
	rm -rf $(VENV) build site .coverage .benchmarks .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
