"""Elements, from whatever format, to a whole Screenplay: scenes, cast, language, pages and minutes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from film.screenplay import Diagnostic, Element, Screenplay
from screenplay.cast import cast_of, doubtful_cues
from screenplay.language import language_of
from screenplay.pages import measure, running_minutes
from screenplay.scenes import scenes_of


def assemble(
    title_page: Mapping[str, tuple[str, ...]],
    elements: tuple[Element, ...],
    diagnostics: Iterable[Diagnostic],
) -> Screenplay:
    """A Screenplay out of its elements in source order; diagnostics come out in line order."""
    layout = measure(elements)
    scenes, doubts = scenes_of(elements, layout)
    reported = [*diagnostics, *doubts, *doubtful_cues(elements)]
    return Screenplay(
        title_page=dict(title_page),
        elements=elements,
        scenes=scenes,
        cast=cast_of(elements),
        pages=layout.pages,
        minutes=running_minutes(elements),
        language=language_of(title_page, elements),
        diagnostics=tuple(sorted(reported, key=lambda diagnostic: diagnostic.line)),
    )
