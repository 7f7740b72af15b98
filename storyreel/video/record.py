"""The camera report: which takes each shot has, as the last run left them.

It lets every command that asks no model find the takes that go with the plan.  Takes of earlier plans stay in the store
and are found there by their shots' names.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from film.base import Document, Model
from film.clips import PassName
from storyreel.files import write_text
from storyreel.project import Reel

_FILE = "takes.json"


class ShotRecord(Model):
    """The takes of one shot: their keys in the store by number, and the key of the previs that they were made after."""

    previs: str
    takes: dict[int, str] = {}


class CameraReport(Document):
    """``renderer`` is as reel.yaml names it, ``passes`` what the previs was drawn with for it."""

    renderer: str
    model: str
    passes: tuple[PassName, ...]
    shots: dict[str, ShotRecord] = {}


def read_record(reel: Reel) -> CameraReport | None:
    """The last run's; None where there is none, or none that this version reads."""
    try:
        return CameraReport.model_validate_json(_file(reel).read_bytes())
    except (OSError, ValidationError):
        return None


def write_record(reel: Reel, record: CameraReport) -> None:
    """Raises ProjectError when the disk refuses."""
    write_text(_file(reel), record.model_dump_json(indent=1) + "\n")


def _file(reel: Reel) -> Path:
    return reel.private / _FILE
