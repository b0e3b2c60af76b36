"""Dask's doorkeeper: print jobs on the machines of an existing cluster."""

from __future__ import annotations

import logging
import pickle
import queue
import time
import warnings
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from pnsi18n.adapters.proofs import unpacked
from pnsi18n.adapters.versions import surroundings
from pnsi18n.adapters.visiting import differences, print_away
from pnsi18n.errors import ProjectError, RenderError
from pnsi18n.model.edition import FontFile, Job, Missing, Proof
from pnsi18n.model.finding import Location

_CONNECT = 5.0  # seconds until a scheduler that does not answer is not there
_PATIENCE = 20.0  # seconds without a fit worker: one that was restarted needs some to come back
_LOOK = 1.0  # seconds between two looks at who is there
_AHEAD = 4  # jobs that wait at each worker, so that none is ever idle
_TRIES = 3
_REFUSALS = 20  # so many workers that differ are named one by one

_NOBODYS_FAULT = {"FutureCancelledError", "CancelledError", "TimeoutError", "CommClosedError"}
_DEADLY = "KilledWorker"

Tell = Callable[[str], None]


def print_on_cluster(address: str, tell: Tell, jobs: Sequence[Job]) -> Iterator[Proof | Missing]:
    """Yield what becomes of each of *jobs* on the Dask cluster whose scheduler is at *address*.

    Only workers that print as this machine does are given any; *tell* hears of the others. Sheets that a lost worker
    was printing are printed by another one. When there is none left, what was not printed is missing. Raises
    ``RenderError`` where no scheduler answers. When the caller stops early, waiting jobs are cancelled.
    """
    with _client(address) as client:
        yield from _Crew(client=client, tell=tell, waiting=deque(jobs)).outcomes()


@contextmanager
def _client(address: str) -> Iterator[Any]:
    try:
        import distributed  # noqa: PLC0415 -- an extra, and slow to load
    except ImportError as error:
        raise ProjectError(
            "printing on a cluster needs Dask, which is not installed",
            at=Location("--scheduler"),
            hint="pip install 'pnsi18n[cluster]'",
        ) from error
    for name in [one for one in logging.root.manager.loggerDict if one.startswith("distributed")]:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)  # what matters is told in our own words
    warnings.simplefilter("ignore", category=distributed.versions.VersionMismatchWarning)
    client = _connected(distributed, address)
    try:
        yield client
    finally:
        with suppress(OSError, TimeoutError):
            client.close(timeout=2)  # the scheduler drops what nobody waits for any more


def _connected(dask: Any, address: str) -> Any:  # noqa: ANN401 -- Dask has no types
    # What is wrong with an address must be seen before: a client that is half made fails once more at the end.
    secure = address.startswith("tls:")
    try:
        dask.comm.resolve_address(address)
        if not secure or dask.Security().tls_client_cert:
            return dask.Client(address, timeout=_CONNECT, set_as_default=False, name="pnsi18n")
        reason: Exception | None = None
    except (OSError, ValueError) as error:
        reason = error
    raise RenderError(
        f"no Dask scheduler answers at {address!r}",
        at=Location("--scheduler"),
        hint=_CERTIFICATE if secure else _START,
    ) from reason


@dataclass(slots=True)
class _Errand:
    """Work that is done where it is unpickled: so the scheduler, which looks into tasks, does not need pnsi18n."""

    work: Callable[..., Any]
    given: tuple[object, ...]

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[object, ...]]:
        return self.work, self.given


