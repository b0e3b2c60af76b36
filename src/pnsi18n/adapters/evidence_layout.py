"""Lay out the evidence of a handout as a table that a clinician reviews on paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pnsi18n.adapters import cldr, layouts
from pnsi18n.adapters.painting import Painter
from pnsi18n.adapters.spans import Span, expected, painted, said
from pnsi18n.model.edition import Edition
from pnsi18n.model.evidence import Claim, EvidenceReview, MessageEvidence, Source
from pnsi18n.model.handout import Block, BlockKind
from pnsi18n.model.language import ENGLISH
from pnsi18n.model.message import Message
from pnsi18n.text.parts import Part, parts_of
from pnsi18n.text.showing import as_written

BOXES = {
    "emergency": "emergency box",
    "call-us": "call-us box",
    "key-points": "key-points box",
    "checklist": "checklist box",
    "my-plan": "my-plan box",
}
"""What the containers of a page are called where English is spoken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """A claim with the numbers of its sources."""

    statement: Span
    numbers: Span
    soft: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """A message with its evidence; ``origin`` is empty where the file does not have the message."""

    number: int
    message: Message
    is_heading: bool
    text: Span
    origin: str
    boilerplate: bool
    claims: tuple[ClaimView, ...]
    correction: Span | None
    signed: bool

    @property
    def spans(self) -> Iterator[Span]:
        """Every span of the row, in the order of the page."""
        yield self.text
        for claim in self.claims:
            yield from (claim.statement, claim.numbers)
        if self.correction:
            yield self.correction


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """A part of the handout with its rows."""

    title: Span
    box: str
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """A source with its number; ``read`` is empty where nobody says to have read it."""

    number: int
    title: Span
    about: Span
    address: Span
    note: Span
    read: str

    @property
    def spans(self) -> Iterator[Span]:
        """Every span of the source, in the order of the page."""
        yield from (self.title, self.about, self.address, self.note)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePages:
    """The document, ready for the template."""

    review: EvidenceReview
    edition: Edition
    title: Span
    parts: tuple[PartView, ...]
    sources: tuple[SourceView, ...]

    @property
    def expected(self) -> tuple[tuple[str, str], ...]:
        """What the proof-reader must find on the pages."""
        parts = [span for part in self.parts for span in (part.title, *(s for row in part.rows for s in row.spans))]
        return expected([self.title, *parts, *(span for source in self.sources for span in source.spans)])

    @property
    def signed(self) -> int:
        """How many messages of the handout a clinician has signed as they stand."""
        return sum(row.signed for part in self.parts for row in part.rows)

    @property
    def total(self) -> int:
        """How many messages there are."""
        return sum(len(part.rows) for part in self.parts)


def evidence_pages(review: EvidenceReview, edition: Edition) -> EvidencePages:
    """Return the document of *review*; *edition* is the English sheet."""
    painter, number = Painter(edition), 0
    keys = {key: n for n, key in enumerate(review.evidence.sources if review.evidence else (), start=1)}
    parts = []
    for part in parts_of(edition.handout.blocks):
        rows = tuple(_row(block, n, review, keys, painter) for n, block in enumerate(part.blocks, start=number + 1))
        number += len(rows)
        parts.append(PartView(title=_title(part, painter, number), box=BOXES.get(part.box, part.box), rows=rows))
    sources = review.evidence.sources.values() if review.evidence else ()
    return EvidencePages(
        review=review,
        edition=edition,
        title=_written("(title)", edition.handout.title.text, painter),
        parts=tuple(parts),
        sources=tuple(_source(source, keys[source.key]) for source in sources),
    )


def _title(part: Part, painter: Painter, number: int) -> Span:
    name = f"(part before {number})"
    if part.heading:
        return _written(name, part.heading.text, painter)
    return said(name, "More of the page" if number > len(part.blocks) else "Top of the page")


def _written(name: str, text: str, painter: Painter) -> Span:
    return painted(name, as_written(text), painter, ENGLISH)


def _row(block: Block, number: int, review: EvidenceReview, keys: dict[str, int], painter: Painter) -> RowView:
    message = block.message
    if message is None or review.evidence is None:
        raise AssertionError
    name = f"{number} {message.id or message.text[:40]}"
    one = review.evidence.messages.get(message.id or "")
    return RowView(
        number=number,
        message=message,
        is_heading=block.kind is BlockKind.HEADING,
        text=_written(name, message.text, painter),
        origin=one.origin.value if one else "",
        boilerplate=one is not None and one.boilerplate,
        claims=tuple(_claims(name, one, keys)) if one else (),
        correction=said(f"{name} correction", one.correction) if one and one.correction else None,
        signed=message.id in (review.signed or ()),
    )


def _claims(name: str, one: MessageEvidence, keys: dict[str, int]) -> Iterator[ClaimView]:
    for place, claim in enumerate(one.claims, start=1):
        yield ClaimView(
            statement=said(f"{name} claim {place}", claim.statement),
            numbers=said(f"{name} sources {place}", _numbers(claim, keys)),
            soft=claim.soft,
        )


def _numbers(claim: Claim, keys: dict[str, int]) -> str:
    numbers = ", ".join(str(keys[key]) for key in claim.sources)
    return f"[{numbers}]" if numbers else "no source"


def _source(source: Source, number: int) -> SourceView:
    about = ", ".join(part for part in (source.publisher, source.identifier) if part)
    return SourceView(
        number=number,
        title=said(f"{source.key} title", source.title),
        about=said(f"{source.key} publisher", about),
        address=said(f"{source.key} address", source.address),
        note=said(f"{source.key} note", source.note),
        read=cldr.long_date(source.date_read, "en") if source.date_read else "",
    )


def evidence_html(pages: EvidencePages) -> str:
    """Return the HTML of *pages*."""
    edition = pages.edition.handout.settings.edition
    return layouts.render("evidence.html", {"pages": pages, "month": cldr.month_and_year(edition, "en")})


def evidence_css(pages: EvidencePages) -> str:
    """Return the style sheet of *pages*."""
    return layouts.render("evidence.css", {"language": ENGLISH, "paper": pages.edition.key.paper})
