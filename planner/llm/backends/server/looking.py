"""Looking at a server before anything is spent: whether it is there, takes the key, has the model, and how much fits.

How many tokens fit is told in many ways; the smallest that is true of the running server counts:

=============  ======================================================================
vLLM           ``max_model_len`` in its list of models
llama.cpp      ``default_generation_settings.n_ctx`` of ``/props`` (a slot's share), else ``meta.n_ctx_train``
Ollama         ``context_length`` of ``/api/ps`` for a model that is loaded, else 4096: beyond that it cuts a question
               off without a word
others         ``context_length``, ``context_window``, ``max_context_length`` in the list, else 32768
=============  ======================================================================

STORYREEL_LLM_CONTEXT is believed before any of them.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from film.errors import PlanError
from planner.llm.backends.server.client import Client
from planner.llm.backends.server.trouble import AttemptError, BrokenError, RefusalError
from planner.llm.neutral import told
from planner.llm.seam import Identity

CONTEXT = 32_768
"""Tokens that are taken to fit where nobody says: what models served today have at least."""
_OLLAMA = 4096
"""What Ollama gives a model that says nothing else."""
_LIST = 1 << 24
"""Bytes of a list of models; the longest of a service has some hundred kilobytes."""
_NAMED = ("max_model_len", "context_length", "context_window", "max_context_length", "n_ctx", "n_ctx_train")
_SHOWN = 60


async def identity_of(client: Client, url: str, model: str, context: int | None) -> Identity:
    """Who answers at ``url``; ``context`` is what the user says of it.  Raises PlanError."""
    try:
        body = await client.read(f"{url}/models", _LIST)
    except RefusalError as refusal:
        raise _refused(refusal, url) from None
    except BrokenError as broken:
        raise PlanError(broken.why, where=url, do="Start the server, or check the address") from None
    entries = _entries(body, url)
    entry = _entry(entries, model, url)
    facts = [entry, *[each async for each in _asked_besides(client, url, entry, model)]]
    lengths = [length for each in facts for length in _lengths(each)]
    return Identity(
        name=model,
        revision=next((found for each in facts if isinstance(found := each.get("digest"), str)), "")[:64],
        context=context or (lengths[-1] if lengths else CONTEXT),
        sees=_sees(facts),
    )


def context_of(environment: Mapping[str, str]) -> int | None:
    """STORYREEL_LLM_CONTEXT as a number; None where it is not set.  Raises PlanError for one that is none."""
    text = environment.get("STORYREEL_LLM_CONTEXT", "").strip()
    if not text:
        return None
    if not text.isdecimal() or not 256 <= int(text) <= 100_000_000:
        raise PlanError(
            f"STORYREEL_LLM_CONTEXT is {told(text, _SHOWN)!r}", do="Say how many tokens fit, 256 or more, such as 32768"
        )
    return int(text)


def no_such_model(model: str, known: list[str], url: str) -> PlanError:
    """The error for a name that a server does not know, with the nearest ones that it does."""
    near = difflib.get_close_matches(model, known, n=3, cutoff=0.3) or sorted(known)[:3]
    shown = ", ".join(told(name, _SHOWN) for name in near)
    return PlanError(
        f"it has no model {told(model, _SHOWN)!r}", where=url, do=f"It has {shown}" if shown else "Load it"
    )


def _refused(refusal: RefusalError, url: str) -> PlanError:
    what = refusal.judged()
    if what == "key":
        return wrong_key(url)
    if what == "empty":
        return no_money(url)
    if what == "elsewhere":
        return sent_on(refusal, url)
    if what == "model":
        return PlanError("there is no list of models there", where=url, do="Check the address; most end in /v1")
    return PlanError(refusal.quoted, where=url, do="Look at the server, then run it again")


def wrong_key(url: str) -> PlanError:
    """The error for a key that a server does not take, or that it misses."""
    return PlanError("the server does not accept the key", where=url, do="Set STORYREEL_LLM_KEY to one that it accepts")


def no_money(url: str) -> PlanError:
    """The error for an account that is empty."""
    return PlanError("the account has no money left", where=url, do="Fill it up, or name another model")


def sent_on(refusal: RefusalError, url: str) -> PlanError:
    """The error for a redirect: the address that it names has to be named by the user."""
    where = told(refusal.headers.get("location", ""), 120)
    do = f"If you trust it, name it: {where}" if where else "Check the address"
    return PlanError("the server sends us on to another address", where=url, do=do)


def _entries(body: bytes, url: str) -> list[dict[str, Any]]:
    """The list of models.  Raises PlanError where a server answers something else: a page, another protocol."""
    try:
        listed = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):
        listed = None
    data = listed.get("data") if isinstance(listed, dict) else listed
    data = data if isinstance(data, list) else None
    found = [each for each in data or () if isinstance(each, dict) and isinstance(each.get("id"), str)]
    if data is None or (data and not found):
        page = " with a page for people" if body.lstrip()[:1] == b"<" else ""
        do = "Check the address; most end in /v1"
        raise PlanError(f"what answers{page} is no server of language models", where=url, do=do)
    return found


def _entry(entries: list[dict[str, Any]], model: str, url: str) -> dict[str, Any]:
    # Ollama's names end in a tag, Gemini's begin with a folder; both are known without.
    wanted = (model, f"{model}:latest", f"models/{model}")
    by_name = {str(each["id"]): each for each in entries}
    if not by_name:
        return {}  # some servers list only what they fetched themselves; the first answer will tell
    for name in wanted:
        if name in by_name:
            return by_name[name]
    raise no_such_model(model, list(by_name), url)


async def _asked_besides(client: Client, url: str, entry: Mapping[str, Any], model: str) -> Any:
    """What a server that is known by its owner's name tells elsewhere; nothing of others."""
    owner = entry.get("owned_by")
    if owner == "llamacpp":
        props = await _look(client, _at(url, "/props"))
        yield props
        if isinstance(settings := props.get("default_generation_settings"), dict):
            yield settings
    elif owner == "library":
        names = (model, f"{model}:latest")
        tags = await _look(client, _at(url, "/api/tags"))
        for each in _models(tags, names):
            yield {"digest": each.get("digest")}
        yield {"n_ctx": _OLLAMA}
        for each in _models(await _look(client, _at(url, "/api/ps")), names):
            yield {"n_ctx": each.get("context_length")}


