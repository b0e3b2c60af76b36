"""Judge single catalogs by their own English, without a project."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pnsi18n.adapters.verdicts import digest_of, program
from pnsi18n.errors import PnsError
from pnsi18n.model.finding import Finding
from pnsi18n.workflows.batch import Outcome, Task, outcomes


@dataclass(frozen=True, slots=True, kw_only=True)
class Lint:
    """The findings in single catalogs, sorted by place, and the catalogs that could not be read."""

    findings: tuple[Finding, ...]
    unreadable: tuple[PnsError, ...] = ()


@dataclass(frozen=True, slots=True)
class _Linter:
    """Judges a catalog; it loads the rules where and when there is one to be judged."""

    locale: str

    def __call__(self, path: Path) -> Outcome:
        from pnsi18n.workflows.linting import CatalogLinter  # noqa: PLC0415 -- half of the time when nothing changed

        return CatalogLinter(locale=self.locale)(path)


def lint(paths: Sequence[Path], *, locale: str = "", jobs: int = 1, remembered: bool = False) -> Lint:
    """Run the rules for catalogs over *paths*, in up to *jobs* processes.

    The English of each entry is taken for the current one: whether anybody has reviewed it, or whether
    it is of today, only a project knows.
    """
    found: list[Finding] = []
    errors: list[PnsError] = []
    tasks = list(_tasks(paths, locale))
    preload = "pnsi18n.workflows.linting"
    for outcome in outcomes(tasks, _Linter(locale), preload=preload, jobs=jobs, remembered=remembered):
        found += outcome.findings
        errors += [outcome.error] if outcome.error else []
    return Lint(findings=tuple(sorted(found, key=lambda finding: finding.sort_key)), unreadable=tuple(errors))


def _tasks(paths: Sequence[Path], locale: str) -> Iterator[Task[Path]]:
    for path in paths:
        place = f"{path.resolve()} {locale}"
        size = path.stat().st_size if path.is_file() else 0
        yield Task(what=path, place=place, digest=digest_of([path], program(), locale, str(path)), size=size)
