"""Print jobs in a pool of processes that have loaded the renderer once."""

from __future__ import annotations

import multiprocessing
import os
import signal
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from pnsi18n.adapters.fonts import configuration
from pnsi18n.errors import RenderError
from pnsi18n.model.edition import Job, Proof
from pnsi18n.model.finding import Location


def run_jobs(jobs: Sequence[Job], workers: int) -> Iterator[Proof]:
    """Yield the proof of each of *jobs* as it is done, in no particular order.

    Every worker knows only the fonts of the jobs. Raises ``RenderError`` where a worker dies.
    When the caller stops early, waiting jobs are dropped and running ones are abandoned.
    """
    with tempfile.TemporaryDirectory(prefix="pnsi18n-") as folder:
        fonts = Path(folder, "fonts.conf")
        files = {file.path: file for job in jobs for file in job.fonts}
        fonts.write_text(configuration(files.values(), _font_cache(folder)), encoding="utf-8")
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["pnsi18n.adapters.pdf"])
        pool = ProcessPoolExecutor(
            min(workers, len(jobs)), mp_context=context, initializer=_prepare, initargs=(str(fonts),)
        )
        try:
            futures = {pool.submit(_print, job): job for job in jobs}
            for future in as_completed(futures):
                yield future.result()
        except BrokenProcessPool as error:
            raise RenderError(
                "a process that prints was killed",
                at=Location("output"),
                hint="most often memory ran out: try again with --jobs 1; finished sheets are kept",
            ) from error
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _font_cache(fallback: str) -> Path:
    """Return a folder for fontconfig's cache that outlives the build, if there can be one."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "pnsi18n", "fontconfig")
    try:
        cache.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path(fallback)
    return cache


def _prepare(fonts: str) -> None:
    """Get a new worker ready; Ctrl-C is the parent's to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ["FONTCONFIG_FILE"] = fonts


def _print(job: Job) -> Proof:
    from pnsi18n.adapters.pdf import print_job  # noqa: PLC0415 -- the parent process must never load it

    return print_job(job)
