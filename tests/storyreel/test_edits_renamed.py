"""A director's edits of somebody whom the writer calls otherwise in the next draft, and of what they wear."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from film.plan import Plan
from film.shot import Shot
from screenplay import fountain
from tests.storyreel.test_edits_planned import BAR, Desk

LATER = f"{BAR}INT. BAR - DAY\n\nAnna comes in and sits down.\n\nANNA\nGood morning.\n\nBEN\nTea again?\n\n"
RENAMED = LATER.replace("ANNA", "HANNAH").replace("Anna", "Hannah")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Two scenes at a bar, as first planned."""
    return Desk(tmp_path, fountain.parse(LATER))


def single(plan: Plan, who: str) -> Shot:
    """A shot in which somebody speaks and has a mark."""
    shots = (shot for shot in plan.scenes[0].shots if any(part.character == who for part in shot.speech))
    return next(shot for shot in shots if any(mark.character == who for mark in shot.marks))


def marked(shot: Shot) -> set[str]:
    return {mark.character for mark in shot.marks}


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert re.search(old, text)
    path.write_text(re.sub(old, new, text, count=1))


def test_somebody_renamed_keeps_the_look_that_a_director_gave_them(desk: Desk) -> None:
    sheet = desk.reel.folder / "cast" / "anna.yaml"
    change(sheet, r'top: "#\w+"', 'top: "#aa2222"  # red')
    before = next(sheet for sheet in desk.plan().plan.cast if sheet.id == "anna")
    edits = desk.plan(fountain.parse(RENAMED))
    now = next(sheet for sheet in edits.plan.cast if sheet.id == "hannah")
    assert now.palette.top == "#aa2222"
    assert (now.build.age, now.hair, now.palette.skin) == (before.build.age, before.hair, before.palette.skin)
    assert edits.told == ("cast/anna.yaml, which you edited, is cast/hannah.yaml now",)
    assert not sheet.exists()
    assert 'top: "#aa2222"  # red' in sheet.with_name("hannah.yaml").read_text()
    assert desk.plan().told == ()


def test_a_sheet_of_the_new_name_that_a_director_wrote_goes_first(desk: Desk) -> None:
    sheet = desk.reel.folder / "cast" / "anna.yaml"
    change(sheet, r'top: "#\w+"', 'top: "#aa2222"')
    own = sheet.read_text().replace("id: anna", "id: hannah").replace("#aa2222", "#22aa22")
    sheet.with_name("hannah.yaml").write_text(own)
    edits = desk.plan(fountain.parse(RENAMED))
    assert next(sheet for sheet in edits.plan.cast if sheet.id == "hannah").palette.top == "#22aa22"
    assert "cast/anna.yaml is kept but nothing in the script uses it" in edits.told
    assert sheet.exists()


def test_marks_and_wardrobe_by_hand_go_with_the_new_name(desk: Desk) -> None:
    path = desk.scenes()[0]
    shot = single(desk.plan().plan, "anna")
    x, y, z = next(mark.position for mark in shot.marks if mark.character == "anna")
    moved = f"position: [{x + 0.07:.2f}, {y:g}, {z:g}]"
    desk.edit(path, shot.id, r"(character: anna, frame: 0, )position: \[[^\]]*\]", rf"\1{moved}")
    edits = desk.plan(fountain.parse(RENAMED))
    now = next(each for each in edits.plan.scenes[0].shots if each.id == shot.id)
    assert "anna" not in {who for each in edits.plan.scenes[0].shots for who in marked(each)}
    there = next(mark.position[0] for mark in now.marks if mark.character == "hannah")
    assert there == pytest.approx(x + 0.07, abs=0.006)
    assert "anna" not in edits.plan.scenes[0].wardrobe
    assert not re.search(r"character: anna\b|[\[ ]anna[,\]]", path.read_text())


def test_a_locked_shot_shows_the_renamed_and_nobody_else(desk: Desk) -> None:
    path = desk.scenes()[0]
    shot = single(desk.plan().plan, "anna")
    desk.edit(path, shot.id, r"(    frames: \d+)\n", r"\1\n    lock: true  # stays\n")
    edits = desk.plan(fountain.parse(RENAMED))
    now = next(each for each in edits.plan.scenes[0].shots if each.id == shot.id)
    assert now.lock
    assert "anna" not in marked(now) | set(now.subjects)
    assert marked(now) == {who if who != "anna" else "hannah" for who in marked(shot)}
    assert "lock: true  # stays" in path.read_text()
    assert desk.plan().told == ()


def test_an_edited_sheet_keeps_its_wardrobe_and_an_edited_outfit_is_no_conflict(desk: Desk) -> None:
    sheet = desk.reel.folder / "cast" / "anna.yaml"
    outfits = re.findall(r"  - id: (\w+)\n    text", sheet.read_text())
    assert len(outfits) > 1
    change(sheet, rf"(id: {outfits[1]}\n    text: [^\n]*\n    days: [^\n]*\n    top: )\S+", r'\1"#ff0000"')
    for words in (LATER, LATER.replace("Good morning", "A good morning")):
        edits = desk.plan(fountain.parse(words))
        assert edits.told == ()
        anna = next(each for each in edits.plan.cast if each.id == "anna")
        assert [outfit.id for outfit in anna.wardrobe] == outfits
        assert next(outfit.top for outfit in anna.wardrobe if outfit.id == outfits[1]) == "#ff0000"
        assert re.findall(r"  - id: (\w+)\n    text", sheet.read_text()) == outfits


def test_what_a_director_dresses_somebody_in_stays_in_their_wardrobe(desk: Desk) -> None:
    outfits = re.findall(r"  - id: (\w+)\n    text", (desk.reel.folder / "cast" / "anna.yaml").read_text())
    change(desk.scenes()[0], rf"anna: {outfits[0]}", f"anna: {outfits[1]}")
    desk.plan()
    for _ in range(2):  # the day that the outfit was for has left the script
        plan = desk.plan(fountain.parse(BAR)).plan
        assert plan.scenes[0].wardrobe["anna"] == outfits[1]
        assert outfits[1] in {outfit.id for sheet in plan.cast for outfit in sheet.wardrobe if sheet.id == "anna"}


def test_a_place_renamed_keeps_the_edits_of_its_plan(desk: Desk) -> None:
    (path,) = (desk.reel.folder / "places").glob("*.yaml")
    change(path, r"ceiling: [\d.]+", "ceiling: 3.4  # high")
    edits = desk.plan(fountain.parse(LATER.replace("INT. BAR", "INT. HARRY'S BAR")))
    (place,) = edits.plan.places
    assert place.id != path.stem
    assert place.ceiling == 3.4
    assert not path.exists()
    assert "ceiling: 3.4  # high" in path.with_name(f"{place.id}.yaml").read_text()


def test_an_id_that_slips_is_refused_with_the_nearest(desk: Desk) -> None:
    sheet = desk.reel.folder / "cast" / "anna.yaml"
    change(sheet, "id: anna", "id: ana")
    with pytest.raises(Exception, match=r"anna\.yaml:5: nothing in the script has the id ana\. Did you mean anna\?"):
        desk.plan()
