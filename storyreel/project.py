"""The reel's folder: what lies where, which folder may be one, and who works in it now.

::

    night_bus.reel/
      reel.yaml                       settings
      cast/ places/ scenes/           sheets and scenes to read and edit
      prompts/                        a reel's own prompts, where there are any
      film.mp4 boards.pdf index.html report.json  boards/ captions/ edit/ stems/
      .storyreel/                     store, locks, a model's answers: safe to delete, costs only time (and their price)
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from film.errors import ProjectError
from film.names import slug
from film.style import Style
from storyreel.edits.writing import settle_writing
from storyreel.files import make_folder, refusals
from storyreel.llm import choosing
from storyreel.settings import Settings, move_script, read_settings, with_options, write_settings
from storyreel.store import Store
from storyreel.styles import seen_from, style_of
from storyreel.video import choosing as video

_SUFFIX = ".reel"
_LONGEST_NAME = 240
_PROBE_BYTES = 1 << 18
_PART = re.compile(r"\.(\d+)\.(?:part|link)|probe-(\d+)")


@dataclass(frozen=True)
class Reel:
    """A reel's folder, as an absolute path."""

    folder: Path

    @property
    def settings(self) -> Path:
        """Its settings file: a folder that has one is a reel."""
        return self.folder / "reel.yaml"

    @property
    def film(self) -> Path:
        """The film."""
        return self.folder / "film.mp4"

    @property
    def report(self) -> Path:
        """What the last run did."""
        return self.folder / "report.json"

    @property
    def private(self) -> Path:
        """What storyreel keeps for itself."""
        return self.folder / ".storyreel"

    @property
    def store(self) -> Store:
        """Finished work by recipe."""
        return Store(self.private)

    @property
    def exists(self) -> bool:
        """There is such a reel."""
        return self.settings.is_file()


@dataclass(frozen=True)
class Project:
    """What a command works on: the screenplay's file, the reel made from it, and its settings for this run."""

    script: Path
    reel: Reel
    settings: Settings

    @property
    def style(self) -> Style:
        """The director's hand that the settings name.  Raises ProjectError."""
        return style_of(self.settings.style, self.reel.folder)


def project_of(target: Path, out: Path | None, options: dict[str, Any]) -> Project:
    """The project that a SCRIPT or a REEL folder names.  Writes nothing.

    Raises ProjectError: no such file, a folder that is no reel, settings that do not hold.
    """
    if target.is_dir():
        return _of_reel(target, out, options)
    script = target.absolute()
    reel = Reel((out or _default_folder(script)).absolute())
    recorded = os.path.relpath(script, reel.folder)
    if not reel.exists:
        _refuse_strangers(reel.folder)
        return _project(script, reel, Settings(script=recorded), options)
    settings = read_settings(reel.settings)
    before = reel.folder / settings.script
    if before.exists() and not (script.exists() and before.samefile(script)):
        do = "Choose another folder with -o, or change script: in its reel.yaml"
        raise ProjectError(f"was made from another script, {settings.script}", where=reel.folder, do=do)
    return _project(script, reel, settings.but(script=recorded), options)


@contextmanager
def opened(project: Project) -> Iterator[Reel]:
    """Makes or opens the reel for this run alone, proves that it can be written, sweeps what a killed run left.

    Raises ProjectError when another run is at work in it or the disk refuses.
    """
    from filelock import FileLock, Timeout

    reel = project.reel
    _prove_writable(reel)
    lock = FileLock(reel.private / "lock")
    with refusals(reel.private):
        try:
            lock.acquire(timeout=0)
        except Timeout:
            do = "Wait for it to end, or make another reel with -o"
            raise ProjectError("another storyreel is at work on this reel", where=reel.folder, do=do) from None
    try:
        with refusals(reel.private):
            reel.store.sweep()
        _sweep_parts(reel)
        settle_writing(reel)
        _record(project)
        yield reel
    finally:
        with suppress(OSError):  # a worker's program may still be dying; the next run sweeps again
            reel.store.sweep()
        lock.release()


def _sweep_parts(reel: Reel) -> None:
    """Takes away files that a killed program was about to put in place; those of a program at work stay."""
    for folder, inside, names in os.walk(reel.folder):
        if Path(folder) == reel.private:
            inside.clear()
        for name in names:
            match = _PART.fullmatch(name)
            if match and not _alive(int(match[1] or match[2])):
                with suppress(OSError):
                    Path(folder, name).unlink()


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _record(project: Project) -> None:
    reel = project.reel
    if not reel.exists:
        write_settings(reel.settings, project.settings)
    elif read_settings(reel.settings).script != project.settings.script:
        move_script(reel.settings, project.settings.script)


def _of_reel(folder: Path, out: Path | None, options: dict[str, Any]) -> Project:
    reel = Reel(folder.absolute())
    if not reel.exists:
        raise ProjectError("is a folder, not a screenplay or a reel", where=folder, do="Name the script's file")
    if out is not None and out.absolute() != reel.folder:
        raise ProjectError("a reel is made in its own folder", where=folder, do="Leave -o away or name the script")
    settings = read_settings(reel.settings)
    script = Path(os.path.normpath(reel.folder / settings.script))
    if not script.is_file():
        do = "Change script: in this file, or run storyreel make SCRIPT -o with this folder"
        raise ProjectError(f"the screenplay {settings.script} is not there", where=reel.settings, do=do)
    return _project(script, reel, settings, options)


def _project(script: Path, reel: Reel, settings: Settings, options: dict[str, Any]) -> Project:
    """The settings with what was typed; a style or a model that cannot be is refused before anything is written."""
    if options.get("style") is not None:
        options = {**options, "style": seen_from(options["style"], reel.folder)}
    if options.get("llm") is not None:
        said = choosing.seen_from(options["llm"], reel.folder) if options["llm"] != choosing.AUTO else None
        options = {**options, "llm": said}
    if options.get("renderer") is not None:
        options = {**options, "renderer": video.seen_from(options["renderer"], reel.folder)}
    project = Project(script, reel, with_options(settings, options))
    style_of(project.settings.style, reel.folder, "--style" if options.get("style") else reel.settings)
    return project


def _default_folder(script: Path) -> Path:
    name = f"{script.stem}{_SUFFIX}"
    return Path.cwd() / (name if len(os.fsencode(name)) <= _LONGEST_NAME else f"{slug(script.stem)}{_SUFFIX}")


def _refuse_strangers(folder: Path) -> None:
    """A path that is taken by something else is left alone."""
    with refusals(folder):
        if folder.is_dir():
            if any(entry.name != ".storyreel" for entry in folder.iterdir()):
                raise ProjectError("is there already and is not a reel", where=folder, do="Choose another with -o")
        elif os.path.lexists(folder):
            raise ProjectError("is there already and is not a folder", where=folder, do="Choose another with -o")


def _prove_writable(reel: Reel) -> None:
    """Fails before any work is spent when the reel cannot be written; folders made for the proof go again."""
    made = [folder for folder in (reel.private, reel.folder, *reel.folder.parents) if not folder.exists()]
    probe = reel.private / f"probe-{os.getpid()}"
    try:
        make_folder(reel.private)
        with refusals(reel.folder):
            probe.write_bytes(bytes(_PROBE_BYTES))
    except ProjectError:
        for undo in (probe.unlink, *(folder.rmdir for folder in made)):
            with suppress(OSError):
                undo()
        raise
    probe.unlink()
