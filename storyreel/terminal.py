"""What the program says: results on stdout, one line on stderr for what is wrong, nothing that commands a terminal."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import typer

from film.errors import FilmError
from storyreel.files import refusal

_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the reading direction of what follows."""


def put(text: str) -> None:
    """A result, as it is."""
    print(text, flush=True)


def say(text: str) -> None:
    """Words for people, which may hold a script's."""
    put(harmless(text))


def harmless(text: str) -> str:
    """Text that may hold a script's words, without what commands a terminal."""
    return "".join("�" if _commands(letter) else letter for letter in text)


def _commands(letter: str) -> bool:
    return letter in _TURNS or (unicodedata.category(letter) == "Cc" and letter not in "\n\t")


@contextmanager
def plainly(debug: bool) -> Iterator[None]:
    """One line on stderr and exit code 2 for what the user can mend; the traceback only with ``--debug``."""
    try:
        yield
    except FilmError as error:
        fail(str(error), debug, error)
    except (typer.Exit, BrokenPipeError):  # whoever read our words has seen enough; ``main`` ends it
        raise
    except OSError as error:
        fail(str(refusal(error)), debug, error)
    except Exception as error:  # no traceback reaches a user who did not ask for one
        what = " ".join(f"{type(error).__name__}: {error}".split())
        fail(f"this should not happen ({what}). Run it again with --debug and report what it prints", debug, error)


def warn(text: str) -> None:
    """A line on stderr, which may hold a script's words."""
    print(harmless(f"storyreel: {text}"), file=sys.stderr)


def fail(line: str, debug: bool, error: BaseException) -> NoReturn:
    """Ends the program with exit code 2 and one line."""
    warn(line)
    if debug:
        raise error
    raise typer.Exit(2)
