"""Tiny video models, made once a run and left alone by whoever uses them."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from renderer.generative.backends.diffusers.model import Diffusers
from renderer.generative.means import Means
from tests.renderer.generative import tiny


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Gives the folder of a tiny model by its kind (``tiny.KINDS``)."""
    folder = tmp_path_factory.mktemp("models")

    def give(kind: str) -> Path:
        at = folder / kind
        if not at.is_dir():
            tiny.made(at, kind)
            gc.freeze()  # the libraries' hundred thousands of objects are then not looked through each time
        return at

    return give


@pytest.fixture
def opened(tiny_model: Callable[[str], Path]) -> Iterator[Callable[..., Diffusers]]:
    """Opens tiny models on the processor, by kind and means, and closes them."""
    made: list[Diffusers] = []

    def give(kind: str = "wan_t2v", means: Means | None = None) -> Diffusers:
        made.append(Diffusers(str(tiny_model(kind)), "", means or Means(device="cpu")))
        return made[-1]

    yield give
    for each in made:
        each.close()


@pytest.fixture(autouse=True)
def _one_thread() -> None:
    """More threads than free cores make torch many times slower, on numbers as few as these."""
    if "torch" in sys.modules:
        sys.modules["torch"].set_num_threads(1)
