"""How far a job is, read from what servers say of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from renderer.generative.backends.videos.trouble import RefusalError, message_of, trouble_in
from renderer.generative.backends.videos.words import told
from renderer.generative.seam import Trouble

Stage = Literal["waiting", "running", "done", "failed"]
_STAGES: dict[str, Stage] = {
    "queued": "waiting", "pending": "waiting", "in_progress": "running", "processing": "running",
    "running": "running", "completed": "done", "succeeded": "done", "failed": "failed", "error": "failed",
    "cancelled": "failed", "canceled": "failed", "cancelling": "failed", "deleted": "failed", "expired": "failed",
}  # fmt: skip
"""Words of OpenAI (openai 3.54, types/video.py), vLLM-Omni 0.30 and SGLang 0.5.23, and near ones of others."""
_QUOTED = 160
_LONGEST = 1e9


class State(NamedTuple):
    """A job's stage; the trouble and why, where it failed; seconds that it took by the server's own clock, if told."""

    stage: Stage
    trouble: Trouble = "failed"
    why: str = ""
    took: float | None = None


def state_of(said: Mapping[str, Any]) -> State:
    """The state that an answer tells.  A stage that nobody knows is one under way."""
    status = said.get("status")
    word = status.lower() if isinstance(status, str) else ""
    stage = _STAGES.get(word, "running")
    took = _seconds(said.get("inference_time_s"))
    if stage != "failed":
        return State(stage, took=took)
    reason = told(message_of(said.get("error")) or message_of(said.get("reason")), _QUOTED)
    shown = "failed" if word in ("failed", "error") else f"is {word}"
    why = f"the server's job {shown}{f': {reason}' if reason else ''}"
    return State("failed", trouble_in(reason), why, took)


def _seconds(value: object) -> float | None:
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return float(value) if number and 0 <= value <= _LONGEST else None  # type: ignore[arg-type, operator]  # a number


def failure_in(refusal: RefusalError) -> State | None:
    """The state of a failed job that a server tells by an error, as vLLM-Omni does; None for an error of the asking."""
    for said in (refusal.body, refusal.body.get("detail")):
        if isinstance(said, dict) and isinstance(said.get("status"), str):
            state = state_of(said)
            if state.stage == "failed":
                return state
    return None
