"""The wardrobe by story day: what the script says, a change where another day dawns, the same person throughout."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from film.cast import CharacterSheet, Outfit
from film.cielab import from_lab, to_lab
from planner.breakdown import break_down
from planner.characters import Named, Naming, cast_sheets, dress
from planner.characters.clothes import clothes_in
from planner.characters.dressing import Dressed
from planner.characters.palette import TOPS, min_distance
from planner.characters.wardrobe import colour_name, worn_in
from screenplay.fountain import parse

NAMING = Naming([Named("anna", "ANNA"), Named("bob", "BOB")])
GENDERS = {"anna": 0.0, "bob": 1.0}

DAYS = """
EXT. PORT - DAY

ANNA, 34, in a red coat and a grey cap, waits. BOB, 40, in a blue uniform, comes to her.

ANNA
Hm.

INT. FLAT - NIGHT

Anna sits. She takes off her cap.

INT. HALL - CONTINUOUS

Anna and Bob walk.

INT. KITCHEN - NEXT MORNING

Anna and Bob eat.

INT. CHURCH - LATER

Anna, now in a black dress, kneels. Bob waits.

EXT. SEA - DAY (FLASHBACK)

Anna swims.

INT. CHURCH - DAY

Anna rises.
"""


def dressed(text: str) -> Dressed:
    script = parse(text)
    cast = cast_sheets(script, ())
    return dress(cast, break_down(script, cast))


def worn(found: Dressed, who: str) -> list[CharacterSheet]:
    """Somebody as they look in each scene that they are in."""
    sheet = next(sheet for sheet in found.cast if sheet.id == who)
    return [sheet.dressed(outfits[who]) for outfits in found.worn.values() if who in outfits]


def test_the_first_day_is_as_the_sheet_says() -> None:
    found = dressed(DAYS)
    anna = next(sheet for sheet in found.cast if sheet.id == "anna")
    first = worn(found, "anna")[0]
    assert (first.palette, first.hair) == (anna.palette, anna.hair)
    assert anna.wardrobe[0].text == "red coat and a grey cap"
    assert anna.wardrobe[0].days == (1,)


def test_what_comes_off_is_off_in_the_next_scene() -> None:
    port, flat, hall, *_ = worn(dressed(DAYS), "anna")
    assert (port.hair, flat.hair) == ("cap", "cap")
    assert hall.hair not in ("cap", "hood")
    assert hall.palette == port.palette


def test_another_day_another_top_but_the_same_person() -> None:
    port, _, _, kitchen, *_ = worn(dressed(DAYS), "anna")
    assert kitchen.palette.top != port.palette.top
    assert kitchen.palette.bottom != port.palette.bottom
    assert (kitchen.palette.skin, kitchen.palette.hair, kitchen.build) == (
        port.palette.skin, port.palette.hair, port.build,
    )  # fmt: skip
    assert min_distance(kitchen.palette.top, [port.palette.top]) < 40


def test_the_script_dresses_and_a_uniform_stays() -> None:
    found = dressed(DAYS)
    *_, church, sea, again = worn(found, "anna")
    black = worn_in("a black dress")
    assert (church.palette.top, church.palette.bottom) == (black.top, black.bottom)
    assert sea.palette.top != church.palette.top
    assert again.palette == church.palette
    assert {outfits["bob"] for outfits in found.worn.values() if "bob" in outfits} == {"usual"}


def test_a_scene_more_changes_nobody_elsewhere() -> None:
    more = DAYS.replace("INT. HALL", "INT. LIFT - CONTINUOUS\n\nAnna waits.\n\nINT. HALL")
    before, after = dressed(DAYS), dressed(more)
    assert {scene: after.worn[scene] for scene in before.worn} == before.worn


def test_a_directors_outfit_is_worn_on_its_day() -> None:
    script = parse(DAYS)
    cast = cast_sheets(script, ())
    own = Outfit(id="mine", text="a green gown", days=(2,), top="#00aa00")
    cast = tuple(sheet.but(wardrobe=(own,)) if sheet.id == "anna" else sheet for sheet in cast)
    found = dress(cast, break_down(script, cast))
    assert found.worn["int_kitchen_next_morning"]["anna"] == "mine"
    assert next(sheet for sheet in found.cast if sheet.id == "anna").wardrobe[0] == own


def test_dressing_twice_is_dressing_once() -> None:
    script = parse(DAYS)
    cast = cast_sheets(script, ())
    once = dress(cast, break_down(script, cast))
    assert dress(once.cast, break_down(script, once.cast)).worn == once.worn


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna, 34, in a red coat, waits.", [("anna", "wears", "red coat")]),
        ("Bob wears a blue uniform.", [("bob", "wears", "blue uniform")]),
        ("ANNA, 44, thin, a white shirt, writes.", [("anna", "wears", "white shirt")]),
        ("Anna waits. She takes off her coat.", [("anna", "off", "coat")]),
        ("Anna puts on her hat.", [("anna", "on", "hat")]),
        ("Bob pulls his jacket on.", [("bob", "on", "jacket")]),
        ("Anna pulls up her hood.", [("anna", "on", "hood")]),
        ("Anna changes into a black dress.", [("anna", "wears", "black dress")]),
        ("Anna looks at a man in a red coat.", []),
        ("Anna holds a red coat.", []),
        ("Anna sits in a red chair.", []),
        ("A woman in a red coat waits.", []),
        ('Anna reads: "Bob in a red coat."', []),
        ("Anna's coat hangs on the door.", []),
    ],
)
def test_what_is_said_of_clothes(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(said.character, said.how, said.text) for said in clothes_in(text, NAMING, GENDERS)] == expected


def test_a_coat_goes_off_and_on() -> None:
    text = (
        "INT. A - DAY\n\nANNA, 30, in a red coat, waits. She takes off her coat.\n\nINT. B - DAY\n\n"
        "Anna puts on her coat.\n\nINT. C - DAY\n\nAnna waits.\n"
    )
    a, b, c = worn(dressed(text), "anna")
    assert a.palette != b.palette
    assert c.palette == a.palette


def test_lab_and_back() -> None:
    assert all(from_lab(to_lab(colour)) == colour for colour in (*TOPS, "#000000", "#ffffff", "#ff0000"))


def test_colours_have_names() -> None:
    assert [colour_name(colour) for colour in ("#a8322d", "#33598f", "#25262b", "#d0cabe")] == [
        "red", "blue", "black", "white",
    ]  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["DAY", "NIGHT", "NEXT MORNING", "CONTINUOUS", "DAY (FLASHBACK)"]), max_size=8))
def test_everybody_in_a_scene_wears_something_of_their_own(times: list[str]) -> None:
    scenes = "".join(
        f"INT. R{i} - {time}\n\nANNA and BOB wait.\n\nANNA\nHm.\n\nBOB\nHm.\n\n" for i, time in enumerate(times)
    )
    script = parse(f"INT. A - DAY\n\nANNA\nHm.\n\nBOB\nHm.\n\n{scenes}")
    cast = cast_sheets(script, ())
    facts = break_down(script, cast)
    found = dress(cast, facts)
    sheets = {sheet.id: sheet for sheet in found.cast}
    by_day: dict[tuple[int, str], str] = {}
    for scene in facts:
        assert set(found.worn[scene.scene]) == set(scene.present)
        for who, outfit in found.worn[scene.scene].items():
            assert scene.story_day in next(each for each in sheets[who].wardrobe if each.id == outfit).days
            assert by_day.setdefault((scene.story_day, who), outfit) == outfit
    for sheet in found.cast:
        assert len({outfit.id for outfit in sheet.wardrobe}) == len(sheet.wardrobe)
        assert all(a.id != b.id for a, b in combinations(sheet.wardrobe, 2))
