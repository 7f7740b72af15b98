"""What a screenplay says that a Final Draft file made of it does not hold."""

from __future__ import annotations

from collections.abc import Iterator

from film.screenplay import Diagnostic, Screenplay
from screenplay.fdx.groups import groups_of
from screenplay.fdx.marks import renumbered, tag_id
from screenplay.fdx.text import uncarried
from screenplay.fdx.writer import kept


def losses(screenplay: Screenplay) -> tuple[Diagnostic, ...]:
    """One diagnostic for each thing that is lost or changed, with its line; none: it reads back exactly."""
    found = [*_characters(screenplay), *_structure(screenplay), *_marks(screenplay)]
    return tuple(sorted(found, key=lambda diagnostic: diagnostic.line))


def _characters(screenplay: Screenplay) -> Iterator[Diagnostic]:
    for element in screenplay.elements:
        if count := uncarried(element.text):
            yield _loss(element.lines[0], f"{_many(count, 'character')} that XML cannot hold: written as \ufffd")
    for key, lines in screenplay.title_page.items():
        if count := uncarried(key) + sum(uncarried(line) for line in lines):
            yield _loss(1, f"{_many(count, 'character')} of the title page that XML cannot hold: written as \ufffd")


def _structure(screenplay: Screenplay) -> Iterator[Diagnostic]:
    for group in groups_of(screenplay.elements):
        for each in (group, *group.speeches):
            said = each.own
            if said and said.type not in _KEPT_EMPTY and not said.text.strip():
                yield _loss(
                    said.lines[0], f"{said.type.replace('_', ' ')} without text: left out when it is read again"
                )
        if group.own and group.own.dual:
            message = "one side of a dual dialogue without the other before it: written as usual dialogue"
            yield _loss(group.own.lines[0], message)
    own = screenplay.source is not None and screenplay.source.format == "fdx"
    if own and kept(screenplay) is None:
        yield _loss(1, "the file's own layout, word lists and boards: it is written as a new file")
    if screenplay.paged and not own:
        yield _loss(1, "the page that each line stands on: Final Draft makes pages of its own")


_KEPT_EMPTY = frozenset({"lyrics", "section", "page_break", "boneyard", "note"})


def _marks(screenplay: Screenplay) -> Iterator[Diagnostic]:
    changed = [each for each, number in renumbered(screenplay).items() if each != number]
    if changed:
        yield _loss(1, f"names of drafts that are no number: {', '.join(changed[:5])} are numbered")
    made = [each.label for each in screenplay.tags if tag_id(each) != each.id]
    if made:
        yield _loss(1, f"ids of {_many(len(made), 'breakdown tag')}: new ones are made, as Final Draft needs them")
    known = {each.id for each in screenplay.tags}
    for element in screenplay.elements:
        if any(tag not in known for run in element.runs for tag in run.tags):
            yield _loss(element.lines[0], "a breakdown tag that nothing defines")


def _many(count: int, what: str) -> str:
    return f"1 {what}" if count == 1 else f"{count:,} {what}s"


def _loss(line: int, message: str) -> Diagnostic:
    return Diagnostic(severity="warning", line=line, message=message)
