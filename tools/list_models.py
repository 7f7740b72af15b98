"""Writes the tables of ``docs/video-models.md`` out of what the program knows of each family of video models.

To run it again after a change of a family: ``python -m tools.list_models docs/video-models.md``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from storyreel.video.listing import Row, listing

_BEGIN, _END = "<!-- families: begin -->", "<!-- families: end -->"


def page_with_tables(page: str) -> str:
    """The page with its tables as they ought to be.  Raises ValueError where it has no place for them."""
    before, begin, rest = page.partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not begin or not end:
        raise ValueError(f"the page has no {_BEGIN} and {_END}")
    tables = "\n".join(_tables(listing("", "private", "US")))
    return f"{before}{begin}\n{tables}\n{end}{after}"


def _tables(rows: Sequence[Row]) -> Iterator[str]:
    yield "| family | takes, besides words | at most | steps, draft | bf16 weights, largest part | H100 s a second |"
    yield "|---|---|---|---|---|---|"
    for row in rows:
        yield _line(
            f"`{row.name}`", _takes(row), _window(row), f"{row.steps}, {row.draft_steps}", _weights(row), _cost(row)
        )
    yield ""
    yield "| licence | families | commercial use | no rights in | text read |"
    yield "|---|---|---|---|---|"
    licences = {(row.licence.name, row.licence.url): row.licence for row in rows}
    for key, licence in sorted(licences.items()):
        names = ", ".join(row.name for row in rows if (row.licence.name, row.licence.url) == key)
        where = ", ".join(licence.not_in) or "–"
        yield _line(
            f"[{licence.name}]({licence.url})", names, licence.commercial, where, "yes" if licence.read else "no"
        )


def _line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _takes(row: Row) -> str:
    needs = f"; needs {', '.join(row.needs)}" if row.needs else ""
    return (", ".join(row.takes) or "–") + needs


def _window(row: Row) -> str:
    _, most, step, offset = row.frames
    width, height, multiple = row.size
    return f"{width}x{height} (/{multiple}), {most} frames ({step}k+{offset}) at {float(row.rate):g}"


def _weights(row: Row) -> str:
    return "?" if row.gigabytes is None else f"{row.gigabytes[0]:g}, {row.gigabytes[1]:g} GB"


def _cost(row: Row) -> str:
    return "?" if row.counted is None else f"{row.gpu_seconds:g} at {'x'.join(map(str, row.counted))}"


if __name__ == "__main__":
    file = Path(sys.argv[1])
    file.write_text(page_with_tables(file.read_text(encoding="utf-8")), encoding="utf-8")
