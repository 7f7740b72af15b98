"""A screenplay as a Final Draft file."""

from __future__ import annotations

from functools import partial

from film.screenplay import Screenplay
from screenplay.fdx import sheet, template
from screenplay.fdx.groups import groups_of
from screenplay.fdx.marks import Marks
from screenplay.fdx.original import rewritten
from screenplay.fdx.render import Rendering
from screenplay.fdx.settings import eighths_of_scenes

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="no" ?>'


def write(screenplay: Screenplay) -> str:
    """The XML of a Final Draft file (to be encoded as UTF-8) that reads back as the same elements.

    ``losses`` says what it cannot hold.
    """
    return kept(screenplay) or fresh(screenplay)


def kept(screenplay: Screenplay) -> str | None:
    """The Final Draft file that the screenplay came from, with what changed; None if it cannot go back into one."""
    if screenplay.source is None or screenplay.source.format != "fdx":
        return None
    return rewritten(screenplay, partial(fresh, screenplay))


def fresh(screenplay: Screenplay) -> str:
    """A new file in Final Draft's own template."""
    marks = Marks(screenplay)
    rendering = Rendering(marks, eighths_of_scenes(screenplay), {})
    body = [line for group in groups_of(screenplay.elements) for line in rendering.lines(group)]
    numbered = any(element.number for element in screenplay.elements)
    lines = [
        _DECLARATION,
        '<FinalDraft DocumentType="Script" Template="No" Version="4">',
        "  <Content>",
        *body,
        "  </Content>",
        *template.page(),
        *template.settings(rendering.used, screenplay.profile),
        *_title_page(screenplay),
        *template.breaks(),
        *marks.revision_lines(),
        *template.numbers(numbered),
        *marks.tag_lines(),
        "</FinalDraft>",
    ]
    return "\n".join(lines) + "\n"


def _title_page(screenplay: Screenplay) -> list[str]:
    if not screenplay.title_page:
        return []
    return ["  <TitlePage>", *sheet.content_lines(screenplay.title_page), "  </TitlePage>"]
