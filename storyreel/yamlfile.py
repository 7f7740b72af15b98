"""YAML files that people edit: read into a model with the line of what is wrong, written to be read.

Nothing in such a file is executed or followed: plain data only, no tags, of bounded size.
"""

from __future__ import annotations

import difflib
import io
import re
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from film.errors import ProjectError

M = TypeVar("M", bound=BaseModel)
Location = tuple[int | str, ...]

_LARGEST = 8 << 20
_MOST_NODES = 500_000
_LONGEST_SHOWN = 160
_CONFLICT = re.compile(r"^(<<<<<<<|>>>>>>>)( |$)", re.MULTILINE)
_TAGGED = re.compile(r"could not determine a constructor for the tag '([^']*)'")
_KEEP_ONE = "Keep one of them and take out the lines <<<<<<<, ======= and >>>>>>>"


@dataclass(frozen=True)
class Page:
    """A file read once: its text, its YAML nodes with where they stand, and the plain data they hold."""

    path: Path
    text: str
    root: Any
    data: dict[str, Any]

    def model(self, kind: type[M], filled: Callable[[dict[str, Any]], dict[str, Any]] | None = None) -> M:
        """The page as ``kind``.  Raises ProjectError with file, line and the nearest right name.

        ``filled`` puts in what the file leaves out because it follows from the rest of it.
        """
        _refuse_newer(self.data, kind, self.path)
        try:
            return kind.model_validate(filled(self.data) if filled else self.data)
        except ValidationError as error:
            raise _refused(error, self, kind) from None

    def line(self, location: Location) -> int:
        """The line, from 1, of the deepest thing on the way to a location that the file has."""
        line, node = 1, self.root
        for part in location:
            key, node = _inside(node, part)
            if key is None:
                break
            line = key.start_mark.line + 1
        return line


def read_model(path: Path, kind: type[M], filled: Callable[[dict[str, Any]], dict[str, Any]] | None = None) -> M:
    """The file as ``kind``, as ``Page.model`` says.  Raises ProjectError."""
    return read_page(path).model(kind, filled)


def read_page(path: Path) -> Page:
    """The file, parsed once.  Raises ProjectError with file and line."""
    from ruamel.yaml import YAML

    text = read_text(path)
    yaml = YAML(typ="safe", pure=True)
    with _mended(path, text):
        root = yaml.compose(io.StringIO(text))
        data = yaml.constructor.construct_document(root) if root is not None else None
        if not isinstance(data, Mapping):
            raise ProjectError("holds no settings (name: value)", where=path, do="Mend the file or delete it")
        return Page(path, text, root, _plain(data, path))


def read_document(path: Path) -> Any:
    """The file as ruamel.yaml's round-trip mapping, comments and lines kept.  Raises ProjectError."""
    from ruamel.yaml import YAML

    text = read_text(path)
    with _mended(path, text):
        return YAML().load(text)


@contextmanager
def _mended(path: Path, text: str) -> Iterator[None]:
    """Says what is no YAML in a file's text, in which line, and what to do."""
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    if conflict := _CONFLICT.search(text):
        first = text.count("\n", 0, conflict.start()) + 1
        raise ProjectError("two versions stand here side by side", where=path, line=first, do=_KEEP_ONE)
    try:
        yield
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        if "'\\t'" in str(error.problem):
            raise ProjectError("a tab stands in this line", where=path, line=line, do="Indent with spaces") from None
        if tag := _TAGGED.search(str(error.problem)):
            do = "Write text or a number"
            raise ProjectError(f"the tag {_short(tag[1])}, not plain data", where=path, line=line, do=do) from None
        what = " ".join(str(error.problem or error.context or "cannot be read").split())
        raise ProjectError(f"not YAML: {what}", where=path, line=line, do="Mend this line") from None
    except RecursionError:
        raise ProjectError("nested without end", where=path, do="Write the values out") from None
    except (YAMLError, ValueError) as error:
        said = " ".join(str(error).split())
        raise ProjectError(f"not YAML: {_short(said)}", where=path, do="Mend the file") from None


def read_text(path: Path) -> str:
    """The file's text, its lines ended as ours are.  Raises ProjectError when it is missing, too large or not UTF-8."""
    try:
        if path.stat().st_size > _LARGEST:
            raise ProjectError(f"larger than {_LARGEST >> 20} MB", where=path, do="It is not a file of this project")
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise ProjectError("not UTF-8 text", where=path, do="Save it as UTF-8") from None
    except OSError as error:
        raise ProjectError(error.strerror or "cannot be read", where=path) from None


