"""Takes read back, and what of them is in the film."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from film.errors import RenderError
from renderer.generative.footage import clip_of, load_take, write_take
from tests.renderer.generative.footage_desk import LONG, MODEL, Watcher, filmed, order


def test_a_clip_of_the_film_is_the_take_s_picture_with_the_previs_passes(tmp_path: Path) -> None:
    asked = order()
    write_take(asked, filmed(asked), LONG, MODEL, Watcher(), tmp_path)
    take = load_take(tmp_path)
    previs = LONG.clip.but(
        drawing=Path("/p/drawing.png"), ids={"ann": 1}, depth_range=(0, 65), engine="numba", measured=()
    )
    clip = clip_of(take, previs)
    assert (clip.picture, clip.board, clip.take) == (tmp_path / "picture.mp4", tmp_path / "board.png", 3)
    assert clip.measured == take.clip.measured
    assert clip.engine == "wan"
    assert (clip.passes, clip.ids, clip.drawing) == (previs.passes, {"ann": 1}, Path("/p/drawing.png"))
    assert clip.sound is None
    assert clip_of(take.but(clip=take.clip.but(sound=Path("/t/sound.wav"))), previs).sound == Path("/t/sound.wav")


def edited(folder: Path, change: Any) -> None:
    told = json.loads((folder / "take.json").read_text())
    change(told)
    (folder / "take.json").write_text(json.dumps(told))


@pytest.mark.parametrize(
    "change",
    [
        lambda told: told["clip"].update(picture="/etc/passwd"),
        lambda told: told["clip"].update(board="../board.png"),
        lambda told: told["clip"].update(sound="sound.wav"),
        lambda told: told.update(number=0),
        lambda told: told.update(strange=1),
        lambda told: told.clear(),
    ],
)
def test_a_take_that_speaks_of_what_is_not_its_own_is_refused(change: Any, tmp_path: Path) -> None:
    asked = order()
    write_take(asked, filmed(asked), LONG, MODEL, Watcher(), tmp_path)
    edited(tmp_path, change)
    with pytest.raises(RenderError, match="film the shot again"):
        load_take(tmp_path)


def test_passes_of_others_are_not_a_take_s(tmp_path: Path) -> None:
    asked = order()
    write_take(asked, filmed(asked), LONG, MODEL, Watcher(), tmp_path)
    edited(tmp_path, lambda told: told["clip"].update(passes={"id": "/etc/passwd"}, drawing="/etc/passwd"))
    clip = load_take(tmp_path).clip
    assert (clip.passes, clip.drawing) == ({}, None)


def test_no_take_and_half_a_take_are_told(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match="no take"):
        load_take(tmp_path)
    asked = order()
    write_take(asked, filmed(asked), LONG, MODEL, Watcher(), tmp_path)
    (tmp_path / "board.png").unlink()
    with pytest.raises(RenderError, match="not all there"):
        load_take(tmp_path)
