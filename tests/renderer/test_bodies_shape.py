"""What a sheet decides of a figure: its shape, its colours, its sleeves; and what the asset promises."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from film.cast import Build, CharacterSheet, Palette
from film.errors import RenderError
from renderer.previs.bodies import asset as baked
from renderer.previs.bodies.asset import Body, asset, body_of
from renderer.previs.bodies.outfit import linear, outfit, short_sleeved


def width(body: Body, height: float) -> float:
    """How wide the trunk is at a share of the body's height, arms aside."""
    crown = body.points[asset().point_names.index("crown"), 2]
    level = np.abs(body.vertices[:, 2] - height * crown) < 0.02 * crown
    trunk = body.vertices[level & (np.abs(body.vertices[:, 1]) < 0.26)]
    return float(np.ptp(trunk[:, 0]) + np.ptp(trunk[:, 1]))


@pytest.mark.parametrize(
    "build", [Build(), Build(age=3, height=0.95), Build(age=90, gender=0.0, height=1.5, muscle=0.0)]
)
def test_a_body_is_exactly_as_tall_as_its_build(build: Build) -> None:
    body = body_of(build)
    crown = body.points[asset().point_names.index("crown")]
    assert crown[2] == pytest.approx(build.height, abs=1e-4)
    assert abs(float(body.vertices[:, 2].min())) < 0.002


def test_heavier_is_wider_and_sliders_are_smooth() -> None:
    weights = np.linspace(0, 1, 9)
    bodies = [body_of(Build(weight=weight)) for weight in weights]
    widths = [width(body, 0.62) for body in bodies]
    assert widths[-1] > widths[4] + 0.05
    assert widths[4] > widths[0]
    steps = [np.abs(b.vertices - a.vertices).max() for a, b in pairwise(bodies)]
    assert max(steps) < 0.05


def test_a_child_has_a_bigger_head_for_its_height() -> None:
    def share(build: Build) -> float:
        points = dict(zip(asset().point_names, body_of(build).points, strict=True))
        return float((points["crown"][2] - points["mouth"][2]) / build.height)

    assert share(Build(age=6, height=1.15)) > 1.2 * share(Build(age=30, height=1.75))


def test_left_mirrors_right() -> None:
    body = body_of(Build())
    names = asset().bone_names
    for name in (name for name in names if name.endswith(".L")):
        left, right = body.heads[names.index(name)], body.heads[names.index(f"{name[:-2]}.R")]
        assert left == pytest.approx(right * [1, -1, 1], abs=0.004)


def test_skin_weights_are_shares_of_bones() -> None:
    assert asset().bone_share.sum(axis=1) == pytest.approx(np.ones(len(asset().weld)), abs=2e-3)
    assert asset().bone_index.max() < len(asset().bone_names)
    assert all(parent < number for number, parent in enumerate(asset().parents))


def test_colours_are_linear() -> None:
    assert linear("#ffffff") == pytest.approx((1.0, 1.0, 1.0))
    assert linear("#808080")[0] == pytest.approx(0.2159, abs=1e-3)
    sheet = CharacterSheet(id="anna", name="ANNA", palette=Palette(top="#ff0000", bottom="#00ff00"))
    colours = outfit(sheet, asset()).colours
    assert (np.abs(colours - [1, 0, 0]).max(axis=1) < 1e-6).sum() > 1000
    assert (np.abs(colours - [0, 1, 0]).max(axis=1) < 1e-6).sum() > 1000


def test_sleeves_belong_to_the_person() -> None:
    sheets = [CharacterSheet(id=f"person_{number}", name="X") for number in range(20)]
    assert {short_sleeved(sheet) for sheet in sheets} == {True, False}
    assert short_sleeved(sheets[0]) == short_sleeved(sheets[0].model_copy(update={"name": "OTHER"}))
    skin = linear(Palette().skin)
    areas = [(np.abs(outfit(sheet, asset()).colours - skin).max(axis=1) < 1e-6).sum() for sheet in sheets]
    assert len(set(areas)) == 2


def test_a_missing_asset_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(baked, "ASSET", tmp_path / "bodies.npz")
    with pytest.raises(RenderError, match="baked bodies cannot be read"):
        baked.asset.__wrapped__()
    (tmp_path / "bodies.npz").write_bytes(b"not a zip")
    with pytest.raises(RenderError, match="Install the package again"):
        baked.asset.__wrapped__()


def test_the_asset_is_small_and_says_its_licence() -> None:
    assert baked.ASSET.stat().st_size < 5_000_000
    assert "CC0 1.0" in baked.ASSET.with_name("LICENSE-bodies.txt").read_text()
