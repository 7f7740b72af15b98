"""Whole shots, tiny: what is in the files, in the passes and in the measurements."""

from __future__ import annotations

import hashlib
from pathlib import Path

import av
import numpy as np
import pytest

from film.camera import CameraKey, View, gate_of
from film.cast import CharacterSheet
from film.place import Fixture, Opening
from film.plan import Extra
from film.shot import ShotProp
from film.staging import Mark
from renderer.previs.labels import Tag, head_box, write_names
from renderer.previs.painter import Painter, Picture
from renderer.previs.passes.words import depth_bytes
from renderer.render import render_shot
from renderer.request import Look, ShotRequest
from tests.renderer.tiny_shots import BallBody, field, request, room, shot

pytestmark = pytest.mark.usefixtures("balls")


def draw(asked: ShotRequest, frame: int = 0) -> Picture:
    return Painter(asked, BallBody).draw(frame)


def frames_of(path: Path, pixels: str) -> list[np.ndarray]:
    with av.open(str(path)) as container:
        return [frame.to_ndarray(format=pixels) for frame in container.decode(video=0)]


def test_a_shot_becomes_files_that_hold_every_frame(tmp_path: Path) -> None:
    seen: list[int] = []
    clip = render_shot(request(), tmp_path, seen.append)
    assert seen == [0, 1, 2]
    assert clip.ids == {"ann": 1, "bo": 2}
    assert [measure.frame for measure in clip.measured] == [0, 2]
    assert len(frames_of(tmp_path / clip.picture, "rgb24")) == 3
    drawn = draw(request(), 1)
    assert (frames_of(tmp_path / clip.passes["id"], "gray")[1] == drawn.ids).all()
    assert (frames_of(tmp_path / clip.passes["normal"], "rgb24")[1] == drawn.normal).all()
    assert clip.depth_range is not None
    assert (frames_of(tmp_path / clip.passes["depth"], "rgb24")[1] == depth_bytes(drawn.depth, clip.depth_range)).all()
    assert (tmp_path / clip.board).stat().st_size > 0


def test_only_the_passes_asked_for_are_written(tmp_path: Path) -> None:
    clip = render_shot(request(look=Look(passes=("id",))), tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["board.png", "drawing.png", "id.mkv", "picture.mp4"]
    assert set(clip.passes) == {"id"}


def test_the_same_request_gives_the_same_bytes(tmp_path: Path) -> None:
    def rendered(name: str) -> list[str]:
        folder = tmp_path / name
        folder.mkdir()
        render_shot(request(weather="rain", place=field(), look=Look(labels=True)), folder)
        return [hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())]

    assert rendered("a") == rendered("b")


def test_the_id_pass_shows_the_subjects_and_nobody_else() -> None:
    both = draw(request())
    assert set(np.unique(both.ids)) == {0, 1, 2}
    alone = draw(request(shot=shot(subjects=("bo",))))
    assert set(np.unique(alone.ids)) == {0, 1}
    left, right = np.nonzero(both.ids == 1)[1].mean(), np.nonzero(both.ids == 2)[1].mean()
    assert left < 64 < right


def test_passes_agree_with_the_room() -> None:
    picture = draw(request(shot=shot(subjects=(), marks=()), place=room(fixtures=())))
    # The camera stands 3.9 m before the far wall and looks slightly down at it.
    wall = picture.depth[8, 10]
    assert 3.7 < wall < 4.1
    red, green, blue = picture.normal[8, 10].astype(int)
    assert abs(red - 128) < 3
    assert blue > 240 > green
    sky = draw(request(place=field(), shot=shot(subjects=(), marks=())))
    assert np.isinf(sky.depth[0, 0])
    assert not sky.normal[0, 0].any()


@pytest.mark.parametrize("time", ["day", "night", "dusk"])
def test_people_can_be_seen_at_any_hour(time: str) -> None:
    for place in (room(), field()):
        picture = draw(request(place=place, time_of_day=time))
        luma = picture.rgb @ np.array([0.2126, 0.7152, 0.0722]) / 255
        assert luma[picture.ids > 0].mean() > 0.14
        assert (picture.rgb.min(2) >= 255).mean() < 0.02
        assert (luma < 8 / 255).mean() < 0.1


