"""How setups, people and lines are called on every paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from film.base import LineSpan
from film.plan import Plan, ScenePlan
from film.shot import Setup, Shot


def setup_name(scene: ScenePlan, setup: str) -> str:
    """``12A-B``: the scene's number before the setup's letter."""
    return setup if setup.startswith(f"{scene.number}-") else f"{scene.number}-{setup}"


def setups_of(plan: Plan) -> Iterator[tuple[ScenePlan, Setup, tuple[Shot, ...]]]:
    """Every setup with its scene and the shots that use it, in film order; one that no shot uses is left out."""
    for scene in plan.scenes:
        for setup in scene.setups:
            shots = tuple(shot for shot in scene.shots if shot.setup == setup.id)
            if shots:
                yield scene, setup, shots


def people(plan: Plan, characters: Iterable[str]) -> str:
    """Their names, in the order given."""
    names = {sheet.id: sheet.name for sheet in plan.cast}
    return ", ".join(names.get(each, each) for each in dict.fromkeys(characters))


def spans(lines: Iterable[LineSpan]) -> str:
    """``12–14, 20``: lines of the script, joined where they meet.  With a hyphen a spreadsheet would read a date."""
    joined: list[list[int]] = []
    for first, last in sorted(lines):
        if joined and first <= joined[-1][1] + 1:
            joined[-1][1] = max(last, joined[-1][1])
        else:
            joined.append([first, last])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in joined)


def eighths(count: int) -> str:
    """Eighths of a page as the trade writes them: ``2 3/8``."""
    whole, rest = divmod(count, 8)
    return " ".join(part for part in (str(whole) if whole else "", f"{rest}/8" if rest else "") if part) or "0"
