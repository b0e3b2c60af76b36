"""Show a translator the texts and the page while they work: ``pnsi18n preview``."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable
from typing import Annotated

import typer

from pnsi18n.adapters.configuration import COMMAND_LINE, known_language
from pnsi18n.cli.arguments import project_of, today
from pnsi18n.cli.desk import request_of
from pnsi18n.cli.exit_codes import ExitCode
from pnsi18n.cli.options import RegionId, Reviewers
from pnsi18n.cli.printing import Choice
from pnsi18n.errors import ProjectError
from pnsi18n.workflows.build import BuildRequest
from pnsi18n.workflows.reviews import Ledgers

_NEEDED = ("starlette", "uvicorn", "watchfiles")

Handout = Annotated[str | None, typer.Option("--handout", metavar="ID", help="This handout, if there are several.")]
Kind = Annotated[str | None, typer.Option("--kind", metavar="KIND", help="The page of this kind: standard.")]
Paper = Annotated[
    str | None,
    typer.Option("--paper", metavar="PAPER", help="The page on a4 or letter; otherwise as the region has it."),
]
Port = Annotated[int | None, typer.Option("--port", min=1, metavar="N", help="The port; otherwise one that is free.")]
NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Only say the address.")]


def preview(  # noqa: PLR0913, PLR0917 -- one argument an option
    context: typer.Context,
    locale: Annotated[str, typer.Argument(metavar="LOCALE", help="The language, by folder name.")],
    handout: Handout = None,
    edition: Kind = None,
    paper: Paper = None,
    region: RegionId = None,
    port: Port = None,
    no_browser: NoBrowser = False,  # noqa: FBT002
    reviewers: Reviewers = None,
) -> ExitCode:
    """Show English and translation side by side, with the findings and the printed page, in the browser.

    The page follows whenever a file is saved. It is served to this machine only, and nothing is
    written. Ctrl-C ends it.
    """
    run = _workflow()
    choice = Choice(_list(handout), _list(edition), _list(paper), region, 1, None)

    def read() -> tuple[Ledgers, BuildRequest]:
        project = project_of(context)
        language = known_language(project, locale)
        if locale not in project.languages:
            raise ProjectError(
                f"{locale} is not translated by people",
                at=COMMAND_LINE,
                hint="look at its page with: pnsi18n build " + locale,
            )
        return Ledgers(project, today(), reviewers), request_of(choice, project, language)

    def ready(address: str) -> None:
        typer.echo(address)
        typer.echo("Ctrl-C ends the preview.", err=True)
        if not no_browser:
            webbrowser.open(address)

    try:
        run(read, port=port or 0, ready=ready)
    except KeyboardInterrupt:  # the way to end it, and no interruption of anything
        typer.echo("\nThe preview has ended.", err=True)
    return ExitCode.CLEAN


def _list(value: str | None) -> list[str] | None:
    return None if value is None else [value]


def _workflow() -> Callable[..., None]:
    """Return what does the work; raise ``ProjectError`` where the libraries that it needs are not installed."""
    try:
        from pnsi18n.workflows.preview import preview as run  # noqa: PLC0415 -- not everyone has what it needs
    except ModuleNotFoundError as error:
        name = (error.name or "").partition(".")[0]
        if name not in _NEEDED:
            raise
        raise ProjectError(
            f"what shows the preview is not installed: {name}",
            at=COMMAND_LINE,
            hint="install it with: pip install 'pnsi18n[preview]', or in a checkout with: make preview",
        ) from error
    return run
