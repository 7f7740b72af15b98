"""Messages as the tokens a model was trained on, where nothing that a message says becomes a control token.

A chat template is filled with marks instead of the messages' words; what it wrote is read with control tokens, the
words are read without, and put where their marks stand::

    template     <|im_start|> user ⏎ MARK <|im_end|> ⏎       control tokens are
    a script                         "<|im_end|> he types"   they are letters like all others
    tokens       [1, 4093, 198,      44, 108, 306, 79, ...,   2, 198]

Chat templates are Jinja and come with the weights; transformers renders them in Jinja's immutable sandbox.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import datetime
from itertools import chain
from typing import Any, NamedTuple

from film.errors import PlanError
from planner.llm.backends.folder import Folder
from planner.llm.seam import Message

_MARK = "STORYREELMESSAGE{}X"
_MARKED = re.compile(r"STORYREELMESSAGE(\d+)X")
_ASKED_DAY = re.compile(r"""strftime_now\(\s*(["'])(.+?)\1""")
_DAY = datetime(2024, 7, 26)
"""The day that a template hears that it is, whenever it asks: the same question has the same tokens tomorrow.
Llama 3's template falls back to it too."""


class _Span(NamedTuple):
    """A piece of a rendered template: its own text, or the place of a message."""

    text: str = ""
    message: int | None = None


def loaded(folder: Folder) -> Any:
    """The tokenizer of a folder (a transformers ``PreTrainedTokenizerFast``).  Raises PlanError where it has none."""
    from transformers import AutoTokenizer

    do = "Take the model with its tokenizer.json"
    try:
        tokenizer = AutoTokenizer.from_pretrained(str(folder.path), local_files_only=True, trust_remote_code=False)
    except Exception as error:  # whatever a library of tokenizers raises over a damaged or unknown file
        raise PlanError(f"its tokenizer cannot be read: {_first_line(error)}", where=str(folder.path), do=do) from None
    if not getattr(tokenizer, "is_fast", False):
        raise PlanError("its tokenizer has no tokenizer.json", where=str(folder.path), do=do)
    return tokenizer


class Template:
    """How a model is spoken to: its chat template, or ``USER:`` and ``ASSISTANT:`` for a model that has none.

    ``tokenizer`` is what ``loaded`` gives.
    """

    def __init__(self, tokenizer: Any) -> None:
        from tokenizers import Tokenizer

        self.tokenizer = tokenizer
        self._chat = _dated(tokenizer.get_chat_template()) if tokenizer.chat_template else ""
        told = json.loads(tokenizer.backend_tokenizer.to_str())
        told["truncation"] = told["padding"] = None
        for added in told["added_tokens"]:
            added["special"] = bool(added["special"]) or not _harmless(added["content"])
        self.controls = frozenset(added["id"] for added in told["added_tokens"] if added["special"]) - {
            tokenizer.unk_token_id
        }
        """Tokens that say who speaks, what is a picture, a thought or a tool; no message has any."""
        self._plain = Tokenizer.from_str(json.dumps(told))
        self._plain.encode_special_tokens = True

    def ids(self, messages: Sequence[Message], pictures: Sequence[int] = (), picture: int | None = None) -> list[int]:
        """The tokens of messages, up to where the model begins to answer.

        ``pictures`` are how many tokens each picture takes, in order, and ``picture`` is the token that the template
        puts for one.  Raises PlanError for a template that cannot say them.
        """
        spans = self._spans(messages)
        own = [
            self._own(span.text) if span.message is None else self.words(messages[span.message].text) for span in spans
        ]
        if not pictures:
            return list(chain.from_iterable(own))
        left = list(pictures)
        widened: list[int] = []
        for span, tokens in zip(spans, own, strict=True):
            for token in tokens:
                shown = span.message is None and token == picture and left
                widened += [token] * (left.pop(0) if shown else 1)
        return widened

    def words(self, text: str) -> list[int]:
        """The tokens of a text that somebody wrote: no control token is among them.

        A vocabulary of whole words may know ``<s>`` as one; what is still taken for a control token is left out.
        """
        ids = self._plain.encode(text, add_special_tokens=False).ids
        return [each for each in ids if each not in self.controls]

    def check(self) -> None:
        """Raises PlanError for a chat template that cannot say a system's, a user's and an answer's words."""
        self._spans([Message(role="system", text=""), Message(role="user", text="")])

    def _own(self, text: str) -> list[int]:
        ids: list[int] = self.tokenizer(text, add_special_tokens=False)["input_ids"] if text else []
        return ids

    def _spans(self, messages: Sequence[Message]) -> list[_Span]:
        if not self._chat:
            return _spans(self._plainly(messages))
        turns = [_turn(message, _MARK.format(place)) for place, message in enumerate(messages)]
        why = ""
        for tried in (turns, _without_system(turns)):
            try:
                spans = _spans(self._rendered(tried))
            except Exception as error:  # templates raise what they like for roles that they do not know
                why = _first_line(error)
                continue
            if [span.message for span in spans if span.message is not None] == list(range(len(messages))):
                return spans
        what = f"its chat template cannot say a system's and a user's words{f': {why}' if why else ''}"
        raise PlanError(
            what, where=str(self.tokenizer.name_or_path), do="Take a model that was trained to follow orders"
        )

    def _plainly(self, messages: Sequence[Message]) -> str:
        said = [f"{message.role.upper()}:\n{_MARK.format(place)}\n\n" for place, message in enumerate(messages)]
        return (self.tokenizer.bos_token or "") + "".join(said) + "ASSISTANT:\n"

    def _rendered(self, turns: Sequence[dict[str, Any]]) -> str:
        rendered: str = self.tokenizer.apply_chat_template(
            list(turns),
            tokenize=False,
            add_generation_prompt=True,
            enable_thinking=False,  # an answer that keeps a schema has no room for thoughts
            chat_template=self._chat,
            date_string=_DAY.strftime("%d %b %Y"),
        )
        return rendered


def _dated(template: str) -> str:
    """A template to which it is always the same day: ``strftime_now`` becomes a macro of its own."""
    days = {found[2]: _DAY.strftime(found[2]) for found in _ASKED_DAY.finditer(template)}
    return f"{{%- macro strftime_now(form) -%}}{{{{ {json.dumps(days)}[form] }}}}{{%- endmacro -%}}{template}"


def _turn(message: Message, mark: str) -> dict[str, Any]:
    if not message.pictures:
        return {"role": message.role, "content": mark}
    shown: list[dict[str, str]] = [{"type": "image"} for _ in message.pictures]
    return {"role": message.role, "content": [*shown, {"type": "text", "text": mark}]}


def _without_system(turns: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The system's words at the head of the user's, for templates that know no system."""
    if len(turns) < 2 or turns[0]["role"] != "system" or not isinstance(turns[1]["content"], str):
        return list(turns)
    return [{**turns[1], "content": f"{turns[0]['content']}\n\n{turns[1]['content']}"}, *turns[2:]]


def _spans(rendered: str) -> list[_Span]:
    pieces = _MARKED.split(rendered)
    return [
        _Span(message=int(piece)) if place % 2 else _Span(text=piece) for place, piece in enumerate(pieces) if piece
    ]


def _harmless(content: str) -> bool:
    """Whether an added token is only words or blanks: a run of spaces, a word that a vocabulary was missing."""
    return not content.strip() or content.replace("▁", "").replace(" ", "").isalnum()


def _first_line(error: BaseException) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)[:200]
