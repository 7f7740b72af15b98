"""Answers that were paid for are kept at once, found again, and asked for only once."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from film.errors import ProjectError
from planner.llm.seam import Answered, Completion, Message, Request, Usage
from storyreel.llm.kept import Answers, Kept
from tests.storyreel.llm_desk import USAGE, Absent, Dying, Failing, Meek


def request(text: str, name: str = "", **changes: Any) -> Request:
    messages = (Message(role="user", text=text),)
    return Request.model_validate({"name": name or text, "messages": messages, "max_tokens": 50, **changes})


def asked(model: Meek, path: Path, *requests: Request, limit: int = 0) -> tuple[Kept, list[Completion]]:
    """What a model answers through its kept answers."""
    kept = Kept(model, Answers(path), limit=limit)
    found = dict(kept.answers(requests))
    return kept, [found[place] for place in range(len(requests))]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / ".storyreel" / "answers.jsonl"


def test_an_answer_is_asked_for_once(path: Path) -> None:
    model = Meek()
    _, first = asked(model, path, request("a"), request("b"))
    kept, again = asked(model, path, request("b"), request("c"), request("a", name="called otherwise"))
    assert model.asked == ["a", "b", "c"]
    assert [again[2], again[0]] == first
    assert (kept.spent.requests, kept.spent.before, kept.spent.usage) == (1, 2, USAGE)


def test_one_question_asked_twice_in_a_batch_is_paid_once(path: Path) -> None:
    model = Meek()
    kept, answers = asked(model, path, request("a", "scene 1"), request("b"), request("a", "scene 9"))
    assert model.asked == ["scene 1", "b"]
    assert answers[0] == answers[2]
    assert kept.spent.usage == USAGE + USAGE


@pytest.mark.parametrize(
    ("first", "second"),
    [(Meek(), Meek("other")), (Meek(revision="1"), Meek(revision="2"))],
    ids=["another name", "another revision"],
)
def test_models_answer_for_themselves(path: Path, first: Meek, second: Meek) -> None:
    for model in (first, second, first, second):
        asked(model, path, request("a"))
    assert (first.asked, second.asked) == (["a"], ["a"])
    assert len(path.read_text().splitlines()) == 2


@pytest.mark.parametrize("change", [{"seed": 1}, {"max_tokens": 51}, {"answer_schema": {"type": "object"}}])
def test_another_question_is_asked(path: Path, change: dict[str, Any]) -> None:
    model = Meek()
    asked(model, path, request("a"))
    asked(model, path, request("a", **change))
    assert model.asked == ["a", "a"]


@pytest.mark.parametrize(
    ("finish", "times"), [("stop", 1), ("length", 1), ("refused", 1), ("failed", 2), ("overlong", 2)]
)
def test_what_was_paid_for_is_kept_however_it_ended(path: Path, finish: str, times: int) -> None:
    class Model(Meek):
        def completion(self, _: Request) -> Completion:
            return Completion.model_validate({"text": "half an ans", "finish": finish})

    model = Model()
    for _ in range(2):
        _, answers = asked(model, path, request("a"))
        assert answers[0].finish == finish
    assert len(model.asked) == times


def test_an_answer_is_on_the_disk_before_anybody_sees_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    monkeypatch.setattr("storyreel.llm.kept.os.fsync", lambda handle: synced.append(os.fstat(handle).st_size))
    kept = Kept(Meek(), Answers(path))
    for number, _ in enumerate(kept.answers([request("a"), request("b"), request("c")]), 1):
        assert len(path.read_text().splitlines()) == number
        assert len(synced) == number
        assert synced[-1] == path.stat().st_size


def test_a_batch_that_is_left_early_stops_the_model(path: Path) -> None:
    class Model(Meek):
        stopped = False

        def answers(self, requests: Sequence[Request]) -> Iterator[Answered]:
            self.held = self._answers(requests)  # or it would be stopped by nobody holding it any more
            return self.held

        def _answers(self, requests: Sequence[Request]) -> Iterator[Answered]:
            try:
                yield from super().answers(requests)
            finally:
                self.stopped = True

    model = Model()
    stream = Kept(model, Answers(path)).answers([request("a"), request("b")])
    next(iter(stream))
    stream.close()  # type: ignore[attr-defined]
    assert model.stopped
    assert model.asked == ["a"]


@pytest.mark.parametrize("cut", [1, 20, 60])
def test_a_torn_last_line_costs_that_answer_alone(path: Path, cut: int) -> None:
    model = Meek()
    asked(model, path, request("a"), request("b"))
    whole = path.read_bytes()
    path.write_bytes(whole[:-cut])
    model.asked.clear()
    asked(model, path, request("a"), request("b"))
    assert model.asked == ([] if cut == 1 else ["b"])  # only the line end was lost: the answer is whole
    asked(model, path, request("c"))
    assert len(path.read_bytes().splitlines()) == 3
    assert all(json.loads(line) for line in path.read_bytes().splitlines())


def test_lines_that_are_no_answers_are_counted_and_the_others_hold(path: Path) -> None:
    model = Meek()
    asked(model, path, request("a"), request("b"))
    first, second = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"\xff\xfe\x00\n" + first + b"{}\n\n" + second)
    assert Answers(path).found.broken == (1, 3)
    asked(model, path, request("a"), request("b"))
    assert model.asked == ["a", "b"]


def test_a_file_that_cannot_be_written_stops_before_the_model_is_asked(tmp_path: Path) -> None:
    (tmp_path / "answers.jsonl").mkdir()
    model = Meek()
    with pytest.raises(ProjectError, match=r"answers\.jsonl"):
        asked(model, tmp_path / "answers.jsonl", request("a"))
    assert model.asked == []


def test_a_model_that_is_gone_fails_what_is_left(path: Path) -> None:
    model = Dying(after=1)
    kept, answers = asked(model, path, request("a"), request("b"), request("c"))
    assert [each.finish for each in answers] == ["stop", "failed", "failed"]
    assert "the account is empty" in kept.gone
    assert answers[2].why == kept.gone
    before = len(model.asked)
    assert [each.finish for _, each in kept.answers([request("d")])] == ["failed"]
    assert len(model.asked) == before


def test_a_limit_is_not_gone_beyond(path: Path) -> None:
    model = Meek()
    kept, answers = asked(model, path, *(request(str(number)) for number in range(5)), limit=140)
    assert [each.finish for each in answers] == ["stop", "stop", "failed", "failed", "failed"]
    assert answers[4].why == "more than the 140 tokens that one run may spend"
    assert kept.spent.usage == Usage(input=200, output=20)
    assert [each.finish for _, each in kept.answers([request("9")])] == ["failed"]  # what was spent counts


def test_what_failed_costs_too(path: Path) -> None:
    kept, _ = asked(Failing(), path, request("a"))
    assert kept.spent.usage == USAGE
    assert not path.read_text()


def test_recorded_answers_cost_nothing_and_are_not_recorded_again(tmp_path: Path) -> None:
    kept = Kept(Meek(), None, limit=1)
    assert [each.finish for _, each in kept.answers([request("a")])] == ["stop"]
    assert (kept.spent.requests, kept.spent.before, kept.spent.usage) == (0, 1, Usage())
    assert list(tmp_path.iterdir()) == []


def test_a_model_that_is_not_there_says_so() -> None:
    with pytest.raises(Exception, match="no server answers"):
        Kept(Absent(), None).ready()
