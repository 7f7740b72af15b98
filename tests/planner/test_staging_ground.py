"""The ground that people stand on: platforms, the far side of a street; and where two are who are told of together."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest

from film.place import PlaceSheet
from film.staging import stance_at
from planner import plan
from planner.brief import Brief
from planner.continuity import check
from planner.facts import Doing, Position, Posted, SceneFacts
from planner.geometry import off
from planner.levels import edges, level, tops_of
from planner.staging.blocking import Staged, block
from planner.staging.floor import floor_of
from screenplay.fountain import parse
from tests.planner.scenes import action, doing, facts_of, place_of, planned, speech, unexcused

FPS = 24.0


def staged(place: PlaceSheet, facts: SceneFacts) -> tuple[Staged, ...]:
    return block(place, facts, facts.steps, dict.fromkeys(facts.present, 1.75), Fraction(24))


def at(character: str, relation: str, target: str, **more: object) -> Position:
    return Position.model_validate({"character": character, "relation": relation, "target": target, **more})


def told(*positions: Position, doings: tuple[Doing, ...] = (), names: tuple[str, ...] = ("ann", "ben")) -> SceneFacts:
    """A paragraph that says where people are, and two lines of talk."""
    opening = action("They are there.", 3, mentions=names, positions=positions, doings=doings)
    return facts_of((opening, speech("ann", "So.", 5), speech("ben", "Well.", 7)), names)


def test_who_is_on_the_dais_stands_on_its_top() -> None:
    place = place_of("throne_room")
    facts = told(at("ann", "on", "dais"))
    ann = staged(place, facts)[0].before["ann"]
    assert ann.position[2] == pytest.approx(0.16)
    assert ann.eyes[2] > 1.65
    assert unexcused(*planned("throne_room", facts)) == []


def test_a_judge_sits_on_the_dais_and_steps_down_at_its_edge() -> None:
    place = place_of("courtroom")
    posts = (Posted(character="ann", post="judge", said=True),)
    steps = (speech("ann", "Rise.", 3), action("She goes.", 5, doings=(doing("ann", "rise"), doing("ann", "exit"))))
    _, goes = staged(place, facts_of(steps, ("ann",)).but(posts=posts))
    tops, track = tops_of(place), goes.tracks["ann"]
    assert track[0].position[2] == pytest.approx(0.3)
    assert track[0].seat == pytest.approx(0.42)
    heights = []
    for frame in range(goes.frames):
        stance = stance_at(track, frame, FPS)
        heights.append(stance.position[2])
        assert abs(stance.position[2] - level(tops, stance.position)) < 0.2
    assert heights[0] == pytest.approx(0.3)
    assert heights[-1] == 0.0


def test_a_way_over_a_platform_passes_two_of_its_edges() -> None:
    tops = tops_of(place_of("throne_room"))
    (x, y), (deep, _) = tops[0].middle, tops[0].half
    assert list(edges(tops, (x - 2 * deep, y), (x + 2 * deep, y))) == pytest.approx([0.25, 0.75])
    assert list(edges(tops, (x - 2 * deep, y + 9), (x + 2 * deep, y + 9))) == []
    assert level(tops, (x, y)) == pytest.approx(0.16)
    assert level(tops, (x - 2 * deep, y)) == 0.0


def test_two_side_by_side_turn_their_heads_to_talk() -> None:
    place = place_of("living_room")
    beside, faced = told(at("ben", "beside", "ann")), told()
    for facts, turns in ((beside, False), (faced, True)):
        before, after = (staged(place, facts)[i].before["ben"] for i in (0, 2))
        ann = staged(place, facts)[2].before["ann"]
        assert after.look is not None
        assert math.dist(after.look[:2], ann.spot) < 0.4, "he looks at her"
        alike = abs(off(after.yaw, ann.yaw)) < 40
        assert alike is not turns
        if not turns:
            assert after.yaw == before.yaw


def test_two_who_stand_far_apart_are_there_and_do_not_walk() -> None:
    ways = (doing("ann", "cross"), doing("ben", "cross"))
    facts = told(at("ben", "apart", "ann", metres=20.0), doings=ways)
    first = staged(place_of("field").but(stage=(-12.0, -3.0, 12.0, 3.0)), facts)[0]
    assert math.dist(first.before["ann"].spot, first.before["ben"].spot) == pytest.approx(20.0, abs=1.0)
    assert first.movers == ()


def test_the_wide_of_a_duel_shows_both() -> None:
    text = "EXT. FIELD - DAWN\n\nPIERRE and IVAN stand thirty paces apart.\n\nPIERRE\nReady.\n\nIVAN\nFire.\n"
    film = plan(parse(text), Brief())
    assert set(film.scenes[0].shots[0].subjects) == {"pierre", "ivan"}
    assert [finding for finding in check(film) if not finding.excused] == []


@pytest.mark.parametrize("kind", ["street", "storefront", "bus_stop", "suburb_street"])
def test_the_far_side_of_a_street_is_over_the_road(kind: str) -> None:
    place = place_of(kind)
    facts = told(at("ann", "across", "street"))
    steps = (*facts.steps, action("She crosses.", 9, doings=(doing("ann", "cross", "street"),)))
    each = staged(place, facts.but(steps=steps))
    ann, ben = (each[0].before[name].spot for name in ("ann", "ben"))
    assert ann[1] - ben[1] < -8.0
    assert math.dist(each[-1].after["ann"].spot, ben) < 2.0


def test_nobody_gets_up_into_the_bed() -> None:
    place = place_of("hotel_room")
    bed = next(seat for seat in place.seats if seat.pose == "lie")
    names = ("ann", "ben", "cid")
    steps = (
        action("She lies.", 3, doings=(doing("ann", "lie", "bed"),)),
        action("They kneel.", 5, doings=(doing("ben", "kneel", "bed"), doing("cid", "kneel", "bed"))),
        action("She kneels.", 7, doings=(doing("ann", "kneel"),)),
    )
    after = staged(place, facts_of(steps, names))[-1].after["ann"]
    assert after.seat_id == bed.id or not floor_of(place).blocked(after.spot)
