"""Judge many catalogs: not again what has not changed, and the others in several processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Generic, TypeVar

from pnsi18n.adapters import verdicts
from pnsi18n.adapters.processes import interrupts_wait, process_pool, undisturbed
from pnsi18n.errors import CatalogError, PnsError
from pnsi18n.model.finding import Finding, Location

T = TypeVar("T")
_WORTHWHILE = 1_500_000  # bytes of catalogs; fewer are judged before a second process has started


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Generic[T]):
    """A catalog to be judged.

    ``place`` is where its findings are remembered, ``digest`` is of everything that decides them;
    ``size`` is in bytes.
    """

    what: T
    place: str
    digest: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The findings of a catalog, or why it could not be read."""

    findings: tuple[Finding, ...] = ()
    error: PnsError | None = None


def outcomes(
    tasks: Sequence[Task[T]], work: Callable[[T], Outcome], *, preload: str, jobs: int, remembered: bool
) -> Iterator[Outcome]:
    """Yield what comes of each of *tasks*, in their order.

    *work* judges one; it travels to each process once, and so must be picklable; *preload* is the module
    that it needs. With *remembered*, catalogs whose digest has not changed are not read again.
    """
    recalled = [verdicts.recall(task.place, task.digest) if remembered else None for task in tasks]
    due = [task for task, known in zip(tasks, recalled, strict=True) if known is None]
    done = _done(due, work, preload, jobs)
    for task, known in zip(tasks, recalled, strict=True):
        if known is not None:
            yield Outcome(findings=known)
            continue
        outcome = next(done)
        if remembered and outcome.error is None:
            verdicts.remember(task.place, task.digest, outcome.findings)
        yield outcome


def _done(due: Sequence[Task[T]], work: Callable[[T], Outcome], preload: str, jobs: int) -> Iterator[Outcome]:
    workers = min(jobs, len(due))
    if workers == 1 or sum(task.size for task in due) < _WORTHWHILE:
        yield from (undisturbed(work, task.what) for task in due)
        return
    with process_pool(workers, preload=preload, prepare=_take, given=(work,)) as pool:
        try:
            with interrupts_wait():
                largest_first = sorted(range(len(due)), key=lambda number: -due[number].size)
                futures = {number: pool.submit(_do, due[number].what) for number in largest_first}
            yield from (futures[number].result() for number in range(len(due)))
        except (BrokenProcessPool, EOFError, ConnectionError) as error:
            raise CatalogError(
                "a process that checks was killed",
                at=Location("locale"),
                hint="most often memory ran out: try again with --jobs 1",
            ) from error


_work: list[Callable[..., Outcome]] = []


def _take(work: Callable[..., Outcome]) -> None:
    """Keep, in a worker, what all its tasks are done with."""
    _work[:] = [work]


def _do(what: object) -> Outcome:
    return undisturbed(_work[0], what)
