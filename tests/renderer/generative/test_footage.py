"""Pieces of a model made into a take."""

from __future__ import annotations

import tracemalloc
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image as Pictures

from assembler.segments import configuration, opened
from film.clips import Clip
from film.errors import RenderError
from film.plan import Format
from film.takes import LeftOut, Spent
from prompts.book import PromptBook
from renderer.encode import Encoder, picture_stream
from renderer.generative.brief import ShotBrief, content_of
from renderer.generative.footage import clip_of, load_take, write_take
from renderer.generative.judging import Judge
from renderer.generative.ordering import ordered, take_order
from renderer.generative.seam import Filmed, FrameRule, Manner, SizeRule, Text
from renderer.generative.shaping.controls import control_frames
from renderer.generative.shaping.placing import cropped
from renderer.render import render_shot
from renderer.request import Look
from renderer.yuv import yuv420
from tests.renderer.generative.footage_desk import FORMAT, LONG, MODEL, TAKES, Watcher, filmed, heard, order
from tests.renderer.generative.ordering_desk import TEXT, brief
from tests.renderer.tiny_shots import request, shot


def test_the_shot_is_in_pieces() -> None:
    assert len(order().order.jobs) == 2
    assert order().order.jobs[1].head == 5


def test_pieces_are_joined_without_their_heads_and_brought_to_the_film_s_rate(tmp_path: Path) -> None:
    asked, watcher, done = order(), Watcher(), list[int]()
    write_take(asked, filmed(asked), LONG, MODEL, watcher, tmp_path, done.append)
    assert [frame for frame, _, _ in watcher.seen] == list(range(40)) == done
    assert {shape for _, shape, _ in watcher.seen} == {(72, 128, 3)}
    assert [round(level) for _, _, level in watcher.seen] == [5 * number for number in asked.order.shows]
    with av.open(str(tmp_path / "picture.mp4")) as film:
        shown = [frame.to_ndarray(format="rgb24").mean() for frame in film.decode(video=0)]
    assert len(shown) == 40
    assert np.abs(np.array(shown) - [5 * number for number in asked.order.shows]).max() < 3


