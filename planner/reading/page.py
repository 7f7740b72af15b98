"""A piece of script as a model is shown it: numbered paragraphs, the same numbers wherever in the script they stand.

Numbers count from 1 within the piece, so that text put in elsewhere changes no question about it, and every paragraph
carries its number, which marks it as quoted (Hines et al. 2024, "Defending Against Indirect Prompt Injection Attacks
With Spotlighting", arXiv 2403.14720).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from film.base import LineSpan
from planner.llm.neutral import neutral, quoted_in


class Paragraph(NamedTuple):
    """A paragraph or speech: its number on the page, the script's lines it stands on, its words, and who says them.

    ``speaker`` is a name as it is shown, "" for action.
    """

    number: int
    lines: LineSpan
    text: str
    speaker: str = ""

    @property
    def shown(self) -> str:
        """As it stands in a prompt: ``7| MARA: Some do. In a box.``"""
        said = f"{neutral(self.speaker)}: " if self.speaker else ""
        return f"{self.number}| {said}{' '.join(neutral(self.text).split())}"


@dataclass(frozen=True)
class Page:
    """Paragraphs in order."""

    paragraphs: tuple[Paragraph, ...]

    @staticmethod
    def of(pieces: Iterable[tuple[LineSpan, str, str]]) -> Page:
        """A page of (lines, words, speaker), numbered from 1."""
        return Page(tuple(Paragraph(number, *piece) for number, piece in enumerate(pieces, 1)))

    @property
    def shown(self) -> str:
        """The page as it stands in a prompt."""
        return "\n".join(paragraph.shown for paragraph in self.paragraphs)

    @cached_property
    def _by_number(self) -> Mapping[int, Paragraph]:
        return {paragraph.number: paragraph for paragraph in self.paragraphs}

    def at(self, number: int) -> Paragraph | None:
        """The paragraph of a number; None where the page has none."""
        return self._by_number.get(number)

    def says(self, number: int, quote: str) -> bool:
        """Whether a paragraph holds the words of a quote."""
        paragraph = self.at(number)
        return paragraph is not None and quoted_in(quote, f"{paragraph.speaker} {paragraph.text}")

    def place_of(self, quote: str, near: int) -> int | None:
        """The number of the paragraph nearest to ``near`` that holds a quote: models miscount; None where none does."""
        holding = [each.number for each in self.paragraphs if self.says(each.number, quote)]
        return min(holding, key=lambda number: (abs(number - near), number), default=None)

    def halves(self) -> tuple[Page, ...]:
        """Two pages of about as many letters, numbers kept; one page where there is nothing to divide.

        They part where talk turns into action, which begins a beat, if that is within a sixth of the middle.
        """
        if len(self.paragraphs) < 2:
            return (self,)
        before = list(accumulate(len(each.text) for each in self.paragraphs))
        off = {cut: abs(2 * before[cut - 1] - before[-1]) for cut in range(1, len(before))}
        turns = [cut for cut in off if self._turns(cut) and 3 * off[cut] <= before[-1]]
        cut = min(turns or off, key=lambda cut: (off[cut], cut))
        return Page(self.paragraphs[:cut]), Page(self.paragraphs[cut:])

    def _turns(self, cut: int) -> bool:
        """Whether the paragraph at an index is action behind talk."""
        return bool(self.paragraphs[cut - 1].speaker) and not self.paragraphs[cut].speaker
