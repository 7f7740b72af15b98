"""What is kept of an answer that does not keep its form."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, ValidationError

from film.base import Model
from planner.llm.asking import ask
from planner.llm.question import Grounded, Question
from planner.llm.salvage import salvaged
from planner.llm.seam import Completion
from tests.planner.llm.scripted import Scripted


class Deed(Model):
    """Who does what."""

    who: Literal["ann", "ben"]
    what: Annotated[str, Field(max_length=10)]


class Group(Model):
    """Deeds that belong together."""

    name: Annotated[str, Field(max_length=8)]
    deeds: tuple[Deed, ...]


class Hour(Model):
    """When."""

    hour: Annotated[int, Field(ge=0, le=23)]


class Told(Model):
    """A few things of a scene."""

    deeds: Annotated[tuple[Deed, ...], Field(max_length=3)]
    sounds: Annotated[tuple[Annotated[str, Field(max_length=8)], ...], Field(max_length=2)]
    groups: tuple[Group, ...]
    hour: Hour | None
    title: Annotated[str, Field(max_length=12)]
    tension: Annotated[int, Field(ge=0, le=10)]


GOOD: dict[str, Any] = {
    "deeds": [{"who": "ann", "what": "waits"}, {"who": "ben", "what": "goes"}],
    "sounds": ["bell"],
    "groups": [
        {"name": "first", "deeds": [{"who": "ann", "what": "waits"}]},
        {"name": "second", "deeds": [{"who": "ben", "what": "goes"}]},
    ],
    "hour": {"hour": 7},
    "title": "Morning",
    "tension": 3,
}


def kept(**changes: Any) -> tuple[Told, tuple[str, ...]]:
    """What is kept of the good answer with some fields otherwise; ``...`` leaves one out."""
    data = {name: value for name, value in {**GOOD, **changes}.items() if value is not ...}
    return salvaged(Told, json.dumps(data))


def test_an_answer_that_keeps_its_form_is_as_it_is() -> None:
    assert kept() == (Told.model_validate(GOOD), ())


@pytest.mark.parametrize(
    "deed", [{"who": "carl", "what": "waits"}, {"who": "ann"}, "ann waits", None, {"who": ["ann"], "what": "waits"}]
)
def test_a_wrong_item_goes_and_the_others_stay(deed: Any) -> None:
    answer, problems = kept(deeds=[GOOD["deeds"][0], deed, GOOD["deeds"][1]])
    assert answer == Told.model_validate(GOOD)
    assert len(problems) >= 1
    assert all(problem.startswith("deeds.1") for problem in problems)


def test_items_of_items_go_by_themselves() -> None:
    wrong, right = {"who": "zorg", "what": "obeys"}, {"who": "ben", "what": "goes"}
    answer, _ = kept(groups=[
        {"name": 3, "deeds": [right, wrong]},
        {"name": "second", "deeds": [wrong, right, wrong]},
        wrong,
        {"name": "third", "deeds": []},
    ])  # fmt: skip
    assert [(group.name, [deed.who for deed in group.deeds]) for group in answer.groups] == [
        ("second", ["ben"]), ("third", []),
    ]  # fmt: skip


def test_what_is_too_long_is_cut_at_its_bound() -> None:
    answer, problems = kept(
        deeds=GOOD["deeds"] * 4, sounds=["a long bell rings"], title="A very long title indeed"
    )  # fmt: skip
    assert (len(answer.deeds), answer.sounds, answer.title) == (3, ("a long b",), "A very long ")
    assert len(problems) == 3


def test_a_field_of_no_name_goes() -> None:
    answer, problems = kept(mood="sad", deeds=[{"who": "ann", "what": "waits", "why": "so"}])
    assert [deed.what for deed in answer.deeds] == ["waits"]
    assert {problem.split(":")[0] for problem in problems} == {"mood", "deeds.0.why"}


@pytest.mark.parametrize("hour", [..., {"hour": 99}, "seven", {"hour": 7, "minute": "x"}])
def test_what_may_be_left_open_is(hour: Any) -> None:
    answer, problems = kept(hour=hour)
    assert problems
    assert answer.hour in (None, Hour(hour=7))
    assert answer.title == "Morning"


def test_a_list_that_is_missing_is_empty() -> None:
    answer, problems = kept(sounds=...)
    assert answer.sounds == ()
    assert problems == ("sounds: Field required",)


@pytest.mark.parametrize(
    "text",
    [
        "", "prose", "[]", "3", "null", "{}", '{"deeds": []}', json.dumps({**GOOD, "title": 3}), "[" * 9999,
        json.dumps({**GOOD, "tension": 11}), json.dumps({**GOOD, "deeds": "none", "sounds": 1, "hour": 3, "groups": 4}),
    ],
)  # fmt: skip
def test_there_is_no_answer_in_what_is_none(text: str) -> None:
    with pytest.raises(ValidationError):
        salvaged(Told, text)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=15) | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(
    st.dictionaries(st.sampled_from(list(GOOD)), _JSON, max_size=2),
    st.lists(_JSON, max_size=3),
    st.lists(st.lists(_JSON, max_size=3), max_size=3),
)
def test_whatever_comes_is_an_answer_or_none(changes: dict[str, Any], deeds: list[Any], groups: list[Any]) -> None:
    data = {"groups": [{"name": "a", "deeds": group} for group in groups], **{
        name: value for name, value in GOOD.items() if name != "groups"
    }, **changes}  # fmt: skip
    if "deeds" not in changes:
        data["deeds"] = [*deeds, *GOOD["deeds"]]
    try:
        answer, problems = salvaged(Told, json.dumps(data))
    except ValidationError:
        return
    assert Told.model_validate(dict(answer)) == answer
    assert bool(problems) == (data != json.loads(answer.model_dump_json()))


def test_what_holds_of_an_answer_is_kept_where_the_mended_one_is_no_better() -> None:
    text = json.dumps({**GOOD, "deeds": [*GOOD["deeds"], {"who": "carl", "what": "waits"}]})
    model = Scripted(lambda _: Completion(text=text))
    question = Question("scene 1", "", "", "What happens?", Told, Grounded, 100)
    (outcome,) = ask([question], model)
    assert outcome.answer == Told.model_validate(GOOD)
    assert (outcome.asked, outcome.repaired, outcome.why) == (2, 1, "")
    assert outcome.problems[0].startswith("deeds.2.who")
