"""Answers that cannot but keep their schema: which tokens may come next, row by row of a batch, by llguidance.

JSON is written without blanks: a model that may put any pads its answer until it is cut off.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Allowed = NDArray[np.bool_]
"""(rows, vocabulary): whether a token may come next."""


class Guides:
    """The grammar engine for one vocabulary.

    ``tokenizer`` is a transformers ``PreTrainedTokenizerFast``; ``vocabulary`` is how many scores the model gives;
    ``ends`` are the tokens that end an answer.  Raises ImportError without llguidance.
    """

    def __init__(self, tokenizer: Any, vocabulary: int, ends: Sequence[int]) -> None:
        from llguidance.hf import from_tokenizer

        self.vocabulary = vocabulary
        self._tokenizer = from_tokenizer(tokenizer, n_vocab=vocabulary, eos_token=list(ends))

    def guide(self, schema: dict[str, Any]) -> Guide:
        """A guide for one answer.  Raises ValueError for a schema that cannot be kept."""
        from llguidance import LLMatcher

        try:
            grammar = LLMatcher.grammar_from_json_schema(
                json.dumps(schema, ensure_ascii=False), overrides={"whitespace_flexible": False}
            )
            matcher = LLMatcher(self._tokenizer, grammar, log_level=0)
        except Exception as error:  # llguidance raises its own and ValueError, by version
            raise ValueError(str(error)) from None
        if matcher.is_error():
            raise ValueError(matcher.get_error())
        return Guide(matcher)

    def allowed(self, guides: Sequence[Guide | None]) -> Allowed:
        """What may come next in each row; everything where a row has no guide or has ended."""
        from llguidance.numpy import allocate_token_bitmask, fill_next_token_bitmask

        bits = allocate_token_bitmask(len(guides), self.vocabulary)
        for row, guide in enumerate(guides):
            if guide is not None and not guide.ended:
                fill_next_token_bitmask(guide.matcher, bits, row)
        return np.unpackbits(bits.view(np.uint8), axis=1, bitorder="little")[:, : self.vocabulary].astype(np.bool_)


class Guide:
    """How far one answer has come in its grammar."""

    def __init__(self, matcher: Any) -> None:
        self.matcher = matcher
        self.ended = False
        """Whether the answer is whole: nothing may follow."""

    def take(self, token: int) -> bool:
        """The answer goes on with a token; False for one that its grammar does not know there."""
        if self.ended:
            return True
        taken = bool(self.matcher.consume_token(token))
        self.ended = bool(self.matcher.is_stopped())
        return taken
