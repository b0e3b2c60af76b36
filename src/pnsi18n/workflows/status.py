"""Count how far each language is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pnsi18n.adapters.manifest import is_on_disk, read_manifest
from pnsi18n.adapters.sources import read_handouts
from pnsi18n.model.language import Language
from pnsi18n.model.message import Risk
from pnsi18n.model.project import Project
from pnsi18n.model.unit import Translation, Unit
from pnsi18n.text.readability import Readability, readability
from pnsi18n.workflows.extract import messages_by_domain
from pnsi18n.workflows.units import translation


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogStatus:
    """The state of one catalog, in messages.

    ``current`` are translated, not fuzzy, and of the current English: these are printed. The
    others add up to the rest of ``messages``: ``fuzzy``, ``stale``, ``untranslated``.
    """

    locale: str
    english_name: str
    own_name: str
    handout: str
    messages: int
    current: int
    fuzzy: int
    stale: int
    untranslated: int
    critical_missing: int
    obsolete: int
    present: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutStatus:
    """The state of the English of one handout; the grades are US school grades."""

    handout: str
    edition: str
    messages: int
    critical: int
    reading: Readability
    flesch_kincaid_limit: float
    smog_limit: float


def source_status(project: Project) -> list[HandoutStatus]:
    """Return the state of each handout's English."""
    return [
        HandoutStatus(
            handout=handout.domain,
            edition=handout.settings.edition.strftime("%Y-%m"),
            messages=len(handout.messages),
            critical=sum(message.risk is Risk.CRITICAL for message in handout.messages),
            reading=readability(message.text for message in handout.messages),
            flesch_kincaid_limit=handout.settings.flesch_kincaid_limit,
            smog_limit=handout.settings.smog_limit,
        )
        for handout in read_handouts(project)
    ]


def catalog_status(project: Project, languages: Sequence[Language]) -> list[CatalogStatus]:
    """Return the state of each catalog of *languages*."""
    domains = messages_by_domain(read_handouts(project))
    return [
        _count(translation(project, language, domain, messages))
        for language in languages
        for domain, messages in domains.items()
    ]


def _count(one: Translation) -> CatalogStatus:
    by_key = {(unit.msgctxt, unit.msgid): unit for unit in one.units}
    by_id: dict[str | None, Unit] = {unit.msgctxt: unit for unit in one.units if unit.msgctxt}
    states = [
        (message, _state(by_key.get(message.key) or by_id.get(message.id), message.text)) for message in one.messages
    ]
    counted = {
        name: sum(state == name for _, state in states) for name in ("current", "fuzzy", "stale", "untranslated")
    }
    return CatalogStatus(
        locale=one.locale,
        english_name=one.language.english_name,
        own_name=one.language.own_name,
        handout=one.domain,
        messages=len(one.messages),
        critical_missing=sum(m.risk is Risk.CRITICAL and state != "current" for m, state in states),
        obsolete=one.obsolete,
        present=one.present,
        **counted,
    )


def _state(unit: Unit | None, english: str) -> str:
    if unit is None or not unit.msgstr.strip():
        return "untranslated"
    if unit.fuzzy:
        return "fuzzy"
    return "current" if unit.msgid == english else "stale"


def printed_sheets(output: Path) -> dict[tuple[str, str], int]:
    """Count the sheets that lie in *output* as they were printed, by handout and locale."""
    records = (one for one in read_manifest(output).values() if is_on_disk(output, one))
    return dict(Counter((one.key.handout, one.key.locale) for one in records))
