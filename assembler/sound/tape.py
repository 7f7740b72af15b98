"""A long recording made in passing: sounds are laid over each other and what is finished goes to the file."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

import numpy as np

from assembler.sound.samples import Stereo

_ROOM = 1 << 20


class Tape:
    """Stereo float32 on disk, ``samples`` long.  Sounds must come in the order of their starts.

    ::

        on disk            | held in memory |   not yet
        ###################|~~~~~~~~~~~~~~~~|
                         played          furthest sound so far
    """

    def __init__(self, path: Path, samples: int) -> None:
        self._file = path.open("wb")
        self._samples = samples
        self._played = 0
        self._held = np.zeros((0, 2), np.float32)

    def __enter__(self) -> Tape:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._play_to(self._samples)
        finally:
            self._file.close()

    def lay(self, sound: Stereo, at: int) -> None:
        """Add the sound from sample ``at``; what lies outside the tape is left out."""
        first = max(at, 0)
        sound = sound[first - at : max(first - at, self._samples - at)]
        self._play_to(min(first, self._samples))
        end = first + len(sound) - self._played
        if end > len(self._held):
            grown = np.zeros((end, 2), np.float32)
            grown[: len(self._held)] = self._held
            self._held = grown
        start = first - self._played
        self._held[start : start + len(sound)] += sound

    def _play_to(self, sample: int) -> None:
        while self._played < sample:
            count = min(sample - self._played, _ROOM)
            ready = self._held[:count]
            self._file.write(np.ascontiguousarray(ready, "<f4").tobytes())
            self._file.write(bytes(8 * (count - len(ready))))
            self._held = self._held[count:]
            self._played += count
        self._held = self._held.copy()


def recorded(path: Path) -> Stereo:
    """The tape's sound, shape (n, 2), read from disk as it is used."""
    if not path.stat().st_size:
        return np.zeros((0, 2), np.float32)
    return np.memmap(path, dtype="<f4", mode="r").reshape(-1, 2)
