"""Look whether this machine can print: ``pnsi18n doctor``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pnsi18n.adapters import cldr
from pnsi18n.adapters.configuration import known_language
from pnsi18n.cli.arguments import project_of
from pnsi18n.cli.exit_codes import ExitCode

Sheets = Annotated[
    Path | None, typer.Option("--output", metavar="DIR", help="Compare fonts with the sheets here; otherwise output/.")
]


def doctor(context: typer.Context, output: Sheets = None) -> ExitCode:
    """Look whether this machine can print every language, and say what to install.

    Inside a project it looks at the project's languages and texts, and whether the fonts are those
    that the sheets in output/ were printed with; elsewhere at every language that this version knows.
    """
    from pnsi18n.workflows.doctor import DIFFERENT, INSTALL  # noqa: PLC0415 -- start-up time of --help
    from pnsi18n.workflows.doctor import doctor as run  # noqa: PLC0415

    project = project_of(context) if Path(context.obj, "pyproject.toml").is_file() else None
    if project:
        languages = [known_language(project, "en"), *project.languages.values(), *project.pseudo_languages.values()]
    else:
        languages = [found for locale in cldr.registry() if (found := cldr.language(locale))]
    checks = run(project, languages, output or Path(context.obj, "output"))
    width = max(len(check.name) for check in checks)
    for check in checks:
        typer.echo(f"{'ok' if check.good else check.fault:<7}  {check.name:<{width}}  {check.detail}")
    if all(check.good for check in checks):
        return ExitCode.CLEAN
    faults = {check.fault for check in checks if not check.good}
    if "MISSING" in faults:
        typer.echo("\nWhat to install:", err=True)
        for system, command in INSTALL.items():
            typer.echo(f"  {system}: {command}", err=True)
    if "DIFFERS" in faults:
        typer.echo(f"\n{DIFFERENT}", err=True)
    return ExitCode.FINDINGS
