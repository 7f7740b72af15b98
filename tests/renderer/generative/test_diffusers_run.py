"""A run through a queue: bounds of time and cost, what is billed and told, what is refused."""

from __future__ import annotations

import functools
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from renderer.generative.backends.diffusers import meter, profile, run
from renderer.generative.backends.diffusers.asking.asking import Asking
from renderer.generative.backends.diffusers.asking.ltx2 import LTX2
from renderer.generative.backends.diffusers.asking.other import Other
from renderer.generative.backends.diffusers.asking.wan import Wan
from renderer.generative.backends.diffusers.model import Diffusers
from renderer.generative.means import Means
from renderer.generative.seam import Job, Manner, Work
from tests.renderer.generative.asked import PLAIN, frames_of, image, job, made_by
from tests.renderer.generative.contract import Scripted

CPU = Means(device="cpu")
Opened = Callable[..., Diffusers]


class Counted:
    """Counts the steps of a transformer (Wan's), and does something at each."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, then: Callable[[int], None] = lambda _: None, kind: Any = None
    ) -> None:
        from diffusers import WanTransformer3DModel

        self.steps = 0
        kind = kind or WanTransformer3DModel
        usual = kind.forward

        def forward(model: Any, *given: Any, **named: Any) -> Any:
            self.steps += 1
            then(self.steps)
            return usual(model, *given, **named)

        monkeypatch.setattr(kind, "forward", forward)


LONG = job(manner=Manner(steps=40, guidance=1.0, precision="float32"))


class Clock:
    """The run's clock, ``ahead`` of the true one."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def monotonic(self) -> float:
        return time.monotonic() + self.ahead


