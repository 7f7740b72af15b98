"""YAML files that people edit: read into a model with the line of what is wrong, written to be read.

Nothing in such a file is executed or followed: plain data only, no tags, of bounded size.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from film.errors import ProjectError
from storyreel.wrong import Location, shortened, wrong

M = TypeVar("M", bound=BaseModel)

_LARGEST = 8 << 20
_MOST_NODES = 500_000
_CONFLICT = re.compile(r"^(<<<<<<<|>>>>>>>)( |$)", re.MULTILINE)
_TAGGED = re.compile(r"could not determine a constructor for the tag '([^']*)'")
_TWICE = re.compile(r'found duplicate key "([^"]*)"')
_MEND_THERE = "Mend this line or the one before it"
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
        _refuse_newer(self, kind)
        try:
            return kind.model_validate(filled(self.data) if filled else self.data)
        except ValidationError as error:
            found = wrong(error.errors(include_url=False), self.data, kind)
            line = self.line(found.location)
            raise ProjectError(found.what, where=self.path, line=line, do=found.do) from None

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
            raise ProjectError(f"the tag {shortened(tag[1])}, not plain data", where=path, line=line, do=do) from None
        raise _not_yaml(error, path) from None
    except RecursionError:
        raise ProjectError("nested without end", where=path, do="Write the values out") from None
    except (YAMLError, ValueError) as error:
        said = " ".join(str(error).split())
        raise ProjectError(f"not YAML: {shortened(said)}", where=path, do="Mend the file") from None


def _not_yaml(error: Any, path: Path) -> ProjectError:
    """What a director typed that YAML reads otherwise, in the line where it begins."""
    problem, context = (" ".join(str(each or "").split()) for each in (error.problem, error.context))
    mark, what, do = error.problem_mark or error.context_mark, problem or context or "cannot be read", "Mend this line"
    if twice := _TWICE.match(problem):
        what, do = f"{twice[1]} stands here for the second time", "Keep one of them"
    elif "quoted scalar" in context:
        mark, what, do = error.context_mark or mark, "a quotation mark is not closed", "Close it in this line"
    elif "flow" in context:
        mark, what, do = error.context_mark or mark, "a bracket is not closed, or a comma is missing", _MEND_THERE
    elif "mapping values are not allowed" in problem:
        what, do = "a colon where none can be", "Put the text in quotes, or indent the line as those around it"
    elif "block end" in problem or "could not find expected ':'" in problem:
        what = "not indented as the lines around it, without its colon, or behind a quotation mark that is not closed"
        do = "Write it as they are written"
    elif "undefined alias" in problem:
        what, do = "a value that begins with *", "Put it in quotes"
    line = mark.line + 1 if mark else None
    return ProjectError(f"not YAML: {shortened(what)}", where=path, line=line, do=do)


def read_text(path: Path) -> str:
    """The file's text, its lines ended as ours are.  Raises ProjectError when it is missing, too large or not UTF-8."""
    try:
        if path.stat().st_size > _LARGEST:
            raise ProjectError(f"larger than {_LARGEST >> 20} MB", where=path, do="It is not a file of this project")
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise ProjectError("not UTF-8 text", where=path, do="Save it as UTF-8") from None
    except FileNotFoundError:
        raise ProjectError("is not there", where=path, do="Look how its name is spelt") from None
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
        if type(node) is date:
            return node.isoformat()
        raise ProjectError(f"holds a {type(node).__name__}, not plain data", where=path, do="Write text or a number")

    return plain(document)


def _refuse_newer(page: Page, kind: type[BaseModel]) -> None:
    """A file of a later version is not read as if it were one of this."""
    field, given = kind.model_fields.get("schema_version"), page.data.get("schema_version")
    if field and isinstance(given, int) and given != field.default:
        what = f"schema_version is {given}, and this storyreel writes and reads {field.default}"
        do = "Use the storyreel that wrote it, or delete the file"
        raise ProjectError(what, where=page.path, line=page.line(("schema_version",)), do=do)


def _inside(node: Any, part: int | str) -> tuple[Any, Any]:
    """The node that a part of a location begins with, and the one that it leads to; nothing where there is none."""
    kind = getattr(node, "id", "")
    if kind == "mapping":
        return next(((key, value) for key, value in node.value if str(key.value) == str(part)), (None, None))
    if kind == "sequence" and isinstance(part, int) and part < len(node.value):
        return node.value[part], node.value[part]
    return None, None
