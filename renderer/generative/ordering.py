"""A take, asked for: of all that a shot's brief has, what the model is given and what it cannot take."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from film.camera import CameraKey, gate_of, view_at
from film.errors import RenderError
from film.shot import Shot
from film.staging import stance_at
from film.takes import LeftOut
from prompts.book import PromptBook
from renderer.generative.brief import ShotBrief
from renderer.generative.families import family
from renderer.generative.seam import (
    Abilities,
    Control,
    ControlKind,
    Identity,
    Image,
    Job,
    Manner,
    Need,
    TakeOrder,
    Text,
)
from renderer.generative.shaping.fit import fit_of
from renderer.generative.shaping.pieces import Piece, beats_of, head_of, pieces_of
from renderer.generative.shaping.rates import nearest, needed, seen_at, shown
from renderer.generative.shaping.seeds import piece_seed, seed_of
from renderer.generative.shaping.steering import WORDS, Steering, Wishes, steering_of
from renderer.generative.wording import worded

_PLAIN = "video_plain"
"""The template of texts for a model of no known family."""
_STILL, _BEFORE = "the approved still", "the last frame of the shot before"

_NEAR = 0.05
"""Metres that a camera may be off at a cut and still be the same one going on."""
_TURNED = math.radians(1)
_ZOOMED = 0.02
"""Share of a focal length."""
_STEP = 0.3
"""Metres that somebody may be off at a cut: less than a step."""


class Ordered(NamedTuple):
    """A take's order; ``given`` says in words what the model is shown, ``left_out`` what it is not, and why."""

    order: TakeOrder
    given: tuple[str, ...]
    left_out: tuple[LeftOut, ...]


class _Material(NamedTuple):
    """What the model is given of a brief."""

    text: Text
    steering: Steering
    first: Image | None
    references: tuple[Image, ...]


def take_order(
    brief: ShotBrief,
    identity: Identity,
    manner: Manner,
    number: int,
    prompts: PromptBook,
    count: Callable[[str], int],
    wishes: Wishes = Wishes(),  # noqa: B008  a value
) -> Ordered:
    """Take ``number`` of a shot as jobs that the model can do, and nothing in them that it does not take.

    ``manner`` is completed from the model's own: from its draft where it is one.  ``count`` counts the tokens of a
    text.  Raises RenderError, before anything is spent, for a size or a length that the model cannot make, or where it
    needs what the brief has not.
    """
    text = worded(brief, identity.abilities, _template(identity), prompts, count)
    return ordered(brief, identity, _complete(manner, identity), number, text, wishes)


def ordered(
    brief: ShotBrief,
    identity: Identity,
    manner: Manner,
    number: int,
    text: Text,
    wishes: Wishes = Wishes(),  # noqa: B008  a value
) -> Ordered:
    """The same for a text that is written and a manner that is complete."""
    abilities, shot = identity.abilities, brief.shot
    material = _material(brief, abilities, text, wishes)
    _check(material, identity.needs, shot.id)
    film = brief.request.format.rate
    rate = _rate(abilities, film, material.steering, wishes)
    head = head_of(abilities.frames, rate, abilities.continues)
    beats = [nearest(beat, film, rate) for beat in beats_of(shot)]
    pieces = pieces_of(needed(shot.frames, film, rate), abilities.frames, head, beats, round(rate))
    fit = fit_of(brief.request.format, abilities.size, manner.scale)
    seed = seed_of(shot.id, number, brief.seed)
    jobs = tuple(
        Job(
            shot=shot.id,
            take=number,
            piece=index,
            prompt=material.text.prompt,
            negative=material.text.negative,
            fit=fit,
            frames=piece.frames,
            rate=rate,
            seed=piece_seed(seed, index),
            manner=manner,
            head=piece.head,
            first=None if index else material.first,
            references=material.references,
            control=_control(brief, material.steering.kind, piece, rate),
        )
        for index, piece in enumerate(pieces)
    )
    order = TakeOrder(shot=shot.id, number=number, jobs=jobs, shows=shown(shot.frames, film, rate))
    return Ordered(order, tuple(_given(brief, material)), tuple(_left_out(brief, abilities, material, pieces)))


