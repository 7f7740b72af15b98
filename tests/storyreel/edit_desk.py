"""A script of two scenes and the reel that the fake planner makes of it, for a director's hand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from film.plan import Plan
from film.shot import Shot
from planner.brief import Brief
from screenplay.document import from_json
from screenplay.revisions import revise
from storyreel.edits import Edited, edited, keep
from storyreel.project import Reel
from tests.storyreel import fakes

SCRIPT = (
    "# INT. HALL - DAY",
    "ANNA: Hello there my friend.",
    "BEN: Good day to you as well.",
    "ANNA: The kettle is on the stove.",
    "BEN: Then let us have some tea.",
    "ANNA: Milk is in the cold cupboard.",
    "# EXT. YARD - NIGHT",
    "BEN: It is cold out here.",
    "ANNA: Yes and the dog has gone.",
)


@dataclass
class Desk:
    """A script and the reel that is planned from it by the fake planner."""

    folder: Path
    lines: list[str] = field(default_factory=lambda: list(SCRIPT))

    @property
    def reel(self) -> Reel:
        return Reel(self.folder / "play.reel")

    @property
    def scene(self) -> Path:
        return self.reel.folder / "scenes" / "001.yaml"

    def merge(self) -> Edited:
        """What the script and the files are now, and nothing written."""
        script = self.folder / "play.txt"
        script.write_text("\n".join(self.lines) + "\n")
        now, before = fakes.read(script), self.reel.private / "screenplay.json"
        if before.is_file():
            now = revise(from_json(before.read_text(), before), now)
        return edited(fakes.plan, self.reel, now, Brief())

    def plan(self) -> Edited:
        edits = self.merge()
        keep(self.reel, edits)
        return edits

    def files(self) -> dict[str, bytes]:
        """Every file of the reel."""
        paths = (path for path in self.reel.folder.rglob("*") if path.is_file())
        return {path.relative_to(self.reel.folder).as_posix(): path.read_bytes() for path in paths}

    def edit(self, shot: str, old: str, new: str) -> None:
        """Changes the text of one shot's block."""
        text = self.scene.read_text()
        start, end = block(text, shot)
        changed = re.sub(old, new, text[start:end], count=1, flags=re.DOTALL)
        assert changed != text[start:end]
        self.scene.write_text(text[:start] + changed + text[end:])

    def say(self, old: str, new: str) -> None:
        """Rewrites the script."""
        text = "\n".join(self.lines)
        assert old in text
        self.lines = text.replace(old, new).splitlines()


def block(text: str, shot: str) -> tuple[int, int]:
    """Where a shot's lines are in a file."""
    start = text.index(f"  - id: {shot}\n    setup")
    end = text.find("\n\n", start)
    return start, end + 1 if end > 0 else len(text)


def shot_of(plan: Plan, id: str) -> Shot:
    return next(shot for scene in plan.scenes for shot in scene.shots if shot.id == id)
