"""Print packets for reviewers: English and translation side by side, with what is known of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pnsi18n.adapters.back_translation import read_back_translations
from pnsi18n.adapters.configuration import known_language
from pnsi18n.adapters.layouts import page_words
from pnsi18n.adapters.packet_layout import packet_css, packet_html, packet_pages
from pnsi18n.adapters.toml import read_toml
from pnsi18n.errors import ProjectError
from pnsi18n.model.edition import Edition
from pnsi18n.model.finding import Finding, Location, Severity
from pnsi18n.model.handout import BlockKind, Handout
from pnsi18n.model.language import ENGLISH
from pnsi18n.model.message import Message
from pnsi18n.model.packet import BackTranslation, Packet, PacketPart, PacketRow, Standing
from pnsi18n.model.project import PAGE_DOMAIN, Project
from pnsi18n.model.review import Review
from pnsi18n.model.silence import Silenced
from pnsi18n.model.unit import Translation, Unit
from pnsi18n.text.canonical import digest
from pnsi18n.text.parts import parts_of
from pnsi18n.workflows.build import BuildRequest, chosen_handouts
from pnsi18n.workflows.documents import Document, Printed, print_documents
from pnsi18n.workflows.editions import Press
from pnsi18n.workflows.extract import messages_by_domain
from pnsi18n.workflows.history import History
from pnsi18n.workflows.reviews import Ledgers
from pnsi18n.workflows.units import translation
from pnsi18n.workflows.validate import Verdict, validate

_KINDS = {
    BackTranslation.NONE: "packet",
    BackTranslation.RECORDED: "packet",
    BackTranslation.BLIND: "packet-blind",
}
_FORMAT = "pnsi18n-packet-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What is known of one catalog: its units by message, and the rest by key or by place."""

    units: Mapping[tuple[str | None, str], Unit]
    units_by_id: Mapping[str, Unit]
    review: Review | None
    back_translations: Mapping[str, str]
    findings: Mapping[Location, tuple[Finding, ...]] = field(default_factory=dict)
    silenced: Mapping[Location, tuple[Silenced, ...]] = field(default_factory=dict)

    def unit(self, message: Message) -> Unit | None:
        """Return what the catalog has of *message*, though it be of an earlier English."""
        return self.units.get(message.key) or self.units_by_id.get(message.id or "")


def print_packets(ledgers: Ledgers, request: BuildRequest, mode: BackTranslation) -> Printed:
    """Print the packets of the language of *request*, one a handout and paper."""
    packets = list(packets_of(ledgers, request, mode))
    return print_documents(ledgers.project, request, [_document(packet) for packet in packets])


def packets_of(ledgers: Ledgers, request: BuildRequest, mode: BackTranslation) -> Iterator[Packet]:
    """Yield the packets of the language of *request*, one a handout and paper."""
    project, history = ledgers.project, History(ledgers)
    (language,) = request.languages
    handouts = chosen_handouts(project, request.handouts)
    english, press = known_language(project, ENGLISH.locale), Press(history=history, region=request.region)
    recorded, made_by = _recorded(project, language.locale) if mode is BackTranslation.RECORDED else ({}, "")
    # What cannot be read at all stops the press below, with its place.
    verdict = validate(ledgers, [language], everything=False)
    findings = verdict.findings
    translations = {
        domain: history.dated(translation(project, language, domain, messages))
        for domain, messages in messages_by_domain(handouts).items()
    }

    for handout in handouts:
        first, *sheets = press.sheets(handout, [english, language], [_KINDS[mode]], request.papers)
        for sheet in (one for one in sheets if one.edition.language is language):
            known = {
                domain: _known(translations[domain], sheet.reviews, recorded.get(domain, {}), verdict)
                for domain in (handout.domain, PAGE_DOMAIN)
            }
            parts = tuple(_parts(handout, sheet.edition, known))
            shown = {finding for part in parts for row in part.rows for finding in row.findings}
            yield Packet(
                edition=sheet.edition,
                english=first.edition,
                parts=parts,
                mode=mode,
                made_by=made_by,
                findings=tuple(one for one in findings if one.handout in known and _matters(one) and one not in shown),
            )


def _matters(finding: Finding) -> bool:
    return finding.severity is not Severity.NOTE


