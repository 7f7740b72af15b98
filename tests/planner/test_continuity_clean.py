"""A scene cut by the book has no finding; what a finding says."""

from __future__ import annotations

from planner.continuity import check, check_scene
from tests.planner.clean_cut import film, scene


def test_a_scene_cut_by_the_book_has_no_finding() -> None:
    assert check(film()) == ()


def test_a_scene_by_itself_is_checked_as_in_the_film() -> None:
    assert check_scene(scene(), film()) == ()
