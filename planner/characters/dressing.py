"""Who wears what in which scene: the wardrobe by story day.

Somebody is dressed as their sheet says from their first day on, until the script changes it or another day dawns.
On another day those who would change wear another top and another bottom out of the same cupboard: the colour's own
hue a shade lighter, darker or turned a little, so that nobody is taken for somebody else.  Uniforms, habits and the
like stay.  What the script says of clothes goes before all of that.  A memory has its own day and its own clothes, and
afterwards everybody wears again what they wore.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from film.base import LineSpan
from film.cast import CharacterSheet, HairStyle, Outfit
from film.cielab import from_lab, to_lab
from film.names import digest, slug
from planner.characters import palette
from planner.characters.clothes import Said, clothes_in
from planner.characters.naming import Named, Naming
from planner.characters.wardrobe import colour_name, is_kept, shapes_in
from planner.facts import SceneFacts
from planner.places.lists import plain

_USUAL = "usual"
_LOOKS = 6
"""Changes of clothes in a cupboard; whoever lives through more days wears some again."""

_TURN, _SHADE = 0.3, 11.0
"""How far the hue of a top turns (radians), and how much lighter or darker it is (CIELAB)."""

_NOT_LIKE_OTHERS = 14.0
"""The distance that a changed top keeps from every other top of its scenes, where it can."""


class Dressed(NamedTuple):
    """The sheets with their wardrobes, and for each scene (by id) which outfit each character in it wears.

    ``notes`` by scene id say what is put on or taken off in view: a body wears one outfit through a scene.
    """

    cast: tuple[CharacterSheet, ...]
    worn: dict[str, dict[str, str]]
    notes: dict[str, tuple[str, ...]]


def dress(cast: Sequence[CharacterSheet], facts: Sequence[SceneFacts]) -> Dressed:
    """The wardrobe of a film: call it with the sheets and the facts of all scenes, before scenes are planned.

    ``cast`` of the answer goes into the plan in place of the sheets; ``worn[scene id]`` is that scene's
    ``ScenePlan.wardrobe``.  Outfits that a sheet brings along are kept; on a day that one of them is for, it is worn,
    and one that is for no day is put on in the scene whose lines it has.
    The same input gives the same ids, and a scene put in elsewhere changes nobody's clothes on other days.
    """
    closets = {sheet.id: _Closet(sheet, _company(sheet, cast, facts)) for sheet in cast}
    naming = Naming(Named(sheet.id, sheet.name, sheet.aliases) for sheet in cast)
    genders = {sheet.id: sheet.build.gender for sheet in cast}
    worn: dict[str, dict[str, str]] = {}
    notes: dict[str, tuple[str, ...]] = {}
    for scene in facts:
        told = list(_told(scene, naming, genders))
        people = [who for who in scene.present if who in closets]
        worn[scene.scene] = {
            who: closets[who].wear(scene, [each for each in told if each[0].character == who]) for who in people
        }
        notes[scene.scene] = tuple(closets[said.character].told(said) for said in _changes(scene, told, closets))
    return Dressed(tuple(sheet.but(wardrobe=closets[sheet.id].outfits()) for sheet in cast), worn, notes)


def _changes(scene: SceneFacts, told: Sequence[tuple[Said, LineSpan]], closets: Mapping[str, _Closet]) -> list[Said]:
    """What is put on or taken off in a scene and shows on the body."""
    changed = (said for said, _ in told if said.how != "wears" and said.character in scene.present)
    return [said for said in changed if closets[said.character].changed]


def _told(scene: SceneFacts, naming: Naming, genders: dict[str, float]) -> Iterator[tuple[Said, LineSpan]]:
    for step in scene.steps:
        if step.kind == "action" and not step.montage:
            yield from ((said, step.lines) for said in clothes_in(step.text, naming, genders))


def _company(sheet: CharacterSheet, cast: Sequence[CharacterSheet], facts: Sequence[SceneFacts]) -> tuple[str, ...]:
    """The tops of all who ever share a scene with somebody."""
    beside = {who for scene in facts if sheet.id in scene.present for who in scene.present}
    return tuple(other.palette.top for other in cast if other.id in beside and other.id != sheet.id)


@dataclass
class _Closet:
    """One person's clothes while the film is read."""

    sheet: CharacterSheet
    company: tuple[str, ...]
    made: dict[str, Outfit] = field(default_factory=dict)
    by_day: dict[int, str] = field(default_factory=dict)
    changed: bool = False
    """Whether the last scene changed what shows on them."""
    over: dict[str, str] = field(default_factory=dict)
    """An outfit without something, and the one that it was taken off from."""

    def __post_init__(self) -> None:
        """The director's outfits come first."""
        for outfit in self.sheet.wardrobe:
            self.made[outfit.id] = outfit
            for day in outfit.days:
                self.by_day.setdefault(day, outfit.id)

    def outfits(self) -> tuple[Outfit, ...]:
        """All that are ever worn, and the director's own."""
        given = {outfit.id: bool(outfit.days or outfit.lines is None) for outfit in self.sheet.wardrobe}
        worn = [outfit for id, outfit in self.made.items() if outfit.days or id in given]
        worn.sort(
            key=lambda outfit: not given.get(outfit.id, True)
        )  # what opens a day goes before what is put on in it
        return tuple(outfit if outfit.wears else outfit.but(wears=shapes_in(outfit.text)) for outfit in worn)

    def wear(self, scene: SceneFacts, told: Sequence[tuple[Said, LineSpan]]) -> str:
        """The id of what is worn in a scene; what is taken off or put on in it is so from the next scene on."""
        day = scene.story_day
        dressed = [pair for pair in told if pair[0].how == "wears"]
        brought = self._brought(scene, dressed)
        if brought is not None:
            self.by_day[day], dressed = brought.id, []
        elif day not in self.by_day:
            self._dawn(scene)
        now = self.made[self.by_day[day]]
        introduced = [pair for pair in dressed if pair[1] in self.sheet.evidence[:1]]
        if introduced and now.id == _USUAL and not now.text:
            now = self.made[_USUAL] = now.but(text="; ".join(said.text for said, _ in introduced))
        elif self._is_news(now, dressed):
            now = self._keep(self._as_said(now, dressed, scene.heading))
            self.by_day[day] = now.id
        worn = now.id
        for said, lines in told:
            if said.how != "wears":
                now = self._changed(now, said, lines)
                self.by_day[day] = now.id
        self.changed = self._look(self.made[worn]) != self._look(now)
        for each in (worn, now.id):
            outfit = self.made[each]
            self.made[each] = outfit.but(days=tuple(sorted({*outfit.days, day})))
        return worn

    def told(self, said: Said) -> str:
        """A note on something put on or taken off in view."""
        how = "takes off" if said.how == "off" else "puts on"
        return f"{self.sheet.name} {how} {said.text} in this scene: it shows from the next scene on"

    def _brought(self, scene: SceneFacts, dressed: Sequence[tuple[Said, LineSpan]]) -> Outfit | None:
        """What their sheet has for a scene: an outfit for no day with lines in it, or the one its words are about."""
        steps = {step.lines for step in scene.steps}
        told = {(lines, word) for said, lines in dressed for word in plain(said.text).split()}
        found = None
        for each in self.sheet.wardrobe:
            about = any((each.lines, word) in told for word in plain(each.text).split())
            if (each.lines in steps and not each.days) or (scene.story_day in each.days and about):
                found = each
        return found

    def _dawn(self, scene: SceneFacts) -> None:
        """What is worn on a day that somebody has not been seen on: as ever on the first, else a change."""
        if not self.by_day:
            self.by_day[scene.story_day] = self._keep(self._usual()).id
            return
        last = self.made[
            self.by_day[max((day for day in self.by_day if day <= scene.story_day), default=min(self.by_day))]
        ]
        if is_kept(last.text):
            self.by_day[scene.story_day] = last.id
        else:
            self.by_day[scene.story_day] = self._keep(self._variation(scene.heading)).id

    def _usual(self) -> Outfit:
        """As the sheet has them."""
        return Outfit(id=_USUAL, lines=self.sheet.evidence[0] if self.sheet.evidence else None)

    def _keep(self, outfit: Outfit) -> Outfit:
        """The outfit under an id of its own; the same clothes are the same outfit."""
        name, known = outfit.id, self.made
        worn = next((each for each in known.values() if outfit.text and self._look(each) == self._look(outfit)), None)
        if worn is not None:
            return worn
        if name in known and not _alike(known[name], outfit):
            name = f"{name}_{digest([outfit.top, outfit.bottom, outfit.shoes, outfit.hair, outfit.text])[:4]}"
        known.setdefault(name, outfit.but(id=name))
        return known[name]

    def _variation(self, heading: str) -> Outfit:
        """Another look of the same person, chosen by who it is and the heading that opens the day."""
        look = int(digest([self.sheet.name, heading])[:8], 16) % _LOOKS
        top = _another(self.sheet.palette.top, look, self.company)
        bottoms = [option for option in palette.BOTTOMS if option != self.sheet.palette.bottom]
        order = palette.preferred(self.sheet.name, f"look {look}", bottoms)
        bottom = next((b for b in order if palette.min_distance(b, [top]) >= palette.BELOW), order[0])
        return Outfit(id=slug(f"{colour_name(top)} and {colour_name(bottom)}"), top=top, bottom=bottom)

    def _is_news(self, now: Outfit, dressed: Sequence[tuple[Said, LineSpan]]) -> bool:
        """Whether the words change what is worn: another colour, or another garment than the one told of before."""
        own = self.sheet.palette
        for said, _ in dressed:
            for part in ("top", "bottom", "shoes"):
                colour = getattr(said.worn, part)
                if colour is not None and colour != (getattr(now, part) or getattr(own, part)):
                    return True
            if said.hair and said.hair != (now.hair or self.sheet.hair):
                return True
            known = set(plain(now.text).split())
            if now.text and said.parts and not known & set(plain(said.text).split()):
                return True
        return False

    def _as_said(self, now: Outfit, dressed: Sequence[tuple[Said, LineSpan]], heading: str) -> Outfit:
        """What the script dresses somebody in, over what they wear; a garment without a colour is a change of it."""
        text = "; ".join(dict.fromkeys(said.text for said, _ in dressed))
        change = self._variation(heading)
        parts: dict[str, str | None] = {"top": now.top, "bottom": now.bottom, "shoes": now.shoes}
        for said, _ in dressed:
            covered = {"top", "bottom"} if "both" in said.parts else {str(part) for part in said.parts}
            for part in parts:
                plain_one = (getattr(change, part) or parts[part]) if part in covered else parts[part]
                parts[part] = getattr(said.worn, part) or plain_one
        hats = [said.hair for said, _ in dressed if said.hair]
        hair = hats[-1] if hats else self._uncovered() if self._head(now) in ("cap", "hood") else now.hair
        return Outfit(
            id=slug(text), text=text, top=parts["top"], bottom=parts["bottom"], shoes=parts["shoes"], hair=hair,
            lines=dressed[0][1],
        )  # fmt: skip

    def _changed(self, now: Outfit, said: Said, lines: LineSpan) -> Outfit:
        """After something was put on or taken off."""
        if said.how == "off":
            bare = self._uncovered() if said.hair else now.hair
            text = f"{now.text} without {said.text}" if now.text else f"without {said.text}"
            top = self._under(said, now)
            off = self._keep(now.but(id=slug(text), text=text, top=top, hair=bare, lines=lines, days=()))
            self.over.setdefault(off.id, now.id)
            return off
        back = self.over.get(now.id)
        if back is not None and plain(now.text).split()[-1:] == plain(said.text).split()[-1:]:
            return self.made[back]  # the coat that came off goes on again
        worn = said.worn
        text = f"{now.text}; {said.text}" if now.text else said.text
        return self._keep(
            now.but(
                id=slug(text), text=text, top=worn.top or now.top, bottom=worn.bottom or now.bottom,
                shoes=worn.shoes or now.shoes, hair=said.hair or now.hair, lines=lines, days=(),
            )
        )  # fmt: skip

    def _look(self, outfit: Outfit) -> tuple[str | None, ...]:
        """The colours and hair that an outfit shows on them, one coat another than the next only by its words."""
        own = self.sheet.palette
        colours = (outfit.top or own.top, outfit.bottom or own.bottom, outfit.shoes or own.shoes)
        return (*colours, outfit.hair or self.sheet.hair)

    def _head(self, now: Outfit) -> HairStyle:
        return now.hair or self.sheet.hair

    def _under(self, said: Said, now: Outfit) -> str | None:
        """What shows where a coat or jacket came off: a pale shade of the person's own top."""
        if "top" not in said.parts:
            return now.top
        light, a, b = to_lab(now.top or self.sheet.palette.top)
        return from_lab((min(light + 2 * _SHADE, 82.0), a / 2, b / 2))

    def _uncovered(self) -> HairStyle | None:
        """The hair under a cap or hood."""
        if self.sheet.hair not in ("cap", "hood"):
            return self.sheet.hair
        if self.sheet.build.gender > 0.5:
            return "short"
        return "bob" if int(digest([self.sheet.name, "under"])[:2], 16) % 2 else "long"


