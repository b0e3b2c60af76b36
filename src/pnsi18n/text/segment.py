"""Cut a Markdown document into a tree of blocks, one message a translatable block.

CommonMark with tables and ``:::`` containers, parsed by markdown-it-py. What a handout may not
hold (code, quotes, rules, HTML, link titles …) is refused with its line; nothing is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.container import container_plugin

from pnsi18n.errors import SourceError
from pnsi18n.model.finding import Location
from pnsi18n.model.handout import CONTAINERS, Block, BlockKind
from pnsi18n.model.message import Message, Risk

_ATTRIBUTES = re.compile(r"\s*\{(?=[#.])(?:\#(?P<id>[A-Za-z][\w.\-]*))?(?P<classes>(?:\s*\.[a-z\-]+)*)\s*\}\s*$")
_CONTAINER_LINE = re.compile(r"^\s{0,3}:::+\s*(?P<name>\S+)?")
_IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<path>[^)\s]+)\)")
_RISKS = {"critical": Risk.CRITICAL, "caution": Risk.CAUTION}
_SUPPORTED = "headings, paragraphs, lists, tables, images and the ::: containers"

_MARKDOWN = MarkdownIt("commonmark").enable("table").disable(["html_inline", "entity"])
for _name in CONTAINERS:
    _MARKDOWN.use(container_plugin, _name)


def segment(text: str, *, domain: str, path: str) -> tuple[Block, ...]:
    """Return the blocks of *text*.

    Raises ``SourceError`` with the line for Markdown that a handout may not hold, and for an
    id that stands twice.
    """
    environment: dict[str, dict[str, dict[str, list[int]]]] = {}
    tokens = _MARKDOWN.parse(text, environment)
    reader = _Reader(domain=domain, path=path)
    for definition in environment.get("references", {}).values():
        reader.refuse("a link definition", definition["map"][0] + 1)
    _check_containers(text, reader)
    root = SyntaxTreeNode(tokens)
    blocks = tuple(reader.block(node) for node in root.children)
    _check_ids(blocks)
    _check_levels(blocks, reader)
    return _with_sections(blocks)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Turns markdown-it nodes into blocks; knows only which file they are from."""

    domain: str
    path: str

    def at(self, line: int) -> Location:
        return Location(self.path, line)

    def refuse(self, what: str, line: int, hint: str = f"a handout is made of {_SUPPORTED}") -> None:
        raise SourceError(f"{what} is not supported here", at=self.at(line), hint=hint)

    def block(self, node: SyntaxTreeNode) -> Block:
        read = _READERS.get(node.type)
        if read is None and not node.type.startswith("container_"):
            self.refuse(_NAMES.get(node.type, node.type.replace("_", " ")), _line(node))
        return (read or _container)(self, node)

    def message(self, node: SyntaxTreeNode, role: str) -> Message:
        """Read the inline content of *node*, and the ``{#id .class}`` at its end."""
        inline = next(child for child in node.children if child.type == "inline")
        self.check_inline(inline)
        raw = inline.content
        attributes = _ATTRIBUTES.search(raw)
        classes = attributes["classes"].replace(".", " ").split() if attributes else []
        for name in classes:
            if name not in _RISKS:
                self.refuse(f"the class .{name}", _line(node), "use .critical or .caution")
        message = Message(
            text=" ".join((raw[: attributes.start()] if attributes else raw).split()),
            id=attributes["id"] if attributes else None,
            role=role,
            risk=next((_RISKS[name] for name in classes), Risk.ORDINARY),
            domain=self.domain,
            location=self.at(_line(node)),
        )
        if "{#" in message.text or "{." in message.text:
            self.refuse("this {…}", _line(node), "an id is written {#letters.and-dots} at the end")
        if not message.text:
            self.refuse("a block with an id and no text", _line(node), "write the text, or remove the id")
        return message

    def check_inline(self, inline: SyntaxTreeNode) -> None:
        for child in inline.walk():
            if child.type in {"code_inline", "hardbreak", "image", "html_inline"}:
                self.refuse(_NAMES[child.type], _line(inline))
            if child.type == "link" and child.attrs.get("title"):
                self.refuse("a link title", _line(inline), "say it in the text; a title is lost on paper")
        if re.search(r"<[A-Za-z/!]", inline.content):
            self.refuse("HTML", _line(inline))


