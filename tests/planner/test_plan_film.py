"""Whole films planned from scripts: scenes, sheets, the director's own sheets, and what cannot be planned."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from film.errors import PlanError
from film.plan import Format, Plan
from planner import plan
from planner.brief import Brief
from planner.continuity import check
from screenplay import read
from screenplay.fountain import parse

SAMPLES = Path(__file__).parents[2] / "samples"
PICTURE = Format(width=320, height=180)
SCRIPT = """Title: Small

INT. KITCHEN - DAY

ANNA and BEN stand at the table.

ANNA
Where were you?

BEN
Out.

INT. KITCHEN - DAY

ANNA
Out is not a place.

EXT. STREET - NIGHT

Rain. Nobody.
"""


def small(**brief: object) -> Plan:
    """The plan of a small script."""
    return plan(parse(SCRIPT), Brief(format=PICTURE).but(**brief))


@pytest.mark.parametrize("name", ["one_table", "la_lettre"])
def test_every_scene_of_a_sample_holds(name: str) -> None:
    script = read(SAMPLES / f"{name}.fountain")
    film = plan(script, Brief(format=PICTURE))
    assert [finding.message for finding in check(film, screenplay=script) if not finding.excused] == []
    spoken = [element for element in script.elements if element.type == "dialogue"]
    assert sum(len(scene.dialogue) for scene in film.scenes) == len(spoken)


def test_a_place_is_established_once_while_the_story_stays_in_it() -> None:
    first, second, third = small().scenes
    assert [scene.shots[0].idiom == "establishing" for scene in (first, second, third)] == [True, False, True]


def test_shot_ids_are_scene_setup_and_running_number() -> None:
    ids = [shot.id for scene in small().scenes for shot in scene.shots]
    assert ids[0] == "1-A1"
    assert len(set(ids)) == len(ids)
    assert all(shot.id.split("-")[1].startswith(shot.setup) for scene in small().scenes for shot in scene.shots)


def test_only_the_wanted_scenes_are_planned_and_keep_their_numbers() -> None:
    film = small(scenes=("3",))
    assert [scene.number for scene in film.scenes] == ["3"]
    assert len(film.places) == 1


def test_a_scene_that_does_not_exist_is_named() -> None:
    with pytest.raises(PlanError, match=r"no scene 9\. The script has 1, 2, 3"):
        small(scenes=("9",))


def test_a_directors_sheet_replaces_ours() -> None:
    film = small()
    anna = next(sheet for sheet in film.cast if sheet.name == "ANNA" or sheet.name.title() == "Anna")
    tall = anna.but(build=anna.build.but(height=2.1))
    again = small(cast=(tall,))
    assert next(sheet for sheet in again.cast if sheet.id == anna.id).build.height == 2.1
    assert again.scenes[0].shots != film.scenes[0].shots


def test_an_empty_place_is_still_a_scene() -> None:
    street = small().scenes[-1]
    assert street.frames > 0
    assert street.shots[0].subjects == ()


TWICE = """INT. OFFICE - DAY

ANNA, in a red coat, and BEN wait.

ANNA
I have to go.

Anna leaves by the door.

INT. OFFICE - DAY

Ben sits. Anna comes in.

BEN
Back already?
"""


def test_everybody_wears_an_outfit_of_their_wardrobe() -> None:
    film = plan(parse(TWICE), Brief(format=PICTURE))
    outfits = {sheet.id: {outfit.id for outfit in sheet.wardrobe} for sheet in film.cast}
    for scene in film.scenes:
        assert {mark.character for shot in scene.shots for mark in shot.marks} <= set(scene.wardrobe)
        assert all(worn in outfits[who] for who, worn in scene.wardrobe.items())


def test_who_left_by_a_door_comes_back_by_it() -> None:
    first, second = plan(parse(TWICE), Brief(format=PICTURE)).scenes
    out = [mark for shot in first.shots for mark in shot.marks if mark.character == "anna"][-1]
    back = next(mark for shot in second.shots for mark in shot.marks if mark.character == "anna")
    assert math.dist(out.position[:2], back.position[:2]) < 0.6


def test_a_film_far_off_its_pages_says_why() -> None:
    short = "EXT. ROAD - DAY\n\nANNA waits for BEN.\n\n" + "ANNA\nNo.\n\nBEN\nYes.\n\n" * 20
    film = plan(parse(short), Brief(format=PICTURE))
    assert "against" in film.notes[0]
    assert "its lines are short" in film.scenes[0].notes[0]
