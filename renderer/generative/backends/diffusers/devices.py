"""Devices: which there are, how much they have to spare, and giving memory back."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any

from film.errors import RenderError

_OUT = ("out of memory", "can't allocate memory", "not enough memory", "cuda error: out of memory")
_NEEDED = ("torch", "diffusers", "transformers", "accelerate")


class UnloadableError(RenderError):
    """The model's files do not go together: nothing can be made with it."""


@contextmanager
def loading(what: str, name: str) -> Iterator[None]:
    """Whatever the libraries say of files that do not fit each other, in one line; memory that is short stays that."""
    try:
        yield
    except Exception as error:
        if is_out_of_memory(error):
            raise
        said = " ".join(str(error).split())[:200]
        do = "Download the model again, or bring diffusers and transformers up to date"
        raise UnloadableError(f"{what} cannot be loaded: {said}", where=name, do=do) from error


def is_out_of_memory(error: BaseException) -> bool:
    """Whether memory was short: the device's, or this machine's (torch tells that as a RuntimeError)."""
    import torch

    if isinstance(error, torch.OutOfMemoryError | MemoryError):
        return True
    return isinstance(error, RuntimeError) and any(each in str(error).lower() for each in _OUT)


def free(device: Any) -> None:
    """Gives back what nobody holds any more."""
    import torch

    gc.collect()
    if device.type == "cuda":
        torch.cuda.empty_cache()
    elif device.type == "mps":
        torch.mps.empty_cache()


def libraries(where: str) -> None:
    """Raises RenderError where a library that runs video models is not installed."""
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        what = f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} not installed"
        raise RenderError(what, where=where, do="pip install 'storyreel[video]'")


def device_of(named: str, where: str) -> Any:
    """The torch.device that "auto", "cuda", "cuda:N", "mps" or "cpu" names.

    Raises RenderError where there is none such, and for "auto" where there is no accelerator: on a processor a shot
    takes hours, which nobody should begin without having said so.
    """
    import torch

    counts = {"cuda": torch.cuda.device_count(), "mps": int(torch.backends.mps.is_available()), "cpu": 1}
    if named == "auto":
        found = next((name for name in ("cuda", "mps") if counts[name]), None)
        if found is None:
            do = "Run it where there is one, name a server (videos:URL), or say --video-device cpu if it may take hours"
            raise RenderError("there is no accelerator for a video model on this machine", where=where, do=do)
        return torch.device(found)
    kind, _, number = named.partition(":")
    if int(number or 0) >= counts[kind]:
        has = f"it has {counts[kind]}" if counts[kind] else "it has none"
        raise RenderError(f"there is no {named} on this machine ({has})", where=where, do="Say auto, or another device")
    return torch.device(named)


def named(device: Any) -> str:
    """What the device is called, for whoever reads what a take was made on."""
    import platform

    import torch

    if device.type == "cuda":
        return str(torch.cuda.get_device_name(device))
    return f"{device.type} ({platform.processor() or platform.machine()})"


def finished(device: Any) -> None:
    """Waits until the device has done what this thread asked of it."""
    import torch

    if device.type == "cuda":
        torch.cuda.current_stream(device).synchronize()
    elif device.type == "mps":
        torch.mps.synchronize()


def quiet() -> None:
    """Progress and trouble are told by whoever called us, not by the libraries."""
    import diffusers
    import transformers

    for library in (diffusers, transformers):
        library.utils.logging.disable_progress_bar()
        library.utils.logging.set_verbosity_error()
