"""``--scenes``: numbers, ranges in the script's order, and what is said of one that is not there."""

from __future__ import annotations

import pytest

from film.errors import ProjectError
from film.screenplay import Element, Heading, Scene, Screenplay
from storyreel.selection import chosen_scenes

NUMBERS = ("1", "2", "2A", "3", "A-1", "12A")


@pytest.fixture
def screenplay() -> Screenplay:
    """Six scenes with a writer's numbers."""
    elements = tuple(Element(id=f"e{n}", type="scene_heading", text="INT. A", lines=(n, n)) for n in range(1, 7))
    heading = Heading(setting="INT", place="A", location="A")
    scenes = tuple(
        Scene(id=f"s{n}", number=number, heading=heading, text="INT. A", elements=(f"e{n}",), lines=(n, n), eighths=1)
        for n, number in enumerate(NUMBERS, 1)
    )
    return Screenplay(elements=elements, scenes=scenes, cast=(), pages=1, minutes=(0, 1))


@pytest.mark.parametrize(
    ("wanted", "chosen"),
    [
        ("", ()),
        ("2", ("2",)),
        ("1-3", ("1", "2", "2A", "3")),
        ("12a, 1", ("1", "12A")),
        ("2A-12A", ("2A", "3", "A-1", "12A")),
        ("A-1", ("A-1",)),
        ("3-A-1", ("3", "A-1")),
        ("1-2,2-2A", ("1", "2", "2A")),
    ],
)
def test_numbers_and_ranges(screenplay: Screenplay, wanted: str, chosen: tuple[str, ...]) -> None:
    assert chosen_scenes(screenplay, wanted) == chosen


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ("13A", "no scene '13A', it has 1 to 12A. Did you mean 12A?"),
        ("1-9", "no scene '9'"),
        ("3-1", "runs backwards"),
        (",", "names no scene"),
        ("-", "no scene"),
    ],
)
def test_what_is_not_there_is_said(screenplay: Screenplay, wanted: str, says: str) -> None:
    with pytest.raises(ProjectError, match=r"^--scenes: ") as caught:
        chosen_scenes(screenplay, wanted)
    assert says in str(caught.value)
