"""Start catalogs: ``pnsi18n init``."""

from __future__ import annotations

from typing import Annotated

import typer

from pnsi18n.adapters.configuration import COMMAND_LINE
from pnsi18n.cli.arguments import languages_of, project_of, translated_only
from pnsi18n.cli.exit_codes import ExitCode
from pnsi18n.errors import ProjectError


def init(
    context: typer.Context,
    locales: Annotated[
        list[str], typer.Argument(metavar="LOCALE", help="Languages by folder name, such as es zh_Hans.")
    ],
) -> ExitCode:
    """Start the catalogs (.po) of a language, empty and ready for a PO editor.

    The language must be listed under locales in [tool.pnsi18n] of pyproject.toml. A catalog
    that exists already is never touched.
    """
    from pnsi18n.workflows.catalogs import init as run  # noqa: PLC0415 -- start-up time of --help

    project = project_of(context)
    languages = languages_of(project, locales)
    for language in languages:
        if language not in translated_only(languages):
            raise ProjectError(
                f"{language.locale!r} has no catalogs: it is made from the English",
                at=COMMAND_LINE,
                hint="run pnsi18n build to print it",
            )
    written = run(project, languages)
    for path in written:
        typer.echo(f"{path}: started")
    if not written:
        typer.echo("nothing to do: every catalog is there already", err=True)
    return ExitCode.CLEAN
