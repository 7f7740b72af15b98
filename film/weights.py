"""Files of weights, looked at without loading them: whether one is whole, and what tells it from another.

Language models and video models alike are published as safetensors: a length (8 bytes, little-endian), that much JSON
with name, type, shape and place of every tensor, then their bytes.  The other forms are Python pickles, which run code
when they are loaded, and are never opened.

Source: the safetensors format (huggingface/safetensors, README, "Format").
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PICKLED = ("*.bin", "*.pt", "*.pth", "*.ckpt", "*.pkl")
"""Names of files of weights that can run code."""
_LONGEST_HEADER = 100_000_000
"""Bytes; the limit of the format."""
_SPOTS, _SPOT = 8, 256
"""How often and how much of a tensor is looked at, the latter in bytes."""


class Tensor(NamedTuple):
    """A tensor and where its bytes lie in its file."""

    name: str
    begin: int
    end: int
    shape: tuple[int, ...] = ()
    kind: str = ""


def tensors(file: Path) -> tuple[Tensor, ...]:
    """What a file holds, by name.  Raises ValueError for one that is no safetensors file, or is not all there."""
    try:
        header = _header(file)
        found = sorted(_listed(header))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{file.name} is damaged or not all there") from error
    inside = all(8 + len(header) <= tensor.begin <= tensor.end for tensor in found)
    if not inside or max((tensor.end for tensor in found), default=0) != file.stat().st_size:
        raise ValueError(f"{file.name} is damaged or not all there")
    return tuple(found)


def is_whole(file: Path) -> bool:
    """It is a safetensors file and every byte that it speaks of is there."""
    try:
        tensors(file)
    except ValueError:
        return False
    return True


def looked_at(file: Path) -> Iterator[bytes]:
    """What tells a whole file from another, without reading it all: its header, and eight spots of 256 bytes evenly
    over each tensor from its first bytes to its last.

    A trained or exchanged model differs; a single number set by hand may not.
    """
    yield _header(file)
    with file.open("rb") as opened:
        for tensor in tensors(file):
            last = max(tensor.begin, tensor.end - _SPOT)
            for spot in sorted({tensor.begin + (last - tensor.begin) * n // (_SPOTS - 1) for n in range(_SPOTS)}):
                opened.seek(spot)
                yield opened.read(min(_SPOT, tensor.end - spot))


def framed(piece: bytes) -> bytes:
    """A piece behind its length, so that a digest over pieces knows where each ends."""
    return len(piece).to_bytes(8, "little") + piece


def _header(file: Path) -> bytes:
    with file.open("rb") as opened:
        length = struct.unpack("<Q", opened.read(8).ljust(8, b"\xff"))[0]
        return opened.read(length) if length <= _LONGEST_HEADER else b""


def _listed(header: bytes) -> Iterator[Tensor]:
    """Raises ValueError, KeyError, TypeError or AttributeError for a header that is none."""
    begin = 8 + len(header)
    for name, told in json.loads(header).items():
        if name != "__metadata__":
            first, last = told["data_offsets"]
            shape = tuple(int(side) for side in told["shape"])
            yield Tensor(name, begin + int(first), begin + int(last), shape, str(told["dtype"]))
