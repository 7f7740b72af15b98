"""What a language model proposed, and what the planner made of it."""

from __future__ import annotations

from typing import Literal

from film.base import Model

ProposalKind = Literal[
    "presence", "time", "beat", "action", "position", "feeling", "prop", "wardrobe", "sound", "music", "sheet", "place",
    "shot",
]  # fmt: skip
Verdict = Literal["taken", "adjusted", "refused"]
"""``adjusted``: the sense was kept and the form changed, so that the rules of the craft hold."""


class Proposal(Model):
    """One thing that a model proposed, in words, at a line of the script, and why it was adjusted or refused."""

    kind: ProposalKind
    text: str
    line: int | None = None
    verdict: Verdict = "taken"
    why: str = ""
