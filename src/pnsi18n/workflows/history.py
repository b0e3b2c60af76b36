"""Find translations that were made for an earlier English and never looked at again.

The fuzzy mark says so, until somebody clears it without reading. The ledger knows which English a
signed translation was made for; git, where there is one, knows it of the others, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from pnsi18n.adapters import git
from pnsi18n.adapters.places import catalog_path, template_path
from pnsi18n.errors import PnsError
from pnsi18n.model.catalog import Entry
from pnsi18n.model.finding import Location
from pnsi18n.model.project import Project
from pnsi18n.model.signoff import SignOff
from pnsi18n.model.unit import Translation, Unit
from pnsi18n.text.approval import equivalents
from pnsi18n.text.canonical import digest
from pnsi18n.text.ledger import covers
from pnsi18n.text.po_syntax import scan
from pnsi18n.workflows.reviews import Ledgers

_Past = Mapping[str, tuple[Entry, ...]]
"""For each message id, its entries of the past, oldest first."""


@dataclass(frozen=True, slots=True)
class History:
    """What ledgers and git know of earlier texts; each template is looked up once."""

    ledgers: Ledgers
    _changed: dict[str, set[str]] = field(default_factory=dict)

    def remark(self) -> str:
        """Say why git cannot be asked although the project is kept in it, or nothing."""
        return git.missing_history(Path(self.ledgers.project.root))

    def dated(self, one: Translation) -> Translation:
        """Return *one* with ``made_for`` on each unit whose translation belongs to an earlier English.

        A unit that anybody has signed as it stands now has been looked at.
        """
        project = self.ledgers.project
        if one.domain not in self._changed:
            self._changed[one.domain] = _changed_ids(project, one)
        ids = {unit.msgctxt for unit in one.units if unit.msgctxt and unit.is_printable}
        changed = ids & self._changed[one.domain]
        past = _past(project, one, changed) if changed else {}
        return replace(one, units=tuple(_dated(unit, self.ledgers, past) for unit in one.units))


def _dated(unit: Unit, ledgers: Ledgers, past: _Past) -> Unit:
    if not (unit.is_printable and unit.message and unit.msgctxt):
        return unit
    signed = [s for s in ledgers.sound(unit.locale) if s.domain == unit.domain and unit.msgctxt in s.texts]
    wordings = equivalents(unit.message, ledgers.sound(""))
    if any(covers(s.texts[unit.msgctxt], english, unit.msgstr) for s in signed for english in wordings):
        return unit
    found = _of_ledger(unit, signed) or _of_git(unit, past.get(unit.msgctxt, ()))
    return replace(unit, made_for=found) if found else unit


def _of_ledger(unit: Unit, signed: list[SignOff]) -> str:
    texts = [one.texts[unit.msgctxt or ""] for one in signed]
    return next((t.english for t in texts if t.translation and digest(t.translation) == digest(unit.msgstr)), "")


def _of_git(unit: Unit, past: tuple[Entry, ...]) -> str:
    """Return the English that the translation was first seen with, unless that is today's."""
    wanted = digest(unit.msgstr)
    for entry in past:
        if entry.msgstrs[0] and digest(entry.msgstrs[0]) == wanted:
            english = entry.previous_msgid or entry.msgid  # of a fuzzy one, what it was made from
            return "" if digest(english) == digest(unit.msgid) else english
    return ""


def _changed_ids(project: Project, one: Translation) -> set[str]:
    """Return the ids whose English was another one in an earlier template."""
    current = {message.id: digest(message.text) for message in one.messages if message.id}
    return {
        entry.msgctxt
        for text in _earlier(project, one.domain, template_path(one.domain))
        for entry in _entries(text)
        if entry.msgctxt in current and digest(entry.msgid) != current[entry.msgctxt]
    }


def _past(project: Project, one: Translation, ids: set[str]) -> _Past:
    found: dict[str, list[Entry]] = {}
    for text in _earlier(project, one.domain, catalog_path(one.locale, one.domain)):
        for entry in _entries(text):
            if entry.msgctxt in ids:
                found.setdefault(entry.msgctxt, []).append(entry)
    return {identifier: tuple(entries) for identifier, entries in found.items()}


def _earlier(project: Project, domain: str, path: str) -> Iterator[str]:
    """Yield what stood in *path* before each change of the template of *domain*, oldest first."""
    root = Path(project.root)
    commits = git.before_changes(root, template_path(domain))
    texts = git.contents(root, commits, path) if commits else []
    return iter(dict.fromkeys(text for text in texts if text))


def _entries(text: str) -> tuple[Entry, ...]:
    with suppress(PnsError):  # a broken file of the past says nothing
        return scan(text, Location("the past")).live
    return ()
