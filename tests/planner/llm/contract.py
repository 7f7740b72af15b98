"""What every language model keeps to: one suite, which each backend's tests inherit.

A backend joins by a class of its own in its own test file::

    class TestWeights(Contract):
        keeps_schema = True                  # capabilities, see the attributes of Contract

        @pytest.fixture
        def model(self) -> Iterator[LanguageModel]:
            yield Weights(...)               # ready to be asked; small and quick
            # the contract closes it

        @pytest.fixture
        def absent(self) -> LanguageModel:   # one that cannot be there: an empty folder, a port where nobody is
            return Weights("nowhere", Manners())

``asked`` makes the requests of the suite: a small schema (enum, bounded number, list, text or null), and one whose
answer cannot end within its tokens.  A backend whose answers are written beforehand takes them from ``everything``.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

import pytest
from pydantic import Field

from film.base import Model
from film.errors import PlanError
from planner.llm.question import schema_of
from planner.llm.seam import Completion, LanguageModel, Message, Request


class Small(Model):
    """An answer with one of each kind of field that questions have."""

    mood: Literal["calm", "tense", "merry"]
    people: Annotated[tuple[Literal["mara", "tomas"], ...], Field(max_length=2)]
    paragraph: Annotated[int, Field(ge=1, le=9)]
    quote: Annotated[str, Field(max_length=12)] | None


class Endless(Model):
    """An answer that eight tokens cannot hold."""

    story: Annotated[str, Field(min_length=300, max_length=400)]


def asked(count: int, *, most: int = 160, seed: int = 7) -> list[Request]:
    """Requests that differ in their last words, answered by a ``Small``."""
    return [
        _request(f"scene {number}", f"What happens in scene {number}?", Small, most, seed) for number in range(count)
    ]


def cut_off() -> Request:
    """A request whose answer is longer than it may be."""
    return _request("endless", "Tell it all.", Endless, 8, 7)


def everything() -> list[Request]:
    """Every request that the suite answers, for backends that know theirs beforehand."""
    return [*asked(6), cut_off()]


def _request(name: str, text: str, answer: type[Model], most: int, seed: int) -> Request:
    system = Message(role="system", text="You read scripts. Answer with JSON alone.")
    return Request(
        name=name,
        messages=(system, Message(role="user", text=text)),
        answer_schema=schema_of(answer),
        max_tokens=most,
        seed=seed,
    )


def collected(model: LanguageModel, requests: list[Request]) -> dict[int, Completion]:
    """Completions by place; fails where a place is answered twice."""
    found: dict[int, Completion] = {}
    for place, completion in model.answers(requests):
        assert place not in found, f"request {place} was answered twice"
        found[place] = completion
    return found


class Contract:
    """The suite.  A class that inherits it says what its backend can."""

    keeps_schema: ClassVar[bool] = True
    """Every whole answer is valid by its schema (constrained decoding, or a server that does it)."""
    cuts_off: ClassVar[bool] = True
    """``max_tokens`` bounds an answer, and one that it cuts is known by its finish."""
    bounded: ClassVar[bool] = True
    """A question beyond the context is told to be ``overlong``, and harms no other of its batch."""
    counts: ClassVar[bool] = True
    """Tokens are counted."""
    pools: ClassVar[tuple[str, ...]] = ()
    """Beginnings of the names of threads that a library keeps for good."""

    @pytest.fixture
    def model(self) -> Iterator[LanguageModel]:
        """A model to be asked."""
        raise NotImplementedError

    @pytest.fixture
    def absent(self) -> LanguageModel:
        """One that is not there."""
        raise NotImplementedError

    @pytest.fixture(autouse=True)
    def _closed(self, model: LanguageModel) -> Iterator[None]:
        """Closes the model after each test, twice, and sees that no thread of it is left."""
        before = set(threading.enumerate())
        yield
        model.close()
        model.close()
        assert not self._left(before), "a thread outlives the model"

    def test_ready_says_who_answers(self, model: LanguageModel) -> None:
        identity = model.ready()
        assert identity.name
        assert identity.context >= 64
        assert model.ready() == identity

    def test_ready_says_plainly_what_is_not_there(self, absent: LanguageModel) -> None:
        with pytest.raises(PlanError) as caught:
            absent.ready()
        line = str(caught.value)
        assert "\n" not in line
        assert "Traceback" not in line
        assert caught.value.do, f"it does not say what to do: {line}"
        absent.close()

    def test_counts_reasonably(self, model: LanguageModel) -> None:
        model.ready()
        prose = "She holds the box as if it could break, and looks at the door. " * 20
        assert len(prose) / 10 <= model.count(prose) <= len(prose) * 1.5
        assert model.count("") <= 4
        assert model.count(prose) < model.count(prose * 2) <= 2 * model.count(prose) + 4
        assert model.count("दरवाज़ा खुलता है 🎬") >= 3

    def test_every_request_is_answered_once(self, model: LanguageModel) -> None:
        model.ready()
        found = collected(model, asked(6))
        assert sorted(found) == list(range(6))
        assert {each.finish for each in found.values()} == {"stop"}
        assert all(each.text and not each.why for each in found.values())

    def test_an_answer_stands_at_its_place(self, model: LanguageModel) -> None:
        """Asked alone, in a batch and in a batch turned round, a request has the same answer: none is mixed up."""
        model.ready()
        requests = asked(6)
        batch = collected(model, requests)
        turned = collected(model, requests[::-1])
        assert [batch[place].text for place in range(6)] == [turned[5 - place].text for place in range(6)]

    def test_the_same_seed_answers_the_same(self, model: LanguageModel) -> None:
        model.ready()
        first, second = collected(model, asked(3)), collected(model, asked(3))
        assert {place: each.text for place, each in first.items()} == {
            place: each.text for place, each in second.items()
        }

    def test_nothing_asked_is_nothing_answered(self, model: LanguageModel) -> None:
        model.ready()
        assert list(model.answers([])) == []

    def test_the_schema_is_kept(self, model: LanguageModel) -> None:
        if not self.keeps_schema:
            pytest.skip("this one promises no schema")
        model.ready()
        for completion in collected(model, asked(4)).values():
            Small.model_validate_json(completion.text)

    def test_truncation_is_seen(self, model: LanguageModel) -> None:
        if not self.cuts_off:
            pytest.skip("this one cuts nothing off")
        model.ready()
        [completion] = collected(model, [cut_off()]).values()
        assert completion.finish == "length"
        with pytest.raises(ValueError, match=r".+"):
            json.loads(completion.text)

    def test_a_question_too_long_harms_no_other(self, model: LanguageModel) -> None:
        if not self.bounded:
            pytest.skip("nothing is too long for this one")
        context = model.ready().context
        requests = asked(3)
        long = "The door is shut and nobody is there. " * (context // 4)
        message = Message(role="user", text=long)
        requests[1] = Request(name="long", messages=(message,), answer_schema=schema_of(Small), max_tokens=8)
        found = collected(model, requests)
        assert [found[place].finish for place in range(3)] == ["stop", "overlong", "stop"]
        assert found[1].why

    def test_closing_early_stops(self, model: LanguageModel) -> None:
        model.ready()
        before = set(threading.enumerate())
        answers = model.answers(asked(6))
        next(answers)
        answers.close()  # type: ignore[attr-defined]  # every backend answers by a generator
        assert not self._left(before), "it goes on working"
        assert sorted(collected(model, asked(2))) == [0, 1]

    def test_tokens_are_counted(self, model: LanguageModel) -> None:
        if not self.counts:
            pytest.skip("this one counts nothing")
        model.ready()
        [completion] = collected(model, asked(1)).values()
        assert completion.usage.input >= 5
        assert 1 <= completion.usage.output <= 160
        assert completion.usage.cached <= completion.usage.input

    def test_closed_it_can_be_closed_again(self, model: LanguageModel) -> None:
        model.close()
        model.close()

    def _left(self, before: set[threading.Thread]) -> list[threading.Thread]:
        """Threads that were not there before and do not end within a while."""
        until = time.monotonic() + 5
        while True:
            new = [each for each in threading.enumerate() if each not in before]
            left = [each for each in new if not each.name.startswith(self.pools)]
            if not left or time.monotonic() > until:
                return left
            time.sleep(0.01)
