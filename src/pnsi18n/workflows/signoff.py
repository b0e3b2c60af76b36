"""Sign: show what is new, refuse what cannot be signed, write one entry of the ledger."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NoReturn

from pnsi18n import __version__
from pnsi18n.adapters import git
from pnsi18n.adapters.back_translation import read_back_translations
from pnsi18n.adapters.ledger import permission_fault, write_signoffs
from pnsi18n.adapters.sources import read_handouts
from pnsi18n.errors import LedgerError
from pnsi18n.model.finding import Excerpt, Location
from pnsi18n.model.handout import Handout
from pnsi18n.model.language import Language
from pnsi18n.model.message import Risk
from pnsi18n.model.review import MessageReview, Review
from pnsi18n.model.signoff import BACK_TRANSLATION, Policy, Role, SignedText, SignOff
from pnsi18n.model.silence import Silence
from pnsi18n.text.approval import people, person
from pnsi18n.text.canonical import digest
from pnsi18n.text.carrying import turned
from pnsi18n.text.ledger import is_outdated, signed_text
from pnsi18n.text.silencing import same_texts
from pnsi18n.workflows.extract import messages_by_domain
from pnsi18n.workflows.judging import judge
from pnsi18n.workflows.reviews import Ledgers, english_review, is_ahead, translation_review
from pnsi18n.workflows.units import translation


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Who signs what: ``language`` is ``None`` for the English; no choice means everything."""

    name: str
    role: Role
    credential: str = ""
    language: Language | None = None
    handouts: Sequence[str] = ()
    messages: Sequence[str] = ()
    key: Path | None = None

    @property
    def locale(self) -> str:
        """The locale of the ledger; empty for English."""
        return self.language.locale if self.language else ""

    @property
    def at(self) -> Location:
        """Where an objection to the request belongs."""
        return Location("signoff")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One message that is about to be signed, with what the role signed before, and what is silenced about it."""

    review: MessageReview
    text: SignedText
    before: SignedText | None = None
    silences: tuple[Silence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What is about to be signed, by domain; ``unready`` are messages without a usable translation."""

    items: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)
    unready: tuple[MessageReview, ...] = ()

    def entries(self, ledgers: Ledgers, signer: Signer) -> list[SignOff]:
        """Return what is written to the ledger when *signer* agrees."""
        return [
            _entry(ledgers, signer, domain, {item.review.key: item.text for item in items})
            for domain, items in self.items.items()
        ]


def propose(ledgers: Ledgers, signer: Signer) -> Proposal:
    """Return what *signer* would sign: what is new or changed since the role last signed.

    Raises ``LedgerError`` for whatever cannot be signed by this person, in this role, now.
    """
    _check(ledgers, signer)
    reviews = list(_reviews(ledgers, signer))
    _check_messages(signer, reviews)
    back = read_back_translations(ledgers.project, signer.locale) if signer.language else {}
    found = {review.domain: _items(review, signer, ledgers.policy_of(signer.locale), back) for review in reviews}
    items = {domain: tuple(_with_silences(ledgers, signer, own)) for domain, own in found.items()}
    _check_people(ledgers, signer, items)
    unready = tuple(one for review in reviews for one in review.messages if "translation" in one.missing)
    return Proposal(items={domain: found for domain, found in items.items() if found}, unready=unready)


def sign(ledgers: Ledgers, signer: Signer, entries: Sequence[SignOff]) -> list[str]:
    """Write *entries* to the ledger, a file each; return their paths."""
    return write_signoffs(ledgers.project, entries, signer.key, ledgers.reviewers)


def carry_over(ledgers: Ledgers, signer: Signer, reason: str) -> list[SignOff]:
    """Return the entries which say that the new wording of messages means what the old one meant.

    The clinician answers for the new English, and what was approved for the old is approved for it.
    """
    _check(ledgers, signer)
    reviews = list(_reviews(ledgers, signer))
    _check_messages(signer, reviews)
    entries = []
    for review in reviews:
        clinicians = [s for s in ledgers.sound("") if s.domain == review.domain and s.role is Role.CLINICIAN]
        clinicians.sort(key=lambda one: (one.day, one.number))
        carried = {one.key: _carried(one, signer, clinicians) for one in review.messages if one.key in signer.messages}
        if carried:
            entries.append(_entry(ledgers, signer, review.domain, carried, reason))
    return entries


