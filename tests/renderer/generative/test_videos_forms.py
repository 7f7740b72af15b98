"""What each server is sent for a job."""

from __future__ import annotations

import base64
import hashlib
import io
import json
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image as Pictures

from film.errors import RenderError
from renderer.generative.backends.videos.client import Videos
from renderer.generative.backends.videos.dialects import OPEN, PLAIN, SGLANG, VLLM, Dialect, abilities_of
from renderer.generative.backends.videos.forms import Form, form_of
from renderer.generative.backends.videos.trouble import GivenUpError
from renderer.generative.families import family
from renderer.generative.seam import Control, Fit, Image, Job, Manner, Work
from tests.renderer.generative.server import LocalServer
from tests.renderer.generative.server_desk import Line, filmed, job, soon

TI2V = "wan2.2-ti2v-5b"
VACE = "wan2.1-vace-1.3b"


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer() as local:
        yield local


def form(of: Job | Work, dialect: Dialect, name: str = TI2V) -> Form:
    known = family(name) if name else None
    work = of if isinstance(of, Work) else Work(of)
    return form_of(work, "films", dialect, abilities_of(dialect, known, ""))


def image(folder: Path, name: str, size: tuple[int, int] = (96, 80), noise: bool = False) -> Image:
    rng = np.random.default_rng(list(name.encode()))
    colour = rng.integers(0, 256, (size[1], size[0], 3) if noise else (1, 1, 3), dtype=np.uint8)
    file = folder / f"{name}.png"
    Pictures.fromarray(np.ascontiguousarray(np.broadcast_to(colour, (size[1], size[0], 3)))).save(file)
    return Image(file=file, content=hashlib.sha256(file.read_bytes()).hexdigest(), of=name)


def seen(data: bytes) -> np.ndarray:
    return np.asarray(Pictures.open(io.BytesIO(data)).convert("RGB"))


@pytest.mark.parametrize("dialect", [VLLM, SGLANG, OPEN])
def test_all_that_decides_the_frames_is_sent(dialect: Dialect) -> None:
    sent = form(job(5, negative="blur", seed=2**40 + 5), dialect)
    assert sent.fields == {
        "model": "films",
        "prompt": "She waits, 5.",
        "size": "64x32",
        "num_frames": 9,
        "fps": 24,
        "seed": 5,
        "num_inference_steps": 4,
        "guidance_scale": 3.0,
        "negative_prompt": "blur",
    }
    assert sent.files == ()
    assert sent.as_json == (dialect is SGLANG)


def test_what_is_not_said_is_the_servers_to_choose() -> None:
    fields = form(job(5, manner=Manner()), VLLM).fields
    assert not {"num_inference_steps", "guidance_scale", "negative_prompt"} & set(fields)


def test_a_model_that_takes_no_negative_is_told_none() -> None:
    assert "negative_prompt" not in form(job(5, negative="blur"), VLLM, "fastwan2.2-ti2v-5b").fields


def test_sound_is_asked_for_where_it_has_to_be() -> None:
    assert form(job(5), VLLM, "ltx-2").fields["generate_sound"] is True
    assert "generate_sound" not in form(job(5), SGLANG, "ltx-2").fields
    assert "generate_sound" not in form(job(5), VLLM).fields


def plain(**more: Any) -> Job:
    fit = Fit(width=1280, height=720, inner_width=1280, inner_height=720)
    return job(5, **{"fit": fit, "frames": 96, **more})


@pytest.mark.parametrize(("frames", "seconds"), [(96, "4"), (192, "8"), (288, "12")])
def test_the_plain_protocol_is_told_seconds_alone(frames: int, seconds: str) -> None:
    fields = form(plain(frames=frames), PLAIN, "").fields
    assert fields == {"model": "films", "prompt": "She waits, 5.", "size": "1280x720", "seconds": seconds}


def test_the_first_frame_lies_where_the_film_does(tmp_path: Path) -> None:
    fit = Fit(width=96, height=64, left=16, top=0, inner_width=64, inner_height=64)
    first = image(tmp_path, "still", (128, 128), noise=True)
    sent = form(job(1, first=first, fit=fit), VLLM)
    assert [(name, file[0], file[2]) for name, file in sent.files] == [("input_reference", "image.png", "image/png")]
    picture = seen(sent.files[0][1][1])
    assert picture.shape == (64, 96, 3)
    assert (picture[:, :16] == picture[:, 16:17]).all(), "its edge goes on beyond"
    assert not sent.as_json


def test_a_piece_goes_on_from_the_last_frame_before_it(tmp_path: Path) -> None:
    head = np.random.default_rng(1).integers(0, 256, (1, 32, 64, 3), dtype=np.uint8)
    sent = form(Work(job(1, head=1, first=image(tmp_path, "still")), head), SGLANG)
    assert (seen(sent.files[0][1][1]) == head[-1]).all()
    assert not sent.as_json, "images are sent as files"


def test_references_are_sent_in_one_field_small_enough_for_it(tmp_path: Path) -> None:
    people = tuple(image(tmp_path, name, (980, 700), noise=True) for name in ("anna", "bela", "cleo", "dora"))
    sent = form(job(1, references=people, rate=Fraction(16)), VLLM, VACE)
    assert sent.files == ()
    text = sent.fields["image_reference"]
    assert len(text) < 1 << 20
    listed = json.loads(text)
    assert len(listed) == family(VACE).abilities.references
    for each in listed:
        assert list(each) == ["image_url"]
        assert each["image_url"].startswith("data:image/jpeg;base64,")
        height, width = seen(base64.b64decode(each["image_url"].partition(",")[2])).shape[:2]
        assert width / height == pytest.approx(1.4, rel=0.02)


