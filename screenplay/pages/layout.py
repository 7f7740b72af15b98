"""A script set page by page, broken where Final Draft breaks it.

The rules, each of them seen on the pages that Final Draft made of the sample scripts or in its own settings:

- A heading never stands last on a page, and a transition never first.
- A paragraph that does not fit is cut at the end of a sentence, two lines at least on either side, as low as that
  goes; where no sentence ends there it goes to the next page whole.
- A speech likewise, if at least two lines stand under its cue, and between its parts; under a parenthetical only if
  nowhere else.
  "(MORE)" and the repeated cue stand in the margins and take no room.
- Two speeches side by side are never cut, unless they are longer than a page.
- Empty rows above the first line of a page are left out.
- What is longer than a page and has no such place in it is cut between lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from film.screenplay import Element, Profile
from screenplay.pages.setting import Setter
from screenplay.pages.sheets import LINES_PER_PAGE, SHEETS


class Layout(NamedTuple):
    """Where everything stands on the paper.

    ``ends``: the row under each element's last, counted from the top of the first page on, empty page ends included.
    ``starts``: for each page the element that it begins in, and how many of its characters stand on the page before.
    ``blanks``: for each page the rows left empty at the ends of all pages before it.
    """

    ends: tuple[int, ...]
    starts: tuple[tuple[int, int], ...] = ()
    blanks: tuple[int, ...] = (0,)

    @property
    def pages(self) -> float:
        """Pages filled, the last one in eighths."""
        total = self.ends[-1] if self.ends else 0
        return -(-total * 8 // LINES_PER_PAGE) / 8

    def eighths(self, start: int, end: int) -> int:
        """Eighths of a page that the elements from ``start`` up to ``end`` take, rounded up, one at least.

        The empty rows above a heading are its scene's, those at the end of a page are nobody's.
        """
        rows = self._printed(end) - self._printed(start) if end > start else 0
        return max(1, -(-rows * 8 // LINES_PER_PAGE))

    def _printed(self, index: int) -> int:
        """Rows above the element at ``index`` without those left empty at the ends of pages."""
        row = self.ends[index - 1] if index else 0
        return row - self.blanks[min(row // LINES_PER_PAGE, len(self.blanks) - 1)]


def measure(elements: Sequence[Element], profile: Profile = "film") -> Layout:
    """Lay a script's elements out on pages; the work grows with the text alone."""
    setter = Setter(elements, SHEETS[profile])
    setter.run()
    return Layout(tuple(setter.ends), tuple(setter.starts), tuple(setter.blanks))
