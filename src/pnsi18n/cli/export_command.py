"""Print what a reviewer works on: ``pnsi18n export``."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from pnsi18n.adapters.configuration import COMMAND_LINE, known_language
from pnsi18n.cli.arguments import one_of, project_of, today
from pnsi18n.cli.desk import report_documents, request_of
from pnsi18n.cli.exit_codes import ExitCode
from pnsi18n.cli.options import Handouts, Output, Papers
from pnsi18n.cli.printing import Choice
from pnsi18n.errors import ProjectError
from pnsi18n.model.packet import BackTranslation
from pnsi18n.workflows.packets import print_packets
from pnsi18n.workflows.reviews import Ledgers


class ExportFormat(StrEnum):
    """What is made of the translations."""

    PACKET = "packet"


Format = Annotated[
    ExportFormat,
    typer.Option(
        "--format", parser=one_of(ExportFormat), metavar="|".join(ExportFormat), help="What to make: a packet on paper."
    ),
]
Back = Annotated[
    BackTranslation,
    typer.Option(
        "--back-translation",
        parser=one_of(BackTranslation),
        metavar="|".join(BackTranslation),
        help="recorded: show what back-translation.toml says; blind: a sheet without the English, to write on.",
    ),
]


def export(  # noqa: PLR0913, PLR0917 -- one argument an option
    context: typer.Context,
    locale: Annotated[str, typer.Argument(metavar="LOCALE", help="The language, by folder name.")],
    output_format: Format = ExportFormat.PACKET,  # noqa: ARG001 -- there is one so far
    handout: Handouts = None,
    paper: Papers = None,
    back_translation: Back = BackTranslation.NONE,
    output: Output = None,
) -> ExitCode:
    """Print a packet for a reviewer who has no PO editor: English and translation, side by side.

    Every message has a number, a box to tick and room for a correction. What is signed in the end is
    the catalog: bring the corrections there, then run "pnsi18n signoff LOCALE".
    """
    project = project_of(context)
    language = known_language(project, locale)
    if locale not in project.languages:
        raise ProjectError(
            f"{locale} is not translated by people",
            at=COMMAND_LINE,
            hint="the English is reviewed with: pnsi18n evidence",
        )
    request = request_of(Choice(handout, None, paper, None, None, output), project, language)
    return report_documents(print_packets(Ledgers(project, today()), request, back_translation), request)