def test_the_best_reference_comes_first(tmp_path: Path) -> None:
    people = tuple(image(tmp_path, name) for name in ("anna", "bela"))
    listed = json.loads(form(job(1, references=people), VLLM, VACE).fields["image_reference"])
    colours = [seen(base64.b64decode(each["image_url"].partition(",")[2]))[0, 0] for each in listed]
    for colour, person in zip(colours, people, strict=True):
        assert np.abs(colour.astype(int) - seen(person.file.read_bytes())[0, 0]).max() < 8


def test_one_reference_is_a_file(tmp_path: Path) -> None:
    sent = form(job(1, references=(image(tmp_path, "anna"),)), VLLM, VACE)
    assert "image_reference" not in sent.fields
    assert seen(sent.files[0][1][1]).shape == (80, 96, 3)


def test_an_image_that_cannot_be_given_is_not_sent(tmp_path: Path) -> None:
    anna = image(tmp_path, "anna")
    assert form(job(1, first=anna), VLLM, VACE).files == (), "it would be taken for a reference"
    assert form(job(1, references=(anna,)), SGLANG, VACE).files == ()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"frames": 10}, "makes no 10 frames; 13 it would"),
        ({"frames": 1000}, "makes no 1000 frames; 121 it would"),
        ({"head": 1}, "cannot go on from 1 frames"),
    ],
)
def test_what_a_model_does_not_do_is_not_asked_of_it(more: dict[str, Any], words: str) -> None:
    with pytest.raises(GivenUpError) as error:
        form(job(1, **more), VLLM)
    assert error.value.trouble == "refused"
    assert error.value.why == f"the model {words}"


def test_no_pass_and_no_last_frame_is_left_out_in_silence(tmp_path: Path) -> None:
    anna = image(tmp_path, "anna")
    depth = Control(kind="inverse_depth", file=anna.file, content=anna.content, frames=(0,) * 9)
    for more in ({"last": anna}, {"control": depth}):
        with pytest.raises(GivenUpError, match="neither passes nor a last frame"):
            form(job(1, **more), VLLM, VACE)


def test_the_plain_protocol_makes_its_own_sizes() -> None:
    with pytest.raises(GivenUpError, match="makes no pictures of 64 x 32"):
        form(job(1, frames=96), PLAIN, "")


def test_a_changed_image_is_told_and_nothing_asked(tmp_path: Path, server: LocalServer) -> None:
    first = image(tmp_path, "still")
    first.file.write_bytes(image(tmp_path, "other").file.read_bytes())
    got = filmed(server, job(0, first=first), job(1), at_once=1)
    assert got["1-A0"].trouble == "refused"
    assert "still.png" in got["1-A0"].why
    assert got["1-A1"].trouble is None
    assert len(server.orders) == 1


@pytest.mark.parametrize("owner", ["vllm", "sglang", "somebody"])
def test_it_arrives_as_it_was_sent(tmp_path: Path, owner: str) -> None:
    with LocalServer(owner) as server:
        words = 'He says: "Fort — da!"\r\n--x\r\n日本 {0} %s <b>'
        filmed(server, job(1, prompt=words, first=image(tmp_path, "still")), job(2, prompt=words))
        assert [order.fields["prompt"] for order in server.orders] == [words, words]
        assert sorted(list(order.files) for order in server.orders) == [[], ["input_reference"]]
        kinds = sorted(hit.headers["content-type"].partition(";")[0] for hit in server.asked("POST"))
        assert kinds == (["application/json"] if owner == "sglang" else ["multipart/form-data"]) + [
            "multipart/form-data"
        ]


def test_a_model_that_begins_with_an_image_is_not_asked_without(tmp_path: Path) -> None:
    with LocalServer(model="Wan-AI/Wan2.2-I2V-A14B-Diffusers") as server:
        got = filmed(server, job(0, rate=Fraction(16)), job(1, rate=Fraction(16), first=image(tmp_path, "still")))
        assert got["1-A0"].trouble == "refused"
        assert "have its still made first" in got["1-A0"].why
        assert got["1-A1"].trouble is None
        assert len(server.orders) == 1


def test_a_film_of_the_plain_protocol_is_conformed() -> None:
    with LocalServer("openai", "sora-2") as server:
        small = {"size": (64, 32)}
        from tests.renderer.generative.server import Plan

        server.plans.append(Plan(frames=120, rate=30, **small))  # type: ignore[arg-type]
        model = Videos(server.url, "", soon(), {})
        assert model.ready().abilities.size.sizes
        (got,) = model.film(Line(plain()))
        assert got.why == "the film is 64 x 32; 1280 x 720 was asked for"
        assert server.orders[0].fields["seconds"] == "4"


def test_nothing_of_an_image_but_its_pixels_leaves(tmp_path: Path) -> None:
    file = tmp_path / "still.jpg"
    picture = Pictures.fromarray(np.zeros((80, 96, 3), np.uint8))
    about = Pictures.Exif()
    about[0x010E] = "where it was taken"
    picture.save(file, exif=about)
    assert b"where it was taken" in file.read_bytes()
    first = Image(file=file, content=hashlib.sha256(file.read_bytes()).hexdigest())
    assert b"where it was taken" not in form(job(1, first=first), VLLM).files[0][1][1]


def test_a_picture_that_is_none_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "still.png"
    file.write_bytes(b"<svg/>")
    with pytest.raises(RenderError, match="is an SVG"):
        form(job(1, first=Image(file=file, content="0" * 64)), VLLM)
