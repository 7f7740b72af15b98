"""Good answers about places of the samples, written by hand as a careful reader would give them."""

from __future__ import annotations

from typing import Any

from planner.reading.places import PlaceAnswer

Row = tuple[Any, ...]

_NAMES = {"fixtures": ("kind", "count", "where", "text"), "openings": ("kind", "count")}


def _told(field: str, row: Row) -> dict[str, Any]:
    return dict(zip(("paragraph", "quote", *_NAMES.get(field, ("value",))), row, strict=True))


def answer(**told: Row | list[Row]) -> PlaceAnswer:
    """An answer out of rows (paragraph, quote, value ...); what is not given is None or empty."""
    made: dict[str, Any] = dict.fromkeys(("kind", "light", "floor", "moving")) | {"fixtures": [], "openings": []}
    for field, row in told.items():
        made[field] = [_told(field, each) for each in row] if isinstance(row, list) else _told(field, row)
    return PlaceAnswer.model_validate(made)


LA_LETTRE = {
    "int_cafe": answer(
        kind=(1, "Un petit café", "cafe"), openings=[(1, "sur la vitrine", "window", 3)],
        fixtures=[(2, "assise près de la fenêtre", "round_table", 1, "by_window", None)],
    ),
    "ext_rue": answer(kind=(None, "", "street")),
}  # fmt: skip

THE_UNDERSTUDY = {
    "int_office": answer(
        kind=(1, "A cramped office", "office"),
        fixtures=[
            (1, "Posters", "picture", 4, "anywhere", None), (1, "a desk", "desk", 1, "anywhere", None),
            (1, "a telephone older than Max", "telephone", 1, "anywhere", None),
        ],
    ),
    "int_dressing_room": answer(
        kind=(None, "", "dressing_room"), light=(1, "A mirror with bulbs", "warm"),
        fixtures=[(1, "A mirror with bulbs", "mirror", 1, "anywhere", None)],
    ),
}  # fmt: skip
