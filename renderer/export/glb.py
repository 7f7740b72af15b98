"""The container of glTF 2.0: JSON, and one block of numbers that its accessors read."""

from __future__ import annotations

import json
import struct
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.generic]

_TYPES = {1: "SCALAR", 2: "VEC2", 3: "VEC3", 4: "VEC4", 16: "MAT4"}
_COMPONENTS = {"float32": 5126, "uint8": 5121, "uint16": 5123, "uint32": 5125}
_ARRAYS, _INDICES = 34962, 34963


class Glb:
    """Collects a document; ``lists`` are its top-level arrays."""

    def __init__(self) -> None:
        self.lists: dict[str, list[dict[str, Any]]] = {}
        self._data = bytearray()
        self._known: dict[tuple[bytes, str, int | None], int] = {}

    def add(self, kind: str, item: dict[str, Any]) -> int:
        """Append to a top-level array; gives the index."""
        items = self.lists.setdefault(kind, [])
        items.append(item)
        return len(items) - 1

    def numbers(self, values: Array, *, bounds: bool = False, target: int | None = None) -> int:
        """An accessor of rows (n,) or (n, k); equal ones are stored once."""
        values = np.ascontiguousarray(values)
        raw, kind = values.tobytes(), f"{values.dtype}{values.shape}{bounds}"
        key = (raw, kind, target)
        if key not in self._known:
            accessor: dict[str, Any] = {
                "bufferView": self._view(raw, target),
                "componentType": _COMPONENTS[str(values.dtype)],
                "count": len(values),
                "type": _TYPES[1 if values.ndim == 1 else values.shape[1]],
            }
            if bounds:
                rows = values.reshape(len(values), -1).astype(np.float64)
                accessor |= {"min": rows.min(0).tolist(), "max": rows.max(0).tolist()}
            self._known[key] = self.add("accessors", accessor)
        return self._known[key]

    def attribute(self, values: Array, *, bounds: bool = False) -> int:
        """An accessor of a vertex attribute."""
        return self.numbers(values, bounds=bounds, target=_ARRAYS)

    def indices(self, values: Array) -> int:
        """An accessor of triangles' corners."""
        return self.numbers(values.reshape(-1).astype(np.uint32), target=_INDICES)

    def image(self, data: bytes) -> int:
        """A PNG file as a picture."""
        return self.add("images", {"bufferView": self._view(data, None), "mimeType": "image/png"})

    def _view(self, raw: bytes, target: int | None) -> int:
        self._data += b"\0" * (-len(self._data) % 4)
        view: dict[str, Any] = {"buffer": 0, "byteOffset": len(self._data), "byteLength": len(raw)}
        if target is not None:
            view["target"] = target
        self._data += raw
        return self.add("bufferViews", view)

    def packed(self, head: dict[str, Any]) -> bytes:
        """The whole file."""
        data = bytes(self._data) + b"\0" * (-len(self._data) % 4)
        document = {**head, **self.lists, "buffers": [{"byteLength": len(data)}]}
        text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
        text += b" " * (-len(text) % 4)
        chunks = struct.pack("<II", len(text), 0x4E4F534A) + text + struct.pack("<II", len(data), 0x004E4942) + data
        return struct.pack("<III", 0x46546C67, 2, 12 + len(chunks)) + chunks
