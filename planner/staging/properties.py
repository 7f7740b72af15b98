"""The property master's book: who has what in hand, what lies where, and what is not in play yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from film.base import Vec3
from film.names import digest
from film.place import PlaceSheet
from film.plan import Prop
from film.shot import PropKind, ShotProp
from film.staging import Mark, Pose
from planner.facts import Custody, SceneFacts, Step
from planner.geometry import along
from planner.staging.laying import BIG, by_the_ear, laid, on_knees, table_of
from planner.staging.person import Person

Hand = Literal["left", "right"]

_HELD_BY = {"take", "hold", "read", "phone", "drink", "eat", "write", "wave", "aim"}
_BY_HAND: frozenset[PropKind] = frozenset(("phone", "letter", "cup", "book", "photograph", "cigarette", "newspaper"))
"""What is in a hand whenever a hand is busy and the text names it."""
_BUSY = _HELD_BY | {"open", "point"}
_LETTING_GO = {"put", "hang_up", "fall"}
_MOVING = {"enter", "exit", "cross", "approach", "retreat", "run", "sit", "rise", "lie", "fall", "stand"}
_ON_KNEES: frozenset[PropKind] = frozenset(("box", "laptop"))
_ON_THE_TABLE: frozenset[PropKind] = frozenset(("cup", "glass", "bottle", "food", "laptop"))
"""What somebody who sits at a table has before them and not in the hand, until they use it."""
_OPENS: frozenset[PropKind] = frozenset(("box", "bag", "suitcase", "letter"))
_ASIDE = 0.11
_INSIDE = 0.172
"""Metres above a box's foot at which its contents lie when it is open."""


@dataclass(frozen=True)
class _Kept:
    """Where one thing is: with ``who`` in a ``hand`` or on the knees, or at a ``spot``, or inside ``inside``."""

    who: str | None = None
    hand: Hand = "right"
    spot: Vec3 | None = None
    inside: str | None = None


