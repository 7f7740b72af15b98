"""A plan's breakdown on the screenplay's own words."""

from __future__ import annotations

from fractions import Fraction

import planner
from film.plan import Format
from film.screenplay import Screenplay
from planner.brief import Brief
from screenplay.fountain import parse
from storyreel.tagging import tagged

SCRIPT = """INT. KITCHEN - NIGHT

HELEN puts a *brass key* on the table. She takes the key again.

HELEN
The key is mine.

INT. HALL - NIGHT

Helen drops her umbrella.
"""


def _tagged() -> Screenplay:
    script = parse(SCRIPT)
    plan = planner.plan(script, Brief(format=Format(width=64, height=64, rate=Fraction(24))))
    return tagged(script, plan)


def _on(script: Screenplay) -> list[tuple[str, str, str]]:
    labels = {tag.id: (tag.category, tag.label) for tag in script.tags}
    return [(*labels[tag], run.text) for element in script.elements for run in element.runs for tag in run.tags]


def test_cast_and_props_are_tagged_on_their_words_in_every_scene() -> None:
    found = _on(_tagged())
    assert [text for category, _, text in found if category == "Cast Members"] == ["HELEN", "Helen"]
    props = {text for category, _, text in found if category == "Props"}
    assert "umbrella" in props
    assert any("key" in text for text in props)


def test_the_words_and_their_styles_stay_as_they_are() -> None:
    script, marked = parse(SCRIPT), _tagged()
    for before, after in zip(script.elements, marked.elements, strict=True):
        assert before.id == after.id
        assert "".join(run.text for run in after.runs) == before.text
        styles = [style for run in before.runs for _ in run.text for style in [run.style]]
        assert [style for run in after.runs for _ in run.text for style in [run.style]] == styles


def test_dialogue_is_not_tagged() -> None:
    marked = _tagged()
    assert not [run for element in marked.elements if element.type == "dialogue" for run in element.runs if run.tags]


def test_tagging_twice_changes_nothing() -> None:
    script = _tagged()
    plan = planner.plan(parse(SCRIPT), Brief(format=Format(width=64, height=64, rate=Fraction(24))))
    assert tagged(script, plan).tags == script.tags


def test_who_is_only_spoken_to_is_tagged_where_they_are_seen() -> None:
    script = parse("INT. HALL - NIGHT\n\nHELEN waits.\n\nHELEN\nTom? Is it you?\n\nTOM comes in.\n\nTOM\nYes.\n")
    plan = planner.plan(script, Brief(format=Format(width=64, height=64, rate=Fraction(24))))
    marked = tagged(script, plan)
    at = [element.lines for element in marked.elements for run in element.runs if run.tags and run.text == "TOM"]
    assert at == [(8, 8)]
    assert not [run for element in marked.elements if element.type == "dialogue" for run in element.runs if run.tags]


def test_a_thing_is_tagged_on_its_own_lines() -> None:
    script = parse("INT. HALL - NIGHT\n\nHELEN sees an umbrella.\n\nShe takes the umbrella.\n")
    plan = planner.plan(script, Brief(format=Format(width=64, height=64, rate=Fraction(24))))
    scene = plan.scenes[0]
    props = tuple(prop.but(lines=(5, 5)) for prop in scene.breakdown.props)
    moved = plan.but(scenes=(scene.but(breakdown=scene.breakdown.but(props=props)),))
    at = [
        element.lines
        for element in tagged(script, moved).elements
        for run in element.runs
        if run.tags and run.text == "umbrella"
    ]
    assert at == [(5, 5)]
