"""Where the time of a video model goes: a stopwatch in the parts of a model, whoever calls them."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any


class Stopwatch:
    """Seconds of each part by name.

    On CUDA a part's time is that between two events in its own stream, so that watching makes nobody wait; where parts
    run beside each other their seconds add up to more than the wall's.
    """

    def __init__(self, cuda: bool) -> None:
        self._cuda = cuda
        self._marks: dict[str, list[tuple[Any, Any]]] = defaultdict(list)

    @contextmanager
    def running(self, part: str) -> Iterator[None]:
        """That part runs meanwhile."""
        begin = self._now()
        try:
            yield
        finally:
            self._marks[part].append((begin, self._now()))

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Every encoding of words, step and decoding meanwhile is timed, in this thread or another."""
        from diffusers import AutoencoderKLWan, WanTransformer3DModel
        from transformers import UMT5EncoderModel

        watched = (
            (UMT5EncoderModel, "forward", "text"),
            (WanTransformer3DModel, "forward", "denoise"),
            (AutoencoderKLWan, "decode", "decode"),
        )
        before = [getattr(kind, method) for kind, method, _ in watched]
        try:
            for kind, method, part in watched:
                setattr(kind, method, self._timed(getattr(kind, method), part))
            yield
        finally:
            for (kind, method, _), own in zip(watched, before, strict=True):
                setattr(kind, method, own)

    def seconds(self) -> dict[str, float]:
        """Of each part so far; waits until the device has done what it was asked."""
        if self._cuda:
            import torch

            torch.cuda.synchronize()
        return {part: round(sum(map(self._between, marks)), 4) for part, marks in sorted(self._marks.items())}

    def _timed(self, method: Callable[..., Any], part: str) -> Callable[..., Any]:
        @wraps(method)
        def timed(*given: Any, **named: Any) -> Any:
            with self.running(part):
                return method(*given, **named)

        return timed

    def _now(self) -> Any:
        if not self._cuda:
            return time.perf_counter()
        import torch

        event = torch.cuda.Event(enable_timing=True)
        event.record()
        return event

    def _between(self, mark: tuple[Any, Any]) -> float:
        begin, end = mark
        return float(begin.elapsed_time(end)) / 1000 if self._cuda else float(end - begin)