def _recorded(project: Project, locale: str) -> tuple[Mapping[str, Mapping[str, str]], str]:
    """Return the back-translations of *locale*, and who made them."""
    found = read_back_translations(project, locale)
    shown = f"locale/{locale}/back-translation.toml"
    if not found:
        raise ProjectError(
            "nobody has put the translations back into English",
            at=Location(shown),
            hint=f"print a sheet for it: pnsi18n export {locale} --format packet --back-translation blind",
        )
    about = read_toml(Path(project.root, shown), shown=shown)
    day = str(about.row.get("date", ""))
    return found, ", ".join(part for part in (about.text_of("made_by", ""), day) if part)


def _known(one: Translation, reviews: Iterable[Review], recorded: Mapping[str, str], verdict: Verdict) -> _Known:
    findings: dict[Location, tuple[Finding, ...]] = {}
    for finding in verdict.findings:
        findings[finding.location] = (*findings.get(finding.location, ()), finding)
    silenced: dict[Location, tuple[Silenced, ...]] = {}
    for each in verdict.silenced:
        silenced[each.finding.location] = (*silenced.get(each.finding.location, ()), each)
    return _Known(
        units={(unit.msgctxt, unit.msgid): unit for unit in one.units},
        units_by_id={unit.msgctxt: unit for unit in one.units if unit.msgctxt},
        review=next((review for review in reviews if (review.locale, review.domain) == (one.locale, one.domain)), None),
        back_translations=recorded,
        findings=findings,
        silenced=silenced,
    )


def _parts(handout: Handout, edition: Edition, known: Mapping[str, _Known]) -> Iterator[PacketPart]:
    """Yield the parts of *handout*, then the page's own words, numbered through."""
    number = 0
    printed = {key for key, one in edition.printed.items() if not one.is_fallback}
    for part in parts_of(handout.blocks):
        rows = [
            replace(
                _row(block.message, known[handout.domain], number=count, printed=block.message.key in printed),
                is_heading=block.kind is BlockKind.HEADING,
            )
            for count, block in enumerate(part.blocks, start=number + 1)
            if block.message
        ]
        number += len(rows)
        yield PacketPart(heading=part.heading, box=part.box, rows=tuple(rows))
    words = (
        _row(word, known[PAGE_DOMAIN], number=count, printed=word.id in edition.words)
        for count, word in enumerate(page_words(), start=number + 1)
    )
    yield PacketPart(of_page=True, rows=tuple(words))


def _row(message: Message, known: _Known, *, number: int, printed: bool) -> PacketRow:
    unit = known.unit(message)
    reviews = known.review.messages if known.review else ()
    counted = next((one.counted for one in reviews if one.message.key == message.key), ())
    row = PacketRow(
        number=number,
        message=message,
        standing=_standing(unit, message),
        in_english=not printed,
        signoffs=counted,
        back_translation=known.back_translations.get(message.id or message.text, ""),
    )
    if unit is None:
        return row
    made_for = unit.msgid if unit.msgid != message.text else unit.made_for
    return replace(
        row,
        translation=unit.msgstr,
        made_for=made_for,
        findings=known.findings.get(unit.location, ()),
        silenced=known.silenced.get(unit.location, ()),
    )


def _standing(unit: Unit | None, message: Message) -> Standing:
    if unit is None or not unit.msgstr.strip():
        return Standing.UNTRANSLATED
    if unit.fuzzy:
        return Standing.FUZZY
    if unit.msgid != message.text or unit.made_for:
        return Standing.STALE
    return Standing.TRANSLATED


def _document(packet: Packet) -> Document:
    pages = packet_pages(packet)
    return Document(
        edition=packet.edition,
        language=packet.edition.language,
        html=packet_html(pages),
        css=packet_css(pages),
        expected=pages.expected,
        about={
            "format": _FORMAT,
            "document": "translations for a reviewer to read; no edition, not for patients",
            "back_translation": packet.mode.value,
            "region": packet.edition.region.id,
            "messages": [
                {"number": row.number, "id": row.message.id, "state": row.standing.value, "digest": _digest(row)}
                for row in packet.rows
                if row.message.id
            ],
        },
    )


def _digest(row: PacketRow) -> str:
    return digest(row.message.text, row.translation)
