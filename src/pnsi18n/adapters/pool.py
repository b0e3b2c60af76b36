"""Print jobs in a pool of processes that have loaded the renderer once."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path

from pnsi18n.adapters.fonts import configuration
from pnsi18n.adapters.processes import RENDERER, interrupts_wait, process_pool, undisturbed
from pnsi18n.errors import RenderError
from pnsi18n.model.edition import FontFile, Job, Proof
from pnsi18n.model.finding import Location
from pnsi18n.model.kind import WEB


def run_jobs(jobs: Sequence[Job], workers: int) -> Iterator[Proof]:
    """Yield the proof of each of *jobs* as it is done, in no particular order.

    A job knows only the fonts of its own language. Raises ``RenderError`` where a worker dies.
    When the caller stops early, waiting jobs are dropped and running ones are abandoned.
    """
    size = min(workers, len(jobs))
    with _font_configurations(jobs) as fonts, process_pool(size, preload=RENDERER) as pool:
        try:
            with interrupts_wait():
                futures = [pool.submit(_print, job, fonts[job.fonts]) for job in jobs]
            for future in as_completed(futures):
                yield future.result()
        except (BrokenProcessPool, EOFError, ConnectionError) as error:
            raise RenderError(
                "a process that prints was killed",
                at=Location("output"),
                hint="most often memory ran out: try again with --jobs 1; finished sheets are kept",
            ) from error


@contextmanager
def _font_configurations(jobs: Sequence[Job]) -> Iterator[dict[tuple[FontFile, ...], str]]:
    """Write a fontconfig file for each set of fonts of *jobs*, for as long as they are printed.

    One for all would let a sheet borrow a glyph from another language's fonts, and its bytes
    would depend on what else is printed with it.
    """
    paths: dict[tuple[FontFile, ...], str] = {}
    try:
        folder = tempfile.mkdtemp(prefix="pnsi18n-")
        for number, files in enumerate(dict.fromkeys(job.fonts for job in jobs)):
            path = Path(folder, f"fonts-{number}.conf")
            path.write_text(configuration(files, _font_cache(folder)), encoding="utf-8")
            paths[files] = str(path)
    except OSError as error:
        raise RenderError(
            f"no temporary file can be written: {(error.strerror or str(error)).lower()}",
            at=Location(tempfile.gettempdir()),
            hint="free some space, or name another folder: TMPDIR=FOLDER pnsi18n build",
        ) from error
    try:
        yield paths
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _font_cache(fallback: str) -> Path:
    """Return a folder for fontconfig's cache that outlives the build, if there can be one."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "pnsi18n", "fontconfig")
    try:
        cache.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path(fallback)
    return cache


def print_here(job: Job) -> Proof:
    """Return the proof of *job*, printed in this very process; no two threads may do so at once."""
    before = os.environ.get("FONTCONFIG_FILE")
    with _font_configurations([job]) as fonts:
        try:
            return _print(job, fonts[job.fonts])
        finally:
            os.environ.pop("FONTCONFIG_FILE", None)
            if before is not None:
                os.environ["FONTCONFIG_FILE"] = before


def _print(job: Job, fonts: str) -> Proof:
    if job.key.kind == WEB:
        from pnsi18n.adapters.web_reader import print_page  # noqa: PLC0415 -- start-up time of a process that prints

        return print_page(job)
    # WeasyPrint reads fontconfig anew for every document, and fontconfig asks the environment.
    os.environ["FONTCONFIG_FILE"] = fonts
    from pnsi18n.adapters.renderer import print_job  # noqa: PLC0415 -- the parent process must never load it

    return undisturbed(print_job, job)