class Properties:
    """The book through one scene.  ``after`` is asked step by step, in order."""

    def __init__(self, place: PlaceSheet, facts: SceneFacts, people: Mapping[str, Person]) -> None:
        self._props = {prop.id: prop for prop in facts.breakdown.props}
        self._place = place
        self._people = people
        self._still: frozenset[str] = frozenset()
        self._arrived: frozenset[str] = frozenset()
        self._at: dict[str, _Kept] = {}
        self._dress(facts)

    def after(self, step: Step, people: Mapping[str, Person]) -> tuple[ShotProp, ...]:
        """Every prop in sight once the step's doings have begun."""
        moved = {doing.character for doing in step.doings if doing.verb in _MOVING}
        self._still = frozenset(name for name, each in people.items() if each.seated and name not in moved)
        self._arrived = frozenset(doing.character for doing in step.doings if doing.verb == "enter")
        self._people = people
        self._pocket(step)
        told = {each.prop for each in step.custody}
        for name in step.props:
            if name in self._props and name not in told:
                self._use(self._props[name], step)
        for each in step.custody:
            if each.prop in self._props:
                self._obey(each)
        self._set_down()
        shown = (self._shown(prop, step) for prop in self._props.values())
        return tuple(each for each in shown if each is not None)

    def _dress(self, facts: SceneFacts) -> None:
        """What is there from the first frame: what somebody who is there has, and what lies there unhandled."""
        for prop in self._props.values():
            first = next((step for step in facts.steps if prop.id in step.props), None)
            for each in first.custody if first is not None else ():
                if each.prop == prop.id and each.place is None and _has_it_already(each.character, first, facts):
                    self._obey(each)
            told = any(each.prop == prop.id for step in facts.steps for each in step.custody[:1])
            if first is None or told or first.kind == "speech" or self._container(prop, first) is not None:
                continue
            if _user(prop, first) is None and not any(d.verb == "give" for d in first.doings):
                used = _first_user(prop, facts, self._people)
                self._lay(prop, self._people.get(used or next(iter(first.mentions), "")), None, keep=True)

    def _pocket(self, step: Step) -> None:
        """Who goes on to handle something else has put the phone away."""
        hands = {d.character: d.target for d in step.doings if d.verb in ("put", "open", "take", "give", "hug", "kiss")}
        for name, kept in list(self._at.items()):
            other = kept.who in hands and hands[kept.who] != name and name not in step.props
            if self._props[name].kind == "phone" and other:
                del self._at[name]

    def _use(self, prop: Prop, step: Step) -> None:
        giver = next((doing for doing in step.doings if doing.verb == "give"), None)
        if giver is not None and prop.kind not in BIG:
            self._hand_over(prop, giver.character, giver.target)
            return
        if any(doing.verb in _LETTING_GO and _about(doing.target, prop) for doing in step.doings):
            who = next(d.character for d in step.doings if d.verb in _LETTING_GO and _about(d.target, prop))
            self._lay(prop, self._people.get(who), None)
            return
        user = _user(prop, step)
        if user is not None and user in self._people:
            self._take(prop, user)
        elif prop.id not in self._at and step.kind == "action":
            container = self._container(prop, step)
            if container is not None:
                self._at[prop.id] = _Kept(inside=container)
            else:
                near = self._people.get(next(iter(step.mentions), "")) or next(iter(self._people.values()), None)
                self._lay(prop, near, None, keep=True)

    def _hand_over(self, prop: Prop, giver: str, target: str | None) -> None:
        """To the one named, else back to whoever is there; who then opens or reads it has it all the same."""
        taker = target if target in self._people else next((each for each in self._people if each != giver), None)
        if taker is not None:
            self._take(prop, taker)

    def _obey(self, told: Custody) -> None:
        """What the text says outright."""
        prop, near = self._props[told.prop], self._people.get(told.character or "")
        if told.place is None and told.character is not None:
            table = near is not None and near.id in self._sitting() and table_of(near, self._place) is not None
            if table and prop.kind in _ON_THE_TABLE:
                self._lay(prop, near, None)
            else:
                self._take(prop, told.character)
        elif told.place == "away":
            self._at.pop(told.prop, None)
        elif told.place == "ear":
            if near is not None and near.pose == "lie":
                self._at[told.prop] = _Kept(spot=by_the_ear(near))
            elif told.character is not None:
                self._take(prop, told.character)
        else:
            self._lay(prop, near, None if told.place in self._people else told.place)

    def _sitting(self) -> frozenset[str]:
        return frozenset(name for name, each in self._people.items() if each.seated)

    def _container(self, prop: Prop, step: Step) -> str | None:
        """The box whose inside a close look shows: what the text first names there lies in it."""
        box = self._props.get(step.insert or "")
        inside = box is not None and box.id != prop.id and box.kind in _OPENS
        return box.id if inside and box is not None else None

    def _take(self, prop: Prop, who: str) -> None:
        kept = self._at.get(prop.id)
        if kept is not None and kept.who == who:
            return
        busy = {each.hand for name, each in self._at.items() if each.who == who and name != prop.id}
        busy -= {each.hand for name, each in self._at.items() if each.who == who and self._on_knees(name)}
        free: list[Hand] = [hand for hand in ("right", "left") if hand not in busy]
        if not free:
            dropped = next(name for name, each in self._at.items() if each.who == who and each.hand == "right")
            self._lay(self._props[dropped], self._people.get(who), None)
            free = ["right"]
        self._at[prop.id] = _Kept(who=who, hand=free[0])

    def _on_knees(self, name: str) -> bool:
        """Whether a thing rests in the lap of its holder, who sits still."""
        kept = self._at.get(name)
        return kept is not None and kept.who in self._still and self._props[name].kind in _ON_KNEES

    def _lay(self, prop: Prop, near: Person | None, where: str | None, *, keep: bool = False) -> None:
        """Put a thing down; a small one without a surface goes into a pocket, or with ``keep`` on the floor."""
        taken = [each.spot for name, each in self._at.items() if each.spot is not None and name != prop.id]
        arrived = near is not None and near.id in self._arrived
        spot = laid(prop, where, near, self._place, taken, arrived)
        if spot is None and keep:
            spot = laid(prop, None, None, self._place, taken) or laid(prop, "floor", near, self._place, taken)
        if spot is None:
            self._at.pop(prop.id, None)
        else:
            self._at[prop.id] = _Kept(spot=spot)

    def _set_down(self) -> None:
        """Who has sat down puts what they carried beside them: a suitcase on the floor, a glass on the table."""
        for name, kept in list(self._at.items()):
            near = self._people.get(kept.who or "")
            if near is None or not near.seated or near.pose == "lie":
                continue
            prop = self._props[name]
            at_table = prop.kind in _ON_THE_TABLE and near.pose == "sit" and table_of(near, self._place) is not None
            if at_table or (prop.kind in BIG - _ON_KNEES and prop.kind != "umbrella"):
                self._lay(prop, near, None)

    def _shown(self, prop: Prop, step: Step) -> ShotProp | None:
        kept = self._at.get(prop.id)
        if kept is None:
            return None
        text = step.insert_text if step.insert == prop.id else ""
        shown = ShotProp(prop=prop.id, kind=prop.kind, yaw=_yaw(prop.id), text=text)
        if kept.inside is not None:
            return self._within(shown, kept.inside)
        if kept.who is None:
            return shown.but(position=kept.spot)
        person = self._people.get(kept.who)
        if person is None:
            return None
        if self._on_knees(prop.id):
            return shown.but(position=on_knees(person), yaw=person.yaw + 90.0)
        return shown.but(holder=person.id, hand=kept.hand)

    def _within(self, shown: ShotProp, container: str) -> ShotProp | None:
        """A thing inside an open box, beside what else is in it."""
        box = self._at.get(container)
        spot, yaw = (None, 0.0) if box is None else (box.spot, _yaw(container))
        if box is not None and self._on_knees(container):
            person = self._people[box.who or ""]
            spot, yaw = on_knees(person), person.yaw + 90.0
        if spot is None:
            return None
        contents = [name for name, each in self._at.items() if each.inside == container]
        aside = (contents.index(shown.prop) - (len(contents) - 1) / 2) * _ASIDE
        cos, sin = along(yaw)
        return shown.but(position=(spot[0] + aside * cos, spot[1] + aside * sin, spot[2] + _INSIDE), yaw=yaw)


