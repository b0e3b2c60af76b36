"""Load what prints, quickly: WeasyPrint, the libraries that it calls, and what reads its pages.

Only the processes of the pool import this module; a command that prints nothing never does.
"""

from __future__ import annotations

import ctypes.util
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def _libraries_known_by_name() -> Iterator[None]:
    """Keep the search for libraries short.

    WeasyPrint 70 tries names of other systems before ``libpango-1.0.so.0``; for each that is not there, cffi has
    ctypes look for it, which asks ``ldconfig``, the C compiler and the linker: on Linux a third of the loading.
    """
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda _name: None  # type: ignore[assignment]
    try:
        yield
    finally:
        ctypes.util.find_library = search


@contextmanager
def _no_cycles_sought() -> Iterator[None]:
    """Do not look for cycles among modules, which stay."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


with _libraries_known_by_name(), _no_cycles_sought():
    from pnsi18n.adapters.pdf import print_job

__all__ = ["print_job"]
