"""Show how far everything is: ``pnsi18n status``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from pnsi18n.cli.arguments import Format, OutputFormat, languages_of, print_json, project_of, today, translated_only
from pnsi18n.cli.exit_codes import ExitCode
from pnsi18n.cli.options import Locales, Reviewers
from pnsi18n.workflows.reviews import Ledgers
from pnsi18n.workflows.status import CatalogStatus, HandoutStatus, catalog_status, printed_sheets, source_status

_NAMES = 3  # columns of words, before those of numbers
_HEADINGS = (
    *("Locale", "Language", "Domain"),
    *("Messages", "Current", "Fuzzy", "Stale", "Untranslated", "Approved", "Lapsed", "Critical in English", "Sheets"),
)


def status(
    context: typer.Context,
    locales: Locales = None,
    output_format: Format = OutputFormat.TEXT,
    output: Annotated[
        Path | None, typer.Option("--output", metavar="DIR", help="Where the sheets are; otherwise output/.")
    ] = None,
    reviewers: Reviewers = None,
) -> ExitCode:
    """Show how far each language is, and how hard the English is to read."""
    project = project_of(context)
    languages = translated_only(languages_of(project, locales))
    ledgers = Ledgers(project, today(), reviewers)
    sources, catalogs = source_status(ledgers), catalog_status(ledgers, languages)
    sheets = printed_sheets(output or Path(project.root, "output"))
    if output_format is OutputFormat.JSON:
        print_json(
            {
                "source": [_source_row(one) for one in sources],
                "catalogs": [{**asdict(one), "sheets": sheets.get((one.handout, one.locale), 0)} for one in catalogs],
            }
        )
        return ExitCode.CLEAN
    for source in sources:
        typer.echo(_source_line(source))
    _show_table(catalogs, sheets)
    return ExitCode.CLEAN


def _source_row(one: HandoutStatus) -> dict[str, Any]:
    return {
        "handout": one.handout,
        "edition": one.edition,
        "messages": one.messages,
        "critical": one.critical,
        "flesch_kincaid": round(one.reading.flesch_kincaid, 1),
        "flesch_kincaid_limit": one.flesch_kincaid_limit,
        "smog": round(one.reading.smog, 1),
        "smog_limit": one.smog_limit,
        "reviewed": one.reviewed,
        "signed": one.signed,
        "approved": one.approved,
        "lapsed": one.lapsed,
    }


def _source_line(one: HandoutStatus) -> str:
    return (
        f"{one.handout}, English edition {one.edition}: {one.messages} messages, {one.critical} critical; "
        f"Flesch-Kincaid grade {one.reading.flesch_kincaid:.1f} (limit {one.flesch_kincaid_limit:g}), "
        f"SMOG grade {one.reading.smog:.1f} (limit {one.smog_limit:g}); {_review(one)}"
    )


def _review(one: HandoutStatus) -> str:
    if one.reviewed:
        return "reviewed"
    if not any(one.signed.values()):
        return f"not reviewed by anybody {'as it stands now' if one.lapsed else 'yet'}"
    return f"review not finished: {one.approved} of {one.messages + 1} approved"


def _show_table(catalogs: Sequence[CatalogStatus], sheets: dict[tuple[str, str], int]) -> None:
    """Show a line a catalog; as wide as it needs, for a table that is cut is no table."""
    rows = [_HEADINGS, *(_row(one, sheets.get((one.handout, one.locale), 0)) for one in catalogs)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [
            cell.ljust(width) if number < _NAMES else cell.rjust(width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        typer.echo("  ".join(cells).rstrip())


def _row(one: CatalogStatus, printed: int) -> tuple[str, ...]:
    states = (one.messages, one.current, one.fuzzy, one.stale, one.untranslated)
    numbers = (*states, one.approved, one.lapsed, one.critical_missing)
    return (one.locale, one.english_name, one.handout, *map(str, numbers), str(printed or "-"))
