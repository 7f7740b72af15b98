"""Noise: what a model begins with, decided by a job's seed and shape alone.

::

    final   ▓▒░▓▒░▓▒   seed ─▶ numbers of the final's latents
            ░▓▒▓░▒▓░
    draft   ▒ ▓ ░ ▒    k x k of them averaged, times k: the same layout, and again of unit variance

A draft of a half or a quarter of the sides so shows how its final will be laid out: the low frequencies of the noise,
which decide where things are, are the same.  The mean of k^2 independent numbers of variance 1 has variance 1 / k^2.
"""

from __future__ import annotations

from typing import Any

Tensor = Any
"""A torch.Tensor: torch is loaded on first use and is not typed here."""


def noise(shape: tuple[int, ...], seed: int, scale: float = 1.0) -> Tensor:
    """Standard normal numbers (32 bits, on the CPU) for latents of ``shape``, its last two being height and width.

    ``scale`` is the share of the final's sides that this is drawn at.  Where it is one part of a whole number the
    noise is the final's, averaged; otherwise it is its own.
    """
    import torch

    generator = torch.Generator("cpu").manual_seed(seed)
    parts = round(1 / scale)
    if parts < 2 or abs(parts * scale - 1) > 1e-6:
        return torch.randn(shape, generator=generator)
    *others, height, width = shape
    whole = torch.randn((*others, height * parts, width * parts), generator=generator)
    cells = whole.reshape(*others, height, parts, width, parts)
    return cells.mean(dim=(-3, -1)) * parts
