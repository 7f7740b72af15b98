"""The source that a screenplay was read from, cut into the writer's own lines so that they can be written again."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence

from film.screenplay import Element
from screenplay.fountain.compose import Slice
from screenplay.fountain.lines import HELD, LINE_END, split_lines
from screenplay.fountain.marking import Content, content_of
from screenplay.fountain.parser import read_manuscript
from screenplay.fountain.title_page import entry_lines, read_title_page


class Original:
    """A Fountain source with its drafts.  Those that share lines are kept or written anew together."""

    def __init__(self, text: str) -> None:
        manuscript = read_manuscript(text)
        self.text = text
        self.title_page = manuscript.title_page
        self._drafts = manuscript.drafts
        self._title = read_title_page(split_lines(text.removeprefix("\ufeff")))
        breaks = list(LINE_END.finditer(text))
        self._starts = [int(text.startswith("\ufeff")), *(found.end() for found in breaks)]
        self._ends = [*(found.start() for found in breaks), len(text)]
        self.line_end = breaks[0].group() if breaks else "\n"
        self._patch = (0, 0, "")
        self._slices = self._cut()
        self._tail_of = {slice_.last: end for slice_, end in self._slices.values()}

    def _cut(self) -> dict[int, tuple[Slice, int]]:
        """By the index of its first draft: the slice of drafts that share lines, and the number of its last line."""
        slices: dict[int, tuple[Slice, int]] = {}
        index = 0
        while index < len(self._drafts):
            first, reach = index, self._drafts[index].last
            while index + 1 < len(self._drafts) and self._drafts[index + 1].first <= reach:
                index += 1
                reach = max(reach, self._drafts[index].last)
            text = self.text[self._starts[self._drafts[first].first - 1] : self._ends[reach - 1]]
            slices[first] = (Slice(text, first, index), reach)
            index += 1
        return slices

    def slices_for(self, elements: Sequence[Element]) -> dict[int, Slice]:
        """The slices all of whose drafts stand among the elements as they were, by the index of their first element."""
        found = self._matches(elements)
        kept: dict[int, Slice] = {}
        for at, index in enumerate(found):
            if index is None or index not in self._slices:
                continue
            slice_ = self._slices[index][0]
            count = slice_.last - slice_.first + 1
            if found[at : at + count] == list(range(slice_.first, slice_.last + 1)):
                kept[at] = slice_
        return kept

    def _matches(self, elements: Sequence[Element]) -> list[int | None]:
        """For each element the index of the draft that says the same: the one on its lines, else the next unused."""
        here: defaultdict[tuple[Content, int, int], deque[int]] = defaultdict(deque)
        contents = [content_of(draft) for draft in self._drafts]
        for index, (draft, content) in enumerate(zip(self._drafts, contents, strict=True)):
            here[content, draft.first, draft.last].append(index)
        wanted = [content_of(element) for element in elements]
        found: list[int | None] = []
        for element, content in zip(elements, wanted, strict=True):
            on_lines = here.get((content, *element.lines))
            found.append(on_lines.popleft() if on_lines else None)
        unused: defaultdict[Content, deque[int]] = defaultdict(deque)
        for index in sorted(set(range(len(contents))).difference(index for index in found if index is not None)):
            unused[contents[index]].append(index)
        for at, content in enumerate(wanted):
            if found[at] is None and (others := unused.get(content)):
                found[at] = others.popleft()
        return found

    def retitle(self, title_page: Mapping[str, tuple[str, ...]]) -> None:
        """Put another title page in place of the source's; entries that are as they were keep their lines."""
        if dict(title_page) == dict(self.title_page):
            return
        page = self.line_end.join(self._entry(key, values) for key, values in title_page.items())
        if self._title.end:
            start, end = self._starts[self._title.start], self._ends[self._title.end - 1]
        else:
            start = end = self._starts[0]
            page += self.line_end * 2 if page else ""
        self._patch = (start, end, page)

    def head(self) -> str:
        """All above the first element."""
        return self._stretch(0, self._starts[self._drafts[0].first - 1] if self._drafts else len(self.text))

    def _stretch(self, start: int, end: int) -> str:
        """The source between two offsets that lie outside all elements, with its new title page."""
        begin, stop, page = self._patch
        if not start <= begin <= stop <= end or (begin == stop and start):
            return self.text[start:end]
        return self.text[start:begin] + page + self.text[stop:end]

    def _entry(self, key: str, values: tuple[str, ...]) -> str:
        spans = self._title.spans.get(key, [])
        if len(spans) == 1 and self.title_page[key] == values:
            start, end = spans[0]
            return self.text[self._starts[start] : self._ends[end - 1]]
        return self.line_end.join(entry_lines(key, values))

    def above(self, slice_: Slice) -> str:
        """What stands between a slice and the one before it, from the end of a line; nothing for the first."""
        return self._between(slice_.first - 1, slice_.first)

    def below(self, slice_: Slice) -> str:
        """What stands between a slice and the next; nothing for the last."""
        return self._between(slice_.last, slice_.last + 1)

    def _between(self, before: int, behind: int) -> str:
        if before < 0 or behind >= len(self._drafts):
            return ""
        return self._stretch(self._ends[self._tail_of[before] - 1], self._starts[self._drafts[behind].first - 1])

    def tail(self) -> str:
        """All below the last element."""
        if not self._drafts:
            return self.line_end
        return self._stretch(self._ends[self._tail_of[len(self._drafts) - 1] - 1], len(self.text))


def has_blank_line(gap: str) -> bool:
    """Whether a stretch from one line's end to another's start has a truly blank line in it."""
    return any(not line or (line.isspace() and not line.startswith(HELD)) for line in split_lines(gap)[1:-1])
