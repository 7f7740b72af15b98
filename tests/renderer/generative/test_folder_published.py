"""Models that were downloaded from the hub: found where it keeps them, by name and revision, without asking it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from film.errors import RenderError
from renderer.generative.backends.diffusers.folder import Folder, folder_of
from tests.renderer.generative.model_folders import model

NAME = "Wan-AI/Wan2.1-T2V-1.3B-Diffusers"
COMMIT, OLDER = "0123456789abcdef0123456789abcdef01234567", "89abcdef0123456789abcdef0123456789abcdef"


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The hub's own store with two commits of a model, files as links to what they hold, as it lays them out."""
    from huggingface_hub import constants

    store = tmp_path / "hub" / "models--Wan-AI--Wan2.1-T2V-1.3B-Diffusers"
    for commit in (COMMIT, OLDER):
        _as_links(model(store / "snapshots" / commit), store / "blobs" / commit)
    (store / "refs").mkdir()
    (store / "refs" / "main").write_text(COMMIT)
    (store / "snapshots" / OLDER / "vae/config.json").write_text('{"z_dim": 16}')
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.setattr("huggingface_hub._snapshot_download.constants.HF_HUB_CACHE", str(tmp_path / "hub"))
    return store


def _refused(at: Path | str, revision: str = "") -> str:
    with pytest.raises(RenderError) as told:
        folder_of(str(at), revision)
    return str(told.value)


def _as_links(folder: Path, blobs: Path) -> None:
    blobs.mkdir(parents=True)
    for place, file in enumerate(sorted(file for file in folder.rglob("*") if file.is_file())):
        kept = file.rename(blobs / str(place))
        file.symlink_to(os.path.relpath(kept, file.parent))


def _taken(revision: str = "") -> Folder:
    return folder_of(NAME, revision)


@pytest.mark.usefixtures("hub")
def test_a_published_model_is_found_where_it_was_downloaded() -> None:
    folder = _taken()
    assert folder.name == NAME
    assert _taken("main").revision == _taken(COMMIT).revision == _taken(COMMIT[:10]).revision == folder.revision
    assert _taken(OLDER).revision != folder.revision


def test_a_revision_that_was_not_downloaded_is_refused(hub: Path) -> None:
    told = _refused(NAME, "feedfeedfeed")
    assert "revision 'feedfeedfeed' of it is not at hand, but 0123456789ab, 89abcdef0123" in told
    snapshot = hub / "snapshots" / COMMIT
    pinned = folder_of(str(snapshot), COMMIT[:12])
    assert (pinned.path, pinned.name) == (snapshot, NAME)
    assert "it is not revision" in _refused(snapshot, OLDER)


def test_a_link_whose_file_is_gone_is_missing(hub: Path) -> None:
    (hub / "snapshots" / COMMIT / "vae" / "config.json").resolve().unlink()
    assert "no configuration in its vae" in _refused(NAME)
