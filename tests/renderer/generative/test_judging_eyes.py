"""Models that look at pictures, tiny and random: loaded from a folder, and what is told by them of who and what."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image as Pictures

from film.errors import RenderError
from renderer.generative.backends.diffusers.eyes import OpenEyes
from renderer.generative.judging import Beside, Eyes
from renderer.generative.judging.eyes import Vectors
from renderer.generative.judging.likeness import Likeness, looked_at
from renderer.generative.seam import Image

RED, BLUE, GREEN = (200, 30, 30), (30, 30, 200), (30, 200, 30)
NAMES = {"red": RED, "blue": BLUE, "green": GREEN}


class Colours:
    """Eyes that see nothing but the mean colour, and read nothing but its name."""

    name, reads = "colours", True

    def see(self, pictures: Sequence[np.ndarray[Any, Any]]) -> Vectors:
        return self._unit([picture.reshape(-1, 3).mean(axis=0) for picture in pictures])

    def read(self, texts: Sequence[str]) -> Vectors:
        return self._unit([NAMES[text] for text in texts])

    def _unit(self, rows: Sequence[Any]) -> Vectors:
        found = np.asarray(rows, np.float32)
        return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float32)


def flat(colour: tuple[int, int, int], side: int = 64) -> np.ndarray[Any, Any]:
    return np.full((side, side, 3), colour, np.uint8)


def image(folder: Path, name: str, colour: tuple[int, int, int]) -> Image:
    file = folder / f"{name}.png"
    Pictures.fromarray(flat(colour)).save(file)
    return Image(file=file, content=hashlib.sha256(file.read_bytes()).hexdigest(), of=name)


def shown(folder: Path, colour: tuple[int, int, int], prompts: tuple[str, ...] = ()) -> dict[str, Any]:
    """What is told, by measure, of Anna in a colour, whose references are red, beside Bo's blue ones."""
    eyes: Eyes = Colours()
    beside = Beside(prompts=prompts, references={"bo": (image(folder, "bo", BLUE),)})
    likeness = Likeness(eyes, "red", {"anna": (image(folder, "anna", RED),)}, beside)
    frame, ids = flat((90, 90, 90), 100), np.zeros((100, 100), np.uint8)
    frame[10:90, 30:70], ids[10:90, 30:70] = colour, 3
    likeness.see(0, frame, ids, {"anna": 3})
    return {each.measure: each for each in likeness.told()}


def test_somebody_is_told_from_another_by_references(tmp_path: Path) -> None:
    assert not shown(tmp_path, RED)["identity"].fails
    stranger = shown(tmp_path, BLUE)["identity"]
    assert stranger.fails
    assert stranger.character == "anna"
    assert "bo's" in stranger.message


def test_words_are_told_from_those_of_other_shots(tmp_path: Path) -> None:
    others = ("blue", "green", "red")
    assert shown(tmp_path, RED, others)["text"].limit is None, "two others are too few to judge"
    eyes = Colours()
    for colour, fails in ((RED, False), (BLUE, True)):
        NAMES["grey"] = (90, 90, 100)
        likeness = Likeness(eyes, "red", {}, Beside(prompts=("blue", "green", "grey")))
        likeness.see(4, flat(colour), np.zeros((64, 64), np.uint8), {})
        (told,) = likeness.told()
        assert told.fails is fails
        assert told.value == (0.0 if fails else 1.0)


def test_somebody_too_small_is_not_looked_at() -> None:
    likeness = Likeness(Colours(), "", {"anna": ()}, Beside())
    ids = np.zeros((100, 100), np.uint8)
    ids[:20, :20] = 1
    likeness.see(0, flat(RED, 100), ids, {"anna": 1})
    assert list(likeness.told()) == []


def test_somebody_is_not_taken_for_who_stands_before_them(tmp_path: Path) -> None:
    """Bo in blue hides most of Anna in red: only her own pixels speak for her."""
    references = {"anna": (image(tmp_path, "anna", RED),), "bo": (image(tmp_path, "bo", BLUE),)}
    likeness = Likeness(Colours(), "", references, Beside())
    frame, ids = flat((90, 90, 90), 100), np.zeros((100, 100), np.uint8)
    frame[10:90, 30:70], ids[10:90, 30:70] = RED, 1
    frame[20:80, 35:65], ids[20:80, 35:65] = BLUE, 2
    likeness.see(0, frame, ids, {"anna": 1})
    (told,) = likeness.told()
    assert told.character == "anna"
    assert not told.fails
    assert told.value > 0


