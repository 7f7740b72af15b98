"""Who has a part in a place has their place in it: seats and stands with a role, relations, falls."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from film.place import PlaceSheet
from planner.facts import Crowd, Position, Post, Posted, SceneFacts
from planner.places import place_sheets
from planner.places.library import KINDS
from planner.staging.blocking import Staged, block
from planner.staging.crowd import crowd_of
from planner.staging.floor import floor_of
from planner.staging.person import Person
from planner.staging.posts import roles_of
from screenplay.fountain import parse
from tests.planner.scenes import HEIGHTS, action, doing, facts_of, place_of, planned, speech, unexcused

PEOPLE = ("ann", "ben", "cid")
HOMES: tuple[tuple[Post, str], ...] = (
    ("judge", "courtroom"), ("witness", "courtroom"), ("juror", "courtroom"), ("accused", "courtroom"),
    ("counsel", "courtroom"), ("clerk", "courtroom"), ("bailiff", "courtroom"), ("public", "courtroom"),
    ("priest", "church"), ("bride", "church"), ("groom", "church"), ("bartender", "bar"), ("bartender", "cafe"),
    ("shopkeeper", "shop"), ("shopkeeper", "market"), ("waiter", "restaurant"), ("receptionist", "lobby"),
    ("receptionist", "police_station"), ("teacher", "classroom"), ("pupil", "classroom"), ("driver", "bus_interior"),
    ("driver", "car_interior"), ("passenger", "train_interior"), ("pilot", "car_interior"),
    ("doctor", "hospital_room"), ("patient", "hospital_room"), ("guard", "cell"), ("officer", "interview_room"),
    ("suspect", "interview_room"), ("speaker", "theatre"), ("musician", "theatre"), ("king", "throne_room"),
    ("cook", "kitchen"), ("captain", "boat"),
)  # fmt: skip
"""Every post, in a place that has it."""


def staged(place: PlaceSheet, facts: SceneFacts) -> tuple[Staged, ...]:
    heights = {name: HEIGHTS[i % len(HEIGHTS)] for i, name in enumerate(facts.present)}
    return block(place, facts, facts.steps, heights, Fraction(24))


def at(character: str, relation: str, target: str | None = None, **more: object) -> Position:
    return Position.model_validate({"character": character, "relation": relation, "target": target, **more})


def opened(kind: str, *positions: Position, names: tuple[str, ...] = PEOPLE, **more: object) -> dict[str, Person]:
    """Where everybody is as a scene opens whose first paragraph says this of them."""
    steps = (action("They are there.", 3, mentions=names, positions=positions), speech(names[0], "So.", 5))
    facts = facts_of(steps, names).but(**more)
    return dict(staged(place_of(kind), facts)[0].before)


def posted(*posts: tuple[str, Post]) -> tuple[Posted, ...]:
    return tuple(Posted(character=who, post=post) for who, post in posts)


def test_every_post_has_a_place() -> None:
    assert {post for post, _ in HOMES} == set(get_args(Post))


@pytest.mark.parametrize(("post", "kind"), HOMES)
def test_a_post_is_taken(post: Post, kind: str) -> None:
    place = place_of(kind)
    ann = opened(kind, posts=posted(("ann", post)))["ann"]
    seats = {seat.id: seat.role for seat in place.seats}
    stands = [stand.role for stand in place.stands if math.dist(stand.position, ann.spot) < 0.01]
    assert [seats[ann.seat_id] if ann.seat_id else stands[0]][0] in roles_of(post)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_stand_can_be_stood_on_and_walked_to(kind: str) -> None:
    place = place_of(kind)
    floor = floor_of(place)
    assert [stand.id for stand in place.stands if not floor.free(stand.position, 0.2)] == []


def test_a_court_takes_its_places_and_cuts_together() -> None:
    facts = facts_of(
        (action("Court.", 3), speech("ann", "State your name.", 5), speech("ben", "Ben.", 7), speech("cid", "Yes?", 9)),
        PEOPLE,
    ).but(posts=posted(("ann", "judge"), ("ben", "witness"), ("cid", "counsel")))
    scene, place, cast = planned("courtroom", facts)
    assert unexcused(scene, place, cast) == []
    people = staged(place, facts)[0].before
    hips = {name: people[name].position[2] + (people[name].seat or 0.0) for name in ("ann", "ben")}
    assert hips["ann"] > hips["ben"] > 0.5, "the judge sits over the witness, both over the floor"


def test_another_word_goes_before_a_part_that_is_only_guessed() -> None:
    ann = opened("bar", at("ann", "at", "door"), posts=posted(("ann", "bartender")))["ann"]
    bar = place_of("bar")
    assert math.dist(ann.spot, bar.entrances[0].position) < 1.0
    said = (Posted(character="ann", post="bartender", said=True),)
    assert opened("bar", at("ann", "at", "door"), posts=said)["ann"].spot == bar.stands[0].position


def test_nobody_takes_the_seat_of_a_part_that_is_not_theirs() -> None:
    kept = {seat.id for seat in place_of("courtroom").seats if seat.role in ("judge", "witness", "juror", "clerk")}
    assert not kept & {each.seat_id for each in opened("courtroom").values()}


def test_a_bartender_who_comes_in_goes_behind_the_bar() -> None:
    steps = (
        speech("ben", "Anybody?", 3),
        action("Ann enters.", 5, doings=(doing("ann", "enter"),), mentions=("ann",)),
        action("Ann goes to the bar.", 7, doings=(doing("ann", "cross", "bar"),), mentions=("ann",)),
    )
    facts = facts_of(steps, ("ben", "ann"), ("ben",)).but(posts=posted(("ann", "bartender")))
    played = staged(place_of("bar"), facts)
    for each in played[1:]:
        assert math.dist(each.after["ann"].spot, place_of("bar").stands[0].position) < 0.5


def test_the_jury_sits_in_the_box() -> None:
    facts = facts_of((action("Twelve jurors watch.", 3, mentions=("ann",)), speech("ann", "Well?", 5)), ("ann",))
    facts = facts.but(
        breakdown=facts.breakdown.but(extras=("jurors",)), crowds=(Crowd(word="jurors", count=12, post="juror"),)
    )
    place = place_of("courtroom")
    extras = crowd_of(place, facts, staged(place, facts))
    box = {seat.position[:2] for seat in place.seats if seat.role == "juror"}
    assert len(extras) == 12
    assert {extra.mark.position[:2] for extra in extras} <= box


def test_people_of_one_table_share_it() -> None:
    people = opened("cafe", at("ann", "at", "table", number=1), at("ben", "at", "table", number=1),
                    at("cid", "at", "table", number=2))  # fmt: skip
    assert math.dist(people["ann"].spot, people["ben"].spot) < 1.6
    assert min(math.dist(people["cid"].spot, people[name].spot) for name in ("ann", "ben")) > 1.2


def test_opposite_is_across_the_table_and_beside_is_next_to() -> None:
    across = opened("office", at("ann", "behind", "desk"), at("ben", "opposite", "ann"), names=("ann", "ben"))
    assert across["ann"].yaw == 0
    assert across["ben"].yaw == 180
    side = opened("field", at("ben", "beside", "ann"), names=("ann", "ben"))
    assert math.dist(side["ann"].spot, side["ben"].spot) == pytest.approx(0.75, abs=0.15)
    assert side["ann"].yaw == pytest.approx(side["ben"].yaw, abs=1) or side["ann"].look != side["ben"].look


def test_behind_is_at_the_back() -> None:
    people = opened("field", at("cid", "behind", "ann"))
    ann, cid = people["ann"], people["cid"]
    ahead = math.radians(ann.yaw)
    dx, dy = cid.position[0] - ann.position[0], cid.position[1] - ann.position[1]
    assert dx * math.cos(ahead) + dy * math.sin(ahead) < -0.5


def test_back_to_is_turned_away() -> None:
    people = opened("field", at("ben", "back_to", "ann"), names=("ann", "ben"))
    ann, ben = people["ann"], people["ben"]
    to_ann = math.degrees(math.atan2(ann.position[1] - ben.position[1], ann.position[0] - ben.position[0]))
    assert abs((ben.yaw - to_ann + 180) % 360 - 180) > 150


@pytest.mark.parametrize("relation", ["far_end", "across"])
def test_the_far_end_is_far(relation: str) -> None:
    people = opened("hall", at("cid", relation))
    assert min(math.dist(people["cid"].spot, people[name].spot) for name in ("ann", "ben")) > 2.0


DUEL = """EXT. FIELD - DAWN

