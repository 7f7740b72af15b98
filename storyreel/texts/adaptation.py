"""``storyreel adapt``: a file of prose to a Fountain file beside which every answer is kept.

A screenplay that is there already is never written over: somebody may have corrected it.  Answers stand beside it as
``NAME.answers.jsonl``, so that a run that was ended goes on where it was and ``--llm replay:`` repeats it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from film.base import Model
from film.errors import ProjectError
from storyreel.files import write_text
from storyreel.llm.choosing import AUTO
from storyreel.llm.needed import asked_model, foretold
from storyreel.llm.report import counted

if TYPE_CHECKING:
    from planner.adapting import Adaptation
    from planner.adapting.adapting import Told
    from storyreel.llm.kept import Kept
    from storyreel.progress import Progress


class AdaptReport(Model):
    """What was adapted: passages of the source by what became of them, and what was asked.

    ``quoted`` counts speeches whose words stand in the source, ``made`` all others; ``unread`` says why pieces were
    not adapted.
    """

    screenplay: str
    language: str
    scenes: int
    passages: int
    used: int
    left_out: int
    quoted: int
    made: int
    unread: tuple[str, ...] = ()
    requests: int = 0
    answered_before: int = 0
    tokens_read: int = 0
    tokens_written: int = 0


def adapt_file(file: Path, out: Path | None, llm: str | None, language: str | None, progress: Progress) -> AdaptReport:
    """Adapts a file.  Raises FilmError before anything is asked, and where nothing of it was adapted."""
    from planner.adapting import adapt, foreseen
    from prompts.book import PromptBook
    from storyreel.texts.fountain import fountain_of
    from storyreel.texts.source import source_of

    target = _target(file, out)
    source = source_of(file, _code(language))
    answers = target.with_name(f"{target.stem}.answers.jsonl")
    model = asked_model("adapting", llm, AUTO, Path.cwd(), answers)
    try:
        progress.note(foretold(model, foreseen(source, PromptBook())))
        done = adapt(source, model, PromptBook(), on_piece=_telling(progress))
    finally:
        progress.close()
        model.close()
    write_text(target, fountain_of(done))
    return _report(target, done, model)


def _target(file: Path, out: Path | None) -> Path:
    """Where the screenplay is written.  Raises ProjectError for what is there already."""
    target = out if out is not None else Path.cwd() / f"{file.stem}.fountain"
    if target.suffix.lower() not in (".fountain", ".spmd"):
        do = "Give it a name ending in .fountain"
        raise ProjectError("an adaptation is written as Fountain", where=target, do=do)
    if os.path.lexists(target):
        do = "Give another name with -o, or delete it"
        raise ProjectError("is there already, perhaps corrected by hand", where=target, do=do)
    return target


def _code(language: str | None) -> str | None:
    from planner.translating.languages import code_of

    return None if language is None else code_of(language, "--language").split("-")[0]


def _telling(progress: Progress) -> Callable[[int, int], None]:
    def tell(done: int, of: int) -> None:
        if done == 0:
            progress.begin("Adapting", of, counted=True)
        else:
            progress.advance(1)

    return tell


def _report(target: Path, done: Adaptation, model: Kept) -> AdaptReport:
    whole = [each for each in done.told if each.answer is not None]
    elements = [part for each in whole if each.answer for scene in each.answer.scenes for part in scene.elements]
    spoken = [part.words for part in elements if part.kind == "speech"]
    used = {place for each in whole for place in _used(each)}
    texts = [place for place, passage in enumerate(done.source.passages) if not passage.heading]
    return AdaptReport(
        screenplay=str(target),
        language=done.source.language,
        scenes=sum(len(each.answer.scenes) for each in whole if each.answer),
        passages=len(texts),
        used=len(used),
        left_out=sum(1 for place in texts if place not in used),
        quoted=spoken.count("quoted"),
        made=len(spoken) - spoken.count("quoted"),
        unread=tuple(f"piece {each.piece.number}: {each.why}" for each in done.told if each.why),
        requests=model.spent.requests,
        answered_before=model.spent.before,
        tokens_read=model.spent.usage.input,
        tokens_written=model.spent.usage.output,
    )


def _used(each: Told) -> set[int]:
    answer = each.answer
    parts = () if answer is None else (part for scene in answer.scenes for part in scene.elements)
    return {each.at(number)[0] for part in parts for number in part.paragraphs}


def text(report: AdaptReport) -> str:
    """The report for people."""
    scenes, paragraphs = counted(report.scenes, "scene"), counted(report.passages, "paragraph")
    lines = [
        report.screenplay,
        f"  {scenes} of {paragraphs}: {report.used} used, {report.left_out} left out (each in a note)",
        f"  {report.quoted} speeches in the source's words, {report.made} in others (each in a note)",
    ]
    before = f", {report.answered_before} answered before" if report.answered_before else ""
    if report.requests or before:
        tokens = f"{report.tokens_read:,} tokens read and {report.tokens_written:,} written"
        lines.append(f"  {counted(report.requests, 'request')}{before}; {tokens}")
    lines += [f"  not adapted: {each}" for each in report.unread]
    if report.unread:
        lines.append("  What is not adapted stands in notes; delete the file and run again to ask for it once more.")
    return "\n".join([*lines, "  Read and correct it; then storyreel plan makes shots of it."])