def test_night_is_darker_than_day() -> None:
    assert draw(request(place=field(), time_of_day="night")).rgb.mean() < 0.7 * draw(request(place=field())).rgb.mean()


def test_walls_do_not_hide_the_room_from_a_camera_outside() -> None:
    outside = shot(camera=(CameraKey(frame=0, position=(0.0, -5.0, 1.4), target=(0.0, 1.0, 1.0), focal_mm=35),))
    assert set(np.unique(draw(request(shot=outside)).ids)) == {0, 1, 2}


def test_a_wall_goes_away_with_all_that_hangs_on_it() -> None:
    """From behind the window wall neither its frame, nor its door, nor a mirror on it stand in the way."""
    door = Opening(kind="door", at=0.2, width=0.9, height=2.0)
    window = Opening(kind="window", at=1.2, width=1.6, height=1.2, sill=0.9)
    mirror = Fixture(id="m", kind="mirror", position=(-1.0, 1.97, 1.0), yaw=270, size=(0.04, 0.6, 0.8))
    walls = list(room().walls)
    dressed, bare = [*walls], [*walls]
    dressed[2] = walls[2].but(openings=(door, window))
    bare[2] = walls[2].but(openings=())
    behind = (CameraKey(frame=0, position=(0.0, 2.9, 1.5), target=(0.0, 0.0, 1.2), focal_mm=20),)
    inside = (CameraKey(frame=0, position=(0.0, -1.5, 1.5), target=(0.0, 2.0, 1.2), focal_mm=20),)
    for camera, alike in ((behind, True), (inside, False)):
        taken = shot(camera=camera, subjects=(), marks=())
        full = draw(request(shot=taken, place=room(walls=tuple(dressed), fixtures=(mirror,))))
        none = draw(request(shot=taken, place=room(walls=tuple(bare), fixtures=())))
        assert np.array_equal(full.depth, none.depth) is alike


@pytest.mark.parametrize("order", [(0, 1, 2), (0, 0, 1, 2, 1, 2), (2, 0, 2)])
def test_a_frame_is_the_same_whatever_was_drawn_before_it(order: tuple[int, ...]) -> None:
    keys = (shot().camera[0], shot().camera[0].model_copy(update={"frame": 1}))
    pan = CameraKey(frame=2, position=(0.4, -1.9, 1.5), target=(0.0, 1.0, 1.0), focal_mm=20)
    walk = (*shot().marks, Mark(character="ann", frame=2, position=(0.1, 0.4, 0.0), yaw=40))
    asked = request(shot=shot(camera=(*keys, pan), marks=walk))
    painter = Painter(asked, BallBody)
    for frame in order:
        again, fresh = painter.draw(frame), draw(asked, frame)
        assert np.array_equal(again.rgb, fresh.rgb)
        assert np.array_equal(again.depth, fresh.depth)


def test_a_shoulder_in_the_foreground_has_no_name() -> None:
    height, width = 270, 480
    view = View(position=(0, -3, 1.5), target=(0, 0, 1.5), roll=0, focal_mm=35, gate=gate_of(width / height))
    plain = np.full((height, width, 3), 90, np.uint8)
    near = {joint: at + np.array([-0.35, -1.6, 0.0]) for joint, at in _joints(0.0).items()}
    alone, both, turned = plain.copy(), plain.copy(), plain.copy()
    face = Tag("BO", _joints(0.3), -90.0)
    write_names(alone, view, [face])
    write_names(both, view, [face, Tag("ANN", near, 90.0)])
    write_names(turned, view, [face, Tag("ANN", near, -90.0)])
    assert (alone != plain).any()
    assert np.array_equal(alone, both)
    assert not np.array_equal(alone, turned)


def test_supersampling_smooths_the_picture_and_leaves_the_ids_whole() -> None:
    plain, smooth = (draw(request(look=Look(labels=False, supersample=s))) for s in (1.0, 2.0))
    assert set(np.unique(smooth.ids)) == set(np.unique(plain.ids))
    assert (plain.ids != smooth.ids).mean() < 0.03
    assert len(np.unique(smooth.rgb.reshape(-1, 3), axis=0)) > len(np.unique(plain.rgb.reshape(-1, 3), axis=0))


