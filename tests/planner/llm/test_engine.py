"""vLLM in this process: the contract on a tiny model, and what only it does.  ``make test-vllm`` runs it where vLLM is;
everywhere else it is told that it is missing."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from film.errors import PlanError
from planner.llm.backends import clock
from planner.llm.backends.engine import Engine
from planner.llm.budget import Manners
from planner.llm.seam import LanguageModel, Message, Request
from tests.planner.llm import tiny
from tests.planner.llm.contract import Contract, Small, asked, collected

with_vllm = pytest.mark.skipif(find_spec("vllm") is None, reason="vLLM is not installed: see make test-vllm")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny.made(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="module")
def started(folder: Path) -> Iterator[Engine]:
    opened = Engine(str(folder), Manners())
    yield opened
    opened.close()


def test_without_vllm_it_says_what_to_install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "planner.llm.backends.loading.find_spec", lambda name: None if name == "vllm" else find_spec(name)
    )
    words = r"vllm is not installed\. In an environment of its own: pip install vllm"
    with pytest.raises(PlanError, match=words):
        Engine(str(folder), Manners()).ready()


def test_a_folder_is_looked_at_before_vllm_is(tmp_path: Path) -> None:
    with pytest.raises(PlanError, match=r"no config\.json"):
        Engine(str(tmp_path), Manners()).ready()


@with_vllm
class TestEngine(Contract):
    pools = ("ThreadPoolExecutor",)  # vLLM compiles schemas in one, until it is closed

    @pytest.fixture
    def model(self, folder: Path) -> LanguageModel:
        return Engine(str(folder), Manners())

    @pytest.fixture
    def absent(self, tmp_path: Path) -> LanguageModel:
        return Engine(str(tmp_path), Manners())


@with_vllm
class TestOneEngine:
    """What is asked of one that has been started once."""

    @pytest.fixture
    def model(self, started: Engine) -> Engine:
        return started

    def test_lots_are_drawn_by_seed(self, model: Engine) -> None:
        drawn = [each.model_copy(update={"temperature": 1.0, "seed": place}) for place, each in enumerate(asked(4))]
        first, again = collected(model, drawn), collected(model, drawn)
        assert [first[place].text for place in range(4)] == [again[place].text for place in range(4)]
        for completion in first.values():
            Small.model_validate_json(completion.text)
            assert completion.text.startswith('{"mood":"')

    def test_what_questions_share_is_read_once(self, model: Engine) -> None:
        shared = "She holds the box as if it could break, and looks at the door. " * 20
        requests = [
            each.model_copy(update={"messages": (Message(role="system", text=shared), each.messages[1])})
            for each in asked(3, seed=11)
        ]
        list(model.answers(requests[:1]))
        found = collected(model, requests[1:])
        assert all(each.usage.cached > each.usage.input // 2 for each in found.values())

    def test_an_answer_that_ends_with_its_last_token_is_whole(self, model: Engine) -> None:
        [request] = asked(1)
        [whole] = collected(model, [request]).values()
        words = len(model._opened().template.words(whole.text))
        assert words < whole.usage.output  # the token that ends it
        exact = request.model_copy(update={"max_tokens": whole.usage.output - 1})
        [completion] = collected(model, [exact]).values()
        assert (completion.finish, completion.text) == ("stop", whole.text)

    def test_a_schema_that_cannot_be_kept_fails_alone(self, model: Engine) -> None:
        requests = asked(2)
        requests[0] = requests[0].model_copy(update={"answer_schema": {"type": "no_such_type"}})
        found = collected(model, requests)
        assert [found[0].finish, found[1].finish] == ["failed", "stop"]
        assert "cannot be asked" in found[0].why
        assert "\n" not in found[0].why

    def test_a_picture_is_refused(self, model: Engine) -> None:
        shown = Request(name="key frame", messages=(Message(role="user", text="?", pictures=("AA==",)),), max_tokens=4)
        [completion] = collected(model, [shown]).values()
        assert (completion.finish, completion.why) == ("failed", "the model sees no pictures")

    def test_more_than_go_at_once_wait(self, model: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("planner.llm.backends.engine._AT_ONCE", 2)
        assert [each.finish for each in collected(model, asked(5)).values()] == ["stop"] * 5

    def test_an_answer_that_takes_too_long_is_given_up(self, model: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
        model.ready()
        begun: list[float] = []

        def late(since: float) -> str:
            begun.append(since)
            return "it took too long" if since == begun[0] else ""

        monkeypatch.setattr(model._clock, "late", late)
        found = collected(model, asked(3))
        assert [found[place].finish for place in range(3)] == ["failed", "stop", "stop"]
        assert (found[0].why, found[0].text) == ("it took too long", "")
        assert not model._engine.has_unfinished_requests()

    def test_after_the_deadline_nothing_is_asked(self, model: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
        model.ready()
        monkeypatch.setattr(model, "_clock", clock.Clock(Manners(deadline=1e-9)))
        late = collected(model, asked(3))
        assert {each.why for each in late.values()} == {"the time for all answers, 1e-09 s, is over"}
        assert not model._engine.has_unfinished_requests()

    def test_what_is_given_up_is_forgotten(self, model: Engine) -> None:
        answers = model.answers(asked(4))
        next(answers)
        answers.close()  # type: ignore[attr-defined]  # it answers by a generator
        assert not model._engine.has_unfinished_requests()

    def test_an_engine_that_breaks_ends_the_run_in_one_line(
        self, model: Engine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken() -> None:
            raise RuntimeError("CUDA error: an illegal memory access\nwas encountered")

        model.ready()
        list(model.answers(asked(1)))
        monkeypatch.setattr(model._engine, "step", broken)
        with pytest.raises(PlanError, match="vLLM broke off: CUDA error: an illegal memory access") as caught:
            list(model.answers(asked(1)))
        assert "\n" not in str(caught.value)
