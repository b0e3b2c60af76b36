"""Prepare a message for a document in which it is looked at, whatever is wrong with it.

A sheet for patients refuses a link that leads astray or a placeholder without a value. A sheet for
reviewers shows them, as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from pnsi18n.model.region import Region
from pnsi18n.text.inline import Emphasis, Link, Node, Strong, Text, parse
from pnsi18n.text.placeholders import Placeholder
from pnsi18n.text.region import fill

_LONG = re.compile(r"[!-~]{30,}")  # web addresses, and what somebody typed without a space
_PIECE = re.compile(r"[^/?&=_\-]{1,30}[/?&=_\-]*|[/?&=_\-]+")
_ZERO_WIDTH_SPACE = "\u200b"


def breakable(text: str) -> str:
    """Return *text* with places to break inside what is too long for a column; for the page only."""
    return _LONG.sub(lambda match: _ZERO_WIDTH_SPACE.join(_PIECE.findall(match[0])), text)


def as_read(text: str, region: Region, values: Mapping[str, str]) -> tuple[Node, ...]:
    """Return the nodes of *text* as a reader of the page sees them.

    *values* are what the layout itself fills in, by placeholder; what neither it nor *region* can
    fill stays as it is written. Links are strong text, without their target.
    """
    return tuple(_node(node, region, values) for node in parse(text))


def _node(node: Node, region: Region, values: Mapping[str, str]) -> Node:
    match node:
        case Placeholder():
            return _placeholder(node, region, values)
        case Strong(children) | Link(_, children):
            return Strong(tuple(_node(child, region, values) for child in children))
        case Emphasis(children):
            return Emphasis(tuple(_node(child, region, values) for child in children))
        case Text(text):
            return Text(breakable(text))


def _placeholder(node: Placeholder, region: Region, values: Mapping[str, str]) -> Node:
    if str(node) in values:
        return Text(values[str(node)])
    return node if fill(node, region) else Text(str(node))


def as_written(text: str) -> tuple[Node, ...]:
    """Return the nodes of *text* as its author sees them: placeholders by name, links with their target."""
    return tuple(_written(parse(text)))


def _written(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        match node:
            case Placeholder():
                yield Text(str(node))
            case Link(href, children):
                yield Strong(tuple(_written(children)))
                yield Text(breakable(f" ({href})"))
            case Strong(children):
                yield Strong(tuple(_written(children)))
            case Emphasis(children):
                yield Emphasis(tuple(_written(children)))
            case Text(text):
                yield Text(breakable(text))
