"""What colour a model's triangles are: base colour, its picture and the corners' own tints (glTF 2.0, section 3.9)."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, UnidentifiedImageError

from renderer.previs.colour import Bytes
from renderer.previs.models.container import Source, listed, refused
from renderer.previs.models.numbers import picture_bytes
from renderer.previs.models.parts import Part, Rows

LARGEST_SIDE = 512
"""Pixels to which pictures are brought down: a previs frame shows no more of one thing."""
_MOST_PIXELS = 1 << 27
_STEPS = 40
"""A mean colour has so many steps from black to white: faces of nearly one colour are one surface to the shader."""
_INSIDE = np.array([(4, 1, 1), (1, 4, 1), (1, 1, 4), (2, 2, 2), (3, 3, 0), (0, 3, 3), (3, 0, 3)]) / 6.0
"""Where in a triangle its picture is looked at, as shares of its corners."""
_TEXEL_SLACK = 1e-4


@dataclass(frozen=True)
class Material:
    """Linear ``colour``, the number of its picture or None, and how that lies on the uv; ``cut`` is the least alpha."""

    colour: Rows = field(default_factory=lambda: np.ones(3))
    picture: int | None = None
    offset: tuple[float, float] = (0.0, 0.0)
    scale: tuple[float, float] = (1.0, 1.0)
    turn: float = 0.0
    cut: float = 0.0
    alpha: float = 1.0
    glows: bool = False
    two_sided: bool = False

    def on(self, uv: Rows) -> Rows:
        """The uv (..., 2) as the picture wants them (KHR_texture_transform)."""
        u, v = uv[..., 0] * self.scale[0], uv[..., 1] * self.scale[1]
        cos, sin = math.cos(self.turn), math.sin(self.turn)
        return np.stack([cos * u + sin * v + self.offset[0], cos * v - sin * u + self.offset[1]], -1)


class Paints:
    """The materials of one model; each picture is opened once."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._pictures: dict[int, Bytes] = {}
        self._materials: dict[int | None, Material] = {None: Material()}

    def material(self, part: Part) -> Material:
        """A part's material.  Raises RenderError for one that is not there."""
        if part.material not in self._materials:
            found = listed(self._source.document, "materials")
            if part.material is None or not 0 <= part.material < len(found):
                raise refused(f"its triangles name material {part.material}, which is not there")
            self._materials[part.material] = _material(self._source, found[part.material])
        return self._materials[part.material]

    def picture(self, number: int) -> Bytes:
        """A picture (h, w, 4) as sRGB bytes and alpha, no larger than ``LARGEST_SIDE``.  Raises RenderError."""
        if number not in self._pictures:
            self._pictures[number] = _opened(picture_bytes(self._source, number))
        return self._pictures[number]

    def face_colours(self, part: Part) -> tuple[Rows, npt.NDArray[np.bool_]]:
        """Linear colour of each triangle (m, 3), and which of them (m,) are there at all, by the picture's alpha."""
        material = self.material(part)
        colours = np.repeat(material.colour[None], len(part.faces), 0)
        if part.tints is not None:
            colours = colours * part.tints[part.faces].mean(1)
        alpha = np.full(len(part.faces), material.alpha)
        if material.picture is not None and part.uv is not None:
            seen = _looked_up(self.picture(material.picture), material.on(part.uv)[part.faces])
            colours, alpha = colours * seen[:, :3], alpha * seen[:, 3]
        return _stepped(colours), alpha >= material.cut


def _material(source: Source, given: dict[str, Any]) -> Material:
    metal = given.get("pbrMetallicRoughness")
    gloss = _inner(given, "extensions", "KHR_materials_pbrSpecularGlossiness")
    look, factor, texture = (
        (gloss, "diffuseFactor", "diffuseTexture") if gloss else (metal, "baseColorFactor", "baseColorTexture")
    )
    look = look if isinstance(look, dict) else {}
    colour = _factor(look.get(factor), (1.0, 1.0, 1.0, 1.0))
    glow = _factor(given.get("emissiveFactor"), (0.0, 0.0, 0.0))
    picture, placed = _picture(source, look.get(texture))
    shines = float(glow.max()) > 0.5 and float(colour[:3].max()) < 0.5 and picture is None
    mode = given.get("alphaMode", "OPAQUE")
    cut = {"MASK": given.get("alphaCutoff", 0.5), "BLEND": 0.15}.get(mode, 0.0)
    return Material(
        colour=glow if shines else colour[:3],
        picture=picture,
        offset=_pair(placed.get("offset"), (0.0, 0.0)),
        scale=_pair(placed.get("scale"), (1.0, 1.0)),
        turn=float(placed["rotation"]) if isinstance(placed.get("rotation"), (int, float)) else 0.0,
        cut=float(cut) if isinstance(cut, (int, float)) else 0.5,
        alpha=float(colour[3]),
        glows=shines,
        two_sided=given.get("doubleSided") is True,
    )


