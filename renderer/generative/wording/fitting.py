"""Parts of a prompt by how much they matter, fitted into the tokens that a model reads.

What a model's tokenizer cuts off is lost without a word, in the middle of a sentence and by where it stands, so the
least important parts are left out whole instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from film.errors import RenderError
from prompts.book import PromptBook
from renderer.generative.seam import Abilities, Text

Count = Callable[[str], int]


class Limits(NamedTuple):
    """What a model reads: so many tokens (0: nobody says), what is not wanted, words to be spoken."""

    tokens: int = 0
    negative: bool = False
    audio: bool = False

    @classmethod
    def of(cls, abilities: Abilities) -> Limits:
        """A video model's."""
        return cls(abilities.prompt_tokens, abilities.negative, abilities.audio)


class Part(NamedTuple):
    """Sentences for a hole of the template; of two parts the one with the lower ``rank`` matters more."""

    hole: str
    rank: float
    text: str


def fitted(
    template: str, parts: Iterable[Part], unwanted: Sequence[str], limits: Limits, prompts: PromptBook, count: Count
) -> Text:
    """The template filled with as many parts as fit, the least important left out first, of equals the later one.

    Raises RenderError where the template's own words alone are longer than the model reads.
    """
    told = [part for part in parts if part.text]
    order = sorted(range(len(told)), key=lambda index: (told[index].rank, index))
    holes = [hole for hole in prompts.holes(template) if hole != "unwanted"]
    for kept in range(len(order), -1, -1):
        values = dict.fromkeys(holes, "")
        for index in sorted(order[:kept]):
            hole, _, text = told[index]
            values[hole] = f"{values[hole]} {text}".lstrip()
        prompt = prompts.picture(template, **{**values, "unwanted": ""}).text
        if not limits.tokens or count(prompt) <= limits.tokens:
            return Text(prompt, _negative(template, values, unwanted, limits, prompts, count))
    raise RenderError(
        f"its own words are longer than the {limits.tokens} tokens that the model reads",
        where=f"prompts/{template}.txt",
        do="Write it shorter",
    )


def _negative(
    template: str, values: dict[str, str], unwanted: Sequence[str], limits: Limits, prompts: PromptBook, count: Count
) -> str:
    """What is not wanted, as many of it as fit; "" for a model that takes none."""
    if not limits.negative:
        return ""
    for kept in range(len(unwanted), -1, -1):
        told = prompts.picture(template, **{**values, "unwanted": ", ".join(unwanted[:kept])}).negative.strip(" ,")
        if not limits.tokens or count(told) <= limits.tokens:
            return told
    return ""
