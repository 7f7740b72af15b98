"""Values as USD's text format writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating[Any]]


def prim_name(text: str) -> str:
    """A name that a prim may have: letters, digits and underscores, no digit first."""
    name = re.sub(r"[^A-Za-z0-9_]", "_", text.encode("ascii", "replace").decode())
    return f"_{name}" if not name or name[0].isdigit() else name


def unlike(names: Iterable[str]) -> list[str]:
    """The same names for prims, each only once: ``Łucja`` and ``Žucja`` become ``_ucja`` and ``_ucja_2``."""
    taken: set[str] = set()
    result = []
    for text in names:
        name, number = prim_name(text), 1
        while (one := name if number == 1 else f"{name}_{number}") in taken:
            number += 1
        taken.add(one)
        result.append(one)
    return result


def number(value: float) -> str:
    """A number in six figures; no minus before nothing."""
    text = f"{value:.6g}"
    return "0" if text == "-0" else text


def tuples(rows: Floats) -> str:
    """``[(1, 2, 3), (4, 5, 6)]`` of rows (n, k)."""
    return "[" + ", ".join("(" + ", ".join(map(number, row)) + ")" for row in rows.tolist()) + "]"


def numbers(values: Iterable[float]) -> str:
    """``[1, 2, 3]``."""
    return "[" + ", ".join(map(number, values)) + "]"


def words(texts: Iterable[str]) -> str:
    """``["a", "b"]``."""
    return "[" + ", ".join(quoted(text) for text in texts) + "]"


def quoted(text: str) -> str:
    """A string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def matrix(rows: Floats) -> str:
    """A matrix (4, 4) of column vectors, as USD's rows."""
    return "( " + ", ".join("(" + ", ".join(map(number, row)) + ")" for row in rows.T.tolist()) + " )"


def samples(values: Mapping[int, str]) -> str:
    """``{ 0: a, 1: b }``: what a value is from each frame on."""
    return "{ " + ", ".join(f"{frame}: {value}" for frame, value in values.items()) + " }"


def block(kind: str, name: str, lines: Sequence[str], *, meta: Sequence[str] = (), indent: int = 0) -> list[str]:
    """A prim: ``def Mesh "name" ( meta ) { lines }``, one line each, set in by two spaces."""
    head = f'def {kind} "{name}"' if kind else f'def "{name}"'
    opening = [head, *(["(", *(f"  {line}" for line in meta), ")"] if meta else []), "{"]
    return [" " * indent + line for line in [*opening, *(f"  {line}" for line in lines), "}"]]
