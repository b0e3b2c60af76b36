"""Put ledgers and texts side by side: what is approved, what has lapsed, what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

from pnsi18n.adapters.layouts import page_words
from pnsi18n.adapters.ledger import read_ledger, signoff_folder
from pnsi18n.adapters.policy import Trusted, read_reviewers, read_trusted
from pnsi18n.adapters.silences import read_silences
from pnsi18n.adapters.sources import read_pictures
from pnsi18n.model.finding import Location
from pnsi18n.model.handout import Handout
from pnsi18n.model.language import ENGLISH
from pnsi18n.model.message import Message, strictest
from pnsi18n.model.project import PAGE_DOMAIN, Project
from pnsi18n.model.region import Region
from pnsi18n.model.review import MessageReview, Review
from pnsi18n.model.signoff import Policy, Reviewer, SignOff
from pnsi18n.model.silence import Silence
from pnsi18n.model.unit import Translation, Unit
from pnsi18n.text.approval import Judge, equivalents, review_english, review_translation
from pnsi18n.text.outline import outline_of, region_of
from pnsi18n.text.silencing import objection


@dataclass(frozen=True)  # no slots: what is read once is kept here
class Ledgers:
    """The ledgers of a project, each read once when it is first asked for.

    *anchor* is a list of reviewers from outside the project; with it, only signatures count.
    """

    project: Project
    today: date
    anchor: Path | None = None
    _reviewers: list[Mapping[str, Reviewer]] = field(default_factory=list)
    _read: dict[str, tuple[SignOff, ...]] = field(default_factory=dict)
    _silences: dict[str, tuple[Silence, ...]] = field(default_factory=dict)

    @cached_property
    def _trusted(self) -> Trusted | None:
        return read_trusted(self.anchor, tuple(self.project.languages)) if self.anchor else None

    def policy_of(self, locale: str) -> Policy:
        """Return what has to be signed for *locale*; a list from outside may bring a policy of its own."""
        if self._trusted is None:
            return self.project.policy_of(locale)
        policy = self._trusted.policies.get(locale) or self._trusted.policy or self.project.policy_of(locale)
        return replace(policy, signatures=True)

    @property
    def reviewers(self) -> Mapping[str, Reviewer]:
        """The people whose keys are known."""
        if not self._reviewers:
            self._reviewers.append(self._trusted.reviewers if self._trusted else read_reviewers(self.project))
        return self._reviewers[0]

    def of(self, locale: str) -> tuple[SignOff, ...]:
        """Return the sign-offs of *locale*; those of the English have the empty one."""
        if locale not in self._read:
            found = read_ledger(self.project, locale, self.reviewers)
            self._read[locale] = tuple(_ahead(one) if is_ahead(one, self.today) else one for one in found)
        return self._read[locale]

    def silences(self, locale: str) -> tuple[Silence, ...]:
        """Return what is silenced in *locale* (empty: in the English), with its ``fault`` where it does not count."""
        if locale not in self._silences:
            self._silences[locale] = tuple(self.examined(one) for one in read_silences(self.project, locale))
        return self._silences[locale]

    def examined(self, silence: Silence) -> Silence:
        """Return *silence* with its ``fault``; where nobody is listed and none must sign by key, any name counts."""
        listed = self.anchor is not None or bool(self.reviewers) or self.policy_of(silence.locale).signatures
        return replace(silence, fault=objection(silence, self.reviewers if listed else None, self.today))

    def sound(self, locale: str) -> tuple[SignOff, ...]:
        """Return the sign-offs of *locale* that count, whatever they are of: no fault, signed if they must be."""
        judge = self.judge(locale, None)
        return tuple(one for one in self.of(locale) if not judge.fault(one))

    def judge(self, locale: str, handout: Handout | None) -> Judge:
        """Return what decides over the sign-offs of *locale* for *handout* (none: the page's words)."""
        policy = self.policy_of(locale)
        own = handout.settings.review_interval_months if handout else policy.review_months
        return Judge(policy=policy, today=self.today, months=min(own, policy.review_months))


def is_ahead(signoff: SignOff, today: date) -> bool:
    """Whether *signoff* is dated ahead; by a day it may be, where the sun rises earlier."""
    return signoff.day > today + timedelta(days=1)


def _ahead(signoff: SignOff) -> SignOff:
    return replace(signoff, fault=f"it is dated {signoff.day.isoformat()}, which is in the future")


def signed_messages(project: Project, handout: Handout | None, region: Region | None = None) -> tuple[Message, ...]:
    """Return what is signed of the English of *handout* (none: of the page's own words).

    With it go its arrangement and the values that it prints of *region* (none: of every region).
    """
    if handout is None:
        return page_words()
    regions = (region_of(handout, one) for one in ([region] if region else project.regions.values()))
    arrangement = outline_of(handout, read_pictures(project, handout))
    return (*handout.messages, arrangement, *(one for one in regions if one))


def english_review(ledgers: Ledgers, handout: Handout | None, region: Region | None = None) -> Review:
    """Return how far the English of *handout* (none: the page's own words) is approved for *region* (none: all)."""
    judge, signoffs = ledgers.judge("", handout), ledgers.of("")
    messages = signed_messages(ledgers.project, handout, region)
    reviews = tuple(_at(review_english(one, signoffs, judge), one.location) for one in _once(messages))
    domain = handout.domain if handout else PAGE_DOMAIN
    return _review(domain, "", ENGLISH.english_name, reviews, signoffs, judge)


def translation_review(ledgers: Ledgers, handout: Handout | None, one: Translation, unfit: Iterable[Unit]) -> Review:
    """Return how far the translation *one* is approved.

    *unfit* are units that must not be printed, such as those with an error of content.
    """
    judge, signoffs = ledgers.judge(one.locale, handout), ledgers.of(one.locale)
    refused = {id(unit) for unit in unfit}
    units = {(unit.msgctxt, unit.msgid): unit for unit in one.units if unit.forms == 1}
    reviews = []
    for message in _once(one.messages):
        unit = units.get(message.key)
        usable = unit is not None and unit.is_printable and id(unit) not in refused
        review = review_translation(
            message,
            unit.msgstr if unit and usable else None,
            one.locale,
            signoffs,
            judge,
            english=equivalents(message, ledgers.sound("")),
        )
        reviews.append(_at(review, unit.location if unit else one.location))
    return _review(one.domain, one.locale, one.language.english_name, tuple(reviews), signoffs, judge)


def _once(messages: Iterable[Message]) -> Iterator[Message]:
    """Yield each message once; without ids, the same sentence may stand twice."""
    return iter(strictest(messages).values())


def _at(review: MessageReview, location: Location) -> MessageReview:
    return replace(review, location=location)


def _review(
    domain: str,
    locale: str,
    language: str,
    reviews: tuple[MessageReview, ...],
    signoffs: Sequence[SignOff],
    judge: Judge,
) -> Review:
    keys = {review.key for review in reviews}
    orphans = {key: one for one in signoffs if one.domain == domain for key in one.texts if key not in keys}
    ends = [
        max(judge.ends(one) for one in review.counted if one.role is role)
        for review in reviews
        for role in {one.role for one in review.counted}
    ]
    return Review(
        domain=domain,
        locale=locale,
        language_name=language,
        messages=reviews,
        orphans=tuple((one, key) for key, one in orphans.items()),
        next_due=min(ends, default=None),
        location=Location(signoff_folder(locale, domain)),
    )


def strays(ledgers: Ledgers, locale: str, domains: Iterable[str]) -> list[Review]:
    """Return the sign-offs of handouts that are none of *domains*, as reviews with orphans only."""
    signoffs = [one for one in ledgers.of(locale) if one.domain not in domains]
    return [
        Review(
            domain=domain,
            locale=locale,
            orphans=tuple({key: (one, key) for one in signoffs if one.domain == domain for key in one.texts}.values()),
            location=Location(signoff_folder(locale, domain)),
        )
        for domain in dict.fromkeys(one.domain for one in signoffs)
    ]
