"""Models of the user's own as things and sets: read whole, fitted, painted, and refused when they are broken."""

from __future__ import annotations

import base64
import io
import json
import struct
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pydantic import ValidationError

from film.camera import CameraKey
from film.errors import RenderError
from film.model3d import Model3D
from film.place import Fixture
from film.shot import ShotProp
from renderer.previs.bodies import Mannequin
from renderer.previs.mesh import Mesh, box, join
from renderer.previs.models.container import read_source
from renderer.previs.models.loading import digest_of
from renderer.previs.models.thing import bounds, in_box, own_metres, set_of
from renderer.previs.painter import Painter
from renderer.previs.props import prop_mesh
from tests.renderer.model_files import a_box, of_mesh, with_json
from tests.renderer.tiny_shots import request, room, shot


@pytest.fixture
def put(tmp_path: Path) -> Callable[..., Model3D]:
    """Writes a model's file and names it."""

    def write(data: bytes, name: str = "m.glb", **options: Any) -> Model3D:
        path = tmp_path / name
        path.write_bytes(data)
        return Model3D(file=str(path), content=digest_of(path), **options)

    return write


def sides(mesh: Mesh) -> list[float]:
    low, high = bounds(mesh)
    return [round(float(side), 4) for side in high - low]


def test_a_line_of_yaml_names_a_model() -> None:
    assert Model3D.model_validate("models/cup.glb") == Model3D(file="models/cup.glb")
    with pytest.raises(ValidationError, match=r"a \.glb, \.gltf or \.vrm file"):
        Model3D(file="models/cup.fbx")


def test_gltf_axes_become_ours(put: Callable[..., Model3D]) -> None:
    """Width along x, height along y, front along z become y, z and x; a z up file looks along -y."""
    assert sides(own_metres(put(a_box(1, 2, 4)), 100)) == [4, 1, 2]
    assert sides(own_metres(put(a_box(1, 2, 4), yaw=90), 100)) == [1, 4, 2]
    assert sides(own_metres(put(a_box(1, 2, 4), up="z", scale=0.5), 100)) == [1, 0.5, 2]


def test_a_fixture_fills_its_box_without_being_stretched(put: Callable[..., Model3D]) -> None:
    mesh = in_box(put(a_box(1, 2, 4)), (2.0, 2.0, 2.0))
    assert sides(mesh) == [2, 0.5, 1]
    low, high = bounds(mesh)
    assert low[2] == pytest.approx(0)
    assert (low + high)[:2] == pytest.approx([0, 0], abs=1e-6)
    assert sides(in_box(put(a_box(1, 2, 4), scale=2.0), (2.0, 2.0, 2.0))) == [8, 2, 4]


@pytest.mark.parametrize(("kind", "in_hand"), [("cup", False), ("cup", True), ("knife", True), ("knife", False)])
def test_a_prop_is_as_long_as_ours_and_where_ours_is(put: Callable[..., Model3D], kind: Any, in_hand: bool) -> None:
    thing = ShotProp(prop="it", kind=kind)
    ours = prop_mesh(thing, in_hand=in_hand)
    theirs = prop_mesh(thing, in_hand=in_hand, model=put(a_box()))
    assert max(sides(theirs)) == pytest.approx(max(sides(ours)), abs=1e-3)
    middles = [np.add(*bounds(mesh)) / 2 for mesh in (ours, theirs)]
    assert middles[0][:2] == pytest.approx(middles[1][:2], abs=1e-4)
    if not in_hand:
        assert bounds(theirs)[0][2] == pytest.approx(bounds(ours)[0][2], abs=1e-4)


def test_a_node_that_mirrors_turns_no_face_inside_out(put: Callable[..., Model3D]) -> None:
    for scale in ([1, 1, 1], [-1, 1, 1]):
        mesh = own_metres(put(of_mesh(box((1, 0, 0), (2, 1, 1), (1.0, 0.0, 0.0)), scale=scale)), 100)
        corners = mesh.vertices[mesh.faces]
        flat = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
        middle = np.add(*bounds(mesh)) / 2
        assert (np.einsum("mi,mi->m", flat, corners.mean(1) - middle) > 0).all()


