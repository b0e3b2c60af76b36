"""Lay out a packet: a table for a reviewer, or a sheet for somebody who puts it back into English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from unicodedata import east_asian_width

from pnsi18n.adapters import cldr, layouts
from pnsi18n.adapters.evidence_layout import BOXES
from pnsi18n.adapters.painting import Painter
from pnsi18n.adapters.spans import Span, expected, painted, said
from pnsi18n.model.edition import Edition
from pnsi18n.model.finding import Finding
from pnsi18n.model.language import ENGLISH, Language
from pnsi18n.model.message import Message
from pnsi18n.model.packet import BackTranslation, Packet, PacketPart, PacketRow, Standing
from pnsi18n.model.signoff import SignOff
from pnsi18n.text.canonical import digest
from pnsi18n.text.inline import Text
from pnsi18n.text.showing import as_read

_SHORT = 12  # hexadecimal digits of a digest, as on the sheets
_LINE = 60  # characters of a translation for which one line to write on is enough


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """A row of the packet; ``english`` is missing from a blind sheet, ``own`` where nothing is translated."""

    row: PacketRow
    english: Span | None
    own: Span | None
    states: tuple[str, ...] = ()
    notes: tuple[Span, ...] = ()
    signed: Span | None = None
    back: Span | None = None
    digest: str = ""
    lines: int = 1

    @property
    def spans(self) -> Iterator[Span]:
        """Every span of the row, in the order of the page."""
        yield from (one for one in (self.english, self.back, self.own, self.signed) if one)
        yield from self.notes


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """A part of the packet with its rows; ``title`` is empty on a blind sheet."""

    number: int
    title: Span | None
    part: PacketPart
    box: str
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketPages:
    """The document, ready for the template."""

    packet: Packet
    language_name: Span
    title: Span | None
    own_title: Span
    parts: tuple[PartView, ...]
    findings: tuple[Span, ...]

    @property
    def blind(self) -> bool:
        """Whether no English may be seen."""
        return self.packet.mode is BackTranslation.BLIND

    @property
    def expected(self) -> tuple[tuple[str, str], ...]:
        """What the proof-reader must find on the pages, in the order of the template."""
        top = (self.language_name, self.title, self.own_title, *self.findings)
        parts = [span for part in self.parts for span in (part.title, *(one for row in part.rows for one in row.spans))]
        return expected(span for span in (*top, *parts) if span)

    @property
    def signed(self) -> int:
        """How many texts somebody has signed as they stand."""
        return sum(bool(row.signoffs) for row in self.packet.rows)

    @property
    def in_english(self) -> int:
        """How many texts the page shows in English."""
        return sum(row.in_english for row in self.packet.rows)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the rows of one packet; what the layout fills in differs by language."""

    packet: Packet

    @property
    def language(self) -> Language:
        """The language of the translations."""
        return self.packet.edition.language

    def tells_signed(self, row: PacketRow) -> bool:
        """Whether *row* says who has signed it, or that nobody has; without any, the top of the packet says so."""
        return bool(row.signoffs) or (not row.in_english and any(one.signoffs for one in self.packet.rows))

    def own(self, name: str, text: str) -> Span:
        """Return *text*, a translation, as the patient reads it."""
        edition = self.packet.edition
        nodes = as_read(text, edition.region, _page_values(edition))
        return painted(name, nodes, Painter(edition), self.language)

    def english(self, name: str, text: str) -> Span:
        """Return *text* as the patient with the English sheet reads it."""
        edition = self.packet.english
        return painted(name, as_read(text, edition.region, _page_values(edition)), Painter(edition), ENGLISH)

    def part(self, part: PacketPart, number: int) -> PartView:
        """Return one part with its rows."""
        blind = self.packet.mode is BackTranslation.BLIND
        rows = tuple(self.blind_row(row) if blind else self.row(row) for row in part.rows)
        title = None if blind else self.title(part, f"(part {number})", first=number == 1)
        return PartView(number=number, title=title, part=part, box=BOXES.get(part.box, part.box), rows=rows)

    def title(self, part: PacketPart, name: str, *, first: bool) -> Span:
        """Return the heading of *part*, or words for where it stands."""
        if part.of_page:
            return said(name, "Words that the page itself prints")
        if part.heading:
            return self.english(name, part.heading.text)
        return said(name, "Top of the page" if first else "More of the page")

    def blind_row(self, row: PacketRow) -> RowView:
        """Return *row* without a word of English."""
        sound = row.standing is Standing.TRANSLATED
        own = self.own(f"{_name(row)} {self.language.locale}", row.translation) if sound else None
        return RowView(row=row, english=None, own=own, lines=_lines(own))

    def row(self, row: PacketRow) -> RowView:
        """Return *row* with the English beside it, and all that is known."""
        name, translated = _name(row), row.standing is not Standing.UNTRANSLATED
        recorded = self.packet.mode is BackTranslation.RECORDED
        own = self.own(f"{name} {self.language.locale}", row.translation) if translated else None
        return RowView(
            row=row,
            english=self.english(f"{name} en", row.message.text),
            own=own,
            states=tuple(_states(row)),
            notes=tuple(_notes(name, row)),
            signed=said(f"{name} signed", _signed(row.signoffs)) if self.tells_signed(row) else None,
            back=self.english(f"{name} back", row.back_translation) if recorded and row.back_translation else None,
            digest=_short(row.message, row.translation) if translated else "",
            lines=_lines(own),
        )


