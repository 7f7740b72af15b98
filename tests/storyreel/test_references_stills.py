"""Stills of shots: drawn once, found again, approved by what they hold."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image as Pictures

from film.clips import Clip
from film.plan import Format
from prompts.book import PromptBook
from renderer.generative.backends.diffusers.pictures import DiffusersPictures
from renderer.generative.brief import ShotBrief, Shown, content_of
from renderer.generative.images import checked, png
from renderer.generative.means import Means
from renderer.generative.seam import Image
from renderer.render import render_shot
from renderer.request import Look
from storyreel.project import Reel
from storyreel.store import Store
from storyreel.video.choices import Choice, Choices, decide, read_choices
from storyreel.video.stills import Desk, Still, spent_on, unapproved
from tests.renderer.generative import tiny
from tests.renderer.tiny_shots import BallBody, request, shot
from tests.storyreel.reference_desk import Painter

FORMAT = Format(width=128, height=72)


def brief(id: str, **changes: Any) -> ShotBrief:
    asked = request(shot=shot(id=id), format=FORMAT)
    clip = Clip(
        shot=id, frames=3, rate=Fraction(24), width=128, height=72, picture=Path("p.mp4"), board=Path("b.png"),
        passes={"inverse_depth": Path("d.mkv")},
    )  # fmt: skip
    shown = Shown(references={"ann": (Image(file=Path("a.png"), content="a" * 64, of="ann"),)})
    base = ShotBrief(
        scene="1",
        heading="INT. ROOM - DAY",
        request=asked,
        clip=clip,
        contents={"inverse_depth": "d" * 64},
        shown=shown,
    )
    return base.but(**changes)


BRIEFS = [brief("1-A1"), brief("1-A2"), brief("1-B1")]


class Room:
    """A store, and stills drawn into it."""

    def __init__(self, folder: Path) -> None:
        self.reel = Reel(folder)
        self.painter = Painter()
        self.told: list[str] = []

    def stills(self, *briefs: ShotBrief) -> dict[str, Still]:
        choices = read_choices(self.reel)
        desk = Desk(
            Store(self.reel.private), self.painter, PromptBook(), choices, lambda shot, _: self.told.append(shot)
        )
        return desk.stills(briefs or BRIEFS)

    def drawn(self) -> list[str]:
        names = [job.name for job in self.painter.asked]
        self.painter.asked.clear()
        return names


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


def test_each_still_is_drawn_once(room: Room) -> None:
    first = room.stills()
    assert room.drawn() == ["1-A1", "1-A2", "1-B1"] == list(first) == room.told
    assert all(still.drawn and not still.approved for still in first.values())
    again = room.stills()
    assert room.drawn() == []
    assert [still.image for still in again.values()] == [still.image for still in first.values()]
    assert not any(still.drawn for still in again.values())


def test_a_still_has_the_films_size_and_says_how_it_was_made(room: Room) -> None:
    still = room.stills(BRIEFS[0])["1-A1"]
    assert still.image is not None
    assert still.page is not None
    with Pictures.open(still.image.file) as picture:
        assert picture.size == (128, 72)
    assert still.image.content == content_of(still.image.file)
    assert still.page.model == "painter"
    assert still.page.given == ("where everything is (inverse_depth of the previs)", "1 reference of ann")
    assert still.page.prompt.startswith("Image 1 is a depth map")


@pytest.mark.parametrize(
    "other",
    [
        brief("1-A1", seed=7),
        brief("1-A1", look="cold"),
        brief("1-A1", contents={"inverse_depth": "e" * 64}),
        brief("1-A1", shown=Shown(references={"ann": (Image(file=Path("a.png"), content="b" * 64, of="ann"),)})),
        brief("1-A1", request=request(shot=shot(id="1-A1", size="CU"), format=FORMAT)),
        brief("1-A1", request=request(shot=shot(id="1-A1"), format=FORMAT.but(width=130))),
    ],
)
def test_approval_holds_for_that_very_picture(room: Room, other: ShotBrief) -> None:
    still = room.stills(BRIEFS[0])["1-A1"]
    assert still.image is not None
    decide(room.reel, "1-A1", Choice(still=still.image.content))
    assert room.stills(BRIEFS[0])["1-A1"].approved
    changed = room.stills(other)["1-A1"]
    assert changed.drawn
    assert not changed.approved
    assert unapproved({"1-A1": changed}) == ("1-A1",)
    assert room.stills(BRIEFS[0])["1-A1"].approved


def test_a_still_is_of_the_films_size_where_the_model_draws_no_larger(room: Room) -> None:
    room.painter.pixels = 128 * 80
    for width, height in ((256, 144), (512, 288)):
        asked = request(shot=shot(id="1-A1"), format=Format(width=width, height=height))
        still = room.stills(brief("1-A1", request=asked))["1-A1"]
        assert still.image is not None
        with Pictures.open(still.image.file) as picture:
            assert picture.size == (width, height)
    one, two = room.painter.asked
    assert one.fit == two.fit


def test_what_waits_for_approval_is_told_in_order(room: Room) -> None:
    image = room.stills()["1-A2"].image
    assert image is not None
    decide(room.reel, "1-A2", Choice(still=image.content))
    assert unapproved(room.stills()) == ("1-A1", "1-B1")


def test_one_that_fails_stops_no_other_and_is_tried_again(room: Room) -> None:
    room.painter.fails = "1-A2"
    stills = room.stills()
    assert (stills["1-A2"].image, stills["1-A2"].why) == (None, "the brush broke")
    assert stills["1-B1"].image is not None
    assert list(stills) == ["1-A1", "1-A2", "1-B1"]
    room.drawn()
    room.painter.fails = ""
    assert room.stills()["1-A2"].drawn
    assert room.drawn() == ["1-A2"]


def test_a_shot_whose_previs_is_gone_says_so(room: Room) -> None:
    bare = BRIEFS[0].but(clip=BRIEFS[0].clip.but(passes={}))
    stills = room.stills(bare, BRIEFS[1])
    assert "the previs cannot be read" in stills["1-A1"].why
    assert stills["1-A2"].image is not None


def test_what_was_drawn_before_a_run_was_killed_is_not_drawn_again(room: Room) -> None:
    paint = room.painter.pictures

    def killed(jobs: Any) -> Any:
        for number, outcome in enumerate(paint(jobs)):
            if number == 2:
                raise KeyboardInterrupt
            yield outcome

    room.painter.pictures = killed  # type: ignore[method-assign]
    with pytest.raises(KeyboardInterrupt):
        room.stills()
    room.drawn()
    room.painter.pictures = paint  # type: ignore[method-assign]
    room.stills()
    assert room.drawn() == ["1-B1"]


def test_a_still_that_was_spoilt_in_the_store_is_drawn_anew(room: Room) -> None:
    image = room.stills(BRIEFS[0])["1-A1"].image
    assert image is not None
    (image.file.parent / "still.json").write_text("{}")
    assert room.stills(BRIEFS[0])["1-A1"].drawn


def test_what_stills_took_is_counted_for_this_run_alone(room: Room) -> None:
    stills = room.stills()
    assert spent_on(stills.values()).seconds == 0
    page = next(iter(stills.values())).page
    assert page is not None
    dear = page.but(spent={"gpu_seconds": 2.5, "seconds": 3.0})
    told = [Still(page=dear, drawn=True), Still(page=dear, drawn=True), Still(page=dear), Still(why="no")]
    assert (spent_on(told).gpu_seconds, spent_on(told).seconds) == (5.0, 6.0)


def test_choices_are_read_as_they_were_decided(room: Room) -> None:
    decide(room.reel, "1-A1", Choice(still="f" * 64))
    assert read_choices(room.reel) == Choices(shots={"1-A1": Choice(still="f" * 64)})


@pytest.fixture(scope="module")
def klein(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("diffusers")
    return tiny.made(tmp_path_factory.mktemp("models") / "flux2_klein", "flux2_klein")


CPU = Means(device="cpu", threads=1)


def test_a_real_previs_becomes_a_still(tmp_path: Path, klein: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All of it with a tiny model: the still obeys what it is given, and is the same bytes for the same."""
    monkeypatch.setattr("renderer.render.body_for", BallBody)
    asked = request(
        shot=shot(frames=1), format=FORMAT, look=Look(labels=False, drawing=False, passes=("inverse_depth",))
    )
    (tmp_path / "previs").mkdir()
    clip = render_shot(asked, tmp_path / "previs").at(tmp_path / "previs")
    (tmp_path / "ann.png").write_bytes(png(np.full((96, 64, 3), 200, np.uint8)))
    ann = Image(file=tmp_path / "ann.png", content=checked(tmp_path / "ann.png").content, of="ann")
    contents = {name: content_of(path) for name, path in clip.passes.items()}
    told = brief("1-A1").but(request=asked, clip=clip, contents=contents, shown=Shown(references={"ann": (ann,)}))
    seen: list[str] = []
    for number, each in enumerate((told, told, told.but(shown=Shown()), told.but(seed=1))):
        desk = Desk(Store(tmp_path / f"store{number}"), DiffusersPictures(str(klein), "", CPU), PromptBook(), Choices())
        still = desk.stills([each])["1-A1"]
        assert still.image is not None, still.why
        seen.append(still.image.content)
        assert still.page is not None
        assert json.loads(still.page.model_dump_json())["made"]["precision"] == "bfloat16"
    assert seen[0] == seen[1]
    assert len(set(seen)) == 3
