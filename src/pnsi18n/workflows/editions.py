"""Decide what is on every wanted sheet: its texts, how far they are approved, its record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urlencode

from pnsi18n.adapters.layouts import page_words
from pnsi18n.adapters.sources import read_pictures
from pnsi18n.errors import CatalogError
from pnsi18n.model.catalog import CONFIDENCE_FIELD, DRAFT_FIELD
from pnsi18n.model.edition import Edition, EditionKey, EditionState, PrintedMessage, Reviewed
from pnsi18n.model.finding import Finding, Location
from pnsi18n.model.handout import Handout
from pnsi18n.model.kind import KINDS, WEB
from pnsi18n.model.language import ENGLISH, Language
from pnsi18n.model.project import PAGE_DOMAIN
from pnsi18n.model.region import Region
from pnsi18n.model.review import Review
from pnsi18n.model.signoff import Role, SignOff
from pnsi18n.text.assemble import assemble
from pnsi18n.text.outline import outline_of
from pnsi18n.text.po_syntax import require_unique
from pnsi18n.text.provenance import content, sheet_code
from pnsi18n.workflows.history import History
from pnsi18n.workflows.judging import judge
from pnsi18n.workflows.reviews import english_review, translation_review
from pnsi18n.workflows.units import find_catalog, translation_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One edition with what stands behind it: the reviews of its texts, and its arrangement."""

    edition: Edition
    reviews: tuple[Review, ...]
    outline: str

    @property
    def signoffs(self) -> tuple[SignOff, ...]:
        """The sign-offs that speak for what is on the sheet, oldest first."""
        found = {one.location.path: one for review in self.reviews for m in review.messages for one in m.counted}
        return tuple(sorted(found.values(), key=lambda one: (one.day, one.location.path)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Texts:
    """What one domain prints in one language; made languages have no review, and only catalogs have a header."""

    printed: Mapping[tuple[str | None, str], PrintedMessage]
    review: Review | None = None
    header: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """Makes the sheets of a project for one region; what several sheets share is read once.

    ``refused`` collects the errors of translations that are printed in English instead.
    """

    history: History
    region: Region
    refused: list[Finding] = field(default_factory=list)
    _known: dict[tuple[str, str], _Texts] = field(default_factory=dict)

    def sheets(
        self, handout: Handout, languages: Sequence[Language], kinds: Sequence[str], papers: Sequence[str]
    ) -> Iterator[Sheet]:
        """Yield the sheets of *handout*."""
        pictures = read_pictures(self.history.ledgers.project, handout)
        outline = outline_of(handout, pictures).text
        for language in languages:
            texts, words = self._texts(handout, language), self._texts(None, language)
            reviews = self._reviews(handout, language)
            edition = Edition(
                key=self._key(handout, language),
                handout=handout,
                language=language,
                region=self.region,
                state=_state(reviews, language),
                printed=texts.printed,
                words={id_ or "": one.text for (id_, _), one in words.printed.items() if not one.is_fallback},
                pictures=pictures,
                machine_assisted=language.pseudo or "machine" in texts.header.get(DRAFT_FIELD, ""),
                confidence=texts.header.get(CONFIDENCE_FIELD, "").lower(),
                reviewed=_reviewed(reviews) if _state(reviews, language) is EditionState.APPROVED else None,
            )
            named = _named(edition, outline)
            for kind in _fitting(kinds, language):
                for paper in papers if kind != WEB else [""]:
                    one = replace(named, key=replace(edition.key, kind=kind, paper=paper))
                    yield Sheet(edition=one, reviews=reviews, outline=outline)

    def _key(self, handout: Handout, language: Language) -> EditionKey:
        return EditionKey(
            handout=handout.domain,
            locale=language.locale,
            kind="",
            paper="",
            region=self.region.id,
            default_region=self.region.id == self.history.ledgers.project.default_region,
        )

    def _texts(self, handout: Handout | None, language: Language) -> _Texts:
        """Return the texts of *handout* (none: the page's own words) in *language*."""
        domain = handout.domain if handout else PAGE_DOMAIN
        if (domain, language.locale) not in self._known:
            made = language.pseudo or language.locale == ENGLISH.locale
            read = self._made if made else self._translated
            self._known[domain, language.locale] = read(handout, language)
        return self._known[domain, language.locale]

    def _made(self, handout: Handout | None, language: Language) -> _Texts:
        messages = handout.messages if handout else page_words()
        review = None if language.pseudo else english_review(self.history.ledgers, handout, self.region)
        return _Texts(printed=assemble(messages, language, {}), review=review)

    def _translated(self, handout: Handout | None, language: Language) -> _Texts:
        project, ledgers = self.history.ledgers.project, self.history.ledgers
        domain, messages = (handout.domain, handout.messages) if handout else (PAGE_DOMAIN, page_words())
        found = find_catalog(project, language, domain)
        if found.catalog is None and handout:
            raise CatalogError(
                f"there is no catalog for {language.english_name}",
                at=Location(found.path),
                hint=f"start it with: pnsi18n init {language.locale}",
            )
        one = self.history.dated(translation_of(found, language, domain, messages))
        verdict = judge(project, one, ledgers.silences(language.locale))
        bad = verdict.unfit
        self.refused.extend(verdict.errors)
        lines = {unit.location.line for unit in bad}
        live = require_unique(found.catalog).live if found.catalog else ()
        entries = {entry.key: entry for entry in live if entry.line not in lines}
        review = translation_review(ledgers, handout, one, bad)
        return _Texts(printed=assemble(messages, language, entries), review=review, header=one.header)

    def _reviews(self, handout: Handout, language: Language) -> tuple[Review, ...]:
        """Return the reviews of the English, then those of *language*."""
        english = ENGLISH if language.locale != ENGLISH.locale else language
        languages = [english] if language.pseudo or english is language else [english, language]
        texts = [self._texts(one, each) for each in languages for one in (handout, None)]
        return tuple(one.review for one in texts if one.review)


def _fitting(kinds: Sequence[str], language: Language) -> list[str]:
    """Return those of *kinds* that make sense in *language*: English needs no English beside it."""
    is_english = language.locale == ENGLISH.locale
    return [kind for kind in kinds if not (is_english and kind in KINDS and KINDS[kind].with_english)]


def _state(reviews: Sequence[Review], language: Language) -> EditionState:
    """Return how far the policy is met; what a language has not begun is a plain draft."""
    if language.pseudo:
        return EditionState.DRAFT
    if all(review.is_approved for review in reviews):
        return EditionState.APPROVED
    locale = "" if language.locale == ENGLISH.locale else language.locale
    begun = any(review.is_begun for review in reviews if review.locale == locale)
    return EditionState.PARTIAL if begun else EditionState.DRAFT


def _reviewed(reviews: Sequence[Review]) -> Reviewed:
    ends = [review.next_due for review in reviews if review.next_due]
    return Reviewed(
        english=_last(review for review in reviews if not review.locale),
        translation=_last(review for review in reviews if review.locale),
        next_due=min(ends),
    )


def _last(reviews: Iterator[Review]) -> dict[Role, date]:
    """Return the latest day of each role, in the order in which the work is done."""
    days: dict[Role, date] = {}
    for review in reviews:
        for role, day in review.last_signed.items():
            days[role] = max(day, days.get(role, day))
    return {role: days[role] for role in Role if role in days}


def _named(edition: Edition, outline: str) -> Edition:
    """Give *edition* the code that names its text, and the address of its newest version."""
    code = sheet_code(content(edition, outline))
    handout, locale, month, short = code.split("/")
    base = edition.region.address
    query = urlencode({"handout": handout, "locale": locale, "edition": month, "digest": short})
    return replace(edition, code=code, address=f"{base}{'&' if '?' in base else '?'}{query}" if base else "")
