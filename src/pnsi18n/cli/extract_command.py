"""Make the templates: ``pnsi18n extract``."""

from __future__ import annotations

from typing import Annotated

import typer

from pnsi18n.cli.arguments import count, project_of
from pnsi18n.cli.exit_codes import ExitCode


def extract(
    context: typer.Context,
    check: Annotated[  # noqa: FBT002 -- a switch
        bool, typer.Option("--check", help="Write nothing; exit 1 if a template is not up to date. For CI.")
    ] = False,
) -> ExitCode:
    """Make the translation templates (locale/*.pot) from the English source.

    Run it after every change of the English, then "pnsi18n update".
    """
    from pnsi18n.workflows.extract import extract as run  # noqa: PLC0415 -- start-up time of --help

    outdated = False
    for found in run(project_of(context), check=check):
        outdated |= not found.current
        state = "up to date" if found.current else "not up to date" if check else "written"
        typer.echo(f"{found.path}: {state}, {count(found.messages, 'message')}")
    if outdated and check:
        typer.echo("hint: run pnsi18n extract and commit the templates", err=True)
        return ExitCode.FINDINGS
    return ExitCode.CLEAN
