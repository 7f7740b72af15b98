"""Images that people and models give us: looked at before they are decoded, decoded within bounds, known by content.

::

    file ─▶ suffix, size, first bytes ─▶ pixels by its header ─▶ Pillow, told the one format ─▶ (h, w, 3) sRGB
              │                             │                       │
              └ an SVG, an EPS renamed      └ 64 million at most    └ cut off, several pictures

Nothing but PNG, JPEG and WebP is ever handed to Pillow, and each only to its own reader: the readers of other formats
start programs (EPS: Ghostscript) or fetch files.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt
from PIL import Image as Pictures
from PIL import ImageCms, ImageOps

from film.errors import RenderError
from renderer.generative.seam import Frames, Image

Format = Literal["PNG", "JPEG", "WEBP"]
Picture = npt.NDArray[np.uint8]
"""(h, w, 3), sRGB."""

MOST_BYTES = 64 << 20
MOST_PIXELS = 64_000_000
"""Of a file, and of its picture: a whole frame of the largest cameras that people use; 192 MB once decoded."""
LEAST_SIDE = 64
LONGEST = 8
"""Pixels of a side, and how many times the shorter side the longer one is at most: what image models take (diffusers'
``Flux2ImageProcessor.check_image_input`` has these two)."""
_MOST_PROFILE = 4 << 20
"""Bytes of a colour profile that is followed; the largest that printers publish have about two million."""

_SUFFIXES: dict[str, Format] = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP"}
_KNOWN: tuple[tuple[Callable[[bytes], bool], str], ...] = (
    (lambda head: head.startswith(b"\x89PNG\r\n\x1a\n"), "PNG"),
    (lambda head: head.startswith(b"\xff\xd8\xff"), "JPEG"),
    (lambda head: head.startswith(b"RIFF") and head[8:12] == b"WEBP", "WEBP"),
    (lambda head: head.startswith((b"%!PS", b"\xc5\xd0\xd3\xc6")), "an EPS"),
    (lambda head: head.startswith(b"%PDF"), "a PDF"),
    (lambda head: head.startswith(b"GIF8"), "a GIF"),
    (lambda head: head.startswith((b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")), "a TIFF or a camera's raw file"),
    (lambda head: head.startswith(b"BM"), "a BMP"),
    (lambda head: head.startswith(b"8BPS"), "a Photoshop file"),
    (lambda head: head[4:8] == b"ftyp", "a HEIC, an AVIF or a film"),
    (lambda head: b"<svg" in head.lower(), "an SVG"),
    (lambda head: head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"), "a web page or an SVG"),
)
"""What files begin with.  Sources: PNG (ISO/IEC 15948) 5.2, JPEG (ITU T.81) B.1.1.3, WebP (RFC 9649) 2.4, and for
those that are refused their own specifications."""
_HEAD = 4096
_SAVE = "Save it as PNG, JPEG or WebP"


class Looked(NamedTuple):
    """What an image's file is: its format, the picture's width and height as it is shown, the sha256 of its bytes."""

    format: Format
    width: int
    height: int
    content: str


def checked(path: Path) -> Looked:
    """Looks at an image and decodes it to prove it.  Raises RenderError: what is wrong with it, and what to do.

    One that was looked at is known again by its size and time; ``load`` goes by what it holds.
    """
    try:
        status = path.stat()
        stamp = (status.st_ino, status.st_size, status.st_mtime_ns)
    except (OSError, ValueError):
        stamp = (0, 0, 0)
    return _looked(path, stamp)


@lru_cache(maxsize=512)
def _looked(path: Path, _stamp: tuple[int, int, int]) -> Looked:
    data, format = _read(path)
    picture = _decoded(data, format, path)
    return Looked(format, picture.shape[1], picture.shape[0], hashlib.sha256(data).hexdigest())


def load(image: Image) -> Frames:
    """The image as one frame (1, h, w, 3), turned as it is to be seen, over white where it is transparent.

    Raises RenderError for a broken one, or one that does not hold what ``image.content`` says any more.
    """
    data, format = _read(image.file)
    if hashlib.sha256(data).hexdigest() != image.content:
        raise RenderError("the image was changed while the film was being made", where=image.file, do="Run again")
    return _decoded(data, format, image.file)[None]


def within(picture: Picture, pixels: int) -> Picture:
    """The picture whole, scaled down (Lanczos) to at most so many pixels where it has more."""
    height, width = picture.shape[:2]
    if width * height <= pixels:
        return picture
    scale = (pixels / (width * height)) ** 0.5
    sides = max(int(width * scale), 1), max(int(height * scale), 1)
    return np.asarray(Pictures.fromarray(picture).resize(sides, Pictures.Resampling.LANCZOS))


def png(picture: Picture) -> bytes:
    """The picture as a PNG file's bytes, with nothing in it but pixels."""
    stream = io.BytesIO()
    Pictures.fromarray(picture).save(stream, "PNG")
    return stream.getvalue()


