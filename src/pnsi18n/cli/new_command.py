"""Start a project: ``pnsi18n new``."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from pnsi18n.cli.exit_codes import ExitCode

_NEXT = """
next:
  cd {folder}
  pnsi18n extract          what there is to translate
  pnsi18n init es          a catalog for Spanish, to be opened in a PO editor
  pnsi18n validate
  pnsi18n build            sheets in output/, marked as drafts
The emergency number is 911, as in the United States: change it in pyproject.toml if you are elsewhere.
README.md tells the rest."""


def new(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that is empty, or not there yet.")],
) -> ExitCode:
    """Start the project of a clinic of its own, with a small example handout to begin from.

    It holds settings with comments, an English handout, an empty glossary, files for GitHub, GitLab
    and pre-commit, and a README for its translators. Nothing is written into a folder with files.
    """
    from pnsi18n.workflows.new import new as run  # noqa: PLC0415 -- start-up time of --help

    for path in run(Path(context.obj) / folder, shown=str(folder)):
        typer.echo(f"{folder / path}: written")
    typer.echo(_NEXT.format(folder=shlex.quote(str(folder))), err=True)
    return ExitCode.CLEAN
