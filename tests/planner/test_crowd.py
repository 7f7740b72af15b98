"""Crowds: as many as the words say, where the place has room, out of the cast's way and out of the lens."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from film.camera import CameraKey, gate_of
from film.cast import Build, CharacterSheet
from film.plan import Breakdown, Extra
from film.shot import Axis, Shot
from film.staging import Mark, stance_at
from planner.body import proxy_of
from planner.camera.axis import axes_of
from planner.facts import SceneFacts
from planner.places.library import KINDS
from planner.solids import solids_of
from planner.staging.blocking import Staged, block
from planner.staging.crowd import Bystanders, cleared, crowd_of, shot_cleared, stays_of
from planner.staging.crowd.slots import slots_of
from planner.staging.crowd.words import groups_in
from tests.planner.scenes import HEIGHTS, PICTURE, action, doing, facts_of, place_of, planned, speech, unexcused

SEATED = {"bus_interior", "train_interior", "plane_interior", "subway_car"}


def told(*texts: str, extras: tuple[str, ...] = (), cast: tuple[str, ...] = ("anna", "ben")) -> SceneFacts:
    """A scene of two who talk, with these lines of action before it."""
    steps = [action(text, 3 + 2 * i) for i, text in enumerate(texts)]
    steps += [speech(name, "Well.", 20 + i) for i, name in enumerate(cast)]
    facts = facts_of(steps, cast)
    return facts.but(breakdown=Breakdown(cast=cast, extras=extras))


def staged_in(kind: str, facts: SceneFacts) -> tuple[Staged, ...]:
    """The scene on its feet."""
    heights = dict(zip(facts.present, HEIGHTS, strict=False))
    return block(place_of(kind), facts, facts.steps, heights, PICTURE.rate)


def crowd(kind: str, facts: SceneFacts) -> tuple[Extra, ...]:
    """The scene's extras in a place of a kind."""
    staged = staged_in(kind, facts)
    return crowd_of(place_of(kind), facts, staged, axes_of(staged))


def counted(kind: str, *texts: str, extras: tuple[str, ...], cast: tuple[str, ...] = ("anna", "ben")) -> dict[str, int]:
    """How many of each word are there."""
    found: dict[str, int] = {}
    for extra in crowd(kind, told(*texts, extras=extras, cast=cast)):
        found[extra.sheet.name.lower()] = found.get(extra.sheet.name.lower(), 0) + 1
    return found


@pytest.mark.parametrize(
    ("text", "word", "count"),
    [
        ("Three men play cards.", "men", 3),
        ("A few passengers look out.", "passengers", 3),
        ("Two waiters stand about.", "waiters", 2),
        ("A couple waits.", "couple", 2),
        ("12 soldiers stand in line.", "soldiers", 12),
        ("A group of tourists waits.", "tourists", 5),
    ],
)
def test_a_number_is_kept(text: str, word: str, count: int) -> None:
    kind = "bus_interior" if word == "passengers" else "station_platform"
    assert counted(kind, text, extras=(word,)) == {word: count}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("There are no passengers.", "passengers"),
        ("They hear the crowd outside.", "crowd"),
        ("On TV, soldiers march.", "soldiers"),
        ("The men shake hands.", "men"),
        ("Two men in suits: ANNA and BEN.", "men"),
        ("An empty bar. A crowd went home long ago.", "crowd"),
    ],
)
def test_who_is_not_there_is_not_drawn(text: str, word: str) -> None:
    assert counted("bar", text, extras=(word,)) == {}


def test_a_full_place_has_more_than_a_quiet_one() -> None:
    quiet = counted("bar", "Customers drink.", extras=("customers",))["customers"]
    full = counted("bar", "A crowded bar. Customers drink.", extras=("customers",))["customers"]
    assert 2 <= quiet < full
    assert sum(counted("bar", "A crowded little bar.", extras=()).values()) >= full - 2
    assert counted("bar", "A half-empty bar. Customers.", extras=("customers",)) != {}
    assert counted("bar", "A little bar. She is busy with the glasses.", extras=()) == {}


def test_nobody_is_counted_twice() -> None:
    assert counted("street", "Three men wait.", extras=("men",), cast=("anna", "man_1")) == {"men": 2}
    assert counted("street", "A crowd gathers.", extras=("crowd",), cast=("anna", "crowd")) == {}
    both = counted("street", "A crowd. Onlookers everywhere.", extras=("crowd", "onlookers"))
    assert set(both) == {"onlookers"}


