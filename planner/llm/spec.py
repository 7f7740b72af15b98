"""Which language model: the words of ``--llm`` and of ``llm:`` in reel.yaml.

==========================  =====================================================================
``none``                    no model: rules alone
``openai:URL#model``        any server that speaks OpenAI's protocol (vLLM, Ollama, llama.cpp, a service)
``vllm:MODEL``              vLLM in this process
``transformers:PATH``       a folder of weights, by transformers
``replay:FILE``             answers that were given before
==========================  =====================================================================

``auto`` is not a model but a choice among what is configured; whoever knows the configuration makes it.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, cast, get_args

from film.address import address_of, shown
from film.errors import PlanError

Kind = Literal["none", "openai", "vllm", "transformers", "replay"]
_FORMS = "none, openai:URL#model, vllm:MODEL, transformers:PATH or replay:FILE"


class Spec(NamedTuple):
    """A model as it was asked for: ``at`` is the server's URL, the model's name or folder, or the file of answers.

    ``model`` is the name behind ``#``, which only a server has.
    """

    kind: Kind
    at: str = ""
    model: str = ""

    def __str__(self) -> str:
        return self.kind if not self.at else f"{self.kind}:{self.at}{'#' if self.model else ''}{self.model}"


def parse(text: str, where: str = "--llm") -> Spec:
    """The model that the words name.  Raises PlanError, naming ``where`` they stand, for words that name none.

    >>> parse("openai:http://localhost:8000/v1#qwen3").model
    'qwen3'
    """
    kind, _, rest = text.strip().partition(":")
    if kind not in get_args(Kind) or (kind == "none") == bool(rest.strip()) or not rest.isprintable():
        raise PlanError(f"{shown(text)} names no language model", where=where, do=f"Say {_FORMS}")
    known = cast(Kind, kind)
    if known == "openai":
        return _server(rest.strip(), where)
    return Spec(known, rest.strip())


def _server(text: str, where: str) -> Spec:
    do = "Say openai:http://localhost:8000/v1#MODEL; a key is taken from the environment, STORYREEL_LLM_KEY"
    try:
        url, model = address_of(text)
    except ValueError as error:
        raise PlanError(str(error), where=where, do=do) from None
    if not model:
        raise PlanError(f"{url} is a server without a model", where=where, do=do)
    return Spec("openai", url, model)
