"""Title card, end card and slate: first a value, then a picture, then a segment of picture.

::

            N I G H T   B U S              display, wide-set, balanced over at most four lines
                 ─────                     a rule
               Written by                  display, small
              SAM  RIVERS                  display, wide-set
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from assembler.footage import write_still
from assembler.layout import Picture, paint
from film.base import Model
from film.plan import Format, Plan, ScenePlan
from film.shot import Shot
from film.timecode import frames_in

TITLE_SECONDS = 4.0
"""Long enough to read two titles of usual length aloud: the old rule of the title house."""
END_SECONDS = 3.0
FADE_SECONDS = 0.75

LineRole = Literal["title", "rule", "credit", "name", "mark", "note"]

_THE_END = {
    "ar": "النهاية",
    "de": "Ende",
    "en": "The End",
    "es": "Fin",
    "fr": "Fin",
    "he": "הסוף",
    "hi": "समाप्त",
    "it": "Fine",
    "ja": "終",
    "ko": "끝",
    "nl": "Einde",
    "pl": "Koniec",
    "pt": "Fim",
    "ru": "Конец",
    "tr": "Son",
    "zh": "剧终",
}


class CardLine(Model):
    """One text on a card and what it is there for; a rule has no text."""

    role: LineRole
    text: str = ""


class Card(Model):
    """A card: its texts from top to bottom, how long it stands, and what kind it is.

    A title and an end fade in from black and out to black; a slate stands hard, as slates do.
    """

    kind: Literal["title", "end", "slate"]
    lines: tuple[CardLine, ...]
    frames: Annotated[int, Field(ge=1)]


def title_card(plan: Plan) -> Card:
    """The film's title, and by whom it is."""
    lines = [CardLine(role="title", text=plan.title.strip() or "Untitled")]
    names = [CardLine(role="credit", text=plan.credit.strip()), CardLine(role="name", text=plan.author.strip())]
    names = [line for line in names if line.text]
    if names:
        lines += [CardLine(role="rule"), *names]
    return Card(kind="title", lines=tuple(lines), frames=frames_in(TITLE_SECONDS, plan.format.rate))


def end_card(plan: Plan) -> Card:
    """The end, said in the film's language where we know the word, in English elsewhere."""
    word = _THE_END.get(plan.language.split("-")[0].lower(), _THE_END["en"])
    return Card(kind="end", lines=(CardLine(role="title", text=word),), frames=frames_in(END_SECONDS, plan.format.rate))


def slate(scene: ScenePlan, shot: Shot, reason: str) -> Card:
    """What stands in the cut for a shot that could not be rendered: as long as the shot, and says why."""
    lines = (
        CardLine(role="mark", text=shot.id),
        CardLine(role="rule"),
        CardLine(role="credit", text=scene.text.strip() or f"Scene {scene.number}"),
        CardLine(role="note", text=shot.description),
        CardLine(role="note", text=f"Not rendered: {reason.strip() or 'the reason is not known'}"),
    )
    return Card(
        kind="slate", lines=tuple(line for line in lines if line.text or line.role == "rule"), frames=shot.frames
    )


def picture(card: Card, format: Format) -> Picture:
    """The card at full strength, 8-bit RGB of the film's size, shaped (height, width, 3).

    Raises CutError when a font of the program is missing.
    """
    return paint([(line.role, line.text) for line in card.lines], format.width, format.height)


def write_card(card: Card, format: Format, path: Path) -> None:
    """Writes the card as a segment of exactly ``card.frames`` frames that keeps film.segments' contract.

    Raises CutError when the file cannot be written; then nothing is left at ``path``.
    """
    fade = 0 if card.kind == "slate" else min(frames_in(FADE_SECONDS, format.rate), card.frames // 4)
    write_still(picture(card, format), card.frames, fade, format, path)
