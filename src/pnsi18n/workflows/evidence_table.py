"""Print the evidence of the handouts as tables that a clinician reviews on paper."""

from __future__ import annotations

from collections.abc import Sequence

from pnsi18n.adapters.evidence_layout import evidence_css, evidence_html, evidence_pages
from pnsi18n.adapters.sources import read_handouts
from pnsi18n.errors import ProjectError
from pnsi18n.model.edition import Edition
from pnsi18n.model.evidence import EvidenceReview
from pnsi18n.text.canonical import digest
from pnsi18n.workflows.build import BuildRequest, chosen_handouts
from pnsi18n.workflows.documents import Document, Printed, print_documents
from pnsi18n.workflows.editions import Press
from pnsi18n.workflows.evidence import evidence_review
from pnsi18n.workflows.history import History
from pnsi18n.workflows.reviews import Ledgers, english_review

_KIND = "evidence"
_FORMAT = "pnsi18n-evidence-1"


def evidence_reviews(ledgers: Ledgers, names: Sequence[str]) -> list[EvidenceReview]:
    """Return the evidence of the handouts called *names*, or of all that have any.

    Raises ``ProjectError`` where a handout that was named has none, and where nothing has.
    """
    handouts = chosen_handouts(ledgers.project, names)
    reviews = [evidence_review(ledgers, one, english_review(ledgers, one)) for one in handouts]
    lacking = [one.location for one in reviews if one.evidence is None]
    if lacking and (names or len(lacking) == len(reviews)):
        raise ProjectError(
            "there is no evidence file",
            at=lacking[0],
            hint='write it: [sources.KEY] with title and date_read, [messages."ID"] with origin and claims',
        )
    return [one for one in reviews if one.evidence is not None]


def print_evidence(ledgers: Ledgers, reviews: Sequence[EvidenceReview], request: BuildRequest) -> Printed:
    """Print each of *reviews* as a table for a clinician, on each paper of *request*."""
    press = Press(history=History(ledgers), region=request.region)
    handouts = {one.domain: one for one in read_handouts(ledgers.project)}
    (english,) = request.languages
    documents = [
        _document(review, sheet.edition)
        for review in reviews
        for sheet in press.sheets(handouts[review.domain], [english], [_KIND], request.papers)
    ]
    return print_documents(ledgers.project, request, documents)


def _document(review: EvidenceReview, edition: Edition) -> Document:
    pages = evidence_pages(review, edition)
    return Document(
        edition=edition,
        language=edition.language,
        html=evidence_html(pages),
        css=evidence_css(pages),
        expected=pages.expected,
        about={
            "format": _FORMAT,
            "document": "the evidence of the English, for a clinician to review; no edition, not for patients",
            "messages": {message.id or message.text: digest(message.text) for message in review.messages},
            "signed": sorted(review.signed or ()),
        },
    )
