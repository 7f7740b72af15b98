"""Answers laid over the facts that rules made of a script."""

from __future__ import annotations

from collections.abc import Mapping

from planner.facts import SceneFacts
from planner.reading.ground import Ground
from planner.reading.scenes.answer import SceneAnswer
from planner.reading.scenes.company import lay_company
from planner.reading.scenes.doings import lay_doings
from planner.reading.scenes.draft import Draft
from planner.reading.scenes.grounding import held
from planner.reading.scenes.hours import with_hours
from planner.reading.scenes.marks import lay_feelings, lay_positions
from planner.reading.scenes.matter import Matter, matters
from planner.reading.scenes.things import clothes_of, hand_over, lay_props, lay_sounds, music_of
from planner.reading.scenes.turns import lay_beats


def with_scenes(
    facts: tuple[SceneFacts, ...], answers: Mapping[str, SceneAnswer], ground: Ground
) -> tuple[SceneFacts, ...]:
    """The facts with what a model read of each scene, by the scene's id; a scene without an answer is as it was.

    An answer is held to the script once more.  One about other paragraphs than a scene has now is not used.
    """
    by_id = {each.scene: each for each in facts}
    usable: dict[str, SceneAnswer] = {}
    read = dict(by_id)
    for matter in matters(ground):
        answer, known = answers.get(matter.scene), by_id.get(matter.scene)
        if answer is None or known is None or not _same(matter, known):
            continue
        kept, faults = held(matter, answer)
        draft = Draft(known, matter)
        for fault in faults:
            draft.refuse(fault.kind, fault.paragraph, fault.what, fault.why)
        usable[matter.scene] = kept
        read[matter.scene] = laid(draft, kept)
    return with_hours(tuple(read[each.scene] for each in facts), usable, ground)


def laid(draft: Draft, answer: SceneAnswer) -> SceneFacts:
    """One scene's facts with a grounded answer over them; when it plays is left to ``hours``."""
    lay_company(draft, answer)
    held_things = lay_props(draft, answer)
    lay_doings(draft, answer.actions)
    hand_over(draft, held_things)
    lay_positions(draft, answer)
    lay_feelings(draft, answer)
    lay_beats(draft, answer.beats)
    words = lay_sounds(draft, answer)
    music, clothes = music_of(draft, answer), clothes_of(draft, answer)
    found = draft.done()
    sounds = tuple(dict.fromkeys((*found.breakdown.sounds, *words)))
    wants = tuple((each.who, each.wants) for each in answer.people if each.wants and each.who in found.present)
    return found.but(wants=wants, music=music, breakdown=found.breakdown.but(sounds=sounds, wardrobe=clothes))


def _same(matter: Matter, facts: SceneFacts) -> bool:
    """Whether the facts are of the paragraphs that were asked about."""
    return [step.text for step in facts.steps] == [step.text for step in matter.steps]
