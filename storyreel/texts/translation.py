"""``storyreel translate``: what a film says and shows, in another language: a page to edit, and captions.

::

    REEL/translations/fr.yaml        every line, editable
    REEL/captions/film.fr.srt .vtt   what a film needs of it
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from film.base import Model
from film.errors import ProjectError
from storyreel.draft import planned, read_draft
from storyreel.files import write_text
from storyreel.llm.needed import asked_model, foretold
from storyreel.llm.report import counted
from storyreel.project import Project, Reel, opened, project_of
from storyreel.stages import Stages, title_card
from storyreel.texts.captions import PAGES
from storyreel.yamlfile import read_page as read_yaml

if TYPE_CHECKING:
    from film.plan import Plan
    from planner.translating import Line, Translated
    from storyreel.llm.kept import Kept
    from storyreel.progress import Progress
    from storyreel.texts.page import Entry, Placed


class TranslateReport(Model):
    """What was translated: ``kept`` lines were there before, ``flagged`` are to be looked at, by flag.

    ``missing`` says why lines have none; ``unnamed`` are names that other letters need a rendering of.
    """

    page: str
    captions: tuple[str, ...]
    language: str
    lines: int
    kept: int
    translated: int
    flagged: Mapping[str, int]
    missing: tuple[str, ...] = ()
    unnamed: tuple[str, ...] = ()
    requests: int = 0
    answered_before: int = 0
    tokens_read: int = 0
    tokens_written: int = 0


def translate_reel(
    stages: Stages, folder: Path, to: str, glossary: Path | None, llm: str | None, progress: Progress
) -> TranslateReport:
    """Translates what is not translated yet, and writes page and captions.  Raises FilmError.

    A model is looked for only where something has to be asked.
    """
    from planner.translating import code_of, lines_of, names_in

    project = project_of(folder, None, {})
    code = code_of(to, "--to")
    terms = glossary_of(glossary)
    screenplay = read_draft(stages, project)
    if code == screenplay.language:
        raise ProjectError(f"the script is in {code} already", where="--to", do="Say another language")
    with opened(project) as reel:
        plan = planned(stages, project, screenplay)
        work = _Work(reel, code, lines_of(plan), names_in(plan), terms)
        done = work.translated(project, llm, progress)
        return work.written(plan, done)


def glossary_of(path: Path | None) -> dict[str, str]:
    """Terms with their renderings.  Raises ProjectError for a file that holds anything else."""
    if path is None:
        return {}
    page = read_yaml(path)
    for term, rendering in page.data.items():
        if not isinstance(rendering, str) or not rendering.strip() or not term.strip():
            do = "Write each as term: rendering, in quotes where it is a number"
            raise ProjectError(f"{term!r} has no rendering", where=path, line=page.line((term,)), do=do)
    return {" ".join(term.split()): " ".join(rendering.split()) for term, rendering in page.data.items()}


class _Work:
    """A translation while it is made: what the page had, what the film says now."""

    def __init__(
        self, reel: Reel, code: str, lines: tuple[Line, ...], names: tuple[str, ...], terms: dict[str, str]
    ) -> None:
        from planner.translating import Job
        from storyreel.texts.page import known_lines, read_page

        self.reel = reel
        self.path = reel.folder / PAGES / f"{code}.yaml"
        self.before = read_page(self.path)
        self.known = {} if self.before is None else known_lines(self.before, lines)
        kept = {line_id: " ".join(known.entry.text.split()) for line_id, known in self.known.items() if known.keeps}
        known_terms = {} if self.before is None else self.before.terms
        self.job = Job(lines, code, names, {**known_terms, **terms}, kept)
        self.model: Kept | None = None

    def translated(self, project: Project, llm: str | None, progress: Progress) -> Translated:
        """What is asked for, answers kept in the reel."""
        from planner.translating import Translated, foreseen, translate
        from storyreel.llm.kept import FILE
        from storyreel.llm.own_prompts import book_of

        if all(line.id in self.job.done for line in self.job.lines):
            return Translated({})
        settings = project.settings
        prompts = book_of(self.reel.folder)
        answers = self.reel.private / FILE
        self.model = asked_model("translating", llm, settings.llm, self.reel.folder, answers, settings)
        self.model.heard = lambda _: progress.advance(1)
        try:
            progress.note(foretold(self.model, foreseen(self.job, prompts), settings.llm_price))
            return translate(self.job, self.model, prompts, on_questions=_telling(progress))
        finally:
            progress.close()
            self.model.close()

    def written(self, plan: Plan, done: Translated) -> TranslateReport:
        """Page and captions put in the reel, and what became of it all."""
        from storyreel.texts.captions import Spoken, write_captions
        from storyreel.texts.page import Placed, page_text

        lines = [self._placed(line, done) for line in self.job.lines]
        write_text(self.path, page_text(self.path, self.job, lines, list(self._unused(Placed))))
        texts = {placed.entry.id: placed.entry.text for placed in lines if placed.entry.text}
        spoken = Spoken(self.job.language, self.job.lines, texts, self.job.glossary)
        captions = write_captions(self.reel, plan, title_card(plan).frames, spoken)
        return self._report([placed.entry for placed in lines], captions, done)

    def _placed(self, line: Line, done: Translated) -> Placed:
        from planner.translating import rendered
        from storyreel.texts.page import Placed, entry_of

        known = self.known.get(line.id)
        text = self.job.done.get(line.id)
        kept = None if text is None else rendered(self.job, line, text)
        return Placed(entry_of(line, known, kept, done.lines.get(line.id)), None if known is None else known.place)

    def _unused(self, make: type[Placed]) -> Iterator[Placed]:
        """What a director wrote for lines that the film no longer has."""
        taken = {known.place for known in self.known.values()}
        there = () if self.before is None else (*self.before.lines, *self.before.unused)
        for place, entry in enumerate(there):
            if place not in taken and entry.edited:
                yield make(entry, place)

    def _report(self, entries: Sequence[Entry], captions: Sequence[Path], done: Translated) -> TranslateReport:
        from planner.translating import unrendered

        spent = self.model.spent if self.model is not None else None
        pairs = [(line, entry.text) for line, entry in zip(self.job.lines, entries, strict=True) if entry.text]
        return TranslateReport(
            page=str(self.path),
            captions=tuple(map(str, captions)),
            language=self.job.language,
            lines=len(entries),
            kept=sum(entry.id in self.job.done for entry in entries),
            translated=sum(entry.id in done.lines for entry in entries),
            flagged=dict(sorted(Counter(flag for entry in entries for flag in entry.flags).items())),
            missing=done.why,
            unnamed=unrendered(pairs, self.job.names, self.job.glossary),
            requests=spent.requests if spent is not None else 0,
            answered_before=spent.before if spent is not None else 0,
            tokens_read=spent.usage.input if spent is not None else 0,
            tokens_written=spent.usage.output if spent is not None else 0,
        )


def _telling(progress: Progress) -> Callable[[int], None]:
    def tell(count: int) -> None:
        if count:
            progress.begin("Translating", count, counted=True)

    return tell


def text(report: TranslateReport) -> str:
    """The report for people."""
    lines = [report.page, f"  {counted(report.lines, 'line')}: {report.kept} kept, {report.translated} translated now"]
    if report.flagged:
        told = ", ".join(f"{count} {flag}" for flag, count in report.flagged.items())
        lines.append(f"  to look at: {told}")
    if report.unnamed:
        lines.append(f"  names without a rendering in the glossary: {', '.join(report.unnamed)}")
    if report.requests or report.answered_before:
        before = f", {report.answered_before} answered before" if report.answered_before else ""
        tokens = f"{report.tokens_read:,} tokens read and {report.tokens_written:,} written"
        lines.append(f"  {counted(report.requests, 'request')}{before}; {tokens}")
    lines += [f"  not translated: {why}" for why in report.missing]
    return "\n".join([*lines, *report.captions])
