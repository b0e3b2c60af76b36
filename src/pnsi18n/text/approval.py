"""Derive from a ledger what is approved: never a flag, always the very text.

A sign-off counts for a message while the text that was signed is the text that stands there. When a
character changes, it no longer counts; when the character is changed back, it counts again.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pnsi18n.model.message import Message, Risk
from pnsi18n.model.review import Lapse, MessageReview
from pnsi18n.model.signoff import BACK_TRANSLATION, Policy, Role, SignedText, SignOff
from pnsi18n.text.canonical import digest
from pnsi18n.text.ledger import covers

_MONTHS = 12
_LAST_DAY = 28  # every month has it


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """What decides whether sign-offs count: policy, day, and how long a review of the domain lasts."""

    policy: Policy
    today: date
    months: int

    def fault(self, signoff: SignOff) -> str:
        """Say why *signoff* does not count whatever it says, or nothing."""
        if signoff.fault:
            return signoff.fault
        if self.policy.signatures and not signoff.has_signature:
            return "it is not signed with an SSH key, which the policy asks for"
        return ""

    def ends(self, signoff: SignOff) -> date:
        """Return the day on which the review must have been done again."""
        return months_later(signoff.day, self.months)


def months_later(day: date, months: int) -> date:
    """Return *day*, *months* later; the 29th and later become the 28th where need be."""
    years, month = divmod(day.month - 1 + months, _MONTHS)
    try:
        return day.replace(year=day.year + years, month=month + 1)
    except ValueError:
        return day.replace(year=day.year + years, month=month + 1, day=_LAST_DAY)


def equivalents(message: Message, source: Iterable[SignOff]) -> tuple[str, ...]:
    """Return the current English of *message*, and the wordings whose approvals a clinician carried over to it.

    *source* are the sign-offs of the English that count.
    """
    found = [message.text]
    clinicians = (one for one in source if one.role is Role.CLINICIAN)
    carried = [text for one in clinicians if (text := _text_of(one, message)) and text.replaces]
    for english in found:  # grows while it is walked: a wording may have been carried on twice
        found += [
            text.replaces for text in carried if digest(text.english) == digest(english) and text.replaces not in found
        ]
    return tuple(found)


def _text_of(signoff: SignOff, message: Message) -> SignedText | None:
    if signoff.domain != message.domain:
        return None
    return signoff.texts.get(message.name)


def review_english(message: Message, signoffs: Sequence[SignOff], judge: Judge) -> MessageReview:
    """Return how the sign-offs of the English speak for *message*."""
    texts = ((message.text, None),)
    return _review(message, None, "", texts, signoffs, judge, judge.policy.source)


def review_translation(
    message: Message,
    translation: str | None,
    locale: str,
    signoffs: Sequence[SignOff],
    judge: Judge,
    *,
    english: Iterable[str],
) -> MessageReview:
    """Return how the sign-offs of *locale* speak for *translation* of *message*.

    *translation* is ``None`` where there is none that may be printed; *english* are the wordings
    that count as the current one.
    """
    if translation is None:
        return MessageReview(
            message=message,
            locale=locale,
            domain=message.domain,
            lapsed=_lapses(message, (), _sound(signoffs, judge)),
            missing=("translation",),
        )
    texts = tuple((one, translation) for one in english)
    return _review(message, translation, locale, texts, signoffs, judge, judge.policy.translation)


def _review(  # noqa: PLR0913, PLR0917 -- as above
    message: Message,
    translation: str | None,
    locale: str,
    texts: tuple[tuple[str, str | None], ...],
    signoffs: Sequence[SignOff],
    judge: Judge,
    roles: tuple[Role, ...],
) -> MessageReview:
    sound = _sound(signoffs, judge)
    covering = [one for one in sound if (text := _text_of(one, message)) and any(covers(text, *t) for t in texts)]
    counted = tuple(one for one in covering if judge.ends(one) > judge.today)
    fresh = {one.role for one in counted}
    overdue = tuple(one for one in covering if one not in counted and one.role not in fresh)
    missing = [role.value for role in roles if role not in fresh]
    if locale:
        missing += _same_person(counted, judge.policy, roles)
        missing += _critical(message, counted, judge.policy)
    return MessageReview(
        message=message,
        translation=translation,
        locale=locale,
        domain=message.domain,
        counted=counted,
        overdue=overdue,
        lapsed=_lapses(message, covering, sound),
        missing=tuple(missing),
    )


def _sound(signoffs: Iterable[SignOff], judge: Judge) -> list[SignOff]:
    return [one for one in signoffs if not judge.fault(one)]


def _lapses(message: Message, covering: Iterable[SignOff], sound: Iterable[SignOff]) -> tuple[Lapse, ...]:
    """Return for each role that signed only other texts of *message* the last of them."""
    standing = {one.role for one in covering}
    last: dict[Role, Lapse] = {}
    for one in sorted(sound, key=lambda one: (one.day, one.number)):
        text = _text_of(one, message)
        if text and one.role not in standing:
            last[one.role] = Lapse(signoff=one, text=text)
    return tuple(last.values())


def person(name: str) -> str:
    """Return *name* as people are told apart, no matter how it is typed."""
    compatible = unicodedata.normalize("NFKC", name).casefold()
    return " ".join("".join(c for c in compatible if unicodedata.category(c)[0] != "C").split())


def people(signoffs: Iterable[SignOff], role: Role) -> Mapping[str, str]:
    """Return who signed as *role*, as they write themselves."""
    return {person(one.name): one.name for one in signoffs if one.role is role}


def _same_person(counted: Iterable[SignOff], policy: Policy, roles: tuple[Role, ...]) -> list[str]:
    if not policy.different_people or not {Role.TRANSLATOR, Role.REVISER} <= {*roles}:
        return []
    translators, revisers = people(counted, Role.TRANSLATOR), people(counted, Role.REVISER)
    if translators and translators.keys() == revisers.keys() and len(translators) == 1:
        return [f"reviser other than {next(iter(translators.values()))}"]
    return []


def _critical(message: Message, counted: Iterable[SignOff], policy: Policy) -> list[str]:
    """Return what a critical message still needs: a clinician, or a back-translation that was compared."""
    if message.risk is not Risk.CRITICAL or not policy.critical:
        return []
    for one in counted:
        text = _text_of(one, message)
        if one.role is Role.CLINICIAN and Role.CLINICIAN.value in policy.critical:
            return []
        if one.role is Role.REVISER and text and text.back_translation.strip() and BACK_TRANSLATION in policy.critical:
            return []
    return [" or ".join(policy.critical)]