def _template(identity: Identity) -> str:
    """The template of a model's texts."""
    try:
        return family(identity.family).prompt
    except KeyError:
        return _PLAIN


def _complete(manner: Manner, identity: Identity) -> Manner:
    own = identity.draft if manner.scale < 1 else identity.manner
    return manner.but(
        steps=own.steps if manner.steps is None else manner.steps,
        guidance=own.guidance if manner.guidance is None else manner.guidance,
    )


def _material(brief: ShotBrief, abilities: Abilities, text: Text, wishes: Wishes) -> _Material:
    offered = brief.shown.still or brief.shown.before
    return _Material(
        text=text if abilities.negative else Text(text.prompt),
        steering=steering_of(brief.clip, abilities.controls, wishes.control),
        first=offered if abilities.first or abilities.keyframes else None,
        references=tuple(_best_first(brief))[: abilities.references],
    )


def _check(material: _Material, needs: tuple[Need, ...], shot: str) -> None:
    """Raises RenderError where the model needs what there is not."""
    if "first" in needs and material.first is None:
        do = "Have stills made of the shots, or take a model that makes pictures out of words"
        raise RenderError("the model goes on from a first frame, and the shot has none", where=shot, do=do)
    if "last" in needs:
        do = "Take a model that goes on from a first frame alone"
        raise RenderError("the model goes from a first frame to a last one, and no shot has that", where=shot, do=do)
    if {"control", "video"} & set(needs) and material.steering.kind is None:
        do = "Let one of the passes that it takes steer it, or take another model"
        raise RenderError("the model follows a pass of the previs, and the shot has none for it", where=shot, do=do)


def _rate(abilities: Abilities, film: Fraction, steering: Steering, wishes: Wishes) -> Fraction:
    """The rate that the model makes frames at: the film's where it keeps any, or follows a pass and that is wished."""
    follows = wishes.rate == "film" and steering.kind is not None
    return film if abilities.any_rate or follows else abilities.rate


def _control(brief: ShotBrief, kind: ControlKind | None, piece: Piece, rate: Fraction) -> Control | None:
    if kind is None:
        return None
    seen = seen_at(piece.first, piece.frames, rate, brief.request.format.rate, brief.shot.frames)
    file, content = brief.clip.passes[kind], brief.contents.get(kind, "")
    return Control(kind=kind, file=file, content=content, frames=seen)


def _best_first(brief: ShotBrief) -> Iterator[Image]:
    """References in the order in which they are given: the best of what an insert is about, of everybody in the frame,
    the largest first, of the place, of props; then the second best of each, and so on."""
    known = brief.shown.references
    seen = [whose for whose in sorted(known, key=lambda whose: _rank(brief, whose)) if _is_seen(brief, whose)]
    rows = [[image.but(of=whose) for image in known[whose]] for whose in seen]
    for place in range(max(map(len, rows), default=0)):
        yield from (row[place] for row in rows if place < len(row))


def _rank(brief: ShotBrief, whose: str) -> tuple[int, float, str]:
    if whose == brief.shot.insert:
        return -1, 0.0, whose
    if whose in {sheet.id for sheet in brief.request.cast}:
        return 0, -_sizes(brief).get(whose, 0.0), whose
    places = {place.id for place in (brief.request.place, brief.request.beside) if place is not None}
    return 1 if whose in places else 2, 0.0, whose


def _is_seen(brief: ShotBrief, whose: str) -> bool:
    """A picture of somebody who is not in the frame would only bring them in.  Who was not looked for may be there."""
    return _sizes(brief).get(whose, 1.0) > 0


