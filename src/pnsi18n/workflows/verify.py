"""Tell of a printed sheet whether it is still what the project says today."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from pnsi18n.adapters.configuration import known_language
from pnsi18n.adapters.files import FileError
from pnsi18n.adapters.layouts import expected_texts
from pnsi18n.adapters.pdf_reader import ReadPdf, bears_seal, read_pdf
from pnsi18n.adapters.sources import read_handouts
from pnsi18n.adapters.web_reader import read_page
from pnsi18n.errors import PnsError, ProjectError
from pnsi18n.model.kind import KINDS
from pnsi18n.text.canonical import digest
from pnsi18n.text.provenance import content, faults, missing_texts, parsed
from pnsi18n.workflows.build import Progress
from pnsi18n.workflows.editions import Press, Sheet
from pnsi18n.workflows.history import History
from pnsi18n.workflows.reprint import Reprint, compared, reprint_of
from pnsi18n.workflows.reviews import Ledgers


class Standing(StrEnum):
    """What a sheet is, compared with the project."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    ALTERED = "altered"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What the sheet says otherwise than the project does: ``kind`` of what, before and now."""

    id: str
    kind: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is known of one sheet; ``reasons`` are sentences, ``changes`` what is printed otherwise today.

    ``compared`` says that the sheet was printed again and is the same, byte for byte; ``not_compared`` why a current
    one was not.
    """

    path: str
    standing: Standing
    handout: str = ""
    locale: str = ""
    edition: str = ""
    state: str = ""
    code: str = ""
    reasons: tuple[str, ...] = ()
    changes: tuple[Change, ...] = field(default=())
    compared: bool = False
    not_compared: str = ""


def verify(ledgers: Ledgers, paths: Sequence[Path], jobs: int, progress: Progress) -> list[Answer]:
    """Return what each of *paths* is.

    What says today's texts is printed again, in so many *jobs* at a time, and must be the same, byte for byte: letters
    that were exchanged, taken away or added leave no other trace, when somebody has sealed the file again.
    """
    today, reprints = _Today(ledgers), list[Reprint]()
    answers = [_answer(today, path, reprints) for path in paths]
    found = {str(path): difference for path, difference in compared(reprints, jobs, progress)}
    return [_with_comparison(answer, found) for answer in answers]


def _with_comparison(answer: Answer, found: Mapping[str, str]) -> Answer:
    difference = found.get(answer.path)
    if difference is None:
        return answer
    if difference:
        return replace(answer, standing=Standing.ALTERED, reasons=(difference,))
    return replace(answer, compared=True)


def _answer(today: _Today, path: Path, reprints: list[Reprint]) -> Answer:
    try:
        pdf = read_page(path) or read_pdf(path)
    except FileError as error:
        return _unknown(path, error.statement)
    if pdf is None or not pdf.record:
        return _without_record(path, pdf)
    record = parsed(pdf.record)
    if record is None:
        return _without_record(path, pdf)
    try:
        return _compared(today, path, pdf, record, reprints)
    except PnsError as error:
        return _unknown(path, f"the project cannot be read: {error.location}: {error.statement}")


def _compared(today: _Today, path: Path, pdf: ReadPdf, record: Mapping[str, Any], reprints: list[Reprint]) -> Answer:
    """Compare what *path* says with the project; note in *reprints* how what is current is to be printed again."""
    known: dict[str, Any] = {name: str(record[name]) for name in ("handout", "locale", "edition", "state", "code")}
    damage = [] if pdf.intact else [_BROKEN_SEAL]
    damage += faults(record)
    if damage:
        return Answer(path=str(path), standing=Standing.ALTERED, reasons=tuple(damage), **known)
    sheet = today.sheet(record)
    if isinstance(sheet, str):
        return Answer(path=str(path), standing=Standing.UNKNOWN, reasons=(sheet,), **known)
    changes = tuple(_changes(record, sheet))
    if changes or record["code"] != sheet.edition.code:
        reasons = () if changes else (f"today's sheet has the code {sheet.edition.code}",)
        return Answer(path=str(path), standing=Standing.SUPERSEDED, reasons=reasons, changes=changes, **known)
    if missing := tuple(_missing(pdf, sheet)):
        return Answer(path=str(path), standing=Standing.ALTERED, reasons=missing, **known)
    reprint = reprint_of(path, sheet, pdf.record, record)
    if isinstance(reprint, str):
        return Answer(path=str(path), standing=Standing.CURRENT, not_compared=reprint, **known)
    reprints.append(reprint)
    return Answer(path=str(path), standing=Standing.CURRENT, **known)


_BROKEN_SEAL = "the file was changed after it was printed: its bytes are not those that were sealed"


def _missing(pdf: ReadPdf, sheet: Sheet) -> Iterator[str]:
    """Say which of today's texts are not on the pages."""
    for identifier in missing_texts(sheet.edition, expected_texts(sheet.edition), pdf.pages):
        yield f"the text of {identifier} is not on the pages"


