"""A sheet while an answer is laid over it: what the script says stays, evidence goes before guesses, a model's guess
before ours."""

from __future__ import annotations

from dataclasses import dataclass, field

from film.base import LineSpan
from film.cast import CharacterSheet, Portrait
from film.proposals import Proposal, Verdict
from planner.characters import Described
from planner.characters.description import age_of, build_of, gender_in, hair_of
from planner.characters.voices import Asked as AskedVoice
from planner.characters.wardrobe import hair_colour_in
from planner.llm.neutral import quoted_in
from planner.reading.page import Page
from planner.reading.people.answer import PersonAnswer, Said

_FAINT = 0.1
"""A share of weight or muscle below which words say nothing, or say both."""
_MEASURES = ("build.height", "build.weight", "build.muscle")


@dataclass
class Fitting:
    """Somebody's sheet while an answer is laid over it.

    ``known`` are the ids of the cast.  ``wished`` are the fields that the model guesses, and that give way where they
    clash; ``sound`` is how it would have the voice; ``open`` are fields that the script leaves open as far as rules can
    read.
    """

    sheet: CharacterSheet
    answer: PersonAnswer
    page: Page
    read: Described
    known: frozenset[str] = frozenset()
    guessed: list[str] = field(default_factory=list)
    open: set[str] = field(default_factory=set)
    wished: set[str] = field(default_factory=set)
    grounds: dict[str, tuple[LineSpan, ...]] = field(default_factory=dict)
    fates: list[tuple[str, Proposal]] = field(default_factory=list)
    sound: AskedVoice | None = None

    def __post_init__(self) -> None:
        self.guessed = list(self.sheet.guessed)
        self.grounds = dict(self.sheet.grounds)
        measured = [("build.weight", self.read.heavier), ("build.muscle", self.read.stronger)]
        unsaid = (name for name, said in measured if abs(said) < _FAINT)
        words = (f"portrait.{name}" for name in Portrait.model_fields)
        self.open = {*self.guessed, *unsaid, "wears", "wardrobe", *words}

    def sheet_now(self) -> CharacterSheet:
        """The sheet as it is by now, with what its fields rest on."""
        lines = dict.fromkeys(span for spans in self.grounds.values() for span in spans)
        evidence = tuple(dict.fromkeys((*self.sheet.evidence, *sorted(lines))))
        return self.sheet.but(guessed=tuple(self.guessed), grounds=self.grounds, evidence=evidence)

    def fate(self, name: str, said: Said, text: str, verdict: Verdict = "taken", why: str = "") -> None:
        """Notes what became of a field."""
        lines = self.lines_of(said)
        shown = f"{self.sheet.name}: {text}"
        line = lines[0] if lines else None
        self.fates.append((name, Proposal(kind="sheet", text=shown, line=line, verdict=verdict, why=why)))

    def lines_of(self, said: Said) -> LineSpan | None:
        """The script's lines that something rests on; None for a guess."""
        paragraph = self.page.at(said.excerpt) if said.excerpt is not None else None
        return None if paragraph is None else paragraph.lines

    def weigh(self, name: str, said: Said, text: str, *, same: bool, fixed: str = "") -> bool:
        """Whether a field becomes what is said; with ``fixed``, why what the script says is not argued with."""
        lines = self.lines_of(said)
        if name not in self.open and not same:
            if fixed or lines is None:
                self.fate(name, said, text, "refused", fixed or "the script says otherwise")
                return False
            later = self.read.later if name == "build.gender" else ""
            if _reads(name, said.quote) and quoted_in(said.quote, f"{self.read.words}\n{later}"):
                self.fate(name, said, text, "refused", f"the words {said.quote!r} say what the sheet has")
                return False
        self.rest(name, said)
        self.fate(name, said, text)
        return True

    def rest(self, name: str, said: Said) -> None:
        """Notes on which lines a field rests, or that it is guessed."""
        lines = self.lines_of(said)
        if lines is not None:
            self.grounds[name] = tuple(dict.fromkeys((*self.grounds.get(name, ()), lines)))
            self.guessed = [each for each in self.guessed if each != name]
            self.open -= {name} - {"wears"}
        elif name in self.open:
            self.guessed += [name] if name not in self.guessed else []
            self.wished.add(name)


def _reads(name: str, quote: str) -> bool:
    """Whether rules read anything of a field in some words: else it is in other words that they read what they have."""
    small = quote.casefold()
    match name:
        case "build.age":
            return age_of(small) is not None
        case "build.gender":
            return gender_in("", quote, quote).said
        case "hair":
            return hair_of(quote) is not None
        case "palette.hair":
            return hair_colour_in(quote) is not None
    return name not in _MEASURES or build_of(quote)[_MEASURES.index(name)] != 0
