"""YAML files that people edit: read into a model with the line of what is wrong, written to be read.

Nothing in such a file is executed or followed: plain data only, no tags, of bounded size.
"""

from __future__ import annotations

import difflib
import io
import types
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from film.errors import ProjectError

M = TypeVar("M", bound=BaseModel)
Location = tuple[int | str, ...]

_LARGEST = 8 << 20
_MOST_NODES = 500_000
_LONGEST_SHOWN = 160


def read_model(path: Path, kind: type[M]) -> M:
    """The file as ``kind``.  Raises ProjectError with file, line and the nearest right name."""
    document = read_document(path)
    data = _plain(document, path)
    _refuse_newer(data, kind, path)
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        raise _refused(error, document, path, kind) from None


def read_document(path: Path) -> Any:
    """The file as ruamel.yaml's round-trip mapping, comments and lines kept.  Raises ProjectError."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    text = read_text(path)
    try:
        document = YAML().load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = error.problem or error.context or "cannot be read"
        raise ProjectError(
            f"not YAML: {what}", where=path, line=mark.line + 1 if mark else None, do="Mend this line"
        ) from None
    except (YAMLError, ValueError, RecursionError) as error:
        raise ProjectError(f"not YAML: {error}", where=path, do="Mend the file") from None
    if not isinstance(document, Mapping):
        raise ProjectError("holds no settings (name: value)", where=path, do="Mend the file or delete it")
    return document


def read_text(path: Path) -> str:
    """The file's text.  Raises ProjectError when it is missing, too large or not UTF-8."""
    try:
        if path.stat().st_size > _LARGEST:
            raise ProjectError(f"larger than {_LARGEST >> 20} MB", where=path, do="It is not a file of this project")
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ProjectError("not UTF-8 text", where=path, do="Save it as UTF-8") from None
    except OSError as error:
        raise ProjectError(error.strerror or "cannot be read", where=path) from None


def dump(value: Mapping[str, Any]) -> str:
    """YAML text: one key a line, short lists of numbers and words on one line."""
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.width = 110
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = io.StringIO()
    yaml.dump(_readable(value), stream)
    return stream.getvalue()


def dump_document(document: Any) -> str:
    """The text of a document from ``read_document``, comments kept."""
    from ruamel.yaml import YAML

    stream = io.StringIO()
    YAML().dump(document, stream)
    return stream.getvalue()


def _readable(value: Any) -> Any:
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    if isinstance(value, Mapping):
        return CommentedMap((str(key), _readable(item)) for key, item in value.items())
    if isinstance(value, (list, tuple)):
        sequence = CommentedSeq(_readable(item) for item in value)
        if not any(isinstance(leaf, Mapping) for leaf in _leaves(value)):
            sequence.fa.set_flow_style()
        return sequence
    return value


def _leaves(value: Any) -> Iterator[Any]:
    for item in value:
        if isinstance(item, (list, tuple)):
            yield from _leaves(item)
        else:
            yield item


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

    try:
        return plain(document)
    except RecursionError:
        raise ProjectError("nested without end", where=path, do="Write the values out") from None


def _refused(error: ValidationError, document: Any, path: Path, kind: type[BaseModel]) -> ProjectError:
    first = error.errors(include_url=False)[0]
    location: Location = first["loc"]
    name = _short(".".join(str(part) for part in location)) or "the file"
    line = _line(document, location)
    if first["type"] == "extra_forbidden":
        known = _fields(kind, location[:-1])
        nearest = difflib.get_close_matches(str(location[-1]), known, n=1)
        do = f"Did you mean {nearest[0]}?" if nearest else f"Known here: {', '.join(known)}"
        return ProjectError(f"unknown name {name}", where=path, line=line, do=do)
    if first["type"] == "missing":
        return ProjectError(f"{name} is missing", where=path, line=line, do="Add it")
    said = _short(str(first.get("ctx", {}).get("error") or first["msg"]))
    given = first["input"]
    shown = f" is {given!r}" if isinstance(given, (str, int, float, bool)) and len(repr(given)) < 60 else ""
    return ProjectError(f"{name}{shown}: {said[:1].lower()}{said[1:]}", where=path, line=line)


def _refuse_newer(data: Mapping[str, Any], kind: type[BaseModel], path: Path) -> None:
    """A file of a later version is not read as if it were one of this."""
    field, given = kind.model_fields.get("schema_version"), data.get("schema_version")
    if field and isinstance(given, int) and given != field.default:
        what = f"schema_version is {given}, and this storyreel writes and reads {field.default}"
        raise ProjectError(what, where=path, do="Use the storyreel that wrote it, or delete the file")


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def _line(document: Any, location: Location) -> int:
    """The line, from 1, of the deepest node on the way to the location that the file has."""
    line = 1
    node: Any = document
    for part in location:
        try:
            place = node.lc.key(part) if hasattr(node, "keys") else node.lc.item(part)
            line, node = place[0] + 1, node[part]
        except (AttributeError, KeyError, IndexError, TypeError):
            break
    return line


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