def _picture(source: Source, texture: object) -> tuple[int | None, dict[str, Any]]:
    """The picture that a texture shows, and how it is laid on."""
    if not isinstance(texture, dict):
        return None, {}
    textures, images = listed(source.document, "textures"), listed(source.document, "images")
    index = texture.get("index")
    if not isinstance(index, int) or not 0 <= index < len(textures):
        raise refused(f"a material shows picture {index!r}, which is not there")
    webp = _inner(textures[index], "extensions", "EXT_texture_webp")
    number = textures[index].get("source", webp.get("source"))
    if not isinstance(number, int) or not 0 <= number < len(images):
        raise refused("a material shows a picture that is not in it", "Export it with PNG or JPEG pictures")
    return number, _inner(texture, "extensions", "KHR_texture_transform")


def _opened(data: bytes) -> Bytes:
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP")) as image:
            width, height = image.size
            if width * height > _MOST_PIXELS:
                raise refused(f"a picture of it is {width} x {height} pixels", "Export it with smaller pictures")
            image.draft("RGB", (LARGEST_SIDE, LARGEST_SIDE))
            share = LARGEST_SIDE / max(width, height, 1)
            size = (max(round(width * share), 1), max(round(height * share), 1)) if share < 1 else image.size
            whole = image.convert("RGBA")
            return np.asarray(whole.resize(size, Image.Resampling.BOX) if size != whole.size else whole, np.uint8)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise refused("a picture of it cannot be read", "Export it with PNG or JPEG pictures") from None


def _looked_up(picture: Bytes, corners: Rows) -> Rows:
    """The mean linear colour and alpha (m, 4) that triangles with these uv (m, 3, 2) show."""
    at = np.einsum("kc,mcd->mkd", _INSIDE, corners) % 1.0
    height, width = picture.shape[:2]
    column = np.minimum((at[..., 0] * width).astype(np.int64), width - 1)
    row = np.minimum((at[..., 1] * height).astype(np.int64), height - 1)
    seen = picture[row, column].astype(np.float64) / 255.0
    light = np.where(seen <= 0.04045, seen / 12.92, ((seen + 0.055) / 1.055) ** 2.4)
    return np.column_stack([light[..., :3].mean(1), seen[..., 3].mean(1)])


def within_one_tile(uv: Rows) -> tuple[Rows, npt.NDArray[np.bool_]]:
    """Triangles' uv (m, 3, 2) moved by whole tiles to between 0 and 1, and for which (m,) that can be done."""
    low = np.floor(uv.min(1, keepdims=True) + _TEXEL_SLACK)
    moved = uv - low
    return np.clip(moved, 0.0, 1.0), np.asarray((moved <= 1.0 + _TEXEL_SLACK).all((1, 2)))


def tinted(picture: Bytes, colour: Rows) -> Bytes:
    """The picture's colours (h, w, 3) times a linear one."""
    factor = np.sqrt(np.clip(colour, 0.0, 1.0))  # the shader squares what it finds
    return np.ascontiguousarray(np.round(picture[..., :3] * factor), np.uint8)


def _stepped(colours: Rows) -> Rows:
    """Colours on an even scale of lightness."""
    return np.asarray((np.round(np.sqrt(np.clip(colours, 0.0, 1.0)) * _STEPS) / _STEPS) ** 2)


def _factor(given: object, usual: tuple[float, ...]) -> Rows:
    try:
        row = np.asarray(usual if given is None else given, np.float64)
    except (TypeError, ValueError):
        row = np.zeros(0)
    return np.clip(np.nan_to_num(row), 0.0, 1.0) if row.shape == (len(usual),) else np.asarray(usual)


def _pair(given: object, usual: tuple[float, float]) -> tuple[float, float]:
    if isinstance(given, list) and len(given) == 2 and all(isinstance(each, (int, float)) for each in given):
        return float(given[0]), float(given[1])
    return usual


def _inner(given: dict[str, Any], *path: str) -> dict[str, Any]:
    for name in path:
        found = given.get(name)
        if not isinstance(found, dict):
            return {}
        given = found
    return given
