"""Choose who prints: this machine or a cluster, and before either a store of what has been printed already."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pnsi18n.adapters.cluster import print_on_cluster
from pnsi18n.adapters.files import FileError
from pnsi18n.adapters.pool import run_jobs
from pnsi18n.adapters.proofs import packed, unpacked
from pnsi18n.adapters.store import Store, open_store
from pnsi18n.adapters.versions import surroundings
from pnsi18n.model.edition import Job, Missing, Printer, Proof

Tell = Callable[[str], None]
"""Told what the person at the keyboard should know while the build goes on."""


def printer_of(*, jobs: int, scheduler: str | None, store: str, root: Path, tell: Tell) -> Printer:
    """Return what prints with as many processes as *jobs*, or on the cluster of *scheduler*, by way of *store*."""
    local: Printer = partial(run_jobs, workers=jobs)
    printer = local if scheduler is None else partial(print_on_cluster, scheduler, tell)
    return _Shared(printer=printer, address=store, root=root, tell=tell) if store else printer


@dataclass(slots=True, kw_only=True)
class _Shared:
    """Takes from the store what lies there, has the rest printed, and puts that there.

    A store that fails on the way costs time, never the build: from then on there is none.
    """

    printer: Printer
    address: str
    root: Path
    tell: Tell
    store: Store | None = None

    def __call__(self, jobs: Sequence[Job]) -> Iterator[Proof | Missing]:
        """Yield what becomes of each of *jobs*."""
        self.store = open_store(self.address, self.root)
        left = {}
        for job in jobs:
            if proof := self._kept(job):
                yield proof
            else:
                left[job.key] = job
        self.tell(f"{len(jobs) - len(left)} of {len(jobs)} were in the store {self.address}")
        for outcome in self.printer(list(left.values())) if left else ():
            if isinstance(outcome, Proof):
                self._keep(left[outcome.key], outcome)
            yield outcome

    def _kept(self, job: Job) -> Proof | None:
        with self._patience():
            content = self.store.get(name_of(job)) if self.store else None
            try:
                return unpacked(content, job) if content is not None else None
            except ValueError as error:
                self.tell(f"warning: {self.address}: {name_of(job)}: {error}; {job.key.path} is printed again")
        return None

    def _keep(self, job: Job, proof: Proof) -> None:
        with self._patience():
            if self.store:
                self.store.put(name_of(job), packed(proof))

    @contextmanager
    def _patience(self) -> Iterator[None]:
        try:
            yield
        except FileError as error:
            self.tell(f"warning: {error.location}: {error.statement}; the build goes on without the store")
            self.store = None


def name_of(job: Job) -> str:
    """Return the name of the sheet of *job* in a store: the digest of all that decides it and what is read of it."""
    parts = [job.digest, sorted(surroundings().items())]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
