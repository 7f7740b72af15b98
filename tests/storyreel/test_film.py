"""The whole way with the real stages, on a script of two scenes: what is in the file is what was planned."""

from __future__ import annotations

import base64
import io
import json
import re
import shutil
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from film.clips import Clip
from film.plan import Plan
from storyreel import pipeline
from storyreel.pipeline import Run
from storyreel.progress import Silence
from storyreel.project import project_of
from storyreel.report import Report
from storyreel.shots import load_clip, shot_orders
from storyreel.stages import Stages

pytestmark = pytest.mark.slow

SCRIPT = """\
Title: The Kettle
Author: storyreel

INT. KITCHEN - DAY

ANNA, 30, sits at the table. BEN, 60, stands by the stove.

ANNA
Is it done?

BEN
Almost.

EXT. STREET - NIGHT

Ben waits under a lamp.

BEN
She said nine.
"""
OPTIONS = {"size": "160x90", "supersample": 1}


def run_of(script: Path, reel: Path) -> Run:
    return Run(project_of(script, reel, OPTIONS), Stages(), Silence(), jobs=2)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report]:
    """A folder with the script and its reel, made once; what the run said."""
    folder = tmp_path_factory.mktemp("film")
    (folder / "kettle.fountain").write_text(SCRIPT)
    return folder, pipeline.make(run_of(folder / "kettle.fountain", folder / "kettle.reel"))


@pytest.fixture
def again(first: tuple[Path, Report], tmp_path: Path) -> tuple[Path, Path]:
    """Script and reel of that run, to work on."""
    shutil.copytree(first[0], tmp_path / "copy")
    return tmp_path / "copy" / "kettle.fountain", tmp_path / "copy" / "kettle.reel"


def planned(folder: Path) -> Plan:
    return pipeline.plan(run_of(folder / "kettle.fountain", folder / "kettle.reel"))


def clips(folder: Path) -> list[Clip]:
    """Every shot's clip out of the store, in film order."""
    from renderer.request import Look

    run = run_of(folder / "kettle.fountain", folder / "kettle.reel")
    settings = run.project.settings
    look = Look(labels=settings.labels, passes=settings.passes, supersample=settings.supersample)
    store = run.project.reel.store
    orders = shot_orders(run.stages, planned(folder), look)
    return [load_clip(store.path(order.key), id) for id, order in orders.items()]


def test_every_frame_of_the_plan_is_in_the_film_and_sound_ends_with_it(first: tuple[Path, Report]) -> None:
    folder, report = first
    assert report.failed == ()
    plan = planned(folder)
    with av.open(str(folder / "kettle.reel" / "film.mp4")) as film:
        frames = sum(1 for _ in film.decode(video=0))
    with av.open(str(folder / "kettle.reel" / "film.mp4")) as film:
        samples = sum(frame.samples for frame in film.decode(audio=0))
    assert frames == report.frames
    assert report.frames > plan.frames == sum(clip.frames for clip in clips(folder))
    assert abs(Fraction(samples, 48000) - Fraction(frames) / plan.format.rate) < 1 / plan.format.rate


def test_every_line_is_planned_and_captioned_in_order(first: tuple[Path, Report]) -> None:
    folder, _ = first
    said = [line.text for scene in planned(folder).scenes for line in scene.dialogue]
    assert said == ["Is it done?", "Almost.", "She said nine."]
    captions = (folder / "kettle.reel" / "captions" / "film.srt").read_text()
    places = [captions.index(text) for text in said]
    assert places == sorted(places)


def test_the_id_pass_shows_who_is_planned_and_nobody_else(first: tuple[Path, Report]) -> None:
    folder, report = first
    subjects = {shot.id: set(shot.subjects) for scene in planned(folder).scenes for shot in scene.shots}
    for clip in clips(folder):
        names = {byte: name for name, byte in clip.ids.items()}
        seen: set[int] = set()
        with av.open(str(clip.passes["id"])) as film:
            for frame in film.decode(video=0):
                seen |= set(np.unique(frame.to_ndarray(format="gray")).tolist())
        assert {names.get(byte, byte) for byte in seen - {0}} == subjects[clip.shot], clip.shot
    assert [finding for finding in report.findings if finding.rule == "in_frame"] == []


def test_a_second_run_renders_nothing(again: tuple[Path, Path]) -> None:
    film = again[1] / "film.mp4"
    before = film.stat().st_mtime_ns, film.read_bytes()
    report = pipeline.make(run_of(*again))
    assert (report.rendered, report.reused) == (0, report.shots)
    assert (film.stat().st_mtime_ns, film.read_bytes()) == before


def playing(plan: Plan, lines: set[int]) -> tuple[set[str], set[int]]:
    """The shots that play any of the script's lines, and all the lines that those shots play."""
    found, played = set(), set(lines)
    for shot in (shot for scene in plan.scenes for shot in scene.shots):
        covered = {line for first, last in shot.covers for line in range(first, last + 1)}
        if covered & lines:
            found.add(shot.id)
            played |= covered
    return found, played


def test_a_reworded_line_renders_only_the_shots_that_play_it(again: tuple[Path, Path]) -> None:
    script, reel = again
    line = next(number for number, text in enumerate(SCRIPT.splitlines(), 1) if text == "Almost.")
    _, played_before = playing(planned(script.parent), {line})
    script.write_text(SCRIPT.replace("Almost.", "Nearly."))
    touched, _ = playing(planned(script.parent), played_before)
    report = pipeline.make(run_of(script, reel))
    assert report.rendered <= len(touched) < report.shots
    assert report.rendered + report.reused == report.shots
    assert "Nearly" in (reel / "captions" / "film.srt").read_text()


def test_a_line_of_another_length_renders_no_other_scene(again: tuple[Path, Path]) -> None:
    script, reel = again
    script.write_text(SCRIPT.replace("Almost.", "Another minute and a half, and then we shall see."))
    scene = planned(script.parent).scenes[0]
    report = pipeline.make(run_of(script, reel))
    assert report.rendered <= len(scene.shots) < report.shots
    assert report.rendered + report.reused == report.shots
    assert "Another" in (reel / "captions" / "film.srt").read_text()


def test_the_edit_names_media_that_are_there(first: tuple[Path, Report]) -> None:
    folder, report = first
    edit = folder / "kettle.reel" / "edit"
    text = json.dumps(json.loads((edit / "timeline.otio").read_text()))
    urls = {part.split('"')[0] for part in text.split('"target_url": "')[1:]}
    assert len(urls) >= report.shots
    assert all((edit / url).is_file() for url in urls)
    assert str(folder) not in text


def test_nothing_in_the_page_needs_the_network(first: tuple[Path, Report]) -> None:
    page = (first[0] / "kettle.reel" / "index.html").read_text()
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert "https://" not in page
    assert "film.mp4" in page


def test_the_page_shows_every_shot_s_own_board(first: tuple[Path, Report]) -> None:
    reel = first[0] / "kettle.reel"
    found = re.findall(r"<img src=\"data:image/jpeg;base64,([^\"]+)\"", (reel / "index.html").read_text())
    shown = [Image.open(io.BytesIO(base64.b64decode(picture))).convert("RGB") for picture in found]
    assert len(shown) == first[1].shots
    for path in (reel / "boards").glob("*-*.png"):
        with Image.open(path) as file:
            board = np.asarray(file.convert("RGB").resize(shown[0].size), np.float32)
        assert min(np.abs(np.asarray(image, np.float32) - board).mean() for image in shown) < 12, path.name
