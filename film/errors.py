"""One error root, one leaf a stage.

::

    FilmError
     ├─ ScriptError     the screenplay file cannot be read as one
     ├─ PlanError       a scene cannot be planned, or an edited plan does not hold
     ├─ RenderError     a shot could not be rendered
     ├─ CutError        the film, its sound or its papers could not be made
     └─ ProjectError    the project folder, its settings or the store

A message says what, where and what to do, in one line: it is shown to the user as it stands.
"""

from __future__ import annotations

from pathlib import Path


class FilmError(Exception):
    """Something the user can mend.  ``str(error)`` is one line: where, what, and what to do."""

    def __init__(self, what: str, *, where: Path | str | None = None, line: int | None = None, do: str = "") -> None:
        self.what = what
        self.where = where
        self.line = line
        self.do = do
        place = "" if where is None else f"{where}:{line}: " if line is not None else f"{where}: "
        super().__init__(" ".join(f"{place}{what}{f'. {do}' if do else ''}".split()))

    def __reduce__(self) -> tuple[object, ...]:
        """Survive the way back from a worker process with every field."""
        return _rebuild, (type(self), self.what, self.where, self.line, self.do)


def _rebuild(kind: type[FilmError], what: str, where: Path | str | None, line: int | None, do: str) -> FilmError:
    return kind(what, where=where, line=line, do=do)


class ScriptError(FilmError):
    """The screenplay file cannot be read as one."""


class PlanError(FilmError):
    """A scene cannot be planned, or an edited plan does not hold."""


class RenderError(FilmError):
    """A shot could not be rendered."""


class CutError(FilmError):
    """The film, its sound or its papers could not be made."""


class ProjectError(FilmError):
    """The project folder, its settings or the store is not as it must be."""
