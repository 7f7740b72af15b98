"""The writer's camera words as a setup: what they say is obeyed, what they leave open is filled in from the moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from film.shot import Idiom, Size
from planner.coverage.intent import Intent
from planner.coverage.roles import Role
from planner.facts import CameraWords
from planner.staging.blocking import Staged

_MOST = 6
_IDIOM_SIZES: dict[Idiom, Size] = {
    "establishing": "WS", "master": "WS", "two_shot": "MS", "ots": "MS", "single": "CU", "reaction": "CU",
    "insert": "ECU", "pov": "MS", "moving": "FS",
}  # fmt: skip


def as_asked(role: Role, staged: Staged, there: Sequence[str]) -> Intent:
    """The intent that the camera words of a role's step ask for, with whoever of ``there`` is in the step."""
    words = role.words or CameraWords(text="")
    people = tuple(name for name in there if name in staged.after or name in staged.tracks)
    main = words.subject if words.subject in people else role.focus
    rest = tuple(name for name in people if name != main)
    idiom: Idiom = words.idiom or ("master" if words.size in ("EWS", "WS") or main is None else "single")
    if idiom == "insert" and not any(prop.prop == (words.subject or staged.step.insert) for prop in staged.props):
        idiom = "single" if main is not None else "master"
    size = words.size or _IDIOM_SIZES[idiom]
    subjects = (main, *rest) if main is not None else people
    intent = Intent(idiom, size, subjects, (), angle=words.angle or "eye", move=words.move or "static")
    if idiom == "pov":
        owner = words.whose or (main if words.subject is None else next(iter(rest), None))
        seen = [d.target for d in staged.step.doings if d.target in people and d.target != owner]
        asked = [words.subject] if words.subject in people and words.subject != owner else []
        about = [name for name in (*asked, *seen, *people) if name is not None and name != owner]
        return replace(intent, subjects=tuple(about[:1]), over=owner, move="static")
    if idiom == "ots":
        over = words.whose if words.whose in rest else next(iter(rest), None)
        return replace(intent, subjects=tuple(n for n in (main, over) if n), over=over) if over else _alone(intent)
    if idiom == "insert":
        return replace(intent, subjects=subjects[:1], insert=words.subject or staged.step.insert, size="ECU")
    if idiom == "two_shot":
        return replace(intent, subjects=subjects[:2]) if len(subjects) > 1 else _alone(intent)
    return _alone(intent) if idiom in ("single", "reaction") else replace(intent, subjects=subjects[:_MOST])


def _alone(intent: Intent) -> Intent:
    return replace(intent, idiom="single", subjects=intent.subjects[:1], over=None)
