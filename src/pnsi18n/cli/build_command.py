"""Print the handouts: ``pnsi18n build``."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from pnsi18n.adapters.configuration import COMMAND_LINE, PAPERS, known_language
from pnsi18n.cli.arguments import Locales, count, languages_of, project_of
from pnsi18n.cli.exit_codes import ExitCode
from pnsi18n.errors import ProjectError
from pnsi18n.model.project import Project
from pnsi18n.model.region import Region
from pnsi18n.workflows.build import BuildRequest, BuildResult, Progress
from pnsi18n.workflows.build import build as run

_DATA = re.compile(r"data:[^\s'\"]+")  # the renderer repeats a whole picture


def build(  # noqa: PLR0913, PLR0917 -- one argument an option
    context: typer.Context,
    locales: Locales = None,
    handout: Annotated[list[str] | None, typer.Option("--handout", metavar="ID", help="Only this handout.")] = None,
    edition: Annotated[
        list[str] | None, typer.Option("--edition", metavar="KIND", help="Only this kind: standard.")
    ] = None,
    paper: Annotated[
        list[str] | None, typer.Option("--paper", metavar="PAPER", help="Only this paper: a4 or letter.")
    ] = None,
    region: Annotated[
        str | None, typer.Option("--region", metavar="ID", help="Numbers and units of this region, such as US or GB.")
    ] = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, metavar="N", help="Processes that print; otherwise one a core.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", metavar="DIR", help="Where the sheets go; otherwise output/.")
    ] = None,
) -> ExitCode:
    """Print the handouts as PDF: every language, unless you name some.

    Only what has changed is printed again. Nobody has signed the texts yet, so every page says
    DRAFT. A message without a current translation is printed in English, and marked.
    """
    project = project_of(context)
    known = [known_language(project, "en"), *project.languages.values(), *project.pseudo_languages.values()]
    request = BuildRequest(
        languages=languages_of(project, locales) if locales else known,
        handouts=handout or (),
        kinds=_among(edition, project.kinds, "--edition"),
        papers=_among(paper, PAPERS, "--paper"),
        region=_region(project, region),
        output=(output or Path(project.root, "output")).resolve(),
        jobs=jobs or os.cpu_count() or 1,
        complete=not (locales or handout or edition or paper or region),
    )
    with _progress() as progress:
        result = run(project, request, progress)
    return _report(result, request)


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
def _progress() -> Iterator[Progress]:
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


def _report(result: BuildResult, request: BuildRequest) -> ExitCode:
    for path, remarks in result.failed.items():
        typer.echo(f"error: {path} was not printed", err=True)
        for remark in remarks:
            typer.echo(f"  {_DATA.sub('the picture', remark)}", err=True)
    for finding in result.refused:
        typer.echo(f"error: {finding.location}: {finding.rule_id} {finding.rule_name}: {finding.statement}", err=True)
        typer.echo(f"  the page shows this message in English; hint: {finding.hint}", err=True)
    for warning in result.warnings:
        typer.echo(f"warning: {warning}", err=True)
    for path in result.removed:
        typer.echo(f"removed {path}: the project no longer has it")
    told = [count(len(result.printed), "sheet") + " printed"] if result.printed else []
    told += [f"{len(result.unchanged)} unchanged"] if result.unchanged else []
    nothing = not (result.printed or result.failed or result.removed)
    told += [f"{len(result.failed)} not printed"] if result.failed else []
    typer.echo(f"{'nothing to do: ' * nothing}{', '.join(told) or 'no sheets'} in {os.path.relpath(request.output)}")
    return ExitCode.FINDINGS if result.failed or result.refused else ExitCode.CLEAN
