"""Scenes drawn at random: people who talk, move and hand things over, anywhere, in any style, as any writer asks;
with a part that gives them a place, where the words have them, and a crowd round them.

Drawn from numbers, not by hypothesis, whose examples hang on what else has been imported: a scene is known by its seed.
"""

from __future__ import annotations

from random import Random
from typing import NamedTuple, get_args

from film.plan import Plan, Prop
from film.screenplay import Heading, Scene
from film.shot import Angle, Idiom, Move, Size
from film.style import Coverage, Style
from planner.brief import Brief
from planner.continuity import check
from planner.facts import CameraWords, Crowd, Position, Post, Posted, Relation, SceneFacts, Step
from planner.places.library import KINDS
from planner.places.variety import Variety
from planner.scene import Entry, Shared, plan_scene
from tests.planner.scenes import PICTURE, action, doing, facts_of, person, place_of, speech

FAR = "far"
"""The id of the second place."""
NAMES = ("anna", "ben", "carl", "dora", "emil", "fay", "gus", "hana")
WORDS = ("No.", "I told you. Twice. And then again, in the rain.", "Where were you last night?", "Well, well...")
MOVES = ("enter", "exit", "cross", "approach", "run", "retreat", "sit", "rise", "turn", "look", "kneel", "wave")
VERBS = (
    *MOVES, "lie", "point", "reach", "take", "give", "put", "open", "phone", "hang_up", "read", "write", "eat", "drink",
    "drive", "hug", "fall", "wait", "stand", "hold", "cry", "laugh", "nod",
)  # fmt: skip
THINGS = ("door", "window", "table", "chair", "bed", "car", "bench", "counter")
STYLES: tuple[Coverage, ...] = get_args(Coverage)
SPOTS = (*THINGS, "stand", "desk", "bar", "room", "well", "platform", "dais", "street", "throne", "wall")
POSTED = (
    "courtroom", "bar", "church", "classroom", "throne_room", "hospital_room", "street", "bus_interior", "market",
)  # fmt: skip
"""Places that have a seat or a stand for somebody's part, or ground that is not level."""
CROWDS: tuple[tuple[str, Post | None], ...] = (
    ("crowd", None), ("guests", None), ("jurors", "juror"), ("guards", "guard"), ("passengers", "passenger"),
)  # fmt: skip
LETTER = Prop(id="letter", name="letter", kind="letter", lines=(3, 3))


class Drawn(NamedTuple):
    """A scene in a place of a kind, the kind of a second place that some of it may play in, and the style."""

    kind: str
    far: str
    facts: SceneFacts
    style: Style = Style()


def scene_of(draw: Random) -> tuple[str, SceneFacts]:
    """A place of any kind and one to eight people in it, there from the start or not."""
    names = NAMES[: draw.randint(1, len(NAMES))]
    steps = [_step(draw, names, 2 * index + 3) for index in range(draw.randint(1, 8))]
    start = tuple(name for name in names if draw.random() < 0.5)
    props = (LETTER,) if any(step.props for step in steps) else ()
    return draw.choice(sorted(KINDS)), facts_of(steps, names, start, props)


def far_scene_of(draw: Random) -> Drawn:
    """A scene in two places: some of its steps play in the other one, some are pictures of a montage."""
    kind, facts = scene_of(draw)
    steps = [step.but(place=draw.choice((None, None, FAR)), montage=draw.randint(0, 7) == 7) for step in facts.steps]
    where = ((draw.choice(facts.present), FAR),) if draw.random() < 0.5 else ()
    return Drawn(kind, draw.choice(sorted(KINDS)), facts.but(steps=tuple(steps), where=where))


def any_scene_of(draw: Random) -> Drawn:
    """A scene in one place or two, in any style, in which anybody does anything and the writer may ask for a shot."""
    names = NAMES[: draw.randint(1, len(NAMES))]
    two = draw.random() < 0.35
    steps = tuple(
        _asked(_any_step(draw, names, 2 * index + 3, two), draw, names) for index in range(draw.randint(1, 8))
    )
    start = tuple(name for name in names if draw.random() < 0.6)
    facts = facts_of(steps, names, start, (LETTER,) if any(step.props for step in steps) else ())
    where = ((draw.choice(names), FAR),) if two and draw.random() < 0.5 else ()
    kinds = sorted(KINDS)
    style = Style(coverage=draw.choice(STYLES))
    return Drawn(draw.choice(kinds), draw.choice(kinds), facts.but(where=where), style)


def placed_scene_of(draw: Random) -> Drawn:
    """A scene of people with parts, whom the words have in places and at distances, often with a crowd."""
    kind, facts = scene_of(draw)
    kind = draw.choice(POSTED) if draw.random() < 0.5 else kind
    steps = tuple(_placed(step, draw, facts.present) for step in facts.steps)
    posts = tuple(
        Posted(character=name, post=draw.choice(get_args(Post)), said=draw.random() < 0.5)
        for name in facts.present
        if draw.random() < 0.4
    )
    crowds = [_crowd(draw, *each) for each in CROWDS if draw.random() < 0.15]
    breakdown = facts.breakdown.but(extras=tuple(each.word for each in crowds))
    facts = facts.but(steps=steps, posts=posts, crowds=tuple(crowds), breakdown=breakdown)
    return Drawn(kind, kind, facts)


