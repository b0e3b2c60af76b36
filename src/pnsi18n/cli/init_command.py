"""Start catalogs: ``pnsi18n init``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pnsi18n.adapters.configuration import COMMAND_LINE, registered_language
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

    A language that is not yet listed under locales in [tool.pnsi18n] of pyproject.toml is added
    there. A catalog that exists already is never touched.
    """
    from pnsi18n.adapters.locale_list import add_locales  # noqa: PLC0415 -- start-up time of --help
    from pnsi18n.workflows.catalogs import init as run  # noqa: PLC0415

    project = project_of(context)
    wanted = [registered_language(locale) for locale in dict.fromkeys(locales)]
    for language in wanted:
        if language not in translated_only(wanted):
            raise ProjectError(
                f"{language.locale!r} has no catalogs: it is made from the English",
                at=COMMAND_LINE,
                hint="run pnsi18n build to print it",
            )
    new = [language.locale for language in wanted if language.locale not in project.languages]
    if new:
        add_locales(Path(project.root), new)
        typer.echo(f"pyproject.toml: {', '.join(new)} added to locales")
        project = project_of(context)
    written = run(project, languages_of(project, locales))
    for path in written:
        typer.echo(f"{path}: started")
    if not written:
        typer.echo("nothing to do: every catalog is there already", err=True)
    return ExitCode.CLEAN
