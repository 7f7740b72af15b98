"""Libraries of language models are loaded by whoever asks one, and by nobody else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
HEAVY = {"torch", "transformers", "tokenizers", "llguidance", "openai", "vllm"}
SCRIPT = "INT. KITCHEN - DAY\n\nAnna puts a box on the table.\n\nANNA\nWho is there?\n"
CODE = f"""
import sys
from storyreel.cli import main
try:
    main()
except SystemExit as ended:
    if ended.code:
        raise
loaded = {HEAVY!r} & set(sys.modules)
sys.exit(f"loaded {{loaded}}" if loaded else 0)
"""


@pytest.mark.parametrize("words", [["--help"], ["make", "--help"], ["plan", "kitchen.fountain", "--llm", "none", "-q"]])
def test_without_a_model_none_of_its_libraries_is_loaded(words: list[str], tmp_path: Path) -> None:
    (tmp_path / "kitchen.fountain").write_text(SCRIPT)
    ended = subprocess.run(
        [sys.executable, "-c", CODE, *words],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr


def test_every_backend_is_imported_without_its_library() -> None:
    modules = sorted(path.stem for path in (ROOT / "planner/llm/backends").iterdir() if path.stem[0] not in "_.")
    code = (
        f"import sys, importlib\nfor each in {modules!r}: importlib.import_module('planner.llm.backends.' + each)\n"
        f"loaded = {HEAVY!r} & set(sys.modules); sys.exit(f'loaded {{loaded}}' if loaded else 0)"
    )
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
