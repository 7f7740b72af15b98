"""Folders of models: what is loaded, and what is refused in one line before anything is spent."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from film.errors import RenderError
from renderer.generative.backends.diffusers.folder import folder_of
from renderer.generative.backends.diffusers.ratios import ratios_of
from tests.renderer.generative.model_folders import WAN, model, weights


@pytest.fixture
def wan(tmp_path: Path) -> Path:
    """Wan 2.1 T2V 1.3B, as far as a folder is judged."""
    return model(tmp_path / "Wan2.1-T2V-1.3B-Diffusers")


def _refused(at: Path | str, revision: str = "") -> str:
    with pytest.raises(RenderError) as told:
        folder_of(str(at), revision)
    assert "\n" not in str(told.value)
    return str(told.value)


def test_a_whole_folder_is_known(wan: Path) -> None:
    folder = folder_of(str(wan))
    assert (folder.name, folder.pipeline) == (wan.name, "WanPipeline")
    assert folder.family is not None
    assert folder.family.name == "wan2.1-t2v-1.3b"
    assert folder.weights.keys() == {"text_encoder", "transformer", "vae"}
    assert folder.weights["vae"] == (wan / "vae" / "diffusion_pytorch_model.safetensors").stat().st_size
    assert folder.configs["transformer"]["num_layers"] == 30


def test_where_it_lies_does_not_matter(wan: Path, tmp_path: Path) -> None:
    moved = shutil.copytree(wan, tmp_path / "elsewhere" / "x")
    assert folder_of(str(moved)).revision == folder_of(str(wan)).revision


def _touch_weight(wan: Path) -> None:
    weights(wan / "transformer/diffusion_pytorch_model.safetensors", one=bytes(range(64)), two=b"\x08" * 300)


def _touch_config(wan: Path) -> None:
    (wan / "vae/config.json").write_text('{"z_dim": 16, "temperal_downsample": [false, true, true] }')


def _touch_vocabulary(wan: Path) -> None:
    (wan / "tokenizer/tokenizer.json").write_text("{ }")


def _touch_index(wan: Path) -> None:
    (wan / "model_index.json").write_text(json.dumps({**WAN, "boundary_ratio": 0.9}))


@pytest.mark.parametrize("touch", [_touch_weight, _touch_config, _touch_vocabulary, _touch_index])
def test_another_model_has_another_revision(wan: Path, touch: Callable[[Path], None]) -> None:
    before = folder_of(str(wan)).revision
    touch(wan)
    assert folder_of(str(wan)).revision != before


def test_what_is_no_part_is_not_looked_at(wan: Path) -> None:
    before = folder_of(str(wan)).revision
    (wan / "README.md").write_text("hello")
    (wan / "extra").mkdir()
    (wan / "extra" / "run.py").write_text("raise SystemExit")
    (wan / "vae" / "old.bin").write_bytes(b"pickle")
    assert folder_of(str(wan)).revision == before


def _remove(*names: str) -> Callable[[Path], None]:
    def broken(wan: Path) -> None:
        for name in names:
            at = wan / name
            shutil.rmtree(at) if at.is_dir() else at.unlink()

    return broken


def _cut(wan: Path) -> None:
    file = wan / "transformer/diffusion_pytorch_model.safetensors"
    file.write_bytes(file.read_bytes()[:-1])


def _html(wan: Path) -> None:
    (wan / "transformer/diffusion_pytorch_model.safetensors").write_text("<html>Sign in</html>")


def _pickled(wan: Path) -> None:
    (wan / "vae/diffusion_pytorch_model.safetensors").unlink()
    (wan / "vae/diffusion_pytorch_model.bin").write_bytes(b"\x80\x04.")


def _variant(wan: Path) -> None:
    (wan / "vae/diffusion_pytorch_model.safetensors").rename(wan / "vae/diffusion_pytorch_model.fp16.safetensors")


def _shards(*names: object) -> Callable[[Path], None]:
    def broken(wan: Path) -> None:
        (wan / "transformer/diffusion_pytorch_model.safetensors").unlink()
        weights(wan / "transformer/a.safetensors", one=b"123")
        told = {"metadata": {}, "weight_map": {("one", "two")[place]: name for place, name in enumerate(names)}}
        (wan / "transformer/diffusion_pytorch_model.safetensors.index.json").write_text(json.dumps(told))

    return broken


def _index(**changes: object) -> Callable[[Path], None]:
    return lambda wan: (wan / "model_index.json").write_text(json.dumps({**WAN, **changes})) and None


def _text(name: str, text: str) -> Callable[[Path], None]:
    return lambda wan: (wan / name).write_text(text) and None


BROKEN: dict[str, tuple[Callable[[Path], None], str]] = {
    "part missing": (_remove("vae"), "its vae is missing"),
    "no weights": (_remove("vae/diffusion_pytorch_model.safetensors"), "no weights (*.safetensors) in its vae"),
    "no config": (_remove("vae/config.json"), "no configuration in its vae"),
    "no tokenizer": (_remove("tokenizer/tokenizer.json"), "no vocabulary (tokenizer.json)"),
    "partial": (_cut, "transformer/diffusion_pytorch_model.safetensors is damaged or not all there"),
    "a page for weights": (_html, "is damaged or not all there"),
    "pickled": (_pickled, "its vae are pickled, which can run code"),
    "only a variant": (_variant, "diffusion_pytorch_model.fp16.safetensors' is not what is read"),
    "a shard missing": (_shards("a.safetensors", "b.safetensors"), "transformer/b.safetensors of its weights is"),
    "a shard elsewhere": (_shards("../vae/diffusion_pytorch_model.safetensors"), "names no files, or files elsewhere"),
    "a shard by its root": (_shards("/etc/passwd.safetensors"), "names no files, or files elsewhere"),
    "a pickled shard": (_shards("a.bin"), "names no files, or files elsewhere"),
    "a shard of no name": (_shards(7), "names no files, or files elsewhere"),
    "a tensor elsewhere": (_shards("a.safetensors", "a.safetensors"), "a.safetensors has no 'two', which its index"),
    "no shards": (_shards(), "names no files, or files elsewhere"),
    "code of its own": (_index(vae=["my_vae", "MyVae"]), "its vae wants code of 'my_vae', which is never run"),
    "a class by path": (_index(vae=["diffusers", "../x"]), "tells no class of vae"),
    "a part elsewhere": (_index(**{"../../etc": ["diffusers", "AutoencoderKLWan"]}), "names a part '../../etc'"),
    "its own pipeline": (_index(_class_name=["pipeline", "Mine"]), "wants code of its own, which is never run"),
    "no pipeline": (_index(_class_name="x; rm"), "names no pipeline"),
    "modular": (_index(_class_name="MiniMaxH3ModularPipeline"), "is a modular pipeline, which is not taken"),
    "no JSON": (_text("model_index.json", "<html>"), "its model_index.json cannot be read"),
    "a list": (_text("model_index.json", "[]"), "its model_index.json is no object"),
    "deep": (_text("vae/config.json", "[" * 100_000), "its vae/config.json cannot be read"),
    "no parts": (_text("model_index.json", '{"_class_name": "WanPipeline"}'), "names no part that has weights"),
    "no index": (_remove("model_index.json"), "there is no model_index.json in it"),
}  # fmt: skip


@pytest.mark.parametrize("how", BROKEN)
def test_what_cannot_be_loaded_safely_is_refused_in_a_line(wan: Path, how: str) -> None:
    breaks, words = BROKEN[how]
    breaks(wan)
    told = _refused(wan)
    assert words in told
    assert told.startswith(f"{wan}: ")


def test_whole_shards_are_taken_once_each(wan: Path) -> None:
    _shards("a.safetensors", "b.safetensors")(wan)
    weights(wan / "transformer/b.safetensors", two=b"4567")
    sizes = [(wan / "transformer" / name).stat().st_size for name in ("a.safetensors", "b.safetensors")]
    before = folder_of(str(wan))
    assert before.weights["transformer"] == sum(sizes)
    weights(wan / "transformer/b.safetensors", two=b"4568")
    assert folder_of(str(wan)).revision != before.revision


def test_what_is_no_folder_of_a_model(tmp_path: Path) -> None:
    file = tmp_path / "model.gguf"
    file.write_bytes(b"GGUF")
    assert "GGUF files are not read here" in _refused(file)
    assert "this is a file" in _refused(Path(__file__))
    for nowhere in (tmp_path / "nowhere", "x" * 5000, "~nobody-of-that-name/x", "a\0b", "../..//x", "a/b/c"):
        assert "no such folder" in _refused(nowhere)
    assert "models are not downloaded on the way" in _refused("somebody/never-downloaded")
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "there is no model_index.json in it" in _refused(empty)
    weights(empty / "wan.safetensors", one=b"1")
    assert "it holds weights but no model_index.json" in _refused(empty)
    (empty / "modular_model_index.json").write_text("{}")
    assert "it is a modular model" in _refused(empty)


def test_a_pinned_folder_is_held_to_its_revision(wan: Path) -> None:
    revision = folder_of(str(wan)).revision
    assert folder_of(str(wan), revision[:12]).revision == revision
    told = _refused(wan, "0" * 12)
    assert f"it is not revision {'0' * 12}; its revision is {revision[:16]}" in told
    assert "it is not revision" in _refused(wan, revision[:4])


def test_a_folder_without_leave_to_read_is_told(wan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", closed)
    assert "it cannot be read: Permission denied" in _refused(wan)


def test_a_pipe_or_a_folder_is_no_file_of_weights(wan: Path) -> None:
    file = wan / "transformer/diffusion_pytorch_model.safetensors"
    file.unlink()
    os.mkfifo(file)
    assert "no weights (*.safetensors) in its transformer" in _refused(wan) or "is not what is read" in _refused(wan)
    file.unlink()
    file.mkdir()
    assert "transformer" in _refused(wan)


def test_a_name_holds_nothing_that_commands_a_terminal(wan: Path) -> None:
    moved = wan.rename(wan.parent / "wan\x1b[2J\nx")
    assert folder_of(str(moved)).name == "wan [2J x"


def test_an_index_of_any_length_is_not_read(wan: Path) -> None:
    with (wan / "model_index.json").open("wb") as file:
        file.truncate(65 * 1024**2)
    assert "its model_index.json is longer than 64 MiB" in _refused(wan)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=8,
)
_ENTRIES = st.dictionaries(
    st.sampled_from(["vae", "transformer", "tokenizer", "scheduler", "boundary_ratio", "_class_name", "../x", ""]),
    _JSON
    | st.lists(st.sampled_from(["diffusers", "transformers", "ltx2", "os", "AutoencoderKLWan", None]), max_size=3),
    max_size=5,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(index=_ENTRIES, config=_JSON)
def test_whatever_stands_in_its_files_one_line_says_what_is_wrong(
    wan: Path, index: dict[str, Any], config: Any
) -> None:
    (wan / "model_index.json").write_text(json.dumps({**WAN, **index}))
    (wan / "transformer/config.json").write_text(json.dumps(config))
    told = ""
    try:
        folder = folder_of(str(wan))
    except RenderError as error:
        told = str(error)
    else:
        assert len(folder.revision) == 64
        assert all(isinstance(each, int) and 0 <= each <= 256 for each in ratios_of(folder.configs))
    assert "\n" not in told
    assert len(told) < 600
