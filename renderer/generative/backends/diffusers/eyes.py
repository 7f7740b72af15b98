"""Open models that look at pictures, out of a local folder: CLIP, SigLIP, which read too, and DINOv2, which does not.

Weights are read from safetensors alone, nothing is fetched, and nothing is loaded before it is first asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image as Pictures

from film.errors import RenderError
from film.weights import PICKLED, is_whole
from renderer.generative.backends.diffusers.devices import loading, quiet
from renderer.generative.backends.diffusers.published import found, offline
from renderer.generative.backends.diffusers.reading import read_json
from renderer.generative.judging.eyes import Vectors
from renderer.measure.light import Bytes

READS = {"clip": True, "siglip": True, "dinov2": False, "dinov2_with_registers": False}
"""Kinds of models, as their config.json calls them, and whether they read."""
_WEIGHTS, _SETTINGS, _CONFIG = "model.safetensors", "preprocessor_config.json", "config.json"
_AT_ONCE = 8
_LARGEST = 1024
"""Pixels along a side that a folder may ask for."""
_AGAIN = "Download the whole model again"


class OpenEyes:
    """A model in a folder (or one that was downloaded before, by its published name), run on ``device``.

    Pictures are fitted whole into the model's square, with its middle grey around: what its own preparation would cut
    off at the sides is often somebody's head.  Raises RenderError for a folder that is none of ``READS``, is not whole,
    or has its weights pickled.
    """

    def __init__(self, at: str, revision: str = "", device: str = "cpu") -> None:
        place = found(at, revision)
        self._at, self._path, self._device = at, place.path, device
        self._config = read_json(place.path / _CONFIG, at)
        kind = self._config.get("model_type")
        if not isinstance(kind, str) or kind not in READS:
            do = f"Take one of {', '.join(READS)}"
            raise RenderError("it is none of the models that look at pictures", where=at, do=do)
        _is_whole(place.path, at)
        self._name, self._reads = place.name, READS[kind]
        self._side, self._mean, self._deviation = self._preparation()
        self._model: Any = None
        self._tokenizer: Any = None

    @property
    def name(self) -> str:
        """The folder's last part, or what the model was published as."""
        return self._name

    @property
    def reads(self) -> bool:
        """Whether it has a vector for a text too."""
        return self._reads

    def see(self, pictures: Sequence[Bytes]) -> Vectors:
        """A vector of length one for each picture (h, w, 3): (n, d)."""
        batches = [pictures[first : first + _AT_ONCE] for first in range(0, len(pictures), _AT_ONCE)]
        return np.concatenate([self._seen(batch) for batch in batches])

    def read(self, texts: Sequence[str]) -> Vectors:
        """A vector of length one for each text: (n, d); what goes beyond the model's longest is left out."""
        import torch

        model = self._loaded()
        if self._tokenizer is None:
            from transformers import AutoTokenizer

            with loading("its tokenizer", self._at):
                self._tokenizer = AutoTokenizer.from_pretrained(
                    self._path, local_files_only=True, trust_remote_code=False
                )
        most = int(self._config.get("text_config", {}).get("max_position_embeddings", 77))
        # SigLIP was trained on texts filled up to the longest; CLIP does not see what is behind a text's end.
        tokens = self._tokenizer(
            list(texts), padding="max_length", truncation=True, max_length=most, return_tensors="pt"
        )
        known = {name: tokens[name].to(self._device) for name in self._tokenizer.model_input_names if name in tokens}
        known.pop("token_type_ids", None)
        with torch.no_grad():
            return _unit(model.get_text_features(**known))

    def _seen(self, pictures: Sequence[Bytes]) -> Vectors:
        import torch

        model = self._loaded()
        given = torch.from_numpy(np.stack([self._fitted(picture) for picture in pictures])).to(self._device)
        with torch.no_grad():
            if self._reads:
                return _unit(model.get_image_features(pixel_values=given))
            return _unit(model(pixel_values=given))

    def _fitted(self, picture: Bytes) -> Vectors:
        """A picture as the model takes it: (3, side, side)."""
        height, width = picture.shape[:2]
        scale = self._side / max(height, width)
        size = (max(round(width * scale), 1), max(round(height * scale), 1))
        small = Pictures.fromarray(picture).resize(size, Pictures.Resampling.BICUBIC)
        square = np.zeros((self._side, self._side, 3), np.float32)
        top, left = (self._side - size[1]) // 2, (self._side - size[0]) // 2
        part = (np.asarray(small, np.float32) / 255 - self._mean) / self._deviation
        square[top : top + size[1], left : left + size[0]] = part
        return np.ascontiguousarray(np.moveaxis(square, -1, 0))

    def _loaded(self) -> Any:
        if self._model is None:
            offline()
            from transformers import AutoModel

            quiet()
            with loading("it", self._at):
                model = AutoModel.from_pretrained(
                    self._path, local_files_only=True, use_safetensors=True, trust_remote_code=False, dtype="float32"
                )
            self._model = model.to(self._device).eval()
        return self._model

    def _preparation(self) -> tuple[int, Vectors, Vectors]:
        """The square's side, and the mean and deviation of each colour that the model was trained on."""
        vision = self._config.get("vision_config", self._config)
        side = vision.get("image_size") if isinstance(vision, dict) else None
        if not isinstance(side, int) or not 1 <= side <= _LARGEST:
            raise RenderError(f"its {_CONFIG} asks for pictures of no size", where=self._at, do=_AGAIN)
        settings = read_json(self._path / _SETTINGS, self._at)
        try:
            mean, deviation = (np.asarray(settings[key], np.float32) for key in ("image_mean", "image_std"))
        except (KeyError, TypeError, ValueError):
            mean = deviation = np.zeros(0, np.float32)
        if mean.shape != (3,) or deviation.shape != (3,) or not (deviation > 0).all():
            raise RenderError(f"its {_SETTINGS} does not say which colours it takes", where=self._at, do=_AGAIN)
        return side, mean, deviation


def _is_whole(path: Path, at: str) -> None:
    file = path / _WEIGHTS
    if file.is_file():
        if not is_whole(file):
            raise RenderError(f"{_WEIGHTS} is damaged or not all there", where=at, do="Download it again")
        return
    if any(any(path.glob(pattern)) for pattern in PICKLED):
        do = "Take the model's safetensors, or convert them where you trust whoever made them"
        raise RenderError("its weights are pickled, which can run code when loaded", where=at, do=do)
    raise RenderError(f"there are no weights ({_WEIGHTS}) in it", where=at, do=_AGAIN)


def _unit(told: Any) -> Vectors:
    """What a model told, as vectors of length one; it tells a tensor, or one among other things."""
    rows = getattr(told, "pooler_output", told)
    vectors = np.asarray(rows.float().cpu().numpy(), np.float32)
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12), np.float32)
