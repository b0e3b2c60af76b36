"""Tell why a rule is there: ``pnsi18n explain``."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from pnsi18n.adapters.configuration import COMMAND_LINE
from pnsi18n.cli.arguments import one_of
from pnsi18n.cli.exit_codes import ExitCode
from pnsi18n.errors import ProjectError
from pnsi18n.rules.registry import ALL_RULES
from pnsi18n.text.rule_book import page, story


class PageFormat(StrEnum):
    """How rules are explained."""

    TEXT = "text"
    MARKDOWN = "markdown"


def explain(
    rule: Annotated[
        str | None, typer.Argument(metavar="RULE", help="A rule by id or name, such as CR101 or number-changed.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Explain every rule.")] = False,  # noqa: FBT002
    output_format: Annotated[
        PageFormat,
        typer.Option("--format", parser=one_of(PageFormat), metavar="|".join(PageFormat), help="How to show it."),
    ] = PageFormat.TEXT,
) -> ExitCode:
    """Tell why a rule is there, with a bad and a good example. Without a rule: list them all."""
    if rule and everything:
        raise ProjectError("a rule and --all do not go together", at=COMMAND_LINE, hint="write one of the two")
    chosen = [one for one in ALL_RULES if not rule or rule.casefold() in (one.id.casefold(), one.name)]
    if not chosen:
        raise ProjectError(f"there is no rule {rule!r}", at=COMMAND_LINE, hint="list them: pnsi18n explain")
    if output_format is PageFormat.MARKDOWN:
        typer.echo(page(chosen), nl=False)
    elif rule or everything:
        typer.echo("\n\n\n".join(map(story, chosen)))
    else:
        typer.echo("\n".join(f"{one.id}  {one.severity:7}  {one.name}" for one in chosen))
    return ExitCode.CLEAN
