"""WAV files: whatever make is read, a disk that refuses is one line."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import scipy.io.wavfile

from assembler.sound.samples import RATE, read_mono, resampled, write_mono
from film.errors import CutError


def test_a_wav_of_any_make_is_read(tmp_path: Path) -> None:
    tone = np.sin(np.arange(22050) / 20)
    for name, data in {
        "u8": ((tone * 100) + 128).astype(np.uint8),
        "i16": (tone * 30000).astype(np.int16),
        "i32": (tone * 2e9).astype(np.int32),
        "f32": tone.astype(np.float32),
        "stereo": np.stack([tone, tone], axis=1).astype(np.float32),
    }.items():
        scipy.io.wavfile.write(tmp_path / name, 22050, data)
        sound = read_mono(tmp_path / name)
        assert abs(len(sound) - RATE) <= 1
        assert 0.7 < np.abs(sound).max() < 1.05
    assert len(resampled(np.zeros(0, np.float32), 24000)) == 0


def test_a_full_disk_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(CutError, match="cannot be written"):
        write_mono(tmp_path / "no" / "line.wav", np.zeros(10, np.float32))
    if Path("/dev/full").exists():
        with pytest.raises(CutError, match="cannot be written"):
            write_mono(Path("/dev/full"), np.zeros(1 << 16, np.float32))