def test_those_of_another_place_or_a_montage_are_not_here() -> None:
    facts = told("Passengers sleep.", extras=("passengers",))
    steps = (facts.steps[0].but(place="elsewhere"), *facts.steps[1:])
    assert groups_in(facts.but(steps=steps), place_of("bus_interior")) == ()


def test_an_audience_sits_and_looks_at_the_stage() -> None:
    place = place_of("theatre")
    people = crowd("theatre", told("A full house. The audience waits.", extras=("audience",)))
    assert len(people) == 14
    middle = ((place.stage[0] + place.stage[2]) / 2, (place.stage[1] + place.stage[3]) / 2)
    for extra in people:
        assert extra.mark.seat is not None
        assert extra.mark.look is not None
        assert math.dist(extra.mark.look[:2], middle) < 0.01


def test_all_look_at_the_one_who_speaks_to_them() -> None:
    steps = [action("A crowd of villagers.", 3), *(speech("anna", "Friends.", 5 + i) for i in range(3))]
    facts = facts_of(steps, ("anna",)).but(breakdown=Breakdown(cast=("anna",), extras=("villagers",)))
    staged = staged_in("village_square", facts)
    people = crowd_of(place_of("village_square"), facts, staged)
    spot = staged[-1].after["anna"].spot
    assert people
    assert all(each.mark.look is not None for each in people)
    assert all(math.dist(each.mark.look[:2], spot) < 0.4 for each in people if each.mark.look is not None)


def test_uniforms_are_alike_and_others_are_muted() -> None:
    people = crowd("street", told("Three soldiers. Two women.", extras=("soldiers", "women")))
    soldiers = {each.sheet.palette.top for each in people if each.sheet.name == "Soldiers"}
    women = [each.sheet for each in people if each.sheet.name == "Women"]
    assert (len(soldiers), len(women)) == (1, 2)
    assert all(sheet.build.gender == 0.0 for sheet in women)
    for sheet in women:
        rgb = [int(sheet.palette.top[at : at + 2], 16) for at in (1, 3, 5)]
        assert max(rgb) - min(rgb) < 45


def test_a_reworded_line_moves_nobody() -> None:
    one = told("Passengers sleep.", extras=("passengers",))
    two = told("Passengers doze against the dark windows.", extras=("passengers",))
    two = two.but(steps=(*two.steps[:-1], two.steps[-1].but(text="I would not say so at all.", seconds=4.0)))
    assert crowd("bus_interior", one) == crowd("bus_interior", two)


def test_a_cast_that_plays_elsewhere_moves_only_who_is_in_its_way() -> None:
    here = told("A crowd.", extras=("crowd",))
    walked = here.but(steps=(*here.steps, action("She crosses.", 30, doings=(doing("anna", "cross"),))))
    before = {each.mark.character: each for each in crowd("street", here)}
    after = {each.mark.character: each for each in crowd("street", walked)}
    same = before.keys() & after.keys()
    assert len(same) >= 0.6 * len(before)
    assert all(before[name].sheet == after[name].sheet for name in same)
    assert all(before[name].mark.position == after[name].mark.position for name in same)


@given(
    kind=st.sampled_from(sorted(KINDS)),
    word=st.sampled_from(("people", "passengers", "customers", "soldiers", "audience", "waiters", "mourners", "crowd")),
    full=st.booleans(),
    count=st.integers(1, 3),
    verb=st.sampled_from(("enter", "exit", "cross", "sit", "stand")),
)
@settings(max_examples=60, deadline=None)
def test_nobody_is_in_the_way(kind: str, word: str, full: bool, count: int, verb: str) -> None:
    cast = ("anna", "ben", "cara")[:count]
    text = f"{'Packed. ' if full else ''}{word.title()} everywhere."
    facts = told(text, extras=(word,), cast=cast)
    facts = facts.but(steps=(*facts.steps, action("Then.", 40, doings=(doing(cast[0], verb),))))
    place, staged = place_of(kind), staged_in(kind, facts)
    people = crowd_of(place, facts, staged, axes_of(staged))
    assert people == crowd_of(place, facts, staged, axes_of(staged))
    assert len(people) <= (18 if place.enclosure == "open" else 14)
    assert len({each.mark.character for each in people}) == len(people)
    assert all(each.mark.character == each.sheet.id for each in people)
    _apart(people)
    _on_the_floor(kind, people)
    _out_of_the_way(staged, people)


