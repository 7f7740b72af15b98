"""What questions begin with is read once, and every answer is what it would have been."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.llm.backends import prefix
from planner.llm.backends.weights import Weights
from planner.llm.budget import Manners
from planner.llm.seam import Message, Request
from tests.planner.llm import tiny
from tests.planner.llm.contract import asked, collected

BIBLE = "She holds the box as if it could break, and looks at the door. Mara and Tomas are there. " * 4


@given(st.lists(st.lists(st.integers(0, 2), min_size=1, max_size=6), min_size=1, max_size=4))
def test_shared_is_the_longest_common_beginning_that_leaves_something(questions: list[list[int]]) -> None:
    length = prefix.shared(questions)
    assert len({tuple(each[:length]) for each in questions}) == 1
    assert all(len(each) > length for each in questions)
    longer = {tuple(each[: length + 1]) for each in questions}
    assert len(longer) > 1 or any(len(each) == length + 1 for each in questions)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Weights:
    return Weights(str(tiny.made(tmp_path_factory.mktemp("tiny"))), Manners())


def _requests(count: int) -> list[Request]:
    """Questions of different lengths behind one bible, some of them drawn by lot."""
    return [
        each.model_copy(
            update={
                "messages": (
                    Message(role="system", text=BIBLE),
                    Message(role="user", text="What happens then? " * (place + 1)),
                ),
                "temperature": float(place % 2),
            }
        )
        for place, each in enumerate(asked(count))
    ]


def test_answers_are_what_they_would_be_without(model: Weights, monkeypatch: pytest.MonkeyPatch) -> None:
    together = collected(model, _requests(5))
    monkeypatch.setattr(prefix, "_LEAST", 10_000)
    apart = collected(model, _requests(5))
    assert {place: each.text for place, each in together.items()} == {place: each.text for place, each in apart.items()}
    assert {each.usage.cached for each in apart.values()} == {0}


def test_what_was_read_once_is_counted(model: Weights) -> None:
    found = collected(model, _requests(4))
    bible = model.count(BIBLE)
    cached = sorted(each.usage.cached for each in found.values())
    assert cached[0] == 0
    assert all(bible <= each < bible + 40 for each in cached[1:])


def test_a_single_question_shares_nothing(model: Weights) -> None:
    [completion] = collected(model, _requests(1)).values()
    assert completion.usage.cached == 0


def test_the_shared_words_go_through_the_model_once(model: Weights, monkeypatch: pytest.MonkeyPatch) -> None:
    """The model is given the bible in one row, and then only what follows it."""
    inner = model._loaded().model.get_decoder()
    given_, forward = [], inner.forward

    def watched(*args: Any, **keywords: Any) -> Any:
        ids = keywords["input_ids"] if keywords.get("input_ids") is not None else args[0]
        given_.append(tuple(ids.shape))
        return forward(*args, **keywords)

    monkeypatch.setattr(inner, "forward", watched)
    found = collected(model, _requests(4))
    shared = max(each.usage.cached for each in found.values())
    longest = max(each.usage.input for each in found.values())
    assert given_[:2] == [(1, shared), (4, longest - shared)]


def test_a_model_that_looks_back_over_a_bounded_stretch_shares_nothing(tmp_path: Path) -> None:
    from transformers import MistralConfig, MistralForCausalLM

    words = tiny.tokenizer()
    sizes = {"hidden_size": 32, "intermediate_size": 32, "num_hidden_layers": 1, "num_attention_heads": 2}
    config = MistralConfig(
        vocab_size=len(words), num_key_value_heads=1, sliding_window=16, eos_token_id=words.eos_token_id, **sizes
    )
    MistralForCausalLM(config).save_pretrained(tmp_path)
    words.save_pretrained(tmp_path)
    found = collected(Weights(str(tmp_path), Manners()), _requests(3))
    assert {each.usage.cached for each in found.values()} == {0}
    assert {each.finish for each in found.values()} == {"stop"}
