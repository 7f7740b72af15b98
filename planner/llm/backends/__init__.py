"""The language models that can be asked, one module a kind; each loads its library on its first use."""

from __future__ import annotations

from collections.abc import Mapping

from planner.llm.budget import Manners
from planner.llm.seam import LanguageModel
from planner.llm.spec import Spec


def opened(spec: Spec, manners: Manners, environment: Mapping[str, str]) -> LanguageModel | None:
    """The model that a spec names, not yet looked for (see ``ready``); None for ``none``.

    ``environment`` is where a server's key is taken from: STORYREEL_LLM_KEY, for OpenAI's own else OPENAI_API_KEY.
    """
    if spec.kind == "openai":
        from planner.llm.backends.server import Server

        return Server(spec.at, spec.model, manners, environment)
    if spec.kind == "transformers":
        from planner.llm.backends.weights import Weights

        return Weights(spec.at, manners)
    if spec.kind == "vllm":
        from planner.llm.backends.engine import Engine

        return Engine(spec.at, manners)
    if spec.kind == "replay":
        from planner.llm.backends.replay import Replay

        return Replay(spec.at)
    return None