def carrying(
    tracks: Mapping[str, tuple[Mark, ...]], props: Sequence[ShotProp], insert: str | None
) -> dict[str, tuple[Mark, ...]]:
    """The marks of who carries a box before them, or shows to the lens what they hold: arms up, not hanging."""
    up = {prop.holder for prop in props if prop.kind == "box" or prop.prop == insert} - {None}
    return {
        name: tuple(mark.but(pose=_raised(mark.pose)) for mark in marks) if name in up else marks
        for name, marks in tracks.items()
    }


def shown_by(person: Person, prop: ShotProp | None) -> Person:
    """Who holds the thing of an insert, the arm up."""
    return person if prop is None or prop.holder is None else person.but(pose=_raised(person.pose))


def _raised(pose: Pose) -> Pose:
    return "hold" if pose in ("stand", "sit", "reach") else pose


def _user(prop: Prop, step: Step) -> str | None:
    """Who has it in hand in a step: the one whose doing names it, else the one who does something with hands."""
    named = [d.character for d in step.doings if _about(d.target, prop) and d.verb in _HELD_BY]
    if named:
        return named[0]
    if prop.kind not in _BY_HAND or any(_about(d.target, prop) for d in step.doings):
        return None
    busy = [d.character for d in step.doings if d.verb in _BUSY and d.target is None]
    return busy[0] if busy else None


def _has_it_already(who: str | None, first: Step | None, facts: SceneFacts) -> bool:
    """Somebody there from the start, whose first mention is with the thing, had it before anybody looked."""
    met = next((step for step in facts.steps if who in step.mentions or who == step.character), None)
    return who in facts.from_start and first is not None and met is first


def _first_user(prop: Prop, facts: SceneFacts, people: Mapping[str, Person]) -> str | None:
    """Who will handle it first: it lies within their reach."""
    doings = (doing for step in facts.steps for doing in step.doings if _about(doing.target, prop))
    return next((doing.character for doing in doings if doing.character in people), None)


def _about(target: str | None, prop: Prop) -> bool:
    return target is not None and (target == prop.id or target.casefold() in prop.name.casefold().split())


def _yaw(name: str) -> float:
    return float(int(digest(name)[4:8], 16) % 60 - 30)