def _entry(ledgers: Ledgers, signer: Signer, domain: str, texts: Mapping[str, SignedText], reason: str = "") -> SignOff:
    return SignOff(
        domain=domain,
        locale=signer.locale,
        role=signer.role,
        name=plain_name(signer.name),
        credential=" ".join(signer.credential.split()),
        day=ledgers.today,
        number=len(ledgers.of(signer.locale)) + 1,
        tool=f"pnsi18n {__version__}",
        reason=reason,
        texts=texts,
    )


def _carried(review: MessageReview, signer: Signer, clinicians: Sequence[SignOff]) -> SignedText:
    now = digest(review.message.text)
    signed = [one.texts[review.key] for one in clinicians if review.key in one.texts]
    if any(text.replaces and digest(text.english) == now for text in signed):
        _refuse(signer, f"{review.key} is carried over already", "run: pnsi18n update")
    earlier = [text.english for text in signed if digest(text.english) != now]
    if not earlier:
        what = f"no clinician has signed an earlier wording of {review.key}"
        _refuse(signer, what, "sign it: pnsi18n signoff source")
    if what := turned(earlier[-1], review.message.text):
        _refuse(
            signer,
            f"{review.key} cannot be carried over: {what}, and that is no typo",
            "sign the English anew, and let the translations be looked at",
        )
    return signed_text(review.message.text, replaces=earlier[-1])


