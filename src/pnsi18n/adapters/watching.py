"""watchfiles' doorkeeper: tell when a file of a project has been saved."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread

from watchfiles import watch

from pnsi18n.errors import ProjectError
from pnsi18n.model.finding import Location

_QUIET = 100  # milliseconds without a change, after which a change is told
_LONGEST = 1000  # milliseconds after which it is told anyway
_CONFIGURATION = "pyproject.toml"
_FOLDERS = ("source", "locale")

_News = SimpleQueue[OSError | KeyboardInterrupt | None]


def changes(root: Path) -> Iterator[None]:
    """Yield once at the start, then whenever texts or configuration of the project in *root* have changed.

    What changes while the caller is at work is told once, and after that; a file that is written in
    several steps, or by several people at a time, as well. Raises ``ProjectError`` where the system
    lets nobody watch, and ``KeyboardInterrupt`` at Ctrl-C, however deep that strikes.
    """
    news: _News = SimpleQueue()
    enough = Event()

    def interrupted(_signal: int, _frame: object) -> None:
        news.put(KeyboardInterrupt())  # what is raised in a destructor, Python only prints
        raise KeyboardInterrupt

    folders = [path for name in _FOLDERS if (path := root / name).is_dir()]
    # An editor replaces a file by a new one, and a watch on the old one hears nothing more: so it is the folder.
    for paths, names, deep in ((folders, (), True), ([root], (_CONFIGURATION,), False)):
        Thread(target=_listen, args=(news, enough, paths, names, deep), daemon=True).start()
    before = signal.signal(signal.SIGINT, interrupted)
    try:
        yield
        while True:
            _heard(news.get(), root)
            while not news.empty():
                _heard(news.get(), root)
            yield
    finally:
        signal.signal(signal.SIGINT, before)
        enough.set()


def _heard(news: OSError | KeyboardInterrupt | None, root: Path) -> None:
    if isinstance(news, KeyboardInterrupt):
        raise news
    if news:
        raise ProjectError(
            f"the files of the project cannot be watched: {news}",
            at=Location(str(root)),
            hint="let them be looked at again and again instead: WATCHFILES_FORCE_POLLING=1 pnsi18n preview …",
        ) from news


def _listen(news: _News, enough: Event, paths: list[Path], names: tuple[str, ...], deep: bool) -> None:  # noqa: FBT001
    """Put something into *news* whenever a file below *paths*, one of *names* if there are any, has changed."""
    try:
        for found in watch(*paths, recursive=deep, stop_event=enough, step=_QUIET, debounce=_LONGEST):
            if not names or any(Path(path).name in names for _, path in found):
                news.put(None)
    except OSError as error:
        news.put(error)
