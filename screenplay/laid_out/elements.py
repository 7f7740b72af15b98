"""Clean pages to paragraphs: what each row is by where it stands, what it says and what stands round it."""

from __future__ import annotations

from collections.abc import Sequence

from film.screenplay import ElementType
from screenplay.laid_out.columns import NEAR, Columns
from screenplay.laid_out.dual import DualBlock, dual_block
from screenplay.laid_out.furniture import Page, Print, Removed
from screenplay.laid_out.furniture_words import without_resumed
from screenplay.laid_out.paragraphs import Paragraph, Piece, fits
from screenplay.laid_out.rows import Row
from screenplay.laid_out.words import (
    ends_in_to,
    is_caps,
    is_cue,
    is_finished,
    is_heading,
    is_name,
    is_omitted,
    is_transition,
)

_SPOKEN = ("character", "parenthetical", "dialogue")
_MOST_IN_PARENTHESES = 12
"""Rows of one parenthetical; an open parenthesis swallows no more."""
_CENTRED, _CENTRED_CUE = 0.2, 0.7
"""Inches off the middle that centred text may stand; more where a name would stand and nothing is said under it."""
RESUMED = "speakers named again overleaf"


class Script:
    """Paragraphs out of pages, row by row; ``removed`` are speakers' names said again at the head of a page."""

    def __init__(self, columns: Columns) -> None:
        self.paragraphs: list[Paragraph] = []
        self.removed: list[Removed] = []
        self.starts: list[tuple[int, int]] = []
        self._columns = columns
        self._speaking = False
        self.revisions: dict[str, str] = {}
        self._label: str | None = None
        self._mark: str | None = None

    def add(self, page: Page, overleaf: Print | None = None) -> None:
        """Take a page's rows; ``overleaf`` is the first one of the next page."""
        self._label = page.label
        prints = page.prints
        if any(print_.revised for print_ in prints):
            self._mark = self.revisions.setdefault(page.revision, str(len(self.revisions) + 1))
        below = overleaf and overleaf._replace(pieces=(overleaf.row._replace(gap=0), *overleaf.pieces[1:]))
        index = self._resume(prints)
        fresh = True
        while index < len(prints):
            if fresh:
                self._starting(page)
            if block := dual_block(prints, index, self._columns, self._mark):
                self._add_dual(block)
                index = block.stop
            else:
                self._add(prints[index], prints[index + 1] if index + 1 < len(prints) else below, fresh)
                index += 1
            fresh = False

    def _starting(self, page: Page) -> None:
        self.starts.append((len(self.paragraphs), page.place))

    def _resume(self, prints: Sequence[Print]) -> int:
        """Skip a cue that only says again, at a page's head, who was speaking at the foot of the one before."""
        if not prints or not self._speaking or not self.paragraphs:
            return 0
        text = prints[0].row.text
        bare = without_resumed(text)
        if bare == text or self.paragraphs[-1].type not in ("dialogue", "parenthetical"):
            return 0
        cue = next((each for each in reversed(self.paragraphs) if each.type == "character"), None)
        if cue is None or without_resumed(cue.text) != bare:
            return 0
        self.removed.append(Removed(RESUMED, text, prints[0].row.line))
        return 1

    def _add_dual(self, block: DualBlock) -> None:
        for side, paragraphs in (("left", block.left), ("right", block.right)):
            for each in paragraphs:
                each.page = self._label
                each.dual = "left" if side == "left" else "right"
                self.paragraphs.append(each)
        self._speaking = False

    def _add(self, print_: Print, below: Print | None, fresh: bool) -> None:
        above = self.paragraphs[-1] if self.paragraphs else None
        if above is not None and self._goes_on(above, print_, fresh):
            above.rows.extend(_pieces(print_, self._mark, fresh))
            return
        kind = self._kind(print_, below, fresh)
        self._speaking = kind in _SPOKEN
        limit = {"action": self._columns.right, "dialogue": self._columns.speech_right}.get(kind, 0.0)
        paragraph = Paragraph(kind, self._label, number=print_.number, limit=limit)
        paragraph.rows.extend(_pieces(print_, self._mark))
        self.paragraphs.append(paragraph)

    def _goes_on(self, above: Paragraph, print_: Print, fresh: bool) -> bool:
        """Whether a row belongs to the paragraph above it."""
        row, columns = print_.row, self._columns
        if print_.number is not None or above.dual:
            return False
        gap = 0 if fresh else row.gap
        match above.type:
            case "dialogue":
                return self._speech_goes_on(above, print_, gap, fresh)
            case "parenthetical":
                whole = above.text
                open_ = whole.count("(") + whole.count("（") > whole.count(")") + whole.count("）")
                near = gap <= columns.speech_gap and (columns.flush or not columns.at_margin(row.left))
                return open_ and near and len(above.rows) < _MOST_IN_PARENTHESES
            case "character":
                return (
                    not self._columns.flush
                    and not fresh
                    and gap == 0
                    and is_cue(row.text)
                    and abs(row.left - above.last.left) <= NEAR
                )
            case "scene_heading":
                same = gap == 0 and not fresh and abs(row.left - above.last.left) <= NEAR
                return same and not fits(above.last, row.text, columns.right) and is_caps(row.text)
            case "action":
                if fresh:
                    return self._action_goes_on(above, row)
                return gap == 0 and not self._is_transition(row)
        return False

    def _speech_goes_on(self, above: Paragraph, print_: Print, gap: int, fresh: bool) -> bool:
        row, columns = print_.row, self._columns
        if columns.flush:
            return gap == 0 and not fresh and not (row.text[0] in "(（" and row.text[-1] in ")）")
        if gap > columns.speech_gap or not (columns.in_speech(row.left) or (gap == 0 and not fresh)):
            return False
        if columns.at_margin(row.left):
            return False
        return not self._is_parenthetical(row, above)

    def _action_goes_on(self, above: Paragraph, row: Row) -> bool:
        """Over a page turn: what begins small goes on, and what stands under a full row, whatever ended there."""
        if not self._columns.at_margin(row.left) or not self._columns.at_margin(above.last.left):
            return False
        if is_heading(row.text) or ends_in_to(row.text) or ends_in_to(above.last.text):
            return False
        if row.text[0].islower():
            return True
        if is_finished(above.last.text) and is_caps(row.text):
            return False
        return not fits(above.last, row.text, self._columns.right)

    def _kind(self, print_: Print, below: Print | None, fresh: bool) -> ElementType:
        row, columns = print_.row, self._columns
        text = row.text
        if print_.number is not None or (is_omitted(text) and columns.at_margin(row.left)):
            return "scene_heading"
        if columns.flush and (flush := self._flush_kind(row, below, fresh)):
            return flush
        if columns.at_margin(row.left):
            return self._at_margin(row, below, fresh)
        if self._names_speaker(row, below):
            return "character"
        near = columns.is_dialogue(row.left) or row.gap <= columns.speech_gap or text[0] in "(（"
        if self._speaking and columns.in_speech(row.left) and near:
            return "parenthetical" if self._is_parenthetical(row, self.paragraphs[-1]) else "dialogue"
        if is_heading(text):
            return "scene_heading"
        if self._is_transition(row):
            return "transition"
        if self._is_centred(row):
            return "centered"
        return "dialogue" if self._speaking and row.gap == 0 else "action"

    def _flush_kind(self, row: Row, below: Print | None, fresh: bool) -> ElementType | None:
        """What a row is in a script without indents: only the blank lines round it tell."""
        if self._speaking and row.gap == 0 and not fresh:
            closed = row.text[-1] in ")）" or self.paragraphs[-1].type == "character"
            return "parenthetical" if row.text[0] in "(（" and closed else "dialogue"
        follows = below is not None and below.row.gap == 0
        named = follows and (fresh or row.gap > 0) and is_cue(row.text) and not is_heading(row.text)
        return "character" if named else None

    def _at_margin(self, row: Row, below: Print | None, fresh: bool) -> ElementType:
        if is_heading(row.text):
            return "scene_heading"
        if ends_in_to(row.text):
            return "transition"
        alone = below is None or below.row.gap > 0
        apart = (
            not fresh and self._columns.heading_gap > self._columns.action_gap and row.gap >= self._columns.heading_gap
        )
        if apart and alone and is_caps(row.text) and not is_transition(row.text):
            return "scene_heading"
        return "action"

    def _names_speaker(self, row: Row, below: Print | None) -> bool:
        """A name with something said under it: where cues stand, or in capitals right of the speech."""
        columns = self._columns
        if columns.cue is None or columns.dialogue is None or below is None:
            return False
        at_cue = abs(row.left - columns.cue) <= NEAR
        if not at_cue and row.left < columns.dialogue + 2 * NEAR:
            return False
        under = below.row
        if under.gap <= columns.speech_gap and columns.in_speech(under.left):
            return is_cue(row.text) or (at_cue and is_name(row.text))
        return is_cue(row.text) and under.gap == 0 and abs(under.left - row.left) <= NEAR and is_cue(under.text)

    def _is_parenthetical(self, row: Row, above: Paragraph) -> bool:
        """In parentheses, and where these stand, not a row of speech that happens to begin with one."""
        if row.text[0] not in "(（":
            return False
        columns = self._columns
        if columns.parenthetical is not None and abs(columns.parenthetical - (columns.dialogue or 0.0)) > NEAR:
            return abs(row.left - columns.parenthetical) <= NEAR
        if row.text[-1] not in ")）":
            return False
        return above.type != "dialogue" or fits(above.last, row.text, columns.speech_right)

    def _is_transition(self, row: Row) -> bool:
        columns = self._columns
        if row.left < columns.margin + 2.0 or row.left < columns.centre - 0.5:
            return False
        if is_transition(row.text):
            return True
        at_right = row.end >= columns.right - 0.5 and row.left > columns.centre
        return at_right and (is_caps(row.text) or row.text.endswith(":"))

    def _is_centred(self, row: Row) -> bool:
        columns = self._columns
        middle = (row.left + row.end) / 2
        nearest = _CENTRED_CUE if columns.cue is not None and abs(row.left - columns.cue) <= NEAR else _CENTRED
        return row.left > columns.margin + 2 * NEAR and abs(middle - columns.centre) <= nearest


def _pieces(print_: Print, mark: str | None, turned: bool = False) -> list[Piece]:
    """The row's pieces: marked as changed where its margin says so, the first one told to open a page."""
    said = mark if print_.revised else None
    return [Piece(row, said, turned and not index) for index, row in enumerate(print_.pieces)]
