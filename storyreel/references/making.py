"""Reference sheets made by an image model: drawn, written into the reel, entered in the sheet, waiting for approval.

::

    no usable image ──▶ the first view alone, from words      approve it, then make again
    a usable image ───▶ every view that is missing, each drawn from that image, so that all show one person

An image drawn from somebody's likeness shows them: it has their consent, and ends with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path
from typing import NamedTuple

from film.cast import CharacterSheet
from film.errors import ProjectError, RenderError
from film.names import slug
from film.plan import Plan
from film.references import Consent, Reference, View
from prompts.book import PromptBook
from renderer.generative.images import png
from renderer.generative.seam import Image
from renderer.generative.stills.seam import ImageIdentity, ImageJob, ImageModel, Pictured
from renderer.generative.stills.sheets import Manners, Words, finished, sheet_job, views_of
from storyreel.files import write_bytes
from storyreel.references import References, Refusal, references_of
from storyreel.references.entering import enter
from storyreel.references.finding import NOBODY, Entry, Named, inside, named_in

_FIRST: tuple[View, ...] = ("front", "wide", "three_quarter", "face")
"""Views that others are drawn from, the best first."""
_LONGEST = 200


class Target(NamedTuple):
    """An image that a sheet has not yet: the view, and the outfit that a person wears in it."""

    named: Named
    view: View
    outfit: str | None


class Made(NamedTuple):
    """What came of making: files of the reel, what failed and why, and what was left for later and why."""

    files: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Studio:
    """Who makes sheets, of which plan, in which reel's ``folder``, on which day."""

    folder: Path
    plan: Plan
    today: date
    model: ImageModel
    prompts: PromptBook
    manners: Manners = Manners()  # noqa: RUF009  a value that nobody changes

    def make(self, ids: Sequence[str] = ()) -> Made:
        """Makes what is missing of the sheets of these ids, of everybody where none is named.

        Raises ProjectError where an image that would be drawn from may not or cannot be used, or an id is nobody's;
        RenderError where the model cannot be asked at all.
        """
        model = self.model.ready()
        references = references_of(self.plan, self.folder, self.today)
        notes: list[str] = []
        asked = [each for named in _wanted(self.plan, ids) for each in self._asked(named, references, model, notes)]
        jobs = [job for _, job, _ in asked]
        files, failed = [], []
        for (target, _, drawn_from), outcome in zip(asked, self.model.pictures(jobs), strict=True):
            if outcome.picture is None:
                failed.append(f"{outcome.job.name}: {outcome.why}")
            else:
                files.append(self._kept(target, outcome, drawn_from, model))
        return Made(tuple(files), tuple(failed), tuple(notes))

    def _asked(
        self, named: Named, references: References, model: ImageIdentity, notes: list[str]
    ) -> Iterator[tuple[Target, ImageJob, list[Entry]]]:
        """What is asked for one sheet, and the images that it is drawn from."""
        own = [entry for entry in references.entries if entry.id == named.id and entry.kind == named.kind]
        for entry in own:
            if entry.trouble is not None:
                raise Refusal(entry, references.touched[entry]).error(self.folder)
        missing = _missing(named, own, self.plan)
        base = _base(own) if model.abilities.references else []
        if missing and not base:
            missing = _first_alone(missing, own, model, notes)
        words = Words(self.prompts, self.model.count, self.manners)
        for target in missing:
            shown = self._images(references, base)
            yield target, sheet_job(named.what, target.view, target.outfit, shown, model, words), base

    def _images(self, references: References, base: Sequence[Entry]) -> list[Image]:
        return [references.image(entry) for entry in base]

    def _kept(self, target: Target, outcome: Pictured, drawn_from: Sequence[Entry], model: ImageIdentity) -> str:
        """Writes the image and enters it in its sheet; the file, seen from the reel's folder."""
        assert outcome.picture is not None
        what = target.named.what
        picture = finished(what, target.view, outcome.job, outcome.picture, self.manners.side)
        file = self._free(target)
        write_bytes(self.folder / file, png(picture))
        used = drawn_from[: len(outcome.job.references)]
        made_by = _printable(f"{model.name}@{model.revision[:12]}")
        consent = _consent(target.named, used, made_by)
        reference = Reference(file=file, view=target.view, outfit=target.outfit, consent=consent, made_by=made_by)
        enter(self.folder, target.named, [reference])
        return file

    def _free(self, target: Target) -> str:
        """A path of its own within the reel: nothing that stands there is written over."""
        worn = f"-{slug(target.outfit)}" if target.outfit else ""
        stem = f"references/{slug(target.named.id)}/{target.view}{worn}"
        for number in count(1):
            file = f"{stem}.png" if number == 1 else f"{stem}-{number}.png"
            try:
                path = inside(self.folder, file)
            except RenderError as error:
                raise ProjectError(f"{file} {error.what}", where=self.folder, do=error.do) from None
            if not path.exists():
                return file
        raise AssertionError


