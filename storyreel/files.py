"""Files written whole or not at all, and the operating system's refusals said in one line."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from film.errors import ProjectError

_REMEDY = {
    errno.ENOSPC: ("the disk is full", "Free some space and run again; nothing that was finished is lost"),
    errno.EDQUOT: ("the disk quota is used up", "Free some space and run again; nothing that was finished is lost"),
    errno.EFBIG: ("the file is larger than this account may write", "Raise the file size limit (ulimit -f)"),
    errno.EROFS: ("the disk is read-only", "Choose another folder with -o"),
    errno.EACCES: ("permission denied", "Choose another folder with -o"),
    errno.EPERM: ("permission denied", "Choose another folder with -o"),
    errno.EIO: ("the disk reports an error", "Check the disk"),
    errno.EEXIST: ("what is there is not a folder", "Move it away"),
    errno.ENOTDIR: ("a part of this path is not a folder", "Choose another folder with -o"),
    errno.EISDIR: ("a folder stands where a file is to be written", "Choose another name"),
    errno.ELOOP: ("its links go round in a circle", "Choose another folder with -o"),
    errno.ENAMETOOLONG: ("the name is too long for this disk", "Choose a shorter name with -o"),
}

_EVERY_WRITE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO}


def refusal(error: OSError, where: Path | str | None = None) -> ProjectError:
    """What the operating system refused, where, and what to do."""
    what, do = _REMEDY.get(error.errno or 0, (error.strerror or str(error), ""))
    return ProjectError(what, where=error.filename2 or error.filename or where, do=do)


def is_refusal(error: BaseException) -> bool:
    """The disk itself says no, so every further write will fail as well."""
    return isinstance(error, OSError) and error.errno in _EVERY_WRITE


@contextmanager
def refusals(where: Path) -> Iterator[None]:
    """Turns an OSError of the block into a ProjectError that names the path."""
    try:
        yield
    except OSError as error:
        raise refusal(error, where) from error


def make_folder(folder: Path) -> Path:
    """The folder, made with its parents where missing.  Raises ProjectError."""
    with refusals(folder):
        folder.mkdir(parents=True, exist_ok=True)
    return folder


def write_text(path: Path, text: str) -> bool:
    """Writes UTF-8 text atomically; False when the file already says the same.  Raises ProjectError."""
    return write_bytes(path, text.encode("utf-8", "replace"))


def write_bytes(path: Path, data: bytes) -> bool:
    """Writes a file atomically; False when it already holds the same.  Raises ProjectError."""
    with refusals(path):
        if path.is_file() and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        with _beside(path) as temporary:
            temporary.write_bytes(data)
    return True


def copy_file(source: Path, path: Path) -> bool:
    """Copies atomically with the time of the source; False when the same size and time are there already.

    Raises ProjectError.
    """
    with refusals(path):
        if path.is_file() and _stamp(path) == _stamp(source):
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        with _beside(path) as temporary:
            shutil.copy2(source, temporary)
    return True


def link_file(source: Path, path: Path) -> None:
    """The same file under another name where the disk can, a copy where it cannot.  Raises ProjectError."""
    with refusals(path):
        if path.is_file() and path.samefile(source):
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{os.getpid()}.link")
        temporary.unlink(missing_ok=True)
        try:
            temporary.hardlink_to(source)
        except OSError:
            copy_file(source, path)
        else:
            temporary.replace(path)


def sync(path: Path) -> None:
    """Asks the disk to hold what was written to a file or a folder."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A temporary file in the same folder that becomes ``path`` when the block ends well."""
    temporary = path.with_name(f".{os.getpid()}.part")
    try:
        yield temporary
        sync(temporary)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _stamp(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_size, status.st_mtime_ns
