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
from pnsi18n.model.finding import Finding, Severity
from pnsi18n.model.project import Project
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


def validate(
    context: typer.Context,
    locales: Locales = None,
    output_format: ReportFormatOption = ReportFormat.TEXT,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 for warnings too, not only for errors.")] = False,  # noqa: FBT002
    reviewers: Reviewers = None,
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
    findings = verdict.findings
    severities = Counter(finding.severity for finding in findings)
    _show(findings, severities, output_format, _rules_off(project), strict=strict)
    if verdict.unreadable:  # no sum: it would look like a verdict on all languages
        raise ExceptionGroup("catalogs that cannot be read", verdict.unreadable)
    if verdict.remark:
        typer.echo(f"warning: {verdict.remark}", err=True)
    if output_format is ReportFormat.TEXT:
        _say_sum(severities, len(languages), _rules_off(project))
    failed = severities[Severity.ERROR] or (strict and severities[Severity.WARNING])
    return ExitCode.FINDINGS if failed else ExitCode.CLEAN


def _show(
    findings: Sequence[Finding],
    severities: Counter[Severity],
    output_format: ReportFormat,
    off: list[str],
    *,
    strict: bool,
) -> None:
    match output_format:
        case ReportFormat.JSON:
            summary = {**_summary(severities), "rules_off": off}
            print_json({"findings": [_row(finding) for finding in findings], "summary": summary})
        case ReportFormat.SARIF:
            print_json(sarif(findings, ALL_RULES))
        case ReportFormat.JUNIT:
            typer.echo(junit(findings, strict=strict), nl=False)
        case ReportFormat.GITHUB:
            typer.echo("".join(annotation(finding) + "\n" for finding in findings), nl=False)
        case ReportFormat.TEXT:
            typer.echo("".join(_text(finding) + "\n" for finding in findings), nl=False)


def _text(finding: Finding) -> str:
    lines = [f"{finding.location}: {finding.severity}: {finding.rule_id} {finding.rule_name}: {finding.statement}"]
    if finding.source_location and finding.source_location != finding.location:
        lines.append(f"  English: {finding.source_location}" + (f" ({finding.msgctxt})" if finding.msgctxt else ""))
    return "\n".join([*lines, f"  hint: {finding.hint}"])


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


def _say_sum(severities: Counter[Severity], languages: int, off: list[str]) -> None:
    told = ", ".join(count(severities[severity], severity.value) for severity in Severity)
    typer.echo(f"{told} in {count(languages, 'language')}", err=True)
    if off:
        typer.echo(f"rules that the project has turned off: {', '.join(off)}", err=True)


def _rules_off(project: Project) -> list[str]:
    """Return the ids of the rules that are off: silence about a rule must not look like its consent."""
    return sorted(name for name, severity in project.severities.items() if severity is None)


def _summary(severities: Counter[Severity]) -> dict[str, int]:
    return {f"{severity.value}s": severities[severity] for severity in Severity}