def test_a_prop_goes_with_the_hand_that_holds_it() -> None:
    held = shot(
        props=(ShotProp(prop="p", kind="box", holder="ann"),),
        marks=(
            *shot().marks[1:],
            Mark(character="ann", frame=0, position=(-0.9, 0.6, 0), yaw=0),
            Mark(character="ann", frame=2, position=(-0.2, 0.6, 0), yaw=0),
        ),
    )
    painter = Painter(request(shot=held), BallBody)
    part = painter.stock.moving[2]
    painter.draw(0)
    before = painter.stock.vertices[part.vertices].mean(0)
    painter.draw(2)
    assert painter.stock.vertices[part.vertices].mean(0)[0] - before[0] == pytest.approx(0.7, abs=0.01)


@pytest.mark.parametrize("holder", ["ann", None])
@pytest.mark.parametrize("around", [(0.3, -0.5, 0.5), (-0.6, 0.1, 0.4), (0.4, 0.4, 0.6)])
def test_an_insert_shows_the_face_of_what_is_read(holder: str | None, around: tuple[float, float, float]) -> None:
    thing = ShotProp(prop="note", kind="letter", holder=holder, position=(-0.2, 0.6, 1.2), text="COME HOME")
    target = (-0.2, 0.6, 1.25)
    eye = tuple(a + b for a, b in zip(target, around, strict=True))
    key = CameraKey(frame=0, position=eye, target=target, focal_mm=24)
    insert = shot(insert="note", props=(thing,), camera=(key,))
    painter = Painter(request(shot=insert), BallBody)
    painter.draw(0)
    seen = painter.canvas.triangle[painter.canvas.triangle >= 0]
    lettered = painter.stock.scene.texture[seen] >= 0
    assert lettered.mean() > 0.01


def test_snow_whitens_the_ground() -> None:
    ground = (slice(60, 72), slice(0, 20))
    snowy, bare = draw(request(place=field(), weather="snow")), draw(request(place=field(), weather="fog"))
    assert snowy.rgb[ground].mean() > bare.rgb[ground].mean() + 10


@pytest.mark.parametrize("name", ["ANN", "Łucja", "東京", "\u202e\x00", "", "x" * 300])
def test_a_name_never_covers_a_face_nor_leaves_the_frame(name: str) -> None:
    height, width = 270, 480
    view = View(position=(0, -3, 1.5), target=(0, 0, 1.5), roll=0, focal_mm=35, gate=gate_of(width / height))
    for x in (-1.0, -0.4, 0.0, 0.9):
        tags = [Tag(name, _joints(x)), Tag("BO", _joints(x + 0.35))]
        rgb = np.full((height, width, 3), 90, np.uint8)
        write_names(rgb, view, tags)
        for tag in tags:
            box = head_box(tag, view, width, height)
            if box is not None:
                left, top, right, bottom = (max(0, round(side)) for side in box)
                assert (rgb[top:bottom, left:right] == 90).all()
        assert (rgb[:2] == 90).all()
        assert (rgb[:, :2] == 90).all()


def _joints(x: float) -> dict[str, np.ndarray]:
    return {"head_top": np.array([x, 0, 1.75]), "neck": np.array([x, 0, 1.48])}


def test_a_crowd_is_part_of_the_set() -> None:
    extra = Extra(
        sheet=CharacterSheet(id="extra-1", name="Passenger"),
        mark=Mark(character="extra-1", frame=0, position=(0.0, 1.4, 0.0), yaw=270),
    )
    alone, crowded = (Painter(request(extras=each), BallBody).draw(0) for each in ((), (extra,)))
    seen = (alone.depth != crowded.depth) & (crowded.ids == 0)
    assert seen.mean() > 0.005
    assert np.array_equal(np.unique(crowded.ids), np.unique(alone.ids))
    assert request(extras=(extra,)).recipe() != request().recipe()
