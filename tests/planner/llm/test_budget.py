"""What asking costs, before and after."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from planner.llm.budget import Manners, Price, estimate, estimated, needed, read_by, shown
from planner.llm.seam import Identity, Message, Request, Usage
from tests.planner.llm.contract import asked
from tests.planner.llm.scripted import Scripted, echo


@given(st.text(), st.text())
def test_an_estimate_grows_with_its_text(one: str, other: str) -> None:
    assert max(estimated(one), estimated(other)) <= estimated(one + other) <= estimated(one) + estimated(other)
    assert estimated(one) >= 1


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        # Tokens by SmolLM2's vocabulary of 49,152, which is small and knows English best.
        ("She holds the box as if it could break.", 10),
        ("INT. KITCHEN - NIGHT\n\nMARA (CONT'D)\n" * 5, 95),
        ('{"mood": "calm", "people": ["mara", "tomas"], "paragraph": 3, "quote": null}' * 5, 150),
        ("Sie hält die Schachtel, als könnte sie zerbrechen, und schließt die Tür." * 5, 155),
        ("Она держит коробку так, словно та может разбиться." * 5, 180),
        ("कमरे में अँधेरा है। क्या तुम हो? वह दरवाज़े की ओर जाती है।" * 5, 325),
        ("他打开了门。她没有说话。" * 5, 105),
    ],
)
def test_an_estimate_is_from_above_and_not_far(text: str, tokens: int) -> None:
    assert tokens <= estimated(text) <= tokens * 1.7


def test_what_is_asked_is_estimated_whole() -> None:
    model = Scripted(echo)
    requests = asked(3)
    found = estimate(requests, model, answered=2)
    assert (found.requests, found.answered) == (5, 2)
    assert found.usage.output == 3 * 160
    assert found.usage.input == sum(read_by(request) for request in requests)
    assert needed(requests[0], model) == read_by(requests[0]) + 160


def test_pictures_cost() -> None:
    blind = Request(name="look", messages=(Message(role="user", text="Who?"),), max_tokens=1)
    seen = Request(name="look", messages=(Message(role="user", text="Who?", pictures=("aGk=",)),), max_tokens=1)
    assert read_by(seen) - read_by(blind) >= 1000


def test_a_price_is_for_a_million() -> None:
    assert Price(input=2, output=10).of(Usage(input=500_000, cached=400_000, output=100_000)) == 2.0
    assert Price().of(Usage(input=500_000)) == 0


@pytest.mark.parametrize(
    "wrong", [{"timeout": 0}, {"timeout": float("nan")}, {"deadline": -1}, {"at_once": 0}, {"attempts": 0}, {"more": 1}]
)
def test_manners_are_held_to(wrong: dict[str, float]) -> None:
    with pytest.raises(ValidationError):
        Manners.model_validate(wrong)


@pytest.mark.parametrize(
    ("name", "revision", "words"),
    [
        ("qwen3-8b", "", "qwen3-8b"),
        ("Qwen/Qwen3-8B", "", "Qwen3-8B"),
        ("/home/me/tiny/", "0123456789ab", "tiny@01234567"),
        ("C:\\models\\tiny", "", "tiny"),
    ],
)
def test_a_model_is_shown_without_its_folders(name: str, revision: str, words: str) -> None:
    assert shown(Identity(name=name, revision=revision, context=1)) == words
