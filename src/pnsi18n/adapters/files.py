"""Read and write text files so that nothing is half written and no byte is guessed."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

from pnsi18n.errors import PnsError
from pnsi18n.model.finding import Location

_BOM = b"\xef\xbb\xbf"


class FileError(PnsError):
    """A file cannot be read or written."""


def read_bytes(path: Path, *, shown: str) -> bytes:
    """Return the bytes of *path*; *shown* is the path that an error names."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileError(_reason(error), at=Location(shown), hint=_remedy(error)) from error


def decode(content: bytes, *, shown: str) -> tuple[str, bool]:
    """Return the text of UTF-8 *content*, and whether a byte order mark stood before it."""
    marked = content.startswith(_BOM)
    try:
        return content.removeprefix(_BOM).decode("utf-8"), marked
    except UnicodeDecodeError as error:
        start = error.start + (len(_BOM) if marked else 0)
        line = content.count(b"\n", 0, start) + 1
        raise FileError(
            f"the byte 0x{content[start]:02x} is not UTF-8",
            at=Location(shown, line),
            hint="save the file as UTF-8; for a catalog: msgconv -t UTF-8 -o NEW.po OLD.po",
        ) from error


def read_text(path: Path, *, shown: str) -> str:
    """Return the text of the UTF-8 file *path*, its line ends as they are."""
    return decode(read_bytes(path, shown=shown), shown=shown)[0]


def write_bytes(path: Path, content: bytes, *, shown: str) -> None:
    """Replace *path* by *content* in one step: whoever is killed leaves the old file or the new.

    The file is written beside its place, flushed to the disk and renamed. Permissions of an
    existing file are kept; a symbolic link is followed, not replaced.
    """
    target = path.resolve()
    beside: str | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        handle, beside = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).chmod(mode)
        Path(beside).replace(target)
        beside = None
    except OSError as error:
        raise FileError(
            f"cannot be written: {_reason(error)}; the old file is untouched", at=Location(shown), hint=_remedy(error)
        ) from error
    finally:
        if beside is not None:
            Path(beside).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _reason(error: OSError) -> str:
    return {
        errno.ENOENT: "there is no such file",
        errno.EACCES: "permission is denied",
        errno.ENOSPC: "the disk is full",
        errno.EISDIR: "this is a folder, not a file",
    }.get(error.errno or 0, (error.strerror or str(error)).lower())


def _remedy(error: OSError) -> str:
    return {
        errno.ENOENT: "check the path, or the folder that -C names",
        errno.EACCES: "check who owns the file and its folder",
        errno.ENOSPC: "free some space and run the command again",
        errno.EISDIR: "name a file",
    }.get(error.errno or 0, "see the reason, and run the command again")
