"""A model's eyes: pictures as a vision model of Qwen's line takes them.

Their pictures are cut into patches, and the prompt holds one token for every square of patches that the model merges
(Qwen2-VL, arXiv 2409.12191, section 2.1).  A picture of another line's models is not read here; a server does it.
"""

from __future__ import annotations

import base64
import binascii
import io
from collections.abc import Sequence
from typing import Any

from PIL import Image

from planner.llm.backends.folder import Folder

_MOST_PIXELS = 4096 * 4096


class Eyes:
    """How pictures reach a model: ``token`` stands for a piece of one, ``merged`` squared patches are one token."""

    def __init__(self, processor: Any, token: int, merged: int) -> None:
        self.token = token
        self._processor, self._merged = processor, merged

    def seen(self, picture: Image.Image) -> Any:
        """A picture as patches: ``pixel_values`` and ``image_grid_thw`` (1, 3)."""
        return self._processor(images=[picture], return_tensors="pt")

    def tokens(self, seen: Any) -> int:
        """How many tokens it takes in the prompt."""
        return int(seen["image_grid_thw"].prod()) // self._merged**2

    def together(self, shown: Sequence[Any], ids: Any, model: Any) -> dict[str, Any]:
        """What ``generate`` is given for a batch whose prompts are ``ids`` (rows, tokens)."""
        import torch

        return {
            "pixel_values": torch.cat([each["pixel_values"] for each in shown]).to(model.device, model.dtype),
            "image_grid_thw": torch.cat([each["image_grid_thw"] for each in shown]).to(model.device),
            "mm_token_type_ids": (ids == self.token).to(model.device, torch.int32),
        }


def eyes_of(folder: Folder, config: Any) -> Eyes | None:
    """The eyes of a model of Qwen's line; None for one that has none, or other ones."""
    from transformers import AutoImageProcessor

    token = getattr(config, "image_token_id", None)
    merged = getattr(getattr(config, "vision_config", None), "spatial_merge_size", None)
    if token is None or merged is None or not (folder.path / "preprocessor_config.json").is_file():
        return None
    try:
        # Built by itself: the whole processor wants torchvision, for films.
        processor = AutoImageProcessor.from_pretrained(
            str(folder.path), backend="pil", local_files_only=True, trust_remote_code=False
        )
        seen = processor(images=[Image.new("RGB", (64, 64))], return_tensors="pt")
    except (ImportError, OSError, TypeError, ValueError, KeyError):
        return None
    return Eyes(processor, int(token), int(merged)) if "image_grid_thw" in seen else None


def picture_of(text: str) -> Image.Image:
    """The PNG file that is in base64 in ``text``.  Raises ValueError where it is none, or too large to look at."""
    try:
        picture = Image.open(io.BytesIO(base64.b64decode(text, validate=True)), formats=("PNG",))
        if picture.width * picture.height > _MOST_PIXELS:
            raise ValueError(f"a picture of {picture.width} x {picture.height} is too large")
        return picture.convert("RGB")
    except (binascii.Error, OSError, Image.DecompressionBombError) as error:
        raise ValueError(f"a picture is no PNG file: {error}") from None