def dump_document(document: Any) -> str:
    """The text of a document from ``read_document``, comments kept."""
    from ruamel.yaml import YAML

    stream = io.StringIO()
    YAML().dump(document, stream)
    return stream.getvalue()


def _plain(document: Any, path: Path) -> Any:
    """Plain Python data.  A file whose aliases multiply, or with tags of its own, is refused."""
    count = 0

    def plain(node: Any) -> Any:
        nonlocal count
        count += 1
        if count > _MOST_NODES:
            raise ProjectError("its aliases multiply without end", where=path, do="Write the values out")
        if node is None or isinstance(node, bool):
            return node
        if isinstance(node, Mapping):
            return {str(key): plain(item) for key, item in node.items()}
        if isinstance(node, (list, tuple)):
            return [plain(item) for item in node]
        for base in (str, int, float):
            if isinstance(node, base):
                return base(node)
        raise ProjectError(f"holds a {type(node).__name__}, not plain data", where=path, do="Write text or a number")

    return plain(document)


def _refused(error: ValidationError, page: Page, kind: type[BaseModel]) -> ProjectError:
    errors = error.errors(include_url=False)
    # A misspelt name is also missing under its right one: the misspelling is what is to be said.
    first = next((each for each in errors if each["type"] == "extra_forbidden"), errors[0])
    location: Location = first["loc"]
    name = _short(".".join(str(part) for part in location)) or "the file"
    path, line = page.path, page.line(location)
    if first["type"] == "extra_forbidden":
        known = _fields(kind, location[:-1])
        nearest = difflib.get_close_matches(str(location[-1]), known, n=1)
        do = f"Did you mean {nearest[0]}?" if nearest else f"Known here: {', '.join(known)}"
        return ProjectError(f"unknown name {name}", where=path, line=line, do=do)
    if first["type"] == "missing":
        return ProjectError(f"{name} is missing", where=path, line=line, do="Add it")
    given = first["input"]
    if first["type"] == "literal_error" and isinstance(given, str):
        do = _nearest_value(given, str(first.get("ctx", {}).get("expected", "")))
        return ProjectError(f"{name} is {_short(repr(given))}", where=path, line=line, do=do)
    said = _short(str(first.get("ctx", {}).get("error") or first["msg"]))
    shown = f" is {given!r}" if isinstance(given, (str, int, float, bool)) and len(repr(given)) < 60 else ""
    return ProjectError(f"{name}{shown}: {said[:1].lower()}{said[1:]}", where=path, line=line)


def _nearest_value(given: str, expected: str) -> str:
    """Which of the words that may stand there is meant, by spelling and whatever its case; all where none is near."""
    known = re.findall(r"'([^']*)'", expected)
    by_case = {word.casefold(): word for word in known}
    nearest = difflib.get_close_matches(given.strip().casefold().replace("-", "_").replace(" ", "_"), by_case, n=1)
    return f"Did you mean {by_case[nearest[0]]}?" if nearest else f"One of {_short(', '.join(filter(None, known)))}"


def _refuse_newer(data: Mapping[str, Any], kind: type[BaseModel], path: Path) -> None:
    """A file of a later version is not read as if it were one of this."""
    field, given = kind.model_fields.get("schema_version"), data.get("schema_version")
    if field and isinstance(given, int) and given != field.default:
        what = f"schema_version is {given}, and this storyreel writes and reads {field.default}"
        raise ProjectError(what, where=path, do="Use the storyreel that wrote it, or delete the file")


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def _inside(node: Any, part: int | str) -> tuple[Any, Any]:
    """The node that a part of a location begins with, and the one that it leads to; nothing where there is none."""
    kind = getattr(node, "id", "")
    if kind == "mapping":
        return next(((key, value) for key, value in node.value if str(key.value) == str(part)), (None, None))
    if kind == "sequence" and isinstance(part, int) and part < len(node.value):
        return node.value[part], node.value[part]
    return None, None


def _fields(kind: type[BaseModel], location: Location) -> list[str]:
    """The names that a model, or the model nested at a location in it, knows."""
    for part in location:
        field = kind.model_fields.get(part) if isinstance(part, str) else None
        inner = next(_models(field.annotation), None) if field else kind
        if inner is None:
            return []
        kind = inner
    return list(kind.model_fields)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        if issubclass(annotation, BaseModel):
            yield annotation
        return
    arguments: Sequence[Any] = get_args(annotation)
    for argument in arguments:
        yield from _models(argument)
