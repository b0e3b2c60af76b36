"""Read and write text files so that nothing is half written and no byte is guessed."""

from __future__ import annotations

import codecs
import errno
import fcntl
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
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
        if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise FileError(
                "this is UTF-16, not UTF-8", at=Location(shown, 1), hint=_recode(shown, "UTF-16")
            ) from error
        start = error.start + (len(_BOM) if marked else 0)
        line = content.count(b"\n", 0, start) + 1
        raise FileError(
            f"the byte 0x{content[start]:02x} is not UTF-8",
            at=Location(shown, line),
            hint=_recode(shown, "ISO-8859-1"),
        ) from error


def _recode(shown: str, charset: str) -> str:
    """Return how to turn a file in *charset*, or whatever it is in, into UTF-8."""
    return f"save the file as UTF-8 in your editor, or convert it: iconv -f {charset} -t UTF-8 {shown} > NEW"


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
        raise FileError(f"cannot be written: {_reason(error)}", at=Location(shown), hint=_remedy(error)) from error
    finally:
        if beside is not None:
            Path(beside).unlink(missing_ok=True)


def remove(path: Path, *, shown: str) -> None:
    """Delete the file *path*, if it is there."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise FileError(f"cannot be removed: {_reason(error)}", at=Location(shown), hint=_remedy(error)) from error


def fill_folder(folder: Path, files: Mapping[str, bytes], *, shown: str) -> None:
    """Write *files*, by their paths, into *folder*: all of them, or none.

    The folder is made where it is not there. Raises ``FileError`` for one that holds anything but
    a repository without files (``.git``).
    """
    made = not folder.exists()
    try:
        folder.mkdir(exist_ok=True)
        if any(path.name != ".git" for path in folder.iterdir()):
            raise FileError(_FULL, at=Location(shown), hint="name a folder that is empty, or that is not there yet")
        with tempfile.TemporaryDirectory(prefix=".", suffix=".part", dir=folder) as beside:
            for path, content in files.items():
                write_bytes(Path(beside, path), content, shown=f"{shown}/{path}")
            _lift(Path(beside), folder)
        made = False
    except OSError as error:
        raise FileError(f"cannot be written: {_reason(error)}", at=Location(shown), hint=_remedy(error)) from error
    finally:
        if made:
            with suppress(OSError):
                folder.rmdir()


def _lift(beside: Path, folder: Path) -> None:
    """Move what is in *beside* up into *folder*; where that fails, put everything back."""
    moved: list[Path] = []
    try:
        for path in sorted(beside.iterdir()):
            moved.append(path.rename(folder / path.name))  # noqa: PERF401 -- what was moved must be known when one fails
    except BaseException:
        for path in moved:
            path.rename(beside / path.name)
        raise


@contextmanager
def sole_writer(folder: Path, *, shown: str) -> Iterator[None]:
    """Make *folder* if need be, and keep every other writer out of it.

    Raises ``FileError`` at once where nothing can be written, and where somebody else is writing.
    The lock is on the folder itself and ends with the process, however that ends.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(prefix=".", suffix=".part", dir=folder):
            pass
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise FileError(f"cannot be written: {_reason(error)}", at=Location(shown), hint=_remedy(error)) from error
    try:
        with suppress(OSError):  # some network drives have no locks; each file is safe without one
            _lock(handle, shown)
        yield
    finally:
        os.close(handle)


def _lock(handle: int, shown: str) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise FileError(
            "another build is writing here", at=Location(shown), hint="wait until it is done, or use --output DIR"
        ) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _reason(error: OSError) -> str:
    found = _REASONS.get(error.errno or 0)
    return found[0] if found else (error.strerror or str(error)).lower()


def _remedy(error: OSError) -> str:
    found = _REASONS.get(error.errno or 0)
    return found[1] if found else "see the reason, and run the command again"


_FULL = "there are files in this folder already"
_FOLDER = ("this is a folder, not a file", "move the folder away: a file of this name belongs here")
_FILE = ("a file stands where a folder must be", "move that file away, or name another folder")
_READ_ONLY = ("the disk is read-only", "choose a place that you may write to")
_REASONS = {
    errno.ENOENT: ("there is no such file", "check the path, or the folder that -C names"),
    errno.EACCES: ("permission is denied", "check who owns the file and its folder"),
    errno.EPERM: ("permission is denied", "check who owns the file and its folder"),
    errno.ENOSPC: ("the disk is full", "free some space and run the command again; nothing was lost"),
    errno.EDQUOT: ("your share of the disk is full", "free some space and run the command again; nothing was lost"),
    errno.EISDIR: _FOLDER,
    errno.EEXIST: _FILE,
    errno.ENOTDIR: _FILE,
    errno.EROFS: _READ_ONLY,
}
