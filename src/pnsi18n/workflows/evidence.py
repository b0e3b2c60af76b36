"""Put the evidence of a handout beside its text and the ledger."""

from __future__ import annotations

from pnsi18n.adapters.evidence import evidence_path, read_evidence
from pnsi18n.model.evidence import EvidenceReview
from pnsi18n.model.finding import Location
from pnsi18n.model.handout import Handout
from pnsi18n.model.review import Review
from pnsi18n.model.signoff import Role
from pnsi18n.workflows.reviews import Ledgers


def evidence_review(ledgers: Ledgers, handout: Handout, english: Review | None) -> EvidenceReview:
    """Return the evidence of *handout* with all that it is judged by.

    *english* is how far the English is approved, or ``None`` where the ledger cannot be read.
    """
    return EvidenceReview(
        domain=handout.domain,
        evidence=read_evidence(ledgers.project, handout),
        messages=handout.messages,
        signed=_signed(english) if english else None,
        today=ledgers.today,
        months=handout.settings.review_interval_months,
        location=Location(evidence_path(handout.domain)),
    )


def _signed(english: Review) -> frozenset[str]:
    """Return the ids of the messages that a clinician has signed as they stand."""
    reviews = (one for one in english.messages if any(signoff.role is Role.CLINICIAN for signoff in one.counted))
    return frozenset(one.message.id for one in reviews if one.message.id)
