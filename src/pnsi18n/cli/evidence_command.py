"""Show what supports the English: ``pnsi18n evidence``."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any

import typer

from pnsi18n.adapters.configuration import known_language
from pnsi18n.cli.arguments import one_of, print_json, project_of, today
from pnsi18n.cli.desk import report_documents, request_of
from pnsi18n.cli.exit_codes import ExitCode
from pnsi18n.cli.options import Handouts, Output, Papers
from pnsi18n.cli.printing import Choice
from pnsi18n.model.evidence import Evidence, EvidenceReview, MessageEvidence, Source
from pnsi18n.model.message import Message, Risk
from pnsi18n.workflows.evidence_table import evidence_reviews, print_evidence
from pnsi18n.workflows.reviews import Ledgers


class EvidenceFormat(StrEnum):
    """How the evidence is shown."""

    PDF = "pdf"
    TEXT = "text"
    JSON = "json"


Format = Annotated[
    EvidenceFormat,
    typer.Option("--format", parser=one_of(EvidenceFormat), metavar="|".join(EvidenceFormat), help="How to show it."),
]


def evidence(
    context: typer.Context,
    handout: Handouts = None,
    output_format: Format = EvidenceFormat.PDF,
    paper: Papers = None,
    output: Output = None,
) -> ExitCode:
    """Print what each message of the English claims, and on whose word, for a clinician to review.

    A table with room to tick and to correct, as PDF; "--format text" and "json" show the same on the
    screen. It comes from source/HANDOUT/evidence.toml; "pnsi18n validate" judges that file.
    """
    project = project_of(context)
    ledgers = Ledgers(project, today())
    reviews = evidence_reviews(ledgers, handout or ())
    if output_format is EvidenceFormat.JSON:
        print_json({"handouts": [_row(one, one.evidence) for one in reviews if one.evidence]})
        return ExitCode.CLEAN
    if output_format is EvidenceFormat.TEXT:
        for one in reviews:
            typer.echo("\n".join(_lines(one, one.evidence)) if one.evidence else "")
        return ExitCode.CLEAN
    chosen = Choice(handout, None, paper, None, None, output)
    request = request_of(chosen, project, known_language(project, "en"))
    return report_documents(print_evidence(ledgers, reviews, request), request)


def _lines(review: EvidenceReview, evidence: Evidence) -> Iterator[str]:
    """Yield the evidence of one handout, a message a paragraph, the sources at the end."""
    signed = len(review.signed or ())
    yield f"{review.domain}: a clinician has signed {signed} of {len(review.messages)} messages as they stand"
    numbers = {key: number for number, key in enumerate(evidence.sources, start=1)}
    for number, message in enumerate(review.messages, start=1):
        yield from _message_lines(number, message, evidence.messages.get(message.id or ""), numbers)
    yield ""
    for key, source in evidence.sources.items():
        yield from _source_lines(numbers[key], source)


def _message_lines(
    number: int, message: Message, one: MessageEvidence | None, numbers: dict[str, int]
) -> Iterator[str]:
    risk = "" if message.risk is Risk.ORDINARY else f" ({message.risk})"
    origin = one.origin.value if one else "not in the evidence file"
    yield ""
    yield f"{number}  {message.id or '-'}  {origin}{risk}"
    yield f"  {message.text}"
    for claim in one.claims if one else ():
        cited = ", ".join(str(numbers[key]) for key in claim.sources) or "no source"
        yield f"  - {claim.statement} [{cited}]"
    if one and one.correction:
        yield f"  put right: {one.correction}"


def _source_lines(number: int, source: Source) -> Iterator[str]:
    read = f"read on {source.date_read.isoformat()}" if source.date_read else "not read"
    about = [part for part in (source.title, source.publisher, source.identifier, source.address) if part]
    yield f"[{number}] {', '.join(about)}; {read}"
    if source.note:
        yield f"  {source.note}"


def _row(review: EvidenceReview, evidence: Evidence) -> dict[str, Any]:
    sources = {key: _source_row(source) for key, source in evidence.sources.items()}
    rows = [
        _message_row(message, evidence.messages.get(message.id or ""), review.signed or frozenset())
        for message in review.messages
    ]
    return {"handout": review.domain, "messages": rows, "sources": sources}


def _source_row(source: Source) -> dict[str, Any]:
    return {
        "title": source.title,
        "publisher": source.publisher,
        "identifier": source.identifier,
        "address": source.address,
        "date_read": source.date_read.isoformat() if source.date_read else None,
        "note": source.note,
    }


def _message_row(message: Message, one: MessageEvidence | None, signed: frozenset[str]) -> dict[str, Any]:
    claims = one.claims if one else ()
    return {
        "id": message.id,
        "text": message.text,
        "risk": message.risk.value,
        "origin": one.origin.value if one else None,
        "boilerplate": one.boilerplate if one else None,
        "claims": [{"statement": c.statement, "sources": list(c.sources), "soft": c.soft} for c in claims],
        "correction": one.correction if one else "",
        "signed_by_clinician": message.id in signed,
    }
