"""Images from anywhere: what is shown of a good one, and the one line that is said of any other."""

from __future__ import annotations

import hashlib
import io
import os
import struct
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image as Pictures
from PIL import ImageCms

from film.errors import RenderError
from renderer.generative import images
from renderer.generative.images import checked, load, png, within
from renderer.generative.seam import Image


def ramp(width: int = 96, height: int = 64) -> Any:
    """Red grows to the right, green downwards."""
    x, y = np.meshgrid(np.linspace(0, 255, width), np.linspace(0, 255, height))
    return np.stack([x, y, np.full_like(x, 60)], 2).astype(np.uint8)


def saved(format: str, mode: str = "RGB", **options: Any) -> bytes:
    stream = io.BytesIO()
    Pictures.fromarray(ramp()).convert(mode).save(stream, format, **options)
    return stream.getvalue()


def half(data: bytes) -> bytes:
    return data[: len(data) * 3 // 5]


def shown(path: Path) -> Any:
    return load(Image(file=path, content=hashlib.sha256(path.read_bytes()).hexdigest()))[0]


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("name", "data", "off"),
    [
        ("a.png", saved("PNG"), 0),
        ("a.PNG", saved("PNG", "RGBA"), 0),
        ("a.png", saved("PNG", "P"), 60),
        ("a.jpg", saved("JPEG", quality=95), 12),
        ("a.jpeg", saved("JPEG", "CMYK", quality=95), 12),
        ("a.webp", saved("WEBP", lossless=True), 0),
        ("a.webp", saved("WEBP", quality=95), 24),
    ],
)
def test_every_kind_comes_out_as_it_went_in(tmp_path: Path, name: str, data: bytes, off: int) -> None:
    path = put(tmp_path, name, data)
    looked = checked(path)
    assert (looked.width, looked.height) == (96, 64)
    assert looked.content == hashlib.sha256(data).hexdigest()
    picture = shown(path)
    assert picture.shape == (64, 96, 3)
    assert picture.dtype == np.uint8
    assert np.abs(picture.astype(int) - ramp()).max() <= off


def test_sixteen_bits_of_grey_are_halved_and_not_cut(tmp_path: Path) -> None:
    grey = np.linspace(0, 65535, 96 * 64).astype(np.uint16).reshape(64, 96)
    stream = io.BytesIO()
    Pictures.fromarray(grey).save(stream, "PNG")
    picture = shown(put(tmp_path, "a.png", stream.getvalue()))
    assert np.array_equal(picture, np.repeat((grey >> 8).astype(np.uint8)[..., None], 3, 2))


def test_what_is_transparent_lies_over_white(tmp_path: Path) -> None:
    clear = np.concatenate([ramp(), np.full((64, 96, 1), 255, np.uint8)], 2)
    clear[:32, :, 3] = 0
    stream = io.BytesIO()
    Pictures.fromarray(clear).save(stream, "PNG")
    picture = shown(put(tmp_path, "a.png", stream.getvalue()))
    assert (picture[:32] == 255).all()
    assert np.array_equal(picture[32:], ramp()[32:])


def test_a_phones_turn_is_followed(tmp_path: Path) -> None:
    exif = Pictures.Exif()
    exif[0x0112] = 6  # stored lying on its left side
    path = put(tmp_path, "a.png", saved("PNG", exif=exif))
    assert (checked(path).width, checked(path).height) == (64, 96)
    assert np.array_equal(shown(path), np.rot90(ramp(), -1))


def test_of_a_phones_two_pictures_the_first_is_seen(tmp_path: Path) -> None:
    stream = io.BytesIO()
    first, second = Pictures.fromarray(ramp()), Pictures.fromarray(255 - ramp())
    first.save(stream, "MPO", save_all=True, append_images=[second], quality=95)
    path = put(tmp_path, "a.jpg", stream.getvalue())
    assert checked(path).format == "JPEG"
    assert np.abs(shown(path).astype(int) - ramp()).max() <= 12


def test_a_colour_profile_is_followed_and_a_broken_one_is_not(tmp_path: Path) -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    plain = shown(put(tmp_path, "plain.png", saved("PNG")))
    for profile in (lab, b"nonsense", lab[:200]):
        assert np.array_equal(shown(put(tmp_path, "odd.png", saved("PNG", icc_profile=profile))), plain)
    warm = shown(put(tmp_path, "warm.png", saved("PNG", icc_profile=gamma_one())))
    assert warm[:, 48, 0].mean() > plain[:, 48, 0].mean() + 30


