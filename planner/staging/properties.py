"""Where the scene's props are: in a hand, on a table, on the floor."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Literal

from film.base import Vec3
from film.names import digest
from film.place import Fixture, PlaceSheet
from film.plan import Prop, ShotProp
from planner.facts import SceneFacts, Step
from planner.geometry import along, rounded
from planner.staging.floor import floor_of, roomy_spot
from planner.staging.person import Person
from planner.staging.targets import entrance_near

_SURFACES = {"table", "round_table", "desk", "counter", "bar", "coffee_table", "nightstand", "shelf", "cupboard"}
_TAKING = {"take", "hold", "read", "phone", "drink", "eat", "write", "reach", "open", "look", "wave", "point"}
_HELD_BY = {"take", "hold", "read", "phone", "drink", "eat", "write", "reach", "wave", "give"}
_LETTING_GO = {"put", "hang_up", "fall"}
_CARRIED = {"bag", "suitcase", "umbrella", "hat", "flower", "torch", "gun", "instrument"}
_ON_THE_FLOOR = {"suitcase", "bag", "instrument", "umbrella"}
_FILLS_HANDS = {"box", "suitcase", "instrument", "laptop"}
_NOT_IN_HAND = {"box", "suitcase", "instrument", "thing"}

Hand = Literal["left", "right"]


class Properties:
    """The property master's book through one scene.  ``after`` is asked step by step, in order."""

    def __init__(self, place: PlaceSheet, facts: SceneFacts, people: Mapping[str, Person]) -> None:
        self._props = {prop.id: prop for prop in facts.breakdown.props}
        self._place = place
        self._people = people
        self._arrived: set[str] = set()
        self._held: dict[str, tuple[str, Hand]] = {}
        self._laid: dict[str, Vec3] = {}
        for prop in self._props.values():
            self._first_place(prop, facts, people)

    def after(self, step: Step, people: Mapping[str, Person]) -> tuple[ShotProp, ...]:
        """Every prop in sight once the step's doings have begun."""
        self._people = people
        self._arrived = {doing.character for doing in step.doings if doing.verb == "enter"}
        for mentioned in step.props:
            if mentioned in self._props:
                self._use(self._props[mentioned], step, people)
        shown = []
        for name, prop in self._props.items():
            text = step.insert_text if step.insert == name else ""
            if name in self._held and self._held[name][0] in people:
                holder, hand = self._held[name]
                shown.append(ShotProp(prop=name, kind=prop.kind, holder=holder, hand=hand, text=text))
            elif name in self._laid:
                spot = self._laid[name]
                shown.append(ShotProp(prop=name, kind=prop.kind, position=spot, yaw=_yaw(name), text=text))
        return tuple(shown)

    def _first_place(self, prop: Prop, facts: SceneFacts, people: Mapping[str, Person]) -> None:
        """Carried by who is there already, or lying on the nearest surface from the first frame on."""
        first = next((step for step in facts.steps if prop.id in step.props), None)
        if first is None:
            return
        user = _user(prop, first, people)
        if user is None:
            self._lay(prop, people.get(next(iter(first.mentions), ""), next(iter(people.values()), None)))
        elif user in people and prop.kind in _CARRIED:
            self._take(prop, user)

    def _use(self, prop: Prop, step: Step, people: Mapping[str, Person]) -> None:
        giver = next((d for d in step.doings if d.verb == "give"), None)
        if giver is not None and prop.kind not in _NOT_IN_HAND:
            taker = giver.target if giver.target in people else self._other(giver.character, people)
            if taker is not None and taker in people:
                self._take(prop, taker)
            return
        if any(doing.verb in _LETTING_GO and _about(doing.target, prop) for doing in step.doings):
            holder = self._held.pop(prop.id, ("", "right"))[0]
            self._lay(prop, people.get(holder))
            return
        user = _user(prop, step, people)
        if user is not None and user in people:
            self._take(prop, user)
        elif prop.id not in self._held and prop.id not in self._laid:
            self._lay(prop, next(iter(people.values()), None))

    def _other(self, me: str, people: Mapping[str, Person]) -> str | None:
        rest = [each for each in people if each != me]
        return rest[0] if rest else None

    def _take(self, prop: Prop, holder: str) -> None:
        self._laid.pop(prop.id, None)
        if prop.id in self._held and self._held[prop.id][0] == holder:
            return
        self._held.pop(prop.id, None)
        for name in [name for name, (who, _) in self._held.items() if who == holder]:
            if self._props[name].kind in _FILLS_HANDS:
                del self._held[name]
                self._lay(self._props[name], self._people.get(holder))
        busy = {hand for who, hand in self._held.values() if who == holder}
        free: list[Hand] = [hand for hand in ("right", "left") if hand not in busy]
        if not free:
            dropped = next(name for name, (who, hand) in self._held.items() if who == holder and hand == "right")
            del self._held[dropped]
            free = ["right"]
        self._held[prop.id] = holder, free[0]

    def _lay(self, prop: Prop, near: Person | None) -> None:
        """On the nearest surface within reach of the company, else on the floor beside somebody."""
        if prop.kind in _ON_THE_FLOOR:
            self._laid[prop.id] = self._beside(near)
            return
        spot = near.position if near is not None else (0.0, 0.0, 0.0)
        tops = [each for each in self._place.fixtures if each.kind in _SURFACES and each.size[2] < 1.2]
        top = min(tops, key=lambda each: (round(math.dist(each.position[:2], spot[:2]), 3), each.id), default=None)
        if top is not None and (near is None or math.dist(top.position[:2], spot[:2]) < 4.0):
            self._laid[prop.id] = _on(top, prop, spot)
        elif (seat := self._empty_seat(near)) is not None:
            self._laid[prop.id] = seat
        else:
            self._laid[prop.id] = self._beside(near)

    def _beside(self, near: Person | None) -> Vec3:
        """A free spot on the floor at somebody's right hand; by the door for who has just come in with it."""
        floor = floor_of(self._place)
        if near is None:
            return (*floor.spot_near(roomy_spot(self._place)), 0.0)
        if near.id in self._arrived and self._place.entrances:
            door = entrance_near(self._place, near.spot)
            cos, sin = along(door.yaw - 65)
            wish = door.position[0] + cos * 0.8, door.position[1] + sin * 0.8
        else:
            cos, sin = along(near.yaw - 60)
            wish = near.position[0] + cos * 0.55, near.position[1] + sin * 0.55
        return (*floor.spot_near(wish, room=0.15), 0.0)

    def _empty_seat(self, near: Person | None) -> Vec3 | None:
        """The seat beside somebody who sits."""
        if near is None or not near.seated:
            return None
        seats = [each for each in self._place.seats if each.pose == "sit" and each.id != near.seat_id]
        seat = min(seats, key=lambda each: (round(math.dist(each.position[:2], near.spot), 3), each.id), default=None)
        return seat.position if seat is not None and math.dist(seat.position[:2], near.spot) < 0.9 else None


