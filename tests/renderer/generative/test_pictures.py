"""An image model in this process: tiny ones of random numbers, asked for pictures as real ones are."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("diffusers")

from film.errors import RenderError
from renderer.generative.backends.diffusers import picture_loading
from renderer.generative.backends.diffusers import pictures as room
from renderer.generative.backends.diffusers.picture_probe import EDITS
from renderer.generative.backends.diffusers.pictures import DiffusersPictures
from renderer.generative.images import checked, png
from renderer.generative.means import Means
from renderer.generative.seam import Fit, Image, Manner
from renderer.generative.stills.seam import ImageJob, Layout, Pictured

Tiny = Callable[[str], Path]
CPU = Means(device="cpu", threads=1)
MANNER = Manner(steps=2, precision="float32")


def image(folder: Path, name: str, colour: tuple[int, int, int], width: int = 64, height: int = 64) -> Image:
    path = folder / f"{name}.png"
    path.write_bytes(png(np.full((height, width, 3), colour, np.uint8)))
    return Image(file=path, content=checked(path).content, of=name)


def sized(width: int, height: int) -> Fit:
    return Fit(width=width, height=height, inner_width=width, inner_height=height)


def job(**more: Any) -> ImageJob:
    given = {"name": "1-A1", "prompt": "a cat", "fit": sized(96, 64), "seed": 1, "manner": MANNER}
    return ImageJob(**{**given, **more})


def layout(of: Image) -> Layout:
    """A film of one frame: the image itself."""
    return Layout(kind="picture", file=of.file, content=of.content)


@pytest.fixture(scope="module")
def klein(tiny_model: Tiny) -> DiffusersPictures:
    return DiffusersPictures(str(tiny_model("flux2_klein")), "", CPU)


@pytest.fixture(scope="module")
def z_image(tiny_model: Tiny) -> DiffusersPictures:
    return DiffusersPictures(str(tiny_model("z_image")), "", CPU)


def drawn(model: DiffusersPictures, *jobs: ImageJob) -> list[Any]:
    outcomes = list(model.pictures(jobs))
    assert [outcome.trouble for outcome in outcomes] == [None] * len(jobs), [each.why for each in outcomes]
    return [outcome.picture for outcome in outcomes]


def test_what_it_takes_is_read_off_its_files(klein: DiffusersPictures, z_image: DiffusersPictures) -> None:
    edit, plain = klein.ready(), z_image.ready()
    assert edit.family == "flux2_klein"
    assert (edit.abilities.references, edit.abilities.least, edit.abilities.layout) == (4, 0, "shown")
    assert (edit.manner.steps, edit.manner.guidance) == (4, 1.0)
    assert edit.abilities.prompt_tokens == 512
    assert edit.abilities.size.multiple == 16
    assert not edit.abilities.negative
    assert (plain.abilities.references, plain.abilities.layout) == (0, "start")
    assert plain.abilities.negative
    assert plain.licence is None
    assert "nobody described" in plain.note
    assert len(edit.revision) == 64
    assert edit.revision != plain.revision


def test_a_model_of_a_known_name_has_its_licence(tiny_model: Tiny, tmp_path: Path) -> None:
    for name, commercial in (("FLUX.2-klein-4B", "yes"), ("FLUX.2-klein-9B", "terms")):
        at = tmp_path / name
        shutil.copytree(tiny_model("flux2_klein"), at)
        licence = DiffusersPictures(str(at), "", CPU).ready().licence
        assert licence is not None
        assert licence.commercial == commercial


def test_every_part_of_a_job_shows(klein: DiffusersPictures, tmp_path: Path) -> None:
    red, blue = image(tmp_path, "red", (255, 0, 0)), image(tmp_path, "blue", (0, 0, 255), 96, 64)
    seen = drawn(
        klein,
        job(),
        job(seed=2),
        job(prompt="a dog in the rain"),
        job(references=(red,)),
        job(references=(red, blue)),
        job(references=(blue, red)),
        job(layout=layout(blue)),
        job(manner=MANNER.but(steps=3)),
        job(),
    )
    assert np.array_equal(seen[0], seen[-1])
    for one, picture in enumerate(seen[:-1]):
        assert picture.shape == (64, 96, 3)
        assert all(not np.array_equal(picture, other) for other in seen[one + 1 : -1]), one


def test_a_layout_goes_before_the_references(klein: DiffusersPictures, tmp_path: Path) -> None:
    red, blue = image(tmp_path, "red", (255, 0, 0)), image(tmp_path, "blue", (0, 0, 255), 96, 64)
    by_layout, by_order = drawn(klein, job(layout=layout(blue), references=(red,)), job(references=(blue, red)))
    assert np.array_equal(by_layout, by_order)


def test_a_text_to_image_model_begins_from_the_layout(z_image: DiffusersPictures, tmp_path: Path) -> None:
    dark = image(tmp_path, "dark", (0, 0, 0), 96, 64)
    light = image(tmp_path, "light", (255, 255, 255), 200, 100)
    manner = MANNER.but(steps=5)
    plain, from_dark, from_light, again = drawn(
        z_image,
        job(manner=manner),
        job(layout=layout(dark), manner=manner),
        job(layout=layout(light), manner=manner),
        job(manner=manner),
    )
    assert np.array_equal(plain, again)
    assert not np.array_equal(plain, from_dark)
    assert not np.array_equal(from_dark, from_light)


def test_what_is_not_wanted_shows(z_image: DiffusersPictures) -> None:
    manner = MANNER.but(guidance=5.0)
    plain, without = drawn(z_image, job(manner=manner), job(negative="blurred, grey", manner=manner))
    assert not np.array_equal(plain, without)


def test_a_model_loaded_anew_draws_the_same_bytes(tiny_model: Tiny) -> None:
    first, second = (DiffusersPictures(str(tiny_model("flux2_klein")), "", CPU) for _ in range(2))
    assert np.array_equal(*drawn(first, job()), *drawn(second, job()))
    first.close()
    first.close()
    assert np.array_equal(*drawn(first, job()), *drawn(second, job()))


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"fit": sized(90, 64)}, "draws no 90x64: sides are multiples of 16"),
        ({"fit": sized(2048, 2048)}, "draws no 2048x2048"),
        ({"references": "five"}, "is shown 4 images at most, and here are 5"),
        ({"references": "lost"}, "is not there, or no file"),
    ],
)
def test_what_goes_wrong_with_one_job_stops_no_other(
    klein: DiffusersPictures, tmp_path: Path, more: dict[str, Any], says: str
) -> None:
    red = image(tmp_path, "red", (255, 0, 0))
    lost = Image(file=tmp_path / "lost.png", content="0" * 64)
    if "references" in more:
        more = {"references": (red,) * 5 if more["references"] == "five" else (lost,)}
    wrong, right = klein.pictures([job(**more), job()])
    assert wrong.picture is None
    assert wrong.trouble in ("refused", "failed")
    assert says in wrong.why
    assert right.picture is not None
    assert right.spent.seconds > 0
    assert dict(right.made)["device"].startswith("cpu")


def test_a_model_that_edits_alone_wants_an_image(tiny_model: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(EDITS, "Flux2KleinPipeline", (4, 1))
    (refused,) = DiffusersPictures(str(tiny_model("flux2_klein")), "", CPU).pictures([job()])
    assert refused.trouble == "refused"
    assert "draws nothing without 1 image" in refused.why


def test_time_and_budget_are_held(tiny_model: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    at = str(tiny_model("flux2_klein"))
    (late,) = DiffusersPictures(at, "", CPU.but(deadline=1e-9)).pictures([job()])
    assert (late.trouble, late.picture) == ("overdue", None)
    for budget in (0, 1e-9):
        none, nor_this = DiffusersPictures(at, "", CPU.but(gpu_seconds=budget)).pictures([job(), job(seed=2)])
        assert (none.trouble, nor_this.trouble) == ("budget", "budget")
    clock = count()
    monkeypatch.setattr(room.time, "monotonic", lambda: float(next(clock)))
    under_way = list(DiffusersPictures(at, "", CPU.but(gpu_seconds=6)).pictures([job(manner=MANNER.but(steps=9))] * 2))
    assert [each.trouble for each in under_way] == ["budget", "budget"]
    assert under_way[0].spent.seconds > under_way[1].spent.seconds


def test_weights_that_do_not_go_together_end_it(tiny_model: Tiny, tmp_path: Path) -> None:
    at = tmp_path / "model"
    shutil.copytree(tiny_model("flux2_klein"), at)
    config = json.loads((at / "transformer" / "config.json").read_text())
    (at / "transformer" / "config.json").write_text(json.dumps({**config, "num_attention_heads": 4}))
    with pytest.raises(RenderError, match="its weights cannot be loaded"):
        list(DiffusersPictures(str(at), "", CPU).pictures([job(), job()]))


def test_too_little_memory_goes_down_the_ladder(tiny_model: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    import torch

    tried: list[str] = []
    load = picture_loading.loaded

    def short(folder: Any, precision: str, device: Any, rung: Any) -> Any:
        tried.append(rung)
        if rung == "whole":
            raise torch.OutOfMemoryError("CUDA out of memory")
        return load(folder, precision, device, rung)

    monkeypatch.setattr(room, "loaded", short)
    outcome, again = DiffusersPictures(str(tiny_model("flux2_klein")), "", CPU).pictures([job(), job()])
    assert tried == ["whole", "tiled"]
    assert dict(outcome.made)["memory"] == "tiled"
    assert again.picture is not None
    monkeypatch.setattr(room, "loaded", lambda *_: (_ for _ in ()).throw(torch.OutOfMemoryError("no")))
    (out,) = DiffusersPictures(str(tiny_model("flux2_klein")), "", CPU).pictures([job()])
    assert out.trouble == "memory"
    assert "96x64 does not fit into memory" in out.why


def test_no_picture_comes_of_numbers_that_are_none(klein: DiffusersPictures, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn(klein, job())
    real = klein._pipeline

    def broken(**asked: Any) -> Any:
        result = real(**asked)
        result.images[0, 0, 0, 0] = np.nan
        return result

    monkeypatch.setattr(klein, "_pipeline", broken)
    (outcome,) = klein.pictures([job()])
    assert outcome == Pictured(outcome.job, None, outcome.spent, (), "failed", outcome.why)
    assert "NaN" in outcome.why


def test_tokens_are_counted_by_its_own_tokenizer(klein: DiffusersPictures) -> None:
    assert klein.count("a cat") == len(b"a cat") + 1


def test_the_ladder_begins_where_it_is_told() -> None:
    assert picture_loading.rungs_from("whole", "cuda") == ["whole", "tiled", "offloaded", "by_block"]
    assert picture_loading.rungs_from("in_turn", "cuda")[0] == "whole"
    assert picture_loading.rungs_from("float8", "cuda") == ["by_block"]
    assert picture_loading.rungs_from("offloaded", "cpu") == ["tiled"]


def test_numbers_of_sixteen_bits_draw_too(klein: DiffusersPictures) -> None:
    short, long, again = drawn(klein, job(manner=Manner(steps=2)), job(), job(manner=Manner(steps=2)))
    assert np.array_equal(short, again)
    assert not np.array_equal(short, long)
