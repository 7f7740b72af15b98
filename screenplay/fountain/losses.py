"""What Fountain cannot say of a screenplay, so that nobody loses it unawares."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from film.screenplay import Diagnostic, Element, Screenplay
from screenplay.fountain.marking import content_of, stretches_in
from screenplay.fountain.parser import read_manuscript
from screenplay.fountain.writer import read_by_piece, write_anew
from screenplay.manuscript import Draft

_UNSAID: tuple[tuple[str, Callable[[Element], object]], ...] = (
    ("struck-out text is written as any other", lambda each: any("s" in run.style for run in each.runs)),
    ("which revision wrote which words is left out", lambda each: any(run.revision for run in each.runs)),
    ("breakdown tags are left out", lambda each: any(run.tags for run in each.runs)),
    ("the printed page numbers are left out", lambda each: each.page),
    ("the source's own names for sorts of paragraphs are left out", lambda each: each.kind),
)


def losses(screenplay: Screenplay) -> tuple[Diagnostic, ...]:
    """What ``write`` leaves out or changes, by line of the screenplay's source.

    One diagnostic for each thing that Fountain has no sign for, at the first element that has it and
    with the number of such elements; one for each element that is read back as something else.
    """
    pieces, joined = write_anew(screenplay)
    manuscript = read_manuscript(joined.text)
    found = [*_unsaid(screenplay.elements), *_of_document(screenplay)]
    if dict(manuscript.title_page) != screenplay.title_page:
        found.append(_report(1, "the title page is read back otherwise: Fountain has no empty or indented lines in it"))
    written: set[int] = set()
    for piece, drafts in zip(pieces, read_by_piece(pieces, joined, manuscript.drafts), strict=True):
        written.update(range(piece.start, piece.end))
        found.extend(_changed(screenplay.elements[piece.start : piece.end], drafts))
    found.extend(
        _report(element.lines[0], f"a {_name(element)} without text is left out")
        for index, element in enumerate(screenplay.elements)
        if index not in written
    )
    return tuple(sorted(found, key=lambda diagnostic: diagnostic.line))


def _unsaid(elements: Sequence[Element]) -> Iterator[Diagnostic]:
    for what, has in _UNSAID:
        lines = [element.lines[0] for element in elements if has(element)]
        if lines:
            count = "1 element" if len(lines) == 1 else f"{len(lines)} elements, here the first"
            yield _report(lines[0], f"{what} ({count})")


def _of_document(screenplay: Screenplay) -> Iterator[Diagnostic]:
    if screenplay.revisions:
        yield _report(1, f"the list of {len(screenplay.revisions)} revisions is left out")
    if screenplay.tags:
        yield _report(1, f"the list of {len(screenplay.tags)} breakdown items is left out")


def _changed(elements: Sequence[Element], drafts: Sequence[Draft]) -> Iterator[Diagnostic]:
    """What is read otherwise on the lines of one piece."""
    for at, element in enumerate(elements):
        if at >= len(drafts):
            yield _report(element.lines[0], f"this {_name(element)} is read back as part of what stands above it")
        elif content_of(element) != content_of(drafts[at]):
            yield _report(element.lines[0], f"this {_name(element)} is read back {_difference(element, drafts[at])}")
    if len(drafts) > len(elements):
        yield _report(elements[-1].lines[0], f"this {_name(elements[-1])} is read back in several parts")


def _difference(element: Element, draft: Draft) -> str:
    if draft.type != element.type:
        return f"as {_name(draft)}"
    if draft.text != element.text:
        apart = "".join(draft.text.split()) != "".join(element.text.split())
        return "with other text" if apart else "with other spaces or line ends"
    if draft.number != element.number:
        return f"without its number {element.number}: Fountain's have letters, digits, dashes and full stops"
    if draft.dual != element.dual:
        return "outside its dual dialogue"
    return "in other styles" if stretches_in(draft) != stretches_in(element) else "at another level"


def _name(element: Element | Draft) -> str:
    return element.type.replace("_", " ")


def _report(line: int, message: str) -> Diagnostic:
    return Diagnostic(severity="warning", line=line, message=f"Fountain: {message}")
