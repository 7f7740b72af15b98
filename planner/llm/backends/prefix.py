"""What the questions of a batch begin with, read once for all of them.

::

    question 1   system  bible │ pad pad  scene 1          left of the line: read once, remembered for every row
    question 2   system  bible │ scene 2 ...               right of it: read row by row, padded to one length
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

_LEAST = 32
"""Tokens; fewer are not worth a reading of their own."""


def shared(questions: Sequence[Sequence[int]]) -> int:
    """How many tokens questions begin with alike; at least one of each is left over.

    >>> shared([[1, 2, 3, 4], [1, 2, 3], [1, 2, 5]])
    2
    """
    first = questions[0]
    most = min(len(each) for each in questions) - 1
    return next((place for place in range(most) if any(each[place] != first[place] for each in questions)), most)


def remembered(model: Any, questions: Sequence[Sequence[int]]) -> tuple[int, Any]:
    """How many tokens are read for all rows, and what the model remembers of them (a ``DynamicCache``).

    Nothing is (0, None) where it is not worth it, and where a model's layers look back over a bounded stretch or keep
    something else than keys and values: the padding behind the shared words would stand in that stretch.
    """
    import torch
    from transformers.cache_utils import DynamicCache, DynamicLayer

    length = shared(questions)
    if len(questions) < 2 or length < _LEAST:
        return 0, None
    cache = DynamicCache(config=model.config)
    if any(type(layer) is not DynamicLayer for layer in cache.layers):
        return 0, None
    begin = torch.tensor([list(questions[0][:length])], device=model.device)
    model.get_decoder()(input_ids=begin, past_key_values=cache, use_cache=True)
    cache.batch_repeat_interleave(len(questions))
    return length, cache
