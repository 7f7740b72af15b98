"""Good answers made bad in the ways of small models, always the same for one seed: to see what the grounding catches.

Whole answers are cut off, wrapped in prose, fenced, given a field too many; of items paragraph numbers slip, quotes are
reworded, words that the planner does not know stand for those it knows, and people come in whom nobody wrote.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator
from typing import Any

from planner.llm.record import Record
from planner.llm.seam import Completion

SEED = 6
STRANGERS = ("old_pete", "doctor_weiss", "narrator", "mother")
_PEOPLE = ("who", "leader", "holder", "person")
_NUMBERS = ("paragraph", "excerpt", "first", "last")
_WORDS = {
    "verb": "ponder", "mood": "bittersweet", "size": "medium", "idiom": "drone shot", "there": "maybe",
    "kind": "object", "time": "golden hour", "value": "unknown", "move": "whip",
}  # fmt: skip
_SHARE = 0.12
"""Of items, how many are given each flaw."""


def sloppy(records: Iterable[Record], seed: int = SEED) -> Iterator[Record]:
    """The same questions answered sloppily: of ten answers three are spoilt as a whole, and items of the others."""
    dice = random.Random(seed)
    for record in records:
        answer = json.loads(record.completion.text)
        _spoil_items(answer, dice)
        text = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
        completion = _spoil_whole(text, dice.random(), dice)
        yield record.but(model="hand-written, then spoilt", completion=completion)


def _spoil_whole(text: str, chance: float, dice: random.Random) -> Completion:
    if chance < 0.08:
        return Completion(text=text[: int(len(text) * dice.uniform(0.3, 0.8))], finish="length")
    if chance < 0.14:
        return Completion(text="The scene opens quietly. I would stage it simply and let the actors find the pauses.")
    if chance < 0.22:
        return Completion(text=f"Sure! Here is the JSON:\n```json\n{text}\n```")
    if chance < 0.30:
        return Completion(text=f'{{"notes":"as asked",{text[1:]}')
    return Completion(text=text)


def _spoil_items(node: Any, dice: random.Random) -> None:
    """Flaws in every object inside an answer."""
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        _spoil_items(inner, dice)
    if not isinstance(node, dict):
        return
    for key in [key for key in _NUMBERS if isinstance(node.get(key), int)]:
        if dice.random() < _SHARE:
            node[key] = max(1, node[key] + dice.choice((-2, -1, 1, 2, 30)))
    if isinstance(node.get("quote"), str) and node["quote"] and dice.random() < _SHARE:
        words = node["quote"].split()
        words[dice.randrange(len(words))] = dice.choice(("slowly", "beautiful", "suddenly", "silence"))
        node["quote"] = " ".join((*words, "somehow"))
    for key in [key for key in _PEOPLE if isinstance(node.get(key), str)]:
        if dice.random() < _SHARE / 4:
            node[key] = dice.choice(STRANGERS)
    for key in [key for key in _WORDS if isinstance(node.get(key), str)]:
        if dice.random() < _SHARE / 12:
            node[key] = _WORDS[key]
    for key in [key for key in ("picture", "change", "wants", "text") if isinstance(node.get(key), str)]:
        if dice.random() < _SHARE:
            node[key] = f"{node[key].rstrip('.')[:60]}, while Old Pete waits."
