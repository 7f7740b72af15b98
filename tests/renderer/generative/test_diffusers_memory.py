"""Where memory is short: one rung after the other, and one job's trouble stops no other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from renderer.generative.backends.diffusers.asking.wan import Wan
from renderer.generative.backends.diffusers.ladder import Ladder
from renderer.generative.backends.diffusers.model import Diffusers
from renderer.generative.backends.diffusers.words import Dictionary
from renderer.generative.means import Means
from renderer.generative.seam import Filmed, Fit, Job
from tests.renderer.generative.asked import PLAIN, frames_of, job, made_by

RUNGS_HERE = ["whole", "in_turn", "tiled", "float8"]


@pytest.fixture
def model(tiny_model: Callable[[str], Path]) -> Iterator[Diffusers]:
    made = Diffusers(str(tiny_model("wan_t2v")), "", Means(device="cpu"))
    yield made
    made.close()


class Short:
    """Memory ends in a stage of Wan's so many times for jobs of a shot; ``seen`` are the rungs it was tried on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, stage: str, times: int, error: Exception | None = None) -> None:
        self.times, self.tried = times, 0
        error = error or torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 20 GiB")
        usual = getattr(Wan, stage)

        def short(asking: Wan, *given: Any) -> Any:
            self.tried += 1
            if self.times:
                self.times -= 1
                raise error
            return usual(asking, *given)

        monkeypatch.setattr(Wan, stage, short)


def rung(filmed: Filmed) -> str:
    return dict(filmed.made)["memory"]


@pytest.mark.parametrize("stage", ["drawn", "seen"])
@pytest.mark.parametrize("times", [0, 1, 2, 3])
def test_it_goes_down_until_there_is_room(
    model: Diffusers, monkeypatch: pytest.MonkeyPatch, stage: str, times: int
) -> None:
    Short(monkeypatch, stage, times)
    (filmed,) = made_by(model, job())
    assert filmed.trouble is None
    assert rung(filmed) == RUNGS_HERE[times]


