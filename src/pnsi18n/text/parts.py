"""Cut a handout into the parts that a reader sees: its top, its sections, its boxes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pnsi18n.model.handout import Block, BlockKind
from pnsi18n.model.message import Message

_SECTION = 2  # the heading level that opens one


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a handout.

    ``heading`` is its heading, where it has one; ``box`` the name of the container that it stands
    in. ``blocks`` are those with a message, in reading order, the heading among them.
    """

    heading: Message | None = None
    box: str = ""
    blocks: tuple[Block, ...] = ()


def parts_of(blocks: Iterable[Block]) -> tuple[Part, ...]:
    """Return the parts of a handout with the top-level *blocks*; together they hold every message."""
    groups: list[list[Block]] = []
    for block in blocks:
        boxed = block.kind is BlockKind.CONTAINER
        after_box = bool(groups) and groups[-1][-1].kind is BlockKind.CONTAINER
        opens = block.kind is BlockKind.HEADING and block.level == _SECTION
        if not groups or boxed or after_box or opens:
            groups.append([])
        groups[-1].append(block)
    return tuple(_part(group) for group in groups)


def _part(group: list[Block]) -> Part:
    blocks = tuple(block for top in group for block in top.walk() if block.message)
    opens = bool(blocks) and blocks[0].kind is BlockKind.HEADING and blocks[0].level == _SECTION
    return Part(
        heading=blocks[0].message if opens else None,
        box=group[0].name if group[0].kind is BlockKind.CONTAINER else "",
        blocks=blocks,
    )
