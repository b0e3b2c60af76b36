"""SR, of the arrangement: nothing that the English announces is missing, and nothing stands there unexplained."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby, pairwise

from pnsi18n.model.finding import Location, Problem, Severity
from pnsi18n.model.handout import Block, BlockKind, Handout, HandoutSettings
from pnsi18n.model.message import Message
from pnsi18n.model.rule import rule
from pnsi18n.text.abbreviations import abbreviations, explains
from pnsi18n.text.numbering import holes, labels
from pnsi18n.text.prose import prose

_LISTS = (BlockKind.BULLET_LIST, BlockKind.ORDERED_LIST)
_TO_FILL_IN = ("checklist", "my-plan")  # one box to tick is enough, and so is one line to write on
# Words in -s that are one thing, or no thing at all.
_SINGULAR = (
    r"(?:is|as|was|has|does|this|yes|always|perhaps|diabetes|herpes|measles|mumps|rabies|shingles|news|pancreas)\b"
)
_MANY = re.compile(  # what announces several: "these signs", "any of these", "Ways to get help", "Side effects:"
    r"\b(?:these|those|several|some|many|two|three|four|five|six|\d+) (?:[a-z-]+ ){0,3}[a-z]+s\b|\bany of these\b|"
    rf"^(?!{_SINGULAR})[a-z]+s (?:for|of|to|that|you|when|about|with|are)\b|\b(?!{_SINGULAR})[a-z]+(?<![sui])s ?:?$",
    re.IGNORECASE,
)
_SETTINGS = HandoutSettings(title_id="title", edition=date(2026, 11, 1))


def _example(*blocks: Block) -> Handout:
    """Return a handout of *blocks* under a title."""
    return Handout(
        domain="example",
        settings=_SETTINGS,
        blocks=(_text(BlockKind.HEADING, "Your new medicine", level=1), *blocks),
        location=Location("source/example/handout.md"),
    )


def _text(kind: BlockKind, text: str, level: int = 0) -> Block:
    identifier = re.sub(r"\W+", "-", text.lower())
    return Block(kind=kind, level=level, message=Message(id=identifier, text=text))


def _paragraph(text: str) -> Block:
    return _text(BlockKind.PARAGRAPH, text)


def _bullets(*texts: str) -> Block:
    return Block(kind=BlockKind.BULLET_LIST, children=tuple(_text(BlockKind.ITEM, text) for text in texts))


_SIGNS = _paragraph("Call us if you have any of these signs:")
_REST = _paragraph("Rest for a day.")
_HEADING = _text(BlockKind.HEADING, "At home", level=2)


@rule(
    id="SR117",
    severity=Severity.WARNING,
    rationale="Capitals without their words shut out every reader who has not learned them.",
    bad=_example(_paragraph("You will have an MRI next week.")),
    good=_example(_paragraph("You will have an MRI (a scan with magnets) next week.")),
)
def undefined_abbreviation(handout: Handout) -> Iterator[Problem]:
    """Report an abbreviation that the handout does not explain where it is first read, or before."""
    messages = [(message, prose(message.text)) for message in handout.messages]
    spoken = {word for _, text in messages for word in re.findall(r"\b[a-z]+\b", text)}
    found: dict[str, list[tuple[Message, str]]] = {}
    for message, text in messages:
        for letters in dict.fromkeys(abbreviations(text)):
            found.setdefault(letters, []).append((message, text))
    for letters, uses in found.items():
        if letters.lower() not in spoken and not _is_explained(letters, uses):
            yield Problem(
                statement=f"{letters} is not explained where it is first used",
                hint=f"write what it is at its first place: {letters} (…), or say it in words every time",
                at=uses[0][0].location,
            )


def _is_explained(letters: str, uses: list[tuple[Message, str]]) -> bool:
    """Whether the first use explains *letters*, or the first one after the headings that name it."""
    for message, text in uses:
        if explains(text, letters):
            return True
        if not message.role.startswith(("heading", "title")):
            return False
    return False


@rule(
    id="SR118",
    severity=Severity.WARNING,
    rationale="A heading over nothing is the trace of a text that got lost.",
    bad=_example(_HEADING, replace(_HEADING, message=Message(id="care", text="Your care"))),
    good=_example(_HEADING, _REST),
)
def heading_without_body(handout: Handout) -> Iterator[Problem]:
    """Report a heading with nothing below it but the next heading, the end of its box or of the handout."""
    for block, following in pairwise(_in_a_row(handout.blocks)):
        if block is None or block.kind is not BlockKind.HEADING or block.message is None:
            continue
        if following is None or 0 < following.level <= block.level:
            yield Problem(
                statement=f"the heading {_quoted(block.message.text)} has no text below it",
                hint="write the text, or take the heading out",
                at=block.message.location,
            )


def _in_a_row(blocks: Iterable[Block]) -> Iterator[Block | None]:
    """Yield *blocks* and those in boxes in reading order, None at the end of each box and of all."""
    for block in blocks:
        if block.kind is BlockKind.CONTAINER:
            yield from _in_a_row(block.children)
        else:
            yield block
    yield None


@rule(
    id="SR119",
    severity=Severity.WARNING,
    rationale='Whoever reads "these signs" looks for the others, and perhaps one was lost.',
    bad=_example(_SIGNS, _bullets("Fever")),
    good=_example(_SIGNS, _bullets("Fever", "Chills")),
)
def plural_for_one_item(handout: Handout) -> Iterator[Problem]:
    """Report a list of one item whose announcement speaks of several."""
    for lead, item, _ in _lone_items(handout.blocks):
        if lead and _MANY.search(prose(lead.text)):
            yield Problem(
                statement=f"{_quoted(lead.text)} announces several, and the list has one item",
                hint="put back what was lost, or make one sentence of both",
                at=item.location,
            )


@rule(
    id="SR120",
    severity=Severity.NOTE,
    rationale="One bullet is no list; the mark makes the reader look for the next.",
    bad=_example(_REST, _bullets("Drink water.")),
    good=_example(_REST, _paragraph("Drink water.")),
)
def orphaned_bullet(handout: Handout) -> Iterator[Problem]:
    """Mention a list of one item; not of a box to tick or to write in."""
    for lead, item, name in _lone_items(handout.blocks):
        if name not in _TO_FILL_IN and not (lead and _MANY.search(prose(lead.text))):
            yield Problem(
                statement=f"the list of {_quoted(item.text)} has one item",
                hint="make it a sentence, or put back what was lost",
                at=item.location,
            )


def _lone_items(
    blocks: Iterable[Block], lead: Message | None = None, name: str = ""
) -> Iterator[tuple[Message | None, Message, str]]:
    """Yield the one item of each list that has no other, what stands before the list, and the box it is in."""
    for block in blocks:
        if block.kind in _LISTS and len(block.children) == 1 and block.children[0].message:
            yield lead, block.children[0].message, name
        box = block.name if block.kind is BlockKind.CONTAINER else name
        yield from _lone_items(block.children, block.message, box)
        lead = block.message


@rule(
    id="SR121",
    severity=Severity.WARNING,
    rationale="A (2) without its (1) says that a step is missing, and the patient cannot know which.",
    bad=_example(_paragraph("(2) Take the tablet.")),
    good=_example(_paragraph("(1) Wash your hands. (2) Take the tablet.")),
)
def dangling_number(handout: Handout) -> Iterator[Problem]:
    """Report a (2) or (b) without the one before it in its section, and a (1) or (a) that nothing follows."""
    for _, section in groupby(handout.messages, key=lambda message: message.section):
        messages = list(section)
        places = {label: message for message in reversed(messages) for label in labels(prose(message.text))}
        found = [label for message in messages for label in labels(prose(message.text))]
        for label, lacking in holes(found):
            yield Problem(
                statement=f"({label}) stands here without ({lacking})",
                hint=f"put ({lacking}) back, or take the number out",
                at=places[label].location,
            )


@rule(
    id="SR122",
    severity=Severity.WARNING,
    rationale="A message without an id loses its translations and sign-offs when one word of it changes.",
    bad=_example(_REST, Block(kind=BlockKind.PARAGRAPH, message=Message(text="Drink water."))),
    good=_example(_REST, _paragraph("Drink water.")),
)
def id_missing(handout: Handout) -> Iterator[Problem]:
    """Report a message without an id in a handout whose other messages have ids."""
    messages = handout.messages
    if any(message.id for message in messages if message.id != handout.settings.title_id):
        for message in messages:
            if message.id is None:
                yield Problem(
                    statement=f"{_quoted(message.text)} has no id",
                    hint="end the block in an id of its own, such as {#rest.day}",
                    at=message.location,
                )


def _quoted(text: str) -> str:
    return f'"{text}"' if len(text) <= 60 else f'"{text[:60]} …"'  # noqa: PLR2004 -- what a line has room for


HANDOUT_RULES = (
    undefined_abbreviation,
    heading_without_body,
    plural_for_one_item,
    orphaned_bullet,
    dangling_number,
    id_missing,
)
