"""What a form of the page asks for, as a decision: pure, and written by whoever serves the page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from film.errors import ProjectError
from storyreel.review.material import Material
from storyreel.video.choices import Choice
from storyreel.video.takes import TakeSeen, folder_of

_REASON = 300
"""Letters of a reason."""


class Decision(NamedTuple):
    """What a form decides: of a shot its new choice, or a reference image by its file."""

    shot: str = ""
    choice: Choice = Choice()
    reference: str = ""


def decision_of(form: Mapping[str, str], material: Material) -> Decision:
    """The decision of a form.

    ``act`` is ``use`` or ``reject`` or ``restore`` a take by its ``number``, ``best`` (whichever measures best),
    ``still`` or ``no_still``, or ``reference`` by its ``number`` on the page.  ``content`` says what the page showed:
    the sha256 of an image, of a take what it was made from.  Raises ProjectError for a form that names something that
    is not there (any more) or is another one by now, and for a rejection without a reason.
    """
    act = form.get("act", "")
    if act == "reference":
        return Decision(reference=_reference(form, material))
    shown = next((each for each in material.shots if each.shot.id == form.get("shot")), None)
    if shown is None:
        raise _gone("this shot")
    choice = shown.choice
    if act == "best":
        return Decision(shown.shot.id, choice.but(take=None))
    if act in ("still", "no_still"):
        content = form.get("content", "")
        if not any(still.content == content for still in shown.stills):
            raise _gone("this still")
        return Decision(shown.shot.id, choice.but(still=content if act == "still" else ""))
    number = _number(form)
    if not any(take.take.number == number and made_from(take) == form.get("content") for take in shown.takes):
        raise _gone("this take")
    return Decision(shown.shot.id, _taken(choice, act, number, form.get("reason", "")))


def _taken(choice: Choice, act: str, number: int, reason: str) -> Choice:
    others = {each: why for each, why in choice.rejected.items() if each != number}
    if act == "use":
        return choice.but(take=number, rejected=others)
    if act == "restore":
        return choice.but(rejected=others)
    if act == "reject":
        why = said(reason)
        if not why:
            raise ProjectError("a take is rejected with a reason", do="Say in a few words what is wrong with it")
        return choice.but(take=None if choice.take == number else choice.take, rejected={**others, number: why})
    raise _gone("what was asked")


def made_from(take: TakeSeen) -> str:
    """What a take is known by: another of its number, made of a later plan, is another one."""
    return folder_of(take.take).name


def said(reason: str) -> str:
    """A reason on one line, no longer than it may be, without signs that cannot be seen."""
    shown = "".join(sign if sign.isprintable() else " " for sign in reason)
    return " ".join(shown.split())[:_REASON].strip()


def _reference(form: Mapping[str, str], material: Material) -> str:
    number = _number(form)
    entries = material.references.entries
    entry = entries[number - 1] if number <= len(entries) else None
    if entry is None or entry.looked is None or entry.looked.content != form.get("content"):
        raise _gone("this image")
    return entry.reference.file


def _number(form: Mapping[str, str]) -> int:
    number = form.get("number", "")
    if not re.fullmatch(r"[1-9][0-9]{0,5}", number):
        raise _gone("what was asked")
    return int(number)


def _gone(what: str) -> ProjectError:
    return ProjectError(f"{what} is not there any more", do="Load the page again")
