"""Who answers at an address: whether a server of video models is there, takes the key, has the model, and which it is.

::

    GET /models  ─▶ the model's card: whose server, which weights, what it makes films of
    GET /videos  ─▶ whether films can be asked for at all; 405 where they are not listed
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple, get_args

from film.errors import RenderError
from film.names import digest
from renderer.generative.backends.videos.dialects import Dialect, Task, abilities_of, dialect_of, manners_of
from renderer.generative.backends.videos.trouble import BrokenError, RefusalError
from renderer.generative.backends.videos.wire import Wire
from renderer.generative.backends.videos.words import told
from renderer.generative.families import families, family_of
from renderer.generative.families.family import Family
from renderer.generative.seam import Identity, Need

_SHOWN = 60
_FACTS = ("root", "dit_precision", "vae_precision", "pipeline_class", "quantization")
"""What stands in a card and tells two models of one name apart."""
_DEVICES = 1024
_MANY = 1000
_NAME = 400


class Found(NamedTuple):
    """Who answers: the model, its name as the server has it, how that is spoken to, and on how many devices it
    runs."""

    identity: Identity
    model: str
    dialect: Dialect
    devices: int = 1


async def found_at(wire: Wire, model: str) -> Found:
    """Looks at a server.  Raises RenderError."""
    try:
        card = _card(await wire.read("/models"), model, wire.url)
        await _lists_films(wire)
    except RefusalError as refusal:
        raise refused(refusal, wire.url) from None
    except BrokenError as broken:
        raise nobody(broken, wire.url) from None
    return found_by(card, model or str(card["id"]))


def found_by(card: Mapping[str, Any], name: str) -> Found:
    """Who answers by a model's card."""
    family = served(card, name)
    dialect = dialect_of(_text(card, "owned_by"), family)
    task: Task = next((each for each in get_args(Task) if each == _text(card, "task_type")), "")
    manner, draft = manners_of(dialect, family)
    facts = {key: told(_text(card, key), 200) for key in _FACTS if _text(card, key) not in ("", name)}
    devices = card.get("num_gpus")
    many = isinstance(devices, int) and not isinstance(devices, bool) and 1 <= devices <= _DEVICES
    identity = Identity(
        name=told(name, 200),
        revision=digest(facts)[:16] if facts else "",
        family=family.name if family else "",
        abilities=abilities_of(dialect, family, task),
        needs=_needs(family, task),
        manner=manner,
        draft=draft,
    )
    return Found(identity, name, dialect, int(devices) if many else 1)  # type: ignore[arg-type]  # a number by now


def _needs(family: Family | None, task: Task) -> tuple[Need, ...]:
    """What a served model cannot do without: by its family, and by what its server was started for."""
    known = () if family is None else family.needs
    return known if task != "I2V" or "first" in known else ("first", *known)


def served(card: Mapping[str, Any], name: str) -> Family | None:
    """The family of a served model: the longest name of a published model that stands in its own or its weights', else
    the class of the pipeline that its server names.  Of two that are one model, the one that needs less."""
    ours = [_letters(each) for each in (name, _text(card, "root"))]
    known = [
        (len(letters), -len(family.needs), family)
        for family in sorted(families(), key=lambda family: family.name)
        for each in family.models
        if (letters := _letters(each.rpartition("/")[2])) and any(letters in served for served in ours)
    ]
    if known:
        return _closest(max(known, key=lambda one: one[:2])[2], name)
    return family_of({"_class_name": _text(card, "pipeline_class")}, {}, name)


def _closest(family: Family, name: str) -> Family:
    """Of a family and its kin, the one whose words are in the name: what somebody distilled keeps the model's name."""
    kin = [
        each for each in families() if each.name.startswith(family.name) and set(each.pipelines) & set(family.pipelines)
    ]
    named = [each for each in kin if any(word in name.lower() for word in each.named)]
    return max(named, key=lambda each: len(each.name), default=family)


def nobody(broken: BrokenError, url: str) -> RenderError:
    """The error for a server that cannot be reached."""
    return RenderError(broken.why, where=url, do="Start the server, or check the address")


def refused(refusal: RefusalError, url: str) -> RenderError:
    """The error for an answer after which nothing further can be asked."""
    judged = refusal.judged()
    if judged == "key":
        do = "Set STORYREEL_VIDEO_KEY to one that it accepts"
        return RenderError("the server does not accept the key", where=url, do=do)
    if judged == "empty":
        return RenderError("the account has no money left", where=url, do="Fill it up, or name another server")
    if judged == "elsewhere":
        where = told(refusal.headers.get("location", ""), 120)
        do = f"If you trust it, name it: {where}" if where else "Check the address"
        return RenderError("the server sends us on to another address", where=url, do=do)
    if judged == "absent":
        return RenderError(
            f"nobody makes videos there: {refusal.why}", where=url, do="Check the address; most end in /v1"
        )
    return RenderError(refusal.why, where=url, do="Look at the server, then run it again")


async def _lists_films(wire: Wire) -> None:
    """Raises AttemptError where no films can be asked for."""
    try:
        await wire.listed()
    except RefusalError as refusal:
        if refusal.status != 405:
            raise


def _card(body: bytes, model: str, url: str) -> dict[str, Any]:
    """What the server tells of the model.  Raises RenderError where it has none of that name, or is something else."""
    try:
        listed = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):
        listed = None
    data = listed.get("data") if isinstance(listed, dict) else listed
    data = data if isinstance(data, list) else None
    cards = {each["id"]: each for each in data or () if isinstance(each, dict) and isinstance(each.get("id"), str)}
    if data is None or (data and not cards):
        page = " with a page for people" if body.lstrip()[:1] == b"<" else ""
        do = "Check the address; most end in /v1"
        raise RenderError(f"what answers{page} is no server of video models", where=url, do=do)
    if model in cards:
        return cards[model]
    if not model and len(cards) == 1:
        return next(iter(cards.values()))
    near = difflib.get_close_matches(model, list(cards)[:_MANY], n=3, cutoff=0.3) or sorted(cards)[:3]
    shown = ", ".join(told(name, _SHOWN) for name in near)
    do = f"It has {shown}: name one behind #" if shown else "Load a model there"
    what = f"it has no model {told(model, _SHOWN)!r}" if model else f"it has {len(cards)} models, and none is named"
    raise RenderError(what, where=url, do=do)


def _text(card: Mapping[str, Any], key: str) -> str:
    value = card.get(key)
    return value if isinstance(value, str) else ""


def _letters(name: str) -> str:
    """A model's name as it is compared: without case, marks and the words that say only how it is kept."""
    return re.sub(r"[^0-9a-z]|diffusers", "", name[:_NAME].lower())
