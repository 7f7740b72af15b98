"""The pieces of a source asked about one behind the other, each with what came before in mind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from film.errors import PlanError
from planner.adapting.answers import PieceAnswer, SetAside, joined
from planner.adapting.holding import held
from planner.adapting.memory import Memory
from planner.adapting.pieces import Piece, Source, pieces
from planner.llm.asking import ask
from planner.llm.budget import estimated
from planner.llm.question import Outcome, Question
from planner.llm.seam import LanguageModel, Request, Usage
from planner.reading.page import Page
from planner.translating.languages import name_of
from prompts.book import PromptBook

_BASE, _A_TOKEN = 500, 3
"""Tokens of an answer at most: so many, and so many for each token of the piece."""


@dataclass(frozen=True)
class Told:
    """A piece and what it became; ``why`` says why there is no ``answer``, or none about a part of it."""

    piece: Piece
    answer: PieceAnswer | None
    why: str = ""
    problems: tuple[str, ...] = ()

    def at(self, number: int) -> tuple[int, str]:
        """The passage, by its place in the source, of a number on the page, and the words there."""
        return self.piece.passages[number - 1], self.piece.page.paragraphs[number - 1].text


@dataclass(frozen=True)
class Adaptation:
    """A source as scenes, piece by piece; ``asked`` counts requests."""

    source: Source
    told: tuple[Told, ...]
    asked: int = 0
    usage: Usage = field(default_factory=Usage)
    seconds: float = 0.0


def adapt(
    source: Source,
    model: LanguageModel,
    prompts: PromptBook,
    seed: int = 0,
    on_piece: Callable[[int, int], None] | None = None,
) -> Adaptation:
    """The source adapted.  ``on_piece`` is told how many pieces are done, of how many, from none on.

    Raises PlanError where there is nothing to adapt, where the model is gone, or where it adapted nothing of it.
    """
    asked = pieces(source)
    if not asked:
        do = "Give a story, an outline or a transcript"
        raise PlanError("there is no text in it to adapt", where=source.name, do=do)
    memory, told, outcomes = Memory(), [], []
    tell = on_piece or (lambda *_: None)
    tell(0, len(asked))
    for piece in asked:
        (outcome,) = ask([question(piece, source.language, memory, prompts)], model, seed)
        outcomes.append(outcome)
        told.append(_told(piece, outcome))
        memory = memory.after(outcome.answer) if outcome.answer is not None else memory
        tell(len(told), len(asked))
    if all(each.answer is None or not each.answer.scenes for each in told):
        why = next((each.why for each in told if each.why), "it found no scene")
        raise PlanError(f"the model adapted nothing of it: {why}", where=source.name, do="Try another model")
    return _adaptation(source, told, outcomes)


def foreseen(source: Source, prompts: PromptBook, seed: int = 0) -> list[Request]:
    """What will be asked about a source, to estimate its cost by: what came before is told in a few words more."""
    return [question(piece, source.language, Memory(), prompts).request(seed) for piece in pieces(source)]


def _told(piece: Piece, outcome: Outcome[PieceAnswer]) -> Told:
    """What a piece became, with every paragraph of it: those of a part that nobody answered are set aside."""
    answer = outcome.answer
    if answer is None:
        return Told(piece, None, outcome.why, outcome.problems)
    told = {each.paragraph for each in answer.left_out}
    told |= {number for scene in answer.scenes for each in scene.elements for number in each.paragraphs}
    rest = [paragraph.number for paragraph in piece.page.paragraphs if paragraph.number not in told]
    why = outcome.problems[-1].rpartition(": ")[2] if rest and outcome.problems else ""
    aside = [SetAside(paragraph=number, why=f"not adapted, {why}"[:120]) for number in rest]
    whole = answer.but(left_out=tuple(sorted((*answer.left_out, *aside), key=lambda each: each.paragraph)))
    return Told(piece, whole, why, outcome.problems)


def _adaptation(source: Source, told: Sequence[Told], outcomes: Sequence[Outcome[PieceAnswer]]) -> Adaptation:
    return Adaptation(
        source=source,
        told=tuple(told),
        asked=sum(each.asked for each in outcomes),
        usage=sum((each.usage for each in outcomes), Usage()),
        seconds=sum(each.seconds for each in outcomes),
    )


def question(piece: Piece, language: str, memory: Memory, prompts: PromptBook) -> Question[PieceAnswer]:
    """What is asked about a piece."""
    return _question(f"piece {piece.number}", piece.page, language, memory, prompts)


def _question(name: str, page: Page, language: str, memory: Memory, prompts: PromptBook) -> Question[PieceAnswer]:
    text = "\n".join(paragraph.text for paragraph in page.paragraphs)
    prompt = prompts.fill("adapt", language=name_of(language), page=page.shown, **memory.told(text, language))

    def smaller() -> Sequence[Question[PieceAnswer]]:
        return [_question(f"{name}.{n}", half, language, memory, prompts) for n, half in enumerate(page.halves(), 1)]

    return Question(
        name=name,
        system=prompt.system,
        shared=prompt.shared,
        text=prompt.text,
        answer=PieceAnswer,
        ground=lambda answer: held(answer, page, memory, language),
        max_tokens=_BASE + _A_TOKEN * estimated(text),
        smaller=smaller,
        join=joined,
    )
