"""Texts encoded once, for the whole queue, by an encoder that is then let go.

::

    texts ─▶ tokenizer, text encoder ─▶ embeddings on the CPU     5 to 60 GB of weights stay only this long
                                          │
                                          └ each text alone: what stands beside it changes no bit of it

An embedding is kept without its padding, which is put back when it is used: LTX-2's have 1024 rows of 188,160 numbers,
nearly all of them of padding.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from renderer.generative.backends.diffusers.devices import free, is_out_of_memory, loading, quiet

_MOST_TOKENS = {"WanPipeline": 512, "LTX2Pipeline": 1024}
"""Rows of an embedding: the pipelines' own ``max_sequence_length``."""
_LEFT = frozenset({"LTX2Pipeline"})
"""Where padding stands before the text."""


class Encoded(NamedTuple):
    """A text's embedding (1, tokens, width) without padding."""

    rows: Any


class Words(NamedTuple):
    """What a job is told: both texts encoded.  None where the pipeline encodes by itself."""

    prompt: Encoded | None = None
    negative: Encoded | None = None
    by: str = ""

    def told(self, guided: bool, like: Any) -> dict[str, Any]:
        """Arguments of a pipeline, in the numbers of the weights ``like``; what is not wanted only where the model is
        asked with it."""
        both = {"prompt": self.prompt, "negative_prompt": self.negative if guided else None}
        told: dict[str, Any] = {}
        for name, text in both.items():
            if text is not None:
                rows, mask = _padded(text.rows, self.by)
                told[f"{name}_embeds"] = rows.to(like.device, like.dtype)
                if self.by in _LEFT:
                    told[f"{name}_attention_mask"] = mask.to(like.device)
        return told


class Dictionary:
    """Texts and their embeddings.  ``by`` is the pipeline class that encodes them; ``device`` where."""

    def __init__(self, folder: Path, index: Mapping[str, Any], by: str, device: Any, dtype: Any) -> None:
        self._folder, self._index, self._by = folder, index, by
        self._device, self._dtype = device, dtype
        self._known: dict[str, Encoded] = {}

    def missing(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Those of the texts that are not encoded yet, in order, each once."""
        return tuple(dict.fromkeys(text for text in texts if text not in self._known))

    def learn(self, texts: Iterable[str]) -> None:
        """Encodes what is missing; on the CPU where the device has no room for the encoder."""
        missing = self.missing(texts)
        if not missing:
            return
        try:
            self._encode(missing, self._device)
            return
        except Exception as error:
            if self._device.type == "cpu" or not is_out_of_memory(error):
                raise
        import torch

        free(self._device)
        self._encode(missing, torch.device("cpu"))

    def words(self, prompt: str, negative: str) -> Words:
        """Both texts, learnt before."""
        return Words(self._known[prompt], self._known[negative], self._by)

    def _encode(self, texts: tuple[str, ...], device: Any) -> None:
        import torch

        pipe = self._encoder(device)
        try:
            with torch.no_grad():
                for text in texts:
                    if text not in self._known:
                        self._known[text] = Encoded(self._rows(pipe, text, device))
        finally:
            del pipe
            free(device)

    def _rows(self, pipe: Any, text: str, device: Any) -> Any:
        """Rows of the text alone, on the CPU.  Wan's pipelines give none of the mask, but zeros where padding was."""
        most = _MOST_TOKENS[self._by]
        told = pipe.encode_prompt(text, do_classifier_free_guidance=False, max_sequence_length=most, device=device)
        rows, second = told[0], told[1]
        if self._by in _LEFT:
            return rows[:, most - int(second.sum()) :].cpu().clone()
        held = int(rows[0].any(dim=-1).nonzero().max()) + 1 if rows.any() else 1
        return rows[:, :held].cpu().clone()

    def _encoder(self, device: Any) -> Any:
        import diffusers
        import transformers

        quiet()
        kind = getattr(diffusers, self._by)
        weights = {"dtype": self._dtype, "use_safetensors": True}
        with loading("its text encoder", self._folder.name):
            parts = {
                name: getattr(transformers, self._index[name][1]).from_pretrained(
                    self._folder / name, local_files_only=True, **more
                )
                for name, more in (("tokenizer", {}), ("text_encoder", weights))
            }
        parts["text_encoder"].eval().to(device)
        return kind(**dict.fromkeys(_expected(kind)) | parts)


def _expected(kind: Any) -> tuple[str, ...]:
    """Parts of a pipeline that have no default."""
    parameters = list(inspect.signature(kind.__init__).parameters.values())[1:]
    return tuple(each.name for each in parameters if each.default is inspect.Parameter.empty)


def _padded(rows: Any, by: str) -> tuple[Any, Any]:
    """The embedding with its padding, and which of its rows are of the text."""
    import torch

    most, held = _MOST_TOKENS[by], rows.shape[1]
    whole = rows.new_zeros((1, most, rows.shape[2]))
    mask = torch.zeros((1, most), dtype=torch.int64)
    place = slice(most - held, most) if by in _LEFT else slice(0, held)
    whole[:, place], mask[:, place] = rows, 1
    return whole, mask
