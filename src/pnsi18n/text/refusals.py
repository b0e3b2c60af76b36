"""Refuse what a handout may not hold: with its line, and with what to write instead.

What Markdown, or another kind of Markdown, would do and a handout cannot must never be dropped
or printed as it is typed.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass
from typing import NoReturn

from markdown_it.tree import SyntaxTreeNode

from pnsi18n.errors import SourceError
from pnsi18n.model.finding import Location
from pnsi18n.model.handout import CONTAINERS, Block, BlockKind
from pnsi18n.model.message import Message
from pnsi18n.text.inline import links, plain

_CONTAINER_LINE = re.compile(r"(?P<indent>[ \t]*)(?P<marks>:{3,})(?P<name>.*)")
_TARGET = re.compile(r"(https?|mailto|tel):\S", re.IGNORECASE)
_INVISIBLE = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
_MADE_OF = "a handout is made of headings, paragraphs, lists, tables, images and the ::: containers"


@dataclass(frozen=True, slots=True)
class Source:
    """The document that is being read; it knows its lines, and how to say no to one of them."""

    path: str
    lines: tuple[str, ...]

    def at(self, line: int) -> Location:
        """Return the place of *line*, counted from 1."""
        return Location(self.path, line)

    def refuse(self, statement: str, line: int, hint: str) -> NoReturn:
        """Raise ``SourceError`` at *line*."""
        raise SourceError(statement, at=self.at(line), hint=hint)

    def unsupported(self, what: str, line: int, hint: str = _MADE_OF) -> NoReturn:
        """Raise ``SourceError`` for something that Markdown has and a handout has not."""
        self.refuse(f"{what} is not supported here", line, hint)


_REFUSED = {
    "code_inline": ("inline code", "write plain words, without `"),
    "hardbreak": (
        "a hard line break",
        "remove the spaces or the backslash at the end of the line; two blocks are two messages",
    ),
    "image": ("an image inside a sentence", "give it a paragraph of its own: ![what it shows](file.png) {#id}"),
    "html_block": ("HTML", "write plain Markdown; a < before a letter begins HTML"),
    "fence": ("a code block", _MADE_OF),
    "code_block": ("a code block (four spaces at the start of a line)", "remove the spaces at the start of the line"),
    "blockquote": ("a quotation", "write it as a paragraph, without >"),
    "hr": ("a horizontal rule", "remove it; headings divide the page"),
}
_LOOK_ALIKES = (
    (
        re.compile(r"<[a-z]+:|<[^<>@\s]+@", re.IGNORECASE),
        "an address in < >",
        "write [example.org](https://example.org)",
    ),
    (re.compile(r"<[A-Za-z/!?]"), *_REFUSED["html_block"]),
    (re.compile(r"\[\^"), "a footnote", "say it in the text"),
    (
        re.compile(r"&(#\d+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]+);"),
        "a character reference",
        "write the character itself",
    ),
    (re.compile(r"\]\s+\([^)\s]*[:/.][^)\s]*\)"), "a space between ] and (", "write [text](https://…)"),
    (re.compile(r"~~"), "struck-out text", "remove it"),
    (re.compile(r"^[ \t]*:::", re.MULTILINE), "this :::", "put an empty line before it"),
    (re.compile(r"^\[[ xX]\]\s"), "a task list", "write the list into a ::: checklist"),
    (re.compile(r"^(#{7,}|#+[A-Za-z])"), "this heading", "write one to six #, a space, and the text"),
)


def named(kind: str, line: int) -> tuple[str, int, str]:
    """Return what a kind of markdown-it node is called, its line, and what to do instead."""
    what, hint = _REFUSED.get(kind, (f"this {kind.replace('_', ' ')}", _MADE_OF))
    return what, line, hint


def check_nodes(source: Source, inline: SyntaxTreeNode) -> None:
    """Refuse inline code, breaks, images and link titles, each with its own line."""
    line = line_of(inline)
    for child in inline.walk():
        line += child.type == "softbreak"
        if child.type in _REFUSED:
            source.unsupported(*named(child.type, line))
        if child.type == "link" and child.attrs.get("title"):
            source.unsupported("a link title", line, "say it in the text; a title is lost on paper")


def check_text(source: Source, text: str, line: int) -> None:
    """Refuse what other kinds of Markdown have: it would be printed as it is typed."""
    for pattern, what, hint in _LOOK_ALIKES:
        if found := pattern.search(text):
            source.unsupported(what, line + text.count("\n", 0, found.start()), hint)


def check_marks(source: Source, message: Message) -> None:
    """Refuse emphasis and links that do not work out, and targets that nobody could follow."""
    line = message.location.line
    for mark in ("**", "](", "]["):
        if mark in plain(message.text):
            hint = "no space just inside **…** or between ] and (; every [ and * that opens is closed"
            source.refuse(f"{mark} would be printed as it stands", line, hint)
    for link in links(message.text):
        if not _TARGET.match(link.href):
            source.unsupported(f"a link to {link.href!r}", line, "begin the address with https://, mailto: or tel:")
        if not link.children:
            source.refuse("a link has no words", line, "write the address as its text, too: paper has no links")


def line_of(node: SyntaxTreeNode) -> int:
    """Return the line of *node*, or of the nearest block around it, counted from 1."""
    while node.map is None and node.parent is not None:
        node = node.parent
    return node.map[0] + 1 if node.map else 1


def check_characters(source: Source) -> None:
    """Refuse what nobody can see and no translator would copy, such as a zero-width space."""
    for number, line in enumerate(source.lines, start=1):
        for character in line:
            if character != "\t" and unicodedata.category(character) in _INVISIBLE:
                name = unicodedata.name(character, "a control character")
                source.refuse(
                    f"the invisible character U+{ord(character):04X} ({name}) stands in this line",
                    number,
                    "delete it; most often it was pasted in with other text",
                )


def check_containers(source: Source) -> None:
    """Refuse unknown and unclosed ``:::``: markdown-it would take them for text or run on."""
    opened: tuple[str, int] | None = None
    for number, line in enumerate(source.lines, start=1):
        match = _CONTAINER_LINE.fullmatch(line)
        if not match:
            continue
        name = match["name"].strip()
        if match["indent"] or len(match["marks"]) > len(":::"):
            source.unsupported("this :::", number, "write three colons at the very start of the line")
        if not name and opened is None:
            source.refuse("this ::: closes nothing", number, "remove it")
        if name:
            _check_container_name(source, name, number)
        if name and opened:
            source.unsupported(
                "a container inside a container", number, f"close ::: {opened[0]} first, with a line :::"
            )
        opened = (name, number) if name else None
    if opened:
        source.refuse(f"::: {opened[0]} is never closed", opened[1], "end it with a line :::")


def _check_container_name(source: Source, name: str, line: int) -> None:
    if name in CONTAINERS:
        return
    first = name.split(maxsplit=1)[0]
    if first in CONTAINERS:
        source.unsupported(
            f"{name.removeprefix(first).strip()!r} after ::: {first}", line, "write it into the container"
        )
    guess = difflib.get_close_matches(first.lower(), CONTAINERS, n=1)
    known = f"known are: {', '.join(CONTAINERS)}"
    source.unsupported(f"the container ::: {name}", line, f"write ::: {guess[0]}" if guess else known)


def check_ids(blocks: tuple[Block, ...]) -> None:
    """Refuse an id that stands twice."""
    seen: dict[str, Message] = {}
    for message in (m for block in blocks for m in block.messages() if m.id):
        earlier = seen.setdefault(message.id or "", message)
        if earlier is not message:
            raise SourceError(
                f"the id #{message.id} stands at {earlier.location} already",
                at=message.location,
                hint="an id names one message for ever: give this one an id of its own",
            )


def check_levels(blocks: tuple[Block, ...], source: Source) -> None:
    """Refuse a second title, and a skipped level: an outline would have a hole (WCAG 1.3.1)."""
    previous = 0
    for block in (inner for top in blocks for inner in top.walk()):
        if block.kind is BlockKind.HEADING and block.message:
            line = block.message.location.line
            if previous == 0 and block.level > 1:
                source.refuse(
                    "the first heading is not the title", line, "begin with a title: # Words of the title {#title}"
                )
            if block.level == 1 and previous:
                source.refuse("a handout has one title, and this is a second", line, "write ## for a heading")
            if block.level > previous + 1:
                what = f"a level {block.level} heading under a level {previous} heading"
                source.unsupported(what, line, f"write {'#' * (previous + 1)}")
            previous = block.level
