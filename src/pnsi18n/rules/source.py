"""SR: the English itself is plain enough for a tired reader, and fit to be translated."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pnsi18n.model.finding import Location, Problem, Severity
from pnsi18n.model.handout import Block, BlockKind, Handout, HandoutSettings
from pnsi18n.model.message import Message
from pnsi18n.model.rule import rule
from pnsi18n.text.placeholders import stray_braces
from pnsi18n.text.readability import readability, sentences, words

LONGEST_SENTENCE = 20  # words, the limit of the project's rule book
_PLAIN = "Take your pills with food. Drink a full glass of water. Call us if you feel sick."
_HARD = (
    "Immunosuppressive pharmacotherapy necessitates individualized multidisciplinary evaluation "
    "of hepatotoxicity and myelosuppression."
)


def _handout(text: str) -> Handout:
    paragraph = Block(kind=BlockKind.PARAGRAPH, message=Message(id="title", text=text))
    settings = HandoutSettings(title_id="title", edition=date(2026, 11, 1))
    return Handout(
        domain="example", settings=settings, blocks=(paragraph,), location=Location("source/example/handout.md")
    )


@rule(
    id="SR101",
    severity=Severity.ERROR,
    rationale="A frightened reader takes in less than a school grade promises; every grade less helps.",
    bad=_handout(_HARD),
    good=_handout(_PLAIN),
)
def flesch_kincaid_grade(handout: Handout) -> Iterator[Problem]:
    """Report a handout over its Flesch-Kincaid limit."""
    grade = readability(message.text for message in handout.messages).flesch_kincaid
    if grade > handout.settings.flesch_kincaid_limit:
        yield Problem(
            statement=f"the Flesch-Kincaid grade is {grade:.1f}, the limit {handout.settings.flesch_kincaid_limit:g}",
            hint="shorten the longest sentences and use shorter words",
        )


@rule(
    id="SR102",
    severity=Severity.ERROR,
    rationale="SMOG finds long words that Flesch-Kincaid averages away; health text needs both.",
    bad=_handout(_HARD),
    good=_handout(_PLAIN),
)
def smog_grade(handout: Handout) -> Iterator[Problem]:
    """Report a handout over its SMOG limit."""
    grade = readability(message.text for message in handout.messages).smog
    if grade > handout.settings.smog_limit:
        yield Problem(
            statement=f"the SMOG grade is {grade:.1f}, the limit {handout.settings.smog_limit:g}",
            hint="replace words of three and more syllables by plainer ones",
        )


@rule(
    id="SR103",
    severity=Severity.WARNING,
    rationale="A sentence over 20 words is read twice, or not to its end.",
    bad=Message(text=" ".join(["Take"] + ["one"] * LONGEST_SENTENCE) + "."),
    good=Message(text=_PLAIN),
)
def long_sentence(message: Message) -> Iterator[Problem]:
    """Report sentences of more than 20 words."""
    for sentence in sentences(message.text):
        count = len(words(sentence))
        if count > LONGEST_SENTENCE:
            yield Problem(
                statement=f"a sentence has {count} words, the limit is {LONGEST_SENTENCE}",
                hint="make two sentences of it, one idea each",
            )


@rule(
    id="SR104",
    severity=Severity.ERROR,
    rationale="A broken brace in the English is a broken placeholder in every language.",
    bad=Message(text="Call {emergency number right away."),
    good=Message(text="Call {emergency_number} right away."),
    silenceable=False,
)
def malformed_placeholder(message: Message) -> Iterator[Problem]:
    """Report braces in the source that belong to no placeholder."""
    if stray_braces(message.text):
        yield Problem(
            statement="a brace { or } belongs to no placeholder",
            hint="write {name} or {name:argument}: small letters, digits, _, no spaces",
        )


MESSAGE_RULES = (long_sentence, malformed_placeholder)
HANDOUT_RULES = (flesch_kincaid_grade, smog_grade)
