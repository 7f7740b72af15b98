"""What every video model keeps to: one suite, which each backend's tests inherit.

A backend joins by a class of its own in its own test file::

    class TestDiffusers(Contract):
        exact = True                          # capabilities, see the attributes of Contract

        @pytest.fixture
        def model(self) -> VideoModel:        # one that can be asked; small and quick; the contract closes it
            return Diffusers(...)

        @pytest.fixture
        def absent(self) -> VideoModel:       # one that cannot be there: an empty folder, a port where nobody is
            return Diffusers("nowhere", "", Means())

        def asked(self, identity, number):    # where the smallest job of its abilities is not small enough
            ...
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

import numpy as np
import pytest

from film.errors import RenderError
from renderer.generative.seam import Filmed, Fit, Identity, Job, Manner, Text, VideoModel, Work


class Scripted:
    """A queue for tests: works in order, later ones when ``then`` gives them for an outcome."""

    def __init__(self, works: Sequence[Work], then: Callable[[Filmed], Sequence[Work]] = lambda _: ()) -> None:
        self._works = list(works)
        self._then = then
        self._thread = threading.get_ident()
        self.texts: Sequence[Text] = [Text(work.job.prompt, work.job.negative) for work in works]
        self.given = 0

    def take(self) -> Work | None:
        """The next one; fails in another thread than the one that it was made in."""
        assert threading.get_ident() == self._thread, "the queue was asked from another thread"
        if not self._works:
            return None
        self.given += 1
        return self._works.pop(0)

    def done(self, filmed: Filmed) -> None:
        """An outcome was handed over."""
        self._works.extend(self._then(filmed))


def filmed_by(model: VideoModel, queue: Scripted) -> list[Filmed]:
    """All outcomes, in the order they came."""
    outcomes = []
    for filmed in model.film(queue):
        queue.done(filmed)
        outcomes.append(filmed)
    return outcomes


def works(*jobs: Job) -> list[Work]:
    """Jobs that go on from nothing."""
    return [Work(job) for job in jobs]


def small_job(identity: Identity, number: int) -> Job:
    """The least that a model makes: two steps, few frames, a small picture; each number with words of its own."""
    able = identity.abilities
    side = -(-64 // able.size.multiple) * able.size.multiple
    width, height = able.size.sizes[0] if able.size.sizes else (max(side, able.size.least),) * 2
    return Job(
        shot=f"1-A{number}",
        take=1,
        prompt=f"Shot {number}: a door opens.",
        negative="blurred" if able.negative else "",
        fit=Fit(width=width, height=height, inner_width=width, inner_height=height),
        frames=able.frames.fitting(5),
        rate=able.rate,
        seed=number,
        manner=Manner(steps=2, guidance=3.0, precision="float32"),
    )


class Contract:
    """The suite.  A class that inherits it says what its backend can."""

    exact: ClassVar[bool] = True
    """The same job gives the same bytes again."""
    resumes: ClassVar[bool] = True
    """A model that was left half-way can be asked again."""
    pools: ClassVar[tuple[str, ...]] = ()
    """Beginnings of the names of threads that a library keeps for good."""

    @pytest.fixture
    def model(self) -> VideoModel:
        """A model to be asked."""
        raise NotImplementedError

    @pytest.fixture
    def absent(self) -> VideoModel:
        """One that is not there."""
        raise NotImplementedError

    def asked(self, identity: Identity, number: int) -> Job:
        """A job that the model takes; each number another."""
        return small_job(identity, number)

    def too_much(self, identity: Identity) -> Job:
        """A job that the model refuses: one frame more than its rule allows at most."""
        return self.asked(identity, 9).but(shot="too-much", frames=identity.abilities.frames.longest + 1)

    @pytest.fixture(autouse=True)
    def _closed(self, model: VideoModel) -> Iterator[None]:
        """Closes the model after each test, twice, and sees that no thread of it is left."""
        before = set(threading.enumerate())
        yield
        model.close()
        model.close()
        left = [each.name for each in set(threading.enumerate()) - before if each.is_alive()]
        assert [name for name in left if not name.startswith(self.pools or "\0")] == []

    def test_who_answers_is_known_before_anything_is_asked(self, model: VideoModel) -> None:
        identity = model.ready()
        assert identity.name
        assert None not in (identity.manner.steps, identity.manner.guidance, identity.draft.steps)
        assert model.ready() == identity

    def test_who_is_not_there_is_told_in_one_line(self, absent: VideoModel) -> None:
        with pytest.raises(RenderError) as caught:
            absent.ready()
        assert "\n" not in str(caught.value)
        absent.close()

    def test_longer_texts_have_more_tokens(self, model: VideoModel) -> None:
        counts = [model.count("a door opens " * times) for times in (0, 1, 10)]
        assert counts == sorted(set(counts))

    def test_an_empty_queue_ends_at_once(self, model: VideoModel) -> None:
        assert filmed_by(model, Scripted([])) == []

    def test_each_job_has_one_outcome_with_its_frames(self, model: VideoModel) -> None:
        identity = model.ready()
        jobs = [self.asked(identity, number) for number in range(4)]
        outcomes = filmed_by(model, Scripted(works(*jobs)))
        assert sorted(filmed.job.shot for filmed in outcomes) == [job.shot for job in jobs]
        for filmed in outcomes:
            assert (filmed.trouble, filmed.why) == (None, "")
            assert filmed.frames is not None
            assert filmed.frames.dtype == np.uint8
            job = filmed.job
            assert filmed.frames.shape == (job.frames, job.fit.height, job.fit.width, 3)
            assert filmed.spent.seconds > 0
            assert filmed.made

    def test_more_may_come_after_an_outcome(self, model: VideoModel) -> None:
        identity = model.ready()
        first, second = (self.asked(identity, number) for number in (1, 2))

        def then(filmed: Filmed) -> list[Work]:
            return works(second) if filmed.job.shot == first.shot else []

        outcomes = filmed_by(model, Scripted(works(first), then))
        assert [filmed.job.shot for filmed in outcomes] == [first.shot, second.shot]
        assert all(filmed.frames is not None for filmed in outcomes)

    def test_what_is_wrong_with_a_job_stops_no_other(self, model: VideoModel) -> None:
        identity = model.ready()
        jobs = [self.asked(identity, 1), self.too_much(identity), self.asked(identity, 2)]
        outcomes = {filmed.job.shot: filmed for filmed in filmed_by(model, Scripted(works(*jobs)))}
        refused = outcomes.pop("too-much")
        assert refused.trouble == "refused"
        assert refused.frames is None
        assert refused.why
        assert "\n" not in refused.why
        assert len(outcomes) == 2
        assert all(filmed.trouble is None for filmed in outcomes.values())

    def test_the_same_job_gives_the_same_frames(self, model: VideoModel) -> None:
        if not self.exact:
            pytest.skip("this backend promises no bits")
        job = self.asked(model.ready(), 1)
        once, again = (filmed_by(model, Scripted(works(job)))[0].frames for _ in range(2))
        np.testing.assert_array_equal(once, again)

    def test_another_seed_gives_other_frames(self, model: VideoModel) -> None:
        job = self.asked(model.ready(), 1)
        once, other = filmed_by(model, Scripted(works(job, job.but(seed=job.seed + 1))))
        assert not np.array_equal(once.frames, other.frames)

    def test_company_and_order_change_nothing(self, model: VideoModel) -> None:
        if not self.exact:
            pytest.skip("this backend promises no bits")
        jobs = [self.asked(model.ready(), number) for number in range(3)]
        forward = {filmed.job.shot: filmed.frames for filmed in filmed_by(model, Scripted(works(*jobs)))}
        backward = {filmed.job.shot: filmed.frames for filmed in filmed_by(model, Scripted(works(*jobs[::-1])))}
        alone = filmed_by(model, Scripted(works(jobs[1])))[0].frames
        for shot, frames in forward.items():
            np.testing.assert_array_equal(frames, backward[shot])
        np.testing.assert_array_equal(alone, forward[jobs[1].shot])

    def test_left_half_way_it_stops_and_can_be_asked_again(self, model: VideoModel) -> None:
        if not self.resumes:
            pytest.skip("this backend is asked once")
        identity = model.ready()
        jobs = [self.asked(identity, number) for number in range(12)]
        queue = Scripted(works(*jobs))
        for _ in (stream := model.film(queue)):
            stream.close()  # type: ignore[attr-defined]  # an iterator that ends early is a generator's
            break
        assert queue.given < len(jobs)
        assert filmed_by(model, Scripted(works(jobs[0])))[0].frames is not None