@pytest.mark.parametrize("stage", ["drawn", "seen"])
def test_after_the_last_rung_it_is_this_jobs_trouble_alone(
    model: Diffusers, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    short = Short(monkeypatch, stage, len(RUNGS_HERE))
    wrong, right = made_by(model, job(shot="1-A1"), job(shot="1-A2", frames=5))
    assert (wrong.trouble, wrong.frames) == ("memory", None)
    assert "fits into memory" in wrong.why
    assert right.trouble is None
    assert short.tried == len(RUNGS_HERE) + 1


def test_jobs_of_its_shape_begin_where_it_had_room(model: Diffusers, monkeypatch: pytest.MonkeyPatch) -> None:
    Short(monkeypatch, "drawn", 2)
    outcomes = made_by(model, job(), job(seed=6), job(frames=5), job(seed=7))
    assert [rung(filmed) for filmed in outcomes] == ["tiled", "tiled", "whole", "tiled"]


@pytest.mark.parametrize("error", [MemoryError(), RuntimeError("DefaultCPUAllocator: can't allocate memory")])
def test_this_machines_memory_counts_too(model: Diffusers, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    Short(monkeypatch, "drawn", 1, error)
    assert rung(made_by(model, job())[0]) == "in_turn"


def test_another_error_is_told_and_tried_once(model: Diffusers, monkeypatch: pytest.MonkeyPatch) -> None:
    short = Short(monkeypatch, "drawn", 1, RuntimeError("shapes\ndiffer"))
    wrong, right = made_by(model, job(), job())
    assert (wrong.trouble, wrong.why) == ("failed", "RuntimeError: shapes differ")
    assert right.trouble is None
    assert short.tried == 2


def test_in_turn_gives_the_same_bytes(tiny_model: Callable[[str], Path]) -> None:
    """And so do tiles where one holds the whole picture; weights of 8 bits do not."""
    made: dict[str, Any] = {}
    for each in RUNGS_HERE:
        model = Diffusers(str(tiny_model("wan_t2v")), "", Means(device="cpu", memory=each))  # type: ignore[arg-type]
        made[each] = frames_of(model, job())
        model.close()
    np.testing.assert_array_equal(made["whole"], made["in_turn"])
    np.testing.assert_array_equal(made["whole"], made["tiled"])
    assert not np.array_equal(made["whole"], made["float8"])


def test_tiles_are_tiles(tiny_model: Callable[[str], Path]) -> None:
    wide = job(fit=Fit(width=320, height=64, inner_width=320, inner_height=64), frames=5)
    made = []
    for each in ("whole", "tiled"):
        model = Diffusers(str(tiny_model("wan_t2v")), "", Means(device="cpu", memory=each))  # type: ignore[arg-type]
        made.append(frames_of(model, wide))
        model.close()
    assert not np.array_equal(*made)


def test_what_cannot_be_undone_is_loaded_anew(
    tiny_model: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a shape that needed 8 bits, another has its own bytes again."""
    other = job(frames=5)
    model = Diffusers(str(tiny_model("wan_t2v")), "", Means(device="cpu"))
    before = frames_of(model, other)
    Short(monkeypatch, "drawn", 3)
    (squeezed,) = made_by(model, job())
    assert rung(squeezed) == "float8"
    np.testing.assert_array_equal(frames_of(model, other), before)
    model.close()


def test_precision_is_the_jobs(model: Diffusers) -> None:
    made = {each: frames_of(model, job(manner=PLAIN.but(precision=each))) for each in ("float32", "bfloat16", "float8")}
    assert len({frames.tobytes() for frames in made.values()}) == 3
    np.testing.assert_array_equal(made["bfloat16"], frames_of(model, job(manner=PLAIN.but(precision="bfloat16"))))


@pytest.mark.parametrize("kind", ["wan_t2v", "wan_vace"])
def test_block_by_block_gives_the_same_bytes(
    tiny_model: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """Blocks are fetched from where they lie, which is the same place here; and what was done cannot be undone."""
    monkeypatch.setattr(Ladder, "of", lambda *_: "whole")
    model = Diffusers(str(tiny_model(kind)), "", Means(device="cpu"))
    whole = frames_of(model, job())
    monkeypatch.setattr(Ladder, "of", lambda *_: "by_block")
    (filmed,) = made_by(model, job())
    assert rung(filmed) == "by_block"
    np.testing.assert_array_equal(filmed.frames, whole)
    placed = model._studio._placed  # type: ignore[union-attr]
    assert placed is not None
    assert placed.settle("by_block")
    assert not placed.settle("whole")
    monkeypatch.setattr(Ladder, "of", lambda *_: "whole")
    np.testing.assert_array_equal(frames_of(model, job()), whole)
    model.close()


def test_a_job_is_encoded_while_another_is_decoded(
    tiny_model: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wan's VAE keeps features between calls of its parts: encoding in the midst of decoding must not mix them."""
    from diffusers import AutoencoderKLWan

    model = Diffusers(str(tiny_model("wan_vace")), "", Means(device="cpu"))
    alone = frames_of(model, job())
    vae = model._studio._placed.asking.pipe.vae  # type: ignore[union-attr]
    usual = AutoencoderKLWan._decode
    inner = vae.decoder.forward
    encoded: list[int] = []

    def disturbed(*given: Any, **named: Any) -> Any:
        encoded.append(1)
        vae.encode(torch.zeros(1, 3, 5, 64, 64))
        return inner(*given, **named)

    def decode(each: Any, *given: Any, **named: Any) -> Any:
        monkeypatch.setattr(vae.decoder, "forward", disturbed)
        return usual(each, *given, **named)

    monkeypatch.setattr(AutoencoderKLWan, "_decode", decode)
    beside = frames_of(model, job())
    assert len(encoded) == 3  # one a latent
    np.testing.assert_array_equal(beside, alone)
    model.close()


def test_an_encoder_without_room_works_on_the_processor(
    tiny_model: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tiny_model("wan_t2v")
    index = {
        "text_encoder": ["transformers", "UMT5EncoderModel"],
        "tokenizer": ["transformers", "PreTrainedTokenizerFast"],
    }
    tried: list[str] = []
    usual = Dictionary._encode

    def short(self: Dictionary, texts: tuple[str, ...], device: Any) -> None:
        tried.append(device.type)
        if device.type != "cpu":
            raise torch.OutOfMemoryError("CUDA out of memory")
        usual(self, texts, device)

    monkeypatch.setattr(Dictionary, "_encode", short)
    known = Dictionary(folder, index, "WanPipeline", torch.device("meta"), torch.float32)
    known.learn(["a door opens", "", "a door opens"])
    assert tried == ["meta", "cpu"]
    assert known.missing(["a door opens", "", "a window"]) == ("a window",)


def queue_of(count: int) -> list[Job]:
    return [job(shot=f"1-A{number}", seed=number) for number in range(count)]


def test_the_encoder_is_let_go_and_fetched_again_for_a_new_text(
    tiny_model: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[int] = []
    usual = Dictionary._encoder

    def counted(self: Dictionary, device: Any) -> Any:
        loaded.append(1)
        return usual(self, device)

    monkeypatch.setattr(Dictionary, "_encoder", counted)
    model = Diffusers(str(tiny_model("wan_t2v")), "", Means(device="cpu"))
    made_by(model, *queue_of(4), job(prompt="a window"))
    assert len(loaded) == 1
    late = frames_of(model, job(prompt="a text that nobody knew of"))
    assert len(loaded) == 2
    model.close()
    alone = Diffusers(str(tiny_model("wan_t2v")), "", Means(device="cpu"))
    np.testing.assert_array_equal(frames_of(alone, job(prompt="a text that nobody knew of")), late)
    alone.close()
