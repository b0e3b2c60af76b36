"""The command line: every command, and the option that comes before them all."""

from __future__ import annotations

import sys
from collections.abc import Callable
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperArgument, TyperCommand

from pnsi18n import __version__
from pnsi18n.cli import (
    build_command,
    doctor_command,
    evidence_command,
    explain_command,
    export_command,
    extract_command,
    init_command,
    lint_command,
    preview_command,
    readability_command,
    release_command,
    signoff_command,
    silence_command,
    status_command,
    update_command,
    validate_command,
    verify_command,
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
    3 a bug in pnsi18n, 130 interrupted, 141 the reader of the output went away.
    """
    context.obj = project


class _PlainCommand(TyperCommand):
    """A command whose help does not speak of Python's types."""

    def format_help(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 -- whatever Typer gives
        """Write the help; ``LOCALE`` stands there without Typer's ``<list[str]>``."""
        for parameter in self.params:
            if isinstance(parameter, TyperArgument):
                vars(parameter)["display_type_rich"] = lambda ctx: None  # noqa: ARG005 -- Typer calls it so
        super().format_help(*arguments, **options)


_COMMANDS: dict[str, tuple[Callable[..., ExitCode], str]] = {
    "extract": (extract_command.extract, "Make the templates from the English."),
    "init": (init_command.init, "Start the catalogs of a language."),
    "update": (update_command.update, "Bring the catalogs up to date with the English."),
    "validate": (validate_command.validate, "Check every translation against the English."),
    "lint": (lint_command.lint, "Check catalogs of any project."),
    "silence": (silence_command.silence, "Silence a finding that is wrong."),
    "status": (status_command.status, "Show how far each language is."),
    "readability": (readability_command.readability, "Show how hard the English is to read."),
    "preview": (preview_command.preview, "Show texts, findings and page while you translate."),
    "build": (build_command.build, "Print the handouts as PDF."),
    "release": (release_command.release, "Print only what is approved."),
    "verify": (verify_command.verify, "Tell whether printed sheets are still current."),
    "evidence": (evidence_command.evidence, "Print what supports the English, for a clinician."),
    "export": (export_command.export, "Print a packet for a reviewer."),
    "explain": (explain_command.explain, "Tell why a rule is there."),
    "doctor": (doctor_command.doctor, "Look whether this machine can print."),
}
for _name, (_command, _story) in _COMMANDS.items():
    app.command(_name, short_help=_story, cls=_PlainCommand)(fenced(_command))


signoff = typer.Typer(cls=signoff_command.LocaleGroup, rich_markup_mode=None, no_args_is_help=True)
_SIGNING: dict[str, tuple[Callable[..., ExitCode], str]] = {
    "source": (signoff_command.source, "Sign the English."),
    "LOCALE": (signoff_command.translation, "Sign the translations of a language."),
    "carry": (signoff_command.carry, "Carry approvals over a corrected typo of the English."),
    "show": (signoff_command.show, "Show who signed what, and when."),
    "migrate": (signoff_command.migrate, "Restate sign-offs of an older version."),
}
for _name, (_command, _story) in _SIGNING.items():
    signoff.command(_name, short_help=_story, cls=_PlainCommand)(fenced(_command))


@signoff.callback(invoke_without_command=True)
def signoff_options(
    context: typer.Context,
    show: Annotated[bool, typer.Option("--show", help="Show the whole ledger and stop.")] = False,  # noqa: FBT002
) -> None:
    """Sign what you have read, for exactly as long as it stays as it is.

    "pnsi18n signoff source" signs the English, "pnsi18n signoff es" the Spanish. A sign-off is one new
    file below source/NAME/signoff/ or locale/LOCALE/signoff/; commit it.
    """
    if show and context.invoked_subcommand:
        raise typer.BadParameter("--show shows everything; for one ledger write: pnsi18n signoff show LOCALE")
    if show:
        fenced(lambda: signoff_command.show(context))()


app.add_typer(signoff, name="signoff", short_help="Sign what you have read.")


def main() -> None:
    """Run the command line; this is the ``pnsi18n`` script."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal that lacks a letter gets its number
            stream.reconfigure(errors="backslashreplace")
    app()