def _user(prop: Prop, step: Step, people: Mapping[str, Person]) -> str | None:
    """Who has it in hand in a step: the one whose doing names it, else the one who does something with hands."""
    named = [d.character for d in step.doings if _about(d.target, prop) and d.verb in _HELD_BY]
    if prop.kind in _NOT_IN_HAND:
        return named[0] if named else None
    handling = [d.character for d in step.doings if d.verb in _TAKING]
    found = named or handling
    if not found and prop.kind in ("phone", "letter", "cup", "book", "photograph", "cigarette", "newspaper"):
        found = _named_before(prop, step, people)
    return found[0] if found else None


def _named_before(prop: Prop, step: Step, people: Mapping[str, Person]) -> list[str]:
    """Whoever the text names last before it names the prop: GRACE sits beside him with a newspaper."""
    text = step.text.casefold()
    at = text.find(prop.name.casefold())
    named = [(text.rfind(each.split("_")[0], 0, at if at >= 0 else len(text)), each) for each in step.mentions]
    here = [pair for pair in named if pair[0] >= 0 and pair[1] in people]
    return [max(here)[1]] if here else [each for each in step.mentions if each in people][:1]


def _about(target: str | None, prop: Prop) -> bool:
    return target is not None and (target == prop.id or target.casefold() in prop.name.casefold().split())


def _on(top: Fixture, prop: Prop, near: Vec3) -> Vec3:
    """A spot on a table top towards the one who uses it, each prop its own."""
    share = int(digest(prop.id)[:4], 16) / 0xFFFF - 0.5
    cos, sin = along(top.yaw)
    dx, dy = near[0] - top.position[0], near[1] - top.position[1]
    depth, width = top.size[0] / 2 * 0.55, top.size[1] / 2 * 0.6
    x = min(max(dx * cos + dy * sin, -depth), depth)
    y = min(max(dy * cos - dx * sin + share * 0.4, -width), width)
    px, py, pz = top.position
    return rounded((px + x * cos - y * sin, py + x * sin + y * cos, pz + top.size[2]))


def _yaw(name: str) -> float:
    return float(int(digest(name)[4:8], 16) % 60 - 30)
