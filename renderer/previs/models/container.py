"""The files of a glTF 2.0 model (Khronos, 2021): its JSON, its numbers and its pictures, from GLB or from parts.

Nothing outside of the model's own folder is opened and nothing is ever fetched.
"""

from __future__ import annotations

import base64
import hashlib
import json
import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from film.errors import RenderError

Document = dict[str, Any]

LARGEST_MB = 256
"""Of all files of a model together."""
LARGEST_JSON_MB = 24

_GLB, _JSON, _BIN = 0x46546C67, 0x4E4F534A, 0x004E4942
_PACKED = {
    "KHR_draco_mesh_compression": "Draco",
    "EXT_meshopt_compression": "meshopt",
    "KHR_meshopt_compression": "meshopt",
}
_CAN_DO_WITHOUT = (
    "KHR_materials_", "KHR_texture_transform", "KHR_mesh_quantization", "KHR_lights_", "KHR_animation_", "KHR_xmp",
    "KHR_node_visibility", "EXT_texture_webp", "EXT_lights_", "VRM",
)  # fmt: skip
"""How extensions begin that are read, or that change nothing that is drawn."""
_UNCOMPRESSED = "Export it without compression"
_AGAIN = "Export it again as .glb"


@dataclass
class Source:
    """A model's parts: ``document`` the JSON, ``buffers`` its blocks of bytes, ``digest`` sha256 of all that was read.

    Pictures are read when asked for, and count in the digest only if they lie in files of their own.
    """

    path: Path
    document: Document
    buffers: list[bytes] = field(default_factory=list)
    pictures: dict[int, bytes] = field(default_factory=dict)
    digest: str = ""


def refused(what: str, do: str = _AGAIN) -> RenderError:
    """A model that cannot be used: why, and what to do."""
    return RenderError(what, do=do)


def read_source(path: Path) -> Source:
    """The model's parts.  Raises RenderError for what is no whole glTF 2.0 or lies elsewhere."""
    reader = _Reader(path)
    data = reader.file(path)
    text, chunk = _chunks(data) if data[:4] == b"glTF" else (data, b"")
    source = Source(path, _document(text))
    _check_extensions(source.document)
    for number, buffer in enumerate(listed(source.document, "buffers")):
        source.buffers.append(_buffer(reader, buffer, chunk if number == 0 else b"", number))
    for number, image in enumerate(listed(source.document, "images")):
        if isinstance(image.get("uri"), str):
            source.pictures[number] = reader.uri(image["uri"], "picture")
    source.digest = reader.digest()
    return source


def listed(document: Document, name: str) -> list[Document]:
    """A top-level array of objects; empty where there is none.  Raises RenderError for anything else."""
    found = document.get(name, [])
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise refused(f"its {name} are no list")
    return found


class _Reader:
    """Reads files of one folder and remembers what it read."""

    def __init__(self, path: Path) -> None:
        self.folder = path.parent.resolve()
        self.total = 0
        self._hash = hashlib.sha256()

    def digest(self) -> str:
        return self._hash.hexdigest()

    def file(self, path: Path) -> bytes:
        """A file's bytes, within the limit of all files together."""
        try:
            self.total += path.stat().st_size
            if self.total > LARGEST_MB << 20:
                raise refused(
                    f"it is larger than {LARGEST_MB} MB", "Export it with smaller pictures or fewer triangles"
                )
            data = path.read_bytes()
        except OSError as error:
            said = "is not there" if isinstance(error, FileNotFoundError) else error.strerror or "cannot be read"
            raise refused(f"{path.name} {said}", "Look how its name is spelt") from None
        self._hash.update(len(data).to_bytes(8, "little") + hashlib.sha256(data).digest())
        return data

    def uri(self, uri: str, kind: str) -> bytes:
        """What a URI of the document means: data within it, or a file beside it."""
        if uri.startswith("data:"):
            return _data(uri, kind)
        name = unquote(uri)
        path = (self.folder / name).resolve() if "\0" not in name else self.folder
        if "://" in uri or not path.is_relative_to(self.folder) or path == self.folder:
            raise refused(f"its {kind} {uri[:80]!r} is not in the model's own folder", "Export it as one .glb file")
        return self.file(path)


def _data(uri: str, kind: str) -> bytes:
    head, _, text = uri.partition(",")
    try:
        return base64.b64decode(text, validate=True) if head.endswith(";base64") else unquote(text).encode("latin-1")
    except ValueError:  # no base64, or letters that no byte is
        raise refused(f"a {kind} written into it is damaged") from None


def _chunks(data: bytes) -> tuple[bytes, bytes]:
    """JSON and block of a GLB file."""
    if len(data) < 20:
        raise refused(f"it is cut off after {len(data)} bytes")
    _, version, length = struct.unpack_from("<III", data)
    if version != 2:
        raise refused(f"it is glTF {version}, not glTF 2", "Export it as glTF 2")
    if length > len(data):
        raise refused(f"it is cut off: {len(data)} of {length} bytes are there")
    size, kind = struct.unpack_from("<II", data, 12)
    if kind != _JSON or 20 + size > len(data):
        raise refused("its first part is not the JSON of a model")
    text, start = data[20 : 20 + size], 20 + size
    if start + 8 > len(data):
        return text, b""
    size, kind = struct.unpack_from("<II", data, start)
    if kind != _BIN or start + 8 + size > len(data):
        raise refused("its block of numbers is cut off")
    return text, data[start + 8 : start + 8 + size]


def _document(text: bytes) -> Document:
    if len(text) > LARGEST_JSON_MB << 20:
        raise refused(f"its JSON is larger than {LARGEST_JSON_MB} MB", "Export it as one .glb file")
    try:
        document = json.loads(text.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError):
        raise refused("it is no glTF: its JSON cannot be read") from None
    except RecursionError:
        raise refused("its JSON is nested without end") from None
    asset = document.get("asset") if isinstance(document, dict) else None
    if not isinstance(asset, dict):
        raise refused("it is no glTF: it does not say which version it is")
    if not str(asset.get("version", "")).startswith("2"):
        raise refused(f"it is glTF {str(asset.get('version'))[:8]}, not glTF 2", "Export it as glTF 2")
    return dict(document)


def _check_extensions(document: Document) -> None:
    needed = document.get("extensionsRequired", [])
    for name in needed if isinstance(needed, list) else ():
        if name == "KHR_texture_basisu":
            raise refused("its pictures are KTX2 (KHR_texture_basisu)", "Export it with PNG or JPEG pictures")
        if name in _PACKED:
            raise refused(f"it is compressed with {_PACKED[name]} ({name})", _UNCOMPRESSED)
        if not str(name).startswith(_CAN_DO_WITHOUT):
            do = "Export it without that extension, or as not required"
            raise refused(f"it cannot be read without {str(name)[:60]}, which nobody here knows", do)


def _buffer(reader: _Reader, buffer: Document, chunk: bytes, number: int) -> bytes:
    uri, length = buffer.get("uri"), buffer.get("byteLength")
    data = reader.uri(uri, "block of numbers") if isinstance(uri, str) else chunk
    if not isinstance(length, int) or length < 0 or len(data) < length:
        raise refused(f"block {number} of its numbers holds {len(data)} of {length} bytes")
    return data
