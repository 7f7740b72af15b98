"""A script under a writer's hands: random edits, with the truth about every line kept beside it.

Every line carries a number of its own for life; a line that an edit rewrote or moved is *touched*.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from film.screenplay import Element, Run, Screenplay, Source
from screenplay import fountain
from screenplay.assembly import assemble
from screenplay.manuscript import Draft, Manuscript

DATA = Path(__file__).parent / "data"
SPOKEN = ("parenthetical", "dialogue", "lyrics")


class Line(NamedTuple):
    """One element and its number for life."""

    number: int
    draft: Draft


def vikings() -> list[Draft]:
    """A feature's elements."""
    return drafts_of(fountain.parse((DATA / "vikings.fountain").read_text(encoding="utf-8")))


def drafts_of(screenplay: Screenplay) -> list[Draft]:
    """The elements of a screenplay, without their names."""
    return [_draft(element) for element in screenplay.elements]


def screenplay_of(drafts: Sequence[Draft]) -> Screenplay:
    """Elements made a screenplay, one line of source each."""
    placed = [draft._replace(first=place, last=place) for place, draft in enumerate(drafts, 1)]
    return assemble(Manuscript(placed, {}, [], Source(format="fountain", text="")))


def draft(kind: str, text: str, number: str | None = None) -> Draft:
    """An element of one run."""
    return Draft(kind, (Run(text=text),) if text else (), 1, 1, number=number)  # type: ignore[arg-type]