def _placed(step: Step, draw: Random, names: tuple[str, ...]) -> Step:
    if step.kind == "speech":
        return step
    return step.but(positions=tuple(_position(draw, names) for _ in range(draw.randint(0, 2))))


def _position(draw: Random, names: tuple[str, ...]) -> Position:
    who = draw.choice(names)
    others = tuple(name for name in names if name != who)
    return Position(
        character=who,
        relation=draw.choice(get_args(Relation)),
        target=draw.choice((None, *SPOTS, *others, *others)),
        metres=draw.choice((None, None, 2.0, 22.5)),
        number=draw.choice((None, None, 1, 2)),
        moving=draw.random() < 0.4,
    )


def _crowd(draw: Random, word: str, post: Post | None) -> Crowd:
    return Crowd(word=word, count=draw.choice((None, 2, 12)), least=3, most=draw.choice((None, 6)), post=post)


def findings_of(drawn: Drawn) -> list[tuple[str, str]]:
    """What does not hold of its plan and nobody wanted so: rule and message."""
    sheets = (place_of(drawn.kind), KINDS[drawn.far](Variety(FAR)).sheet(FAR, FAR.upper(), ()))
    cast = tuple(person(name, i) for i, name in enumerate(drawn.facts.present))
    last = max(step.lines[1] for step in drawn.facts.steps)
    heading = Heading(setting="INT", place="HERE", location="HERE", time="DAY")
    scene = Scene(
        id="one", number="1", heading=heading, text="INT. HERE - DAY", elements=(), lines=(1, last), eighths=8
    )
    brief = Brief(format=PICTURE, style=drawn.style)
    shared = Shared({sheet.id: sheet for sheet in cast}, {sheet.id: sheet for sheet in sheets}, brief)
    ready = plan_scene(scene, drawn.facts, Entry("1", sheets[0].id, True), shared).scene
    plan = Plan(title="One", format=PICTURE, cast=cast, places=sheets, scenes=(ready,))
    return [(finding.rule, finding.message) for finding in check(plan, drawn.style) if not finding.excused]


def _step(draw: Random, names: tuple[str, ...], line: int) -> Step:
    """A line, a move, or a letter that changes hands."""
    who, what = draw.choice(names), draw.choice(("talk", "talk", "move", "move", "give"))
    if what == "talk":
        return speech(who, draw.choice(WORDS), line, draw.uniform(0.6, 8.0), tension=draw.random())
    if what == "give":
        verb, whom = draw.choice((("take", "letter"), ("put", "letter"), ("give", draw.choice(names))))
        doings = (doing(who, verb, whom),)
        return action("The letter.", line, draw.uniform(1.5, 4), doings=doings, mentions=(who,), props=("letter",))
    doings = (doing(who, draw.choice(MOVES), draw.choice((None, "door", "window", "table", *names))),)
    return action("Somebody moves.", line, draw.uniform(1.5, 6), doings=doings, mentions=(who,))


def _any_step(draw: Random, names: tuple[str, ...], line: int, two: bool) -> Step:
    """A line that may be news, or up to three people doing anything; here, there or in a montage."""
    more: dict[str, object] = {"montage": draw.random() < 0.12}
    if two and draw.random() < 0.4:
        more["place"] = FAR
    if draw.random() < 0.45:
        reveal = draw.random() < 0.15
        tension = draw.random()
        seconds = draw.uniform(0.6, 8.0)
        return speech(draw.choice(names), draw.choice(WORDS), line, seconds, tension=tension, reveal=reveal, **more)
    targets = (None, *names, *THINGS)
    doings = tuple(
        doing(draw.choice(names), draw.choice(VERBS), draw.choice(targets)) for _ in range(draw.randint(1, 3))
    )
    props = ("letter",) if draw.random() < 0.3 else ()
    mentions = tuple(each.character for each in doings)
    seconds = draw.uniform(1.5, 6.0)
    return action("So it goes.", line, seconds, doings=doings, mentions=mentions, props=props, **more)


def _asked(step: Step, draw: Random, names: tuple[str, ...]) -> Step:
    """The step with camera words of the writer's, or another way into it than a cut; mostly neither."""
    if draw.random() < 0.08:
        step = step.but(transition=draw.choice(("smash_cut", "match_cut", "dissolve")))
    if draw.random() > 0.25:
        return step
    words: dict[str, object] = {
        "idiom": _maybe(draw, get_args(Idiom), 0.5),
        "size": _maybe(draw, get_args(Size), 0.5),
        "angle": _maybe(draw, get_args(Angle), 0.2),
        "move": _maybe(draw, get_args(Move), 0.4),
        "subject": _maybe(draw, (*names, "letter", "table", "door", "moon"), 0.6),
        "whose": _maybe(draw, names, 0.3),
        "away": draw.random() < 0.3,
        "split": draw.random() < 0.15,
    }
    return step.but(camera=CameraWords.model_validate({"text": "THE CAMERA", **words}))


def _maybe(draw: Random, choices: tuple[str, ...], chance: float) -> str | None:
    chosen = draw.choice(choices)
    return chosen if draw.random() < chance else None
