"""Draws ``docs/pictures/lens.png``: what docs/directing.md says of focus, lens and gate, as planned and as drawn.

To run it again after a change of the lens: ``python -m tools.draw_lens [docs/pictures/lens.png]``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from PIL import Image, ImageDraw

from film.plan import Format
from film.shot import Shot
from film.style import Style
from planner import plan
from planner.brief import Brief
from renderer.previs.colour import Bytes
from renderer.previs.lettering import face
from renderer.previs.models.person import body_for
from renderer.previs.split import artist_of
from renderer.request import Look, ShotRequest, requests_of
from screenplay.fountain import parse

OUTPUT = Path(__file__).resolve().parents[1] / "docs" / "pictures" / "lens.png"
SCRIPT = """\
EXT. CITY STREET - NIGHT

Lamps burn along the street. NORA waits by a lamp post. IVAN stands far down the pavement.

RACK FOCUS FROM NORA TO IVAN.

He has been there all evening.

NORA
How long have you known?

DOLLY ZOOM on Nora.

She understands at last.

CLOSE ON Nora.

NORA
Say it.
"""
ROW = 300
"""Pixels that a row of the sheet is high."""
GAP, TITLE = 8, 24


def main(path: Path) -> None:
    """Write the sheet."""
    rows = [list(_sequence("rack_focus", "RACK FOCUS")), list(_sequence("dolly_zoom", "DOLLY ZOOM")), list(_gates())]
    width = max(sum(picture.shape[1] + GAP for picture, _ in row) for row in rows) + GAP
    sheet = Image.new("RGB", (width, len(rows) * (ROW + TITLE + GAP) + GAP), (28, 28, 30))
    draw = ImageDraw.Draw(sheet)
    for number, row in enumerate(rows):
        x, y = GAP, GAP + number * (ROW + TITLE + GAP)
        for picture, words in row:
            sheet.paste(Image.fromarray(picture), (x, y))
            draw.text((x, y + ROW + 3), words, fill=(216, 216, 210), font=face(15))
            x += picture.shape[1] + GAP
    sheet.save(path, optimize=True)


def _sequence(move: str, title: str) -> Iterator[tuple[Bytes, str]]:
    """The beginning, the middle and the end of a shot at 16:9."""
    asked = _shot(Format(width=ROW * 16 // 9 // 2 * 2, height=ROW), lambda shot: shot.move == move)
    artist = artist_of(asked, body_for)
    for share, words in ((0.0, f"{title}, {asked.shot.size}"), (0.5, "half-way"), (1.0, "its end")):
        yield artist.draw(round((asked.shot.frames - 1) * share)).rgb, words


def _gates() -> Iterator[tuple[Bytes, str]]:
    """One close-up on three gates."""
    for width, squeeze, words in ((400, 1.0, "1.33"), (718, 2.0, "2.39, anamorphic 2x"), (168, 1.0, "9:16")):
        film = Format(width=width, height=ROW, squeeze=squeeze)
        asked = _shot(film, lambda shot: shot.size == "CU" and shot.idiom in ("single", "reaction"))
        yield artist_of(asked, body_for).draw(asked.shot.frames // 2).rgb, f"{words}, {asked.shot.lens_mm:g} mm"


def _shot(film: Format, wanted: Callable[[Shot], bool]) -> ShotRequest:
    """The first shot of the script that is wanted, in a style that opens its lenses to f/2."""
    made = plan(parse(SCRIPT), Brief(format=film, style=Style(stop=2.0)))
    requests = requests_of(made, Look(labels=False, passes=()))
    return next(each for each in requests if wanted(each.shot))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else OUTPUT)
