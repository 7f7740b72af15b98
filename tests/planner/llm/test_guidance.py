"""Guided answers: whatever a model would rather say, its words are JSON of the schema, without blanks."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.llm.backends.guidance import Guides
from planner.llm.question import schema_of
from tests.planner.llm import tiny
from tests.planner.llm.contract import Small

TOKENIZER = tiny.tokenizer()
VOCABULARY = len(TOKENIZER) + 12
END: int = TOKENIZER.eos_token_id


@pytest.fixture(scope="module")
def guides() -> Guides:
    return Guides(TOKENIZER, VOCABULARY, [END])


def _written(guides: Guides, schema: dict[str, Any], lot: np.random.Generator) -> str:
    """A document by a model that picks any token that it may."""
    guide, tokens = guides.guide(schema), []
    while not guide.ended:
        token = int(lot.choice(np.flatnonzero(guides.allowed([guide])[0])))
        assert guide.take(token)
        tokens.append(token)
        assert len(tokens) < 400
    return str(TOKENIZER.decode(tokens, skip_special_tokens=True))


@settings(max_examples=20)
@given(st.integers(0, 2**31))
def test_whatever_is_drawn_keeps_the_schema(seed: int) -> None:
    text = _written(Guides(TOKENIZER, VOCABULARY, [END]), schema_of(Small), np.random.default_rng(seed))
    Small.model_validate_json(text)
    assert text.startswith('{"mood":"')


def test_rows_are_guided_each_by_its_own(guides: Guides) -> None:
    opened = guides.guide(schema_of(Small))
    told = guides.allowed([None, opened, None])
    assert told.shape == (3, VOCABULARY)
    assert told[0].all()
    assert told[2].all()
    [first] = {TOKENIZER.decode([each])[0] for each in np.flatnonzero(told[1])}
    assert first == "{"


def test_the_end_is_known_at_once(guides: Guides) -> None:
    guide = guides.guide({"type": "object", "properties": {}, "additionalProperties": False})
    assert not guide.ended
    for token in TOKENIZER("{}")["input_ids"]:
        assert guide.take(token)
    assert guide.ended
    assert guides.allowed([guide]).all()


def test_a_word_out_of_form_is_seen(guides: Guides) -> None:
    guide = guides.guide(schema_of(Small))
    assert not guide.take(TOKENIZER("The")["input_ids"][0])


def test_a_schema_that_cannot_be_kept_is_refused(guides: Guides) -> None:
    with pytest.raises(ValueError, match="no_such_type"):
        guides.guide({"type": "no_such_type"})