def gamma_one() -> bytes:
    """sRGB's profile with its curves made straight: the same numbers mean brighter light."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for number in range(struct.unpack(">I", profile[128:132])[0]):
        tag, at, size = struct.unpack(">4sII", profile[132 + 12 * number : 144 + 12 * number])
        if tag in (b"rTRC", b"gTRC", b"bTRC"):
            profile[at : at + size] = struct.pack(">4sIHHi", b"para", 0, 0, 0, 65536).ljust(size, b"\0")
    return bytes(profile)


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png_of(width: int, height: int, rows: int) -> bytes:
    """A PNG that says its size and packs so many rows of nothing very small."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(bytes((width * 3 + 1) * rows), 9))
    return b"\x89PNG\r\n\x1a\n" + head + body + chunk(b"IEND", b"")


def webp_of(width: int, height: int) -> bytes:
    """A WebP that says its canvas and has nothing on it."""
    canvas = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"WEBPVP8X" + struct.pack("<I", 10) + bytes(4) + canvas
    return b"RIFF" + struct.pack("<I", len(body)) + body


def animated(format: str) -> bytes:
    stream = io.BytesIO()
    frames = [Pictures.fromarray(np.full((64, 64, 3), each, np.uint8)) for each in (0, 128, 255)]
    frames[0].save(stream, format, save_all=True, append_images=frames[1:])
    return stream.getvalue()


def jpeg_of(width: int, height: int) -> bytes:
    """A JPEG that says another size than its rows have."""
    data = bytearray(saved("JPEG"))
    at = data.index(b"\xff\xc0") + 5
    data[at : at + 4] = struct.pack(">HH", height, width)
    return bytes(data)


def compressed(name: bytes, before: bytes) -> bytes:
    """A PNG with a hundred megabytes of nothing in one of its chunks."""
    whole = saved("PNG")
    return whole[:33] + chunk(name, before + zlib.compress(bytes(100 << 20), 9)) + whole[33:]


EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n(/etc/passwd) (r) file\nshowpage\n%%EOF\n"
BAD: dict[str, tuple[str, bytes | Callable[[], bytes], str]] = {
    "a renamed EPS": ("a.png", EPS, "is named .png and is an EPS. Save it as PNG, JPEG or WebP"),
    "an EPS with a preview": ("a.jpg", b"\xc5\xd0\xd3\xc6" + bytes(26) + EPS, "is named .jpg and is an EPS"),
    "an EPS by name": ("a.eps", EPS, "is a .eps. Save it"),
    "an SVG by name": ("a.svg", b"<svg/>", "is a .svg"),
    "a renamed SVG": ("a.png", b'<?xml version="1.0"?>\n<svg><image href="file:///etc/passwd"/></svg>', "an SVG"),
    "a web page": ("a.jpg", b"<!doctype html><html>404</html>", "a web page"),
    "a PDF": ("a.png", b"%PDF-1.7\n", "is a PDF"),
    "a GIF": ("a.png", saved("GIF"), "is a GIF"),
    "a TIFF": ("a.png", saved("TIFF"), "is a TIFF"),
    "a BMP": ("a.jpg", saved("BMP"), "is a BMP"),
    "a HEIC": ("a.jpg", b"\0\0\0\x18ftypheic" + bytes(40), "a HEIC"),
    "a wrong suffix": ("a.png", saved("JPEG"), "is named .png and is a JPEG. Call it a.jpg"),
    "no suffix": ("a", saved("PNG"), "is a file without a suffix"),
    "nothing": ("a.png", b"", "is empty"),
    "noise": ("a.png", bytes(range(256)) * 4, "is no picture"),
    "an animated PNG": ("a.png", lambda: animated("PNG"), "is animated. Save one of its pictures"),
    "an animated WebP": ("a.webp", lambda: animated("WEBP"), "is animated"),
    "200 megapixels": ("a.png", lambda: png_of(20_000, 10_000, 4), "more than 64 million pixels. Scale it down"),
    "65 megapixels": ("a.png", lambda: png_of(8_125, 8_000, 4), "8125 x 8000, more than 64 million pixels"),
    "a canvas of 281 terapixels": ("a.webp", lambda: webp_of(1 << 24, 1 << 24), "16777216 x 16777216, more than 64"),
    "a JPEG of four gigapixels": ("a.jpg", lambda: jpeg_of(65_500, 65_500), "more than 64 million pixels"),
    "a JPEG of 65 megapixels": ("a.jpg", lambda: jpeg_of(8_125, 8_000), "8125 x 8000, more than 64 million"),
    "a profile of a hundred megabytes": ("a.png", lambda: compressed(b"iCCP", b"p\0\0"), "is damaged or cut off"),
    "a text of a hundred megabytes": ("a.png", lambda: compressed(b"zTXt", b"t\0\0"), "is damaged or cut off"),
    "a cut PNG": ("a.png", half(saved("PNG")), "is damaged or cut off"),
    "a cut JPEG": ("a.jpg", half(saved("JPEG")), "is damaged or cut off"),
    "a cut WebP": ("a.webp", half(saved("WEBP")), "is damaged or cut off"),
    "a WebP's first bytes": ("a.webp", saved("WEBP")[:24], "is damaged or cut off"),
    "a pixel": ("a.png", lambda: png_of(1, 1, 1), "is 1 x 1 pixels. At least 64 a side are needed"),
    "a ribbon": ("a.png", lambda: png_of(640, 64, 64), "is 640 x 64 pixels. The longer side is at most 8 times"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_good_image_is_one_line(tmp_path: Path, name: str) -> None:
    file, data, says = BAD[name]
    path = put(tmp_path, file, data() if callable(data) else data)
    for look in (checked, shown):
        with pytest.raises(RenderError) as refusal:
            look(path)
        said = str(refusal.value)
        assert said.startswith(f"{path}: "), said
        assert says in said
        assert "\n" not in said


def test_no_other_reader_of_pillows_is_ever_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even for a file that begins as a PNG does and goes on as an EPS."""
    Pictures.init()
    asked: list[str] = []
    for format, (factory, accept) in list(Pictures.OPEN.items()):

        def spy(*given: Any, format: str = format, factory: Any = factory) -> Any:
            asked.append(format)
            return factory(*given)

        monkeypatch.setitem(Pictures.OPEN, format, (spy, None if accept is None else lambda _: True))
    monkeypatch.setattr("PIL.EpsImagePlugin.Ghostscript", lambda *_: pytest.fail("Ghostscript was started"))
    for data in (EPS, b"\x89PNG\r\n\x1a\n" + EPS, b"\xff\xd8\xff" + EPS):
        for name in ("a.png", "a.jpg", "a.webp"):
            with pytest.raises(RenderError):
                checked(put(tmp_path, name, data))
    assert set(asked) <= {"PNG", "JPEG", "WEBP"}


def test_too_many_bytes_are_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    with path.open("wb") as stream:
        stream.write(saved("PNG"))
        stream.truncate(images.MOST_BYTES + 1)
    with pytest.raises(RenderError, match=r"more than 67\. Scale it down"):
        checked(path)


@pytest.mark.parametrize("kind", ["nothing", "a folder", "a pipe"])
def test_what_is_no_file_is_not_opened(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.png"
    if kind == "a folder":
        path.mkdir()
    if kind == "a pipe":
        os.mkfifo(path)
    with pytest.raises(RenderError, match="is not there, or no file"):
        checked(path)


def test_a_name_that_no_disk_takes_is_one_line() -> None:
    for name in ("\0.png", "a" * 5000 + ".png"):
        with pytest.raises(RenderError):
            checked(Path("/tmp") / name)


def test_another_content_than_was_promised_is_refused(tmp_path: Path) -> None:
    path = put(tmp_path, "a.png", saved("PNG"))
    image = Image(file=path, content=checked(path).content)
    assert load(image).shape == (1, 64, 96, 3)
    put(tmp_path, "a.png", saved("PNG", "L"))
    with pytest.raises(RenderError, match=r"was changed while the film was being made\. Run again"):
        load(image)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damage_anywhere_is_refused_or_harmless(tmp_path: Path, data: st.DataObject) -> None:
    name, whole = data.draw(
        st.sampled_from([("a.png", saved("PNG")), ("a.jpg", saved("JPEG")), ("a.webp", saved("WEBP"))])
    )
    spoilt = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 4))):
        spoilt[data.draw(st.integers(0, len(spoilt) - 1))] = data.draw(st.integers(0, 255))
    del spoilt[data.draw(st.integers(0, len(spoilt))) :]
    path = put(tmp_path, name, bytes(spoilt))
    with suppress(RenderError):
        picture = shown(path)
        assert picture.ndim == 3
        assert picture.shape[2] == 3


@given(pixels=st.integers(1, 9000))
def test_a_picture_is_scaled_whole(pixels: int) -> None:
    small = within(ramp(), pixels)
    assert small.shape[0] * small.shape[1] <= max(pixels, 1)
    assert np.array_equal(within(ramp(), 96 * 64), ramp())


def test_our_own_png_holds_the_picture_and_nothing_else(tmp_path: Path) -> None:
    data = png(ramp())
    assert data == png(ramp())
    assert np.array_equal(shown(put(tmp_path, "a.png", data)), ramp())