class Writer:
    """Edits a script at random; the same seed edits it the same way.

    ``whole`` keeps speeches in one piece when something is inserted, deleted or moved.  Nothing new is put
    where something was taken out: nobody can tell a speech deleted and another one of the same person written
    in its place from that speech rewritten.
    """

    def __init__(self, drafts: Sequence[Draft], seed: int, *, whole: bool) -> None:
        self.random = Random(seed)
        self.lines = [Line(number, each) for number, each in enumerate(drafts)]
        self.touched: set[int] = set()
        self._scars: set[int] = set()
        self._first = self._next = len(self.lines)
        self._whole = whole
        self._words = sorted({word for each in drafts for word in each.text.split() if each.type == "action"})
        self.edits: dict[str, Callable[[], None]] = {
            "insert": self.insert,
            "delete": self.delete,
            "move": self.move,
            "rename": self.rename,
            "retype": self.retype,
        }

    @property
    def drafts(self) -> list[Draft]:
        """The script as it stands."""
        return [line.draft for line in self.lines]

    def edit(self) -> str:
        """One edit of a kind chosen by chance; which."""
        kind = self.random.choice(list(self.edits))
        self.edits[kind]()
        return kind

    def insert(self) -> None:
        """A new line of action, a new speech of somebody, or now and then a whole scene."""
        at = self.random.choice([at for at in self._borders() if not self._scarred(at)])
        kind = self.random.random()
        if kind < 0.45:
            fresh = [draft("action", self._sentence())]
        elif kind < 0.95:
            fresh = [draft("character", self._somebody()), draft("dialogue", self._sentence())]
        else:
            heading = self.random.choice([each.text for each in self.drafts if each.type == "scene_heading"])
            fresh = [draft("scene_heading", heading), draft("action", self._sentence())]
        self.lines[at:at] = [self._new(each) for each in fresh]

    def delete(self) -> None:
        """A line, or a speech."""
        start, end = self._block()
        while any(line.number >= self._first for line in self.lines[max(0, start - 1) : end + 1]):
            start, end = self._block()
        self._take_out(start, end)

    def move(self) -> None:
        """A line or speech, or one time in ten a scene, to another place."""
        start, end = self._scene() if self.random.random() < 0.1 else self._block()
        moved = self._take_out(start, end)
        at = self.random.choice(self._borders())
        self.lines[at:at] = moved
        self.touched |= {line.number for line in moved}

    def rename(self) -> None:
        """A person or a place, wherever the name stands; one time in three only on one cue."""
        if self.random.random() < 1 / 3:
            self._rewrite(self._any("character"), lambda _: self._name())
            return
        old = self.random.choice(self._names())
        new, pattern = self._name(), re.compile(rf"\b{re.escape(old)}\b", re.IGNORECASE)
        for place in range(len(self.lines)):
            self._rewrite(place, lambda text: pattern.sub(new, text))

    def retype(self) -> None:
        """A few words of a line, one time in five all of it."""
        place = self._any("action", "dialogue", "parenthetical")
        whole = self.random.random() < 0.2
        self._rewrite(place, lambda text: self._sentence() if whole else self._some_words_changed(text))

    def _take_out(self, start: int, end: int) -> list[Line]:
        taken = self.lines[start:end]
        del self.lines[start:end]
        self._scars |= {line.number for line in self.lines[max(0, start - 1) : start + 1]}
        return taken

    def _scarred(self, at: int) -> bool:
        return any(line.number in self._scars for line in self.lines[max(0, at - 1) : at + 1])

    def _rewrite(self, place: int, change: Callable[[str], str]) -> None:
        line = self.lines[place]
        text = change(line.draft.text)
        if text != line.draft.text:
            self.lines[place] = Line(line.number, line.draft._replace(runs=(Run(text=text),)))
            self.touched.add(line.number)

    def _some_words_changed(self, text: str) -> str:
        words = text.split()
        for _ in range(self.random.randint(1, max(1, len(words) // 4))):
            words[self.random.randrange(len(words))] = self.random.choice(self._words)
        return " ".join(words)

    def _new(self, each: Draft) -> Line:
        self._next += 1
        return Line(self._next, each)

    def _borders(self) -> list[int]:
        spoken = [self._whole and line.draft.type in SPOKEN for line in self.lines]
        return [place for place, inside in enumerate(spoken) if not inside]

    def _block(self) -> tuple[int, int]:
        start = self.random.randrange(len(self.lines))
        if not self._whole:
            return start, start + 1
        while start and self.lines[start].draft.type in SPOKEN:
            start -= 1
        end = start + 1
        while end < len(self.lines) and self.lines[end].draft.type in SPOKEN:
            end += 1
        return start, end

    def _scene(self) -> tuple[int, int]:
        starts = [place for place, line in enumerate(self.lines) if line.draft.type == "scene_heading"]
        chosen = self.random.randrange(len(starts))
        return starts[chosen], starts[chosen + 1] if chosen + 1 < len(starts) else len(self.lines)

    def _any(self, *kinds: str) -> int:
        return self.random.choice([place for place, line in enumerate(self.lines) if line.draft.type in kinds])

    def _names(self) -> list[str]:
        headings = [each.text for each in self.drafts if each.type == "scene_heading"]
        places = [word for text in headings for word in re.findall(r"\w{4,}", text)]
        return sorted({*places, *(self._somebody() for _ in range(3))})

    def _somebody(self) -> str:
        return re.sub(r"\s*\(.*", "", self.lines[self._any("character")].draft.text) or "SOMEBODY"

    def _name(self) -> str:
        return "".join(self.random.choice("AEIOUBDFGKLMNPRSTVZ") for _ in range(7))

    def _sentence(self) -> str:
        return " ".join(self.random.choice(self._words) for _ in range(self.random.randint(2, 14))) + "."


class Tally(NamedTuple):
    """How many untouched lines there are and how many kept their name; lines that have the name of another."""

    untouched: int
    kept: int
    swapped: int
    lived: int = 0
    carried: int = 0

    @property
    def share(self) -> float:
        """Of the untouched, who kept their name."""
        return self.kept / max(1, self.untouched)

    def __add__(self, other: object) -> Tally:
        assert isinstance(other, Tally)
        return Tally(*(one + two for one, two in zip(self, other, strict=True)))


def tally(
    before: Sequence[Line], old: Sequence[str], after: Sequence[Line], new: Sequence[str], touched: set[int]
) -> Tally:
    """Old and new names of the lines compared with the truth; ``lived`` and ``carried`` count touched ones too."""
    names = {line.number: name for line, name in zip(before, old, strict=True)}
    owner = {name: number for number, name in names.items()}
    same = [names[line.number] == name for line, name in zip(after, new, strict=True) if line.number in names]
    calm = [
        names[line.number] == name
        for line, name in zip(after, new, strict=True)
        if line.number in names and line.number not in touched
    ]
    swapped = sum(owner.get(name, line.number) != line.number for line, name in zip(after, new, strict=True))
    return Tally(len(calm), sum(calm), swapped, len(same), sum(same))


def _draft(element: Element) -> Draft:
    return Draft(
        element.type, element.runs, *element.lines, number=element.number, dual=element.dual, level=element.level
    )
