"""Answers as lines: written, read again, cut off by a kill, spoilt, and answered from."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from film.errors import PlanError
from planner.llm.backends.replay import Replay
from planner.llm.record import Record, line_of, recorded, records, slot_of
from planner.llm.seam import Completion, Identity, Request, Usage
from tests.planner.llm.contract import asked, collected

WHO = Identity(name="somebody", revision="1", context=100)
TEXTS = st.text(st.characters(codec="utf-8"))


def record(text: str = "{}", name: str = "scene 1", key: str = "ab" * 32) -> Record:
    return Record(key=key, name=name, model="somebody", completion=Completion(text=text))


def written(folder: Path, *lines: str) -> Replay:
    file = folder / "answers.jsonl"
    file.write_text("".join(lines), encoding="utf-8", newline="")
    return Replay(str(file))


@given(TEXTS, TEXTS, st.sampled_from(["stop", "length", "overlong", "refused", "failed"]), st.integers(0, 10**9))
def test_a_line_is_its_record(text: str, why: str, finish: str, count: int) -> None:
    completion = Completion.model_validate(
        {"text": text, "why": why, "finish": finish, "usage": Usage(input=count, output=3), "seconds": 1.5}
    )
    before = recorded(asked(1)[0], WHO, completion)
    line = line_of(before)
    assert line.count("\n") == 1
    assert line.endswith("\n")
    assert list(records([line], "here")) == [before]


def test_an_answer_is_found_by_request_and_model() -> None:
    one = recorded(asked(1)[0], WHO, Completion(text="{}"))
    assert one.slot == slot_of(asked(1)[0].key, "somebody", "1")
    assert len({one.slot, one.but(revision="2").slot, one.but(model="other").slot, one.but(key="").slot}) == 4


def test_a_last_line_cut_off_is_skipped() -> None:
    lines = [line_of(record("a")), line_of(record("b"))]
    for cut in range(1, len(lines[1]) - 1):
        assert [each.completion.text for each in records([lines[0], lines[1][:cut]], "here")] == ["a"]
    assert len(list(records([lines[0], lines[1].rstrip("\n")], "here"))) == 2


@pytest.mark.parametrize(
    "line",
    ["no json\n", "{}\n", '{"key": "x", "name": "", "model": "", "completion": {}}\n',
     '{"key": "", "name": "", "model": "", "completion": {}, "more": 1}\n', "[]\n"],
)  # fmt: skip
def test_a_line_that_is_none_is_told_with_its_number(line: str) -> None:
    with pytest.raises(PlanError, match=r"^answers:3: this is no recorded answer") as caught:
        list(records([line_of(record()), "\n", line, line_of(record())], "answers"))
    assert caught.value.do


def test_replay_answers_by_key_and_by_name(tmp_path: Path) -> None:
    first, second, third = asked(3)
    model = written(
        tmp_path,
        line_of(recorded(first, WHO, Completion(text="by key"))),
        line_of(record("other", name=first.name, key="")),
        line_of(record("by name", name=second.name, key="")),
    )
    found = collected(model, [first, second, third])
    assert [found[place].text for place in range(3)] == ["by key", "by name", ""]
    assert found[2].finish == "failed"
    assert third.name in found[2].why


def test_replay_takes_the_last_answer_of_several(tmp_path: Path) -> None:
    [request] = asked(1)
    lines = [line_of(recorded(request, WHO, Completion(text=text))) for text in ("first", "last")]
    assert collected(written(tmp_path, *lines), [request])[0].text == "last"


@pytest.mark.parametrize("sign", ["\u2028", "\u0085", "\x0b", "\r", "\r\n", "\n", "\x1c"])
def test_replay_reads_whatever_line_ends_an_answer_holds(tmp_path: Path, sign: str) -> None:
    [request] = asked(1)
    model = written(tmp_path, "\ufeff", line_of(recorded(request, WHO, Completion(text=f"a{sign}b"))))
    assert collected(model, [request])[0].text == f"a{sign}b"


def test_replay_says_whose_answers_they_are(tmp_path: Path) -> None:
    one, other = (line_of(recorded(request, WHO, Completion(text="{}"))) for request in asked(2))
    assert written(tmp_path, one, other).ready().name == "somebody"
    mixed = line_of(record(name="scene 9", key=""))
    assert written(tmp_path, one, mixed).ready().name == "recorded answers"


def test_replay_of_a_file_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "empty").write_text("\n")
    for name in ("none", "bytes", "empty", ".", "a\x00b"):
        with pytest.raises(PlanError) as caught:
            Replay(str(tmp_path / name)).ready()
        assert "\n" not in str(caught.value)
        assert caught.value.do


def test_a_request_without_an_answer_stops_no_other(tmp_path: Path) -> None:
    [first, second] = asked(2)
    model = written(tmp_path, line_of(recorded(second, WHO, Completion(text="{}"))))
    requests: list[Request] = [first, second]
    assert [answered.completion.finish for answered in model.answers(requests)] == ["failed", "stop"]
