"""Write findings for people and for other programs, and what the commands that judge have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Annotated, Any

import typer

from pnsi18n.cli.arguments import count, one_of, print_json
from pnsi18n.cli.exit_codes import ExitCode
from pnsi18n.cli.findings import Colour, is_wanted, show
from pnsi18n.model.finding import Finding, Severity
from pnsi18n.model.silence import Silenced
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
Strict = Annotated[bool, typer.Option("--strict", help="Exit 1 for warnings too, not only for errors.")]
CheckJobs = Annotated[
    int | None, typer.Option("--jobs", "-j", min=1, metavar="N", help="Processes that check; otherwise one a core.")
]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Judge every catalog again, changed or not.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was found, and what was not asked: *rules_off* are the rules that the project has turned off."""

    findings: Sequence[Finding]
    silenced: Sequence[Silenced] = ()
    rules_off: Sequence[str] = ()
    languages: int = 1

    def below(self, folder: str) -> Report:
        """Return the report with its places named from outside *folder*, if that is named."""
        if not folder:
            return self
        findings = [one.below(folder) for one in self.findings]
        return replace(self, findings=findings, silenced=[one.below(folder) for one in self.silenced])


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a report is written; *strict* counts warnings as failures."""

    output_format: ReportFormat
    colour: Colour = Colour.AUTO
    strict: bool = False


def write(report: Report, style: Style) -> None:
    """Write the findings to standard output."""
    match style.output_format:
        case ReportFormat.TEXT:
            show(report.findings, colour=is_wanted(style.colour))
        case ReportFormat.JSON:
            summary = {"silenced": len(report.silenced), "rules_off": list(report.rules_off)}
            print_json(
                {
                    "findings": [_row(finding) for finding in report.findings],
                    "silenced": [_silenced_row(one) for one in report.silenced],
                    "summary": {**_summary(report.findings), **summary},
                }
            )
        case ReportFormat.SARIF:
            from pnsi18n.rules.registry import ALL_RULES  # noqa: PLC0415 -- start-up time

            print_json(sarif(report.findings, ALL_RULES, report.silenced))
        case ReportFormat.JUNIT:
            typer.echo(junit(report.findings, report.silenced, strict=style.strict), nl=False)
        case ReportFormat.GITHUB:
            typer.echo("".join(annotation(finding) + "\n" for finding in report.findings), nl=False)


def conclude(report: Report, style: Style) -> ExitCode:
    """Say the sum, where people read it, and return what the shell learns."""
    if style.output_format is ReportFormat.TEXT:
        _say_sum(report)
    severities = Counter(finding.severity for finding in report.findings)
    failed = severities[Severity.ERROR] or (style.strict and severities[Severity.WARNING])
    return ExitCode.FINDINGS if failed else ExitCode.CLEAN


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


def _say_sum(report: Report) -> None:
    """Say how much was found, of each language if there are several."""
    findings = report.findings
    locales = sorted({finding.locale for finding in findings})
    for locale in locales if len(locales) > 1 and report.languages > 1 else ():
        own = [finding for finding in findings if finding.locale == locale]
        typer.echo(f"{locale or 'en':<10} {_told(own)}", err=True)
    told = _told(findings) if findings else "no findings"
    silenced = f", {len(report.silenced)} silenced" if report.silenced else ""
    typer.echo(f"{told}{silenced} in {count(report.languages, 'language')}", err=True)
    if report.rules_off:
        typer.echo(f"rules that the project has turned off: {', '.join(report.rules_off)}", err=True)


def _told(findings: Sequence[Finding]) -> str:
    severities = Counter(finding.severity for finding in findings)
    return ", ".join(count(severities[severity], severity.value) for severity in Severity)


def _summary(findings: Sequence[Finding]) -> dict[str, int]:
    severities = Counter(finding.severity for finding in findings)
    return {f"{severity.value}s": severities[severity] for severity in Severity}
