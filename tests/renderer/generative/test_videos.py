"""A server that does as it is asked: what it is sent, in which order, and what comes back."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator

import numpy as np
import pytest

from film.errors import RenderError
from renderer.generative.backends import opened
from renderer.generative.backends.videos import asking, patience
from renderer.generative.backends.videos.client import Videos
from renderer.generative.means import Means
from renderer.generative.seam import Filmed, Job, VideoModel, Work
from renderer.generative.spec import parse
from tests.renderer.generative.contract import Contract
from tests.renderer.generative.server import LocalServer, Plan, after, hangs, refused, takes_slowly
from tests.renderer.generative.server_desk import Line, close, filmed, job, soon
from tests.renderer.generative.server_films import pictures

SIZE = (64, 32)


class TestContract(Contract):
    @pytest.fixture
    def model(self, server: LocalServer) -> VideoModel:
        return Videos(server.url, "", soon(), {})

    @pytest.fixture
    def absent(self) -> VideoModel:
        return Videos("http://127.0.0.1:9/v1", "", soon(), {})


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "FIRST_WAIT", 0.01)


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer() as local:
        yield local


def wanted(job: Job) -> np.ndarray:
    return pictures(job.prompt, job.seed, SIZE, job.frames)


def begun(server: LocalServer, means: Means, line: Line) -> Generator[Filmed, None, None]:
    """Films that can be left early."""
    films = Videos(server.url, "", means, {}).film(line)
    assert isinstance(films, Generator)
    return films


def test_every_film_comes_back_as_it_was_asked_for(server: LocalServer) -> None:
    jobs = [job(number) for number in range(7)]
    got = filmed(server, *jobs, at_once=3)
    assert all(close(got[each.shot], wanted(each)) for each in jobs)
    assert len(server.orders) == 7


def test_no_more_are_under_way_than_may_be(server: LocalServer) -> None:
    filmed(server, *map(job, range(8)), at_once=2)
    assert server.most_open == 2


def test_a_job_is_taken_only_where_there_is_room(server: LocalServer) -> None:
    line = Line(*map(job, range(5)))
    films = begun(server, soon(at_once=2), line)
    next(films)
    assert line.taken == 2
    next(films)
    assert line.taken == 3
    films.close()


def test_jobs_that_come_after_an_outcome_are_filmed(server: LocalServer) -> None:
    """As a shot's next piece does, which goes on from the last."""

    class Pieces(Line):
        more = [job(2), job(1)]

        def hand_in(self) -> None:
            if self.more:
                self._left.append(Work(self.more.pop()))

    line = Pieces(job(0))
    got: list[str] = []
    for outcome in Videos(server.url, "", soon(at_once=4), {}).film(line):
        got.append(outcome.job.shot)
        line.hand_in()
    assert got == ["1-A0", "1-A1", "1-A2"]


def test_the_server_may_forget_what_was_fetched(server: LocalServer) -> None:
    filmed(server, *map(job, range(3)))
    assert all(order.forgotten for order in server.orders)
    last = {order.id: None for order in server.orders}
    assert {hit.path.rpartition("/")[2] for hit in server.asked("DELETE")} == set(last)


def test_seconds_of_the_servers_devices_are_its_own(server: LocalServer) -> None:
    server.cards["data"][0]["num_gpus"] = 4
    server.plans.append(Plan(said={"inference_time_s": 0.01}))
    got = filmed(server, job(0))["1-A0"]
    assert got.spent.gpu_seconds == pytest.approx(0.04)
    assert got.spent.seconds > 0.02


@pytest.mark.parametrize("told", [-1.0, float("nan"), float("inf"), 10**400, "much", True, None])
def test_seconds_that_nobody_can_have_taken_are_measured(server: LocalServer, told: object) -> None:
    server.plans.append(Plan(said={"inference_time_s": told}))
    got = filmed(server, job(0))["1-A0"]
    assert 0 < got.spent.gpu_seconds <= got.spent.seconds


def test_a_server_is_billed_for_no_longer_than_it_was_asked(server: LocalServer) -> None:
    server.plans.append(Plan(said={"inference_time_s": 1e8}))
    got = filmed(server, job(0))["1-A0"]
    assert got.spent.gpu_seconds <= got.spent.seconds


