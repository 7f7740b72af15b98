"""What transformers makes of a folder: its configuration, how much it takes, and the model on this machine's processor.

Nothing is downloaded, no code of the folder's is run, and weights are read from safetensors alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

from film.errors import PlanError
from planner.llm.backends.folder import Folder, offline
from planner.llm.seam import Completion

_CPU_MEMORY = 4 * 1024**3
"""Bytes for what a batch remembers of its text (keys and values) where there is no graphics card."""
_CARD_SHARE = 0.8
"""How much of a graphics card's memory is used, weights and all."""
_MOST_CONTEXT = 32_768
_PLAIN_CONTEXT = 2_048
"""Tokens, for a model that does not say."""


def library(install: str, *needed: str) -> None:
    """Looks whether all libraries are there, and makes transformers silent and offline.

    Raises PlanError that says how to ``install`` them, if one is missing.
    """
    missing = next((name for name in needed if find_spec(name) is None), None)
    if missing is not None:
        raise PlanError(f"{missing} is not installed", where="--llm", do=install)
    offline()
    import transformers

    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()


def config_of(folder: Folder) -> Any:
    """The configuration, with all that config.json leaves to its architecture.  Raises PlanError for an unknown one."""
    from transformers import AutoConfig

    try:
        config = AutoConfig.from_pretrained(str(folder.path), local_files_only=True, trust_remote_code=False)
    except Exception as error:  # an unknown architecture, numbers that cannot be, or one that wants its own code run
        raise unusable(folder, error) from None
    if _kind(config) is None:
        what = f"transformers knows no model that writes of the kind {config.model_type!r}"
        raise PlanError(what, where=str(folder.path), do="Take a language model")
    return config


def context_of(config: Any, tokenizer: Any) -> int:
    """Tokens that a question and its answer may have; more than 32768 are never asked, and cost memory."""
    told = getattr(config.get_text_config(), "max_position_embeddings", None) or _PLAIN_CONTEXT
    return int(min(told, _MOST_CONTEXT, max(1, tokenizer.model_max_length)))


def overlong(question: int, answer: int, context: int) -> Completion | None:
    """What to say of a question of so many tokens that does not fit with its answer; None where it does."""
    if question + answer <= context:
        return None
    why = f"a question of {question} tokens and {answer} to answer do not fit into the model's {context}"
    return Completion(finish="overlong", why=why)


def ends_of(folder: Folder, config: Any, tokenizer: Any) -> list[int]:
    """The tokens that end an answer, by whoever says one: configuration, generation's configuration, tokenizer.

    Raises PlanError where nobody does.
    """
    from transformers import GenerationConfig

    told = [getattr(config.get_text_config(), "eos_token_id", None), tokenizer.eos_token_id]
    if (folder.path / "generation_config.json").is_file():
        told.append(GenerationConfig.from_pretrained(str(folder.path), local_files_only=True).eos_token_id)
    ends = {end for each in told for end in ([each] if isinstance(each, int) else each or ())}
    if not ends:
        do = "Mend eos_token_id in its config.json"
        raise PlanError("it names no token that ends an answer", where=str(folder.path), do=do)
    return sorted(ends)


def model_of(folder: Folder, config: Any, ends: Sequence[int]) -> Any:
    """The model, ready to write answers that end with one of ``ends``.

    Raises PlanError where it does not fit or is not what its configuration says."""
    import torch
    from transformers import GenerationConfig

    device = _device()
    try:
        loaded = _kind(config).from_pretrained(
            str(folder.path),
            dtype=_dtype(device, config),
            local_files_only=True,
            trust_remote_code=False,
            use_safetensors=True,
        )
        model = loaded.to(device).eval()
    except torch.OutOfMemoryError:
        what = f"the model does not fit into the memory of {device}"
        raise PlanError(what, where=str(folder.path), do="Take a smaller one, or a server") from None
    except Exception as error:  # packed in a form whose library is missing, or tensors of other shapes
        raise unusable(folder, error) from None
    # Its own habits (penalties, beams, lots) would change answers in ways that nobody asked for.
    model.generation_config = GenerationConfig(eos_token_id=list(ends), pad_token_id=ends[0], use_cache=True)
    return model


def most_tokens(model: Any) -> int:
    """How many tokens a batch may have with its answers: each is remembered as keys and values in every layer."""
    import torch

    config = model.config.get_text_config()
    all_heads = getattr(config, "num_attention_heads", None) or 1  # some have none, and remember less
    heads = getattr(config, "num_key_value_heads", None) or all_heads
    size = getattr(config, "head_dim", None) or config.hidden_size // all_heads
    of_one = 2 * config.num_hidden_layers * heads * size * model.dtype.itemsize
    memory: float = _CPU_MEMORY
    if model.device.type == "cuda":
        card = torch.cuda.get_device_properties(model.device).total_memory
        memory = card * _CARD_SHARE - model.get_memory_footprint()
    return int(max(0.0, memory) // of_one)


def unusable(folder: Folder, error: Exception) -> PlanError:
    """What a library said over a model that it cannot load, in one line."""
    why = next(iter(str(error).strip().splitlines()), type(error).__name__)[:200]
    do = "Take a model that transformers knows by itself, as plain safetensors"
    return PlanError(f"the model cannot be loaded: {why}", where=str(folder.path), do=do)


def _kind(config: Any) -> Any:
    """The class of transformers that loads it; None where there is none."""
    from transformers import AutoModelForCausalLM, AutoModelForImageTextToText

    for kind in (AutoModelForImageTextToText, AutoModelForCausalLM):
        if type(config) in kind._model_mapping:
            return kind
    return None


def _device() -> str:
    import torch

    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def _dtype(device: str, config: Any) -> Any:
    """Two bytes a number wherever they do: on a card always, else where the weights are stored so."""
    import torch

    if device == "cuda":
        return torch.bfloat16 if torch.cuda.is_bf16_supported() else torch.float16
    stored = getattr(config.get_text_config(), "dtype", None) or getattr(config, "dtype", None)
    return torch.bfloat16 if stored in (torch.bfloat16, torch.float16) else torch.float32
