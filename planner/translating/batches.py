"""What is asked of a model: a few lines of one scene at a time, with the lines around them and the terms in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from planner.adapting.standing import within
from planner.llm.budget import estimated
from planner.llm.neutral import neutral
from planner.llm.question import Grounded, Question
from planner.translating.answers import MOST, LinesAnswer, joined
from planner.translating.holding import Glossary, cleaned, problems_of
from planner.translating.languages import name_of
from planner.translating.lines import Line, room, speakable, too_long
from prompts.book import PromptBook

_TOKENS = 600
"""Of a question's lines."""
_AROUND = 2
"""Lines before and behind that are shown with a question."""
_TERMS = 24
"""Terms of a glossary that a question tells of."""


@dataclass(frozen=True)
class Job:
    """A film to translate: all its lines in order, the language, its people's names, terms with their renderings, and
    what is done already, by a line's id."""

    lines: tuple[Line, ...]
    language: str
    names: tuple[str, ...] = ()
    glossary: Glossary = field(default_factory=dict)
    done: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Batch:
    """Lines of one scene that are asked about together, numbered from ``first``."""

    name: str
    lines: tuple[Line, ...]
    first: int = 1

    @property
    def numbered(self) -> Iterator[tuple[int, Line]]:
        """The lines with their numbers."""
        return enumerate(self.lines, self.first)

    def at(self, number: int) -> Line | None:
        """The line of a number; None where there is none."""
        place = number - self.first
        return self.lines[place] if 0 <= place < len(self.lines) else None

    def halves(self) -> tuple[Batch, ...]:
        """Two of half as many lines, numbers kept; itself where it has one."""
        cut = len(self.lines) // 2
        if not cut:
            return (self,)
        head = replace(self, name=f"{self.name}.1", lines=self.lines[:cut])
        return head, replace(self, name=f"{self.name}.2", lines=self.lines[cut:], first=self.first + cut)


def batches(lines: Sequence[Line], what: str = "lines") -> Iterator[Batch]:
    """Lines of the film in order, by scene, a few at a time."""
    for scene, group in groupby(lines, key=lambda line: line.scene):
        parts: list[list[Line]] = [[]]
        size = 0
        for line in group:
            tokens = estimated(line.text)
            if parts[-1] and (len(parts[-1]) == MOST or size + tokens > _TOKENS):
                parts.append([])
                size = 0
            parts[-1].append(line)
            size += tokens
        for number, part in enumerate(parts, 1):
            yield Batch(f"{what} {scene or 'title'}{f' {number}' if number > 1 else ''}", tuple(part))


def translation(job: Job, batch: Batch, prompts: PromptBook) -> Question[LinesAnswer]:
    """The question for a batch's lines in the other language."""

    def ground(answer: LinesAnswer) -> Grounded[LinesAnswer]:
        kept = held(batch, answer)
        texts = {each.line: each.text for each in kept.lines}
        problems = [
            f"line {number}: {problem}"
            for number, line in batch.numbered
            for problem in problems_of(line, texts.get(number, ""), job.language, job.names, job.glossary)
        ]
        return Grounded(kept, tuple(problems))

    shown = [_shown(number, line, job.language) for number, line in batch.numbered]
    return _question(job, batch, "translate", shown, ground, prompts, lambda part: translation(job, part, prompts))


def shortening(job: Job, batch: Batch, found: Mapping[str, str], prompts: PromptBook) -> Question[LinesAnswer]:
    """The question for lines that take too long as they were translated (``found``, by id): the same, shorter."""
    shown = [
        f"{_shown(number, line, job.language)}\n"
        f"   takes {speakable(line, found[line.id], job.language):.1f} s as: {neutral(found[line.id])}"
        for number, line in batch.numbered
    ]

    def ground(answer: LinesAnswer) -> Grounded[LinesAnswer]:
        return Grounded(held(batch, answer))

    return _question(job, batch, "shorten", shown, ground, prompts, lambda part: shortening(job, part, found, prompts))


def held(batch: Batch, answer: LinesAnswer) -> LinesAnswer:
    """The answer's lines that were asked for, each once and clean; none is added."""
    first = {each.line: each for each in reversed(answer.lines)}
    kept = []
    for number, line in batch.numbered:
        text = cleaned(first[number].text, line) if number in first else ""
        if text:
            kept.append(first[number].but(text=text))
    return LinesAnswer(lines=tuple(kept))


def _question(
    job: Job,
    batch: Batch,
    prompt_name: str,
    shown: Sequence[str],
    ground: Callable[[LinesAnswer], Grounded[LinesAnswer]],
    prompts: PromptBook,
    part: Callable[[Batch], Question[LinesAnswer]],
) -> Question[LinesAnswer]:
    prompt = prompts.fill(
        prompt_name,
        language=name_of(job.language),
        terms=_terms(job, batch),
        before=_around(job, batch, before=True),
        lines="\n".join(shown),
        after=_around(job, batch, before=False),
    )
    return Question(
        name=batch.name,
        system=prompt.system,
        shared=prompt.shared,
        text=prompt.text,
        answer=LinesAnswer,
        ground=ground,
        max_tokens=200 + sum(30 + 2 * len(line.text) for line in batch.lines),
        smaller=lambda: [part(half) for half in batch.halves()],
        join=joined,
    )


def _shown(number: int, line: Line, language: str) -> str:
    """``3| MARA (V.O.) [2.1 s, about 11 syllables at most]: Tomas, where is the key?``"""
    who = line.speaker or {"title": "TITLE OF THE FILM", "insert": "READ IN CLOSE-UP"}.get(line.kind, "READ ON SCREEN")
    heard = f" ({line.extension})" if line.extension else ""
    time = f" [{line.seconds:.1f} s, about {room(line, language)} syllables at most]" if line.kind == "dialogue" else ""
    manner = f" ({neutral(line.manner)})" if line.manner else ""
    return f"{number}| {neutral(who)}{heard}{time}:{manner} {neutral(line.text)}"


def _terms(job: Job, batch: Batch) -> str:
    """The glossary's terms that stand in these lines."""
    there = [
        f"{neutral(term)} = {neutral(rendering)}"
        for term, rendering in sorted(job.glossary.items())
        if any(within(term, line.text) for line in batch.lines)
    ]
    return "; ".join(there[:_TERMS]) or "none"


def _around(job: Job, batch: Batch, *, before: bool) -> str:
    """The scene's lines next to a batch's, with what they became where that is known."""
    scene = [line for line in job.lines if line.scene == batch.lines[0].scene]
    ids = [line.id for line in scene]
    edge = ids.index(batch.lines[0 if before else -1].id)
    near = scene[max(0, edge - _AROUND) : edge] if before else scene[edge + 1 : edge + 1 + _AROUND]
    shown = [
        f"{neutral(line.speaker or 'ON SCREEN')}: {neutral(line.text)}"
        f"{f' => {neutral(job.done[line.id])}' if line.id in job.done else ''}"
        for line in near
    ]
    return "\n".join(shown) or "nothing"


def overlong(job: Job, found: Mapping[str, str]) -> list[Line]:
    """The speeches whose translation takes more than their time."""
    return [
        line
        for line in job.lines
        if line.kind == "dialogue" and line.id in found and too_long(line, found[line.id], job.language)
    ]
