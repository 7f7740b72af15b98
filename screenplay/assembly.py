"""A manuscript, from whatever format, to a whole Screenplay: names, scenes, people, language, pages and minutes."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import TypeAdapter

from film.screenplay import Element, PageStart, Screenplay
from screenplay.collecting import uncollected
from screenplay.identity import element_ids
from screenplay.language import language_of
from screenplay.manuscript import Draft, Manuscript
from screenplay.pages import Layout, measure, profile_of, running_minutes
from screenplay.people import Casting, casting_of
from screenplay.scenes import scenes_of

_ELEMENTS = TypeAdapter(tuple[Element, ...])
_MORE = Draft._fields[4:]
_NOTHING_MORE = tuple(Draft._field_defaults[name] for name in _MORE)


def assemble(manuscript: Manuscript) -> Screenplay:
    """A Screenplay out of a manuscript's drafts, which stand in source order; diagnostics come out in line order."""
    with uncollected():
        return _assembled(manuscript)


def _assembled(manuscript: Manuscript) -> Screenplay:
    drafts = manuscript.drafts
    casting = casting_of(drafts)
    elements = _elements(drafts, casting)
    profile = manuscript.profile or profile_of(manuscript.title_page, elements)
    layout = measure(elements, profile)
    language = language_of(manuscript.title_page, elements)
    scenes, doubts = scenes_of(elements, layout, casting, manuscript.eighths, language)
    reported = [*manuscript.diagnostics, *doubts, *casting.doubts]
    paged = manuscript.pages is not None
    return Screenplay(
        title_page=dict(manuscript.title_page),
        elements=elements,
        scenes=scenes,
        cast=casting.cast,
        pages=layout.pages if manuscript.pages is None else manuscript.pages,
        minutes=running_minutes(elements, profile),
        language=language,
        profile=profile,
        paged=paged,
        page_starts=_turns(manuscript, elements) if paged else _starts(layout, elements),
        revisions=manuscript.revisions,
        tags=manuscript.tags,
        diagnostics=tuple(sorted(reported, key=lambda diagnostic: diagnostic.line)),
        source=manuscript.source,
    )


def _elements(drafts: Sequence[Draft], casting: Casting) -> tuple[Element, ...]:
    """All at once, and without the fields that most of them do not have: there are thousands."""
    fields: list[dict[str, object]] = [
        {"id": name, "type": draft.type, "text": draft.text, "lines": draft[2:4], "runs": draft.runs}
        for name, draft in zip(element_ids(drafts), drafts, strict=True)
    ]
    for element, draft in zip(fields, drafts, strict=True):
        if draft[4:] != _NOTHING_MORE:
            element |= dict(zip(_MORE, draft[4:], strict=True))
    for index, speakers in casting.speakers.items():
        fields[index]["speakers"] = speakers
    return _ELEMENTS.validate_python(fields)


def _turns(manuscript: Manuscript, elements: Sequence[Element]) -> tuple[PageStart, ...]:
    return tuple(
        PageStart(page=turn.page, element=elements[turn.draft].id, offset=turn.offset) for turn in manuscript.turns
    )


def _starts(layout: Layout, elements: Sequence[Element]) -> tuple[PageStart, ...]:
    return tuple(
        PageStart(page=str(number), element=elements[index].id, offset=offset)
        for number, (index, offset) in enumerate(layout.starts, 1)
    )
