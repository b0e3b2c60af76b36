"""Read the inline Markdown of one message: text, strong, emphasis, links, placeholders.

CommonMark by markdown-it-py, less what a message may not hold: code, HTML, autolinks, entities
and pictures stay literal text, so that nothing is dropped and a rule can point at it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from pnsi18n.text.placeholders import Placeholder, split


@dataclass(frozen=True, slots=True)
class Text:
    """Characters."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Text that must catch the eye."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Text that is stressed; printed without italics, which many scripts do not have."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Text that leads to *href*."""

    href: str
    children: tuple[Node, ...]


Node = Text | Strong | Emphasis | Link | Placeholder

_MARKDOWN = MarkdownIt("zero").enable(["emphasis", "balance_pairs", "link", "escape", "fragments_join"])
_MARKS = re.compile(r"[*_\[\]\\\r\0]")  # what the rules above act on, and what its normalisation replaces
# Those of them that may do something: not an underline inside a word, nor a star between spaces, a bracket without
# a target behind it, or a backslash before what it does not escape.
_ACTIVE = re.compile(
    r"""
    \*(?: (?<!\ \*) | (?!\ ) ) | _(?: (?<![^\W_]_) | (?![^\W_]) ) | \]\( | \\(?=[!-/:-@\[-`{-~\n]) | [\r\0]
    """,
    re.VERBOSE,
)
_PLAIN_LINK = re.compile(r"\[([^*_\[\]\\\r\0]+)\]\(([^\s()<>&*\[\]\\\0-\x1f\x7f]+)\)")
# The tool judges link targets itself (rule SE103); markdown-it would leave a refused one as text.
_MARKDOWN.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
_MARKDOWN.normalizeLink = lambda url: url  # type: ignore[method-assign]


def has_marks(text: str) -> bool:
    """Whether *text* has a sign that can be Markdown."""
    return _MARKS.search(text) is not None


@lru_cache(maxsize=16384)
def parse(text: str) -> tuple[Node, ...]:
    """Return the nodes of *text*, which is one message."""
    if not _ACTIVE.search(text):
        return tuple(_text(text))  # as markdown-it would say, and a hundred times sooner
    if "](" in text and not _ACTIVE.search(_PLAIN_LINK.sub("[]", text)):
        return tuple(_with_links(text))  # the same
    tokens = _MARKDOWN.parseInline(text)[0].children or []
    return tuple(_nodes(iter(tokens), closing=""))


def _nodes(tokens: Iterator[Token], closing: str) -> Iterator[Node]:
    for token in tokens:
        match token.type:
            case kind if kind == closing:
                return
            case "strong_open":
                yield Strong(tuple(_nodes(tokens, "strong_close")))
            case "em_open":
                yield Emphasis(tuple(_nodes(tokens, "em_close")))
            case "link_open":
                href = str(token.attrs.get("href", ""))
                yield Link(href, tuple(_nodes(tokens, "link_close")))
            case _:
                yield from _text(token.content)


def _with_links(text: str) -> Iterator[Node]:
    end = 0
    for match in _PLAIN_LINK.finditer(text):
        yield from _text(text[end : match.start()])
        yield Link(match[2], tuple(_text(match[1])))
        end = match.end()
    yield from _text(text[end:])


def _text(content: str) -> Iterator[Node]:
    for piece in split(content):
        yield piece if isinstance(piece, Placeholder) else Text(piece)


def walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """Yield every node, a parent before its children."""
    for node in nodes:
        yield node
        if isinstance(node, Strong | Emphasis | Link):
            yield from walk(node.children)


@lru_cache(maxsize=16384)
def plain(text: str) -> str:
    """Return *text* without its Markdown, placeholders as they are written."""
    if not _ACTIVE.search(text):
        return text
    return "".join(
        node.text if isinstance(node, Text) else str(node)
        for node in walk(parse(text))
        if isinstance(node, Text | Placeholder)
    )


@lru_cache(maxsize=16384)
def outline(text: str) -> tuple[str, ...]:
    """Return the shape of the markup of *text*, sorted: ``strong``, ``strong>link``; order may differ."""
    return tuple(sorted(_paths(parse(text), ""))) if _ACTIVE.search(text) else ()


def _paths(nodes: tuple[Node, ...], above: str) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Strong | Emphasis | Link):
            path = above + type(node).__name__.lower()
            yield path
            yield from _paths(node.children, path + ">")


def links(text: str) -> list[Link]:
    """Return the links of *text* in reading order."""
    if "](" not in text:
        return []
    return [node for node in walk(parse(text)) if isinstance(node, Link)]