ANN and BEN face each other, thirty paces apart.

ANN
Ready?
"""


def test_thirty_paces_are_thirty_paces_where_there_is_room() -> None:
    (place,), _ = place_sheets(parse(DUEL))
    facts = facts_of((action("Thirty paces apart.", 3, positions=(at("ben", "apart", "ann", metres=22.5),)),
                      speech("ann", "Ready?", 5)), ("ann", "ben"))  # fmt: skip
    played = staged(place, facts)
    before = played[0].before
    assert math.dist(before["ann"].spot, before["ben"].spot) == pytest.approx(22.5, abs=0.5)
    assert all(each.notes == () for each in played)


def test_where_the_floor_ends_a_note_says_what_was_staged() -> None:
    facts = facts_of((action("Thirty paces apart.", 3, positions=(at("ben", "apart", "ann", metres=22.5),)),
                      speech("ann", "Ready?", 5)), ("ann", "ben"))  # fmt: skip
    played = staged(place_of("hall"), facts)
    apart = math.dist(played[0].before["ann"].spot, played[0].before["ben"].spot)
    assert 4.0 < apart < 12.0
    assert f"{apart:.0f} m apart where 22 m were asked" in played[0].notes[0]


def test_who_comes_in_and_sits_by_the_window_goes_to_the_seat_and_stays() -> None:
    comes = action(
        "Ann comes in and sits by the window.",
        3,
        3.0,
        doings=(doing("ann", "enter"), doing("ann", "sit", "window")),
        positions=(at("ann", "beside", "window", moving=True),),
    )
    told = facts_of((comes, speech("ben", "Late.", 5)), ("ann", "ben"), ("ben",))
    steps = staged(place_of("bus_interior"), told)
    way = steps[0].tracks["ann"]
    changes = [a.seat != b.seat for a, b in itertools.pairwise(way)]
    assert way[-1].seat is not None
    assert sum(changes) == 1
    assert steps[-1].tracks["ann"][0].seat is not None
    walked = sum(math.dist(a.position, b.position) for a, b in itertools.pairwise(way))
    assert walked < 2 * math.dist(way[0].position, way[-1].position)


def test_a_walk_ends_where_the_words_end_it() -> None:
    steps = (
        speech("ann", "Stay there.", 3),
        action("Ben stops behind her.", 5, doings=(doing("ben", "cross", "ann"),), mentions=("ben",),
               positions=(at("ben", "behind", "ann", moving=True),)),
    )  # fmt: skip
    after = staged(place_of("field"), facts_of(steps, ("ann", "ben")))[1].after
    ann, ben = after["ann"], after["ben"]
    ahead = math.radians(ann.yaw)
    assert (ben.position[0] - ann.position[0]) * math.cos(ahead) + (ben.position[1] - ann.position[1]) * math.sin(
        ahead
    ) < 0.0 or math.dist(ann.spot, ben.spot) < 1.2


@settings(max_examples=12, deadline=None)
@given(st.sampled_from(sorted(set(KINDS) - {"car_interior", "truck_cab", "bus_interior", "lift"})), st.integers(1, 3))
def test_who_falls_lies_clear_of_furniture_and_stays_down(kind: str, count: int) -> None:
    names = PEOPLE[:count]
    steps = (
        action("Ann falls.", 3, doings=(doing("ann", "fall"),), mentions=("ann",)),
        action("She points, waves.", 5, doings=(doing("ann", "point"), doing("ann", "wave"), doing("ann", "phone"))),
        speech("ann", "Help.", 7),
    )
    place = place_of(kind)
    played = staged(place, facts_of(steps, names))
    floor = floor_of(place)
    for each in played[1:]:
        ann = each.after["ann"]
        assert ann.pose == "lie"
        assert ann.seat_id is None
        assert ann.position == played[0].after["ann"].position
        assert all(floor.room(spot) > 0 for spot in ann.ground), kind


def test_who_fell_gets_up_to_go() -> None:
    steps = (
        action("Ann falls.", 3, doings=(doing("ann", "fall"),)),
        action("Ann gets up and goes.", 5, doings=(doing("ann", "rise"),)),
    )
    assert staged(place_of("hall"), facts_of(steps, ("ann",)))[1].after["ann"].pose == "stand"


def test_who_lies_on_the_floor_as_it_opens_lies_clear() -> None:
    steps = (action("Ann lies there.", 3, doings=(doing("ann", "lie"),), mentions=("ann",)),)
    place = place_of("kitchen")
    ann = staged(place, facts_of(steps, ("ann",)))[0].before["ann"]
    assert ann.down
    assert all(floor_of(place).room(spot) > 0 for spot in ann.ground)
