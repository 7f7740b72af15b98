"""Stories and translations: what is sent holds no control token, what comes back brings in no control character."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import pytest

from film.errors import PlanError
from planner import plan
from planner.adapting import Passage, Source, adapt, elements
from planner.brief import Brief
from planner.llm.seam import Request
from planner.translating import Job, lines_of, translate
from prompts.book import PromptBook
from screenplay.fountain import parse
from tests.planner.reading.obeying import DEEDS, HOSTILE, TOKENS, Deed, Obeying

STORY = Source(
    name="story.txt",
    language="en",
    counted="line",
    passages=tuple(
        Passage(span=(number, number), text=" ".join(piece.split()))
        for number, piece in enumerate(HOSTILE.split("\n\n"), 1)
    ),
)


def unseen(text: str) -> list[str]:
    """The control characters in a text, but for line ends."""
    kinds = ("Cc", "Cf", "Co", "Cn", "Cs")
    return [char for char in text if char not in "\n\t\u200c\u200d" and unicodedata.category(char) in kinds]


def sent(requests: list[Request]) -> Iterator[tuple[str, str]]:
    """Who speaks and what, of everything that is asked."""
    return ((message.role, message.text) for request in requests for message in request.messages)


@pytest.fixture(params=DEEDS)
def deed(request: pytest.FixtureRequest) -> Deed:
    """Each way to obey."""
    chosen: Deed = request.param
    return chosen


def test_a_story_sends_no_control_token_and_brings_no_control_character_back(deed: Deed) -> None:
    model = Obeying(deed)
    try:
        told = [element.text for element in elements(adapt(STORY, model, PromptBook()))]
    except PlanError:
        told = []  # nothing that it answered was of use
    assert model.asked
    for role, text in sent(model.asked):
        assert not [token for token in TOKENS if token in text], role
        assert not unseen(text), role
        if role == "system":
            assert re.search(r"material|only text", text)
    for text in told:
        assert not unseen(text), ascii(text)


def test_a_translation_sends_no_control_token_and_brings_no_control_character_back(deed: Deed) -> None:
    model = Obeying(deed)
    script = parse(HOSTILE)
    lines = lines_of(plan(script, Brief()))
    found = translate(Job(lines=lines, language="de", names=("MARA", "BEN")), model, PromptBook())
    assert model.asked
    for role, text in sent(model.asked):
        assert not [token for token in TOKENS if token in text], role
        assert not unseen(text), role
    assert set(found.lines) <= {line.id for line in lines}
    for line in found.lines.values():
        assert not unseen(line.text), ascii(line.text)
