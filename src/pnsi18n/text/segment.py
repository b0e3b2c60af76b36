"""Cut a Markdown document into a tree of blocks, one message a translatable block.

CommonMark with tables and ``:::`` containers, parsed by markdown-it-py. What a handout may not
hold (code, quotes, rules, HTML, link titles …) is refused with its line; nothing is dropped.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NoReturn

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.container import container_plugin

from pnsi18n.errors import SourceError
from pnsi18n.model.finding import Location
from pnsi18n.model.handout import CONTAINERS, Block, BlockKind
from pnsi18n.model.message import Message, Risk
from pnsi18n.text.inline import links, plain

_ATTRIBUTES = re.compile(r"\s*\{\s*(?P<inside>[#.][^{}]*)\}\s*$")
_ID = re.compile(r"[A-Za-z]([A-Za-z0-9._\-]*[A-Za-z0-9])?")
_CONTAINER_LINE = re.compile(r"(?P<indent>[ \t]*)(?P<marks>:{3,})(?P<name>.*)")
_IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<path>[^)\s]+)\)")
_CELL_END = re.compile(r"(?<!\\)\|")
_TARGET = re.compile(r"(https?|mailto|tel):\S", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\n]+")  # not the no-break space: the author put it there for a reason
_INVISIBLE = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
_RISKS = {"critical": Risk.CRITICAL, "caution": Risk.CAUTION}
_DEEPEST_LIST = 3  # A4 has no room for more, and markdown-it drops text below its own limit
_MADE_OF = "a handout is made of headings, paragraphs, lists, tables, images and the ::: containers"
_ID_HINT = "end the block in {#name.of-it} or {#name.of-it .critical}: letters a to z, digits, dots and hyphens"

_MARKDOWN = MarkdownIt("commonmark").enable("table").disable(["html_inline", "entity"])
for _name in CONTAINERS:
    _MARKDOWN.use(container_plugin, _name)


def segment(text: str, *, domain: str, path: str) -> tuple[Block, ...]:
    """Return the blocks of *text*, whatever its line ends are.

    Raises ``SourceError`` with the line for Markdown that a handout may not hold, and for an
    id that stands twice.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    reader = _Reader(domain=domain, path=path, lines=tuple(text.split("\n")))
    _check_characters(reader)
    _check_containers(reader)
    environment: dict[str, dict[str, dict[str, list[int]]]] = {}
    root = SyntaxTreeNode(_MARKDOWN.parse(text, environment))
    for label, definition in environment.get("references", {}).items():
        line = definition["map"][0] + 1
        if label.startswith("^"):
            reader.unsupported("a footnote", line, "say it in the text")
        reader.unsupported("a link definition", line, "put the address into the link: [text](https://…)")
    blocks = tuple(reader.block(node) for node in root.children)
    _check_ids(blocks)
    _check_levels(blocks, reader)
    return _with_sections(blocks)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Turns markdown-it nodes into blocks; knows only which file they are from."""

    domain: str
    path: str
    lines: tuple[str, ...]

    def at(self, line: int) -> Location:
        return Location(self.path, line)

    def refuse(self, statement: str, line: int, hint: str) -> NoReturn:
        raise SourceError(statement, at=self.at(line), hint=hint)

    def unsupported(self, what: str, line: int, hint: str = _MADE_OF) -> NoReturn:
        self.refuse(f"{what} is not supported here", line, hint)

    def block(self, node: SyntaxTreeNode) -> Block:
        read = _READERS.get(node.type)
        if read is None and not node.type.startswith("container_"):
            self.unsupported(*_named(node.type, _line(node)))
        return (read or _container)(self, node)

    def message(self, node: SyntaxTreeNode, role: str) -> Message:
        """Read the inline content of *node*, and the ``{#id .class}`` at its end."""
        inline = next(child for child in node.children if child.type == "inline")
        _check_nodes(self, inline)
        _check_text(self, inline.content, _line(node))
        message = self.attributed(inline.content, _line(node), role)
        _check_marks(self, message)
        return message

    def attributed(self, raw: str, line: int, role: str) -> Message:
        """Return the message of *raw*, its id and risk taken from the ``{…}`` at the end."""
        found = _ATTRIBUTES.search(raw)
        names = found["inside"].split() if found else []
        ids = [self.identifier(name, line) for name in names if not name.startswith(".")]
        risks = [self.risk(name, line) for name in names if name.startswith(".")]
        text = _SPACES.sub(" ", raw[: found.start()] if found else raw).strip(" ")
        if len(ids) > 1 or len(risks) > 1:
            self.refuse("a message has one id, and at most one of .critical and .caution", line, _ID_HINT)
        if re.search(r"\{\s*[#.]", text):
            self.refuse("a {#…} stands inside the text", line, _ID_HINT)
        if not plain(text).strip():
            self.refuse("there is no text here", line, "write the text, or remove the block with its id")
        return Message(
            text=text,
            id=ids[0] if ids else None,
            role=role,
            risk=risks[0] if risks else Risk.ORDINARY,
            domain=self.domain,
            location=self.at(line),
        )

    def identifier(self, name: str, line: int) -> str:
        if not (name.startswith("#") and _ID.fullmatch(name[1:])):
            self.refuse(f"{name} cannot be an id", line, _ID_HINT)
        return name[1:]

    def risk(self, name: str, line: int) -> Risk:
        if name[1:] not in _RISKS:
            self.unsupported(f"the class {name}", line, "use .critical or .caution")
        return _RISKS[name[1:]]


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


def _named(kind: str, line: int) -> tuple[str, int, str]:
    what, hint = _REFUSED.get(kind, (f"this {kind.replace('_', ' ')}", _MADE_OF))
    return what, line, hint


def _check_nodes(reader: _Reader, inline: SyntaxTreeNode) -> None:
    """Refuse inline code, breaks, images and link titles, each with its own line."""
    line = _line(inline)
    for child in inline.walk():
        line += child.type == "softbreak"
        if child.type in _REFUSED:
            reader.unsupported(*_named(child.type, line))
        if child.type == "link" and child.attrs.get("title"):
            reader.unsupported("a link title", line, "say it in the text; a title is lost on paper")


def _check_text(reader: _Reader, text: str, line: int) -> None:
    """Refuse what other kinds of Markdown have: it would be printed as it is typed."""
    for pattern, what, hint in _LOOK_ALIKES:
        if found := pattern.search(text):
            reader.unsupported(what, line + text.count("\n", 0, found.start()), hint)


def _check_marks(reader: _Reader, message: Message) -> None:
    """Refuse emphasis and links that do not work out, and targets that nobody could follow."""
    line = message.location.line
    for mark in ("**", "](", "]["):
        if mark in plain(message.text):
            hint = "no space just inside **…** or between ] and (; every [ and * that opens is closed"
            reader.refuse(f"{mark} would be printed as it stands", line, hint)
    for link in links(message.text):
        if not _TARGET.match(link.href):
            reader.unsupported(f"a link to {link.href!r}", line, "begin the address with https://, mailto: or tel:")
        if not link.children:
            reader.refuse("a link has no words", line, "write the address as its text, too: paper has no links")


def _line(node: SyntaxTreeNode) -> int:
    while node.map is None and node.parent is not None:
        node = node.parent
    return node.map[0] + 1 if node.map else 1


def _heading(reader: _Reader, node: SyntaxTreeNode) -> Block:
    level = int(node.tag[1])
    role = "title" if level == 1 else f"heading {level}"
    return Block(kind=BlockKind.HEADING, message=reader.message(node, role), level=level)


def _paragraph(reader: _Reader, node: SyntaxTreeNode) -> Block:
    content = node.children[0].content
    image = _IMAGE.fullmatch(_ATTRIBUTES.sub("", content).strip())
    if image:
        return _picture(reader, node, image, content)
    kinds = [child.type for child in node.children[0].children]
    if kinds[:1] == ["image"] and node.children[0].children[0].attrs.get("title"):
        reader.unsupported("an image title", _line(node), "say it in the text; a title is lost on paper")
    return Block(kind=BlockKind.PARAGRAPH, message=reader.message(node, "paragraph"))


def _picture(reader: _Reader, node: SyntaxTreeNode, image: re.Match[str], content: str) -> Block:
    line = _line(node)
    if not image["alt"].strip():
        reader.unsupported("an image without alternative text", line, "describe it inside the [ ]")
    for child in node.children[0].children[0].children:
        _check_nodes(reader, child)
    _check_text(reader, image["alt"], line)
    attributes = _ATTRIBUTES.search(content)
    message = reader.attributed(
        image["alt"] + (attributes[0] if attributes else ""), line, "alternative text of an image"
    )
    return Block(kind=BlockKind.IMAGE, message=message, name=image["path"])


def _list(kind: BlockKind) -> Callable[[_Reader, SyntaxTreeNode], Block]:
    def read(reader: _Reader, node: SyntaxTreeNode) -> Block:
        if node.level // 2 >= _DEEPEST_LIST:
            reader.unsupported("a list this deep", _line(node), f"lists go {_DEEPEST_LIST} levels deep")
        if node.attrs.get("start", 1) != 1:
            reader.unsupported(
                f"a numbered list that begins at {node.attrs['start']}", _line(node), "lists are numbered from 1"
            )
        return Block(kind=kind, children=tuple(reader.block(child) for child in node.children))

    return read


def _item(reader: _Reader, node: SyntaxTreeNode) -> Block:
    if not node.children or node.children[0].type != "paragraph":
        reader.refuse("a list item begins without a sentence", _line(node), "write text after the mark of the item")
    first, *rest = node.children
    for child in rest:
        if child.type == "paragraph":
            reader.unsupported("more than one paragraph in a list item", _line(child), "make it two items")
        if child.type not in {"bullet_list", "ordered_list"}:
            what, line, _ = _named(child.type, _line(child))
            reader.unsupported(f"{what} inside a list item", line, "put it after the list")
    return Block(
        kind=BlockKind.ITEM,
        message=reader.message(first, "list item"),
        children=tuple(reader.block(child) for child in rest),
    )


def _table(reader: _Reader, node: SyntaxTreeNode) -> Block:
    rows = [row for part in node.children for row in part.children]
    return Block(kind=BlockKind.TABLE, children=tuple(_row(reader, row) for row in rows))


def _row(reader: _Reader, node: SyntaxTreeNode) -> Block:
    line, columns = _line(node), len(node.children)
    written = len(_CELL_END.split(reader.lines[line - 1].strip().removeprefix("|").removesuffix("|")))
    if written > columns:
        reader.refuse(
            f"this row has {written} cells, the table {columns} columns",
            line,
            "add a heading, or write \\| for a | in the text",
        )
    kinds = {"th": BlockKind.HEADER_CELL, "td": BlockKind.CELL}
    cells = (Block(kind=kinds[cell.type], message=_cell_message(reader, cell)) for cell in node.children)
    return Block(kind=BlockKind.ROW, children=tuple(cells))


def _cell_message(reader: _Reader, cell: SyntaxTreeNode) -> Message | None:
    if not cell.children[0].content.strip():
        return None
    return reader.message(cell, "table heading" if cell.type == "th" else "table cell")


def _container(reader: _Reader, node: SyntaxTreeNode) -> Block:
    name = node.type.removeprefix("container_")
    if not node.children:
        reader.refuse(f"::: {name} is empty", _line(node), "give it a heading and a list")
    children = tuple(reader.block(child) for child in node.children)
    nested = [item for child in children for item in child.children if item.children]
    if name == "my-plan" and nested and nested[0].message:
        line = nested[0].message.location.line
        reader.unsupported("a list inside a list of ::: my-plan", line, "make one list; every item gets a line")
    return Block(kind=BlockKind.CONTAINER, name=name, children=children)


_READERS: dict[str, Callable[[_Reader, SyntaxTreeNode], Block]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "bullet_list": _list(BlockKind.BULLET_LIST),
    "ordered_list": _list(BlockKind.ORDERED_LIST),
    "list_item": _item,
    "table": _table,
}


def _check_characters(reader: _Reader) -> None:
    """Refuse what nobody can see and no translator would copy, such as a zero-width space."""
    for number, line in enumerate(reader.lines, start=1):
        for character in line:
            if character != "\t" and unicodedata.category(character) in _INVISIBLE:
                name = unicodedata.name(character, "a control character")
                reader.refuse(
                    f"the invisible character U+{ord(character):04X} ({name}) stands in this line",
                    number,
                    "delete it; most often it was pasted in with other text",
                )


def _check_containers(reader: _Reader) -> None:
    """Refuse unknown and unclosed ``:::``: markdown-it would take them for text or run on."""
    opened: tuple[str, int] | None = None
    for number, line in enumerate(reader.lines, start=1):
        match = _CONTAINER_LINE.fullmatch(line)
        if not match:
            continue
        name = match["name"].strip()
        if match["indent"] or len(match["marks"]) > len(":::"):
            reader.unsupported("this :::", number, "write three colons at the very start of the line")
        if not name and opened is None:
            reader.refuse("this ::: closes nothing", number, "remove it")
        if name:
            _check_container_name(reader, name, number)
        if name and opened:
            reader.unsupported(
                "a container inside a container", number, f"close ::: {opened[0]} first, with a line :::"
            )
        opened = (name, number) if name else None
    if opened:
        reader.refuse(f"::: {opened[0]} is never closed", opened[1], "end it with a line :::")


def _check_container_name(reader: _Reader, name: str, line: int) -> None:
    if name in CONTAINERS:
        return
    first = name.split(maxsplit=1)[0]
    if first in CONTAINERS:
        reader.unsupported(
            f"{name.removeprefix(first).strip()!r} after ::: {first}", line, "write it into the container"
        )
    guess = difflib.get_close_matches(first.lower(), CONTAINERS, n=1)
    known = f"known are: {', '.join(CONTAINERS)}"
    reader.unsupported(f"the container ::: {name}", line, f"write ::: {guess[0]}" if guess else known)


def _check_ids(blocks: tuple[Block, ...]) -> None:
    seen: dict[str, Message] = {}
    for message in (m for block in blocks for m in block.messages() if m.id):
        earlier = seen.setdefault(message.id or "", message)
        if earlier is not message:
            raise SourceError(
                f"the id #{message.id} stands at {earlier.location} already",
                at=message.location,
                hint="an id names one message for ever: give this one an id of its own",
            )


def _check_levels(blocks: tuple[Block, ...], reader: _Reader) -> None:
    """Refuse a second title, and a skipped level: an outline would have a hole (WCAG 1.3.1)."""
    previous = 0
    for block in (inner for top in blocks for inner in top.walk()):
        if block.kind is BlockKind.HEADING and block.message:
            line = block.message.location.line
            if previous == 0 and block.level > 1:
                reader.refuse(
                    "the first heading is not the title", line, "begin with a title: # Words of the title {#title}"
                )
            if block.level == 1 and previous:
                reader.refuse("a handout has one title, and this is a second", line, "write ## for a heading")
            if block.level > previous + 1:
                what = f"a level {block.level} heading under a level {previous} heading"
                reader.unsupported(what, line, f"write {'#' * (previous + 1)}")
            previous = block.level


def _with_sections(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Tell every message under which heading it stands; translators need the place."""
    section = ""

    def place(block: Block) -> Block:
        nonlocal section
        if block.kind is BlockKind.HEADING and block.message and block.level > 1:
            section = block.message.text
        message = block.message and replace(block.message, section=section)
        return replace(block, message=message, children=tuple(place(b) for b in block.children))

    return tuple(place(block) for block in blocks)
