"""The command line: every command, and the option that comes before them all."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

from pnsi18n import __version__
from pnsi18n.cli.plain import late

COMMANDS = {
    "new": "Start a project of your own.",
    "extract": "Make the templates from the English.",
    "init": "Start the catalogs of a language.",
    "update": "Bring the catalogs up to date with the English.",
    "validate": "Check every translation against the English.",
    "lint": "Check catalogs of any project.",
    "silence": "Silence a finding that is wrong.",
    "status": "Show how far each language is.",
    "readability": "Show how hard the English is to read.",
    "preview": "Show texts, findings and page while you translate.",
    "build": "Print the handouts as PDF.",
    "release": "Print only what is approved.",
    "verify": "Tell whether printed sheets are still current.",
    "evidence": "Print what supports the English, for a clinician.",
    "export": "Print a packet for a reviewer.",
    "explain": "Tell why a rule is there.",
    "doctor": "Look whether this machine can print.",
    "signoff": "Sign what you have read.",
}
app = typer.Typer(
    name="pnsi18n",
    cls=late(COMMANDS),
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
    3 a bug in pnsi18n, 130 interrupted, 141 the reader of the output went away.
    """
    context.obj = project


def main() -> None:
    """Run the command line; this is the ``pnsi18n`` script."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal that lacks a letter gets its number
            stream.reconfigure(errors="backslashreplace")
    app()
