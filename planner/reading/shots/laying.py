"""Wishes for shots laid over the steps of a scene, where the cut weighs them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from film.proposals import Proposal
from planner.coverage.suggested import in_words
from planner.facts import SceneFacts, Suggestion
from planner.llm.neutral import folded
from planner.reading.ground import Ground
from planner.reading.shots.answer import ShotsAnswer, ShotWish


def with_shots(
    facts: Sequence[SceneFacts], answers: Mapping[str, ShotsAnswer], ground: Ground
) -> tuple[SceneFacts, ...]:
    """The facts with the wishes of the answers, which go by the id of their scene.

    What becomes of a wish that is laid over steps is told once the scene is cut (``planner.coverage.fates``); here only
    of one that could not be laid.
    """
    names = {sheet.id: sheet.name for sheet in ground.cast}
    return tuple(_laid(each, answers[each.scene], names) if each.scene in answers else each for each in facts)


def _laid(facts: SceneFacts, answer: ShotsAnswer, names: Mapping[str, str]) -> SceneFacts:
    steps, refused = list(facts.steps), []
    for wish in answer.shots:
        meant = range(wish.first - 1, min(wish.last, len(steps)))
        free = [index for index in meant if steps[index].camera is None]
        suggested = _suggestion(wish, facts)
        for index in free:
            steps[index] = steps[index].but(suggested=suggested)
        if meant and wish.picture:
            steps[meant[0]] = steps[meant[0]].but(picture=wish.picture)
        if not free:
            refused.append(_refused(suggested, facts, meant, names))
    return facts.but(steps=tuple(steps), proposals=(*facts.proposals, *refused))


def _refused(suggested: Suggestion, facts: SceneFacts, meant: range, names: Mapping[str, str]) -> Proposal:
    words = next((facts.steps[index].camera for index in meant), None)
    why = f'the writer says how it is shot: "{words.text}"' if words is not None else "there is no such paragraph"
    line = facts.steps[meant[0]].lines[0] if meant else None
    return Proposal(kind="shot", text=in_words(suggested, names), line=line, verdict="refused", why=why)


def _suggestion(wish: ShotWish, facts: SceneFacts) -> Suggestion:
    """A wish as the cut reads it.  Eye level and a camera at rest are what a shot has anyway: they wish for nothing."""
    thing = _thing(wish.thing, facts) if wish.thing is not None else None
    return Suggestion(
        idiom=wish.idiom,
        size=wish.size,
        angle=None if wish.angle == "eye" else wish.angle,
        move=None if wish.move == "static" else wish.move,
        subject=thing if wish.idiom == "insert" or (wish.idiom == "pov" and thing is not None) else wish.who,
        why=wish.why,
    )


def _thing(word: str, facts: SceneFacts) -> str:
    """The prop of a scene that a word names, by its id; else the word, which may name what stands in the place."""
    said = folded(word).split()
    named = {prop.id: folded(prop.name).split() for prop in facts.breakdown.props}
    same = (prop for prop, words in named.items() if words == said)
    like = (prop for prop, words in named.items() if words and (set(words) <= set(said) or set(said) <= set(words)))
    return next(same, None) or next(like, None) or " ".join(said)
