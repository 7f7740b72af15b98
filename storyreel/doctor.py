"""Whether this machine has what a film takes: a line a check, with what to do where something is missing."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from film.base import Model
from storyreel.llm.machine import language_models
from storyreel.machine import cold_cache, compiled_code, cores
from storyreel.stages import check_fonts, engine, voices
from storyreel.video.machine import video_models

_LOW_DISK = 2 << 30
_LOW_MEMORY = 2 << 30
_LANGUAGES = ("en", "es", "fr", "de", "it", "pt", "ja", "ko", "zh", "hi", "ar", "ru")


class Check(Model):
    """One thing looked at: ``well`` is False only for what a film cannot be made without."""

    name: str
    well: bool
    says: str


def examine(folder: Path) -> tuple[Check, ...]:
    """Every check; ``folder`` is where reels would be made.  Raises nothing: a check that breaks is not well."""
    checks: dict[str, Callable[[Path], tuple[bool, str]]] = {
        "python": _python,
        "cores": _cores,
        "memory": _memory,
        "disk": _disk,
        "ffmpeg": _ffmpeg,
        "fonts": _fonts,
        "voices": _voices,
        "compiled code": _compiled_code,
        "gpu": _gpu,
        "language model": _language_model,
        "video model": _video_model,
    }
    return tuple(_checked(name, check, folder) for name, check in checks.items())


def table(checks: tuple[Check, ...]) -> str:
    """The checks as text, one line each."""
    return "\n".join(_rows(checks))


def _rows(checks: tuple[Check, ...]) -> Iterator[str]:
    for check in checks:
        yield f"{'ok  ' if check.well else 'FAIL'}  {check.name:<14} {check.says}"
    yield "All well." if all(check.well for check in checks) else "Something a film needs is missing."


def _checked(name: str, check: Callable[[Path], tuple[bool, str]], folder: Path) -> Check:
    try:
        well, says = check(folder)
    except Exception as error:  # a check tells what is broken, whatever it is
        well, says = False, " ".join(f"{type(error).__name__}: {error}".split())
    return Check(name=name, well=well, says=says)


def _python(_: Path) -> tuple[bool, str]:
    return sys.version_info >= (3, 11), f"{platform.python_version()} on {platform.system()} {platform.machine()}"


def _cores(_: Path) -> tuple[bool, str]:
    return True, f"{cores()}: as many shots are rendered at a time"


def _memory(_: Path) -> tuple[bool, str]:
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return total >= _LOW_MEMORY, f"{total / 2**30:.1f} GiB"


def _disk(folder: Path) -> tuple[bool, str]:
    free = shutil.disk_usage(folder).free
    well = free >= _LOW_DISK and os.access(folder, os.W_OK)
    return well, f"{free / 2**30:.1f} GiB free in {folder}" + ("" if os.access(folder, os.W_OK) else ", not writable")


def _ffmpeg(_: Path) -> tuple[bool, str]:
    import imageio_ffmpeg

    program = imageio_ffmpeg.get_ffmpeg_exe()
    said = subprocess.run([program, "-hide_banner", "-version"], capture_output=True, text=True, timeout=20, check=True)
    return "libx264" in said.stdout, said.stdout.splitlines()[0].split(" Copyright")[0]


def _fonts(_: Path) -> tuple[bool, str]:
    return True, f"{check_fonts()} travel with the program"


def _voices(_: Path) -> tuple[bool, str]:
    backend = voices()
    spoken = [language for language in _LANGUAGES if backend.speaks(language)]
    return True, f"{backend.name}: {', '.join(spoken) or 'no language'}; lines in others are timed and captioned"


def _compiled_code(folder: Path) -> tuple[bool, str]:
    home = compiled_code(folder)
    state = "empty, the first shot takes a moment longer" if cold_cache(folder) else "filled"
    return True, f"{home}: {state}"


def _gpu(_: Path) -> tuple[bool, str]:
    drawn, says = engine()
    return True, f"{says} draws the shots" if drawn else f"none needed, the processor draws the shots: {says}"


def _video_model(folder: Path) -> tuple[bool, str]:
    return True, video_models(folder, os.environ)


def _language_model(folder: Path) -> tuple[bool, str]:
    return True, language_models(folder)
