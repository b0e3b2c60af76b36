"""fsspec's doorkeeper: a store of finished sheets that machines share, in a folder or at any address of fsspec."""

from __future__ import annotations

import os
import queue
import threading
from pathlib import Path
from typing import Any, Protocol

from pnsi18n.adapters.files import FileError, read_bytes, write_bytes
from pnsi18n.errors import ProjectError
from pnsi18n.model.finding import Location

_PATIENCE = 15.0  # seconds until a store that says nothing is not there
_HINT = "check the address, the right to read and write there, and that there is room"


class Store(Protocol):
    """Keeps bytes by name; whoever writes a name twice writes the same, so that nobody has to wait for anybody.

    Both raise ``FileError`` where the store cannot be reached or written.
    """

    address: str

    def get(self, name: str) -> bytes | None:
        """Return what is kept as *name*, or ``None``."""

    def put(self, name: str, content: bytes) -> None:
        """Keep *content* as *name*, whole or not at all."""


class _Folder:
    """A folder of this machine, or one that machines share."""

    def __init__(self, path: Path, address: str) -> None:
        self.address = address
        self._path = path

    def get(self, name: str) -> bytes | None:
        path = self._path / name[:2] / name
        there = os.path.exists(path)  # noqa: PTH110 -- that of Path raises where a folder is not ours to look into
        return read_bytes(path, shown=self.address) if there else None

    def put(self, name: str, content: bytes) -> None:
        write_bytes(self._path / name[:2] / name, content, shown=self.address)


class _Remote:
    """An address of fsspec; the names lie beside each other, as object stores like it."""

    def __init__(self, address: str) -> None:
        self.address = address
        try:
            import fsspec  # noqa: PLC0415 -- an extra, and slow to load

            files, self._root = fsspec.core.url_to_fs(address)
        except ImportError as error:
            raise ProjectError(
                f"the store {address} needs a package that is not installed: {error}",
                at=Location(address),
                hint="pip install 'pnsi18n[cluster]', and for s3:// also: pip install s3fs",
            ) from error
        except Exception as error:
            raise self._error("cannot be opened", error) from error
        self._files: Any = files

    def get(self, name: str) -> bytes | None:
        try:
            return bytes(self._files.cat_file(f"{self._root}/{name}"))
        except FileNotFoundError:
            return None
        except Exception as error:
            raise self._error("cannot be read", error) from error

    def put(self, name: str, content: bytes) -> None:
        try:
            with self._files.transaction, self._files.open(f"{self._root}/{name}", "wb") as file:
                file.write(content)
        except Exception as error:  # each kind of store has errors of its own
            raise self._error("cannot be written", error) from error

    def _error(self, what: str, error: Exception) -> FileError:
        told = " ".join(str(error).split())[:200] or type(error).__name__
        return FileError(
            f"the store {what}: {told}",
            at=Location(self.address),
            hint=_HINT,
        )


def open_store(address: str, root: Path) -> Store:
    """Return the store at *address*, a folder (below *root* if it is relative) or an address of fsspec.

    Raises ``ProjectError`` where there can be no such store and ``FileError`` where it cannot be read.
    """
    scheme, mark, rest = address.partition("://")
    store: Store = (
        _Remote(address) if mark and scheme != "file" else _Folder((root / (rest if mark else address)), address)
    )
    _ask(store)
    return store


def _ask(store: Store) -> None:
    """Look whether *store* answers; some would try for minutes before they say that nobody does."""
    answers: queue.SimpleQueue[FileError | None] = queue.SimpleQueue()

    def ask() -> None:
        try:
            store.get("00")
        except FileError as error:
            answers.put(error)
        else:
            answers.put(None)

    threading.Thread(target=ask, daemon=True).start()
    try:
        problem = answers.get(timeout=_PATIENCE)
    except queue.Empty:
        problem = FileError("the store does not answer", at=Location(store.address), hint=_HINT)
    if problem:
        raise problem