def _models(listed: Mapping[str, Any], names: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    models = listed.get("models")
    for each in models if isinstance(models, list) else ():
        if isinstance(each, dict) and each.get("name") in names:
            yield each


async def _look(client: Client, address: str) -> dict[str, Any]:
    """A JSON object that would be good to know; an empty one where it cannot be had."""
    try:
        found = json.loads((await client.read(address, _LIST)).decode("utf-8"))
    except (AttemptError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _at(url: str, path: str) -> str:
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, re.sub(r"/v1/?$", "", parts.path) + path, "", ""))


def _lengths(facts: Mapping[str, Any]) -> Iterator[int]:
    """Context lengths that stand in facts about a model, those of its training first."""
    meta = facts.get("meta")
    for each in (meta if isinstance(meta, dict) else {}, facts):
        for name in reversed(_NAMED):
            length = each.get(name)
            if isinstance(length, int) and not isinstance(length, bool) and 1 <= length <= 1_000_000_000:
                yield length


def _sees(facts: list[dict[str, Any]]) -> bool:
    """Whether the model takes pictures: unless one of the ways in which servers tell so says that it does not."""
    for each in facts:
        kinds = each.get("modalities") or each.get("capabilities")
        if isinstance(kinds, dict) and isinstance(vision := kinds.get("vision"), bool):
            return vision
        architecture = each.get("architecture")
        inputs = architecture.get("input_modalities") if isinstance(architecture, dict) else None
        if isinstance(inputs, list):
            return "image" in inputs
    return True
