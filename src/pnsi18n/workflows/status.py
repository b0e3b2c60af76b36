"""Count how far each language is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pnsi18n.adapters.manifest import is_on_disk, read_manifest
from pnsi18n.adapters.sources import read_handouts
from pnsi18n.model.language import Language
from pnsi18n.model.message import Risk
from pnsi18n.model.review import Review
from pnsi18n.model.signoff import Role
from pnsi18n.model.unit import Translation, Unit
from pnsi18n.text.readability import Readability, readability
from pnsi18n.workflows.extract import messages_by_domain
from pnsi18n.workflows.history import History
from pnsi18n.workflows.judging import judge
from pnsi18n.workflows.reviews import Ledgers, english_review, translation_review
from pnsi18n.workflows.units import translation


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogStatus:
    """The state of one catalog, in messages.

    ``current`` are translated, not fuzzy, and of the current English: these are printed. The
    others add up to the rest of ``messages``: ``fuzzy``, ``stale``, ``untranslated``. ``signed``
    counts the sign-offs in force by role, ``approved`` the messages that the policy lets pass, and
    ``lapsed`` those that were signed in other words.
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
    signed: Mapping[str, int]
    approved: int
    lapsed: int


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
    reviewed: bool
    signed: Mapping[str, int]
    approved: int
    lapsed: int


def source_status(ledgers: Ledgers) -> list[HandoutStatus]:
    """Return the state of each handout's English; its arrangement counts as one more message."""
    return [
        HandoutStatus(
            handout=handout.domain,
            edition=handout.settings.edition.strftime("%Y-%m"),
            messages=len(handout.messages),
            critical=sum(message.risk is Risk.CRITICAL for message in handout.messages),
            reading=readability(message.text for message in handout.messages),
            flesch_kincaid_limit=handout.settings.flesch_kincaid_limit,
            smog_limit=handout.settings.smog_limit,
            reviewed=review.is_approved,
            **_approval(review),
        )
        for handout in read_handouts(ledgers.project)
        for review in [english_review(ledgers, handout)]
    ]


def catalog_status(ledgers: Ledgers, languages: Sequence[Language]) -> list[CatalogStatus]:
    """Return the state of each catalog of *languages*."""
    project, handouts, history = ledgers.project, read_handouts(ledgers.project), History(ledgers)
    by_domain = {handout.domain: handout for handout in handouts}
    rows = []
    for language in languages:
        for domain, messages in messages_by_domain(handouts).items():
            one = history.dated(translation(project, language, domain, messages))
            bad = judge(project, one, ledgers.silences(one.locale)).unfit
            review = translation_review(ledgers, by_domain.get(domain), one, bad)
            rows.append(_count(one, review))
    return rows


def _approval(review: Review) -> dict[str, Any]:
    roles = Counter(role for one in review.messages for role in {signoff.role for signoff in one.counted})
    return {
        "signed": {role.value: roles[role] for role in Role},
        "approved": sum(not one.missing for one in review.messages),
        "lapsed": sum(bool(one.lapsed) for one in review.messages),
    }


def _count(one: Translation, review: Review) -> CatalogStatus:
    by_key = {(unit.msgctxt, unit.msgid): unit for unit in one.units}
    by_id: dict[str | None, Unit] = {unit.msgctxt: unit for unit in one.units if unit.msgctxt}
    states = [
        (message, _state(by_key.get(message.key) or by_id.get(message.id), message.text)) for message in one.messages
    ]
    counted: dict[str, Any] = {
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
        **_approval(review),
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
