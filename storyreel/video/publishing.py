"""Takes laid where people find them: takes/12A-B3/2.mp4 in the reel's folder, rejected ones too."""

from __future__ import annotations

from pathlib import Path

from film.plan import Plan
from storyreel.project import Reel
from storyreel.publish import file_name
from storyreel.video.takes import takes_of

FOLDER = "takes"


def take_files(reel: Reel, plan: Plan) -> dict[Path, Path]:
    """The pictures of all takes that go with the plan, by their names in the reel's folder.  Raises ProjectError."""
    return {
        Path(FOLDER) / file_name(shot) / f"{seen.take.number}.mp4": seen.take.clip.picture
        for shot, takes in takes_of(reel, plan).items()
        for seen in takes
    }
