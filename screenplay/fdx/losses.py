"""What a screenplay says that a Final Draft file made of it does not hold."""

from __future__ import annotations

from collections.abc import Iterator

from film.screenplay import Diagnostic, Screenplay
from screenplay.fdx.blocks import ALTERNATIVE, ARC_BEAT
from screenplay.fdx.colours import colour_of, paper_of
from screenplay.fdx.groups import groups_of
from screenplay.fdx.marks import Marks, renumbered, tag_id
from screenplay.fdx.original import reads_as
from screenplay.fdx.render import Rendering
from screenplay.fdx.text import uncarried
from screenplay.fdx.writer import kept


def losses(screenplay: Screenplay) -> tuple[Diagnostic, ...]:
    """One diagnostic for each thing that is lost or changed, with its line; none: it reads back exactly."""
    own = screenplay.source is not None and screenplay.source.format == "fdx"
    written = kept(screenplay) if own else None
    if written is not None and reads_as(written, screenplay):
        return ()
    found = [*_characters(screenplay), *_structure(screenplay), *_kinds(screenplay), *_marks(screenplay)]
    if own and written is None:
        found.append(_loss(1, "the file's own layout, word lists and boards: it is written as a new file"))
    placed = any(each.page and each.type != "scene_heading" for each in screenplay.elements)
    if placed or (screenplay.paged and not own):
        found.append(_loss(1, "the page that each line stands on: Final Draft makes pages of its own"))
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
            if said and said.number is not None and (said.number != said.number.strip() or not said.number):
                yield _loss(said.lines[0], f"the blanks around the number {said.number.strip()}".rstrip())
        if group.own and group.own.dual:
            message = "one side of a dual dialogue without the other before it: written as usual dialogue"
            yield _loss(group.own.lines[0], message)


def _kinds(screenplay: Screenplay) -> Iterator[Diagnostic]:
    """The source's own words for sorts of paragraphs that cannot be the types of Final Draft paragraphs."""
    lost: dict[str, list[int]] = {}
    rendering = Rendering(Marks(screenplay), {}, {})
    for group in groups_of(screenplay.elements):
        rendering.lines(group)
        for each in (group, *group.speeches):
            if each.own and each.own.kind and rendering.word_of(each.own) != each.own.kind:
                lost.setdefault(each.own.kind, []).append(each.own.lines[0])
            for note in each.notes:
                if note.kind not in ("", ALTERNATIVE, ARC_BEAT):
                    lost.setdefault(note.kind, []).append(note.lines[0])
    for kind, lines in lost.items():
        many = "" if len(lines) == 1 else f" ({len(lines):,} paragraphs)"
        yield _loss(lines[0], f'the name "{kind}" for this sort of paragraph{many}')


_KEPT_EMPTY = frozenset({"lyrics", "section", "page_break", "boneyard", "note"})


def _marks(screenplay: Screenplay) -> Iterator[Diagnostic]:
    changed = [each for each, number in renumbered(screenplay).items() if each != number]
    if changed:
        yield _loss(1, f"names of drafts that are no number: {', '.join(changed[:5])} are numbered")
    listed = {each.id for each in screenplay.revisions}
    unlisted = [each for each in renumbered(screenplay) if each not in listed]
    if unlisted:
        yield _loss(1, f"drafts that the script does not list: {', '.join(unlisted[:5])} are listed without a name")
    tinted = [each.name for each in screenplay.revisions if colour_of(each.name, paper_of(each.colour)) != each.colour]
    if tinted:
        yield _loss(1, f"the colours of drafts that are no paper's: {', '.join(tinted[:5])} get one of their own")
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