def plain_name(name: str) -> str:
    """Return *name* in composed letters, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def _refuse(signer: Signer, statement: str, hint: str) -> NoReturn:
    raise LedgerError(statement, at=signer.at, hint=f"{hint}; nothing was written")


def _check(ledgers: Ledgers, signer: Signer) -> None:
    """Refuse what is wrong whatever the texts are: person, role, key, clock, an unfinished merge."""
    project, policy = ledgers.project, ledgers.policy_of(signer.locale)
    if not plain_name(signer.name):
        _refuse(signer, "a sign-off needs a name", 'add --name "Full Name"')
    if hidden := [c for c in signer.name + signer.credential if unicodedata.category(c)[0] == "C"]:
        _refuse(signer, f"the name holds the hidden character U+{ord(hidden[0]):04X}", "type the name again")
    wanted = {*policy.translation, Role.CLINICIAN} if signer.language else {*policy.source}
    if signer.role not in wanted:
        what = signer.language.english_name if signer.language else "the English"
        roles = ", ".join(role for role in Role if role in wanted)
        _refuse(signer, f"the policy does not ask for a {signer.role} of {what}", f"it asks for: {roles}")
    if git.is_merging(Path(project.root)):
        _refuse(signer, "a merge is not finished: some files have conflicts", "solve them and commit, then sign")
    ahead = [one.day for locale in ("", signer.locale) for one in ledgers.of(locale) if is_ahead(one, ledgers.today)]
    if ahead:
        _refuse(
            signer,
            f"the clock says {ledgers.today.isoformat()}, but the ledger has a sign-off of {max(ahead).isoformat()}",
            "set the clock of this machine right",
        )
    if policy.signatures and not signer.key:
        _refuse(signer, "the policy asks for sign-offs that are signed with an SSH key", "add --key ~/.ssh/id_ed25519")
    if signer.key and (fault := permission_fault(_entry(ledgers, signer, "", {}), ledgers.reviewers)):
        _refuse(signer, fault, "add the person, the role and the key to source/reviewers.toml")


def _reviews(ledgers: Ledgers, signer: Signer) -> Iterator[Review]:
    """Yield the reviews of the domains that are asked for."""
    handouts = read_handouts(ledgers.project)
    domains = messages_by_domain(handouts)
    by_domain: dict[str, Handout] = {handout.domain: handout for handout in handouts}
    for name in signer.handouts:
        if name not in domains:
            _refuse(signer, f"there is no handout {name!r}", f"there are: {', '.join(domains)}")
    for domain, messages in domains.items():
        if signer.handouts and domain not in signer.handouts:
            continue
        if signer.language is None:
            yield english_review(ledgers, by_domain.get(domain))
            continue
        one = translation(ledgers.project, signer.language, domain, messages)
        bad = judge(ledgers.project, one, ledgers.silences(one.locale)).unfit
        yield translation_review(ledgers, by_domain.get(domain), one, bad)


def _check_messages(signer: Signer, reviews: Sequence[Review]) -> None:
    """Refuse a message by name that is not there, or whose translation is not of the current English."""
    known = {one.key: one for review in reviews for one in review.messages}
    for name in signer.messages:
        if name not in known:
            _refuse(
                signer,
                f"there is no message {name!r}",
                "write its id, as in handout.md and as the msgctxt in the catalog",
            )
        if "translation" in known[name].missing:
            _refuse(
                signer,
                f"{name} cannot be signed: its translation is missing, fuzzy, of another English, or has an error",
                f"see pnsi18n validate {signer.locale}, correct it, then sign",
            )


def _items(review: Review, signer: Signer, policy: Policy, back: Mapping[str, Mapping[str, str]]) -> Iterator[Item]:
    for one in review.messages:
        if "translation" in one.missing or (signer.messages and one.key not in signer.messages):
            continue
        critical = one.message.risk is Risk.CRITICAL
        compared = back.get(review.domain, {}).get(one.key, "") if critical else ""
        if _is_due(one, signer, policy, compared):
            text = signed_text(one.message.text, one.translation, back_translation=compared)
            before = next((lapse.text for lapse in one.lapsed if lapse.signoff.role is signer.role), None)
            yield Item(review=one, text=text, before=before)


def _with_silences(ledgers: Ledgers, signer: Signer, items: Iterable[Item]) -> Iterator[Item]:
    """Yield *items* with what counts as silenced about them: whoever signs must know what others let pass."""
    for item in items:
        excerpt = Excerpt(english=item.text.english, translation=item.text.translation)
        name = (item.review.domain, item.review.key)
        own = [one for one in ledgers.silences(signer.locale) if (one.domain, one.message) == name and not one.fault]
        yield replace(item, silences=tuple(one for one in own if same_texts(one, excerpt)))


def _is_due(one: MessageReview, signer: Signer, policy: Policy, back_translation: str) -> bool:
    """Whether the sign-off of this role is still missing, or wanted by name."""
    own = [s for s in one.counted if s.role is signer.role]
    if signer.messages:
        return not any(person(s.name) == person(signer.name) for s in own)
    if signer.language and signer.role is Role.CLINICIAN and Role.CLINICIAN not in policy.translation:
        return one.message.risk is Risk.CRITICAL and not own
    alone = policy.different_people and any("other than" in need for need in one.missing)
    if alone and not any(person(s.name) == person(signer.name) for s in own):
        return True
    compares = signer.role is Role.REVISER and BACK_TRANSLATION in policy.critical and bool(back_translation)
    return not own or (compares and any(BACK_TRANSLATION in need for need in one.missing))


def _check_people(ledgers: Ledgers, signer: Signer, items: Mapping[str, tuple[Item, ...]]) -> None:
    """Refuse the second pair of eyes of the same person."""
    other = {Role.TRANSLATOR: Role.REVISER, Role.REVISER: Role.TRANSLATOR}.get(signer.role)
    if not (signer.language and other and ledgers.policy_of(signer.locale).different_people):
        return
    for item in (one for found in items.values() for one in found):
        if person(signer.name) in people(item.review.counted, other):
            _refuse(
                signer,
                f"{signer.name} has signed {item.review.key} as {other}; the policy wants two people",
                f"let somebody else sign as {signer.role}",
            )


def restate(ledgers: Ledgers, entries: Sequence[SignOff]) -> list[str]:
    """Write *entries* again with digests of today's canonicaliser; the old ones stay, and must."""
    again = [
        replace(
            one,
            restates=Path(one.location.path).name,
            texts={
                key: signed_text(
                    text.english, text.translation, back_translation=text.back_translation, replaces=text.replaces
                )
                for key, text in one.texts.items()
            },
        )
        for one in entries
    ]
    return write_signoffs(ledgers.project, again, None, ledgers.reviewers)


def outdated(ledgers: Ledgers, locale: str) -> list[SignOff]:
    """Return the entries of an older canonicaliser that nothing restates yet."""
    signoffs = ledgers.of(locale)
    done = {one.restates for one in signoffs}
    return [one for one in signoffs if is_outdated(one) and Path(one.location.path).name not in done]
