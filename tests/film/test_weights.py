"""Files of weights: what is whole, what is not, and what tells two apart."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from film.weights import Tensor, framed, is_whole, looked_at, tensors


def _written(path: Path, told: object, data: bytes) -> Path:
    header = json.dumps(told).encode()
    path.write_bytes(struct.pack("<Q", len(header)) + header + data)
    return path


def _one(path: Path, data: bytes, name: str = "a") -> Path:
    told = {name: {"dtype": "U8", "shape": [len(data)], "data_offsets": [0, len(data)]}, "__metadata__": {"by": "us"}}
    return _written(path, told, data)


def test_what_a_file_holds(tmp_path: Path) -> None:
    file = _one(tmp_path / "a.safetensors", b"12345")
    (tensor,) = tensors(file)
    begin = file.stat().st_size - 5
    assert tensor == Tensor("a", begin, begin + 5, (5,), "U8")
    assert is_whole(file)


@pytest.mark.parametrize(
    "spoil", [lambda data: data[:-1], lambda data: data + b"x", lambda data: data[:4], lambda _: b""]
)
def test_a_file_that_is_not_all_there(tmp_path: Path, spoil: object) -> None:
    file = _one(tmp_path / "a.safetensors", b"12345")
    assert callable(spoil)
    file.write_bytes(spoil(file.read_bytes()))
    assert not is_whole(file)
    with pytest.raises(ValueError, match=r"a\.safetensors is damaged"):
        tensors(file)


@pytest.mark.parametrize(
    "told",
    [
        [],
        {"a": 1},
        {"a": {"dtype": "U8", "shape": [1], "data_offsets": [-200, 1]}},
        {"a": {"dtype": "U8", "shape": [1], "data_offsets": [1, 0]}},
        {"a": {"dtype": "U8", "data_offsets": [0, 1]}},
    ],
)
def test_headers_that_are_none(tmp_path: Path, told: object) -> None:
    assert not is_whole(_written(tmp_path / "a.safetensors", told, b"1"))


def test_a_header_that_says_it_is_endless_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "a.safetensors"
    file.write_bytes(struct.pack("<Q", 1 << 62) + b"{}")
    assert not is_whole(file)


@given(st.binary(max_size=300))
def test_any_bytes_are_judged(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "any.safetensors"
    file.write_bytes(data)
    assert isinstance(is_whole(file), bool)


def test_another_tensor_is_seen_and_a_great_one_is_not_read_whole(tmp_path: Path) -> None:
    great = bytes(range(256)) * 4096
    one, two = _one(tmp_path / "one.safetensors", great), _one(tmp_path / "two.safetensors", great[::-1])
    assert b"".join(looked_at(one)) != b"".join(looked_at(two))
    assert sum(map(len, looked_at(one))) < 10_000
    assert framed(b"ab") + framed(b"c") != framed(b"a") + framed(b"bc")
