"""The contract of language models, kept by a server and by recorded answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.llm.backends.replay import Replay
from planner.llm.backends.server import Server
from planner.llm.budget import Manners
from planner.llm.record import line_of, recorded
from planner.llm.seam import Completion, Identity, LanguageModel, Usage
from tests.planner.llm.contract import Contract, cut_off, everything
from tests.planner.llm.examples import example_of
from tests.planner.llm.server import LocalServer


class TestServer(Contract):
    """A server on this machine."""

    @pytest.fixture
    def model(self) -> Iterator[LanguageModel]:
        with LocalServer() as server:
            yield Server(server.url, "reader", Manners(timeout=20, at_once=3), {})

    @pytest.fixture
    def absent(self) -> LanguageModel:
        with LocalServer() as gone:
            pass
        return Server(gone.url, "reader", Manners(timeout=5, attempts=1), {})


class TestReplay(Contract):
    """A file of answers."""

    bounded = False

    @pytest.fixture
    def model(self, tmp_path: Path) -> LanguageModel:
        identity = Identity(name="somebody", revision="1", context=100)
        lines = []
        for request in everything():
            schema = request.answer_schema or {}
            cut = request.key == cut_off().key
            text = example_of(schema, request.messages[-1].text)
            completion = Completion(
                text=text[:8] if cut else text, finish="length" if cut else "stop", usage=Usage(input=9, output=8)
            )
            lines.append(line_of(recorded(request, identity, completion)))
        file = tmp_path / "answers.jsonl"
        file.write_text("".join(lines), encoding="utf-8")
        return Replay(str(file))

    @pytest.fixture
    def absent(self, tmp_path: Path) -> LanguageModel:
        return Replay(str(tmp_path / "none.jsonl"))
