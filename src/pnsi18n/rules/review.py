"""ST, of the ledger: what is printed is what was reviewed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from pnsi18n.model.finding import Problem, Severity
from pnsi18n.model.message import Message, Risk
from pnsi18n.model.review import Lapse, MessageReview, Review
from pnsi18n.model.rule import rule
from pnsi18n.model.signoff import Role, SignedText, SignOff

_STOP = Message(id="st.stop", text="Do not stop.", risk=Risk.CRITICAL)
_NAMED = 5  # messages that a finding names
_SIGNED = SignOff(
    domain="example",
    role=Role.CLINICIAN,
    name="Fixture Reviewer",
    day=date(2026, 11, 22),
    texts={"st.stop": SignedText(english="Stop.", digest="")},
)
_GOOD = MessageReview(message=_STOP, counted=(_SIGNED,))


@rule(
    id="ST111",
    severity=Severity.WARNING,
    rationale="A translation is only as good as the English that it was made from.",
    bad=Review(messages=(MessageReview(message=_STOP, missing=("clinician",)),)),
    good=Review(messages=(_GOOD,)),
)
def unreviewed_source(review: Review) -> Iterator[Problem]:
    """Report English that the roles of the policy have not all signed as it stands."""
    if not review.locale:
        yield from _unsigned(review, "the English", "source")


@rule(
    id="ST112",
    severity=Severity.NOTE,
    rationale="What nobody has signed is printed as a draft, and is not released.",
    bad=Review(locale="es", messages=(MessageReview(message=_STOP, locale="es", missing=("translator", "reviser")),)),
    good=Review(locale="es", messages=(_GOOD,)),
)
def unapproved(review: Review) -> Iterator[Problem]:
    """Report translations that the roles of the policy have not all signed as they stand."""
    if review.locale:
        yield from _unsigned(review, review.language_name, review.locale)


def _unsigned(review: Review, what: str, target: str) -> Iterator[Problem]:
    unsigned = [one for one in review.messages if one.missing]
    needs = Counter(need for one in unsigned for need in one.missing)
    if unsigned:
        told = ", ".join(f"{need} ({count})" for need, count in needs.items())
        yield Problem(
            statement=f"{what} of {review.domain}: {len(unsigned)} of {len(review.messages)} messages are not "
            f"approved ({_some(unsigned)}); missing: {told}",
            hint=f"whoever has read them signs: pnsi18n signoff {target} --role ROLE --name NAME",
        )


def _some(reviews: Iterable[MessageReview]) -> str:
    names = [one.message.id or one.message.text[:40] for one in reviews]
    return ", ".join(names[:_NAMED]) + (", …" if len(names) > _NAMED else "")


@rule(
    id="ST113",
    severity=Severity.WARNING,
    rationale="An approval is of a text; when the text changes, the approval ends.",
    bad=MessageReview(message=_STOP, lapsed=(Lapse(signoff=_SIGNED, text=_SIGNED.texts["st.stop"]),)),
    good=_GOOD,
)
def lapsed_signoff(review: MessageReview) -> Iterator[Problem]:
    """Report a message that a role signed in other words than those that stand there now."""
    for lapse in review.lapsed:
        who = f"{lapse.signoff.role} {lapse.signoff.name} ({lapse.signoff.day.isoformat()})"
        changed = _changed(lapse.text, review)
        yield Problem(
            statement=f"the sign-off of {who} has lapsed: {changed}",
            hint="look at the change and sign again; changed back, the sign-off counts again",
        )


def _changed(then: SignedText, review: MessageReview) -> str:
    if then.english != review.message.text:
        return f"the English was: {then.english}"
    return f"the translation was: {then.translation}"


@rule(
    id="ST115",
    severity=Severity.NOTE,
    rationale="A sign-off of a message that is gone may be one whose id was changed by mistake.",
    bad=Review(orphans=((_SIGNED, "st.stop"),)),
    good=Review(messages=(_GOOD,)),
)
def orphan_signoff(review: Review) -> Iterator[Problem]:
    """Mention sign-offs of messages that the source does not have."""
    if review.orphans:
        names = [key for _, key in review.orphans]
        yield Problem(
            statement=f"{review.domain}: the ledger has {len(names)} messages that the source has no more: "
            + ", ".join(names[:_NAMED])
            + (", …" if len(names) > _NAMED else ""),
            hint="nothing to do if they were taken out on purpose; if an id was changed, change it back",
        )


@rule(
    id="ST116",
    severity=Severity.WARNING,
    rationale="Medicine moves on; a review holds for as long as the handout says, and no longer.",
    bad=Review(messages=(MessageReview(message=_STOP, overdue=(_SIGNED,)),)),
    good=Review(messages=(_GOOD,)),
)
def review_overdue(review: Review) -> Iterator[Problem]:
    """Report approved text whose review is older than the interval allows."""
    overdue = [one for one in review.messages if one.overdue]
    if overdue:
        first = min(signoff.day for one in overdue for signoff in one.overdue)
        yield Problem(
            statement=f"{review.language_name} of {review.domain}: the review of {len(overdue)} messages is overdue "
            f"(the oldest is of {first.isoformat()}): {_some(overdue)}",
            hint="read them again with today's knowledge, and sign them again",
        )


@rule(
    id="ST117",
    severity=Severity.ERROR,
    rationale="A sign-off that somebody else made, or that is dated ahead, approves nothing.",
    bad=SignOff(
        domain="example",
        role=Role.CLINICIAN,
        name="Fixture Reviewer",
        day=date(2026, 11, 22),
        texts={},
        fault="Fixture Reviewer is not in the list of reviewers",
    ),
    good=_SIGNED,
)
def signoff_not_valid(signoff: SignOff) -> Iterator[Problem]:
    """Report a sign-off that does not count, whatever it says."""
    if signoff.fault:
        yield Problem(
            statement=f"the sign-off of {signoff.role} {signoff.name} does not count: {signoff.fault}",
            hint="let the person who is named sign, with the key that source/reviewers.toml has",
        )


REVIEW_RULES = (unreviewed_source, unapproved, orphan_signoff, review_overdue)
MESSAGE_REVIEW_RULES = (lapsed_signoff,)
SIGNOFF_RULES = (signoff_not_valid,)
