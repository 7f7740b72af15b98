"""Who of a crowd is where: the words' people on the place's slots, out of the cast's way."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from film.base import Vec2, Vec3
from film.place import PlaceSheet
from film.plan import Extra
from film.shot import Axis
from film.staging import Mark, Pose
from film.words.plain import listed
from planner.facts import Post, SceneFacts
from planner.geometry import PLACES, heading, rounded
from planner.staging.blocking import Staged
from planner.staging.crowd.chance import share
from planner.staging.crowd.looks import sheet_for
from planner.staging.crowd.slots import Slot, post_slots, slots_of
from planner.staging.crowd.ways import Ways, ways_of
from planner.staging.crowd.words import Group, groups_in, there
from planner.staging.posts import roles_of

Posts = Mapping[str, Post]
INDOORS, OUTDOORS = 14, 18
"""The most extras of a scene: enough to fill a frame, few enough to draw."""
_HOUSE = 6
"""Seats of a house, or of a vehicle, from which on those who came to sit do not stand."""
_SITTERS = listed(
    "audience spectators passengers guests patrons customers mourners students jury passagers passagens fahrgaste "
    "gaste pasajeros passeggeri passageiros schuler commuters tourists couple couples families family"
)
_STANDERS = listed(
    "waiters police cops officers soldiers guards reporters protesters onlookers bystanders pedestrians passers-by "
    "dancers musicians workers players nurses doctors knights mob fans villagers townspeople singers team crew "
    "serveurs policiers soldats polizisten soldaten policias soldados poliziotti soldati policiais voices"
)
_SERVED_SEATED = frozenset({"restaurant", "cafe", "waiting_room", "classroom", "courtroom", "conference_room"})
"""Rooms whose guests sit; who finds no seat is not there."""
_WATCHERS = listed(
    "mob audience onlookers bystanders fans spectators protesters reporters villagers townspeople jury jurors soldiers "
    "guards police cops officers soldats policiers soldaten polizisten"
)
"""They turn to what goes on."""
_CHEERING = {"mob": 0.35, "fans": 0.45, "protesters": 0.4, "dancers": 0.5}
_FOCI = ("altar", "podium", "whiteboard", "screen")
_EYES = 1.5
_ALONE_LINES = 0.75
"""The share of a scene's lines from which on one of the cast speaks to all."""


def crowd_of(
    place: PlaceSheet,
    facts: SceneFacts,
    staged: Sequence[Staged],
    axes: Sequence[Axis | None] = (),
    tops: tuple[str, ...] = (),
) -> tuple[Extra, ...]:
    """The extras of a scene in its own place: how many by the words, where by the place, never in anybody's way.

    ``axes`` is the line of action during each step; ``tops`` are the colours that the cast wears.  Somebody's slot
    and looks hang on place and word alone: a cast that plays elsewhere only takes those away who would be in its way.
    """
    groups = groups_in(facts, place)
    if not groups:
        return ()
    ways = ways_of(staged, place.id, axes)
    scene = _Scene(place, ways, _speaker(facts, staged, place))
    posts = {each.word: each.post for each in facts.crowds if each.post is not None}
    chosen = _chosen(groups, place, ways, posts)
    mates = Counter(slot.group for _, slot in chosen)
    return tuple(scene.extra(slot, word, mates[slot.group] > 1, tops) for word, slot in chosen)


def stays_of(place: PlaceSheet, facts: SceneFacts, extras: Sequence[Extra]) -> dict[str, tuple[float, float]]:
    """The script's first and last line at which each extra (by id) is there: who bursts in is not seen waiting."""
    words = {word.casefold(): there(word, facts, place) for word in facts.breakdown.extras}
    always = (-math.inf, math.inf)
    return {extra.mark.character: words.get(extra.sheet.name.casefold(), always) for extra in extras}


def _chosen(groups: Sequence[Group], place: PlaceSheet, ways: Ways, posts: Posts) -> list[tuple[str, Slot]]:
    """(word, slot) of everybody, within what a scene may have; ``posts`` is what part a word's people have."""
    left = OUTDOORS if place.enclosure == "open" else INDOORS
    whole, used = left, set[str]()
    chosen: list[tuple[str, Slot]] = []
    for group in sorted(groups, key=lambda each: each.count is None):
        slots = _slots_for(group.word, place, posts.get(group.word))
        free = [slot for slot in slots if slot.id not in used and not ways.bars(slot)]
        wanted = group.count if group.count is not None else max(round(group.share * min(len(slots), whole)), 2)
        taken = _best(free, min(wanted, left), ways)
        used.update(slot.id for slot in taken)
        left -= len(taken)
        chosen += [(group.word, slot) for slot in taken]
    return chosen


def _best(free: Sequence[Slot], wanted: int, ways: Ways) -> list[Slot]:
    """The first free ones that leave the cameras their side; seats there too where no others are left."""
    clear = [slot for slot in free if not ways.before_camera(slot)]
    rest = [slot for slot in free if slot.seat is not None and slot not in clear]
    return [*clear, *rest][:wanted]