def _apart(people: tuple[Extra, ...]) -> None:
    for i, one in enumerate(people):
        for two in people[i + 1 :]:
            least = 0.35 if one.mark.seat is not None and two.mark.seat is not None else 0.6
            assert math.dist(one.mark.position, two.mark.position) >= least


def _on_the_floor(kind: str, people: tuple[Extra, ...]) -> None:
    """Feet in no thing, out of the doorways; sitters on seats that are there."""
    place = place_of(kind)
    seats = {tuple(round(value, 4) for value in seat.position[:2]) for seat in place.seats}
    boxes = solids_of(place).floor
    for extra in people:
        x, y, _ = extra.mark.position
        if extra.mark.seat is not None:
            assert (x, y) in seats
            continue
        heights = np.array([(x, y, z) for z in (0.1, 0.5, 1.0, 1.5)])
        assert not boxes.holds(heights, 0.2).any()
        assert all(math.dist((x, y), door.position) >= 1.0 for door in place.entrances)


def _out_of_the_way(staged: tuple[Staged, ...], people: tuple[Extra, ...]) -> None:
    fps = float(PICTURE.rate)
    rests = [person.spot for each in staged for person in each.after.values()]
    assert all(math.dist(rest, extra.mark.position[:2]) >= 0.89 for rest in rests for extra in people)
    for each in staged:
        for track in each.tracks.values():
            for frame in range(0, each.frames + 1, 4):
                stance = stance_at(track, frame, fps)
                for extra in people:
                    apart = math.dist(stance.position[:2], extra.mark.position[:2])
                    walking = stance.gait is not None or stance.blend < 1.0
                    sits = extra.mark.seat is not None
                    assert apart >= (0.29 if sits and walking else 0.89 if not sits else 0.29), extra.mark


def standing(name: str, spot: tuple[float, float], yaw: float = 180.0) -> Extra:
    """Somebody of a crowd at a spot."""
    mark = Mark(character=name, frame=0, position=(*spot, 0.0), yaw=yaw)
    return Extra(sheet=CharacterSheet(id=name, name=name, build=Build(height=1.75)), mark=mark)


def on(spot: tuple[float, float]) -> object:
    """The body of one of the cast at a spot, looking at the camera."""
    mark = Mark(character="anna", frame=0, position=(*spot, 0.0), yaw=180.0)
    return proxy_of(stance_at((mark,), 0, 24.0), 1.72)


def sent_away(people: list[Extra], *keys: CameraKey) -> tuple[str, ...]:
    """Who makes room for a camera that looks at Anna, eight metres along x."""
    seen = [(frame, {"anna": on((8.0, 0.0))}) for frame in (0, 24, 48)]
    return cleared(Bystanders.of(people), keys, seen, ("anna",), gate_of(16 / 9))  # type: ignore[arg-type]


def lens(frame: int = 0, x: float = 0.0, focal: float = 35.0) -> CameraKey:
    """A camera at eye height that looks along x."""
    return CameraKey(frame=frame, position=(x, 0.0, 1.5), target=(x + 4.0, 0.0, 1.5), focal_mm=focal)


def test_who_is_in_the_lens_before_a_face_or_cut_large_makes_room() -> None:
    people = [
        standing("in_the_lens", (-0.4, 0.5)),
        standing("before_her", (5.0, 0.1)),
        standing("cut_by_the_edge", (3.2, 1.1)),
        standing("looming", (2.4, 0.45)),
        standing("behind_her", (10.0, 0.1)),
        standing("beside_her", (8.2, 1.1)),
        standing("out_of_frame", (0.5, 4.0)),
    ]
    assert sent_away(people, lens()) == ("in_the_lens", "before_her", "cut_by_the_edge", "looming")


def test_nobody_is_seen_without_a_head() -> None:
    tight = lens(focal=75.0)
    assert sent_away([standing("headless", (5.0, 0.8))], tight.but(target=(4.0, 0.0, 1.2))) == ("headless",)
    assert sent_away([standing("an_arm", (5.0, 0.95))], tight) == ("an_arm",)
    assert sent_away([standing("whole", (9.0, 0.8))], tight) == ()


