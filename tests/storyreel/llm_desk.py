"""A script of three short scenes, models that answer it in one way or another, and runs that ask them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from film.errors import PlanError
from film.plan import Plan
from planner.llm.budget import Manners, estimated
from planner.llm.seam import Answered, Completion, Identity, LanguageModel, Request, Usage
from planner.llm.spec import Spec
from storyreel.llm.report import ReadingReport
from storyreel.pipeline import Run, plan
from storyreel.progress import Silence
from storyreel.project import project_of
from storyreel.stages import Stages

HALL = "INT. HALL - DAY\n\nAnna waits by the window.\n\nANNA\nHello there, my friend.\n\n"
BAR = "INT. BAR - NIGHT\n\nBen stands at the bar.\n\nBEN\nOne for you.\n\n"
YARD = "EXT. YARD - NIGHT\n\nBen stands at the gate.\n\nBEN\nIt is cold.\n\n"
STREET = "EXT. STREET - DAY\n\nCARL\nTaxi!\n\n"
SPEC = "openai:http://localhost:9/v1#any"
"""A model that the fakes below stand for: nobody listens there."""
USAGE = Usage(input=100, output=10)


def least(schema: dict[str, Any], defs: dict[str, Any] | None = None) -> Any:
    """The smallest value that a JSON Schema allows: nothing, no items, the first word, the least number."""
    defs = schema.get("$defs", {}) if defs is None else defs
    if "$ref" in schema:
        return least(defs[schema["$ref"].rpartition("/")[2]], defs)
    if "anyOf" in schema:
        return None if {"type": "null"} in schema["anyOf"] else least(schema["anyOf"][0], defs)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][0]
    match schema.get("type"):
        case "object":
            return {name: least(each, defs) for name, each in schema.get("properties", {}).items()}
        case "array":
            return [least(schema["items"], defs)] * schema.get("minItems", 0)
        case "string":
            return "x" * schema.get("minLength", 0)
        case "boolean":
            return False
        case "integer" | "number":
            return schema.get("minimum", 0)
    return None


@dataclass
class Meek:
    """A model that says as little as it may; ``asked`` are the names of what it was asked."""

    name: str = "meek"
    revision: str = ""
    context: int = 100_000
    asked: list[str] = field(default_factory=list)
    closed: bool = False

    def ready(self) -> Identity:
        return Identity(name=self.name, revision=self.revision, context=self.context)

    def count(self, text: str) -> int:
        return estimated(text)

    def answers(self, requests: Sequence[Request]) -> Iterator[Answered]:
        for place, request in enumerate(requests):
            self.asked.append(request.name)
            yield Answered(place, self.completion(request))

    def completion(self, request: Request) -> Completion:
        return Completion(text=json.dumps(least(request.answer_schema or {})), usage=USAGE, seconds=0.1)

    def close(self) -> None:
        self.closed = True


class Chatty(Meek):
    """Answers in prose, whatever it is asked."""

    def completion(self, request: Request) -> Completion:
        return Completion(text=f"Sure! Let me think about {request.name}.", usage=USAGE)


class Failing(Meek):
    """Answers nothing."""

    def completion(self, _: Request) -> Completion:
        return Completion(finish="failed", why="the server hung up", usage=USAGE)


class Absent(Meek):
    """Is not there."""

    def ready(self) -> Identity:
        raise PlanError("no server answers", where="http://localhost:9/v1", do="Start it")


@dataclass
class Dying(Meek):
    """Is gone for good after so many answers."""

    after: int = 1

    def answers(self, requests: Sequence[Request]) -> Iterator[Answered]:
        for answered in super().answers(requests):
            if len(self.asked) > self.after:
                raise PlanError("the account is empty", where="http://localhost:9/v1", do="Fill it")
            yield answered


@dataclass
class Meddling(Meek):
    """Something happens while it works."""

    meddle: Callable[[], None] = lambda: None

    def answers(self, requests: Sequence[Request]) -> Iterator[Answered]:
        self.meddle()
        yield from super().answers(requests)


@dataclass
class Told(Silence):
    """What a run says while it works; ``bars`` are those that are told one by one."""

    lines: list[str] = field(default_factory=list)
    bars: list[tuple[str, int]] = field(default_factory=list)
    moved: int = 0

    def begin(self, what: str, total: int, *, counted: bool = False) -> None:
        if counted:
            self.bars.append((what, total))

    def advance(self, amount: int) -> None:
        self.moved += amount

    def note(self, text: str) -> None:
        self.lines.append(text)


@dataclass
class Desk:
    """A folder with a script."""

    folder: Path

    def __post_init__(self) -> None:
        self.folder.mkdir(exist_ok=True)
        self.write(HALL, BAR, YARD)

    @property
    def script(self) -> Path:
        return self.folder / "play.fountain"

    @property
    def reel(self) -> Path:
        return self.folder / "play.reel"

    @property
    def answers(self) -> Path:
        return self.reel / ".storyreel" / "answers.jsonl"

    @property
    def reading(self) -> Path:
        return self.reel / ".storyreel" / "reading.json"

    def write(self, *scenes: str) -> None:
        self.script.write_text("".join(scenes), encoding="utf-8")

    def run(self, model: Meek | None = None, *, required: bool = False, scenes: str = "", **options: Any) -> Run:
        """A run that asks this model (None: nobody is configured) and tells what it says."""
        options = {"llm": SPEC, **options} if model is not None else options
        project = project_of(self.script, self.reel, options)
        run = Run(project, stages(model), Told(), 1, scenes)
        run.asks, run.required = True, required
        return run


def planned(desk: Desk, model: Meek | None, **options: Any) -> tuple[Plan, ReadingReport | None, Run]:
    """The plan with this model, what was asked, and the run."""
    run = desk.run(model, **options)
    return plan(run), run.reading, run


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a folder but a lock."""
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name != "lock")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def stages(model: LanguageModel | None) -> Stages:
    """The real ones, whoever is configured being this model."""
    return partial(Stages, language_model=partial(_opened, model))()


def _opened(model: LanguageModel | None, spec: Spec, _: Manners) -> LanguageModel | None:
    return None if spec.kind == "none" else model


def told(run: Run) -> Told:
    """What a run said while it worked."""
    assert isinstance(run.progress, Told)
    return run.progress


class Telling(Meek):
    """Has read the hall: what Anna is like, what changes there, music, and things that are not so."""

    def completion(self, request: Request) -> Completion:
        answer = least(request.answer_schema or {})
        match request.name.split():
            case ["person", "anna"]:
                words = {"excerpt": 1, "quote": "waits by the window"}
                answer["manner"] = {**words, "text": "She keeps still and listens."}
                answer["age"] = {"excerpt": None, "quote": "", "value": 61}
            case ["scene", "int_hall_day"]:
                said = {"paragraph": 2, "quote": "Hello there, my friend"}
                answer["beats"] = [
                    {"paragraph": 1, "leader": "anna", "change": "Anna has given up hope.", "tension": 6},
                    {"paragraph": 2, "leader": "anna", "change": "Somebody has come after all.", "tension": 2},
                ]
                answer["music"] = [{**said, "until": 2, "music": "a waltz, far off"}]
                answer["actions"] = [{**said, "who": "anna", "verb": "wave", "target": None}]
                answer["props"] = [{"paragraph": 1, "name": "dagger", "kind": "knife", "holder": "anna"}]
        return Completion(text=json.dumps(answer), usage=USAGE)
