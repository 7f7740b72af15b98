"""Cards: what they say, that they are exactly as long as asked, and that any text can stand on them."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from assembler.cards import Card, CardLine, end_card, picture, slate, title_card, write_card
from assembler.footage import command, encode
from assembler.layout import GROUND
from assembler.lettering import faces
from assembler.segments import configuration, count_frames, opened
from film.errors import CutError
from tests.assembler.small_film import FORMAT, barcode, plan, scene

HOSTILE = [
    "",
    " ",
    "x,movie=/etc/passwd,drawtext=text='%{localtime}'",
    'It\'s 100% \\N {\\an8} [0:v] ; rm -rf / : "quoted"',
    "line\nbreak\r\ttab\x00nul\x1b[31m",
    "夜のバスはもう来ないけれど私たちはまだここで待っている" * 3,
    "الحافلة الليلية 12 NIGHT",
    "हिन्दी क्षत्रिय शीर्षक",
    "emoji 🎬👩‍👩‍👧 and \U00013080 and \ud800 lone",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2,
    "word " * 200,
    "\u202ereversed\u202c \u200b zero",
]


def card(text: str, kind: str = "title") -> Card:
    roles = ("title", "rule", "credit", "name", "mark", "note")
    lines = tuple(CardLine(role=role, text=text) for role in roles)
    return Card.model_validate({"kind": kind, "lines": lines, "frames": 3})


def test_a_title_says_what_and_by_whom() -> None:
    made = title_card(plan())
    assert [(line.role, line.text) for line in made.lines] == [
        ("title", "Night Bus"),
        ("rule", ""),
        ("credit", "Written by"),
        ("name", "The Writer"),
    ]
    assert made.frames == 96


def test_a_film_without_title_or_author_still_opens() -> None:
    made = title_card(plan().but(title=" ", credit="", author=""))
    assert [line.text for line in made.lines] == ["Untitled"]


@pytest.mark.parametrize(("language", "word"), [("en", "The End"), ("fr", "Fin"), ("ko-KR", "끝"), ("xx", "The End")])
def test_the_end_speaks_the_films_language(language: str, word: str) -> None:
    assert end_card(plan().but(language=language)).lines[0].text == word


def test_a_slate_lasts_as_long_as_its_shot_and_says_why() -> None:
    part = scene("12A", (37,))
    made = slate(part, part.shots[0], "no seat for BEN")
    assert made.frames == 37
    assert made.lines[0].text == "12A-A1"
    assert made.lines[-1].text == "Not rendered: no seat for BEN"


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_can_stand_on_a_card_and_stays_inside_it(text: str) -> None:
    drawn = picture(card(text), FORMAT)
    assert drawn.shape == (FORMAT.height, FORMAT.width, 3)
    edge = np.concatenate([drawn[:3].reshape(-1, 3), drawn[-3:].reshape(-1, 3), drawn[:, :3].reshape(-1, 3)])
    assert (edge == GROUND).all()


def test_the_text_is_there() -> None:
    bare = Card(kind="title", lines=(CardLine(role="title", text=" "),), frames=3)
    assert (picture(bare, FORMAT) == GROUND).all()
    assert picture(title_card(plan()), FORMAT).max() > 200


@pytest.mark.parametrize("size", [(64, 64), (108, 192), (480, 200)])
def test_any_shape_of_picture_holds_a_card(size: tuple[int, int]) -> None:
    format = FORMAT.but(width=size[0], height=size[1])
    assert picture(card("The Strange Adventures of a Lighthouse Keeper"), format).shape == (size[1], size[0], 3)


@pytest.mark.parametrize("rate", [Fraction(24), Fraction(30000, 1001)], ids=str)
@pytest.mark.parametrize("frames", [1, 2, 3, 50])
def test_a_card_is_written_to_the_frame_and_fits_the_shots(frames: int, rate: Fraction, tmp_path: Path) -> None:
    format = FORMAT.but(rate=rate)
    path, shot = tmp_path / "card.mp4", tmp_path / "shot.mp4"
    write_card(title_card(plan()).but(frames=frames), format, path)
    encode((barcode(number, format) for number in range(3)), format, shot)
    assert count_frames(path) == frames
    with opened(path) as (_, one), opened(shot) as (_, other):
        assert configuration(one) == configuration(other)


def test_a_title_fades_and_a_slate_does_not(tmp_path: Path) -> None:
    lights = {}
    for kind in ("title", "slate"):
        made = card("Night Bus", kind).but(frames=48)
        write_card(made, FORMAT, tmp_path / f"{kind}.mp4")
        with av.open(str(tmp_path / f"{kind}.mp4")) as container:
            lights[kind] = [float(frame.to_ndarray(format="gray").max()) for frame in container.decode(video=0)]
    title, hard = lights["title"], lights["slate"]
    assert title[0] < 30 < 180 < title[24]
    assert title[-1] < 30
    assert min(hard) > 180


def test_text_never_reaches_the_encoders_command_line(tmp_path: Path) -> None:
    line = " ".join(command(FORMAT, tmp_path / "card.mp4"))
    assert "drawtext" not in line
    assert "-video_size 192x108" in line


def test_an_unwritable_place_is_named_and_left_empty(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "card.mp4"
    with pytest.raises(CutError, match=r"nowhere/card\.mp4: cannot be written"):
        write_card(title_card(plan()).but(frames=3), FORMAT, path)
    assert not path.exists()


def test_a_missing_font_is_one_clear_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faces, "FOLDER", tmp_path)
    with pytest.raises(CutError, match=r"a font of the program is missing\. Install storyreel again"):
        picture(title_card(plan()), FORMAT)
