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

from pnsi18n.model.handout import CONTAINERS, Block, BlockKind
from pnsi18n.model.message import Message, Risk
from pnsi18n.text.inline import plain
from pnsi18n.text.refusals import (
    Source,
    check_characters,
    check_containers,
    check_ids,
    check_levels,
    check_marks,
    check_nodes,
    check_text,
    line_of,
    named,
)

_ATTRIBUTES = re.compile(r"\s*\{\s*(?P<inside>[#.][^{}]*)\}\s*$")
_ID = re.compile(r"[A-Za-z]([A-Za-z0-9._\-]*[A-Za-z0-9])?")
_IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<path>[^)\s]+)\)")
_CELL_END = re.compile(r"(?<!\\)\|")
_SPACES = re.compile(r"[ \t\n]+")  # not the no-break space: the author put it there for a reason
_RISKS = {"critical": Risk.CRITICAL, "caution": Risk.CAUTION}
_DEEPEST_LIST = 3  # A4 has no room for more, and markdown-it drops text below its own limit
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
    check_characters(reader)
    check_containers(reader)
    environment: dict[str, dict[str, dict[str, list[int]]]] = {}
    root = SyntaxTreeNode(_MARKDOWN.parse(text, environment))
    for label, definition in environment.get("references", {}).items():
        line = definition["map"][0] + 1
        if label.startswith("^"):
            reader.unsupported("a footnote", line, "say it in the text")
        reader.unsupported("a link definition", line, "put the address into the link: [text](https://…)")
    blocks = tuple(reader.block(node) for node in root.children)
    check_ids(blocks)
    check_levels(blocks, reader)
    return _with_sections(blocks)


@dataclass(frozen=True, slots=True)
class _Reader(Source):
    """Turns markdown-it nodes into blocks."""

    domain: str

    def block(self, node: SyntaxTreeNode) -> Block:
        read = _READERS.get(node.type)
        if read is None and not node.type.startswith("container_"):
            self.unsupported(*named(node.type, line_of(node)))
        return (read or _container)(self, node)

    def message(self, node: SyntaxTreeNode, role: str) -> Message:
        """Read the inline content of *node*, and the ``{#id .class}`` at its end."""
        inline = next(child for child in node.children if child.type == "inline")
        check_nodes(self, inline)
        check_text(self, inline.content, line_of(node))
        message = self.attributed(inline.content, line_of(node), role)
        check_marks(self, message)
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
        reader.unsupported("an image title", line_of(node), "say it in the text; a title is lost on paper")
    return Block(kind=BlockKind.PARAGRAPH, message=reader.message(node, "paragraph"))


def _picture(reader: _Reader, node: SyntaxTreeNode, image: re.Match[str], content: str) -> Block:
    line = line_of(node)
    if not image["alt"].strip():
        reader.unsupported("an image without alternative text", line, "describe it inside the [ ]")
    for child in node.children[0].children[0].children:
        check_nodes(reader, child)
    check_text(reader, image["alt"], line)
    attributes = _ATTRIBUTES.search(content)
    message = reader.attributed(
        image["alt"] + (attributes[0] if attributes else ""), line, "alternative text of an image"
    )
    return Block(kind=BlockKind.IMAGE, message=message, name=image["path"])


def _list(kind: BlockKind) -> Callable[[_Reader, SyntaxTreeNode], Block]:
    def read(reader: _Reader, node: SyntaxTreeNode) -> Block:
        if node.level // 2 >= _DEEPEST_LIST:
            reader.unsupported("a list this deep", line_of(node), f"lists go {_DEEPEST_LIST} levels deep")
        if node.attrs.get("start", 1) != 1:
            reader.unsupported(
                f"a numbered list that begins at {node.attrs['start']}", line_of(node), "lists are numbered from 1"
            )
        return Block(kind=kind, children=tuple(reader.block(child) for child in node.children))

    return read


def _item(reader: _Reader, node: SyntaxTreeNode) -> Block:
    if not node.children or node.children[0].type != "paragraph":
        reader.refuse("a list item begins without a sentence", line_of(node), "write text after the mark of the item")
    first, *rest = node.children
    for child in rest:
        if child.type == "paragraph":
            reader.unsupported("more than one paragraph in a list item", line_of(child), "make it two items")
        if child.type not in {"bullet_list", "ordered_list"}:
            what, line, _ = named(child.type, line_of(child))
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
    line, columns = line_of(node), len(node.children)
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
        reader.refuse(f"::: {name} is empty", line_of(node), "give it a heading and a list")
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
