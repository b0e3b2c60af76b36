"""Silence a finding that is wrong: ``pnsi18n silence``."""

from __future__ import annotations

from typing import Annotated

import typer

from pnsi18n.adapters.configuration import COMMAND_LINE, known_language
from pnsi18n.cli.arguments import clock_day, project_of
from pnsi18n.cli.exit_codes import ExitCode
from pnsi18n.errors import ProjectError
from pnsi18n.model.language import ENGLISH, Language
from pnsi18n.model.project import Project
from pnsi18n.text.characters import visibly


def silence(  # noqa: PLR0913, PLR0917 -- one argument an option
    context: typer.Context,
    locale: Annotated[str, typer.Argument(metavar="LOCALE", help="The language, by folder name; en for the English.")],
    rule: Annotated[str, typer.Argument(metavar="RULE", help="The rule by id or name, such as CR101.")],
    message: Annotated[str, typer.Argument(metavar="MESSAGE", help="The id of the message, or its English.")],
    reason: Annotated[str, typer.Option("--reason", metavar="SENTENCE", help="Why the text is right all the same.")],
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="Who answers for it, by full name.")],
    handout: Annotated[str, typer.Option("--handout", metavar="ID", help="In this handout.")] = "",
) -> ExitCode:
    """Silence a finding that is wrong, for exactly as long as the texts stay as they are.

    Look at English and translation first: a silenced error no longer keeps a translation off the
    page. The entry stands in locale/LOCALE/silenced.toml, or source/HANDOUT/silenced.toml for the
    English, with both texts, the reason and the name; commit it. To take it back, delete it.
    """
    from pnsi18n.workflows.reviews import Ledgers  # noqa: PLC0415 -- start-up time of --help
    from pnsi18n.workflows.silencing import SilenceRequest  # noqa: PLC0415 -- as above
    from pnsi18n.workflows.silencing import silence as run  # noqa: PLC0415 -- as above

    project = project_of(context)
    request = SilenceRequest(
        language=_language(project, locale), rule=rule, message=message, reason=reason, name=name, handout=handout
    )
    written = run(Ledgers(project, clock_day()), request)
    for finding in written.findings:
        typer.echo(f"{written.path}: silenced: {finding.rule_id} {finding.rule_name}: {visibly(finding.statement)}")
    return ExitCode.CLEAN


def _language(project: Project, locale: str) -> Language | None:
    if locale == ENGLISH.locale:
        return None
    language = known_language(project, locale)
    if language.pseudo:
        raise ProjectError(
            f"{locale} is made by the program, and has no findings", at=COMMAND_LINE, hint="name a language or en"
        )
    return language
