"""The options of the commands that print, and what they say while and after they do."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import typer

from pnsi18n.adapters.configuration import COMMAND_LINE, PAPERS
from pnsi18n.cli.arguments import count
from pnsi18n.cli.exit_codes import ExitCode
from pnsi18n.cli.findings import Colour, is_wanted, show
from pnsi18n.cli.standing import nothing_to_do
from pnsi18n.errors import ProjectError
from pnsi18n.model.finding import Finding
from pnsi18n.model.kind import KINDS
from pnsi18n.model.language import Language
from pnsi18n.model.project import Project
from pnsi18n.model.region import Region
from pnsi18n.text.excerpts import in_one_line
from pnsi18n.workflows.build import BuildRequest, BuildResult, Progress
from pnsi18n.workflows.printers import printer_of


@dataclass(frozen=True, slots=True)
class Choice:
    """The options that choose sheets, as they were written."""

    handout: list[str] | None
    kind: list[str] | None
    paper: list[str] | None
    region: str | None
    jobs: int | None
    output: Path | None
    scheduler: str | None = None
    store: str | None = None

    def request(self, project: Project, languages: list[Language], *, some: bool) -> BuildRequest:
        """Return what is asked for; *some* says that the languages were named one by one."""
        jobs = self.jobs or os.cpu_count() or 1
        return BuildRequest(
            languages=languages,
            handouts=self.handout or (),
            kinds=_among(self.kind, tuple(KINDS), "--kind"),
            papers=_among(self.paper, PAPERS, "--paper"),
            region=_region(project, self.region),
            output=(self.output or Path(project.root, "output")).resolve(),
            jobs=jobs,
            printer=printer_of(
                jobs=jobs,
                scheduler=self.scheduler,
                store=project.store if self.store is None else self.store,
                root=Path() if self.store else Path(project.root),
                tell=lambda line: typer.echo(line, err=True),
            ),
            complete=not (some or self.handout or self.kind or self.paper or self.region),
        )


def _among(chosen: list[str] | None, known: tuple[str, ...], option: str) -> list[str]:
    for value in chosen or ():
        if value not in known:
            raise ProjectError(f"{option} {value} is not known", at=COMMAND_LINE, hint=f"use {' or '.join(known)}")
    return chosen or []


def _region(project: Project, name: str | None) -> Region:
    if name and name not in project.regions:
        raise ProjectError(f"there is no region {name!r}", at=COMMAND_LINE, hint=f"use {' or '.join(project.regions)}")
    return project.regions[name] if name else project.region


@contextmanager
def progress_shown() -> Iterator[Progress]:
    """Show a bar on a terminal and a plain line a sheet elsewhere."""
    if not sys.stderr.isatty():
        yield lambda done, total, path: typer.echo(f"{done}/{total} {path}", err=True)
        return
    from rich.console import Console  # noqa: PLC0415 -- start-up time of --help
    from rich.progress import Progress as Bar  # noqa: PLC0415

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("printing", total=None)
        show: Callable[[int, int, str], None] = lambda done, total, path: bar.update(  # noqa: E731
            task, completed=done, total=total, description=Path(path).name
        )
        yield show


def report_proofs(failed: Sequence[str], findings: Sequence[Finding]) -> None:
    """Show what the proof-reader has found, as ``validate`` does, and which sheets were not written."""
    show(findings, colour=is_wanted(Colour.AUTO))
    for path in failed:
        typer.echo(f"error: {path} was not printed", err=True)


def report(result: BuildResult, request: BuildRequest) -> ExitCode:
    """Say what was printed, what was not, and why; return what the shell learns.

    Raises the errors of catalogs that cannot be read, after all else is said.
    """
    report_proofs(result.failed, result.findings)
    for one in result.missing:
        typer.echo(f"error: {one.key.path} is missing: {one.reason}", err=True)
    if result.missing:
        typer.echo("  hint: run the command again, or without --scheduler; what was printed is kept", err=True)
    for finding in result.refused:
        said = f"{finding.rule_id} {finding.rule_name}: {in_one_line(finding.statement)}"
        typer.echo(f"error: {finding.location}: {said}", err=True)
        typer.echo(f"  the page shows this message in English; hint: {in_one_line(finding.hint)}", err=True)
    for warning in result.warnings:
        typer.echo(f"warning: {warning}", err=True)
    for path in result.removed:
        typer.echo(
            f"removed {path}: {'it is not approved' if request.only_approved else 'the project no longer has it'}"
        )
    if not (result.printed or result.failed or result.removed or result.missing or result.unreadable):
        typer.echo(nothing_to_do(len(result.unchanged), request.output))
    else:
        told = [count(len(result.printed), "sheet") + " printed"] if result.printed else []
        told += [f"{len(result.unchanged)} unchanged"] if result.unchanged else []
        told += [f"{len(result.failed)} not printed"] if result.failed else []
        told += [f"{len(result.missing)} missing"] if result.missing else []
        told += [f"{len(result.left)} left untouched"] if result.left else []
        typer.echo(f"{', '.join(told) or 'no sheets'} in {os.path.relpath(request.output)}")
    if result.unreadable:
        raise ExceptionGroup("catalogs that cannot be read", result.unreadable)
    return ExitCode.FINDINGS if result.failed or result.missing or result.refused else ExitCode.CLEAN
