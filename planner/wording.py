"""A shot in one line of the trade's words, as everything else that is known of it says."""

from __future__ import annotations

from collections.abc import Mapping

from film.shot import Setup, Shot
from prompts import fill

_IDIOMS = {
    "establishing": "establishing shot", "master": "master", "two_shot": "two-shot", "ots": "over the shoulder",
    "single": "single", "reaction": "reaction", "insert": "insert", "pov": "point of view", "moving": "moving shot",
}  # fmt: skip


def described(shot: Shot, setup: Setup | None, names: Mapping[str, str], place: str, time: str) -> str:
    """``MCU single, DEV. 50 mm, eye angle, static. NIGHT BUS, night.``

    ``names`` are people by id, ``place`` is the name of the place that the shot plays in.  It speaks of those whom its
    setup is for, as far as the shot shows them.
    """
    wanted = [name for name in (setup.subjects if setup else ()) if name in shot.subjects] or list(shot.subjects)
    nobody = "a detail of the place" if shot.idiom == "insert" else "nobody"
    who = " and ".join(names.get(name, name) for name in wanted) or nobody
    if shot.idiom == "insert" and shot.insert:
        thing = shot.insert.replace("_", " ")
        who = f"{thing} with {who}" if wanted else thing
    return fill(
        "shot",
        size=shot.size,
        idiom=_IDIOMS[shot.idiom],
        subjects=who,
        lens=f"{shot.lens_mm:g}",
        angle=shot.angle,
        move=shot.move.replace("_", " "),
        place=place,
        time=time,
    )
