"""Folders of weights: what is none, or is not safe to load, is told in one line; another model is another revision."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from film.errors import PlanError
from planner.llm.backends.folder import folder_of
from tests.planner.llm import tiny


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny.made(tmp_path_factory.mktemp("tiny"))


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A copy to be spoilt."""
    return Path(shutil.copytree(made, tmp_path / "model"))


def _told(at: Path | str) -> str:
    with pytest.raises(PlanError) as caught:
        folder_of(str(at))
    assert "\n" not in str(caught.value)
    assert caught.value.do
    return str(caught.value)


def _pickled(folder: Path) -> None:
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")


def _in_shards(folder: Path) -> None:
    index = {"weight_map": {"a": "model.safetensors", "b": "model-00002-of-00002.safetensors"}}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index))


def _cut(folder: Path) -> None:
    file = folder / "model.safetensors"
    file.write_bytes(file.read_bytes()[:-1])


SPOILT: dict[str, tuple[Callable[[Path], object], str]] = {
    "no config": (lambda folder: (folder / "config.json").unlink(), "no config.json"),
    "config is no JSON": (lambda folder: (folder / "config.json").write_text("{"), "cannot be read"),
    "config is a list": (lambda folder: (folder / "config.json").write_text("[]"), "no object"),
    "no tokenizer": (lambda folder: (folder / "tokenizer.json").unlink(), "no tokenizer"),
    "no weights": (lambda folder: (folder / "model.safetensors").unlink(), "no weights"),
    "pickled": (_pickled, "pickled, which can run code"),
    "cut off": (_cut, "damaged or not all there"),
    "empty": (lambda folder: (folder / "model.safetensors").write_bytes(b""), "damaged"),
    "a page of HTML": (lambda folder: (folder / "model.safetensors").write_text("<html>" * 99), "damaged"),
    "a shard is missing": (_in_shards, "model-00002-of-00002.safetensors of its weights is missing"),
    "a broken index": (lambda folder: (folder / "model.safetensors.index.json").write_text("[]"), "cannot be read"),
    "named otherwise": (
        lambda folder: (folder / "model.safetensors").rename(folder / "consolidated.safetensors"),
        "neither model.safetensors nor its index",
    ),
}


@pytest.mark.parametrize("spoilt", SPOILT)
def test_a_folder_that_cannot_be_loaded_is_told_in_one_line(folder: Path, spoilt: str) -> None:
    spoil, words = SPOILT[spoilt]
    spoil(folder)
    assert words in _told(folder)


def test_what_is_no_folder_is_told_in_one_line(tmp_path: Path) -> None:
    assert "hf download nobody/no-such-model" in _told("nobody/no-such-model")
    assert "no such folder" in _told("no such/../model")
    assert "no such folder" in _told(tmp_path / "nowhere")
    assert "GGUF files are not read here" in _told(tmp_path / "model.gguf")
    (tmp_path / "model.safetensors").touch()
    assert "this is a file" in _told(tmp_path / "model.safetensors")
    (tmp_path / "model.gguf").touch()
    assert "it holds a GGUF file" in _told(tmp_path)


def test_pickles_beside_safetensors_are_left_alone(folder: Path) -> None:
    before = folder_of(str(folder))
    (folder / "pytorch_model.bin").write_bytes(b"never read")
    assert folder_of(str(folder)) == before


def test_a_moved_folder_is_the_same_model(made: Path, folder: Path) -> None:
    assert folder_of(str(made)).revision == folder_of(str(folder)).revision
    assert folder_of(str(folder)).name == "model"


def test_a_published_model_that_was_downloaded_is_found_by_its_name(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the hub's own program lays models out: files once, by content, and a snapshot of links to them."""
    model = tmp_path / "models--somebody--tiny"
    snapshot = model / "snapshots" / ("0" * 40)
    snapshot.mkdir(parents=True)
    (model / "refs").mkdir()
    (model / "refs" / "main").write_text("0" * 40)
    for file in made.iterdir():
        (snapshot / file.name).symlink_to(file)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    found = folder_of("somebody/tiny")
    assert found.name == "somebody/tiny"
    assert found.revision == folder_of(str(made)).revision


@pytest.mark.parametrize("file", ["config.json", "tokenizer.json", "chat_template.jinja", "tokenizer_config.json"])
def test_another_setting_is_another_revision(folder: Path, file: str) -> None:
    before = folder_of(str(folder)).revision
    (folder / file).write_text((folder / file).read_text() + " ")
    assert folder_of(str(folder)).revision != before


def test_weights_of_the_same_shapes_are_another_revision(made: Path, tmp_path: Path) -> None:
    other = tiny.made(tmp_path / "other", seed=2)
    assert (other / "config.json").read_bytes() == (made / "config.json").read_bytes()
    assert (other / "model.safetensors").stat().st_size == (made / "model.safetensors").stat().st_size
    assert folder_of(str(other)).revision != folder_of(str(made)).revision


def test_one_trained_tensor_is_another_revision(folder: Path) -> None:
    from safetensors.torch import load_file, save_file

    before = folder_of(str(folder)).revision
    tensors = load_file(folder / "model.safetensors")
    tensors["model.layers.1.mlp.up_proj.weight"] += 0.001
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    assert folder_of(str(folder)).revision != before
