"""The command line: every command, and the option that comes before them all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from pnsi18n import __version__
from pnsi18n.cli import (
    build_command,
    doctor_command,
    explain_command,
    extract_command,
    init_command,
    status_command,
    update_command,
    validate_command,
)
from pnsi18n.cli.exit_codes import ExitCode
from pnsi18n.cli.fence import fenced

app = typer.Typer(
    name="pnsi18n",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain text: quick, and the same on every terminal
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:  # noqa: FBT001 -- Typer calls it so
    if wanted:
        typer.echo(f"pnsi18n {__version__}")
        raise typer.Exit


@app.callback()
def main_options(
    context: typer.Context,
    project: Annotated[
        Path, typer.Option("-C", "--project", metavar="DIR", help="Work in this project instead of the current folder.")
    ] = Path(),
    version: Annotated[  # noqa: ARG001, FBT002 -- answered by its callback
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    """Get a reviewed English patient handout to every patient in their own language, on paper.

    The English is in source/, the translations are in locale/, the printed sheets in output/.

    Translators: work on locale/LANGUAGE/LC_MESSAGES/*.po in your PO editor, then run
    "pnsi18n validate LANGUAGE" and look at the sheets with "pnsi18n build LANGUAGE".

    Exit codes: 0 all well, 1 something was found, 2 a file or the command cannot be worked with,
    3 a bug in pnsi18n, 130 interrupted.
    """
    context.obj = project


_COMMANDS: dict[str, Callable[..., ExitCode]] = {
    "extract": extract_command.extract,
    "init": init_command.init,
    "update": update_command.update,
    "validate": validate_command.validate,
    "status": status_command.status,
    "build": build_command.build,
    "explain": explain_command.explain,
    "doctor": doctor_command.doctor,
}
for _name, _command in _COMMANDS.items():
    app.command(_name)(fenced(_command))


def main() -> None:
    """Run the command line; this is the ``pnsi18n`` script."""
    app()
