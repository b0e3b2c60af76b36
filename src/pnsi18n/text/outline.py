"""Write down how a handout is arranged, so that the arrangement can be signed like a message.

A sentence that moves from one box to another says something else without one character changed;
so does a message that is added, dropped or no longer marked as critical, and another picture.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from pnsi18n.model.handout import Block, BlockKind, Handout
from pnsi18n.model.message import Message, Risk
from pnsi18n.model.signoff import OUTLINE

_CODE = 12  # hexadecimal digits


def outline_of(handout: Handout, pictures: Mapping[str, str]) -> Message:
    """Return the arrangement of *handout* as a message: one part a block, indented by depth.

    *pictures* holds the content of each picture by its path.
    """
    parts = [line for block in handout.blocks for line in _lines(block, 0, pictures)]
    return Message(
        id=OUTLINE,
        text="\n".join(parts),
        role="arrangement of the handout",
        risk=Risk.CRITICAL,
        domain=handout.domain,
        location=handout.location,
    )


def _lines(block: Block, depth: int, pictures: Mapping[str, str]) -> Iterator[str]:
    level = str(block.level) if block.kind is BlockKind.HEADING else ""
    words = [">" * depth, block.kind.value + level]
    if block.kind is BlockKind.CONTAINER:
        words.append(block.name)
    if block.kind is BlockKind.IMAGE:
        words.append(f"picture:{_code(pictures[block.name])}")
    if block.message:
        words.append(f"#{block.message.id or _code(block.message.text)}")
        words.append("" if block.message.risk is Risk.ORDINARY else block.message.risk.value)
    yield " ".join(word for word in words if word)
    for child in block.children:
        yield from _lines(child, depth + 1, pictures)


def _code(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()[:_CODE]
