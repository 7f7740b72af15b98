"""Users' models that cannot be used: one line with the sheet's file and line before anything is spent."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from renderer.export.glb import Glb
from storyreel import pipeline
from tests.renderer.model_files import a_box, a_person, with_json
from tests.storyreel.test_bad_previs import ANNA, PLACE, planned, reel, refusal, run_of, spoil

__all__ = ["planned", "reel"]


def many_triangles() -> bytes:
    """A strip that claims ten million of them, over numbers that are not there."""

    def claim(document: dict) -> None:  # type: ignore[type-arg]
        document["accessors"][-1].update(count=30_000_000)

    return with_json(a_box(), claim)


def dense() -> bytes:
    """Three hundred thousand triangles on three corners."""
    import numpy as np

    file = Glb()
    corners = np.array([(0, 0, 0), (1, 0, 0), (0, 1, 0)], np.float32)
    faces = np.tile(np.array([(0, 1, 2)], np.int32), (300_000, 1))
    primitive = {"attributes": {"POSITION": file.attribute(corners, bounds=True)}, "indices": file.indices(faces)}
    file.add("meshes", {"primitives": [primitive]})
    file.add("nodes", {"mesh": 0})
    return file.packed({"asset": {"version": "2.0"}, "scene": 0, "scenes": [{"nodes": [0]}]})


def skin(**changes: object) -> Callable[[], bytes]:
    return lambda: with_json(a_person(), lambda document: document["skins"][0].update(changes))


def required(name: str) -> Callable[[], bytes]:
    return lambda: with_json(a_box(), lambda document: document.update(extensionsRequired=[name]))


def lies() -> bytes:
    """A header that promises half a gigabyte."""
    return a_box()[:8] + struct.pack("<I", 500 << 20) + a_box()[12:]


BROKEN: dict[str, tuple[Callable[[], bytes], str]] = {
    "cut off": (lambda: a_box()[:-40], "is cut off"),
    "no glTF": (lambda: b"GARB" + a_box()[4:], "its JSON cannot be read"),
    "half a gigabyte promised": (lies, "is cut off: .* of 524288000 bytes"),
    "ten million triangles promised": (many_triangles, "30,000,000 rows, more than 3,000,000. Reduce it"),
    "too many triangles": (dense, "more than 200,000 triangles. Reduce it"),
    "joints that are not there": (skin(joints=[9999] * 3), "hangs on nodes that are not there"),
    "a skin of five joints": (skin(joints=[0, 1, 2, 3, 4]), "its skin names joint"),
    "Draco": (required("KHR_draco_mesh_compression"), "compressed with Draco.* Export it without compression"),
    "meshopt": (required("EXT_meshopt_compression"), "compressed with meshopt"),
    "KTX2": (required("KHR_texture_basisu"), "pictures are KTX2.* Export it with PNG or JPEG"),
    "an extension of nobody's": (required("ACME_secret"), "cannot be read without ACME_secret.* Export it without"),
}


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize(("file", "solid"), [(ANNA, ""), (PLACE, "    solid: true\n    ")])
def test_a_model_that_cannot_be_read_is_refused_where_it_is_named(reel: Path, name: str, file: str, solid: str) -> None:
    data, says = BROKEN[name]
    (reel / "m.glb").write_bytes(data())
    spoil(reel, file, "    solid: true\n" if solid else "model: null", f"{solid}model: m.glb" + "\n" * bool(solid))
    said = refusal(reel)
    line = (reel / file).read_text().splitlines().index(f"{solid[-4:]}model: m.glb") + 1
    assert said.startswith(f"{file}:{line}: the model m.glb cannot be used: "), said
    assert re.search(says, said), said


@pytest.mark.parametrize(
    ("file", "scale", "says"),
    [
        (ANNA, 1e-9, "m large, and 0.1 to 10 m can be drawn. Mend its scale"),
        (ANNA, 1000, "it would be .* m large, and 0.1 to 10 m"),
        (PLACE, 1e6, "m large, and 0.001 to 500 m can be drawn"),
    ],
)
@pytest.mark.parametrize("made", [a_box, a_person])
def test_a_model_too_small_or_too_large_to_be_seen_is_refused(
    reel: Path, file: str, scale: float, says: str, made: Callable[[], bytes]
) -> None:
    (reel / "m.glb").write_bytes(made())
    model = f"model: {{file: m.glb, scale: {scale:.12f}}}"
    if file == ANNA:
        spoil(reel, file, "model: null", model)
    else:
        spoil(reel, file, "    solid: true\n", f"    solid: true\n    {model}\n")
    assert re.search(says, refusal(reel))


@pytest.mark.parametrize(
    "animations",
    [
        [{"channels": [{"sampler": 0, "target": {"node": 9999, "path": "translation"}}], "samplers": [{"input": 0}]}],
        [{"channels": [], "samplers": []}],
        [{}],
        "none",
    ],
)
def test_an_animation_that_goes_wrong_is_left_alone_with_all_others(reel: Path, animations: object) -> None:
    (reel / "m.glb").write_bytes(with_json(a_person(), lambda document: document.update(animations=animations)))
    spoil(reel, ANNA, "model: null", "model: m.glb")
    run = run_of(reel)
    assert pipeline.plan(run).cast[0].model is not None
    assert not any("stiff" in line for line in run.told)
