"""Scenes, cast, pages, language and headings of whole scripts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from film.screenplay import ElementType, Heading, Run, Screenplay, Source
from screenplay import fountain
from screenplay.assembly import assemble
from screenplay.headings import parse_heading, prefix_of
from screenplay.language import detect
from screenplay.manuscript import Draft, Manuscript
from screenplay.pages import LINES_PER_PAGE, measure, wrapped

DATA = Path(__file__).parent / "data"


def _vikings() -> Screenplay:
    return fountain.parse((DATA / "vikings.fountain").read_text(encoding="utf-8"))


def test_scenes_are_numbered_and_named() -> None:
    script = "FADE IN:\n\nINT. BUS - NIGHT\n\nAnna sits.\n\nEXT. STREET - DAY\n\nINT. BUS - NIGHT\n\nShe stands."
    screenplay = fountain.parse(script)
    first, street, second = (scene.id for scene in screenplay.scenes)
    assert street == "ext_street_day"
    assert first != second
    assert first.startswith("int_bus_night_")
    assert second.startswith("int_bus_night_")
    assert [scene.number for scene in screenplay.scenes] == ["1", "2", "3"]
    assert [scene.lines for scene in screenplay.scenes] == [(3, 5), (7, 7), (9, 11)]
    assert [element.type for element in screenplay.elements_of(screenplay.scenes[0])] == ["scene_heading", "action"]


def test_the_writers_numbers_are_kept_and_told_apart() -> None:
    headings = ["INT. A #12#", "INT. B", "INT. C", "INT. D #12A#", "INT. E #13#", "INT. F #13#"]
    screenplay = fountain.parse("\n\n".join(headings))
    assert [scene.number for scene in screenplay.scenes] == ["12", "12B", "12C", "12A", "13", "13A"]
    assert [each.line for each in screenplay.diagnostics] == [11]


def test_what_plays_before_the_first_heading_is_a_scene_of_its_own() -> None:
    opening, first = fountain.parse("A dark road.\n\nINT. CAR - NIGHT\n\nHe drives.").scenes
    assert (opening.number, opening.id, opening.heading) == (
        "0",
        "opening",
        Heading(setting=None, place="", location=""),
    )
    assert first.number == "1"


def test_an_omitted_scene_says_so() -> None:
    assert [scene.omitted for scene in fountain.parse(".OMITTED #5#\n\nINT. BAR - DAY #6#\n\nGo.").scenes] == [
        True,
        False,
    ]


def test_one_person_across_extensions_and_spellings() -> None:
    cues = ["ANNA", "ANNA (V.O.)", "ANNA (CONT'D)", "@Anna", "ANNA’S VOICE", "@McCLANE", "MCCLANE (O.S.)", "ZOÉ"]
    screenplay = fountain.parse("\n\n".join(f"{cue}\nOne two three." for cue in cues))
    anna, mcclane, zoe = screenplay.cast
    assert (anna.id, anna.name, anna.aliases, anna.lines, anna.words) == ("anna", "ANNA", ("Anna",), 5, 15)
    assert (mcclane.name, mcclane.lines) == ("McCLANE", 2)
    assert zoe.name == "ZOÉ"


def test_a_sentence_in_capitals_read_as_a_cue_is_pointed_out() -> None:
    screenplay = fountain.parse("INT. BAR - DAY\n\nA DOOR SLAMS.\nAnna turns.")
    assert [(each.severity, each.line) for each in screenplay.diagnostics] == [("info", 3)]


def test_a_heading_without_its_blank_lines_is_pointed_out() -> None:
    screenplay = fountain.parse("INT. BAR - DAY\n\nShe goes.\nEXT. STREET - DAY\n\nRain.")
    assert [(each.severity, each.line) for each in screenplay.diagnostics] == [("warning", 4)]


def test_a_feature_breaks_its_pages_where_final_draft_does() -> None:
    screenplay = _vikings()
    truth = json.loads((DATA / "vikings_pages.json").read_text(encoding="utf-8"))["elements_a_page"]
    ends = measure(screenplay.elements).ends
    pages = [
        (end - 1) // LINES_PER_PAGE
        for element, end in zip(screenplay.elements, ends, strict=True)
        if element.type not in ("note", "boneyard", "section", "synopsis", "page_break")
    ]
    breaks = {index for index in range(1, len(pages)) if pages[index] != pages[index - 1]}
    wanted = {sum(truth[:page]) for page in range(1, len(truth))}
    assert len(truth) - 1 < screenplay.pages <= len(truth)
    assert len(breaks & wanted) >= 0.95 * len(wanted)


def test_eighths_and_minutes_add_up() -> None:
    screenplay = _vikings()
    assert min(scene.eighths for scene in screenplay.scenes) >= 1
    total = sum(scene.eighths for scene in screenplay.scenes) / 8
    assert screenplay.pages <= total <= screenplay.pages + len(screenplay.scenes) / 8
    low, high = screenplay.minutes
    assert low < 113 < high


@pytest.mark.parametrize(
    ("line", "width", "lines"),
    [("", 5, 1), ("abcde", 5, 1), ("abc de", 5, 2), ("ab cd ef", 5, 2), ("abcdefghijk", 5, 3), ("日本語", 5, 2)],
)
def test_wrapping(line: str, width: int, lines: int) -> None:
    assert wrapped(line, width) == lines


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("INT. BUS - UPPER DECK - NIGHT - CONTINUOUS", ("INT", "BUS", "UPPER DECK", "NIGHT", ("CONTINUOUS",))),
        ("INT./EXT. CAR - MOVING - DAY", ("INT/EXT", "CAR", "", "DAY", ("MOVING",))),
        ("EXT. BEACH - LATER", ("EXT", "BEACH", "", "LATER", ("LATER",))),
        ("INT. KITCHEN (NIGHT)", ("INT", "KITCHEN", "", "NIGHT", ())),
        ("INT KITCHEN NIGHT", ("INT", "KITCHEN", "", "NIGHT", ())),
        ("EXT. ROOF - 3:00 AM", ("EXT", "ROOF", "", "3:00 AM", ())),
        ("EXT. GARTEN - SPÄTER NACHMITTAG", ("EXT", "GARTEN", "", "SPÄTER NACHMITTAG", ())),
        ("INT. CUISINE - PETIT MATIN", ("INT", "CUISINE", "", "PETIT MATIN", ())),
        ("EXT. CALLE – AL AMANECER", ("EXT", "CALLE", "", "AL AMANECER", ())),
        ("INT. CAR/EXT. ROAD - DAY", ("INT/EXT", "CAR", "ROAD", "DAY", ())),
        ("INT. VAN (MOVING) - PRE-DAWN", ("INT", "VAN", "", "PRE-DAWN", ("MOVING",))),
        ("EXT. FIELD - 2 A.M.", ("EXT", "FIELD", "", "2 A.M.", ())),
        ("INT. SALA - MÁS TARDE", ("INT", "SALA", "", "MÁS TARDE", ("MÁS TARDE",))),
        ("INT. DAYCARE", ("INT", "DAYCARE", "", "", ())),
        ("SNIPER SCOPE POV", (None, "SNIPER SCOPE POV", "", "", ())),
    ],
)
def test_headings_apart(text: str, heading: tuple[object, ...]) -> None:
    found = parse_heading(text)
    assert (found.setting, found.location, found.sub_location, found.time, found.modifiers) == heading


@pytest.mark.parametrize(
    "text", ["INTERCUT HOUSE / BARN", "INTERDIT D’ENTRER", "Est-ce lui ?", "I walk.", "E", "Interne Notiz."]
)
def test_words_that_only_begin_like_a_prefix(text: str) -> None:
    assert [element.type for element in fountain.parse(f"Go.\n\n{text}\n\nOk.").elements] == ["action"] * 3


def test_letters_that_only_fold_to_a_prefix_are_none() -> None:
    assert [prefix_of(text) for text in ("İNTERİOR. EV", "İNT. EV", "İNNEN/AUSSEN. EV")] == [None] * 3
    assert parse_heading("INT. EV/EXT. YOL").setting == "INT/EXT"


def test_prefixes_of_other_languages_are_headings() -> None:
    for text in ("INNEN. BÜRO - TAG", "INTÉRIEUR. CUISINE - JOUR", "ИНТ. КВАРТИРА - ДЕНЬ", "内景。厨房 - 日"):
        assert prefix_of(text) is not None
        assert [scene.heading.setting for scene in fountain.parse(text).scenes] == ["INT"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "She looks at the door and waits for him to speak."),
        ("fr", "Elle regarde la porte et attend que son frère lui parle."),
        ("de", "Sie sieht die Tür an und wartet, dass er mit ihr spricht."),
        ("es", "Ella mira la puerta y espera a que su hermano le hable."),
        ("it", "Lei guarda la porta e aspetta che il fratello le parli della casa."),
        ("pt", "Ela olha para a porta e espera que o irmão fale com ela."),
        ("ru", "Она смотрит на дверь и ждёт."),
        ("zh", "她看着门，等他说话。"),
        ("ja", "彼女はドアを見て、彼が話すのを待つ。"),
        ("ko", "그녀는 문을 바라보며 기다린다."),
        ("hi", "वह दरवाज़े को देखती है।"),
        ("ar", "تنظر إلى الباب وتنتظر."),
        ("en", ""),
    ],
)
def test_language_by_its_words(code: str, text: str) -> None:
    assert detect(text) == code


@pytest.mark.parametrize("named", ["fr", "French", "français", "fr-CA"])
def test_the_title_page_names_the_language(named: str) -> None:
    assert fountain.parse(f"Title: X\nLanguage: {named}\n\nINT. BAR - DAY\n\nThe end of it.").language == "fr"


def test_dual_dialogue_is_as_high_as_its_longer_side() -> None:
    left, right = "ANNA\n" + "one\n" * 3, "BOB ^\n" + "two\n" * 5
    elements = fountain.parse(f"{left}\n{right}").elements
    assert [element.dual for element in elements] == ["left", "left", "right", "right"]
    assert measure(elements).ends[-1] == 6


def test_a_page_break_starts_a_page() -> None:
    elements = fountain.parse("INT. BAR - DAY\n\nGo.\n\n===\n\nStay.").elements
    assert measure(elements).ends == (1, 3, LINES_PER_PAGE, LINES_PER_PAGE + 1)


def test_force_marks_inside_a_paragraph_survive() -> None:
    text = "Go.\n!# no section\n!~no song\n!\nEnd.\n"
    (action,) = fountain.parse(text).elements
    assert action.text == "Go.\n# no section\n~no song\n\nEnd."
    assert fountain.write(fountain.parse(text)) == text


def test_comments_are_elements_at_their_lines() -> None:
    screenplay = fountain.parse("INT. BAR - DAY\n\nShe [[why?]] waits.\n/* cut\n\nthis */\nANNA\nHi [[low]] there.")
    found = [(element.type, element.text, element.lines) for element in screenplay.elements]
    assert found == [
        ("scene_heading", "INT. BAR - DAY", (1, 1)),
        ("action", "She waits.", (3, 3)),
        ("note", "why?", (3, 3)),
        ("boneyard", "cut\n\nthis", (4, 6)),
        ("character", "ANNA", (7, 7)),
        ("dialogue", "Hi there.", (8, 8)),
        ("note", "low", (8, 8)),
    ]


def test_only_three_line_ends_count() -> None:
    screenplay = fountain.parse("Go\u2028on\x0bnow.\r\rINT. BAR - DAY\r\n\r\nOk\x85.")
    assert [element.lines for element in screenplay.elements] == [(1, 1), (3, 3), (5, 5)]


def test_writing_forces_only_what_needs_it() -> None:
    text = (
        "INT. BAR - DAY #4#\n\n!A DOOR SLAMS\nANNA turns.\n\n"
        "@McCLANE\nHi *you*, room 2_b.\n(beat)\nBye.\n\nCUT TO:\n\n> FADE OUT.\n"
    )
    assert fountain.write(fountain.parse(text)) == text


def test_a_scene_ends_before_the_next_one_wherever_its_notes_are_kept() -> None:
    kinds: list[tuple[ElementType, str, int]] = [
        ("scene_heading", "INT. A - DAY", 1), ("note", "kept at the end of the file", 50), ("action", "Rain.", 2),
        ("scene_heading", "INT. B - DAY", 3), ("action", "Sun.", 4),
    ]  # fmt: skip
    drafts = [Draft(kind, (Run(text=text),), line, line) for kind, text, line in kinds]
    manuscript = Manuscript(drafts, {}, [], Source(format="fdx", text=""))
    assert [scene.lines for scene in assemble(manuscript).scenes] == [(1, 2), (3, 4)]
