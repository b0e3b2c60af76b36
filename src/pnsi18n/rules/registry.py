"""Every rule, in the order in which they are documented."""

from __future__ import annotations

from typing import Any

from pnsi18n.model.evidence import EvidenceReview, MessageEvidence
from pnsi18n.model.handout import Handout
from pnsi18n.model.message import Message
from pnsi18n.model.pages import ReadSheet
from pnsi18n.model.project import LocaleFolder, TemplateState
from pnsi18n.model.review import MessageReview, Review
from pnsi18n.model.rule import Rule
from pnsi18n.model.signoff import SignOff
from pnsi18n.model.silence import SilenceState
from pnsi18n.model.unit import Translation, Unit
from pnsi18n.rules import (
    arrangement,
    critical,
    editions,
    evidence,
    header,
    hidden,
    language,
    layout,
    length,
    links,
    markup,
    medicine,
    number_words,
    placeholders,
    plain_english,
    polarity,
    review,
    schedule,
    security,
    silences,
    source,
    state,
    terms,
    turned,
    typography,
    variants,
)

STATE_RULES: tuple[Rule[Unit], ...] = state.UNIT_RULES
"""Judge every unit: is it a translation of the current English at all?"""
CONTENT_RULES: tuple[Rule[Unit], ...] = (
    *length.UNIT_RULES,
    *state.PRINTED_UNIT_RULES,
    *critical.UNIT_RULES,
    *medicine.UNIT_RULES,
    *number_words.UNIT_RULES,
    *schedule.UNIT_RULES,
    *polarity.UNIT_RULES,
    *turned.UNIT_RULES,
    *placeholders.UNIT_RULES,
    *markup.UNIT_RULES,
    *links.UNIT_RULES,
    *security.UNIT_RULES,
    *hidden.UNIT_RULES,
    *language.UNIT_RULES,
    *variants.UNIT_RULES,
    *typography.UNIT_RULES,
    *terms.UNIT_RULES,
    *header.UNIT_RULES,
)
"""Judge the translations that would be printed."""
TRANSLATION_RULES: tuple[Rule[Translation], ...] = (
    *state.TRANSLATION_RULES,
    *terms.TRANSLATION_RULES,
    *header.TRANSLATION_RULES,
)
FOLDER_RULES: tuple[Rule[LocaleFolder], ...] = state.FOLDER_RULES
TEMPLATE_RULES: tuple[Rule[TemplateState], ...] = state.TEMPLATE_RULES
MESSAGE_RULES: tuple[Rule[Message], ...] = (*source.MESSAGE_RULES, *plain_english.MESSAGE_RULES)
HANDOUT_RULES: tuple[Rule[Handout], ...] = (*source.HANDOUT_RULES, *arrangement.HANDOUT_RULES)
MESSAGE_EVIDENCE_RULES: tuple[Rule[MessageEvidence], ...] = evidence.MESSAGE_EVIDENCE_RULES
EVIDENCE_RULES: tuple[Rule[EvidenceReview], ...] = evidence.EVIDENCE_RULES
REVIEW_RULES: tuple[Rule[Review], ...] = review.REVIEW_RULES
MESSAGE_REVIEW_RULES: tuple[Rule[MessageReview], ...] = review.MESSAGE_REVIEW_RULES
SIGNOFF_RULES: tuple[Rule[SignOff], ...] = review.SIGNOFF_RULES
SILENCE_RULES: tuple[Rule[SilenceState], ...] = silences.SILENCE_RULES
SHEET_RULES: tuple[Rule[ReadSheet], ...] = (*editions.SHEET_RULES, *layout.LAYOUT_RULES)
"""Judge the printed sheet."""

ALL_RULES: tuple[Rule[Any], ...] = (
    *STATE_RULES,
    *TRANSLATION_RULES,
    *REVIEW_RULES,
    *MESSAGE_REVIEW_RULES,
    *SIGNOFF_RULES,
    *SILENCE_RULES,
    *FOLDER_RULES,
    *TEMPLATE_RULES,
    *CONTENT_RULES,
    *MESSAGE_RULES,
    *HANDOUT_RULES,
    *MESSAGE_EVIDENCE_RULES,
    *EVIDENCE_RULES,
    *SHEET_RULES,
)
