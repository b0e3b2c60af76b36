"""SR, of the evidence: what the English says of medicine rests on something that was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from pnsi18n.model.evidence import Claim, Evidence, EvidenceReview, MessageEvidence, Origin, Source
from pnsi18n.model.finding import Problem, Severity
from pnsi18n.model.message import Message
from pnsi18n.model.rule import rule
from pnsi18n.text.approval import months_later

_NAMED = 5  # messages that a finding names
_TODAY = date(2026, 11, 22)
_REST = Message(id="rest", text="Rest helps.")
_CLAIM = Claim(statement="Rest helps people get well.", sources=("guide",))
_SOUND = MessageEvidence(id="rest", claims=(_CLAIM,))
_GUIDE = Source(key="guide", title="A guide to rest", date_read=date(2026, 11, 1))
_GOOD = EvidenceReview(
    evidence=Evidence(sources={"guide": _GUIDE}, messages={"rest": _SOUND}),
    messages=(_REST,),
    signed=frozenset({"rest"}),
    today=_TODAY,
)


def _with(*, source: Source = _GUIDE, message: MessageEvidence = _SOUND) -> EvidenceReview:
    """Return the good example with another source or another message."""
    return replace(_GOOD, evidence=Evidence(sources={source.key: source}, messages={message.id: message}))


@rule(
    id="SR105",
    severity=Severity.ERROR,
    rationale="A sentence of which nobody says what it claims cannot be checked by anybody.",
    bad=MessageEvidence(id="rest"),
    good=_SOUND,
)
def message_without_claim(message: MessageEvidence) -> Iterator[Problem]:
    """Report a message that has no claim and is not boilerplate."""
    if not (message.claims or message.boilerplate):
        yield Problem(
            statement=f"{message.id} has no claim",
            hint="write what it claims, and the source; or boilerplate = true, if it claims nothing",
        )


@rule(
    id="SR106",
    severity=Severity.ERROR,
    rationale="Medical advice that rests on nothing must not be given in any language.",
    bad=MessageEvidence(id="rest", claims=(Claim(statement="Rest helps people get well."),)),
    good=_SOUND,
)
def claim_without_source(message: MessageEvidence) -> Iterator[Problem]:
    """Report a claim that names no source."""
    for claim in message.claims:
        if not claim.sources:
            yield Problem(
                statement=f"a claim of {message.id} has no source: {claim.statement}",
                hint="name the source that says it, or take the sentence out of the handout",
            )


@rule(
    id="SR107",
    severity=Severity.WARNING,
    rationale="A source that nobody has read may say something else.",
    bad=_with(source=replace(_GUIDE, date_read=None)),
    good=_GOOD,
)
def source_not_read(review: EvidenceReview) -> Iterator[Problem]:
    """Report each source that is cited and has no day on which it was read."""
    for source, ids in _cited(review):
        if source.date_read is None:
            yield Problem(
                statement=f"nobody says to have read the source {source.key}, cited by {_counted(ids)}: {_some(ids)}",
                hint="read it, write the day as date_read, and mend the claims that it does not support",
                at=source.location,
            )


@rule(
    id="SR108",
    severity=Severity.ERROR,
    rationale="A sentence that came in later without its evidence is the one that nobody checks.",
    bad=replace(_GOOD, messages=(_REST, Message(id="walk", text="Walk a lot."))),
    good=_GOOD,
)
def message_without_evidence(review: EvidenceReview) -> Iterator[Problem]:
    """Report the messages of the handout that the evidence file does not have."""
    if review.evidence:
        lacking = [m.id or m.text for m in review.messages if m.id not in review.evidence.messages]
        if lacking:
            yield Problem(
                statement=f"{review.domain}: the evidence lacks {_counted(lacking)}: {_some(lacking)}",
                hint='add [messages."ID"] with origin and claims for each',
            )


@rule(
    id="SR109",
    severity=Severity.WARNING,
    rationale="Evidence of a sentence that is not there was perhaps that of one whose id was changed.",
    bad=replace(_GOOD, messages=()),
    good=_GOOD,
)
def evidence_without_message(review: EvidenceReview) -> Iterator[Problem]:
    """Report what the evidence file has and the handout does not."""
    known = {message.id for message in review.messages}
    for one in review.evidence.messages.values() if review.evidence else ():
        if one.id not in known:
            yield Problem(
                statement=f"the handout has no message {one.id}",
                hint="take it out; or, if an id was changed, change it here as well",
                at=one.location,
            )


@rule(
    id="SR110",
    severity=Severity.NOTE,
    rationale="What was added to the article has been seen by no clinician until one has signed it.",
    bad=replace(_with(message=replace(_SOUND, origin=Origin.ADDED)), signed=frozenset()),
    good=_GOOD,
)
def unreviewed_addition(review: EvidenceReview) -> Iterator[Problem]:
    """Mention messages with claims that were added, and that no clinician has signed as they stand."""
    if review.evidence is None or review.signed is None:
        return
    added = [m.id for m in review.evidence.messages.values() if m.origin is Origin.ADDED and not m.boilerplate]
    unsigned = [identifier for identifier in added if identifier not in review.signed]
    if unsigned:
        yield Problem(
            statement=f"{review.domain}: no clinician has signed {len(unsigned)} of the {len(added)} messages that are "
            f"not from the article ({_some(unsigned)})",
            hint=f"a clinician reads them: pnsi18n evidence --handout {review.domain}; "
            "and signs: pnsi18n signoff source",
        )


@rule(
    id="SR111",
    severity=Severity.WARNING,
    rationale="Medicine moves on; what a source said years ago may be known better today.",
    bad=_with(source=replace(_GUIDE, date_read=date(2020, 1, 1))),
    good=_GOOD,
)
def evidence_out_of_date(review: EvidenceReview) -> Iterator[Problem]:
    """Report each source that is cited and was read longer ago than the review interval."""
    for source, ids in _cited(review):
        if source.date_read and months_later(source.date_read, review.months) < review.today:
            yield Problem(
                statement=f"the source {source.key} was read on {source.date_read.isoformat()}, over {review.months} "
                f"months ago; it is cited by {_counted(ids)}: {_some(ids)}",
                hint="read its newest edition, write the day as date_read, and mend what has changed",
                at=source.location,
            )


@rule(
    id="SR112",
    severity=Severity.NOTE,
    rationale="A clinician who reviews a handout asks of each sentence where it comes from.",
    bad=replace(_GOOD, evidence=None),
    good=_GOOD,
)
def no_evidence(review: EvidenceReview) -> Iterator[Problem]:
    """Mention a handout of which no file says what supports it."""
    if review.evidence is None:
        yield Problem(
            statement=f"{review.domain} has no evidence file",
            hint='write one: [sources.KEY] with title and date_read, [messages."ID"] with origin and claims',
        )


def _cited(review: EvidenceReview) -> Iterator[tuple[Source, tuple[str, ...]]]:
    """Yield each source that is cited, with the messages that cite it."""
    sources = review.evidence.sources if review.evidence else {}
    return ((sources[key], ids) for key, ids in review.cited.items() if key in sources)


def _counted(names: Sequence[str]) -> str:
    return "1 message" if len(names) == 1 else f"{len(names)} messages"


def _some(names: Iterable[str]) -> str:
    shown = [name[:40] for name in names]
    return ", ".join(shown[:_NAMED]) + (", …" if len(shown) > _NAMED else "")


MESSAGE_EVIDENCE_RULES = (message_without_claim, claim_without_source)
EVIDENCE_RULES = (
    source_not_read,
    message_without_evidence,
    evidence_without_message,
    unreviewed_addition,
    evidence_out_of_date,
    no_evidence,
)
