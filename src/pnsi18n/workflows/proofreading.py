"""Judge a printed sheet by what came back when it was read, and say where each fault can be mended."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from pnsi18n.model.edition import EditionKey, Job, PrintedMessage, Proof
from pnsi18n.model.finding import Excerpt, Finding, Location
from pnsi18n.model.handout import BlockKind, Handout
from pnsi18n.model.kind import KINDS
from pnsi18n.model.language import ENGLISH
from pnsi18n.model.pages import Passage, Reading, ReadSheet
from pnsi18n.model.project import Project
from pnsi18n.rules.registry import SHEET_RULES
from pnsi18n.text.proofreading import laid_out_passages, passages
from pnsi18n.text.provenance import missing_texts
from pnsi18n.workflows.editions import Sheet
from pnsi18n.workflows.judging import configured, run

_URGENT = ("emergency", "call-us")
_UNDIVIDED = (*_URGENT, "key-points")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofReader:
    """Judges what a build has printed into the folder that is shown as ``shown``.

    ``sheets`` are those that it prints; without one, as for a reviewer's paper, a finding names the file only.
    """

    project: Project
    shown: str
    sheets: Mapping[EditionKey, Sheet] = field(default_factory=dict)

    def findings(self, job: Job, proof: Proof) -> list[Finding]:
        """Return what the rules on editions say of *proof*, which *job* has printed."""
        reading, sheet = proof.reading, self.sheets.get(job.key)
        handout = sheet.edition.handout if sheet else None
        kind = sheet.edition.kind if sheet else KINDS["standard"]
        one = replace(
            self._plain(job, proof.pages),
            pages=reading.pages,
            passages=_passages(job, reading),
            fonts=reading.fonts,
            families=tuple(dict.fromkeys(font.family for font in job.fonts)),
            warnings=_boxes(handout, _UNDIVIDED) if handout and kind.whole_boxes else (),
            urgent=sum(_boxes(handout, _URGENT), ()) if handout and kind.keeps_page_limit else (),
            lacking=reading.lacking,
            remarks=reading.remarks,
            unread=_unread(job, sheet, reading),
        )
        return self._judged(one, sheet)

    def recorded_findings(self, job: Job, pages: int) -> list[Finding]:
        """Return what can be said of a sheet of *job* that lies there already and is not read again."""
        return self._judged(self._plain(job, pages), None)

    def _plain(self, job: Job, pages: int) -> ReadSheet:
        sheet = self.sheets.get(job.key)
        return ReadSheet(
            page_count=pages,
            page_limit=job.page_limit,
            locale=job.key.locale,
            domain=job.key.handout,
            location=Location(f"{self.shown}/{job.key.path}"),
            places=_places(sheet) if sheet else {},
        )

    def _judged(self, one: ReadSheet, sheet: Sheet | None) -> list[Finding]:
        texts = {_name(printed): printed for printed in sheet.edition.printed.values()} if sheet else {}
        found = configured(self.project, run(SHEET_RULES, [one]))
        return [_with_texts(finding, texts.get(finding.msgctxt)) for finding in found]


def _passages(job: Job, reading: Reading) -> tuple[Passage, ...]:
    """Return what was found of each message; a web page has no lines of its own."""
    find = passages if reading.pages else laid_out_passages
    return find(job.expected, reading.pages, reading.laid_out)


def _unread(job: Job, sheet: Sheet | None, reading: Reading) -> tuple[str, ...]:
    """Return the messages that the second reader does not find, where there is one.

    No reader can know that the Latin letters of a pseudo-locale run from the right.
    """
    if sheet is None or sheet.edition.language.pseudo or not reading.second:
        return ()
    return tuple(missing_texts(sheet.edition, job.expected, reading.second))


def _boxes(handout: Handout, names: Collection[str]) -> tuple[tuple[str, ...], ...]:
    """Return the messages of each box of *handout* that is called one of *names*."""
    boxes = (block for top in handout.blocks for block in top.walk() if block.kind is BlockKind.CONTAINER)
    return tuple(tuple(one.id or one.text for one in box.messages()) for box in boxes if box.name in names)


def _places(sheet: Sheet) -> dict[str, Location]:
    """Return where each message of *sheet* is mended: in the catalog, and what has none in the English."""
    edition = sheet.edition
    locale = "" if edition.language.locale == ENGLISH.locale else edition.language.locale
    own = [one for one in sheet.reviews if locale and (one.locale, one.domain) == (locale, edition.key.handout)]
    english = {message.id or message.text: message.location for message in edition.handout.messages}
    return english | {one.message.id or one.message.text: one.location for review in own for one in review.messages}


def _name(printed: PrintedMessage) -> str:
    return printed.message.id or printed.message.text


def _with_texts(finding: Finding, printed: PrintedMessage | None) -> Finding:
    """Show the texts of the message that *finding* is about."""
    if printed is None:
        return finding
    english = printed.is_fallback or printed.language.locale == ENGLISH.locale
    excerpt = Excerpt(english=printed.message.text, translation=None if english else printed.text)
    return finding._replace(source_location=printed.message.location, excerpt=excerpt)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return *findings* by place, each once."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda one: one.sort_key))
