"""The model that writes a text: there has to be one, and what it answered before is not asked again."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from film.errors import ProjectError
from storyreel.llm.choosing import language_model
from storyreel.llm.kept import Answers, Kept

if TYPE_CHECKING:
    from storyreel.settings import Settings

_SPECS = "openai:URL#MODEL, vllm:MODEL, transformers:FOLDER or replay:FILE"


def asked_model(
    what: str, llm: str | None, configured: str, base: Path, answers: Path, settings: Settings | None = None
) -> Kept:
    """The model that ``--llm``, else a reel (``configured``, paths from ``base``), else the environment names.

    ``answers`` is where its answers are kept; ``what`` says what it is wanted for.  Raises ProjectError where no model
    is named.
    """
    from planner.llm.backends.replay import Replay
    from planner.llm.budget import Manners

    manners = settings.manners if settings is not None else Manners()
    found = language_model(llm, configured, base, manners, os.environ)
    if found is None:
        do = f"Say --llm {_SPECS}, or set STORYREEL_LLM"
        raise ProjectError(f"{what} takes a language model, and none is named", where="--llm", do=do)
    limit = settings.llm_limit if settings is not None else 0
    return Kept(found, None if isinstance(found, Replay) else Answers(answers), limit=limit)
