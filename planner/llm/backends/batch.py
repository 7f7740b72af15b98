"""A batch of answers while transformers writes them: what each row may say next, and when it has ended.

``Batch.choose`` is given to ``generate`` as its logits processor and ``Batch.ended`` as its stopping criterion; rows
differ in schema, length, temperature and seed, and each has what it would have alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from planner.llm.backends.guidance import Guide, Guides
from planner.llm.seam import Completion, Finish, Request, Usage


@dataclass
class Row:
    """One request in a batch: ``place`` among all that were asked, ``ids`` its question's tokens, and its answer's.

    ``finish`` is None while it is written.  ``shown`` is what the model's eyes are given, picture by picture, and
    ``alike`` how many tokens of the question were read with another row's.
    """

    place: int
    request: Request
    ids: list[int] = field(default_factory=list)
    shown: list[Any] = field(default_factory=list)
    alike: int = 0
    guide: Guide | None = None
    random: Any = None
    tokens: list[int] = field(default_factory=list)
    finish: Finish | None = None
    why: str = ""

    def take(self, token: int, ends: frozenset[int]) -> None:
        """The next token of the answer."""
        self.tokens.append(token)
        if self.guide is not None and not self.guide.take(token):
            self.finish, self.why = "failed", "the model left the answer's form"
        elif token in ends or (self.guide is not None and self.guide.ended):
            self.finish = "stop"
        elif len(self.tokens) >= self.request.max_tokens:
            self.finish = "length"

    def fail(self, why: str) -> None:
        """Ends it without an answer, unless it has ended."""
        if self.finish is None:
            self.finish, self.why = "failed", why

    def completion(self, text: str, seconds: float) -> Completion:
        """The answer as the seam has it."""
        return Completion(
            text=text if self.finish != "failed" else "",
            finish=self.finish or "length",
            usage=Usage(input=len(self.ids), cached=self.alike, output=len(self.tokens)),
            seconds=seconds,
            why=self.why,
        )


class Batch:
    """Rows that are written together.

    ``ends`` are the tokens that end an answer; ``late`` says why time is up, or nothing while it is not.
    """

    def __init__(
        self, rows: Sequence[Row], guides: Guides, ends: frozenset[int], late: Callable[[], str] = lambda: ""
    ) -> None:
        import torch

        self.rows = rows
        self._guides, self._ends, self._late = guides, ends, late
        for row in rows:
            row.tokens, row.finish, row.why = [], None, ""
            row.random = torch.Generator().manual_seed(row.request.seed) if row.request.temperature else None
            schema = row.request.answer_schema
            row.guide = guides.guide(schema) if schema is not None else None

    def choose(self, _: Any, scores: Any) -> Any:
        """Scores (rows, vocabulary) with -inf for all that a row may not say; where it is drawn by lot, all but one."""
        import torch

        allowed = self._guides.allowed([row.guide if row.finish is None else None for row in self.rows])
        scores = scores.masked_fill(~torch.from_numpy(allowed).to(scores.device), -torch.inf)
        for place, row in enumerate(self.rows):
            if row.random is not None and row.finish is None:
                chances = torch.softmax(scores[place].float().cpu() / row.request.temperature, dim=-1)
                drawn = torch.multinomial(chances, 1, generator=row.random)
                scores[place] = torch.full_like(scores[place], -torch.inf)
                scores[place, drawn.item()] = 0.0
        return scores

    def ended(self, ids: Any, _: Any) -> Any:
        """Which rows have ended, after the newest token in ``ids`` (rows, tokens)."""
        import torch

        for row, token in zip(self.rows, ids[:, -1].tolist(), strict=True):
            if row.finish is None:
                row.take(token, self._ends)
        why = self._late()
        if why:
            self.fail(why)
        return torch.tensor([row.finish is not None for row in self.rows], device=ids.device)

    def fail(self, why: str) -> None:
        """Ends all rows that have not ended."""
        for row in self.rows:
            row.fail(why)
