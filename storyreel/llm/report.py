"""What reading a script with a language model will cost and did cost, as objects and in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from film.base import Model
from film.plan import Plan
from film.proposals import Proposal, Verdict

_MOST_REASONS = 6
_MOST_PROPOSALS = 6


class Tokens(Model):
    """Tokens read, of these out of the model's own cache, and written."""

    input: int = 0
    cached: int = 0
    output: int = 0


class EstimateReport(Model):
    """What asking will cost at most: ``answered`` of the ``questions`` cost nothing; ``cost`` where prices are set.

    ``recorded``: no model is asked, its answers are in a file.
    """

    model: str
    questions: int
    answered: int = 0
    recorded: bool = False
    usage: Tokens = Tokens()
    cost: float | None = None


class LeftToRules(Model):
    """A question that rules have to answer, and why."""

    name: str
    why: str


class Verdicts(Model):
    """What became of what a model proposed."""

    taken: int = 0
    adjusted: int = 0
    refused: int = 0


class NotTaken(Proposal):
    """A proposal that was adjusted or refused, and the number of its scene; "" where it is about a sheet."""

    scene: str = ""


class ReadingReport(Model):
    """What a plan goes by of what a language model read, and what a run asked it for that.

    ``requests`` were sent now and ``answered_before`` found among kept answers; ``usage``, ``cost`` (None without
    prices) and ``seconds`` (wall time) are of this run alone.
    """

    model: str
    questions: int
    by_model: int
    by_rules: tuple[LeftToRules, ...] = ()
    requests: int = 0
    answered_before: int = 0
    usage: Tokens = Tokens()
    cost: float | None = None
    seconds: float = 0.0
    proposals: Verdicts = Verdicts()
    not_taken: tuple[NotTaken, ...] = ()

    def with_verdicts(self, plan: Plan) -> ReadingReport:
        """The report with what the plan made of the proposals."""
        proposed = [("", each) for each in plan.proposals]
        proposed += [(scene.number, each) for scene in plan.scenes for each in scene.proposals]
        found: Counter[Verdict] = Counter(each.verdict for _, each in proposed)
        others = (NotTaken(scene=number, **dict(each)) for number, each in proposed if each.verdict != "taken")
        return self.but(proposals=Verdicts.model_validate(found), not_taken=tuple(others))


def estimate_line(estimate: EstimateReport) -> str:
    """What asking will cost, in one line."""
    if estimate.recorded:
        return f"{estimate.model}, recorded: {counted(estimate.questions, 'question')}, which cost nothing"
    if estimate.questions == estimate.answered:
        return f"{estimate.model} has answered {_all(estimate.questions)} before"
    before = f", {estimate.answered} answered before" if estimate.answered else ""
    tokens = f"up to {estimate.usage.input:,} tokens to read and {estimate.usage.output:,} to write"
    return f"{estimate.model}: {counted(estimate.questions, 'question')}{before}; {tokens}{_money(estimate.cost)}"


def reading_lines(report: ReadingReport) -> Iterator[str]:
    """What a run asked and what came of it, in a few lines."""
    before = f", {report.answered_before} answered before" if report.answered_before else ""
    yield f"{report.model} read it: {report.by_model} of {counted(report.questions, 'question')}{before}"
    if report.requests:
        tokens = f"{report.usage.input:,} tokens read and {report.usage.output:,} written"
        yield f"  {counted(report.requests, 'request')}, {tokens}{_money(report.cost)}, in {report.seconds:.1f} s"
    verdicts = report.proposals
    if verdicts.taken or verdicts.adjusted or verdicts.refused:
        yield f"  proposals: {verdicts.taken} taken, {verdicts.adjusted} adjusted, {verdicts.refused} refused"
    yield from _not_taken_lines(report.not_taken)
    yield from _left_lines(report.by_rules)


def _not_taken_lines(proposals: tuple[NotTaken, ...]) -> Iterator[str]:
    for each in proposals[:_MOST_PROPOSALS]:
        scene = f"scene {each.scene}: " if each.scene else ""
        line = f"line {each.line}: " if each.line else ""
        yield f"  {each.verdict}: {scene}{line}{each.text}{f' ({each.why})' if each.why else ''}"
    if len(proposals) > _MOST_PROPOSALS:
        yield f"  and {len(proposals) - _MOST_PROPOSALS} more; --json and the files of the scenes have them all"


def _left_lines(left: tuple[LeftToRules, ...]) -> Iterator[str]:
    """What rules have to answer: a line for each reason, however many questions it goes for."""
    reasons: dict[str, list[str]] = {}
    for each in left:
        reasons.setdefault(each.why.replace(each.name, "it"), []).append(each.name)
    for why, names in list(reasons.items())[:_MOST_REASONS]:
        yield f"  by rules: {names[0]}{f' and {len(names) - 1} more' if len(names) > 1 else ''}: {why}"
    if len(reasons) > _MOST_REASONS:
        yield f"  and for {counted(len(reasons) - _MOST_REASONS, 'other reason')}; --json has them all"


def counted(number: int, noun: str) -> str:
    """So many of something."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _all(questions: int) -> str:
    return "the question" if questions == 1 else f"all {questions} questions"


def _money(cost: float | None) -> str:
    return "" if cost is None else f", {cost:.4f} in money"