def test_few_frames_are_looked_at_and_they_are_spread() -> None:
    assert looked_at((0, 12, 20)) == (0, 12, 20)
    some = looked_at(tuple(range(0, 240, 12)))
    assert len(some) == 4
    assert some[0] < 60 < 180 <= some[-1]


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Tiny random models, made here."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers, processors
    from transformers import (
        CLIPConfig,
        CLIPModel,
        Dinov2Config,
        Dinov2Model,
        PreTrainedTokenizerFast,
        SiglipConfig,
        SiglipModel,
    )

    torch.set_num_threads(1)
    torch.manual_seed(0)
    words = {"<pad>": 0, "<eos>": 1, **{chr(code): code - 30 for code in range(32, 127)}}
    inner = Tokenizer(models.WordLevel(words, unk_token="<pad>"))
    inner.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    inner.post_processor = processors.TemplateProcessing(single="$A <eos>", special_tokens=[("<eos>", 1)])
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=inner, pad_token="<pad>", eos_token="<eos>")
    part = {"hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2}
    text = {**part, "vocab_size": 128, "max_position_embeddings": 24, "eos_token_id": 1, "bos_token_id": 0}
    vision = {**part, "image_size": 32, "patch_size": 8}
    made = {
        "clip": CLIPModel(CLIPConfig(text_config=text, vision_config=vision, projection_dim=8)),
        "siglip": SiglipModel(SiglipConfig(text_config=text, vision_config=vision)),
        "dinov2": Dinov2Model(Dinov2Config(**part, image_size=32, patch_size=8)),
    }
    found = {}
    for name, model in made.items():
        folder = tmp_path_factory.mktemp(name)
        model.save_pretrained(folder)
        tokenizer.save_pretrained(folder)
        settings = {"image_mean": [0.5, 0.5, 0.5], "image_std": [0.25, 0.25, 0.25]}
        (folder / "preprocessor_config.json").write_text(json.dumps(settings))
        found[name] = folder
    return found


@pytest.mark.parametrize("kind", ["clip", "siglip", "dinov2"])
def test_pictures_become_vectors(kind: str, folders: dict[str, Path]) -> None:
    eyes = OpenEyes(str(folders[kind]))
    noise = np.random.default_rng(0).integers(0, 256, (40, 90, 3), dtype=np.uint8)
    seen = eyes.see([noise, flat(RED), noise, *[flat(BLUE)] * 7])
    assert seen.shape[0] == 10
    assert np.allclose(np.linalg.norm(seen, axis=1), 1, atol=1e-5)
    assert np.allclose(seen[0], seen[2], atol=1e-5)
    assert not np.allclose(seen[0], seen[1], atol=1e-3)
    assert eyes.name == folders[kind].name


@pytest.mark.parametrize("kind", ["clip", "siglip"])
def test_texts_become_vectors_in_the_same_space(kind: str, folders: dict[str, Path]) -> None:
    eyes = OpenEyes(str(folders[kind]))
    assert eyes.reads
    read = eyes.read(["a dog", "a house by the sea " * 20, "a dog"])
    assert read.shape == (3, eyes.see([flat(RED)]).shape[1])
    assert np.allclose(read[0], read[2], atol=1e-5)
    assert not np.allclose(read[0], read[1], atol=1e-4)


def test_one_that_cannot_read_says_so(folders: dict[str, Path]) -> None:
    assert not OpenEyes(str(folders["dinov2"])).reads


def damaged(folder: Path, tmp_path: Path, name: str, text: bytes | None) -> str:
    for file in folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    if text is None:
        (tmp_path / name).unlink()
    else:
        (tmp_path / name).write_bytes(text)
    return str(tmp_path)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("config.json", b'{"model_type": "bert"}', "none of the models that look"),
        ("config.json", b"[]", "no object"),
        ("config.json", b'{"model_type": "clip", "vision_config": {"image_size": 99999}}', "no size"),
        ("model.safetensors", b"\x08\0\0\0\0\0\0\0{}", "damaged"),
        ("model.safetensors", None, "no weights"),
        ("preprocessor_config.json", b'{"image_mean": "x"}', "which colours"),
    ],
)
def test_a_folder_that_is_none(
    name: str, text: bytes | None, said: str, folders: dict[str, Path], tmp_path: Path
) -> None:
    with pytest.raises(RenderError, match=said):
        OpenEyes(damaged(folders["clip"], tmp_path, name, text))


def test_pickled_weights_are_never_loaded(folders: dict[str, Path], tmp_path: Path) -> None:
    at = damaged(folders["clip"], tmp_path, "model.safetensors", None)
    (tmp_path / "pytorch_model.bin").write_bytes(b"")
    with pytest.raises(RenderError, match="pickled"):
        OpenEyes(at)
