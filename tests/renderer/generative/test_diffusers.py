"""Video models in this process keep to the contract: one of Wan's, one of LTX's, one that nobody described."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from renderer.generative.backends.diffusers.model import Diffusers
from renderer.generative.means import Means
from renderer.generative.seam import VideoModel
from tests.renderer.generative.contract import Contract

CPU = Means(device="cpu")


class _Here(Contract):
    kind: str
    pools = ("ThreadPoolExecutor",)

    @pytest.fixture
    def model(self, tiny_model: Callable[[str], Path]) -> VideoModel:
        return Diffusers(str(tiny_model(self.kind)), "", CPU)

    @pytest.fixture
    def absent(self, tmp_path: Path) -> VideoModel:
        return Diffusers(str(tmp_path), "", CPU)


class TestWan(_Here):
    kind = "wan_t2v"


class TestVace(_Here):
    kind = "wan_vace"


class TestLTX2(_Here):
    kind = "ltx2"
