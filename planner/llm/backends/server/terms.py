"""What a server takes: a request as it is sent, and the next plainer one where something in it is refused.

Servers differ in how far they follow OpenAI.  The first refusal that names a part of the request takes that part out,
for this request and all later ones; nothing is taken out that was not objected to.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import Any, Literal

from planner.llm.seam import Message, Request
from prompts import fill

Form = Literal["strict", "bare", "object", "words"]
"""How the form of an answer is asked for: its JSON Schema; that without the keywords that OpenAI's strict mode does
not take; some JSON object, the schema told in words; in words alone."""
_PLAINER: dict[Form, Form] = {"strict": "bare", "bare": "object", "object": "words"}
_LIMITS: dict[str, str] = {"max_tokens": "max_completion_tokens", "max_completion_tokens": ""}
_BARE = frozenset({"minLength", "maxLength", "minItems", "maxItems", "minimum", "maximum", "exclusiveMinimum",
                   "exclusiveMaximum", "multipleOf", "pattern", "format", "uniqueItems"})  # fmt: skip
_FORM = re.compile(
    r"response_format|json_schema|json_object|schema|grammar|structured|guided|\bm(?:in|ax)(?:items|length|imum)\b"
)
_SYSTEM = re.compile(r"system (?:role|message|prompt)|role.{0,20}system|roles must alternate|only user and assistant")


@dataclass(frozen=True)
class Terms:
    """What a server takes.

    ``limit`` is the name of the bound on an answer ("" where it takes none), ``told`` whether the schema is told in
    words besides, ``thought`` how many tokens a model would need for thinking on top of those for its answer.
    """

    form: Form = "strict"
    told: bool = False
    limit: str = "max_tokens"
    temperature: bool = True
    seed: bool = True
    usage: bool = True
    system: bool = True
    thought: int = 0

    def without(self, complaint: str) -> Terms | None:
        """The terms after a complaint, which is in lower case; None where it objects to nothing that can be left."""
        if self.usage and "stream_options" in complaint:
            return replace(self, usage=False)
        if self.limit and self.limit in complaint:
            return replace(self, limit=_LIMITS[self.limit])
        if self.temperature and "temperature" in complaint:
            return replace(self, temperature=False)
        if self.form != "words" and _FORM.search(complaint):
            return replace(self, form=_PLAINER[self.form])
        if self.seed and re.search(r"\bseed\b", complaint):
            return replace(self, seed=False)
        if self.system and _SYSTEM.search(complaint):
            return replace(self, system=False)
        return None


def sent(request: Request, model: str, terms: Terms, room: int = 0) -> dict[str, Any]:
    """The request as it is sent, with ``room`` tokens for thinking besides."""
    body: dict[str, Any] = {"model": model, "messages": _messages(request, terms), "stream": True}
    if terms.limit:
        body[terms.limit] = request.max_tokens + room
    if terms.temperature:
        body["temperature"] = request.temperature
    if terms.seed:
        body["seed"] = request.seed
    if terms.usage:
        body["stream_options"] = {"include_usage": True}
    if request.answer_schema is not None and terms.form != "words":
        body["response_format"] = _format(request.answer_schema, terms.form)
    return body


def _format(schema: dict[str, Any], form: Form) -> dict[str, Any]:
    if form == "object":
        return {"type": "json_object"}
    kept = schema if form == "strict" else _bare(schema)
    return {"type": "json_schema", "json_schema": {"name": "answer", "strict": True, "schema": kept}}


def _bare(node: Any, names: bool = False) -> Any:
    """A schema without the keywords that strict modes refuse; ``names`` where the keys are names of fields."""
    if isinstance(node, list):
        return [_bare(each) for each in node]
    if not isinstance(node, dict):
        return node
    return {
        key: _bare(value, key in ("properties", "$defs") and not names)
        for key, value in node.items()
        if names or key not in _BARE
    }


def _messages(request: Request, terms: Terms) -> list[dict[str, Any]]:
    messages = list(request.messages)
    if request.answer_schema is not None and (terms.told or terms.form in ("object", "words")):
        form = fill("form", schema=json.dumps(request.answer_schema, ensure_ascii=False))
        messages[0] = messages[0].but(text=f"{messages[0].text}\n\n{form}")
    if not terms.system and messages[0].role == "system" and len(messages) > 1:
        first, second, *rest = messages
        messages = [second.but(text=f"{first.text}\n\n{second.text}"), *rest]
    return [{"role": message.role, "content": _content(message)} for message in messages]


def _content(message: Message) -> str | list[dict[str, Any]]:
    if not message.pictures:
        return message.text
    urls = [f"data:image/png;base64,{picture}" for picture in message.pictures]
    seen: list[dict[str, Any]] = [{"type": "image_url", "image_url": {"url": url}} for url in urls]
    return [*seen, {"type": "text", "text": message.text}]