def packet_pages(packet: Packet) -> PacketPages:
    """Return the document of *packet*."""
    writer, blind = _Writer(packet), packet.mode is BackTranslation.BLIND
    edition = packet.edition
    title = edition.handout.title
    printed = edition.printed[title.key]
    own_title = "" if printed.is_fallback else printed.text
    return PacketPages(
        packet=packet,
        language_name=painted("(language)", (Text(edition.language.own_name),), Painter(edition), edition.language),
        title=None if blind else writer.english("(title) en", title.text),
        own_title=writer.own("(title)", own_title),
        parts=tuple(writer.part(part, number) for number, part in enumerate(packet.parts, start=1)),
        findings=() if blind else tuple(_finding("(catalog)", one) for one in packet.findings),
    )


def packet_html(pages: PacketPages) -> str:
    """Return the HTML of *pages*."""
    edition = pages.packet.edition
    values = {
        "pages": pages,
        "edition": edition,
        "language": edition.language,
        "month": cldr.month_and_year(edition.handout.settings.edition, "en"),
        "territory": cldr.territory(edition.region.id, ENGLISH),
    }
    return layouts.render("packet-blind.html" if pages.blind else "packet.html", values)


def packet_css(pages: PacketPages) -> str:
    """Return the style sheet of *pages*."""
    edition = pages.packet.edition
    return layouts.render("packet.css", {"language": edition.language, "paper": edition.key.paper})


def _page_values(edition: Edition) -> Mapping[str, str]:
    """Return what the layout fills into its own words, as far as that says nothing of a review."""
    locale, day = edition.language.locale, edition.handout.settings.edition
    return {
        "{edition}": cldr.month_and_year(day, locale),
        "{region}": cldr.territory(edition.region.id, edition.language),
        "{licence}": edition.handout.settings.licence,
        "{page}": cldr.number(1, locale),
        "{pages}": cldr.number(4, locale),
    }


def _name(row: PacketRow) -> str:
    return f"{row.number} {row.message.id or row.message.text[:40]}"


def _short(message: Message, translation: str) -> str:
    return digest(message.text, translation).partition(":")[2][:_SHORT]


def _lines(own: Span | None) -> int:
    """Return how many lines there are to write on: as many as the text itself needs."""
    widths = (2 if east_asian_width(character) in "WF" else 1 for character in (own.text if own else ""))
    return 1 + sum(widths) // _LINE


def _states(row: PacketRow) -> Iterator[str]:
    if row.standing is Standing.STALE:
        yield "made for an earlier English"
    elif row.standing is not Standing.TRANSLATED:
        yield row.standing.value
    if row.in_english:
        yield "the page shows the English"


def _notes(name: str, row: PacketRow) -> Iterator[Span]:
    if row.made_for and not any(row.made_for in finding.statement for finding in row.findings):
        yield said(f"{name} earlier", f"The earlier English: {row.made_for}")
    for number, finding in enumerate(row.findings, start=1):
        yield _finding(f"{name} finding {number}", finding)
    for number, one in enumerate(row.silenced, start=1):
        by = f"{one.silence.name}, {cldr.long_date(one.silence.day, 'en')}: {one.silence.reason}"
        yield said(f"{name} silenced {number}", f"silenced: {one.finding.rule_id} {one.finding.statement}, by {by}")


def _finding(name: str, finding: Finding) -> Span:
    return said(name, f"{finding.severity.value}: {finding.rule_id} {finding.rule_name}: {finding.statement}")


def _signed(signoffs: tuple[SignOff, ...]) -> str:
    if not signoffs:
        return "Nobody has signed this."
    people = (f"{one.role.value} {_person(one)}, {cldr.long_date(one.day, 'en')}" for one in signoffs)
    return f"Signed: {'; '.join(people)}."


def _person(signoff: SignOff) -> str:
    return f"{signoff.name} ({signoff.credential})" if signoff.credential else signoff.name
