"""Files as the encoders leave them: exact where they promise it, joinable, and honest about failing."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from fractions import Fraction
from pathlib import Path

import av
import imageio_ffmpeg
import numpy as np
import pytest

from assembler.footage import command
from assembler.segments import configuration, count_frames
from film.clips import PassName
from film.errors import RenderError
from film.plan import Format
from renderer.encode import Encoder, frames_in_file, pass_stream, picture_stream
from renderer.previs.passes.words import depth_bytes
from renderer.render import render_shot
from renderer.yuv import yuv420
from tests.renderer.tiny_shots import TINY, request

pytestmark = pytest.mark.usefixtures("balls")

NTSC = Fraction(24000, 1001)
FULL = Path("/dev/full")


def noise(channels: int, frames: int = 3, kind: type[np.integer] = np.uint8) -> np.ndarray:
    """Frames of which the upper half stands and the lower is new each time."""
    random = np.random.default_rng(7)
    shape = (frames, TINY.height, TINY.width, channels)
    pictures = random.integers(0, np.iinfo(kind).max, shape, endpoint=True, dtype=kind)
    pictures[:, : TINY.height // 2] = pictures[0, : TINY.height // 2]
    return pictures.squeeze(-1) if channels == 1 else pictures


def written(name: PassName | None, pictures: np.ndarray, path: Path, film: Format = TINY) -> Path:
    """A pass, or the picture where none is named, of these frames."""
    stream = picture_stream(film) if name is None else pass_stream(name, film)
    with Encoder(stream, path) as encoder:
        for each in pictures:
            encoder.write(each)
    return path


@pytest.mark.parametrize(
    ("name", "pixels", "channels"),
    [("depth", "rgb24", 3), ("normal", "rgb24", 3), ("pose", "rgb24", 3), ("id", "gray", 1), ("edges", "gray", 1)],
)
def test_a_pass_comes_back_to_the_bit(name: PassName, pixels: str, channels: int, tmp_path: Path) -> None:
    pictures = noise(channels)
    path = written(name, pictures, tmp_path / "x.mkv")
    with av.open(str(path)) as file:
        back = [frame.to_ndarray(format=pixels) for frame in file.decode(video=0)]
    assert np.array_equal(np.stack(back), pictures)


def test_flow_comes_back_to_the_bit(tmp_path: Path) -> None:
    pictures = noise(3, kind=np.uint16)
    with av.open(str(written("flow", pictures, tmp_path / "x.mkv"))) as file:
        back = [frame.to_ndarray(format="rgb48le") for frame in file.decode(video=0)]
    assert np.array_equal(np.stack(back), pictures)


@pytest.mark.parametrize("pixels", ["gray", "rgb24"])
def test_other_programs_read_grey_as_it_is(pixels: str, tmp_path: Path) -> None:
    """Whoever asks ffmpeg for three channels gets the same bytes three times, not a stretched range."""
    pictures = noise(1)
    path = written("id", pictures, tmp_path / "x.mkv")
    raw = run("-i", str(path), "-f", "rawvideo", "-pix_fmt", pixels, "-")
    back = np.frombuffer(raw, np.uint8).reshape(*pictures.shape, -1)
    assert (back == pictures[..., None]).all()


def test_depth_becomes_16_bit_grey_by_the_line_in_the_docs(tmp_path: Path) -> None:
    lines = Path("docs/passes.md").read_text(encoding="utf-8").splitlines()
    line = next(each for each in lines if each.startswith("ffmpeg -i depth.mkv"))
    graph = line.split('"')[1]
    metres = np.linspace(0, 70, TINY.height * TINY.width, dtype=np.float32).reshape(TINY.height, TINY.width)
    pictures = np.stack([depth_bytes(metres, (0.0, 65.535)), depth_bytes(metres[::-1].copy(), (0.0, 65.535))])
    path = written("depth", pictures, tmp_path / "depth.mkv")
    raw = run("-i", str(path), "-filter_complex", graph, "-f", "rawvideo", "-pix_fmt", "gray16le", "-")
    words = np.frombuffer(raw, "<u2").reshape(pictures.shape[:3])
    assert (words == pictures[..., 0].astype(int) * 256 + pictures[..., 1]).all()


@pytest.mark.parametrize("rate", [Fraction(24), NTSC])
def test_a_shot_joins_a_card(rate: Fraction, tmp_path: Path) -> None:
    """Our segment and one that the ffmpeg program writes tell a decoder the same, colours included."""
    film = TINY.but(rate=rate)
    pictures = noise(3, frames=5)
    ours = written(None, np.stack([yuv420(each) for each in pictures]), tmp_path / "ours.mp4", film)
    theirs = tmp_path / "theirs.mp4"
    subprocess.run(command(film, theirs), input=pictures.tobytes(), check=True)
    found = []
    for path in (ours, theirs):
        with av.open(str(path)) as file:
            stream = file.streams.video[0]
            codec = stream.codec_context
            colours = (codec.color_range, codec.colorspace, codec.color_primaries, codec.color_trc)
            found.append((configuration(stream), stream.time_base, colours))
        assert count_frames(path) == 5
    assert found[0] == found[1]
    assert found[0][2] == (1, 1, 1, 1)


def test_the_picture_looks_like_what_was_drawn(tmp_path: Path) -> None:
    rows, columns = np.mgrid[: TINY.height, : TINY.width]
    rgb = np.stack([rows * 3, columns * 2 - 20, 220 - rows - columns], -1).clip(0, 255).astype(np.uint8)
    path = written(None, yuv420(rgb)[None].repeat(4, 0), tmp_path / "x.mp4")
    with av.open(str(path)) as file:
        shown = [frame.to_ndarray(format="rgb24") for frame in file.decode(video=0)]
    assert len(shown) == 4
    assert all(np.abs(each.astype(int) - rgb).mean() < 3 for each in shown)


@pytest.mark.parametrize(("width", "height"), [(480, 270), (64, 66), (66, 64), (98, 102), (480, 272)])
def test_colours_stay_in_their_place_at_any_size(width: int, height: int, tmp_path: Path) -> None:
    """The planes of colour have an odd number of rows or columns at some sizes."""
    rgb = np.zeros((height, width, 3), np.uint8)
    rgb[height // 2 :] = (200, 40, 40)
    rgb[:, width // 2 :, 2] = 220
    path = tmp_path / "picture.mp4"
    with Encoder(picture_stream(Format(width=width, height=height)), path) as encoder:
        for _ in range(3):
            encoder.write(yuv420(rgb))
    with av.open(str(path)) as film:
        shown = next(film.decode(video=0)).to_ndarray(format="rgb24").astype(int)
    flat = np.abs(shown - rgb).max(-1)
    flat[height // 2 - 3 : height // 2 + 3], flat[:, width // 2 - 3 : width // 2 + 3] = 0, 0
    assert flat.max() < 12


def test_no_process_is_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", None)
    assert render_shot(request(), tmp_path).frames == 3


@pytest.mark.parametrize("name", ["picture.mp4", "depth.mkv"])
def test_a_file_that_cannot_be_made_is_one_line(name: str, tmp_path: Path) -> None:
    (tmp_path / name).mkdir()
    with pytest.raises(RenderError, match=rf"{name} failed: .*directory"):
        render_shot(request(), tmp_path)


@pytest.mark.skipif(not FULL.exists(), reason="no device here that is always full")
def test_a_full_disk_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "normal.mkv"
    path.symlink_to(FULL)
    with pytest.raises(RenderError, match=r"normal\.mkv failed: No space left"):
        written("normal", noise(3, frames=60), path)


def test_an_interrupted_shot_leaves_its_files_closed(tmp_path: Path) -> None:
    def stop(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        render_shot(request(), tmp_path, stop)
    shutil.rmtree(tmp_path)
    tmp_path.mkdir()
    assert render_shot(request(), tmp_path).frames == 3


def test_frames_that_are_missing_are_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = Encoder.write
    calls: list[int] = []

    def lossy(self: Encoder, frame: np.ndarray) -> None:
        calls.append(1)
        if len(calls) != 5:
            write(self, frame)

    monkeypatch.setattr(Encoder, "write", lossy)
    with pytest.raises(RenderError, match="holds 2 frames of 3"):
        render_shot(request(), tmp_path)


def test_the_same_frames_give_the_same_bytes_at_any_time(tmp_path: Path) -> None:
    pictures = noise(3)
    files = [written("normal", pictures, tmp_path / f"{n}.mkv") for n in range(2)]
    assert len({hashlib.sha256(path.read_bytes()).digest() for path in files}) == 1
    assert frames_in_file(files[0]) == (3, Fraction(24))


def run(*arguments: str) -> bytes:
    """What the ffmpeg program writes to its output."""
    program = imageio_ffmpeg.get_ffmpeg_exe()
    return subprocess.run([program, "-v", "error", *arguments], capture_output=True, check=True).stdout
