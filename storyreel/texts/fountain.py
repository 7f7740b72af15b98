"""An adaptation written down as Fountain, and read again before anybody gets it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from film.errors import PlanError
from film.screenplay import Element, Screenplay

if TYPE_CHECKING:
    from planner.adapting import Adaptation

_NOTES = "Adapted by a language model. Notes in double brackets name the {counted}s of the source that it comes from."


def fountain_of(adaptation: Adaptation) -> str:
    """The screenplay's text.  Raises PlanError where our own reader would not find the same elements in it."""
    from planner.adapting import elements

    return written(title_page(adaptation), elements(adaptation))


def title_page(adaptation: Adaptation) -> dict[str, tuple[str, ...]]:
    """The source's name as the title, and what the notes are."""
    from screenplay.prose import is_chapter

    source = adaptation.source
    first = source.passages[0] if source.passages else None
    named = first.text if first is not None and first.heading and not is_chapter(first.text) else ""
    title = " ".join((named or Path(source.name).stem.replace("_", " ")).split())[:120]
    return {
        "Title": (title[:1].upper() + title[1:] or source.name,),
        "Source": (source.name,),
        "Language": (source.language,),
        "Notes": (_NOTES.format(counted=source.counted),),
    }


def written(title_page: dict[str, tuple[str, ...]], elements: tuple[Element, ...]) -> str:
    """Elements as Fountain.  Raises PlanError where they are not read back as they are."""
    from screenplay import fountain
    from screenplay.fountain.marking import content_of

    screenplay = Screenplay(
        title_page=title_page, elements=elements, scenes=(), cast=(), pages=0, minutes=(0, 0), language="en"
    )
    text = fountain.write(screenplay)
    read = fountain.read_manuscript(text).drafts
    for wanted, got in zip(elements, read, strict=False):
        if content_of(wanted) != content_of(got):
            raise PlanError(f"this {wanted.type} cannot be written as Fountain: {wanted.text[:60]!r}")
    if len(read) != len(elements):
        raise PlanError(f"{len(elements)} elements were written as Fountain and {len(read)} are read back")
    return text
