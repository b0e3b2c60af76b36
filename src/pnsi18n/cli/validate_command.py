"""Judge translations: ``pnsi18n validate``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Any

import typer

from pnsi18n.cli.arguments import (
    Locales,
    Reviewers,
    count,
    languages_of,
    one_of,
    print_json,
    project_of,
    today,
    translated_only,
)
from pnsi18n.cli.exit_codes import ExitCode
from pnsi18n.cli.findings import Colour, is_wanted, show
from pnsi18n.model.finding import Finding, Severity
from pnsi18n.model.project import Project
from pnsi18n.model.silence import Silenced
from pnsi18n.rules.registry import ALL_RULES
from pnsi18n.text.github import annotation
from pnsi18n.text.junit import junit
from pnsi18n.text.sarif import sarif


class ReportFormat(StrEnum):
    """How the findings are written."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    JUNIT = "junit"
    GITHUB = "github"


ReportFormatOption = Annotated[
    ReportFormat,
    typer.Option("--format", parser=one_of(ReportFormat), metavar="|".join(ReportFormat), help="How to show it."),
]


ColourOption = Annotated[
    Colour,
    typer.Option("--color", parser=one_of(Colour), metavar="|".join(Colour), help="Colours, grouped by message."),
]


def validate(
    context: typer.Context,
    locales: Locales = None,
    output_format: ReportFormatOption = ReportFormat.TEXT,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 for warnings too, not only for errors.")] = False,  # noqa: FBT002
    reviewers: Reviewers = None,
    colour: ColourOption = Colour.AUTO,
) -> ExitCode:
    """Check that every translation still says what the current English says.

    Without a language, the English source and the templates are checked too. "pnsi18n explain
    RULE" tells why a rule is there and shows a bad and a good example.
    """
    from pnsi18n.workflows.reviews import Ledgers  # noqa: PLC0415 -- start-up time of --help
    from pnsi18n.workflows.validate import validate as run  # noqa: PLC0415

    project = project_of(context)
    languages = translated_only(languages_of(project, locales))
    verdict = run(Ledgers(project, today(), reviewers), languages, everything=not locales)
    severities = Counter(finding.severity for finding in verdict.findings)
    if output_format is ReportFormat.TEXT:
        show(verdict.findings, colour=is_wanted(colour))
    else:
        _report(verdict.findings, verdict.silenced, output_format, _rules_off(project), strict=strict)
    if verdict.unreadable:  # no sum: it would look like a verdict on all languages
        raise ExceptionGroup("catalogs that cannot be read", verdict.unreadable)
    if verdict.remark:
        typer.echo(f"warning: {verdict.remark}", err=True)
    if output_format is ReportFormat.TEXT:
        _say_sum(verdict.findings, len(verdict.silenced), len(languages), _rules_off(project))
    failed = severities[Severity.ERROR] or (strict and severities[Severity.WARNING])
    return ExitCode.FINDINGS if failed else ExitCode.CLEAN


def _report(
    findings: Sequence[Finding],
    silenced: Sequence[Silenced],
    output_format: ReportFormat,
    off: list[str],
    *,
    strict: bool,
) -> None:
    """Write what other programs read."""
    match output_format:
        case ReportFormat.JSON:
            print_json(
                {
                    "findings": [_row(finding) for finding in findings],
                    "silenced": [_silenced_row(one) for one in silenced],
                    "summary": {**_summary(findings), "silenced": len(silenced), "rules_off": off},
                }
            )
        case ReportFormat.SARIF:
            print_json(sarif(findings, ALL_RULES, silenced))
        case ReportFormat.JUNIT:
            typer.echo(junit(findings, silenced, strict=strict), nl=False)
        case ReportFormat.GITHUB:
            typer.echo("".join(annotation(finding) + "\n" for finding in findings), nl=False)


def _row(finding: Finding) -> dict[str, Any]:
    source = finding.source_location
    return {
        "rule": finding.rule_id,
        "name": finding.rule_name,
        "severity": finding.severity.value,
        "locale": finding.locale,
        "handout": finding.handout,
        "msgctxt": finding.msgctxt,
        "path": finding.location.path,
        "line": finding.location.line,
        "source_path": source.path if source else "",
        "source_line": source.line if source else 0,
        "statement": finding.statement,
        "hint": finding.hint,
    }


def _silenced_row(one: Silenced) -> dict[str, Any]:
    """Return the finding with who answers for the text, and why."""
    silence = one.silence
    return {
        **_row(one.finding),
        "reason": silence.reason,
        "name": silence.name,
        "date": silence.day.isoformat(),
        "silenced_path": silence.location.path,
        "silenced_line": silence.location.line,
    }


def _say_sum(findings: Sequence[Finding], silent: int, languages: int, off: list[str]) -> None:
    """Say how much was found, of each language if there are several."""
    locales = sorted({finding.locale for finding in findings})
    for locale in locales if len(locales) > 1 and languages > 1 else ():
        own = [finding for finding in findings if finding.locale == locale]
        typer.echo(f"{locale or 'en':<10} {_told(own)}", err=True)
    told = _told(findings) if findings else "no findings"
    silenced = f", {silent} silenced" if silent else ""
    typer.echo(f"{told}{silenced} in {count(languages, 'language')}", err=True)
    if off:
        typer.echo(f"rules that the project has turned off: {', '.join(off)}", err=True)


def _told(findings: Sequence[Finding]) -> str:
    severities = Counter(finding.severity for finding in findings)
    return ", ".join(count(severities[severity], severity.value) for severity in Severity)


def _rules_off(project: Project) -> list[str]:
    """Return the ids of the rules that are off: silence about a rule must not look like its consent."""
    return sorted(name for name, severity in project.severities.items() if severity is None)


def _summary(findings: Sequence[Finding]) -> dict[str, int]:
    severities = Counter(finding.severity for finding in findings)
    return {f"{severity.value}s": severities[severity] for severity in Severity}
