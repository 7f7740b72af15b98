"""Props, sounds, music and clothes that rules missed."""

from __future__ import annotations

from collections.abc import Sequence

from film.plan import MusicCue, Prop
from planner.breakdown.props import prop_id
from planner.facts import Custody, Step, Verb
from planner.llm.neutral import folded, told
from planner.places.lists import plain
from planner.reading.scenes.answer import PropTold, SceneAnswer, SoundTold, WornTold
from planner.reading.scenes.draft import Draft
from planner.reading.scenes.words import no_prop, prop_called

_HANDLING: frozenset[Verb] = frozenset(("take", "give", "put", "hang_up", "phone", "read", "write", "drink", "eat"))
"""Doings that say themselves where a thing gets to."""
_STEM = 4


Held = tuple[PropTold, Prop]


def lay_props(draft: Draft, answer: SceneAnswer) -> list[Held]:
    """New props, and better kinds for those that rules could not place; rules' own props stay.

    The answer is what somebody has: that is for ``hand_over``, once it is known what is done.
    """
    held: list[Held] = []
    for item in answer.props:
        name = draft.matter.people.get(item.holder or "", "")
        text = f"{item.name} ({item.kind})" + (f", {name} has it" if name else "")
        known = prop_called(item.name, draft.props)
        if known is None and (why := no_prop(item.name)):
            draft.refuse("prop", item.paragraph, text, why)
            continue
        if known is None:
            known = _new(draft, item)
        elif known.kind == "thing" and item.kind != "thing":
            better = known.but(kind=item.kind)
            draft.props = [better if each.id == known.id else each for each in draft.props]
            known = better
        if known is None:
            draft.refuse("prop", item.paragraph, text, "somebody or something else is called so")
            continue
        if known.kind != item.kind:
            draft.tell("prop", item.paragraph, text, "adjusted", f"by its word it is a {known.kind}")
        else:
            draft.tell("prop", item.paragraph, text)
        if item.holder is not None:
            held.append((item, known))
    return held


def _new(draft: Draft, item: PropTold) -> Prop | None:
    """A prop that rules have not, in every step that has its word; None where its id is somebody's."""
    id, flat = prop_id(plain(item.name) or folded(item.name)), folded(item.name)
    if id in draft.matter.people or id in draft.present or any(each.id == id for each in draft.props):
        return None
    prop = Prop(id=id, name=told(item.name.lower(), 40), kind=item.kind, lines=draft.steps[item.paragraph - 1].lines)
    draft.props.append(prop)
    for index, step in enumerate(draft.steps):
        if index >= item.paragraph - 1 and f" {flat} " in f" {folded(step.text)} ":
            draft.change(index, props=tuple(dict.fromkeys((*step.props, id))))
    return prop


def hand_over(draft: Draft, held: Sequence[Held]) -> None:
    """Things into the hands of their holders, where no doing and nothing that rules read of them says otherwise."""
    for item, prop in held:
        index = item.paragraph - 1
        step = draft.steps[index]
        if item.holder not in draft.present or step.kind != "action" or step.montage:
            continue
        if any(each.prop == prop.id for each in step.custody) or _handled(step, prop):
            continue
        custody = (*step.custody, Custody(prop=prop.id, character=item.holder))
        draft.change(index, custody=custody, props=tuple(dict.fromkeys((*step.props, prop.id))))


def _handled(step: Step, prop: Prop) -> bool:
    return any(each.target == prop.id and each.verb in _HANDLING for each in step.doings) or any(
        each.verb == "give" and prop.id in step.props for each in step.doings
    )


def lay_sounds(draft: Draft, answer: SceneAnswer) -> tuple[str, ...]:
    """Sounds where rules hear none of the kind; their words, for the breakdown."""
    words = []
    for item in answer.sounds:
        index = item.paragraph - 1
        if _heard(draft.steps[index], item):
            draft.tell("sound", item.paragraph, item.sound)
            continue
        draft.change(index, sounds=(*draft.steps[index].sounds, item.sound))
        draft.tell("sound", item.paragraph, item.sound)
        words.append(told(item.quote.lower(), 40))
    return tuple(words)


def _heard(step: Step, item: SoundTold) -> bool:
    """Whether a step has a sound of the same words: "phone buzzes" is a buzz."""
    known = {word[:_STEM] for sound in step.sounds for word in sound.split()}
    return any(word[:_STEM] in known for word in item.sound.split())


def music_of(draft: Draft, answer: SceneAnswer) -> tuple[MusicCue, ...]:
    """The cues in order, none over another."""
    cues: list[MusicCue] = []
    end = 0
    for item in sorted(answer.music, key=lambda each: (each.paragraph, each.until, each.music)):
        if item.paragraph <= end:
            draft.refuse("music", item.paragraph, item.music, "other music plays there")
            continue
        end = item.until
        lines = (draft.line(item.paragraph - 1), max(step.lines[1] for step in draft.steps[item.paragraph - 1 : end]))
        cues.append(MusicCue(lines=lines, text=item.music))
        draft.tell("music", item.paragraph, item.music)
    return tuple(cues)


def clothes_of(draft: Draft, answer: SceneAnswer) -> tuple[str, ...]:
    """The scene's wardrobe with what rules missed; dressing itself reads the script's words."""
    found = list(draft.facts.breakdown.wardrobe)
    for item in answer.wardrobe:
        text = f"{draft.name(item.who)}: {item.clothes}"
        if item.who not in draft.present:
            draft.refuse("wardrobe", item.paragraph, text, "they are not in the scene")
            continue
        if not _listed(item, found):
            found.append(item.clothes.lower())
        draft.tell("wardrobe", item.paragraph, text)
    return tuple(found)


def _listed(item: WornTold, known: list[str]) -> bool:
    flat = folded(item.clothes)
    return any(folded(each) in flat or flat in folded(each) for each in known)
