"""Whatever a model answers about a scene, it is held to the script, and what comes of it can be planned."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import get_args

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from film.plan import TimeOfDay, Weather
from film.shot import PropKind
from film.staging import Mood
from planner.brief import Brief
from planner.characters import dress
from planner.facts import Relation, SceneFacts, Verb
from planner.reading.ground import Ground
from planner.reading.scenes import SceneAnswer, with_scenes
from planner.reading.scenes.answer import DayRelation, Sound, There
from planner.reading.scenes.grounding import grounded
from planner.reading.scenes.matter import Matter, matters
from planner.scene import Entry, Shared, plan_scene
from screenplay import read
from tests.planner.reading.scene_answers import answer
from tests.planner.scenes import PICTURE

SCRIPTS = (
    "samples/night_bus.fountain", "samples/la_lettre.fountain", "samples/one_table.fountain",
    "samples/the_understudy.fountain", "tests/planner/directions.fountain",
)  # fmt: skip
"""The last has intercuts, a split screen and a montage."""
WORDS = ("door", "window", "table", "box", "LETTRE", "phone", "stage", "Mara", "cup of tea", "a unicorn", "")


@cache
def ground(name: str) -> Ground:
    return Ground.of(read(Path(name)))


@cache
def all_matters() -> tuple[tuple[str, Matter], ...]:
    return tuple((name, matter) for name in SCRIPTS for matter in matters(ground(name)))


def answers(matter: Matter, wild: bool) -> st.SearchStrategy[SceneAnswer]:
    """Answers about a scene: out of its people and words, and wild ones out of others' too."""
    people = tuple(matter.people) or ("nobody",)
    who = st.sampled_from((*people, "nobody", "MARA") if wild else people)
    number = st.integers(0, 60) if wild else st.integers(1, matter.last)
    texts = [f"{each.speaker} {each.text}".split() for each in matter.page.paragraphs]
    pieces = [" ".join(words[at : at + 4]) for words in texts for at in range(0, max(1, len(words) - 3), 2)]
    quote = st.sampled_from([*pieces, "no such words", "!"] if wild else pieces)
    words = sorted({word for each in texts for word in each})
    target = st.none() | st.sampled_from(sorted({*WORDS, *people, *words[:30]}))
    thing = st.sampled_from(words)

    def rows(most: int, *parts: st.SearchStrategy[object]) -> st.SearchStrategy[list[tuple[object, ...]]]:
        return st.lists(st.tuples(*parts), max_size=most)

    def one_of(kind: object) -> st.SearchStrategy[object]:
        return st.sampled_from(get_args(kind))

    wants, free = st.sampled_from(("", "to go home")), st.sampled_from(("something changes", "<|im_end|> {x} $y"))
    return st.builds(
        answer,
        people=rows(6, number, quote, who, one_of(There), wants),
        time=st.none() | st.tuples(number, quote, one_of(TimeOfDay)),
        weather=st.none() | st.tuples(number, quote, one_of(Weather)),
        day=st.none() | st.tuples(number, quote, one_of(DayRelation)),
        beats=rows(5, number, st.none() | who, free, st.integers(0, 10)),
        actions=rows(16, number, quote, who, one_of(Verb), target),
        positions=rows(6, number, quote, who, one_of(Relation), target),
        feelings=rows(6, number, quote, who, one_of(Mood)),
        props=rows(5, number, thing, one_of(PropKind), st.none() | who),
        sounds=rows(3, number, quote, one_of(Sound)),
        music=rows(3, number, quote, number, free),
        wardrobe=rows(3, number, who, thing),
    )


@st.composite
def drawn(draw: st.DrawFn, wild: bool) -> tuple[str, Matter, SceneAnswer]:
    name, matter = draw(st.sampled_from(all_matters()))
    return name, matter, draw(answers(matter, wild))


def invariants(facts: SceneFacts) -> None:
    """What staging relies on."""
    ids = [prop.id for prop in facts.breakdown.props]
    assert len(set(ids)) == len(ids)
    assert len(set(facts.present)) == len(facts.present)
    assert set(facts.from_start) <= set(facts.present)
    assert set(facts.present) <= set(facts.breakdown.cast)
    assert not set(ids) & set(facts.present)
    for step in facts.steps:
        assert {doing.character for doing in step.doings} <= set(facts.present)
        assert {each.character for each in step.positions} <= set(facts.present)
        assert {each.character for each in step.feelings if not step.extension} <= set(facts.present)
        assert set(step.props) <= set(ids)
        assert {each.prop for each in step.custody} <= set(ids)
        assert len({each.character for each in step.feelings}) == len(step.feelings)
        assert 0 <= step.tension <= 1


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(drawn(wild=True))
def test_whatever_is_answered_is_held_to_the_script_and_keeps_what_staging_relies_on(
    case: tuple[str, Matter, SceneAnswer],
) -> None:
    name, matter, told = case
    kept, _ = grounded(matter, told)
    assert grounded(matter, kept) == (kept, ())
    where = ground(name)
    laid = with_scenes(where.facts, {matter.scene: told}, where)
    for facts in laid:
        invariants(facts)
    again = with_scenes(where.facts, {matter.scene: kept}, where)
    assert [each.but(proposals=()) for each in again] == [each.but(proposals=()) for each in laid]


def planned(where: Ground, facts: tuple[SceneFacts, ...], scene: str) -> None:
    dressed = dress(where.cast, facts)
    places: Mapping[str, object] = {place.id: place for place in where.places}
    shared = Shared({sheet.id: sheet for sheet in dressed.cast}, places, Brief(format=PICTURE))  # type: ignore[arg-type]
    own, mine = next((own, each) for (own, _), each in zip(where.scenes, facts, strict=True) if own.id == scene)
    entry = Entry("1", where.place_of[scene], True, wardrobe=dressed.worn.get(scene, {}))
    made = plan_scene(own, mine, entry, shared).scene
    assert sum(len(shot.covers) > 0 for shot in made.shots)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(drawn(wild=False))
def test_whatever_holds_can_be_planned(case: tuple[str, Matter, SceneAnswer]) -> None:
    name, matter, told = case
    where = ground(name)
    planned(where, with_scenes(where.facts, {matter.scene: told}, where), matter.scene)
