"""What became of the questions about a script, and answers as they are kept."""

from __future__ import annotations

from film.base import Model
from planner.llm.seam import Usage


class Item(Model):
    """One question and what became of it: ``why`` it is left to rules ("" where the model's answer is used)."""

    name: str
    why: str = ""
    problems: tuple[str, ...] = ()
    asked: int = 0
    usage: Usage = Usage()
    seconds: float = 0.0


class Read(Model):
    """An answer in force: ``source`` is the digest of what the question was about; when that changes it is void."""

    source: str
