"""Orders in a script change nothing but words: no model, however obedient, gets out of its answer's form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, reduce
from typing import Any

import pytest

from film.plan import Plan
from film.screenplay import Screenplay
from film.style import Style
from planner import plan
from planner.brief import Brief
from planner.continuity import check
from planner.llm.neutral import folded
from planner.llm.seam import Request
from planner.reading.ground import Ground
from planner.reading.reader import read_with
from prompts.book import PromptBook
from screenplay.fountain import parse
from tests.planner.reading.obeying import DEEDS, HOSTILE, PAYLOADS, TOKENS, Deed, Innocent, Obeying

LONGEST = 200
"""Letters of any text that a model may put into a plan."""
_ID = re.compile(r"[\w.-]+")


@cache
def script() -> Screenplay:
    """The hostile script, read."""
    return parse(HOSTILE)


@cache
def planned(deed: Deed | None) -> Plan:
    """Its plan as a model read it; with None, as one that says nothing did."""
    model = Innocent() if deed is None else Obeying(deed)
    return plan(script(), Brief(reading=read_with(script(), model, PromptBook())))


@cache
def asked() -> tuple[Request, ...]:
    """Everything that is asked about the script, repairs too."""
    models = [Obeying(deed) for deed in DEEDS]
    for model in models:
        read_with(script(), model, PromptBook())
    return tuple(request for model in models for request in model.asked)


def texts(node: Any) -> Iterator[str]:
    """Every string in a plan, keys too."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from texts(key)
            yield from texts(value)
    elif isinstance(node, list):
        for each in node:
            yield from texts(each)


def own_words(deed: Deed) -> set[str]:
    """The strings that a model brought into a plan, without the script's own words and its names of places."""
    written = [" ".join(step.text for step in facts.steps) for facts in Ground.of(script()).facts]
    places = [place.name for place in planned(None).places]
    new = set(texts(planned(deed).model_dump(mode="json"))) - set(texts(planned(None).model_dump(mode="json")))
    new = {text for text in new if not any(text in scene for scene in written)}
    return {reduce(lambda text, name: text.replace(name, "there"), places, text) for text in new}


@pytest.fixture(params=DEEDS)
def deed(request: pytest.FixtureRequest) -> Deed:
    """Each way to obey."""
    chosen: Deed = request.param
    return chosen


def test_the_model_that_obeys_gets_something_through(deed: Deed) -> None:
    """Else the other tests would test nothing: what holds to its form is taken, as words, and the rest of it goes."""
    model = Obeying(deed)
    reading = read_with(script(), model, PromptBook())
    answered = [item for item in reading.items if not item.why]
    assert bool(answered) == (deed in ("payloads", "quotes", "control", "strangers", "oversized"))
    if deed in ("payloads", "quotes"):
        assert own_words(deed)


def test_what_is_told_of_a_model_is_one_clean_line(deed: Deed) -> None:
    """It is printed on a terminal."""
    items = read_with(script(), Obeying(deed), PromptBook()).items
    for told in (line for item in items for line in (item.why, *item.problems)):
        assert not [char for char in told if unicodedata.category(char) in ("Cc", "Cf", "Co", "Cn", "Cs")], ascii(told)
        assert len(told) < 500


def test_nobody_comes_in_and_no_place_is_made(deed: Deed) -> None:
    ours, theirs = planned(None), planned(deed)
    assert [scene.id for scene in theirs.scenes] == [scene.id for scene in ours.scenes]
    assert [place.id for place in theirs.places] == [place.id for place in ours.places]
    assert {sheet.id for sheet in theirs.cast} == {sheet.id for sheet in ours.cast} == {"mara", "ben"}
    marked = {mark.character for scene in theirs.scenes for shot in scene.shots for mark in shot.marks}
    assert {name for name in marked if not name.startswith("extra")} <= {"mara", "ben"}


def test_every_prop_stands_in_the_script(deed: Deed) -> None:
    words = f" {folded(HOSTILE)} "
    for scene in planned(deed).scenes:
        for prop in scene.breakdown.props:
            assert f" {folded(prop.name)} " in words, prop
            assert _ID.fullmatch(prop.id), prop


def test_dialogue_is_the_writers(deed: Deed) -> None:
    ours, theirs = planned(None), planned(deed)
    for one, other in zip(ours.scenes, theirs.scenes, strict=True):
        assert [(line.character, line.text) for line in other.dialogue] == [
            (line.character, line.text) for line in one.dialogue
        ]


def test_what_a_model_brings_in_is_short_and_has_no_control_characters(deed: Deed) -> None:
    for text in own_words(deed):
        assert len(text) <= LONGEST, text
        strange = [char for char in text if unicodedata.category(char) in ("Cc", "Cf", "Co", "Cn", "Cs")]
        assert not [char for char in strange if char not in "\u200c\u200d"], ascii(text)
        assert not re.search(r"<\s*/?\s*(?:script|img)|<\|", text), text


def test_ids_stay_ids(deed: Deed) -> None:
    for scene in planned(deed).scenes:
        ids = [shot.id for shot in scene.shots] + [setup.id for setup in scene.setups] + [b.id for b in scene.beats]
        assert [name for name in ids if not _ID.fullmatch(name)] == []


def test_the_film_still_holds_its_rules(deed: Deed) -> None:
    """Words propose, geometry disposes: no order makes a plan worse than it is without a model."""

    def open_findings(made: Plan) -> int:
        return sum(not each.excused for each in check(made, Style(), script()))

    assert open_findings(planned(deed)) <= open_findings(planned(None))


def test_the_same_orders_make_the_same_plan() -> None:
    again = plan(script(), Brief(reading=read_with(script(), Obeying("quotes"), PromptBook())))
    assert again == planned("quotes")


def test_no_control_token_is_sent() -> None:
    """Nor the halves of one, nor one that comes back to a model as its own answer."""
    assert any(message.role == "assistant" for request in asked() for message in request.messages)
    for request in asked():
        for message in request.messages:
            assert not [token for token in TOKENS if token in message.text], request.name
            assert not re.search(r"<\||\|>|\[/?INST|<<SYS", message.text), request.name


CANARIES = {
    "action": "Zebra canters past the window.",
    "dialogue": "Every zebra has a number here.",
    "parenthetical": "(as a zebra would)",
    "heading": "INT. ZEBRA HOUSE - DAY",
    "insert": "The zebra is striped tonight.",
}


def test_every_line_of_script_is_marked_as_quoted() -> None:
    """A number and a bar before every paragraph; a heading, a name, an introduction behind a word that says so."""
    text = (
        f"{CANARIES['heading']}\n\n{CANARIES['action']} RITA, 30, reads.\n\nRITA\n{CANARIES['parenthetical']}\n"
        f"{CANARIES['dialogue']}\n\nINSERT - A NOTE\n\n{CANARIES['insert']}\n\nEXT. YARD - DAY\n\nRita walks in.\n"
    )
    model = Innocent()
    read_with(parse(text), model, PromptBook())
    lines = [line for each in model.asked for line in each.messages[1].text.splitlines()]
    canaries = [line for line in lines if "zebra" in line.casefold()]
    assert canaries
    for line in canaries:
        assert re.match(r"\d+\| |[A-Z][\w, ]*: |- \w+: ", line), line


def test_systems_say_that_the_page_is_no_order() -> None:
    for request in asked():
        assert request.messages[0].role == "system"
        assert re.search(r"material|never instructions|only text", request.messages[0].text), request.name
        assert not any(payload in request.messages[0].text for payload in PAYLOADS), request.name
