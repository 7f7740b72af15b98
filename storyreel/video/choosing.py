"""Which video model renders a reel, which image model draws its stills, and where they lie.

A folder of weights is found by a path: one that was typed is seen from the working directory, one in reel.yaml from the
reel's folder.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from film.errors import ProjectError, RenderError
from storyreel.video.settings import NONE, PREVIS

if TYPE_CHECKING:
    from renderer.generative.spec import Spec
    from storyreel.settings import Settings


def spec_of(text: str, where: str) -> Spec:
    """Who the words of ``renderer:`` name.  Raises ProjectError, naming ``where`` they stand."""
    from renderer.generative.spec import parse

    try:
        return parse(text, where)
    except RenderError as error:
        raise ProjectError(error.what, where=error.where, do=error.do) from None


def stills_spec_of(text: str, where: str) -> Spec | None:
    """Who draws stills by the words of ``stills:``; None for nobody.  Raises ProjectError likewise."""
    if text == NONE:
        return None
    spec = spec_of(text, where)
    if spec.kind != "diffusers":
        raise ProjectError(f"{text[:120]!r} draws no stills", where=where, do="Say none or diffusers:MODEL")
    return spec


def seen_from(text: str, folder: Path, where: str = "--renderer") -> str:
    """A renderer as typed, as a reel in ``folder`` writes it down.  Raises ProjectError for words that name none."""
    spec = spec_of(text, where)
    if not _is_path(spec, Path.cwd()):
        return str(spec)
    return str(spec._replace(at=os.path.relpath(Path(spec.at).expanduser().absolute(), folder)))


def placed(spec: Spec, folder: Path) -> Spec:
    """The spec with its path whole, seen from ``folder``."""
    return spec._replace(at=_at(spec, folder)) if _is_path(spec, folder) else spec


def renderer_of(settings: Settings, folder: Path) -> Spec | None:
    """The video model of a reel in ``folder``; None where the previs is the film.  Raises ProjectError."""
    if settings.renderer == PREVIS:
        return None
    return placed(spec_of(settings.renderer, "renderer"), folder)


def stills_of(settings: Settings, folder: Path) -> Spec | None:
    """The image model of a reel in ``folder``; None for none.  Raises ProjectError."""
    spec = stills_spec_of(settings.stills, "stills")
    return None if spec is None else placed(spec, folder)


def judge_of(settings: Settings, folder: Path) -> str:
    """The model that looks at the takes of a reel in ``folder``, its path whole; "" for none."""
    return "" if settings.judge == NONE else _whole(settings.judge, folder)


def _whole(at: str, folder: Path) -> str:
    there = folder / Path(at).expanduser()
    return os.path.normpath(there) if at.startswith((".", "~", "/")) or there.exists() else at


def _is_path(spec: Spec, folder: Path) -> bool:
    """What names a place on the disk, and no published model (``Wan-AI/Wan2.1-VACE-1.3B-diffusers``)."""
    if spec.kind != "diffusers":
        return False
    return spec.at.startswith((".", "~", "/")) or Path(_at(spec, folder)).exists()


def _at(spec: Spec, folder: Path) -> str:
    """Where a path leads from a folder, which need not be there yet."""
    return os.path.normpath(folder / Path(spec.at).expanduser())
