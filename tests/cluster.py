"""What the tests of printing on many machines share: a scheduler and workers, as a user starts them, on loopback."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

LOCAL = ("--host", "127.0.0.1", "--no-dashboard")


def wait_until(true: Callable[[], object], seconds: float = 60) -> None:
    """Wait until *true* is; fail where that takes too long."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.05)


@contextlib.contextmanager
def running(*command: str, log: Path, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run *command* beside the test, and end it, and only it, afterwards."""
    with log.open("ab") as file:
        process = subprocess.Popen(command, stdout=file, stderr=file, cwd=log.parent, env={**os.environ, **environment})
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextlib.contextmanager
def scheduler(folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Start a scheduler on a free port, which cannot import pnsi18n; give its address and its process."""
    (folder / "without").mkdir(exist_ok=True)
    (folder / "without/sitecustomize.py").write_text("import sys; sys.modules['pnsi18n'] = None", encoding="utf-8")
    told = folder / "scheduler.json"
    command = (sys.executable, "-m", "dask", "scheduler", "--port", "0", "--scheduler-file", str(told), *LOCAL)
    with running(*command, log=folder / "scheduler.log", PYTHONPATH=str(folder / "without")) as process:
        wait_until(told.exists)
        wait_until(lambda: told.read_text(encoding="utf-8").endswith("}"))
        yield json.loads(told.read_text(encoding="utf-8"))["address"], process


@contextlib.contextmanager
def worker(address: str, folder: Path, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """Start a worker of one thread in *folder*, which is not the project's."""
    command = (sys.executable, "-m", "dask", "worker", address, "--nthreads", "1", "--no-nanny", *LOCAL)
    given = {"PYTHONPATH": "", **environment}
    with running(*command, "--local-directory", str(folder), log=folder / "worker.log", **given) as process:
        yield process