def _wanted(plan: Plan, ids: Sequence[str]) -> list[Named]:
    """Whose sheets are made, each once.  Raises ProjectError for an id that is nobody's."""
    first: dict[tuple[str, str], Named] = {}
    for named in named_in(plan, all_=True):  # a thing may have references in several scenes
        first.setdefault((named.kind, named.id), named)
    everybody = list(first.values())
    if not ids:
        return everybody
    known = {named.id for named in everybody}
    for id in ids:
        if id not in known:
            import difflib

            near = difflib.get_close_matches(id, sorted(known), n=1)
            do = f"Did you mean {near[0]}?" if near else f"There is {', '.join(sorted(known)[:12])}"
            raise ProjectError(f"{id!r} is nobody and nothing of the plan", where="--make", do=do)
    return [named for named in everybody if named.id in ids]


def _missing(named: Named, own: Sequence[Entry], plan: Plan) -> list[Target]:
    """What a sheet has not: its views in the outfit worn first, and a front view in each other."""
    views = views_of(named.what)
    worn = _worn(named.what, plan) if isinstance(named.what, CharacterSheet) else [None]
    targets = [Target(named, view, worn[0]) for view in views]
    targets += [Target(named, views[0], outfit) for outfit in worn[1:]]
    there = {(entry.reference.view, entry.reference.outfit) for entry in own}
    return [target for target in targets if not {(target.view, target.outfit), (target.view, None)} & there]


def _worn(sheet: CharacterSheet, plan: Plan) -> list[str | None]:
    """The outfits that somebody wears in the plan, the first worn first; None alone where they wear the same."""
    known = {outfit.id for outfit in sheet.wardrobe}
    worn = (scene.wardrobe.get(sheet.id) for scene in plan.scenes)
    outfits: list[str | None] = list(dict.fromkeys(outfit for outfit in worn if outfit in known))
    return outfits if len(outfits) > 1 else [None]


def _base(own: Sequence[Entry]) -> list[Entry]:
    """Usable images, those that others are best drawn from first, all of one person."""

    def rank(entry: Entry) -> tuple[int, int]:
        view = entry.reference.view
        return _FIRST.index(view) if view in _FIRST else len(_FIRST), entry.place

    usable = sorted((entry for entry in own if entry.usable), key=rank)
    whose = {id(entry): entry.reference.consent and entry.reference.consent.whose.casefold() for entry in usable}
    return [entry for entry in usable if whose[id(entry)] == whose[id(usable[0])]]


def _first_alone(missing: list[Target], own: Sequence[Entry], model: ImageIdentity, notes: list[str]) -> list[Target]:
    """What is made where there is nothing to draw from: the first view, once."""
    named = missing[0].named
    if any(not entry.reference.usable for entry in own):
        waiting = next(entry.reference.file for entry in own if not entry.reference.usable)
        notes.append(f"{named.what.name}: {waiting} waits for approval; the other views are drawn from it then")
        return []
    if own and not model.abilities.references:
        notes.append(f"{named.what.name}: {model.name} is shown no images, so its views would be of somebody else")
        return []
    if model.abilities.least:
        notes.append(f"{named.what.name}: {model.name} draws nothing without an image; give one, or take another model")
        return []
    notes.append(f"{named.what.name}: look at the first image and approve it; the other views are drawn from it then")
    return missing[:1]


def _consent(named: Named, drawn_from: Sequence[Entry], made_by: str) -> Consent | None:
    """The leave that a made image has: that of whom it was drawn from, else that it shows nobody."""
    given = next((entry.reference.consent for entry in drawn_from if entry.reference.consent is not None), None)
    if given is not None or named.kind != "person":
        return given
    return Consent(whose=NOBODY, purpose=f"drawn from words by {made_by}")


def _printable(text: str) -> str:
    return "".join(sign for sign in text if sign.isprintable())[:_LONGEST]
