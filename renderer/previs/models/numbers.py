"""Accessors of glTF 2.0 (Khronos, 2021, section 3.6.2) as arrays, with every index and length proven first."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from renderer.previs.models.container import Source, listed, refused

Array = npt.NDArray[Any]

_KINDS: dict[int, str] = {5120: "<i1", 5121: "<u1", 5122: "<i2", 5123: "<u2", 5125: "<u4", 5126: "<f4"}
_WIDTHS = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4, "MAT4": 16}
MOST = 3_000_000
"""Rows of one accessor: more is no model but a mistake."""


def numbers(source: Source, index: object, width: str, what: str) -> Array:
    """An accessor's rows (n,) or (n, k), whole numbers as they are unless they stand for shares from -1 to 1.

    Raises RenderError for one that is not there, has another shape, or lies beyond its bytes.
    """
    accessor = _item(source, "accessors", index, what)
    kind, count = _KINDS.get(_whole(accessor.get("componentType"))), _whole(accessor.get("count"))
    if accessor.get("type") != width or kind is None:
        raise refused(f"its {what} are {accessor.get('type')}s of kind {accessor.get('componentType')}")
    if count < 0:
        raise refused(f"its {what} do not say how many they are")
    if count > MOST:
        do = "Reduce it (Decimate in Blender) and export it again"
        raise refused(f"its {what} are {count:,} rows, more than {MOST:,}", do)
    if "bufferView" in accessor:
        rows = _view(source, accessor, np.dtype(kind), count, _WIDTHS[width], what)
    else:
        rows = np.zeros((count, _WIDTHS[width]), kind)
    if isinstance(accessor.get("sparse"), dict):
        rows = _sparse(source, accessor["sparse"], rows, what)
    if accessor.get("normalized") is True and rows.dtype.kind in "iu":
        rows = np.maximum(rows / np.float32(np.iinfo(rows.dtype).max), -1.0).astype(np.float32)
    return rows[:, 0] if width == "SCALAR" else rows


def _view(source: Source, place: dict[str, Any], kind: np.dtype[Any], count: int, width: int, what: str) -> Array:
    """Rows (n, k) of a stretch of a buffer, be they one behind the other or with others between them."""
    view = _item(source, "bufferViews", place.get("bufferView"), what)
    data = _buffer(source, view, what)
    size = kind.itemsize * width
    stride = _whole(view.get("byteStride", size))
    start = _whole(view.get("byteOffset", 0)) + _whole(place.get("byteOffset", 0))
    end = start + stride * (count - 1) + size if count else start
    limit = _whole(view.get("byteOffset", 0)) + _whole(view.get("byteLength"))
    if start < 0 or stride < size or end > min(limit, len(data)):
        raise refused(f"its {what} reach beyond the file's numbers")
    if not count:
        return np.zeros((0, width), kind)
    raw = np.frombuffer(data, np.uint8, end - start, start)
    rows = np.lib.stride_tricks.as_strided(raw, (count, size), (stride, 1))
    return np.ascontiguousarray(rows).view(kind).reshape(count, width)


def _sparse(source: Source, sparse: dict[str, Any], rows: Array, what: str) -> Array:
    places, values = sparse.get("indices"), sparse.get("values")
    count = _whole(sparse.get("count"))
    if not isinstance(places, dict) or not isinstance(values, dict) or not 0 <= count <= len(rows):
        raise refused(f"its {what} are damaged")
    kind = _KINDS.get(_whole(places.get("componentType")))
    if kind is None:
        raise refused(f"its {what} are damaged")
    at = _view(source, places, np.dtype(kind), count, 1, what)[:, 0].astype(np.int64)
    if len(at) and not 0 <= int(at.min()) <= int(at.max()) < len(rows):
        raise refused(f"its {what} name rows that are not there")
    rows = rows.copy()
    rows[at] = _view(source, values, rows.dtype, count, rows.shape[1], what)
    return rows


def picture_bytes(source: Source, index: int) -> bytes:
    """The file of a picture.  Raises RenderError."""
    if index in source.pictures:
        return source.pictures[index]
    image = _item(source, "images", index, "pictures")
    view = _item(source, "bufferViews", image.get("bufferView"), "pictures")
    start, length = _whole(view.get("byteOffset", 0)), _whole(view.get("byteLength"))
    data = _buffer(source, view, "pictures")
    if start < 0 or length < 0 or start + length > len(data):
        raise refused("a picture reaches beyond the file's end")
    return data[start : start + length]


def _buffer(source: Source, view: dict[str, Any], what: str) -> bytes:
    number = _whole(view.get("buffer"))
    if not 0 <= number < len(source.buffers):
        raise refused(f"its {what} lie in a block of numbers that is not there")
    return source.buffers[number]


def _item(source: Source, name: str, index: object, what: str) -> dict[str, Any]:
    items = listed(source.document, name)
    if not isinstance(index, int) or isinstance(index, bool) or not 0 <= index < len(items):
        raise refused(f"its {what} name {name} {index!r}, which is not there")
    return items[index]


def _whole(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else -1
