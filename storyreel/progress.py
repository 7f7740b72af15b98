"""What a run says while it works, on stderr: bars on a terminal, plain lines otherwise, nothing when quiet."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

_TENTHS = 10


class Progress(Protocol):
    """Where a run tells how far it is."""

    def begin(self, what: str, total: int, *, counted: bool = False) -> None:
        """A stage starts that has ``total`` units of work, which are told one by one where they are ``counted``."""

    def advance(self, amount: int) -> None:
        """So many more units are done."""

    def note(self, text: str) -> None:
        """One line for the user."""

    def close(self) -> None:
        """The run is over, well or not."""


class Silence:
    """Says nothing."""

    def begin(self, what: str, total: int, *, counted: bool = False) -> None:
        """Nothing."""

    def advance(self, amount: int) -> None:
        """Nothing."""

    def note(self, text: str) -> None:
        """Nothing."""

    def close(self) -> None:
        """Nothing."""


class Lines:
    """A line at each stage's start and at each tenth of it: for logs."""

    def __init__(self) -> None:
        self._what = ""
        self._total = 0
        self._done = 0
        self._counted = False

    def begin(self, what: str, total: int, *, counted: bool = False) -> None:
        """Says what starts."""
        self._what, self._total, self._done, self._counted = what, total, 0, counted
        self.note(f"{what} ...")

    def advance(self, amount: int) -> None:
        """Says each full tenth."""
        if self._total <= 0:
            return
        before = self._done * _TENTHS // self._total
        self._done += amount
        now = min(self._done * _TENTHS // self._total, _TENTHS)
        if now > before:
            done = f"{min(self._done, self._total)} of {self._total}" if self._counted else f"{now * 100 // _TENTHS} %"
            self.note(f"{self._what} {done}")

    def note(self, text: str) -> None:
        """One line."""
        print(text, file=sys.stderr, flush=True)

    def close(self) -> None:
        """Nothing is left open."""


class Bars:
    """A bar a stage, with the time that is left."""

    def __init__(self) -> None:
        self._bars: RichProgress | None = None
        self._current: TaskID | None = None
        self._what = ""
        self._counted = False

    def begin(self, what: str, total: int, *, counted: bool = False) -> None:
        """Finishes the bar before and starts one."""
        self._finish()
        self._current = self._open().add_task(what, total=max(total, 1))
        self._what, self._counted = what, counted

    def advance(self, amount: int) -> None:
        """Moves the bar."""
        if self._bars is not None and self._current is not None:
            self._bars.advance(self._current, amount)
            if self._counted:
                task = next(task for task in self._bars.tasks if task.id == self._current)
                done, total = task.completed, task.total or 0
                self._bars.update(task.id, description=f"{self._what}  {min(done, total):.0f} of {total:.0f}")

    def note(self, text: str) -> None:
        """A line above the bars."""
        self._open().console.print(text, markup=False, highlight=False)

    def close(self) -> None:
        """Leaves the terminal as it was."""
        if self._bars is not None:
            self._finish()
            self._bars.stop()
            self._bars = None

    def _finish(self) -> None:
        if self._bars is not None and self._current is not None:
            total = next(task.total for task in self._bars.tasks if task.id == self._current)
            self._bars.update(self._current, completed=total)
            self._current = None

    def _open(self) -> RichProgress:
        if self._bars is None:
            from rich.console import Console
            from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
            from rich.progress import Progress as RichProgress

            self._bars = RichProgress(
                TextColumn("{task.description}", markup=False),
                BarColumn(),
                TaskProgressColumn(),
                TimeElapsedColumn(),
                TimeRemainingColumn(),
                console=Console(stderr=True),
            )
            self._bars.start()
        return self._bars


def progress_for(*, quiet: bool) -> Progress:
    """The way to tell that fits where stderr goes."""
    if quiet:
        return Silence()
    return Bars() if sys.stderr.isatty() else Lines()