def _read(path: Path) -> tuple[bytes, Format]:
    """The file's bytes and format, once its name, its size and its first bytes agree."""
    named = _SUFFIXES.get(path.suffix.lower())
    if named is None:
        raise RenderError(f"is a {path.suffix or 'file without a suffix'}", where=path, do=_SAVE)
    try:
        if not path.is_file():
            raise RenderError("is not there, or no file", where=path, do="Look how its name is spelt")
        size = path.stat().st_size
        if size > MOST_BYTES:
            what = f"has {size / 1e6:.0f} MB, more than {MOST_BYTES / 1e6:.0f}"
            raise RenderError(what, where=path, do="Scale it down")
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise RenderError(f"cannot be read: {error}", where=path) from None
    _refuse_other(path, named, data[:_HEAD])
    return data, named


def _refuse_other(path: Path, named: Format, head: bytes) -> None:
    is_ = next((what for begins, what in _KNOWN if begins(head)), "")
    if is_ == named:
        return
    if is_ in _SUFFIXES.values():
        do = f"Call it {path.stem}.{ {'PNG': 'png', 'JPEG': 'jpg', 'WEBP': 'webp'}[is_] }"
        raise RenderError(f"is named {path.suffix} and is a {is_}", where=path, do=do)
    what = f"is named {path.suffix} and is {is_}" if is_ else "is no picture" if head else "is empty"
    raise RenderError(what, where=path, do=_SAVE)


def _decoded(data: bytes, format: Format, path: Path) -> Picture:
    if format == "WEBP":  # its reader gets memory for the whole picture before it says how large that is
        width, height = _webp_size(data, path)
        _bound(width, height, path)
    with _refusals(path), Pictures.open(io.BytesIO(data), formats=(format,)) as picture:
        _bound(picture.width, picture.height, path)
        if format != "JPEG" and getattr(picture, "n_frames", 1) > 1:
            raise RenderError("is animated", where=path, do="Save one of its pictures")
        picture.load()
        return np.ascontiguousarray(np.asarray(_plain(ImageOps.exif_transpose(picture))))


@contextmanager
def _refusals(path: Path) -> Iterator[None]:
    """Whatever Pillow says of a file, in one line."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # its bounds are wider than ours, which are held before decoding
            yield
    except RenderError:
        raise
    except Pictures.DecompressionBombError:
        raise _too_many("", path) from None
    except Exception as error:  # its readers raise whatever comes to them: struct.error, SyntaxError, KeyError ...
        said = " ".join(str(error).split())[:120] or type(error).__name__
        raise RenderError(f"is damaged or cut off: {said}", where=path, do="Save it again") from None


def _bound(width: int, height: int, path: Path) -> None:
    if width * height > MOST_PIXELS:
        raise _too_many(f"{width} x {height}, ", path)
    if min(width, height) < LEAST_SIDE:
        raise RenderError(f"is {width} x {height} pixels", where=path, do=f"At least {LEAST_SIDE} a side are needed")
    if max(width, height) > LONGEST * min(width, height):
        do = f"The longer side is at most {LONGEST} times the shorter one: crop it"
        raise RenderError(f"is {width} x {height} pixels", where=path, do=do)


def _too_many(size: str, path: Path) -> RenderError:
    what = f"is too large: {size}more than {MOST_PIXELS // 1_000_000} million pixels"
    return RenderError(what, where=path, do="Scale it down; a model sees no more than two million of them")


def _webp_size(data: bytes, path: Path) -> tuple[int, int]:
    """Width and height of a WebP's canvas.  Source: RFC 9649, 2.5 to 2.7; the lossy form's RFC 6386, 9.1."""
    kind, body = data[12:16], data[20:30]
    if len(body) == 10 and kind == b"VP8X":
        return int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1
    if len(body) == 10 and kind == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if len(body) == 10 and kind == b"VP8 ":
        return int.from_bytes(body[6:8], "little") & 0x3FFF, int.from_bytes(body[8:10], "little") & 0x3FFF
    raise RenderError("is damaged or cut off: no header", where=path, do="Save it again")


def _plain(picture: Pictures.Image) -> Pictures.Image:
    """Eight bits of sRGB a channel: sixteen bits halved, the profile followed, what is transparent laid over white."""
    profile = picture.info.get("icc_profile") or b""
    if picture.mode.startswith("I"):
        picture = Pictures.fromarray((np.asarray(picture).astype(np.uint32) >> 8).clip(0, 255).astype(np.uint8))
    if picture.has_transparency_data and picture.mode != "RGBA":
        picture = picture.convert("RGBA")
    elif picture.mode in ("P", "1"):
        picture = picture.convert("RGB")
    if picture.mode != "RGBA":
        return _in_srgb(picture, profile)
    opaque = _in_srgb(picture.convert("RGB"), profile)
    return Pictures.composite(opaque, Pictures.new("RGB", opaque.size, "white"), picture.getchannel("A"))


def _in_srgb(picture: Pictures.Image, profile: bytes) -> Pictures.Image:
    """By its own colour profile; as sRGB where there is none, or none that holds for such a picture."""
    if 0 < len(profile) <= _MOST_PROFILE:
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            turned = ImageCms.profileToProfile(picture, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            turned = None
        if turned is not None:
            return turned
    return picture.convert("RGB")
