"""Where our pages begin beside where Final Draft's do, for the two scripts whose pages are known; and what it costs.

Prints, for each script in its own profile: pages, page starts that are the same to the character, those in the same
element at another place, those off and by how many lines, and milliseconds (the best of 20).
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from film.screenplay import Element, Profile
from screenplay import fountain
from screenplay.pages import Layout, measure, profile_of, running_minutes

DATA = Path(__file__).parents[1] / "tests" / "screenplay" / "data"
SCRIPTS = ("vikings", "mostly_genius")
UNPRINTED = ("note", "boneyard", "section", "synopsis", "page_break")


class Agreement(NamedTuple):
    """How page starts agree; ``lines_off`` of each that begins in another element."""

    profile: str
    pages: float
    true_pages: int
    exact: int
    same_element: int
    lines_off: list[int]
    eighths: int
    minutes: tuple[float, float]
    milliseconds: float


def compare(name: str) -> Agreement:
    """Lay out one of the scripts and hold it against Final Draft's page starts."""
    script = fountain.parse((DATA / f"{name}.fountain").read_text(encoding="utf-8"))
    truth = json.loads((DATA / "final_draft_pages.json").read_text(encoding="utf-8"))[name]
    profile = profile_of(script.title_page, script.elements)
    layout, milliseconds = _timed(script.elements, profile)
    printed = [index for index, element in enumerate(script.elements) if element.type not in UNPRINTED]
    wanted = [(printed[index], offset) for index, offset in truth]
    ours = set(layout.starts)
    within = {index for index, _ in ours}
    off = [_lines_off(start, layout) for start in wanted if start[0] not in within]
    headings = [index for index, element in enumerate(script.elements) if element.type == "scene_heading"]
    ends = [*headings[1:], len(script.elements)]
    return Agreement(
        profile=profile,
        pages=layout.pages,
        true_pages=len(truth),
        exact=len(ours & set(wanted)),
        same_element=sum(start[0] in within for start in wanted),
        lines_off=off,
        eighths=sum(layout.eighths(*scene) for scene in zip(headings, ends, strict=True)),
        minutes=running_minutes(script.elements, profile),
        milliseconds=milliseconds,
    )


def _timed(elements: Sequence[Element], profile: Profile) -> tuple[Layout, float]:
    best = float("inf")
    for _ in range(20):
        start = time.perf_counter()
        layout = measure(elements, profile)
        best = min(best, time.perf_counter() - start)
    return layout, best * 1000


def _lines_off(start: tuple[int, int], layout: Layout) -> int:
    """Rows between where a page begins and our nearest page start, on the paper."""
    row = layout.ends[start[0]]
    rows = [layout.ends[index] for index, _ in layout.starts]
    at = bisect_right(rows, row)
    return min(abs(row - near) for near in rows[max(0, at - 1) : at + 1])


def main() -> None:
    """Print the table, or one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="one object on stdout")
    arguments = parser.parse_args()
    found = {name: compare(name) for name in SCRIPTS}
    if arguments.json:
        print(json.dumps({name: each._asdict() for name, each in found.items()}))
        return
    for name, each in found.items():
        low, high = each.minutes
        print(f"{name} ({each.profile}): {each.pages:g} pages, Final Draft {each.true_pages}")
        print(f"  page starts: {each.exact} of {each.true_pages} the same to the character, ", end="")
        print(f"{each.same_element} in the same element, others off by {each.lines_off or 'nothing'}")
        print(f"  scenes: {each.eighths / 8:.1f} pages in eighths; {low:g} to {high:g} minutes")
        print(f"  measured in {each.milliseconds:.1f} ms")


if __name__ == "__main__":
    main()
