"""Answers laid over the whole cast: colours and voices of those who share scenes stay apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from film.cast import CharacterSheet
from film.cielab import from_lab, to_lab
from film.proposals import Proposal, Verdict
from planner.characters import described, palette
from planner.characters.voices import voice_for
from planner.characters.wardrobe import colour_name, worn_in
from planner.reading.ground import Ground
from planner.reading.people.answer import PersonAnswer
from planner.reading.people.body import body, skin_and_hair
from planner.reading.people.clothes import clothes, wardrobe
from planner.reading.people.excerpts import asked_about, scenes_of
from planner.reading.people.fitting import Fitting
from planner.reading.people.kin import alike
from planner.reading.people.portrait import portrait, sound

_LIKE, _TOLD_APART = 31.0, 30.0
"""Distances (CIELAB) up to which a colour is the like of a wish, and from which tops are told apart in a wide shot."""


def with_people(
    cast: Sequence[CharacterSheet], answers: Mapping[str, PersonAnswer], ground: Ground
) -> tuple[tuple[CharacterSheet, ...], tuple[Proposal, ...]]:
    """The sheets with what a model read of each person (by id) in them, and what became of each thing it said.

    What the script says in words that rules read stays; what a model has words of the script for comes next, and is
    guessed no longer; its guesses take the place of ours and stay guesses.  Guesses about skin are refused: a script
    that says nothing of it leaves it to the casting, and a name, a trade or a place tells nobody's skin; ours is drawn
    evenly by digest, which favours none.  Clothes that are guesses give way to those of others in the same scenes,
    clothes that the script tells of do not; kin whose skin is a guess look alike.  Sheets without an answer are as
    they were, but for guesses that give way to the script or to a likeness.
    """
    read = described(ground.screenplay) if answers else {}
    known = frozenset(sheet.id for sheet in cast)
    fittings = {
        sheet.id: Fitting(sheet, answers[sheet.id], asked_about(ground, sheet.id).page, read[sheet.id], known)
        for sheet in cast
        if sheet.id in answers and sheet.id in read
    }
    if not fittings:
        return tuple(cast), ()
    fitted = {sheet.id: _fitted(fittings[sheet.id]) if sheet.id in fittings else sheet for sheet in cast}
    company = _Company({sheet.id: sheet for sheet in cast}, alike(fitted), fittings, ground)
    company.dress()
    company.give_voices()
    fates = tuple(fate for fitting in fittings.values() for _, fate in fitting.fates)
    return tuple(company.sheets[sheet.id] for sheet in cast), fates


def _fitted(fitting: Fitting) -> CharacterSheet:
    """The sheet with all of an answer that does not depend on the company somebody keeps."""
    for lay in (body, skin_and_hair, clothes, wardrobe, sound, portrait):
        lay(fitting)
    return fitting.sheet_now()


@dataclass
class _Company:
    """The cast while its colours and voices are told apart: ``sheets`` as they are by now, ``before`` as they were."""

    before: Mapping[str, CharacterSheet]
    sheets: dict[str, CharacterSheet]
    fittings: Mapping[str, Fitting]
    ground: Ground
    scenes: dict[str, frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.scenes = {name: scenes_of(self.ground, name) for name in self.sheets}

    def dress(self) -> None:
        """Guessed tops give way to the script's, then a model's guesses to everybody's; trousers follow the tops."""
        told = [name for name in self.sheets if self._changed(name, "top") and not self._wished(name, "top")]
        for name, sheet in self.sheets.items():
            if "palette.top" in sheet.guessed and not self._wished(name, "top"):
                near = [self.sheets[other].palette.top for other in self._beside(name) if other in told]
                if palette.min_distance(sheet.palette.top, near) < palette.FAR:
                    self._paint(name, "top", palette.top_for(sheet.name, *self._tops(name)))
        for name in self.fittings:
            if self._wished(name, "top"):
                self._yield_top(name)
            self._yield_wardrobe(name)
        for name in self.sheets:
            if self._changed(name, "top") or self._changed(name, "bottom"):
                self._yield_bottom(name)

    def give_voices(self) -> None:
        """Whoever's body or way of speaking changed has a voice that fits it, apart from all others."""
        for name, fitting in self.fittings.items():
            sheet = self.sheets[name]
            if self._speaks(name) and (fitting.sound is not None or sheet.build != self.before[name].build):
                others = [other.voice for other in self.sheets.values() if other.id != name and self._speaks(other.id)]
                self.sheets[name] = sheet.but(voice=voice_for(sheet.name, sheet.build, others, fitting.sound))

    def _speaks(self, name: str) -> bool:
        return "voice" in self.before[name].guessed

    def _changed(self, name: str, part: str) -> bool:
        return bool(getattr(self.sheets[name].palette, part) != getattr(self.before[name].palette, part))

    def _wished(self, name: str, part: str) -> bool:
        return name in self.fittings and f"palette.{part}" in self.fittings[name].wished

    def _beside(self, name: str) -> list[str]:
        return [other for other in self.sheets if other != name and self.scenes[other] & self.scenes[name]]

    def _tops(self, name: str) -> tuple[list[str], list[str]]:
        """The tops of those who share a scene, and of all others."""
        near = [self.sheets[other].palette.top for other in self._beside(name)]
        return near, [sheet.palette.top for other, sheet in self.sheets.items() if other != name]

    def _yield_top(self, name: str) -> None:
        """A guessed top as near to the wish as those beside allow."""
        sheet, (near, far) = self.sheets[name], self._tops(name)
        wish = sheet.palette.top
        if palette.min_distance(wish, near) < _TOLD_APART:
            like = [
                option for option in (*_shades(wish), *palette.TOPS) if palette.min_distance(option, [wish]) <= _LIKE
            ]
            ours = [self.before[name].palette.top]
            free = _nearest(wish, like, near, _TOLD_APART) or _nearest(wish, ours, near, _TOLD_APART)
            self._paint(name, "top", free or palette.top_for(sheet.name, near, far))

    def _yield_bottom(self, name: str) -> None:
        """Guessed trousers that cannot be told from the top or from those beside are others, as near as may be."""
        sheet = self.sheets[name]
        near = [self.sheets[other].palette.bottom for other in self._beside(name)]
        taken = [sheet.palette.top, *near]
        if "palette.bottom" in sheet.guessed and palette.min_distance(sheet.palette.bottom, taken) < palette.BELOW:
            options = [*_shades(sheet.palette.bottom), *palette.BOTTOMS]
            bottom = _nearest(sheet.palette.bottom, options, taken, palette.BELOW)
            self._paint(name, "bottom", bottom or palette.bottom_for(sheet.name, sheet.palette.top, near))

    def _yield_wardrobe(self, name: str) -> None:
        """Other clothes whose colour no words tell keep the top that they had, where the new one is another's."""
        near, _ = self._tops(name)
        outfits = []
        for outfit in self.sheets[name].wardrobe:
            told = outfit in self.before[name].wardrobe or worn_in(outfit.text).top == outfit.top
            if outfit.top is None or told or palette.min_distance(outfit.top, near) >= palette.APART:
                outfits.append(outfit)
                continue
            outfits.append(outfit.but(top=None))
            why = "its top keeps its colour: somebody in the same scenes wears the like of the other"
            self._ruled(name, "wardrobe", outfit.text, "adjusted", why)
        self.sheets[name] = self.sheets[name].but(wardrobe=tuple(outfits))

    def _paint(self, name: str, part: str, colour: str) -> None:
        """Another colour; where the model wished for one, its wish was adjusted."""
        sheet = self.sheets[name]
        wish = getattr(sheet.palette, part)
        self.sheets[name] = sheet.but(palette=sheet.palette.but(**{part: colour}))
        if self._wished(name, part):
            lighter = to_lab(colour)[0] > to_lab(wish)[0]
            shade = f"a {'lighter' if lighter else 'darker'} {colour_name(colour)}"
            shown = shade if colour_name(colour) == colour_name(wish) else colour_name(colour)
            why = f"{shown} instead: somebody in the same scenes wears its like"
            like = palette.min_distance(colour, [wish]) <= _LIKE
            self._ruled(name, f"palette.{part}", "", "adjusted" if like else "refused", why)

    def _ruled(self, name: str, what: str, text: str, verdict: Verdict, why: str) -> None:
        """Notes that what the model said of a field (in whose words ``text`` stands) was not taken as it was."""
        fates = self.fittings[name].fates
        for place, (told, fate) in enumerate(fates):
            if told == what and fate.verdict == "taken" and text in fate.text:
                fates[place] = told, fate.but(verdict=verdict, why=why)


def _shades(colour: str) -> list[str]:
    """The same colour lighter and darker."""
    light, a, b = to_lab(colour)
    return [from_lab((min(max(light + step, 14.0), 82.0), a, b)) for step in (-30, -20, 20, 30)]


def _nearest(wish: str, options: Sequence[str], others: Sequence[str], apart: float) -> str | None:
    """The option nearest to a wish that is so far from all others; None where none is."""
    free = (option for option in options if palette.min_distance(option, others) >= apart)
    return min(free, key=lambda option: (round(palette.min_distance(option, [wish]), 2), option), default=None)
