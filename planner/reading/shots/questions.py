"""The question how a scene might be shot, and its answer held to the page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from film.names import digest
from planner.facts import SceneFacts
from planner.llm.neutral import neutral, told
from planner.llm.question import Grounded, Question
from planner.reading.ground import Ground
from planner.reading.page import Page
from planner.reading.shots.answer import MOST, PICTURE, WHY, ShotsAnswer, ShotWish, asked_of
from planner.reading.shots.sense import sensible
from prompts.book import PromptBook

_PARAGRAPHS_A_WISH = 2
"""A beat is rarely shorter; a short scene is asked for fewer wishes."""
_TOKENS, _TOKENS_A_WISH = 40, 190
"""Of an answer and of each wish in it: its ten keys and its longest words, in a vocabulary that knows English."""


def questions(ground: Ground, prompts: PromptBook) -> dict[str, Question[ShotsAnswer]]:
    """The questions by the id of their scene, in order; none for a scene with nothing on its page."""
    return {
        scene.id: _question(ground, prompts, facts, ground.page(facts)) for scene, facts in ground.scenes if facts.steps
    }


def source_of(ground: Ground, scene: str) -> str:
    """The digest of what the question about a scene is about: its heading, its page and its people; "" for none."""
    facts = next((facts for _, facts in ground.scenes if facts.scene == scene), None)
    if facts is None:
        return ""
    return digest([facts.heading, _people(ground, facts), ground.page(facts).shown])


def _people(ground: Ground, facts: SceneFacts) -> list[tuple[str, str]]:
    """Ids and names of whom a scene may be about."""
    return [(name, ground.sheets[name].name) for name in ground.people(facts)]


def _question(ground: Ground, prompts: PromptBook, facts: SceneFacts, page: Page) -> Question[ShotsAnswer]:
    people = _people(ground, facts)
    most = min(MOST, 1 + len(page.paragraphs) // _PARAGRAPHS_A_WISH)
    prompt = prompts.fill(
        "shots",
        heading=neutral(" ".join(facts.heading.split())),
        people=", ".join(f"{name} ({neutral(shown)})" for name, shown in people) or "none",
        most=str(most),
        page=page.shown,
    )
    return Question(
        name=f"shots {facts.scene}",
        system=prompt.system,
        shared=prompt.shared,
        text=prompt.text,
        answer=asked_of([name for name, _ in people], most),
        ground=partial(_grounded, page=page, people=len(people)),
        max_tokens=_TOKENS + _TOKENS_A_WISH * most,
        smaller=lambda: [_question(ground, prompts, facts, half) for half in page.halves()],
        join=_joined,
    )


def _joined(answers: Sequence[ShotsAnswer]) -> ShotsAnswer:
    """One answer of those to parts of a page."""
    return ShotsAnswer(shots=tuple(wish for answer in answers for wish in answer.shots))


def _grounded(answer: ShotsAnswer, page: Page, people: int) -> Grounded[ShotsAnswer]:
    """The wishes that the page bears out, in its order, no two for one paragraph."""
    kept: list[ShotWish] = []
    problems: list[str] = []
    last = 0
    for wish in sorted(answer.shots, key=lambda wish: wish.first):
        placed, *faults = _placed(wish, page, last)
        if placed is not None:
            placed, senseless = sensible(placed, page, people)
            faults.append(senseless)
        problems += [f"the wish for paragraph {wish.first}: {why}" for why in faults if why]
        if placed is not None:
            kept.append(placed.but(why=told(wish.why, WHY), picture=told(wish.picture, PICTURE)))
            last = placed.last
    return Grounded(ShotsAnswer(shots=tuple(kept)), tuple(problems))


def _placed(wish: ShotWish, page: Page, taken: int) -> tuple[ShotWish | None, str]:
    """A wish on those of its paragraphs that there are and that no other has; why there are none."""
    numbers = [each.number for each in page.paragraphs if wish.first <= each.number <= max(wish.first, wish.last)]
    if not numbers:
        return None, f"there is no paragraph {wish.first} on the page"
    free = [number for number in numbers if number > taken]
    if not free:
        return None, f"paragraph {wish.first} has a wish already; wishes do not overlap"
    return wish.but(first=free[0], last=free[-1]), ""