def test_a_job_that_takes_too_long_is_stopped_at_its_next_step(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()

    def late(step: int) -> None:
        clock.ahead = 2000.0 if step == 3 else clock.ahead

    monkeypatch.setattr(run, "time", clock)
    counted = Counted(monkeypatch, late)
    stopped, next_ = made_by(opened(means=CPU.but(deadline=1000.0)), LONG, LONG.but(frames=5))
    assert (stopped.trouble, stopped.frames) == ("overdue", None)
    assert "1000 seconds" in stopped.why
    assert next_.trouble is None
    assert counted.steps == 3 + 40


def test_what_is_spent_is_never_passed_by_more_than_a_step(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = Counted(monkeypatch)
    model = opened(means=CPU.but(gpu_seconds=0.0))
    outcomes = made_by(model, LONG, LONG, LONG)
    assert {filmed.trouble for filmed in outcomes} == {"budget"}
    assert counted.steps == 0


def test_a_budget_that_ends_on_the_way_stops_what_is_under_way(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    monkeypatch.setattr(meter, "time", clock)
    model = opened(means=CPU.but(gpu_seconds=1000.0))

    def dear(step: int) -> None:
        clock.ahead = 2000.0 if step == 3 else clock.ahead

    counted = Counted(monkeypatch, dear)
    (filmed,) = made_by(model, LONG)
    assert (filmed.trouble, counted.steps) == ("budget", 3)


def test_closing_early_stops_at_the_next_step(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = Counted(monkeypatch)
    model = opened()
    stream = model.film(Scripted([Work(job(frames=5)), *[Work(LONG)] * 5]))
    next(stream)
    stream.close()  # type: ignore[attr-defined]  # a generator
    assert counted.steps < 4 + 2 * 40


def test_all_that_was_used_is_billed_to_the_jobs(opened: Opened) -> None:
    model = opened()
    outcomes = made_by(model, job(), job(seed=6), job(seed=7))
    total = model._studio.meter.total  # type: ignore[union-attr]
    assert sum(filmed.spent.gpu_seconds for filmed in outcomes) == pytest.approx(total, rel=0.01)
    assert all(filmed.spent.gpu_seconds > 0 for filmed in outcomes)
    assert outcomes[0].spent.gpu_seconds > outcomes[1].spent.gpu_seconds  # texts and weights are the first one's


def test_what_it_was_made_on_is_told(opened: Opened) -> None:
    (filmed,) = made_by(opened(), job())
    made = dict(filmed.made)
    assert made["device"].startswith("cpu")
    assert made["torch"] == torch.__version__
    assert (made["precision"], made["memory"]) == ("float32", "whole")


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (job(frames=10), "makes no 10 frames; 13 it would"),
        (job(fit=job().fit.but(width=72)), "makes no 72x64"),
        (job(manner=PLAIN.but(cache="taylorseer")), "of caches it has first_block"),
        (job(manner=PLAIN.but(cache="x\n" * 200)), "of caches it has first_block"),
    ],
)
def test_what_it_does_not_make_is_refused_before_anything_is_loaded(opened: Opened, wrong: Job, why: str) -> None:
    model = opened()
    (filmed,) = made_by(model, wrong)
    assert filmed.trouble == "refused"
    assert why in filmed.why
    assert "\n" not in filmed.why
    assert len(filmed.why) <= 300
    assert filmed.spent.gpu_seconds == 0


def test_a_cache_leaves_blocks_out_where_there_are_steps_enough(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Blocks after the first are asked less often; not with few steps, and not by the next job without a cache.

    Random weights change more from step to step than trained ones: the bound is set so that some steps are within.
    """
    from diffusers import FirstBlockCacheConfig
    from diffusers.models.transformers.transformer_wan import WanTransformerBlock

    blocks: list[int] = []
    usual = WanTransformerBlock.forward

    @functools.wraps(usual)  # diffusers reads the signature
    def counted(block: Any, *given: Any, **named: Any) -> Any:
        blocks.append(id(block))
        return usual(block, *given, **named)

    monkeypatch.setattr(WanTransformerBlock, "forward", counted)
    monkeypatch.setattr(profile, "_config", lambda _: FirstBlockCacheConfig(threshold=0.9))
    model = opened()

    def asked(steps: int, cache: str) -> int:
        blocks.clear()
        frames_of(model, job(manner=Manner(steps=steps, guidance=1.0, precision="float32", cache=cache)))
        return len(blocks)

    assert asked(40, "first_block") < 2 * 40
    assert asked(4, "first_block") == 2 * 4
    assert asked(40, "") == 2 * 40


def test_the_family_says_steps_and_guidance_where_the_job_does_not(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = Counted(monkeypatch)
    model = opened()
    usual = model.ready().manner
    made_by(model, job(frames=5, manner=Manner(precision="float32")))
    assert usual.steps is not None
    assert usual.guidance is not None
    assert counted.steps == usual.steps * (2 if usual.guidance > 1 else 1)


def test_a_draft_has_the_finals_noise(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    """At half of the sides the model begins with the final's noise averaged, in its latents."""
    begun: list[Any] = []
    usual = Wan._noise
    monkeypatch.setattr(Wan, "_noise", lambda *given: begun.append(usual(*given)) or begun[-1])
    half = job().fit.but(width=32, height=32, inner_width=32, inner_height=32)
    made_by(opened(), job(), job(fit=half, manner=PLAIN.but(scale=0.5)))
    final, draft = begun
    averaged = final.reshape(1, 16, 3, 4, 2, 4, 2).mean(dim=(4, 6)) * 2
    torch.testing.assert_close(draft, averaged)


@pytest.mark.parametrize(
    "prompt",
    ["", " ", "{prompt} %s {0} $(id)", "&lt;b&gt; <script>", "\x00\x1b[31m\u202e", "门开了 🚪" * 50, "door " * 20_000],
    ids=["nothing", "blank", "formats", "markup", "controls", "letters", "long"],
)
@pytest.mark.parametrize("kind", ["wan_t2v", "ltx2"])
def test_any_text_is_a_text(opened: Opened, kind: str, prompt: str) -> None:
    model = opened(kind)
    assert frames_of(model, job(prompt=prompt, negative=prompt)).shape == (9, 64, 64, 3)


def test_a_queue_that_fails_leaves_no_worker_behind(opened: Opened) -> None:
    class Failing(Scripted):
        def take(self) -> Work | None:
            if self.given == 2:
                raise KeyboardInterrupt
            return super().take()

    before = threading.active_count()
    with pytest.raises(KeyboardInterrupt):
        list(opened().film(Failing([Work(job())] * 4)))
    assert threading.active_count() == before


@pytest.mark.parametrize(("kind", "asks"), [("wan_t2v", Wan), ("ltx2", LTX2), ("ltx", Other)])
def test_no_frames_come_of_numbers_that_are_none(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, asks: type[Asking]
) -> None:
    usual = asks.drawn
    monkeypatch.setattr(asks, "drawn", lambda *given: (drawn := usual(*given))._replace(picture=drawn.picture * np.nan))
    shown = {"first": image(tmp_path, "first")} if kind == "ltx" else {}
    (filmed,) = made_by(opened(kind), job(**shown))
    assert (filmed.trouble, filmed.frames) == ("failed", None)
    assert "no numbers" in filmed.why


class TestOther:
    """A pipeline that is asked by its signature."""

    def test_words_seed_image_and_what_is_not_wanted_show(self, opened: Opened, tmp_path: Path) -> None:
        model = opened("ltx")
        whole = job(first=image(tmp_path, "first"))
        plain = frames_of(model, whole)
        for other in (
            whole.but(prompt="a window shuts"),
            whole.but(negative="a cartoon"),
            whole.but(seed=6),
            whole.but(first=image(tmp_path, "other")),
        ):
            assert not np.array_equal(plain, frames_of(model, other))
        np.testing.assert_array_equal(plain, frames_of(model, whole))

    def test_what_it_has_no_name_for_is_refused(self, opened: Opened, tmp_path: Path) -> None:
        shown = {"first": image(tmp_path, "first"), "last": image(tmp_path, "last")}
        (filmed,) = made_by(opened("ltx"), job(**shown))
        assert filmed.trouble == "refused"
        assert "last frame" in filmed.why

    def test_its_steps_can_be_stopped(self, opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        from diffusers import LTXVideoTransformer3DModel

        clock = Clock()
        monkeypatch.setattr(run, "time", clock)

        def late(step: int) -> None:
            clock.ahead = 2000.0 if step == 3 else clock.ahead

        counted = Counted(monkeypatch, late, LTXVideoTransformer3DModel)
        model = opened("ltx", CPU.but(deadline=1000.0))
        (filmed,) = made_by(model, LONG.but(first=image(tmp_path, "first")))
        assert filmed.trouble == "overdue"
        assert counted.steps == 3
