"""Questions that do not fit or whose answers are cut off: asked in parts, and what becomes of those."""

from __future__ import annotations

from planner.llm.asking import ask
from planner.llm.budget import needed
from planner.llm.seam import Completion, Request, Usage
from tests.planner.llm.scripted import PAGE, Reply, Scripted, echo, in_turn, one, question, say, things


def test_what_is_cut_off_is_asked_in_parts_and_joined() -> None:
    def answerer(request: Request) -> Reply:
        if len(request.messages[1].text.split()) > 3:
            return Completion(finish="length", text='{"things": ["box', usage=Usage(input=1, output=50))
        return echo(request)

    outcome, model = one(answerer)
    assert things(outcome) == PAGE
    assert [len(batch) for batch in model.asked] == [1, 2, 4]
    assert outcome.usage.output > 50
    assert outcome.problems == ()


def test_blanks_after_an_answer_that_ran_over_cut_nothing_off() -> None:
    outcome, model = one(in_turn(Completion(finish="length", text=say("box") + " \n" * 50)))
    assert things(outcome) == ("box",)
    assert len(model.asked) == 1


def test_parts_have_an_end() -> None:
    outcome, model = one(lambda _: Completion(finish="length", text="{"))
    assert outcome.answer is None
    assert outcome.why == "the answer is longer than 50 tokens"
    assert len(model.asked) <= 4


def test_what_does_not_fit_is_asked_in_parts_before_anything_is_spent() -> None:
    tokens = needed(question().request(0), Scripted(echo))
    outcome, model = one(echo, context=tokens - 1)
    assert things(outcome) == PAGE
    assert [len(batch) for batch in model.asked] == [2]
    whole, model = one(echo, context=tokens)
    assert things(whole) == PAGE
    assert [len(batch) for batch in model.asked] == [1]


def test_what_cannot_be_divided_and_does_not_fit_is_not_asked() -> None:
    model = Scripted(echo, context=60)
    [outcome] = ask([question(("box",))], model)
    assert outcome.answer is None
    assert "does not fit into the model's 60" in outcome.why
    assert outcome.asked == 0


def test_what_a_model_finds_too_long_is_asked_in_parts() -> None:
    outcome, model = one(
        lambda request: (
            Completion(finish="overlong", why="8192 at most") if request.name == "scene 1" else echo(request)
        )
    )
    assert things(outcome) == PAGE
    assert [len(batch) for batch in model.asked] == [1, 2]
    [single] = ask([question(("box",))], Scripted(in_turn(Completion(finish="overlong", why="8192 at most"))))
    assert single.why == "8192 at most"


def test_parts_without_an_answer_are_left_to_rules_and_told() -> None:
    def answerer(request: Request) -> Reply:
        if request.name == "scene 1":
            return Completion(finish="length", text="{")
        return echo(request) if request.name.endswith("a") else Completion(finish="failed", why="no power")

    outcome, _ = one(answerer)
    assert things(outcome) == PAGE[:4]
    assert outcome.why == ""
    assert outcome.problems == ("1 of its 2 parts is left to rules: no power",)


def test_parts_that_do_not_go_together_are_left_to_rules() -> None:
    crowd = question(tuple("box" for _ in range(20)))
    [outcome] = ask([crowd], Scripted(lambda request: Completion(finish="length") if " " not in request.name[7:]
                                      else say(*["box"] * 9)))  # fmt: skip
    assert outcome.answer is None
    assert "do not go together" in outcome.why
