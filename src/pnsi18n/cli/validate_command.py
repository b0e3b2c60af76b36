"""Judge translations: ``pnsi18n validate``."""

from __future__ import annotations

import os

import typer

from pnsi18n.cli.arguments import folder_of, languages_of, project_of, today, translated_only
from pnsi18n.cli.exit_codes import ExitCode
from pnsi18n.cli.findings import Colour
from pnsi18n.cli.options import Locales, Reviewers
from pnsi18n.cli.reports import (
    CheckJobs,
    ColourOption,
    NoCache,
    Report,
    ReportFormat,
    ReportFormatOption,
    Strict,
    Style,
    conclude,
    write,
)
from pnsi18n.model.project import Project


def validate(  # noqa: PLR0913, PLR0917 -- options of the command line
    context: typer.Context,
    locales: Locales = None,
    output_format: ReportFormatOption = ReportFormat.TEXT,
    strict: Strict = False,  # noqa: FBT002
    reviewers: Reviewers = None,
    colour: ColourOption = Colour.AUTO,
    jobs: CheckJobs = None,
    no_cache: NoCache = False,  # noqa: FBT002
) -> ExitCode:
    """Check that every translation still says what the current English says.

    Without a language, the English source and the templates are checked too. "pnsi18n explain
    RULE" tells why a rule is there and shows a bad and a good example.
    """
    from pnsi18n.workflows.reviews import Ledgers  # noqa: PLC0415 -- start-up time of --help
    from pnsi18n.workflows.validate import validate as run  # noqa: PLC0415

    project = project_of(context)
    languages = translated_only(languages_of(project, locales))
    verdict = run(
        Ledgers(project, today(), reviewers),
        languages,
        everything=not locales,
        jobs=jobs or os.cpu_count() or 1,
        remembered=not no_cache,
    )
    style = Style(output_format=output_format, colour=colour, strict=strict)
    report = Report(
        findings=verdict.findings,
        silenced=verdict.silenced,
        rules_off=_rules_off(project),
        languages=len(languages),
    )
    write(report.below(folder_of(project)), style)
    if verdict.unreadable:  # no sum: it would look like a verdict on all languages
        raise ExceptionGroup("catalogs that cannot be read", verdict.unreadable)
    if verdict.remark:
        typer.echo(f"warning: {verdict.remark}", err=True)
    return conclude(report, style)


def _rules_off(project: Project) -> list[str]:
    """Return the ids of the rules that are off: silence about a rule must not look like its consent."""
    return sorted(name for name, severity in project.severities.items() if severity is None)