def test_what_was_heard_comes_with_it(server: LocalServer) -> None:
    server.plans.append(Plan(sound=True))
    heard = filmed(server, job(0))["1-A0"].heard
    assert heard is not None
    assert heard.rate == 8000
    assert heard.samples.shape == (1, 3000)  # nine frames at 24 a second
    assert 0.2 < np.abs(heard.samples).max() <= 1


def test_a_film_without_sound_is_silent(server: LocalServer) -> None:
    assert filmed(server, job(0))["1-A0"].heard is None


def test_leaving_early_ends_what_is_under_way(server: LocalServer) -> None:
    server.plans.extend([Plan(), *[Plan(stages=("in_progress",))] * 3])
    films = begun(server, soon(at_once=4), Line(*map(job, range(4))))
    assert next(films).frames is not None
    films.close()
    assert len(server.orders) == 4
    assert all(order.forgotten for order in server.orders)
    assert not [each for each in threading.enumerate() if each.name == "storyreel-videos"]


def test_leaving_while_a_job_is_being_taken_leaves_none_behind(server: LocalServer) -> None:
    server.creates.extend([after(1, refused(400, "no such thing")), takes_slowly])
    films = begun(server, soon(at_once=2), Line(*map(job, range(2))))
    assert next(films).job.shot == "1-A0"
    films.close()
    assert len(server.orders) == 1
    assert server.orders[0].forgotten


def test_a_server_that_does_not_note_our_leaving_holds_nobody(
    server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "_LEAVE", 0.05)
    server.forgets.extend([hangs] * 2)
    assert all(got.frames is not None for got in filmed(server, job(0), job(1)).values())


def test_an_error_of_the_reader_ends_what_is_under_way(server: LocalServer) -> None:
    server.plans.extend([Plan(), Plan(stages=("in_progress",))])

    def reading() -> None:
        for _ in Videos(server.url, "", soon(at_once=2), {}).film(Line(job(0), job(1))):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reading()
    assert all(order.forgotten for order in server.orders)


def test_a_film_may_be_begun_again(server: LocalServer) -> None:
    model = Videos(server.url, "", soon(), {})
    assert [len(list(model.film(Line(job(0), job(1))))) for _ in range(2)] == [2, 2]
    assert len(server.asked("GET", "/v1/models")) == 1
    model.close()
    model.close()


def test_it_is_found_by_the_words_that_a_user_types(server: LocalServer) -> None:
    model = opened(parse(f"videos:{server.url}/#Wan-AI/Wan2.2-TI2V-5B-Diffusers"), soon(), {})
    assert isinstance(model, Videos)
    assert model.ready().family == "wan2.2-ti2v-5b"
    assert repr(model) == f"Videos('{server.url}', 'Wan-AI/Wan2.2-TI2V-5B-Diffusers')"


def test_an_empty_line_asks_for_nothing(server: LocalServer) -> None:
    assert list(Videos(server.url, "", soon(), {}).film(Line())) == []
    assert not server.asked("POST")


def test_the_same_words_and_seed_give_the_same_bytes(server: LocalServer) -> None:
    first, again = filmed(server, job(3))["1-A3"], filmed(server, job(3))["1-A3"]
    assert first.frames is not None
    assert again.frames is not None
    assert first.frames.tobytes() == again.frames.tobytes()


def test_nothing_more_is_made_where_the_gpu_seconds_are_used_up(server: LocalServer) -> None:
    server.plans.append(Plan(said={"inference_time_s": 0.02}))
    server.plans.extend([Plan(stages=("in_progress",))] * 2)
    got = filmed(server, job(0), job(1), job(2), at_once=1, gpu_seconds=0.3)
    assert got["1-A0"].trouble is None
    assert {got["1-A1"].trouble, got["1-A2"].trouble} == {"budget"}
    assert len(server.orders) == 2, "nothing is begun where nothing is left"
    assert server.orders[1].forgotten


def test_where_nobody_is_any_more_that_is_said_at_the_end() -> None:
    with LocalServer() as server:
        model = Videos(server.url, "", soon(attempts=2), {})
        model.ready()
    got: list[Filmed] = []
    with pytest.raises(RenderError, match="no server answers there"):
        got.extend(model.film(Line(job(0), job(1))))
    with pytest.raises(RenderError, match="no server answers there"):
        model.ready()
