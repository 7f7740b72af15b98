"""The run with fake stages: what is made, what is made again, and what becomes of a failure."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from film.errors import FilmError, PlanError, ProjectError, ScriptError
from storyreel import pipeline
from storyreel.project import project_of
from storyreel.report import Report
from storyreel.scenes import scene_stems
from tests.storyreel import fakes
from tests.storyreel.conftest import SCRIPT, Desk

EVERYTHING = {"ANNA: Hello.", "BEN: Good day.", "BEN: Cold here.", "ANNA: Yes."}


def make(desk: Desk, **options: object) -> Report:
    (desk.folder / "log").unlink(missing_ok=True)
    return pipeline.make(desk.run(**options))  # type: ignore[arg-type]


def test_a_film_and_its_papers(desk: Desk) -> None:
    report = make(desk, jobs=2)
    assert set(desk.rendered()) == EVERYTHING
    assert (report.scenes, report.shots, report.rendered, report.reused, report.failed) == (2, 4, 4, 0, ())
    assert report.frames == 4 * 12 + 96 + 72
    names = {path.relative_to(desk.reel).as_posix() for path in desk.reel.rglob("*") if ".storyreel" not in path.parts}
    assert names >= {
        "reel.yaml", "film.mp4", "boards.pdf", "index.html", "report.json", "captions/film.srt", "captions/film.vtt",
        "edit/timeline.otio", "edit/media/1-A1.mp4", "edit/media/title_card.mp4", "boards/1-A1.png",
        "boards/contact.png", "stems/dx.wav", "stems/fx.wav", "stems/mix.wav", "cast/anna.yaml",
        "places/int_hall_day.yaml", "scenes/001.yaml", "scenes/002.yaml",
    }  # fmt: skip
    assert not [name for name in names if name.endswith((".part", ".link"))]
    film = (desk.reel / "film.mp4").read_bytes()
    assert film.index(b"picture of ANNA: Hello.") < film.index(b"picture of BEN: Good day.") < film.index(b"ANNA: Yes.")
    assert json.loads((desk.reel / "report.json").read_text()) == json.loads(report.model_dump_json())


def test_the_second_run_makes_nothing(desk: Desk) -> None:
    make(desk)
    before = {path: path.stat().st_mtime_ns for path in desk.reel.rglob("*") if path.is_file()}
    report = make(desk)
    assert desk.log == []
    assert (report.rendered, report.reused) == (0, 4)
    after = {path: path.stat().st_mtime_ns for path in desk.reel.rglob("*") if path.is_file()}
    touched = {path.name for path in before if after.get(path) != before[path] and path.suffix != ".lock"}
    assert touched <= {"report.json", "lock"}


def test_a_changed_line_touches_only_its_shot(desk: Desk) -> None:
    make(desk)
    desk.write(SCRIPT.replace("Cold here.", "Warm here."))
    report = make(desk)
    assert desk.log.count("film") == 1
    assert desk.rendered() == ["BEN: Warm here."]
    assert [line for line in desk.log if line.startswith("spoke")] == ["spoke Warm here."]
    assert (report.rendered, report.reused) == (1, 3)
    assert b"Warm here" in (desk.reel / "film.mp4").read_bytes()
    assert "Warm here" in (desk.reel / "captions" / "film.srt").read_text()


def test_a_line_put_in_front_renders_only_itself(desk: Desk) -> None:
    make(desk)
    desk.write(SCRIPT.replace("ANNA: Hello.", "BEN: Psst.\nANNA: Hello."))
    make(desk)
    assert desk.rendered() == ["BEN: Psst."]


def test_going_back_makes_nothing(desk: Desk) -> None:
    make(desk)
    film = (desk.reel / "film.mp4").read_bytes()
    desk.write(SCRIPT.replace("Cold", "Warm"))
    make(desk)
    desk.write(SCRIPT)
    make(desk)
    assert desk.log == []
    assert (desk.reel / "film.mp4").read_bytes() == film


def test_a_shot_that_left_the_film_leaves_the_folders(desk: Desk) -> None:
    make(desk)
    stranger = desk.reel / "boards" / "mine.png"
    stranger.write_bytes(b"mine")
    desk.write(SCRIPT.replace("BEN: Good day.\n", ""))
    make(desk)
    assert not (desk.reel / "boards" / "1-A2.png").exists()
    assert not (desk.reel / "edit" / "media" / "1-A2.mp4").exists()
    assert (desk.reel / "boards" / "1-A1.png").exists()
    assert stranger.exists()


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("RAISE", "the lamp broke"),
        ("CRASH", "SIGKILL"),
        ("SHORT", "11 frames where 12 frames were asked for"),
    ],
)
def test_a_failed_shot_is_a_slate_and_the_rest_is_delivered(desk: Desk, word: str, reason: str) -> None:
    desk.write(SCRIPT.replace("Good day", word))
    report = make(desk, jobs=2)
    assert [failure.shot for failure in report.failed] == ["1-A2"]
    assert reason in report.failed[0].reason
    assert set(desk.rendered()) >= EVERYTHING - {"BEN: Good day."}
    film = (desk.reel / "film.mp4").read_bytes()
    assert b"Not rendered" in film
    assert film.index(b"Hello.") < film.index(b"Not rendered") < film.index(b"Cold here.")
    assert (report.rendered, report.reused) == (3, 0)


def test_a_failed_shot_is_tried_again_and_nothing_else(desk: Desk) -> None:
    desk.write(SCRIPT.replace("Good day", "RAISE"))
    make(desk)
    report = make(desk)
    assert [line for line in desk.log if line.startswith("begin")] == ["begin BEN: RAISE."]
    assert "film" not in desk.log
    assert (report.reused, len(report.failed)) == (3, 1)


def test_a_full_disk_ends_the_run(desk: Desk) -> None:
    desk.write(SCRIPT.replace("Good day", "FULL"))
    with pytest.raises(ProjectError, match="the disk is full"):
        make(desk)
    assert not (desk.reel / "film.mp4").exists()


def test_a_line_nobody_can_speak_is_told(desk: Desk) -> None:
    desk.write(SCRIPT.replace("Good day", "MUTE"))
    report = make(desk)
    assert [finding.rule for finding in report.findings if "no breath" in finding.message] == ["voice"]
    assert not report.failed
    assert "MUTE" in (desk.reel / "captions" / "film.srt").read_text()


def test_boards_that_fail_do_not_cost_the_film(desk: Desk) -> None:
    desk.write(SCRIPT.replace("Good day", "ILLEGIBLE"))
    report = make(desk)
    assert (desk.reel / "film.mp4").exists()
    assert any("boards.pdf could not be made: no ink" in finding.message for finding in report.findings)


def test_only_some_scenes(desk: Desk) -> None:
    report = make(desk, scenes="2")
    assert desk.rendered() == ["ANNA: Yes.", "BEN: Cold here."]
    assert report.scenes == 1
    make(desk)
    assert desk.rendered() == ["ANNA: Hello.", "BEN: Good day."]
    with pytest.raises(ProjectError, match="no scene '7', it has 1 to 2"):
        make(desk, scenes="1,7")


def test_render_then_cut(desk: Desk) -> None:
    with pytest.raises(ProjectError, match="4 of 4 shots are not rendered"):
        pipeline.cut(desk.run())
    rendered = pipeline.render(desk.run())
    assert rendered.film is None
    assert not desk.log.count("film")
    report = pipeline.cut(desk.run(desk.reel))
    assert (report.rendered, report.reused) == (0, 4)
    assert (desk.reel / "film.mp4").exists()


def test_the_film_does_not_depend_on_where_the_reel_lies(desk: Desk) -> None:
    make(desk)
    moved = desk.folder / "elsewhere" / "my film.reel"
    moved.parent.mkdir()
    desk.reel.rename(moved)
    (moved / "reel.yaml").write_text((moved / "reel.yaml").read_text().replace("../play", "../../play"))
    make(desk, target=moved)
    assert desk.log == []


def test_without_its_private_folder_only_time_is_lost(desk: Desk) -> None:
    make(desk)
    film = (desk.reel / "film.mp4").read_bytes()
    shutil.rmtree(desk.reel / ".storyreel")
    report = make(desk)
    assert report.rendered == 4
    assert (desk.reel / "film.mp4").read_bytes() == film


def test_a_bad_script_leaves_nothing(desk: Desk) -> None:
    desk.write("no scene at all\n")
    with pytest.raises(ScriptError):
        make(desk)
    assert not desk.reel.exists()


@pytest.mark.parametrize("there", ["file", "folder", "link"])
def test_a_strangers_path_is_left_alone(desk: Desk, there: str) -> None:
    match there:
        case "file":
            desk.reel.write_text("mine")
        case "folder":
            desk.reel.mkdir()
            (desk.reel / "mine.txt").write_text("mine")
        case _:
            desk.reel.symlink_to("nowhere")
    with pytest.raises(ProjectError, match="is there already"):
        make(desk)
    assert not (desk.reel / "reel.yaml").exists()
    assert desk.log == []


def test_a_reel_of_another_script_is_left_alone(desk: Desk) -> None:
    make(desk)
    other = desk.folder / "other.txt"
    other.write_text(SCRIPT)
    with pytest.raises(ProjectError, match="was made from another script"):
        project_of(other, desk.reel, {})
    desk.script.rename(other)
    assert project_of(other, desk.reel, {}).script == other


def test_options_are_written_into_a_new_reel_only(desk: Desk) -> None:
    make(desk, size="320x180")
    assert "size: 320x180" in (desk.reel / "reel.yaml").read_text()
    report = make(desk, size="160x90")
    assert report.rendered == 4
    assert "size: 320x180" in (desk.reel / "reel.yaml").read_text()
    assert make(desk).reused == 4


NAMES = [
    "../../etc/passwd", "..", ".", "/", "a" * 300, "日本語" * 100, "😀😀", "‮gnp.exe", "CON", "a\tb", "x;rm -rf ~",
    "%s%d%n", "' or 1=1 --", "<script>alert(1)</script>", "\u0000null".replace("\u0000", "\u0001"), "nul/../..", "-y",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_name_stays_in_the_folder(desk: Desk, name: str) -> None:
    desk.write(f"# {name}\n{name}: Hello.\n# {name} again\nBEN: {name}\n")
    before = set(desk.folder.iterdir())
    report = make(desk)
    assert report.failed == ()
    assert set(desk.folder.iterdir()) - before <= {desk.reel, desk.folder / "log", desk.folder / "cache"}
    for path in desk.reel.rglob("*"):
        assert path.name.isascii()
        assert len(path.name) < 120
    assert "<script>alert" not in (desk.reel / "index.html").read_text()


@pytest.mark.parametrize("number", ["../../x", "1/2", "A" * 300, "日", "12A", "12a", "", " "])
def test_hostile_scene_numbers_have_files_of_their_own(desk: Desk, number: str) -> None:
    plan = fakes.plan(fakes.read(desk.script), fakes.Brief())
    scenes = tuple(scene.but(number=number) for scene in plan.scenes)
    stems = scene_stems(plan.but(scenes=scenes))
    assert len({stem.casefold() for stem in stems.values()}) == 2
    assert all(stem and stem.isascii() and len(stem) < 100 and "/" not in stem for stem in stems.values())


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_an_edited_sheet_is_used_and_kept(desk: Desk) -> None:
    make(desk)
    sheet = desk.reel / "cast" / "anna.yaml"
    edit(sheet, "height: 1.72", "height: 1.93  # tall")
    kept = sheet.read_text()
    make(desk)
    assert desk.rendered() == ["ANNA: Hello.", "ANNA: Yes."]
    desk.write(SCRIPT.replace("Cold", "Warm"))
    make(desk)
    assert desk.rendered() == ["BEN: Warm here."]
    assert sheet.read_text() == kept
    sheet.unlink()
    make(desk)
    assert desk.rendered() == []
    assert "height: 1.72" in sheet.read_text()


def test_a_broken_sheet_is_refused_by_its_line(desk: Desk) -> None:
    make(desk)
    sheet = desk.reel / "cast" / "ben.yaml"
    edit(sheet, "  weight:", "  wieght:")
    line = next(n for n, text in enumerate(sheet.read_text().splitlines(), 1) if "wieght" in text)
    with pytest.raises(ProjectError, match=rf"ben\.yaml:{line}: unknown name build\.wieght\. Did you mean weight\?"):
        make(desk)
    assert desk.log == []


def test_a_sheet_of_nobody_is_told_and_kept(desk: Desk) -> None:
    make(desk)
    edit(desk.reel / "cast" / "ben.yaml", "age: 35", "age: 61")
    desk.write(SCRIPT.replace("BEN", "BOB"))
    report = make(desk)
    assert any("cast/ben.yaml is kept" in finding.message for finding in report.findings)
    assert (desk.reel / "cast" / "ben.yaml").exists()
    assert (desk.reel / "cast" / "bob.yaml").exists()
    desk.write(SCRIPT.replace("ANNA", "EVE"))
    make(desk)
    assert not (desk.reel / "cast" / "anna.yaml").exists(), "ours and not needed any more"


def test_an_edited_scene_is_used(desk: Desk) -> None:
    make(desk)
    scene = desk.reel / "scenes" / "002.yaml"
    edit(scene, "lens_mm: 35\n    move", "lens_mm: 85\n    move")
    kept = scene.read_text()
    report = make(desk)
    assert desk.rendered() == ["BEN: Cold here."]
    assert scene.read_text() == kept
    assert report.findings == ()


def test_an_edit_outlives_changes_elsewhere_and_its_lines_follow(desk: Desk) -> None:
    make(desk)
    edit(desk.reel / "scenes" / "002.yaml", "lens_mm: 35\n    move", "lens_mm: 85\n    move")
    make(desk)
    desk.write("# INT. PORCH - DAY\nBEN: Rain.\n" + SCRIPT)
    made = make(desk)
    assert desk.rendered() == ["BEN: Rain."]
    planned = pipeline.plan(desk.run())
    yard = planned.scenes[2]
    assert (yard.number, yard.lines, yard.shots[0].id, yard.shots[0].covers) == ("3", (6, 8), "3-A1", ((7, 7),))
    assert yard.shots[0].lens_mm == 85
    told = [finding.message for finding in made.findings if finding.rule == "edit"]
    assert told == ["scenes/002.yaml, which you edited, is scenes/003.yaml now"]


def test_an_edit_of_a_scene_that_changed_stays_in_force(desk: Desk) -> None:
    make(desk)
    scene = desk.reel / "scenes" / "002.yaml"
    edit(scene, "lens_mm: 35\n    move", "lens_mm: 85\n    move")
    desk.write(SCRIPT.replace("Cold", "Warm"))
    report = make(desk)
    assert "Warm" in scene.read_text()
    assert "lens_mm: 85" in scene.read_text()
    assert [finding for finding in report.findings if finding.rule == "edit"] == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("subjects: [ben]", "subjects: [bem]", "shows bem, who is not in the cast"),
        ("place: ext_yard_night", "place: moon", "place moon is none of the places"),
        ("setup: 2-A\n", "setup: 2-Z\n", "setup 2-Z, which is not there"),
        ("id: 2-A2", "id: 2-A1", "two shots are called 2-A1"),
        (
            "size: MS\n    angle: eye\n    lens_mm: 35\n    move",
            "size: XL\n    angle: eye\n    lens_mm: 35\n    move",
            "size",
        ),
        ("frames: 12\n    covers", "frames: none\n    covers", "frames is 'none'"),
    ],
)
def test_an_edit_that_does_not_hold_is_refused(desk: Desk, old: str, new: str, says: str) -> None:
    make(desk)
    edit(desk.reel / "scenes" / "002.yaml", old, new)
    with pytest.raises(FilmError, match=says) as caught:
        make(desk)
    assert isinstance(caught.value, (PlanError, ProjectError))
    assert "002.yaml" in str(caught.value)
    assert desk.log == []
