"""Which language model a command asks: what was typed, else what reel.yaml says, else the environment, else none.

A folder of weights and a file of answers are found by a path: one that was typed, or that the environment names, is
seen from the working directory, one in reel.yaml from the reel's folder.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from film.errors import PlanError, ProjectError

if TYPE_CHECKING:
    from planner.llm.budget import Manners
    from planner.llm.seam import LanguageModel
    from planner.llm.spec import Spec

AUTO = "auto"
"""What is configured, whatever that is."""
NONE = "none"
VARIABLE = "STORYREEL_LLM"
"""The environment's word for what reel.yaml leaves open."""


class Chosen(NamedTuple):
    """A model, or none (``kind``), with its path as it is opened; ``where`` is who named it, "" where nobody did."""

    spec: Spec
    where: str = ""


def language_model(
    said: str | None, configured: str, base: Path, manners: Manners, environment: Mapping[str, str] | None = None
) -> LanguageModel | None:
    """The model that a command asks, not yet looked for (call ``ready``); None where rules have to do.

    ``said`` is what ``--llm`` says (None or ``auto``: nothing), with paths from the working directory; ``configured``
    is ``llm:`` of reel.yaml (``auto`` where there is no reel), with paths from ``base``, the reel's folder.  Keys and
    STORYREEL_LLM are taken from ``environment``, the process's own where none is given.  Raises ProjectError for words
    that name no model.  Whoever asks it puts ``storyreel.llm.kept.Kept`` around it and closes it afterwards.
    """
    from planner.llm.backends import opened

    known = os.environ if environment is None else environment
    typed = None if said in (None, AUTO) else seen_from(str(said), base)
    chosen = choose(configured if typed is None else typed, base, known, "--llm" if typed else str(base / "reel.yaml"))
    return opened(chosen.spec, manners, known)


def choose(configured: str, folder: Path, environment: Mapping[str, str], where: str = "reel.yaml") -> Chosen:
    """The model that settings name, or the environment where they say ``auto``.  Raises ProjectError."""
    if configured != AUTO:
        return Chosen(_found(spec_of(configured, where), folder), where)
    if (named := environment.get(VARIABLE, "").strip()) not in ("", AUTO):
        return Chosen(_found(spec_of(named, VARIABLE), Path.cwd()), VARIABLE)
    return Chosen(spec_of(NONE, where))


def spec_of(text: str, where: str) -> Spec:
    """The model that words name.  Raises ProjectError, naming ``where`` they stand."""
    from planner.llm.spec import parse

    try:
        return parse(text, where)
    except PlanError as error:
        raise ProjectError(error.what, where=error.where, do=error.do) from None


def seen_from(text: str, folder: Path, where: str = "--llm") -> str:
    """A model as typed, as a reel in ``folder`` writes it down.  Raises ProjectError for words that name none."""
    spec = spec_of(text, where)
    if not _is_path(spec, Path.cwd()):
        return str(spec)
    return str(spec._replace(at=os.path.relpath(Path(spec.at).expanduser().absolute(), folder)))


def _found(spec: Spec, folder: Path) -> Spec:
    """The spec with its path whole."""
    if not _is_path(spec, folder):
        return spec
    return spec._replace(at=_at(spec, folder))


def _is_path(spec: Spec, folder: Path) -> bool:
    """What names a place on the disk.  Weights are a folder or the name of a published model (``Qwen/Qwen3-8B``)."""
    if spec.kind not in ("transformers", "vllm"):
        return spec.kind == "replay"
    return spec.at.startswith((".", "~", "/")) or Path(_at(spec, folder)).exists()


def _at(spec: Spec, folder: Path) -> str:
    """Where a path leads from a folder, which need not be there yet."""
    return os.path.normpath(folder / Path(spec.at).expanduser())
