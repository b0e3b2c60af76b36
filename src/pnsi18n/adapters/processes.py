"""Start processes that do a part of the work, and end them with their parent."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import forkserver
from typing import Any, TypeVar

RENDERER = "pnsi18n.adapters.renderer"
"""What a process that prints has loaded; to load it takes longer than to find out what is to be printed."""
T = TypeVar("T")
R = TypeVar("R")


@contextmanager
def process_pool(
    workers: int, *, preload: str, prepare: Callable[..., None] | None = None, given: tuple[Any, ...] = ()
) -> Iterator[ProcessPoolExecutor]:
    """Give a pool of *workers* processes that have the module *preload* loaded.

    Each calls *prepare* with what is *given* first. When the caller stops early, waiting work is
    dropped and running work is waited for.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([preload])
    with interrupts_wait():  # a lock that is half made when Ctrl-C comes is never taken back
        pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_prepare, initargs=(prepare, given))
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def start_loading(preload: str) -> None:
    """Load the module *preload* in the process that workers are forked from, while this one does something else."""
    multiprocessing.get_context("forkserver").set_forkserver_preload([preload])
    with interrupts_wait():
        pass


@contextmanager
def interrupts_wait() -> Iterator[None]:
    """Keep Ctrl-C waiting while the workers are started; half-started ones show tracebacks.

    The process that forks them starts with the signal blocked, and so do all its children: Ctrl-C
    is the parent's to answer. (Were it ignored, one that comes just then would be lost.)
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread is interrupted, and only it may set handlers
        return
    pressed: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _frame: pressed.append(number))
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            forkserver.ensure_running()
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if pressed:
        raise KeyboardInterrupt


def _prepare(prepare: Callable[..., None] | None, given: tuple[Any, ...]) -> None:
    """Get a new worker ready; it ends when its parent does, even when that is killed."""
    gc.freeze()  # what is loaded stays, and need not be walked through for cycles
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if prepare:
        prepare(*given)


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def undisturbed(work: Callable[[T], R], what: T) -> R:
    """Do *work* without the collector of cycles, which would walk again and again through what is still in use."""
    if not gc.isenabled():
        return work(what)
    gc.disable()
    try:
        return work(what)
    finally:
        gc.enable()