def _sizes(brief: ShotBrief) -> Mapping[str, float]:
    """Pixels of everybody who was looked for in the previs, as shares of a frame, in all measured frames."""
    sizes: dict[str, float] = {}
    for frame in brief.clip.measured:
        for seen in frame.sightings:
            sizes[seen.character] = sizes.get(seen.character, 0.0) + seen.pixels
    return sizes


def _given(brief: ShotBrief, material: _Material) -> Iterator[str]:
    yield "prompt"
    if material.text.negative:
        yield "negative"
    if material.steering.kind is not None:
        yield WORDS[material.steering.kind]
    if material.first is not None:
        yield _STILL if material.first is brief.shown.still else _BEFORE
    for whose in dict.fromkeys(image.of for image in material.references):
        yield _images(sum(image.of == whose for image in material.references), whose)


def _left_out(
    brief: ShotBrief, abilities: Abilities, material: _Material, pieces: tuple[Piece, ...]
) -> Iterator[LeftOut]:
    if not abilities.negative:
        yield LeftOut(what="negative", why="the model takes no text of what is not wanted")
    yield from material.steering.left_out
    yield from _images_left_out(brief, material)
    yield from _references_left_out(brief, abilities, material)
    if len(pieces) > 1 and not pieces[-1].head:
        why = f"the model goes on from nothing: its {len(pieces)} pieces need not match"
        yield LeftOut(what="the shot in one piece", why=why)


def _images_left_out(brief: ShotBrief, material: _Material) -> Iterator[LeftOut]:
    not_taken = "the model takes no first frame"
    if brief.shown.still is not None and material.first is None:
        yield LeftOut(what=_STILL, why=not_taken)
    if brief.shown.before is not None and (material.first is None or brief.shown.still is not None):
        why = not_taken if material.first is None else "the approved still is the first frame"
        yield LeftOut(what=_BEFORE, why=why)


def _references_left_out(brief: ShotBrief, abilities: Abilities, material: _Material) -> Iterator[LeftOut]:
    limit = f"the model takes {abilities.references} at most" if abilities.references else "the model takes none"
    for whose, images in sorted(brief.shown.references.items()):
        left = len(images) - sum(image.of == whose for image in material.references)
        if left:
            why = limit if _is_seen(brief, whose) else "nothing of them is in the frame"
            yield LeftOut(what=_images(left, whose), why=why)


def _images(number: int, whose: str) -> str:
    return f"{number} reference{'s' if number != 1 else ''} of {whose}"


def continues(before: Shot, shot: Shot, fps: float = 24.0) -> bool:
    """Whether a shot goes on from the one before it in its scene, so that its first frame is that one's last: a plain
    cut, in the same place, between cameras that agree, with the same people where they were.

    Otherwise a first frame of the shot before would only drag its picture across a cut.
    """
    if shot.transition != "cut" or before.place != shot.place or before.insert != shot.insert:
        return False
    if before.split is not None or shot.split is not None or set(before.subjects) != set(shot.subjects):
        return False
    return _agree(before.camera, before.frames, shot.camera) and all(
        _stays(before, shot, character, fps) for character in shot.subjects
    )


def _agree(before: Sequence[CameraKey], frames: int, after: Sequence[CameraKey]) -> bool:
    """Whether the camera at the end of a shot is the one at the beginning of the next."""
    gate = gate_of(16 / 9)
    old, new = view_at(before, frames, gate), view_at(after, 0, gate)
    axes = zip(old.axes(), new.axes(), strict=True)
    return (
        math.dist(old.position, new.position) <= _NEAR
        and all(math.dist(one, other) <= _TURNED for one, other in axes)
        and abs(math.log(old.focal_mm / new.focal_mm)) <= _ZOOMED
    )


def _stays(before: Shot, shot: Shot, character: str, fps: float) -> bool:
    """Whether somebody is where they were at the end of the shot before."""
    old = [mark for mark in before.marks if mark.character == character]
    new = [mark for mark in shot.marks if mark.character == character]
    if not old or not new:
        return not old and not new
    return math.dist(stance_at(old, before.frames, fps).position, stance_at(new, 0, fps).position) <= _STEP
