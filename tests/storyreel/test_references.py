"""Reference images: found in the reel, held to their consent, shown where they fit."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from film.errors import ProjectError
from film.references import Consent
from renderer.request import Look, requests_of
from screenplay import fountain
from screenplay.revisions import revise
from storyreel.references import commands
from tests.storyreel.reference_desk import LEAVE, TODAY, Desk, picture, shots
from tests.storyreel.test_models import SCRIPT


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_shot_is_given_who_is_in_it(desk: Desk) -> None:
    desk.put("references/anna.png")
    desk.put("references/kitchen.png", picture(120))
    desk.name("cast/anna.yaml", f"{{file: references/anna.png, view: front, {LEAVE}}}")
    desk.name("places/int_kitchen.yaml", "references/kitchen.png")
    references = desk.references()
    references.hold()
    for scene in references.plan.scenes:
        for shot in scene.shots:
            wanted = ({"anna"} if "anna" in shot.subjects else set()) | ({"int_kitchen"} & {scene.place})
            shown = references.shown(scene, shot)
            assert set(shown) == wanted
            assert all(image.of == of and image.file.is_file() for of, (image,) in shown.items())


def test_images_change_nothing_of_the_previs(desk: Desk) -> None:
    before = [each.recipe() for each in requests_of(desk.plan().plan, Look())]
    desk.put("references/anna.png")
    desk.name("cast/anna.yaml", f"{{file: references/anna.png, {LEAVE}}}")
    desk.write("scenes/001.yaml", "lines: [3, 3]}", "lines: [3, 3], references: [references/anna.png]}")
    plan = desk.plan().plan
    assert plan.cast[0].references
    assert plan.scenes[0].breakdown.props[0].references
    assert [each.recipe() for each in requests_of(plan, Look())] == before


def test_what_a_director_wrote_stays_as_it_was_written(desk: Desk) -> None:
    desk.name("cast/anna.yaml", f"{{file: references/anna.png, {LEAVE}}}  # out of her own hand", "references/b.png")
    text = desk.file("cast/anna.yaml").read_text()
    desk.plan()
    assert desk.file("cast/anna.yaml").read_text() == text
    # the script says another age, so that the sheet is written anew
    desk.script = type(desk.script).model_validate_json(desk.script.model_dump_json().replace("ANNA, 30,", "ANNA, 41,"))
    desk.plan()
    again = desk.file("cast/anna.yaml").read_text()
    assert again != text
    assert "# out of her own hand" in again
    assert [each.file for each in desk.plan().plan.cast[0].references] == ["references/anna.png", "references/b.png"]
    consent = desk.plan().plan.cast[0].references[0].consent
    assert consent == Consent(whose="A. Player", purpose="this film", until=date(2027, 12, 31))


@pytest.mark.parametrize(
    ("image", "says"),
    [
        ("references/anna.gif", "a reference is a .png, .jpg or .webp file"),
        ("{file: references/anna.png, veiw: front}", r"veiw\. Did you mean view"),
        ("{file: references/anna.png, view: frontal}", "'frontal'"),
        ("{file: references/anna.png, consent: {whose: A. Player}}", "purpose is missing"),
        ("{file: references/anna.png, consent: {whose: ' ', purpose: film}}", "whose"),
        ("{file: references/anna.png, consent: {whose: A, purpose: b, until: soon}}", "until"),
        ("{file: references/anna.png, content: abc}", "64 hexadecimal digits"),
    ],
)
def test_a_slip_is_refused_in_its_line(desk: Desk, image: str, says: str) -> None:
    line = desk.name("cast/anna.yaml", image)
    with pytest.raises(ProjectError, match=says) as refusal:
        desk.plan()
    assert str(refusal.value).startswith(f"{desk.file('cast/anna.yaml')}:{line}: ")


def test_a_slip_in_a_things_line_is_refused_there(desk: Desk) -> None:
    desk.write("scenes/001.yaml", "lines: [3, 3]}", "lines: [3, 3], references: [{file: cup.tiff}]}")
    lines = desk.file("scenes/001.yaml").read_text().splitlines()
    line = next(number for number, text in enumerate(lines, 1) if "cup.tiff" in text)
    with pytest.raises(ProjectError, match=r"a reference is a \.png, \.jpg or \.webp file") as refusal:
        desk.plan()
    assert str(refusal.value).startswith(f"{desk.file('scenes/001.yaml')}:{line}: ")


OUTSIDE = [
    "../../outside.png", "/etc/hostname.png", "references/../../../x.png", "references/link.png", "references/up/x.png",
]  # fmt: skip


@pytest.mark.parametrize("file", OUTSIDE)
def test_nothing_outside_of_the_reel_is_read(desk: Desk, tmp_path: Path, file: str) -> None:
    (tmp_path / "x.png").write_bytes(picture())
    desk.put("references/in.png")
    (desk.reel.folder / "references" / "link.png").symlink_to(tmp_path / "x.png")
    (desk.reel.folder / "references" / "up").symlink_to(tmp_path)
    line = desk.name("cast/anna.yaml", f"{{file: {file}, {LEAVE}}}")
    with pytest.raises(ProjectError, match="is not in the reel's folder") as refusal:
        desk.references().hold()
    assert str(refusal.value).startswith(f"{desk.file('cast/anna.yaml')}:{line}: ")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", "is an EPS"),
        (b"<svg/>", "is an SVG"),
        (picture()[:120], "is damaged or cut off"),
        (b"", "is not there"),
    ],
)
def test_a_file_that_is_no_image_is_refused_before_anything_is_spent(desk: Desk, data: bytes, says: str) -> None:
    if data:
        desk.put("references/a.png", data)
    line = desk.name("cast/anna.yaml", f"{{file: references/a.png, {LEAVE}}}")
    references = desk.references()
    with pytest.raises(ProjectError, match=says) as refusal:
        references.hold()
    assert str(refusal.value).startswith(f"{desk.file('cast/anna.yaml')}:{line}: the reference references/a.png cannot")
    scene = references.plan.scenes[0]
    with pytest.raises(ProjectError):
        references.shown(scene, scene.shots[0])


@pytest.mark.parametrize("name", ["\0.png", "a" * 400 + ".png", "~/x.png", "%s{0}$HOME`id`;|.png", "-rf.png"])
def test_a_hostile_name_is_a_file_that_is_not_there(desk: Desk, name: str) -> None:
    desk.name("cast/anna.yaml", f"{{file: {json.dumps(name)}, {LEAVE}}}")
    if "\0" in name:
        with pytest.raises(ProjectError):
            desk.references().hold()
        return
    (refused,) = desk.references().refusals
    assert "\n" not in str(refused.error(desk.reel.folder))


def test_without_consent_nothing_renders(desk: Desk) -> None:
    desk.put("references/anna.png")
    line = desk.name("cast/anna.yaml", "references/anna.png")
    references = desk.references()
    with pytest.raises(ProjectError) as refusal:
        references.hold()
    said = str(refusal.value)
    assert said.startswith(
        f"{desk.file('cast/anna.yaml')}:{line}: the reference references/anna.png of ANNA has no con"
    )
    assert "Add consent: {whose: NAME, purpose: WHAT FOR" in said
    (refused,) = references.refusals
    assert list(refused.shots) == desk.shots_with("anna")
    for scene in references.plan.scenes:
        with pytest.raises(ProjectError, match="has no consent"):
            references.shown(scene, scene.shots[0])


def test_a_place_needs_no_consent_but_is_held_to_one(desk: Desk) -> None:
    desk.put("references/kitchen.png")
    desk.name(
        "places/int_kitchen.yaml",
        "{file: references/kitchen.png, consent: {whose: The Owner, purpose: film, until: 2026-01-01}}",
    )
    with pytest.raises(ProjectError, match="the consent of The Owner ended on 2026-01-01"):
        desk.references().hold()
    desk.references(date(2026, 1, 1)).hold()


@given(
    until=st.none() | st.dates(date(2000, 1, 1), date(2060, 1, 1)),
    revoked=st.none() | st.dates(date(2000, 1, 1), date(2060, 1, 1)),
    today=st.dates(date(2000, 1, 1), date(2060, 1, 1)),
)
def test_consent_holds_to_its_last_day_and_not_a_day_longer(
    until: date | None, revoked: date | None, today: date
) -> None:
    consent = Consent(whose="A", purpose="b", until=until, revoked=revoked)
    holds = (until is None or today <= until) and (revoked is None or today < revoked)
    assert (consent.why_not(today) == "") == holds


@pytest.mark.parametrize(("word", "day"), [("until", TODAY - timedelta(1)), ("revoked", TODAY)])
def test_what_has_ended_lists_the_shots_that_it_touches(desk: Desk, word: str, day: date) -> None:
    desk.put("references/anna.png")
    desk.put("references/ben.png", picture(30))
    desk.name("cast/ben.yaml", f"{{file: references/ben.png, {LEAVE}}}")
    line = desk.name(
        "cast/anna.yaml", f"{{file: references/anna.png, consent: {{whose: A. Player, purpose: x, {word}: {day}}}}}"
    )
    references = desk.references()
    touched = {refused.entry.id: refused.shots for refused in references.refusals}
    assert list(touched["anna"]) == desk.shots_with("anna")
    with pytest.raises(ProjectError) as refusal:
        references.hold()
    said = str(refusal.value)
    assert f"the consent of A. Player {'ended' if word == 'until' else 'was revoked'} on" in said
    assert f"shots {desk.shots_with('anna')[0]}" in said
    assert f"{desk.file('cast/anna.yaml')}:{line}" in said or f"{desk.file('cast/ben.yaml')}" in said


def test_who_takes_consent_back_takes_it_back_for_every_image_of_them(desk: Desk) -> None:
    for name in ("a", "b", "c"):
        desk.put(f"references/{name}.png")
    desk.name(
        "cast/anna.yaml",
        "{file: references/a.png, consent: {whose: A. Player, purpose: x, revoked: 2026-11-01}}",
        "{file: references/b.png, consent: {whose: a.  player, purpose: another}, made_by: m, approved: true}",
        "{file: references/c.png, consent: {whose: nobody, purpose: drawn}}",
    )
    assert [refused.entry.reference.file for refused in desk.references().refusals] == [
        "references/a.png",
        "references/b.png",
    ]
    assert not desk.references(date(2026, 10, 31)).refusals


def test_somebody_who_is_in_no_shot_stops_none(desk: Desk) -> None:
    desk.put("references/ben.png")
    desk.name("cast/ben.yaml", "references/ben.png")
    plan = desk.plan().plan
    alone = plan.but(scenes=plan.scenes[1:])
    from storyreel.references import references_of

    references = references_of(alone, desk.reel.folder, TODAY)
    (refused,) = references.refusals
    assert refused.shots == ()
    references.hold()


def test_no_more_than_so_many_of_each(desk: Desk) -> None:
    for name in "abcdef":
        desk.put(f"references/{name}.png")
    desk.name("cast/anna.yaml", *(f"{{file: references/{name}.png, {LEAVE}}}" for name in "abcdef"))
    references = desk.references()
    scene = references.plan.scenes[0]
    shot = next(shot for shot in scene.shots if "anna" in shot.subjects)
    assert len(references.shown(scene, shot, 2)["anna"]) == 2
    assert len(references.shown(scene, shot, 9)["anna"]) == 6


def test_a_things_images_hold_in_scenes_that_name_none(desk: Desk) -> None:
    desk.put("references/cup.png")
    line = "lines: [3, 3], references: [{file: references/cup.png, view: front}]}"
    desk.write("scenes/001.yaml", "lines: [3, 3]}", line)
    references = desk.references()
    with_cup = [shot for shot in shots(references.plan) if any(thing.prop == "cup" for thing in shot.props)]
    assert with_cup
    scene = references.plan.scenes[0]
    for shot in scene.shots:
        assert ("cup" in references.shown(scene, shot)) == (shot in with_cup)
    (image,) = references.entries
    assert image.line == next(
        number
        for number, text in enumerate(desk.file("scenes/001.yaml").read_text().splitlines(), 1)
        if "cup.png" in text
    )


def test_a_revision_of_the_script_leaves_them(desk: Desk) -> None:
    desk.put("references/cup.png")
    desk.put("references/anna.png")
    desk.write("scenes/001.yaml", "lines: [3, 3]}", "lines: [3, 3], references: [references/cup.png]}")
    desk.name("cast/anna.yaml", f"{{file: references/anna.png, {LEAVE}}}")
    desk.plan()
    now = fountain.parse("INT. CELLAR - NIGHT\n\nBEN looks for milk.\n\n" + SCRIPT.replace("Tea it is.", "Tea, then."))
    desk.script = revise(desk.script, now)
    references = desk.references()
    assert [entry.reference.file for entry in references.entries] == ["references/anna.png", "references/cup.png"]
    assert any("cup" in references.shown(scene, shot) for scene in references.plan.scenes for shot in scene.shots)
    assert all(entry.line for entry in references.entries)


def test_the_report_says_whose_they_are_and_which_shots_they_touch(desk: Desk) -> None:
    desk.put("references/anna.png")
    desk.put("references/cup.png", picture(200, 128, 64))
    line = desk.name(
        "cast/anna.yaml",
        "{file: references/anna.png, view: face, outfit: usual}",
        f"{{file: references/cup.png, {LEAVE}}}",
    )
    report = commands.listed(desk.references())
    assert (report.refused, report.waiting) == (1, 0)
    (sheet,) = report.sheets
    bad, good = sheet.images
    assert (bad.consent, bad.used, bad.line, bad.sheet) == ("missing", False, line, "cast/anna.yaml")
    assert (good.consent, good.used) == ("A. Player, for this film until 2027-12-31", True)
    assert (good.width, good.height) == (128, 64)
    assert list(good.shots) == desk.shots_with("anna")
    said = commands.text(report)
    assert f"cast/anna.yaml:{line}: the reference references/anna.png of ANNA has no consent" in said
    assert said.endswith("2 images, 1 of them stops the render")
    assert json.loads(report.model_dump_json())["sheets"][0]["images"][1]["shots"] == desk.shots_with("anna")
    assert "No references" in commands.text(commands.ReferencesReport(sheets=(), refused=0, waiting=0))