_NAMES = {
    "code_inline": "inline code",
    "hardbreak": "a hard line break",
    "image": "an image inside a sentence",
    "html_inline": "HTML",
    "html_block": "HTML",
    "fence": "a code block",
    "code_block": "a code block (four spaces at the start of a line)",
    "blockquote": "a quotation",
    "hr": "a horizontal rule",
}


def _line(node: SyntaxTreeNode) -> int:
    while node.map is None and node.parent is not None:
        node = node.parent
    return node.map[0] + 1 if node.map else 1


def _heading(reader: _Reader, node: SyntaxTreeNode) -> Block:
    level = int(node.tag[1])
    role = "title" if level == 1 else f"heading {level}"
    return Block(kind=BlockKind.HEADING, message=reader.message(node, role), level=level)


def _paragraph(reader: _Reader, node: SyntaxTreeNode) -> Block:
    inline = node.children[0]
    content = inline.content
    attributes = _ATTRIBUTES.search(content)
    image = _IMAGE.fullmatch((content[: attributes.start()] if attributes else content).strip())
    if image:
        return _picture(reader, node, image, attributes)
    return Block(kind=BlockKind.PARAGRAPH, message=reader.message(node, "paragraph"))


def _picture(reader: _Reader, node: SyntaxTreeNode, image: re.Match[str], attributes: re.Match[str] | None) -> Block:
    if not image["alt"].strip():
        reader.refuse("an image without alternative text", _line(node), "describe it inside the [ ]")
    message = Message(
        text=" ".join(image["alt"].split()),
        id=attributes["id"] if attributes else None,
        role="alternative text of an image",
        domain=reader.domain,
        location=reader.at(_line(node)),
    )
    return Block(kind=BlockKind.IMAGE, message=message, name=image["path"])


def _list(kind: BlockKind) -> Callable[[_Reader, SyntaxTreeNode], Block]:
    def read(reader: _Reader, node: SyntaxTreeNode) -> Block:
        return Block(kind=kind, children=tuple(reader.block(child) for child in node.children))

    return read


def _item(reader: _Reader, node: SyntaxTreeNode) -> Block:
    if not node.children or node.children[0].type != "paragraph":
        reader.refuse("a list item without a sentence of its own", _line(node))
    first, *rest = node.children
    for child in rest:
        if child.type not in {"bullet_list", "ordered_list"}:
            reader.refuse("more than one paragraph in a list item", _line(child), "make it two items")
    return Block(
        kind=BlockKind.ITEM,
        message=reader.message(first, "list item"),
        children=tuple(reader.block(child) for child in rest),
    )


def _table(reader: _Reader, node: SyntaxTreeNode) -> Block:
    rows = [row for part in node.children for row in part.children]
    return Block(kind=BlockKind.TABLE, children=tuple(_row(reader, row) for row in rows))


def _row(reader: _Reader, node: SyntaxTreeNode) -> Block:
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
        reader.refuse(f"an empty ::: {name}", _line(node), "give it a heading and a list")
    children = tuple(reader.block(child) for child in node.children)
    return Block(kind=BlockKind.CONTAINER, name=name, children=children)


_READERS: dict[str, Callable[[_Reader, SyntaxTreeNode], Block]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "bullet_list": _list(BlockKind.BULLET_LIST),
    "ordered_list": _list(BlockKind.ORDERED_LIST),
    "list_item": _item,
    "table": _table,
}


def _check_containers(text: str, reader: _Reader) -> None:
    """Refuse unknown and unclosed ``:::``: markdown-it would take them for text or run on."""
    opened: list[tuple[str, int]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        match = _CONTAINER_LINE.match(line)
        if match and match["name"]:
            if match["name"] not in CONTAINERS:
                known = ", ".join(CONTAINERS)
                reader.refuse(f"the container ::: {match['name']}", number, f"known are: {known}")
            if opened:
                reader.refuse("a container inside a container", number, "close the first with :::")
            opened.append((match["name"], number))
        elif match:
            if not opened:
                reader.refuse("a ::: that closes nothing", number, "remove it")
            opened.pop()
    for name, number in opened:
        raise SourceError(f"::: {name} is never closed", at=reader.at(number), hint="end it with a line :::")


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
    """Refuse a skipped heading level: a screen reader's outline would have a hole (WCAG 1.3.1)."""
    previous = 0
    for block in (inner for top in blocks for inner in top.walk()):
        if block.kind is BlockKind.HEADING and block.message:
            if block.level > previous + 1:
                reader.refuse(
                    f"a level {block.level} heading under level {previous}",
                    block.message.location.line,
                    f"use level {previous + 1}",
                )
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
