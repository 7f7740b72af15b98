"""Who is there: entrances and exits made consistent, as the script only half says them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from planner.breakdown.discourse import Deed
from planner.breakdown.function_words import ARRIVING
from planner.facts import Doing
from planner.places.lists import listed

_DOORS = frozenset(("door", "doorway", "gate", "porte", "tur", "puerta"))
_LEAVING = listed("leave exit sort sortent quitte quittent verlasst sale salen")
_UP = listed("rise stand enter exit cross approach retreat run kneel")
_LIFELESS = listed("die expire perish faint swoon pass black lose")
_COMING = frozenset(("come", "arrive", "return"))


@dataclass
class Presence:
    """The state of one scene as its text is read from the top.

    ``outdoors`` turns words round: who goes in leaves an exterior, who comes out joins it.
    """

    outdoors: bool
    inside: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    order: list[str] = field(default_factory=list)
    entered: set[str] = field(default_factory=set)
    off_feet: dict[str, str] = field(default_factory=dict)
    """Who sits or lies, with the verb that said so."""

    def speaks(self, character: str) -> None:
        """Somebody speaks in the place."""
        self._there(character)

    def appears(self, characters: Iterable[str]) -> None:
        """They are named as being there; somebody who left stays away."""
        for character in characters:
            if character not in self.gone:
                self._there(character)

    def acts(self, deeds: Sequence[Deed]) -> tuple[Doing, ...]:
        """The doings of one paragraph, entrances and exits set right, repeated ones dropped."""
        company = bool(self.inside)
        doings: dict[tuple[str, str, str | None], Doing] = {}
        starts: set[int] = set()
        for deed in deeds:
            others = company or len(starts) > (deed.start in starts)
            starts.add(deed.start)
            doing = self._on_feet(deed, self._settled(deed, company, others))
            # "enters, limping": how somebody comes in is no walk of its own.
            entered = (doing.character, "enter", None) in doings
            if not (entered and doing.verb in ("cross", "run") and doing.target is None):
                doings.setdefault((doing.character, doing.verb, doing.target), doing)
        return tuple(doings.values())

    def _on_feet(self, deed: Deed, doing: Doing) -> Doing:
        """A doing by how somebody is: who lies does not fall again, and who dies in a chair or bed stays in it."""
        who, verb = doing.character, doing.verb
        how = self.off_feet.get(who)
        if verb == "fall" and (how in ("fall", "lie") or (how == "sit" and deed.base in _LIFELESS)):
            return doing.but(verb="react", target=None)
        if verb == "stand" and how == "fall":
            doing = doing.but(verb="rise")
        if verb in ("sit", "lie", "fall"):
            self.off_feet[who] = verb
        elif verb in _UP:
            self.off_feet.pop(who, None)
        return doing

    def _settled(self, deed: Deed, company: bool, others: bool) -> Doing:
        """One doing.  ``company``: somebody was there before the paragraph; ``others``: or acted earlier in it."""
        who, verb = deed.doing.character, deed.doing.verb
        new = who not in self.order
        if verb == "enter" and who in self.inside:
            leaves = self.outdoors and deed.base not in _COMING
            return self._leave(deed) if leaves else deed.doing.but(verb="cross")
        if verb == "exit" and self.outdoors and new and (deed.base in _LEAVING or deed.particle in ("out", "off")):
            return self._enter(deed)  # who leaves a house comes out into the street
        if verb == "exit":
            return self._leave(deed)
        arrives = deed.base in ARRIVING and verb in ("approach", "cross", "run")
        at_door = verb == "open" and deed.doing.target in _DOORS
        away = new or who in self.gone
        comes = deed.base in _COMING and arrives and others
        if verb == "enter" or (away and ((company and arrives) or comes or (others and at_door))):
            return self._enter(deed)
        self._there(who)
        return deed.doing

    def _enter(self, deed: Deed) -> Doing:
        who = deed.doing.character
        if who not in self.order:
            self.entered.add(who)
        self._there(who)
        return deed.doing.but(verb="enter")

    def _leave(self, deed: Deed) -> Doing:
        who = deed.doing.character
        self._there(who)
        self.inside.discard(who)
        self.gone.add(who)
        return deed.doing.but(verb="exit")

    def _there(self, character: str) -> None:
        self.inside.add(character)
        self.gone.discard(character)
        if character not in self.order:
            self.order.append(character)

    @property
    def from_start(self) -> tuple[str, ...]:
        """Those whom the opening finds there: everybody who is never seen to come."""
        return tuple(character for character in self.order if character not in self.entered)
