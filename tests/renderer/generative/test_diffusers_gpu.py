"""What is seen on an accelerator alone: parts that go to and fro, streams, counters.  Left out where there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from renderer.generative.backends.diffusers.devices import device_of
from renderer.generative.backends.diffusers.meter import energy_of
from renderer.generative.backends.diffusers.model import Diffusers
from renderer.generative.means import Means, Rung
from renderer.generative.seam import Frames
from tests.renderer.generative.asked import job, made_by

Opened = Callable[[str, Rung], Diffusers]


@pytest.fixture
def opened(tiny_model: Callable[[str], Path]) -> Iterator[Opened]:
    """Opens tiny models on the card, and closes them."""
    torch = pytest.importorskip("torch")
    if not torch.cuda.is_available():
        pytest.skip("no CUDA device on this machine")
    made: list[Diffusers] = []

    def give(kind: str, rung: Rung) -> Diffusers:
        made.append(Diffusers(str(tiny_model(kind)), "", Means(memory=rung)))
        return made[-1]

    yield give
    for each in made:
        each.close()


def several(model: Diffusers, rung: Rung) -> list[Frames]:
    """Frames of three jobs, each made on the rung."""
    outcomes = made_by(model, *(job(seed=seed) for seed in range(3)))
    assert [(filmed.trouble, filmed.why) for filmed in outcomes] == [(None, "")] * 3
    assert {dict(filmed.made)["memory"] for filmed in outcomes} == {rung}
    assert all(not dict(filmed.made)["device"].startswith("cpu") for filmed in outcomes)
    return [filmed.frames for filmed in outcomes if filmed.frames is not None]


@pytest.mark.parametrize("kind", ["wan_t2v", "wan_vace", "ltx2"])
@pytest.mark.parametrize("rung", ["in_turn", "offloaded", "by_block"])
def test_rungs_that_only_move_weights_keep_the_bytes(opened: Opened, kind: str, rung: Rung) -> None:
    np.testing.assert_array_equal(several(opened(kind, "whole"), "whole"), several(opened(kind, rung), rung))


@pytest.mark.parametrize("kind", ["wan_t2v", "wan_vace", "ltx2"])
def test_weights_of_8_bits_make_a_picture(opened: Opened, kind: str) -> None:
    assert all(frames.std() > 1 for frames in several(opened(kind, "float8"), "float8"))


@pytest.mark.parametrize("kind", ["wan_t2v", "wan_vace", "ltx2"])
def test_decoding_beside_denoising_changes_nothing(opened: Opened, kind: str) -> None:
    model = opened(kind, "whole")
    alone = [made_by(model, job(seed=seed))[0].frames for seed in range(3)]
    np.testing.assert_array_equal(alone, several(model, "whole"))


def test_energy_is_counted_upwards_or_not_at_all(opened: Opened) -> None:
    model = opened("wan_t2v", "whole")
    before = energy_of(device_of("auto", ""))()
    (filmed,) = made_by(model, job())
    if before is None:
        assert filmed.spent.watt_hours is None
    else:
        assert filmed.spent.watt_hours is not None
        assert filmed.spent.watt_hours >= 0
