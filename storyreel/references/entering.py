"""References written into the sheets that people edit: what is added or approved changes, all other lines stay."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from film.errors import ProjectError
from film.references import Reference
from storyreel.files import write_text
from storyreel.references.finding import Named
from storyreel.yamlfile import read_page, read_text

_WIDE = 1 << 20
"""Columns; no line of a sheet is broken anew."""


def enter(folder: Path, named: Named, added: Sequence[Reference]) -> None:
    """Adds references to a sheet in the reel's ``folder``.

    Raises ProjectError where the sheet is not there or cannot be read; its file is then as it was.
    """
    from ruamel.yaml.comments import CommentedSeq

    with _document(folder / named.file) as document:
        holder = _holder(document, named, folder / named.file)
        listed = holder.get("references")
        if listed is None:
            listed = CommentedSeq()
            if holder.fa.flow_style():
                listed.fa.set_flow_style()
            names = list(holder)
            holder.insert(names.index("model") + 1 if "model" in names else len(names), "references", listed)
        listed.extend(_braces(_said(each)) for each in added)


def fix(folder: Path, named: Named, contents: Mapping[int, tuple[str, str]]) -> None:
    """Writes that images of a sheet were approved: by their place in it, file and sha256.

    Raises ProjectError as ``enter`` does, and where the sheet names other images by now.
    """
    with _document(folder / named.file) as document:
        listed = _holder(document, named, folder / named.file).get("references") or []
        for place, (file, content) in contents.items():
            item = listed[place] if place < len(listed) else None
            if item == file:
                item = listed[place] = _braces(_said(Reference(file=file)))
            if not isinstance(item, dict) or item.get("file") != file:
                do = "Run the command again"
                raise ProjectError(f"does not name {file} there any more", where=folder / named.file, do=do)
            item["approved"] = True
            item["content"] = content


@contextmanager
def _document(path: Path) -> Iterator[Any]:
    """A sheet's file as YAML with its comments; written when the block ends well."""
    from ruamel.yaml import YAML

    read_page(path)  # what is no plain YAML of bounded size is refused here, with its line
    yaml = YAML()
    yaml.Representer = _with_nulls()
    yaml.preserve_quotes = True
    yaml.width = _WIDE
    yaml.indent(mapping=2, sequence=4, offset=2)
    document = yaml.load(read_text(path))
    yield document
    stream = io.StringIO()
    yaml.dump(document, stream)
    write_text(path, stream.getvalue())


@lru_cache(maxsize=1)
def _with_nulls() -> Any:
    """Writes nothing as ``null``, as sheets do."""
    from ruamel.yaml.representer import RoundTripRepresenter

    class WithNulls(RoundTripRepresenter):
        def represent_none(self, _: Any) -> Any:
            return self.represent_scalar("tag:yaml.org,2002:null", "null")

    WithNulls.add_representer(type(None), WithNulls.represent_none)
    return WithNulls


def _holder(document: Any, named: Named, path: Path) -> Any:
    """The mapping that has the references: the sheet, or a thing's line in a scene's breakdown."""
    if named.kind != "prop":
        return document
    props = (document.get("breakdown") or {}).get("props") or []
    found = next((prop for prop in props if isinstance(prop, dict) and str(prop.get("id")) == named.id), None)
    if found is None:
        raise ProjectError(f"has no {named.id} in its breakdown", where=path, do="Run storyreel plan on the reel first")
    return found


def _said(reference: Reference) -> dict[str, Any]:
    """What is written of a reference: file and view always, the rest where somebody said it."""
    return {"file": reference.file, "view": reference.view, **reference.model_dump(exclude_defaults=True)}


def _braces(said: Mapping[str, Any]) -> Any:
    """In braces, on one line."""
    from ruamel.yaml.comments import CommentedMap

    mapping = CommentedMap(
        {name: _braces(value) if isinstance(value, Mapping) else value for name, value in said.items()}
    )
    mapping.fa.set_flow_style()
    return mapping
