"""What ``storyreel references`` says and does.

::

    storyreel references REEL                    listed   text
    storyreel references REEL --make MODEL       made     (Studio.make)
    storyreel references REEL --approve ID|FILE  approve
"""

from __future__ import annotations

from film.base import Model
from storyreel.references import Entry, References
from storyreel.references.approving import approve
from storyreel.references.finding import NOBODY, Kind
from storyreel.references.making import Made, Studio

__all__ = ["Made", "ReferencesReport", "Studio", "approve", "listed", "made_text", "text"]

_FEW = 12


class ImageReport(Model):
    """One image: where it is named, what it shows, whether it may be used, and the shots that it may be given to."""

    file: str
    sheet: str
    line: int | None
    view: str
    outfit: str | None
    width: int | None
    height: int | None
    content: str
    consent: str
    made_by: str
    approved: bool
    used: bool
    trouble: str
    mend: str
    shots: tuple[str, ...]


class SheetReport(Model):
    """Everything of one person, place or thing."""

    kind: Kind
    id: str
    name: str
    images: tuple[ImageReport, ...]


class ReferencesReport(Model):
    """All references of a reel.  ``refused`` counts images that stop a render, ``waiting`` those to be approved."""

    sheets: tuple[SheetReport, ...]
    refused: int
    waiting: int


def listed(references: References) -> ReferencesReport:
    """All references, whose they are, and the shots that each touches."""
    sheets: dict[tuple[Kind, str], list[Entry]] = {}
    for entry in references.entries:
        sheets.setdefault((entry.kind, entry.id), []).append(entry)
    return ReferencesReport(
        sheets=tuple(
            SheetReport(
                kind=kind,
                id=id,
                name=entries[0].name,
                images=tuple(_image(entry, references.touched[entry]) for entry in entries),
            )
            for (kind, id), entries in sheets.items()
        ),
        refused=sum(1 for refusal in references.refusals if refusal.shots),
        waiting=len(references.waiting),
    )


def text(report: ReferencesReport) -> str:
    """The report to be read: a block for each person, place and thing."""
    if not report.sheets:
        return "No references. Name images in cast/, places/ and scenes/, or make some: docs/references.md says how."
    blocks = [
        "\n".join([f"{sheet.name} ({sheet.kind} {sheet.id})", *map(_lines, sheet.images)]) for sheet in report.sheets
    ]
    images = sum(len(sheet.images) for sheet in report.sheets)
    stopped = f"{report.refused} of them {'stops' if report.refused == 1 else 'stop'} the render"
    waiting = f", {report.waiting} {'waits' if report.waiting == 1 else 'wait'} for approval" if report.waiting else ""
    said = stopped if report.refused else "nothing stops the render"
    return "\n\n".join([*blocks, f"{images} {'image' if images == 1 else 'images'}, {said}{waiting}"])


def made_text(made: Made) -> str:
    """What came of making sheets, a line each."""
    lines = [*(f"made {file}" for file in made.files), *(f"failed {why}" for why in made.failed), *made.notes]
    return "\n".join(lines) or "Every sheet has its images"


def _image(entry: Entry, shots: tuple[str, ...]) -> ImageReport:
    reference, looked = entry.reference, entry.looked
    return ImageReport(
        file=reference.file,
        sheet=entry.sheet,
        line=entry.line,
        view=reference.view,
        outfit=reference.outfit,
        width=looked and looked.width,
        height=looked and looked.height,
        content=looked.content if looked else reference.content,
        consent=_consent(entry),
        made_by=reference.made_by,
        approved=reference.approved,
        used=entry.usable,
        trouble=entry.why,
        mend=entry.do,
        shots=shots,
    )


def _consent(entry: Entry) -> str:
    consent = entry.reference.consent
    if consent is None:
        return "missing" if entry.kind == "person" else "none needed"
    if consent.whose.casefold() == NOBODY:
        return "shows nobody living"
    until = f" until {consent.until.isoformat()}" if consent.until else ""
    revoked = f", revoked on {consent.revoked.isoformat()}" if consent.revoked else ""
    return " ".join(f"{consent.whose}, for {consent.purpose}{until}{revoked}".split())


def _lines(image: ImageReport) -> str:
    size = f"{image.width}x{image.height}" if image.width else "no picture"
    worn = f" in {image.outfit}" if image.outfit else ""
    state = "approved" if image.approved else "waits for approval" if image.made_by else "yours"
    made = f", made by {image.made_by}" if image.made_by else ""
    file = " ".join(image.file.split())
    head = f"  {file}  {image.view}{worn}, {size}, {state}{made}"
    shots = ", ".join(image.shots[:_FEW]) + (f" and {len(image.shots) - _FEW} more" if len(image.shots) > _FEW else "")
    lines = [head, f"    consent: {image.consent}", f"    shots: {shots or 'none'}"]
    if image.trouble:
        where = f"{image.sheet}:{image.line}" if image.line else image.sheet
        lines.append("    " + " ".join(f"{where}: {image.trouble}. {image.mend}".split()))
    return "\n".join(lines)