def test_a_frame_that_shows_again_is_scaled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, scaled = order(), list[int]()

    def counted(rgb: np.ndarray, *others: Any) -> np.ndarray:
        scaled.append(int(rgb[0, 0, 0]) // 5)
        return cropped(rgb, *others)

    monkeypatch.setattr("renderer.generative.footage.cropped", counted)
    write_take(asked, filmed(asked), LONG, MODEL, Watcher(), tmp_path)
    assert scaled == sorted(set(asked.order.shows))


def test_a_picture_that_lost_a_frame_is_no_take(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("renderer.generative.footage.frames_in_file", lambda _: (39, None))
    with pytest.raises(RenderError, match=r"picture\.mp4 holds 39 frames of 40"):
        write_take(order(), filmed(order()), LONG, MODEL, Watcher(), tmp_path)


def test_the_picture_can_be_joined_with_the_previs(tmp_path: Path) -> None:
    asked = order()
    write_take(asked, filmed(asked), LONG, MODEL, Watcher(), tmp_path)
    with Encoder(picture_stream(FORMAT), tmp_path / "previs.mp4") as film:
        for _ in range(3):
            film.write(yuv420(np.zeros((72, 128, 3), np.uint8)))
    with opened(tmp_path / "picture.mp4") as (_, one), opened(tmp_path / "previs.mp4") as (_, other):
        assert configuration(one) == configuration(other)


def test_the_board_is_the_middle_frame(tmp_path: Path) -> None:
    asked = order()
    write_take(asked, filmed(asked), LONG, MODEL, Watcher(), tmp_path)
    board = np.asarray(Pictures.open(tmp_path / "board.png"))
    assert board.shape == (72, 128, 3)
    assert (board == 5 * asked.order.shows[20]).all()


def test_a_take_says_how_it_came_about_and_comes_back(tmp_path: Path) -> None:
    asked = order()
    take = write_take(asked, filmed(asked), LONG, MODEL, Watcher(), tmp_path)
    assert (take.shot, take.number, take.seed) == ("1-A1", 3, asked.order.jobs[0].seed)
    assert (take.model, take.revision) == ("wan", "r1")
    assert list(take.jobs) == [job.recipe() for job in asked.order.jobs]
    assert take.given == asked.given
    assert take.left_out == (*asked.left_out, LeftOut(what="identity", why="nobody looks"))
    assert take.spent == Spent(gpu_seconds=3, seconds=4)
    assert take.made == {"device": "cpu", "rung": "0, 1"}
    assert [each.measure for each in take.evidence] == ["frames"]
    assert take.clip.passes == {}
    back = load_take(tmp_path)
    assert back == take.but(clip=take.clip.at(tmp_path))
    assert back.clip.picture == tmp_path / "picture.mp4"


def test_the_same_pieces_are_the_same_bytes(tmp_path: Path) -> None:
    folders = tmp_path / "a", tmp_path / "b"
    asked = order()
    for folder in folders:
        folder.mkdir()
        write_take(asked, filmed(asked, heard=heard(asked.order.jobs[0])), LONG, MODEL, Watcher(), folder)
    for name in ("picture.mp4", "board.png", "sound.wav", "take.json"):
        assert (folders[0] / name).read_bytes() == (folders[1] / name).read_bytes()


def test_memory_does_not_grow_with_the_shot(tmp_path: Path) -> None:
    told = brief(400, format=Format(width=512, height=288))
    abilities = TAKES.but(frames=FrameRule(least=1, most=500), size=SizeRule(multiple=16, pixels=48 * 32))
    asked = ordered(told, MODEL.but(abilities=abilities), Manner(steps=1, guidance=1.0), 1, TEXT)
    job = asked.order.jobs[0]
    whole = Filmed(job, np.zeros((job.frames, job.fit.height, job.fit.width, 3), np.uint8))
    tracemalloc.start()
    write_take(asked, [whole], told, MODEL, Watcher(), tmp_path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 12 * 512 * 288 * 3


@pytest.mark.parametrize("trouble", ["failed", "memory", "refused", "overdue", "budget"])
def test_a_piece_with_trouble_makes_no_take(trouble: str, tmp_path: Path) -> None:
    asked = order()
    pieces = filmed(asked)
    pieces[1] = pieces[1]._replace(frames=None, trouble=trouble, why="the server went away")
    with pytest.raises(RenderError, match="1-A1: take 3, piece 2 of 2: the server went away"):
        write_take(asked, pieces, LONG, MODEL, Watcher(), tmp_path)
    assert not list(tmp_path.iterdir())


def test_pieces_that_are_missing_or_of_another_order_make_no_take(tmp_path: Path) -> None:
    asked = order()
    pieces = filmed(asked)
    for given in (pieces[:1], pieces[::-1], [*pieces, pieces[0]], []):
        with pytest.raises(RenderError, match="pieces of the take"):
            write_take(asked, given, LONG, MODEL, Watcher(), tmp_path)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda frames: frames[:-1],
        lambda frames: frames[:, :-1],
        lambda frames: frames[..., :1],
        lambda frames: frames.astype(np.float32) / 255,
        lambda frames: frames[0],
    ],
)
def test_frames_that_were_not_asked_for_make_no_take(wrong: Any, tmp_path: Path) -> None:
    asked = order()
    pieces = filmed(asked)
    pieces[0] = pieces[0]._replace(frames=wrong(pieces[0].frames))
    with pytest.raises(RenderError, match="take 3, piece 1 of 2: the model gave"):
        write_take(asked, pieces, LONG, MODEL, Watcher(), tmp_path)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    asked = order()
    (tmp_path / "take.json").mkdir()
    with pytest.raises(RenderError, match="cannot be written: Is a directory"):
        write_take(asked, filmed(asked), LONG, MODEL, Watcher(), tmp_path)
    with pytest.raises(RenderError, match=r"picture\.mp4"):
        write_take(asked, filmed(asked), LONG, MODEL, Watcher(), tmp_path / "nowhere")


def test_a_clip_of_a_take_is_valid_to_be_kept(tmp_path: Path) -> None:
    asked = order()
    take = write_take(asked, filmed(asked), LONG, MODEL, Watcher(), tmp_path)
    assert Clip.model_validate_json(take.clip.model_dump_json()) == take.clip


def test_a_take_of_a_real_previs_is_judged_by_it(tmp_path: Path, balls: object) -> None:
    del balls
    look = Look(labels=False, drawing=False, passes=("depth", "normal", "id", "flow", "inverse_depth"))
    asked = request(shot=shot(frames=14), format=FORMAT, look=look)
    for name in ("previs", "take"):
        (tmp_path / name).mkdir()
    clip = render_shot(asked, tmp_path / "previs").at(tmp_path / "previs")
    contents = {name: content_of(path) for name, path in clip.passes.items()}
    told = ShotBrief(scene="1", heading="INT. ROOM - DAY", request=asked, clip=clip, contents=contents)
    model = MODEL.but(abilities=TAKES.but(controls=("inverse_depth",), size=SizeRule(multiple=16, pixels=128 * 80)))
    order = take_order(told, model, Manner(), 1, PromptBook(), len)
    pieces = []
    for job in order.order.jobs:
        assert job.control is not None
        pieces.append(Filmed(job, control_frames(job.control, job.fit)))
    judge = Judge(told, Text(order.order.jobs[0].prompt), order=order.order)
    take = write_take(order, pieces, told, model, judge, tmp_path / "take")
    assert {"frames", "motion"} <= {each.measure for each in take.evidence}
    assert [each.frame for each in take.clip.measured] == [0, 12, 13]
    assert clip_of(load_take(tmp_path / "take"), clip).passes == clip.passes
