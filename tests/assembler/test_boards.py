"""Boards and contact sheet: every shot on paper, whatever its text, with or without its picture."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from assembler.boards import write_boards
from assembler.boards.book import pages_of
from assembler.boards.panel import heard, summary, words_of
from assembler.contact import THUMBNAIL, contact_sheet
from assembler.lettering import faces
from assembler.stills import unreadable
from film.clips import Clip
from film.errors import CutError
from film.plan import Beat, DialogueLine, Plan
from tests.assembler.small_film import clips_for, plan, scene, shot

MANY = "</b> #let x $ \\evil{} %PDF- ( ) <script> "


def line(text: str, start: int = 0, frames: int = 100, **changes: object) -> DialogueLine:
    made = DialogueLine(id="l", character="anna", text=text, start=start, frames=frames, lines=(1, 1))
    return made.but(**changes)


def pages_in(path: Path) -> int:
    content = path.read_bytes()
    assert content.startswith(b"%PDF-")
    assert content.rstrip().endswith(b"%%EOF")
    return len(re.findall(rb"/Type /Page\b", content))


def test_every_shot_is_on_a_page_once_and_in_order() -> None:
    film = plan(scene("1", [10] * 7), scene("2", [10]), scene("3", [10] * 3))
    pages = list(pages_of(film))
    assert [shot.id for page in pages for row in page for shot in row.shots] == [
        shot.id for part in film.scenes for shot in part.shots
    ]
    assert all(len(page) <= 2 for page in pages)
    assert all(page[0].band for page in pages)
    assert all(len({shot.id.split("-")[0] for shot in row.shots}) == 1 for page in pages for row in page)


def test_the_book_opens_and_has_its_pages(tmp_path: Path) -> None:
    film = plan(scene("1", [10] * 7), scene("2", [10]))
    findings = write_boards(film, clips_for(film, tmp_path), tmp_path / "boards.pdf")
    assert findings == ()
    assert pages_in(tmp_path / "boards.pdf") == 1 + len(list(pages_of(film)))


def test_the_same_plan_gives_the_same_bytes(tmp_path: Path) -> None:
    film = plan()
    clips = clips_for(film, tmp_path)
    write_boards(film, clips, tmp_path / "a.pdf")
    write_boards(film, clips, tmp_path / "b.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


@pytest.mark.parametrize(
    "text",
    [
        MANY,
        "夜のバスはもう来ない。あなたはここで朝まで待つつもりなの？",
        "الحافلة الليلية لن تأتي 12 بعد الآن",
        "रात की बस अब नहीं आएगी।",
        "야간 버스는 오지 않는다",
        "line\nbreak\x00\x1b[31m\ud800",
        "🎬👩‍👩‍👧",
        "",
    ],
)
def test_any_script_is_printed(text: str, tmp_path: Path) -> None:
    part = scene("1", (60,), (("anna", text or "x", 0, 60),), text=text or "x")
    film = plan(part.but(shots=(part.shots[0].but(description=text),))).but(title=text)
    write_boards(film, {}, tmp_path / "boards.pdf")
    assert pages_in(tmp_path / "boards.pdf") == 2


def test_what_no_font_draws_is_found_once(tmp_path: Path) -> None:
    part = scene("1", (60,), (("anna", "\U00013080 and \U00013080", 0, 60),))
    found = write_boards(plan(part), {}, tmp_path / "boards.pdf")
    known = faces.font_for("\U00013080", "text") is not None
    assert found == (() if known else ("boards: no font here can draw \U00013080",))


def test_text_that_had_to_be_cut_is_found(tmp_path: Path) -> None:
    part = scene("1", (60,), (("anna", "Never lose content quietly. " * 60, 0, 60),))
    assert write_boards(plan(part), {}, tmp_path / "boards.pdf") == (
        "boards: the text under shot 1-A1 is longer than its panel and was cut",
    )


def test_a_failed_a_missing_and_an_unreadable_board_still_make_a_book(tmp_path: Path) -> None:
    film = plan()
    clips = clips_for(film, tmp_path)
    clips["1-A1"] = clips["1-A1"].but(failed="no seat for BEN")
    del clips["1-A2"]
    clips["1-A3"].board.write_text("not a picture")
    assert write_boards(film, clips, tmp_path / "boards.pdf") == (
        "boards: shot 1-A3: 1-A3.png cannot be read (it is not a picture)",
    )
    contact_sheet(film, clips, tmp_path / "contact.png")
    assert pages_in(tmp_path / "boards.pdf") >= 2


def drawn(tmp_path: Path) -> tuple[Plan, dict[str, Clip]]:
    """A film of one shot, its board blue and its drawing red."""
    film = plan(scene("1", [10]))
    clips = clips_for(film, tmp_path)
    Image.new("RGB", (320, 180), (200, 30, 30)).save(tmp_path / "drawing.png")
    return film, {"1-A1": clips["1-A1"].but(drawing=tmp_path / "drawing.png")}


def colour_on(path: Path) -> tuple[int, int, int]:
    """In the middle of the first panel."""
    page = pypdfium2.PdfDocument(path)[1].render(scale=2).to_pil()
    seen = page.getpixel((round((8 + 43) * 2 * 72 / 25.4), round((12 + 7 + 25) * 2 * 72 / 25.4)))
    assert isinstance(seen, tuple)
    return seen[0], seen[1], seen[2]


def test_the_book_shows_the_drawings_unless_the_shaded_ones_are_asked_for(tmp_path: Path) -> None:
    film, clips = drawn(tmp_path)
    assert write_boards(film, clips, tmp_path / "pencil.pdf") == ()
    assert write_boards(film, clips, tmp_path / "shaded.pdf", drawn=False) == ()
    pencil, shaded = (colour_on(tmp_path / f"{name}.pdf") for name in ("pencil", "shaded"))
    assert pencil[0] > pencil[2] + 100
    assert shaded[2] > shaded[0] + 50


def test_a_drawing_that_cannot_be_read_gives_way_to_the_shaded_board_and_is_told(tmp_path: Path) -> None:
    film, clips = drawn(tmp_path)
    whole = (tmp_path / "drawing.png").read_bytes()
    for content, why in ((whole[: len(whole) // 2], "drawing.png cannot be read"), (b"", "it is not a picture")):
        (tmp_path / "drawing.png").write_bytes(content)
        (told,) = write_boards(film, clips, tmp_path / "boards.pdf")
        assert told.startswith("boards: shot 1-A1: ")
        assert why in told
        assert "\n" not in told
        seen = colour_on(tmp_path / "boards.pdf")
        assert seen[2] > seen[0] + 50
    (tmp_path / "drawing.png").unlink()
    (told,) = write_boards(film, clips, tmp_path / "boards.pdf")
    assert "No such file" in told


def test_a_line_over_a_cut_is_shared_by_its_panels() -> None:
    film = plan(scene("1", (50, 50), (("anna", "one two three four five six seven eight nine ten", 0, 100),)))
    part = film.scenes[0]
    said = [words_of(film, part, each)[1].text for each in part.shots]
    assert said == ["one two three four five …", "… six seven eight nine ten"]


def test_a_line_says_its_parenthetical_where_it_starts() -> None:
    spoken = line("Go on.", parenthetical="(quietly)")
    assert heard(spoken, 0, 100) == "(quietly) Go on."
    assert heard(spoken, 0, 1) == ""


def test_a_shot_is_summed_up_as_a_camera_report_does() -> None:
    assert summary(shot("1-A1", 10)) == "MCU · 50 mm"
    assert summary(shot("1-A1", 10, angle="low", move="dolly", lens_mm=32.5)) == "MCU · low · 32.5 mm · dolly"


def test_a_shaded_board_that_cannot_be_read_is_told_though_the_book_has_its_drawing(tmp_path: Path) -> None:
    film, clips = drawn(tmp_path)
    assert unreadable(film, clips) == ()
    whole = clips["1-A1"].board.read_bytes()
    for content in (whole[:-30], whole[: len(whole) // 2], b"", b"not a picture"):
        clips["1-A1"].board.write_bytes(content)
        assert write_boards(film, clips, tmp_path / "boards.pdf") == ()
        (told,) = unreadable(film, clips)
        assert told.startswith("boards: shot 1-A1: 1-A1.png cannot be read (")
    clips["1-A1"].board.unlink()
    assert "No such file" in unreadable(film, clips)[0]
    # A shot that failed, or was never drawn, is told of elsewhere.
    assert unreadable(film, {"1-A1": clips["1-A1"].but(failed="no seat")}) == ()
    assert unreadable(film, {}) == ()


def test_an_unwritable_place_is_named(tmp_path: Path) -> None:
    with pytest.raises(CutError, match=r"nowhere/boards\.pdf: cannot be written"):
        write_boards(plan(), {}, tmp_path / "nowhere" / "boards.pdf")
    with pytest.raises(CutError, match=r"nowhere/contact\.png: cannot be written"):
        contact_sheet(plan(), {}, tmp_path / "nowhere" / "contact.png")


def test_the_contact_sheet_has_a_thumbnail_a_shot(tmp_path: Path) -> None:
    film = plan(scene("1", [10] * 7))
    contact_sheet(film, clips_for(film, tmp_path), tmp_path / "contact.png", columns=3)
    with Image.open(tmp_path / "contact.png") as sheet:
        assert sheet.width == 12 + 3 * (THUMBNAIL + 12)
        assert sheet.height == 12 + 3 * (180 + 30 + 12)
        colours = [sheet.getpixel((12 + 160 + 332 * column, 12 + 90)) for column in range(3)]
    assert [round(colour[0] / 10) for colour in colours] == [4, 11, 18]


def test_a_sheet_without_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CutError, match="at least one"):
        contact_sheet(plan(), {}, tmp_path / "contact.png", columns=0)


def test_a_shot_of_action_tells_what_the_script_says() -> None:
    made = plan(scene("1", (50,)))
    played = made.scenes[0]
    drop = Beat(id=played.shots[0].beat, kind="action", lines=(3, 3), text="Anna drops the key.")
    acted, talked = played.but(beats=(drop,)), played.but(beats=(drop.but(kind="dialogue"),))
    assert words_of(made, acted, acted.shots[0])[0].text == "Anna drops the key."
    assert words_of(made, talked, talked.shots[0])[0].text == talked.shots[0].description