@dataclass(slots=True)
class _Crew:
    """The workers of a cluster, and who of them prints what.

    ``fit`` are the addresses of those that print as this machine does, ``asked`` those that are being asked or were
    found unfit. ``running`` maps a task to its job, or to nothing where it asks, and to the workers that may do it.
    """

    client: Any
    tell: Tell
    waiting: deque[Job]
    wanted: Mapping[str, str] = field(default_factory=surroundings)
    fit: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    running: dict[Any, tuple[Job | None, frozenset[str]]] = field(default_factory=dict)
    ended: queue.SimpleQueue[Any] = field(default_factory=queue.SimpleQueue)
    tries: dict[str, int] = field(default_factory=dict)
    refused: int = 0
    warned: bool = False

    def outcomes(self) -> Iterator[Proof | Missing]:
        """Yield what becomes of each job, until none is left or nobody is there to print it."""
        fonts = tuple({(one.family, one.style): one for job in self.waiting for one in job.fonts}.values())
        last, looked = time.monotonic(), 0.0
        while self.waiting or any(job for job, _ in self.running.values()):
            now = time.monotonic()
            if now - looked > _LOOK:
                yield from self._look(fonts)
                looked = time.monotonic()
            last = now if self.fit else last
            if now - last > _PATIENCE or self.client.status == "closed":
                yield from self._given_up()
                return
            self._hand_out()
            with suppress(queue.Empty):
                yield from self._received(self.ended.get(timeout=_LOOK))

    def _look(self, fonts: Sequence[FontFile]) -> Iterator[Missing]:
        """See who is there; ask who is new how it differs, and take back what only those were to do who are gone."""
        there = self._workers()
        self.fit &= there.keys()
        self.asked &= there.keys()
        for task, (job, workers) in list(self.running.items()):
            if there and workers.isdisjoint(there):
                self._forget(task)
                yield from self._again(job, _GONE) if job else ()
        for address in there.keys() - self.asked - self.fit:
            self.asked.add(address)
            self._start(None, frozenset({address}), differences, self.wanted, fonts)
        if not self.warned and max(there.values(), default=1) > 1:
            self.warned = True
            self.tell(f"a worker with several threads prints one sheet at a time all the same; {_ONE}")

    def _workers(self) -> dict[str, int]:
        """Return the addresses of the workers, with their threads; none while the connection is lost."""
        if self.client.status != "running":
            return {}
        try:
            return dict(self.client.nthreads())
        except (OSError, TimeoutError, AttributeError):  # the connection goes while it is asked
            return {}

    def _hand_out(self) -> None:
        """Give jobs to those who are fit: some more than they can do at once, never all.

        A job that was lost before goes alone, so that it takes no other one along.
        """
        workers = frozenset(self.fit)
        while self.waiting and len(self.running) < _AHEAD * len(workers):
            under_way = [job for job, _ in self.running.values() if job]
            if under_way and any(job.digest in self.tries for job in (*under_way, self.waiting[0])):
                return
            job = self.waiting.popleft()
            self._start(job, workers, print_away, job, self.wanted)

    def _start(self, job: Job | None, workers: frozenset[str], work: Callable[..., Any], *given: object) -> None:
        errand = pickle.dumps(_Errand(work, given))
        task = self.client.submit(pickle.loads, errand, workers=sorted(workers), pure=False)
        self.running[task] = (job, workers)
        task.add_done_callback(self.ended.put)

    def _forget(self, task: Any) -> None:  # noqa: ANN401 -- a future of Dask
        self.running.pop(task, None)
        with suppress(OSError, TimeoutError):
            task.cancel()

    def _received(self, task: Any) -> Iterator[Proof | Missing]:  # noqa: ANN401 -- as above
        """Take what a task has come to; a job that did not get done waits again, or is missing."""
        if task not in self.running:
            return
        job, workers = self.running.pop(task)
        try:
            result = task.result(timeout=_CONNECT)
        except Exception as error:  # noqa: BLE001 -- whatever went wrong there
            result = error
        if job is None:
            self._judge(min(workers), result)
        elif isinstance(result, bytes):
            yield from self._landed(job, result)
        elif isinstance(result, dict):  # it is not what it was when it was asked; so may others be
            self.fit, self.asked = set(), set()
            self.waiting.appendleft(job)
        else:
            yield from self._again(job, result)

    def _judge(self, address: str, result: Any) -> None:  # noqa: ANN401 -- whatever came
        if result == {}:
            self.asked.discard(address)
            self.fit.add(address)
            return
        self.refused += 1
        if self.refused <= _REFUSALS:
            self.tell(f"the worker {address} is not used: {_told(result)}")

    def _landed(self, job: Job, content: bytes) -> Iterator[Proof | Missing]:
        try:
            yield unpacked(content, job)
        except ValueError as error:
            yield from self._again(job, error)

    def _again(self, job: Job, problem: object) -> Iterator[Missing]:
        """Let *job* wait once more, unless it did so too often: it may be what kills workers."""
        name = type(problem).__name__
        if name not in _NOBODYS_FAULT:
            self.tries[job.digest] = self.tries.get(job.digest, 0) + (_TRIES if name == _DEADLY else 1)
        if self.tries.get(job.digest, 0) < _TRIES:
            self.waiting.append(job)
        else:
            yield Missing(key=job.key, reason=_told(problem))

    def _given_up(self) -> Iterator[Missing]:
        lost = self.client.status != "running"
        left = [*self.waiting, *(job for job, _ in self.running.values() if job)]
        for job in left:
            yield Missing(key=job.key, reason=_LOST if lost else _NOBODY)


def _told(result: Any) -> str:  # noqa: ANN401 -- what a worker said, or the error
    """Return in a line how a worker differs, or what went wrong there."""
    if isinstance(result, dict):
        return ", ".join(f"{name} is {there} there and {here} here" for name, (here, there) in result.items())
    if isinstance(result, ModuleNotFoundError):
        return f"the package {result.name} is not installed there"
    if result == _GONE or type(result).__name__ == _DEADLY:
        return _GONE
    return f"{type(result).__name__}: {' '.join(str(result).split())[:200]}"


_START = "start one with: dask scheduler; or name the one that runs, such as tcp://127.0.0.1:8786"
_CERTIFICATE = "see that it runs, and that Dask's settings name your certificate: distributed.comm.tls.client.cert"
_GONE = "several workers died, one after the other, that were to print it"
_LOST = "the connection to the scheduler was lost"
_NOBODY = "no worker was left that prints as this machine does"
_ONE = "start it with: dask worker ADDRESS --nworkers N --nthreads 1"
