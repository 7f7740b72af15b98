"""Colour of a take beside what its previs has: how it wanders within the shot, and from the other shots of its setup.

A take's colour is told as what it has beyond its previs', so that somebody in red who comes nearer is no drift.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

import numpy as np
import numpy.typing as npt

from film.takes import Evidence, Take
from renderer.measure.light import Bytes

WANDERS, APART = 12.0, 15.0
"""CIE 1976 differences (of 100 between black and white) that a shot may gather from its first third to its last, and
that a take may be from the middle of its setup's."""
ENOUGH = 3
"""Takes of a setup from which on there is a middle to be away from."""
_UNITS = ("L*", "a*", "b*")
_ROWS = 90
_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]], np.float32)
"""Linear sRGB to XYZ, IEC 61966-2-1."""
_WHITE = _XYZ.sum(axis=1)

Lab = tuple[float, float, float]


def lab_of(rgb: Bytes) -> Lab:
    """The mean of a picture's (h, w, 3) colours in CIELAB (CIE 15, with the white of D65), coarsely sampled."""
    step = max(rgb.shape[0] // _ROWS, 1)
    xyz = _LINEAR[rgb[step // 2 :: step, step // 2 :: step].reshape(-1, 3)] @ (_XYZ / _WHITE[:, None]).T
    root = np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz * np.float32((29 / 6) ** 2 / 3) + np.float32(4 / 29))
    x, y, z = root.mean(axis=0, dtype=np.float64).tolist()
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _linear() -> npt.NDArray[np.float32]:
    """Linear light of each byte of sRGB."""
    share = np.arange(256) / 255
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4).astype(np.float32)


_LINEAR = _linear()


class Colours:
    """Gathers a take's colours beyond its previs', frame by frame."""

    def __init__(self) -> None:
        self._found: list[tuple[int, npt.NDArray[np.float64]]] = []

    def see(self, frame: int, rgb: Bytes, planned: Bytes) -> None:
        """A frame of the take and the previs' (h, w, 3)."""
        self._found.append((frame, np.subtract(lab_of(rgb), lab_of(planned))))

    def told(self) -> tuple[Evidence, ...]:
        """The take's mean colour beyond the previs', as three numbers that judge nothing, and how it wanders."""
        if not self._found:
            return ()
        rows = np.array([row for _, row in self._found])
        mean = rows.mean(axis=0).tolist()
        own = tuple(
            Evidence(
                measure="drift", value=round(value, 2), unit=unit, message=f"{unit} beyond the previs': {value:+.1f}"
            )
            for value, unit in zip(mean, _UNITS, strict=True)
        )
        third = len(rows) // 3
        if not third:
            return own
        apart = float(np.linalg.norm(rows[-third:].mean(axis=0) - rows[:third].mean(axis=0)))
        wander = Evidence(
            measure="drift",
            value=round(apart, 2),
            limit=WANDERS,
            unit="dE",
            fails=apart > WANDERS,
            frame=self._found[-1][0],
            message=f"its colours move by {apart:.1f} dE from its first third to its last, beyond what the previs' do",
        )
        return (*own, wander)


def drift(takes: Mapping[str, Sequence[Take]]) -> dict[str, Evidence]:
    """How far each take's colour is from the middle of its setup's, by shot id; ``takes`` by setup.

    The middle is the median of the takes, one of each shot.  A setup of fewer than three has none and is left out;
    so is a take that was not measured.
    """
    found: dict[str, Evidence] = {}
    for setup, some in sorted(takes.items()):
        own = {take.shot: lab for take in some if (lab := _own(take)) is not None}
        if len(own) < ENOUGH:
            continue
        middle = [median(lab[axis] for lab in own.values()) for axis in range(3)]
        for shot, lab in own.items():
            apart = float(np.linalg.norm(np.subtract(lab, middle)))
            found[shot] = Evidence(
                measure="drift",
                value=round(apart, 2),
                limit=APART,
                unit="dE",
                fails=apart > APART,
                message=f"its colour is {apart:.1f} dE from the middle of setup {setup}'s {len(own)} shots",
            )
    return found


def _own(take: Take) -> Lab | None:
    told = {each.unit: each.value for each in take.evidence if each.measure == "drift" and each.limit is None}
    if not told.keys() >= set(_UNITS):
        return None
    return told["L*"], told["a*"], told["b*"]
