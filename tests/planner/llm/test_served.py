"""vLLM as a server on loopback, asked through the ``openai:`` backend.  ``make test-vllm`` runs it where vLLM is."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from planner.llm.backends.server import Server
from planner.llm.budget import Manners
from planner.llm.seam import LanguageModel
from tests.planner.llm import tiny
from tests.planner.llm.contract import Contract, asked, collected

pytestmark = pytest.mark.skipif(find_spec("vllm") is None, reason="vLLM is not installed: see make test-vllm")
STARTING = 300
"""Seconds that it may take to start."""


def _free_port() -> int:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return int(bound.getsockname()[1])


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of the tiny model, which is called ``tiny``."""
    folder, port = tiny.made(tmp_path_factory.mktemp("tiny")), _free_port()
    words = [sys.executable, "-m", "vllm.entrypoints.openai.api_server", "--model", str(folder)]
    words += ["--served-model-name", "tiny", "--host", "127.0.0.1", "--port", str(port), "--enforce-eager"]
    words += ["--load-format", "safetensors", "--kv-cache-memory-bytes", str(2**30), "--max-num-seqs", "16"]
    words += ["--structured-outputs-config", json.dumps({"backend": "guidance", "disable_any_whitespace": True})]
    log = tmp_path_factory.mktemp("log") / "vllm.txt"
    with log.open("w") as file, subprocess.Popen(words, stdout=file, stderr=file) as running:
        try:
            _wait(f"http://127.0.0.1:{port}/health", running, log)
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            running.terminate()


def _wait(health: str, running: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + STARTING
    while running.poll() is None and time.monotonic() < until:
        try:
            with urlopen(health, timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.5)
    pytest.fail(f"the server did not start:\n{log.read_text()[-3000:]}")


class TestServed(Contract):
    @pytest.fixture
    def model(self, url: str) -> LanguageModel:
        return Server(url, "tiny", Manners(), {})

    @pytest.fixture
    def absent(self, url: str) -> LanguageModel:
        return Server(url, "huge", Manners(), {})


def test_its_json_has_no_blanks(url: str) -> None:
    for completion in collected(Server(url, "tiny", Manners(), {}), asked(3)).values():
        assert completion.text.startswith('{"mood":"')
        assert completion.usage.input > 5