def test_a_moving_camera_is_clear_along_its_whole_way() -> None:
    people = [standing("on_the_way", (-2.0, 0.7))]
    assert sent_away(people, lens()) == ()
    assert sent_away(people, lens(0, -4.0), lens(48, 0.0)) == ("on_the_way",)


def test_a_shot_in_another_place_keeps_its_crowd_out() -> None:
    shot = Shot(
        id="1-A1", setup="A", beat="b", idiom="single", size="MS", angle="eye", lens_mm=35.0, move="static",
        subjects=("anna",), frames=48, covers=((3, 3),), description="", camera=(lens(),),
        marks=(Mark(character="anna", frame=0, position=(4.0, 0.0, 0.0), yaw=180.0),),
    )  # fmt: skip
    people = Bystanders.of([standing("before_her", (2.5, 0.1))])
    assert shot_cleared(people, shot, {"anna": 1.72}, 24.0, gate_of(16 / 9)).cleared == ("before_her",)
    assert shot_cleared(people, shot.but(place="there"), {"anna": 1.72}, 24.0, gate_of(16 / 9)).cleared == ()


def test_the_camera_side_of_the_axis_stays_clear() -> None:
    facts = told("A mob. Packed.", extras=("mob",))
    in_the_way = 0
    for kind in ("park", "street", "hall", "village_square", "beach", "field"):
        staged, place = staged_in(kind, facts), place_of(kind)
        axis = next(each for each in axes_of(staged) if each is not None)
        for each in (axis, axis.but(side=-axis.side)):
            in_the_way += sum(_before(each, extra) for extra in crowd_of(place, facts, staged))
            people = crowd_of(place, facts, staged, (each,) * len(staged))
            assert len(people) > 6
            assert not any(_before(each, extra) for extra in people)
    assert in_the_way, "no crowd here would ever be before the cameras"


def _before(axis: Axis, extra: Extra) -> bool:
    """Whether somebody stands where the cameras of an axis do."""
    (ax, ay), (bx, by), (x, y, _) = axis.a, axis.b, extra.mark.position
    length = math.dist(axis.a, axis.b)
    off = ((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / length * axis.side
    run = ((bx - ax) * (x - ax) + (by - ay) * (y - ay)) / length
    return extra.mark.seat is None and 0 <= off <= 2.4 and 0 <= run <= length


@pytest.mark.parametrize("kind", ["theatre", "church", "bus_interior", "station_platform", "market", "bar"])
def test_places_for_many_have_room_for_many(kind: str) -> None:
    assert len(slots_of(place_of(kind))) >= 10


def test_who_bursts_in_is_not_seen_waiting_and_who_leaves_is_gone() -> None:
    facts = told(
        "Anna waits. Two nurses.", "Three soldiers burst in.", "The nurses leave.", extras=("nurses", "soldiers")
    )
    place, people = place_of("hall"), crowd("hall", facts)
    crowded = Bystanders.of(people, stays_of(place, facts, people))

    def away(line: int) -> set[str]:
        names = crowded.absent(((line, line),))
        return {each.sheet.name for each in people if each.mark.character in names}

    assert [away(line) for line in (3, 5, 7, 20)] == [{"Soldiers"}, set(), set(), {"Nurses"}]


def test_the_proof_finds_a_walk_through_the_crowd_and_a_camera_in_it() -> None:
    steps = [action("They talk.", 3), speech("anna", "Well.", 5), speech("ben", "Well.", 7)]
    scene, place, cast = planned("street", facts_of(steps, ("anna", "ben")))
    clean = unexcused(scene, place, cast)
    shot = scene.shots[0]
    on_anna = next(mark.position for mark in shot.marks if mark.character == "anna")
    eye = shot.camera[0].position
    for spot, rule in ((on_anna[:2], "crowding"), (eye[:2], "camera_body")):
        extra = standing("extra_here", spot)
        tall = extra.but(sheet=extra.sheet.but(build=Build(height=min(max(eye[2] / 0.93, 1.2), 2.3))))
        met = scene.but(extras=(tall,))
        found = {finding.rule for finding in unexcused(met, place, cast)} - {each.rule for each in clean}
        assert rule in found
        gone = met.but(shots=tuple(each.but(cleared=("extra_here",)) for each in met.shots))
        assert unexcused(gone, place, cast) == clean
