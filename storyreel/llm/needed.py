"""The model that a command cannot do without: there has to be one, and what it answered before is not asked again."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from film.errors import ProjectError
from storyreel.llm.choosing import language_model
from storyreel.llm.kept import Answers, Kept
from storyreel.llm.report import EstimateReport, Tokens, estimate_line

if TYPE_CHECKING:
    from planner.llm.seam import Request
    from storyreel.settings import Money, Settings

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


def foretold(model: Kept, requests: Sequence[Request], price: Money | None = None) -> str:
    """What asking will cost at most, each request once, in one line.  Raises PlanError where the model is not there."""
    from planner.llm.budget import Price, estimate, shown

    name = shown(model.ready())
    if model.file is None:
        return estimate_line(EstimateReport(model=name, questions=len(requests), recorded=True))
    asked = [request for request in requests if model.known(request) is None]
    found = estimate(asked, model, len(requests) - len(asked))
    tokens = Tokens(input=found.usage.input, cached=found.usage.cached, output=found.usage.output)
    cost = Price(input=price.input, output=price.output).of(found.usage) if price is not None else None
    return estimate_line(
        EstimateReport(model=name, questions=found.requests, answered=found.answered, usage=tokens, cost=cost)
    )