def _without_record(path: Path, pdf: ReadPdf | None) -> Answer:
    """Tell a sheet of ours that is damaged from what was never one."""
    if is_work_paper(path):
        return _unknown(path, "a paper for reviewers, no sheet")
    if bears_seal(path):
        return Answer(path=str(path), standing=Standing.ALTERED, reasons=("the file is damaged; print it anew",))
    return _unknown(
        path, "it carries no record of this program" if pdf else "this is not a PDF or a web page that can be read"
    )


def _unknown(path: Path, reason: str) -> Answer:
    return Answer(path=str(path), standing=Standing.UNKNOWN, reasons=(reason,))


def is_work_paper(path: Path) -> bool:
    """Whether *path* is what ``evidence`` or ``export`` printed: a paper for reviewers, not for patients."""
    pdf = read_pdf(path)
    return pdf is not None and re.search(r'"format": "pnsi18n-(?:evidence|packet)-\d', pdf.record) is not None


@dataclass(frozen=True, slots=True)
class _Today:
    """The sheets as the project has them now; each region's texts are read once."""

    ledgers: Ledgers
    _presses: dict[str, Press] = field(default_factory=dict)

    def sheet(self, record: Mapping[str, Any]) -> Sheet | str:
        """Return today's sheet of *record*, or why there is none."""
        project = self.ledgers.project
        region = str(record["region"]["id"])
        handout = next((one for one in read_handouts(project) if one.domain == record["handout"]), None)
        if handout is None:
            return f"this project has no handout {record['handout']!r}"
        if region not in project.regions:
            return f"this project has no region {region!r}"
        try:
            language = known_language(project, str(record["locale"]))
        except ProjectError:
            return f"this project has no language {record['locale']!r}"
        if region not in self._presses:
            self._presses[region] = Press(history=History(self.ledgers), region=project.regions[region])
        kind = str(record["kind"])
        found = self._presses[region].sheets(handout, [language], [kind], [str(record["paper"])])
        sheet = next(found, None) if kind in KINDS else None
        return sheet or f"this version prints no {kind!r} in {language.english_name}"

    def regions(self) -> Iterator[str]:
        """Yield the regions of the project."""
        return iter(self.ledgers.project.regions)


def _changes(record: Mapping[str, Any], sheet: Sheet) -> Iterator[Change]:
    """Yield what is printed otherwise today, messages first."""
    now = content(sheet.edition, sheet.outline)
    old, new = ({row["id"]: row for row in one["messages"]} for one in (record, now))
    for identifier in dict.fromkeys([*old, *new]):
        yield from _message_changes(identifier, old.get(identifier), new.get(identifier))
    if old.keys() == new.keys() and record["outline"] != now["outline"]:
        yield Change(id="(outline)", kind="arrangement", old=record["outline"], new=now["outline"])
    yield from _value_changes("region", record["region"], now["region"])
    yield from _value_changes("page", record["words"], now["words"])
    yield from _value_changes("handout", {"edition": record["edition"]}, {"edition": now["edition"]})
    yield from _value_changes("review", {"state": record["state"]}, {"state": sheet.edition.state.value})


def _message_changes(identifier: str, old: Mapping[str, str] | None, new: Mapping[str, str] | None) -> Iterator[Change]:
    if old is None or new is None:
        kind = "added" if old is None else "removed"
        yield Change(id=identifier, kind=kind, old=(old or {}).get("english", ""), new=(new or {}).get("english", ""))
        return
    for kind in ("english", "translation"):
        before, after = old.get(kind, ""), new.get(kind, "")
        if digest(before) != digest(after):
            yield Change(id=identifier, kind=kind, old=before, new=after)


def _value_changes(kind: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    for name in dict.fromkeys([*old, *new]):
        if old.get(name) != new.get(name):
            yield Change(id=name, kind=kind, old=str(old.get(name, "")), new=str(new.get(name, "")))


def verify_code(ledgers: Ledgers, code: str) -> Answer:
    """Return what the sheet with *code*, as it is printed at the foot of its pages, is today.

    Paper tells only which text it is, not what has changed since.
    """
    today = _Today(ledgers)
    handout, locale, edition, _ = code.split("/")
    known: dict[str, Any] = {"path": code, "handout": handout, "locale": locale, "edition": edition, "code": code}
    current = []
    for region in today.regions():
        row = {"handout": handout, "locale": locale, "kind": "standard", "paper": "a4", "region": {"id": region}}
        sheet = today.sheet(row)
        if isinstance(sheet, str):
            return Answer(standing=Standing.UNKNOWN, reasons=(sheet,), **known)
        if sheet.edition.code == code:
            return Answer(standing=Standing.CURRENT, state=sheet.edition.state.value, **known)
        current.append(f"today's sheet for {region} has the code {sheet.edition.code}")
    return Answer(standing=Standing.SUPERSEDED, reasons=tuple(current), **known)