def _slots_for(word: str, place: PlaceSheet, post: Post | None) -> list[Slot]:
    """The slots that such people take, in the order in which they take them: those of their part before any other."""
    own = post_slots(place, roles_of(post)[:1]) if post is not None and post != "public" else []
    if own:
        return own
    slots = slots_of(place)
    seats = [slot for slot in slots if slot.seat is not None]
    queues = [slot for slot in slots if slot.kind == "queue"]
    floor = [slot for slot in slots if slot.kind == "group"]
    if word in _STANDERS:
        return floor
    house = [slot for slot in seats if slot.kind == "house"]
    if len(house) >= _HOUSE:
        return house
    if place.enclosure == "vehicle" and len(seats) >= _HOUSE:
        return seats
    if word in _SITTERS:
        return [*_mixed(seats, queues), *(() if place.kind in _SERVED_SEATED else floor)]
    return [*seats, *queues, *floor] if place.kind in _SERVED_SEATED else [*_mixed(floor, seats), *queues]


def _mixed(one: Sequence[Slot], two: Sequence[Slot]) -> list[Slot]:
    """Two of the first to one of the second, and so on."""
    pairs = zip_longest(one[::2], one[1::2], two)
    return [slot for slot in chain.from_iterable(pairs) if slot is not None]


def _speaker(facts: SceneFacts, staged: Sequence[Staged], place: PlaceSheet) -> Vec2 | None:
    """Where the one stands who speaks to all, to the half metre; None where people talk with each other."""
    lines = Counter(
        each.step.character
        for each in staged
        if each.step.kind == "speech" and each.step.extension == "" and each.step.character in facts.present
    )
    if not lines:
        return None
    name, most = min(lines.items(), key=lambda each: (-each[1], each[0] or ""))
    spots = [
        each.after[name].spot
        for each in staged
        if name is not None and each.place.id == place.id and name in each.after
    ]
    if most < _ALONE_LINES * lines.total() or not spots:
        return None
    x, y = Counter((round(2 * x) / 2, round(2 * y) / 2) for x, y in spots).most_common(1)[0][0]
    return x + 0.0, y + 0.0


@dataclass(frozen=True)
class _Scene:
    """What a crowd sees of a scene."""

    place: PlaceSheet
    ways: Ways
    speaker: Vec2 | None

    def extra(self, slot: Slot, word: str, company: bool, tops: tuple[str, ...]) -> Extra:
        """Somebody on a slot; ``company``: others of their group are there."""
        id, name = f"extra_{slot.id}", f"{self.place.id} {slot.id} {word}"
        look = self._look(slot, word, company)
        yaw = slot.yaw
        if slot.seat is None and slot.kind == "group" and look is not None:
            yaw = heading(slot.spot, look)
        mark = Mark(
            character=id,
            frame=0,
            position=slot.position,
            yaw=round(yaw % 360, PLACES),
            pose=_pose(name, word, slot, company),
            look=look,
            seat=slot.seat,
        )
        return Extra(sheet=sheet_for(id, name, word, outdoors=self.place.enclosure == "open", tops=tops), mark=mark)

    def _look(self, slot: Slot, word: str, company: bool) -> Vec3 | None:
        """What they look at: the front of the house, what goes on, whom they are with; nothing for who is alone."""
        if slot.kind == "house":
            return self._at(self.speaker or self._front())
        if word in _WATCHERS or (self.speaker is not None and slot.kind != "queue" and not slot.seat):
            return self._at(self.speaker or self.ways.middle)
        if not company:
            return None
        if slot.seat is not None:
            return self._across(slot)
        return self._at(slot.eyes)

    def _at(self, spot: Vec2 | None) -> Vec3 | None:
        return None if spot is None else rounded((*spot, _EYES))

    def _front(self) -> Vec2:
        """What a house is turned to: its altar or desk, else the middle of the stage."""
        x0, y0, x1, y1 = self.place.stage
        found = (each for kind in _FOCI for each in self.place.fixtures if each.kind == kind)
        first = next(found, None)
        return ((x0 + x1) / 2, (y0 + y1) / 2) if first is None else first.position[:2]

    def _across(self, slot: Slot) -> Vec3 | None:
        """The table that they share; nothing on a bench, where people look ahead."""
        table = next((each for each in self.place.fixtures if f"at_{each.id}" == slot.group), None)
        if table is None or math.dist(table.position[:2], slot.spot) < 0.3:
            return None
        return rounded((2 * table.position[0] - slot.position[0], 2 * table.position[1] - slot.position[1], 1.2))


def _pose(name: str, word: str, slot: Slot, company: bool) -> Pose:
    at = share(name, "pose")
    if slot.seat is not None:
        alone = 0.0 if company or slot.kind == "house" else 0.14
        return _first(at, (("arms_crossed", 0.14), ("phone", alone), ("think", 0.10)), "sit")
    joy, alone = _CHEERING.get(word, 0.0), 0.0 if company or slot.kind == "queue" else 0.3
    cheering: tuple[tuple[Pose, float], ...] = (("hands_up", 0.3 * joy), ("cheer", 0.4 * joy), ("clap", 0.3 * joy))
    return _first(at, (*cheering, ("arms_crossed", 0.18), ("phone", alone), ("think", 0.07)), "stand")


def _first(at: float, chances: Sequence[tuple[Pose, float]], usual: Pose) -> Pose:
    for pose, chance in _summed(chances):
        if at < chance:
            return pose
    return usual


def _summed(chances: Sequence[tuple[Pose, float]]) -> Iterator[tuple[Pose, float]]:
    total = 0.0
    for pose, chance in chances:
        total += chance
        yield pose, total