def picture(size: tuple[int, int] = (8, 8)) -> bytes:
    """Left half green, right half blue."""
    pixels = np.zeros((*size[::-1], 3), np.uint8)
    pixels[:, : size[0] // 2, 1] = pixels[:, size[0] // 2 :, 2] = 255
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return file.getvalue()


def sheet(uv: list[tuple[float, float]], data: bytes | None = None) -> bytes:
    """A square with a picture on it."""
    corners = np.array([(0, 0, 0), (1, 0, 0), (1, 1, 0), (0, 1, 0)], np.float32)
    block = corners.tobytes() + np.array(uv, np.float32).tobytes() + np.array([0, 1, 2, 0, 2, 3], np.uint16).tobytes()
    uri = "data:image/png;base64," + base64.b64encode(picture() if data is None else data).decode()
    views = [(0, 48), (48, 32), (80, 12)]
    return json.dumps(
        {
            "asset": {"version": "2.0"},
            "buffers": [{"byteLength": len(block), "uri": "data:x;base64," + base64.b64encode(block).decode()}],
            "bufferViews": [{"buffer": 0, "byteOffset": start, "byteLength": size} for start, size in views],
            "accessors": [
                {"bufferView": 0, "componentType": 5126, "count": 4, "type": "VEC3"},
                {"bufferView": 1, "componentType": 5126, "count": 4, "type": "VEC2"},
                {"bufferView": 2, "componentType": 5123, "count": 6, "type": "SCALAR"},
            ],
            "images": [{"uri": uri}],
            "textures": [{"source": 0}],
            "materials": [{"pbrMetallicRoughness": {"baseColorTexture": {"index": 0}}}],
            "meshes": [{"primitives": [{"attributes": {"POSITION": 0, "TEXCOORD_0": 1}, "indices": 2, "material": 0}]}],
            "nodes": [{"mesh": 0}],
        }
    ).encode()


def test_a_picture_within_one_tile_is_shown_whole_and_one_that_repeats_as_its_mean(
    put: Callable[..., Model3D],
) -> None:
    whole = own_metres(put(sheet([(2, 0), (3, 0), (3, 1), (2, 1)]), "a.gltf"), 100)
    assert (whole.texture == 0).all()
    assert whole.images[0].shape == (8, 8, 3)
    assert (whole.uv.min(), whole.uv.max()) == (0.0, 1.0)
    tiled = own_metres(put(sheet([(0, 0), (9, 0), (9, 9), (0, 9)]), "b.gltf"), 100)
    assert (tiled.texture == -1).all()
    assert tiled.colours[:, 0].max() == 0
    assert tiled.colours[:, 1:].min() > 0.1


def test_the_picture_shows_what_the_models_are_drawn_as(put: Callable[..., Model3D]) -> None:
    """A red box for a fixture and a green-and-blue sheet for a whole set are what a camera sees."""
    red = put(of_mesh(box((-1, 0, -1), (1, 2, 1), (0.9, 0.0, 0.0))))
    stand = Fixture(id="it", kind="plant", position=(0, 0.6, 0), size=(0.8, 0.8, 1.6), model=red)
    seen = shot(subjects=(), marks=())
    rgb = Painter(request(shot=seen, place=room(fixtures=(stand,))), Mannequin).draw(0).rgb.astype(int)
    middle = rgb[58, 64]
    assert middle[0] > 3 * max(middle[1:])

    flat = put(sheet([(0, 1), (1, 1), (1, 0), (0, 0)]), "set.gltf", scale=6.0)
    place = room(fixtures=(), walls=(), model=flat)
    seen = seen.but(camera=(CameraKey(frame=0, position=(4.0, 3.0, 2.5), target=(0, 3.0, 2.5), focal_mm=20),))
    rgb = Painter(request(shot=seen, place=place), Mannequin).draw(0).rgb.astype(int)
    assert rgb[20, 40].argmax() != rgb[20, 90].argmax()
    assert {int(rgb[20, 40].argmax()), int(rgb[20, 90].argmax())} == {1, 2}


def test_our_floor_lies_under_a_set_that_has_none(put: Callable[..., Model3D]) -> None:
    from renderer.previs.light import light_of
    from renderer.previs.sets import build

    wall = box((-2, 0, -2.1), (2, 2.6, -2.0), (0.5, 0.5, 0.5))
    floor = box((-2, -0.1, -2), (2, 0, 2), (0.5, 0.5, 0.5))
    found = {}
    for name, mesh in (("bare", wall), ("floored", join([wall, floor]))):
        place = room(model=put(of_mesh(mesh), f"{name}.glb"))
        found[name] = dict(build(place, light_of(place, "day", "clear")).parts)
    assert found["bare"]["floor"] > 0
    assert found["floored"]["floor"] == 0
    assert "table" not in found["bare"]


def test_a_set_is_seen_through_its_wall_from_behind(put: Callable[..., Model3D]) -> None:
    """What of the model stands at a wall of the plan goes away while the camera is behind that wall."""
    south = box((-2, 0, 2.0), (2, 2.6, 2.2), (0.9, 0.0, 0.0))  # glTF's z is our x: the wall at x = 2
    place = room(model=put(of_mesh(south)), fixtures=())
    camera = (CameraKey(frame=0, position=(3.5, 0, 1.3), target=(0, 0, 1.3), focal_mm=20),)
    rgb = Painter(request(shot=shot(subjects=(), marks=(), camera=camera), place=place), Mannequin).draw(0).rgb
    assert not (rgb[..., 0].astype(int) > 2 * rgb[..., 1].astype(int) + 40).any()
    assert len(set_of(place.model).faces) == 12


def test_the_recipe_knows_what_a_model_holds_and_not_where_it_lies(put: Callable[..., Model3D]) -> None:
    def asked(model: Model3D) -> Any:
        table = room().fixtures[0].but(model=model)
        return request(place=room(fixtures=(table,)), models={"cup": model}).recipe()

    one, other = put(a_box(), "one.glb"), put(a_box(3), "one.glb")
    assert asked(one) == asked(put(a_box(), "elsewhere.glb"))
    assert asked(one) != asked(other)
    assert asked(one) != asked(one.but(yaw=5))


def broken(change: Callable[[dict[str, Any]], None]) -> bytes:
    return with_json(a_box(), change)


def nan(data: bytes) -> bytes:
    start = data.index(struct.pack("<f", 0.5))
    return data[:start] + struct.pack("<f", float("nan")) + data[start + 4 :]


def circle(document: dict[str, Any]) -> None:
    document["nodes"] = [{"children": [1]}, {"children": [0]}]


BROKEN = {
    "empty": (b"", "its JSON cannot be read"),
    "no model": (b"solid cube", "its JSON cannot be read"),
    "a list": (b"[]", "does not say which version"),
    "cut off": (a_box()[:-40], "is cut off"),
    "glTF 1": (b"glTF\x01\0\0\0" + a_box()[8:], "glTF 1"),
    "version 1": (broken(lambda d: d["asset"].update(version="1.0")), "it is glTF 1.0"),
    "bomb": (b"[" * 200_000, "its JSON cannot be read|nested without end"),
    "not a number": (nan(a_box()), "not finite"),
    "no triangles": (broken(lambda d: d.pop("nodes")), "has no triangles|name what is not there"),
    "no corners": (broken(lambda d: d["accessors"][0].update(count=3)), "name corner"),
    "beyond its end": (broken(lambda d: d["bufferViews"][0].update(byteLength=8)), "reach beyond"),
    "a huge count": (broken(lambda d: d["accessors"][0].update(count=10**12)), "are 1,000,000,000,000 rows"),
    "negative": (broken(lambda d: d["bufferViews"][0].update(byteOffset=-4)), "reach beyond"),
    "no accessor": (broken(lambda d: d["meshes"][0]["primitives"][0].update(indices=77)), "which is not there"),
    "no material": (broken(lambda d: d.pop("materials")), "material 0, which is not there"),
    "circle": (broken(circle), "in a circle"),
    "far": (broken(lambda d: d["nodes"][0].update(translation=[1e300, 0, 0])), "stands nowhere"),
    "a word for a matrix": (broken(lambda d: d["nodes"][0].update(matrix="x")), "damaged matrix"),
    "nothing to see": (broken(lambda d: d["nodes"][0].update(scale=[0, 0, 0])), "nothing of it can be seen"),
    "draco": (broken(lambda d: d.update(extensionsRequired=["KHR_draco_mesh_compression"])), "without compression"),
    "meshopt": (broken(lambda d: d.update(extensionsRequired=["EXT_meshopt_compression"])), "without compression"),
    "ktx2": (broken(lambda d: d.update(extensionsRequired=["KHR_texture_basisu"])), "PNG or JPEG"),
    "letters in a block": (
        broken(lambda d: d["buffers"][0].update(uri="data:x;base64,AA\u00e4A")),
        "a block of numbers written into it is damaged",
    ),
    "nobody's extension": (broken(lambda d: d.update(extensionsRequired=["ACME_secret"])), "without ACME_secret"),
    "a list of no names": (broken(lambda d: d.update(extensionsRequired=[7])), "without 7"),
    "no count": (broken(lambda d: d["accessors"][0].update(count="many")), "do not say how many"),
    "from the net": (broken(lambda d: d["buffers"][0].update(uri="https://x.org/a.bin")), "own folder"),
    "from above": (broken(lambda d: d["buffers"][0].update(uri="../../etc/passwd")), "own folder"),
    "lost": (broken(lambda d: d["buffers"][0].update(uri="lost.bin")), "lost.bin is not there"),
    "a lost picture": (broken(lambda d: d.update(images=[{"uri": "wood.png"}])), "wood.png is not there"),
    "no picture": (sheet([(0, 0), (1, 0), (1, 1), (0, 1)], b"no picture"), "picture of it cannot be read"),
    "words": (broken(lambda d: d.update(meshes="none")), "meshes are no list"),
    "words within": (broken(lambda d: d["meshes"][0].update(primitives=[{"attributes": 3}])), "damaged"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_refused_in_one_line(tmp_path: Path, name: str) -> None:
    data, said = BROKEN[name]
    path = tmp_path / "m.glb"
    path.write_bytes(data)
    with pytest.raises(RenderError, match=said) as refusal:
        own_metres(Model3D(file=str(path)), 100_000)
    assert "\n" not in str(refusal.value)
    assert refusal.value.do


@pytest.mark.parametrize("name", ["KHR_mesh_quantization", "KHR_materials_unlit", "VRM", "KHR_texture_transform"])
def test_an_extension_that_changes_nothing_drawn_is_no_obstacle(put: Callable[..., Model3D], name: str) -> None:
    model = put(broken(lambda d: d.update(extensionsRequired=[name])))
    assert sides(own_metres(model, 100)) == sides(own_metres(put(a_box()), 100))


def test_a_thing_or_a_set_too_small_or_too_large_to_be_seen_is_refused(put: Callable[..., Model3D]) -> None:
    """A box four metres long."""
    tiny, vast = put(a_box(), scale=1e-4), put(a_box(), scale=1e4)
    for made in (
        lambda model: in_box(model, (1.0, 1.0, 1.0)),
        lambda model: prop_mesh(ShotProp(prop="it", kind="cup"), in_hand=False, model=model),
        set_of,
    ):
        for model in (tiny, vast):
            with pytest.raises(RenderError, match="can be drawn"):
                made(model)


def test_a_model_with_too_many_triangles_is_refused(put: Callable[..., Model3D]) -> None:
    with pytest.raises(RenderError, match="more than 11 triangles"):
        own_metres(put(a_box()), 11)


def test_a_mesh_hung_up_a_thousand_times_counts_a_thousand_times(put: Callable[..., Model3D]) -> None:
    data = broken(lambda d: (d.update(nodes=[{"mesh": 0}] * 1000), d.pop("scenes")))
    with pytest.raises(RenderError, match="more than 5,000 triangles"):
        own_metres(put(data), 5000)


def test_a_model_changed_under_way_is_noticed(put: Callable[..., Model3D]) -> None:
    model = put(a_box())
    Path(model.file).write_bytes(a_box(7))
    with pytest.raises(RenderError, match="changed while"):
        own_metres(model, 99)


def test_the_digest_knows_files_beside_the_model(tmp_path: Path) -> None:
    document = json.loads(sheet([(0, 0), (1, 0), (1, 1), (0, 1)]))
    document["images"] = [{"uri": "a%20b.png"}]
    path = tmp_path / "m.gltf"
    path.write_text(json.dumps(document))
    (tmp_path / "a b.png").write_bytes(picture())
    before = read_source(path).digest
    assert sides(own_metres(Model3D(file=str(path)), 100)) == [0, 1, 1]
    (tmp_path / "a b.png").write_bytes(picture((16, 16)))
    assert read_source(path).digest != before


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([a_box(), sheet([(0, 0), (1, 0), (1, 1), (0, 1)])]), st.data())
def test_no_damage_does_more_than_refuse(data: bytes, draw: st.DataObject) -> None:
    """Bytes changed, taken out or put in at random: a mesh of finite numbers, or one line."""
    spoilt = bytearray(data)
    for _ in range(draw.draw(st.integers(1, 4))):
        at = draw.draw(st.integers(0, len(spoilt) - 1))
        spoilt[at : at + draw.draw(st.integers(0, 2))] = draw.draw(st.binary(max_size=2))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "m.glb"
        path.write_bytes(spoilt)
        try:
            mesh = own_metres(Model3D(file=str(path)), 1000)
        except RenderError:
            return
    assert np.isfinite(mesh.vertices).all()
    assert np.isfinite(mesh.colours).all()