def _alike(a: Outfit, b: Outfit) -> bool:
    return (a.text, a.top, a.bottom, a.shoes, a.hair) == (b.text, b.top, b.bottom, b.shoes, b.hair)


def _another(top: str, look: int, company: Sequence[str]) -> str:
    """A top of the same family: its hue turned a little and a shade lighter or darker, away from the company's tops."""
    light, a, b = to_lab(top)
    up = 1 if light < 45 else -1
    shades = ((up, 0), (-up, 0), (up, 1), (up, -1), (-up, 1), (-up, -1))
    options = [_turned((light, a, b), *shades[(look + step) % len(shades)]) for step in range(len(shades))]
    apart = [option for option in options if palette.min_distance(option, company) >= _NOT_LIKE_OTHERS]
    return (apart or [max(options, key=lambda option: round(min(palette.min_distance(option, company), 99.0), 1))])[0]


def _turned(lab: tuple[float, float, float], shade: int, turn: int) -> str:
    light, a, b = lab
    angle = math.atan2(b, a) + _TURN * turn
    chroma = math.hypot(a, b) * 0.75  # a variation is never louder than the sheet
    return from_lab((min(max(light + _SHADE * shade, 14.0), 82.0), chroma * math.cos(angle), chroma * math.sin(angle)))
