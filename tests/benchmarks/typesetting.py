"""The same sheet for other programs: HTML with its styles for WeasyPrint, and markup for Typst."""

from __future__ import annotations

from collections.abc import Iterator

from pnsi18n.adapters.painting import Painter
from pnsi18n.model.edition import Edition, Job
from pnsi18n.model.handout import Block, BlockKind

_PAGE = """\
#set page(paper: "us-letter", margin: 18mm, numbering: "1 / 1", header: text(8pt)[{band}])
#set text(font: ({fonts}), size: {size}pt, lang: "{lang}", dir: {direction})
#set par(leading: {leading}em)
#set document(title: {title})
"""


def html_of(job: Job) -> str:
    """Return the sheet of *job* as one HTML file."""
    return job.html.replace("</head>", f"<style>{job.css}</style></head>")


def typst_of(edition: Edition) -> str:
    """Return *edition* as Typst markup: the same texts, headings, lists and boxes; no seal, no record, no code."""
    painter, language = Painter(edition), edition.language
    title = painter.plain(edition.printed[edition.handout.title.key])
    head = _PAGE.format(
        band=f"#{_quoted(edition.words.get('draft.translation', 'Draft'))}",
        fonts=", ".join(_quoted(font) for font in language.fonts) + ",",
        size=language.font_size,
        lang=language.tag.partition("-")[0],
        direction=language.direction,
        leading=round(language.line_height - 0.75, 2),
        title=_quoted(title),
    )
    return head + "\n".join(line for block in edition.handout.blocks for line in _lines(block, edition, painter)) + "\n"


def _lines(block: Block, edition: Edition, painter: Painter) -> Iterator[str]:
    text = f"#{_quoted(painter.plain(edition.printed[block.message.key]))}" if block.message else ""
    inside = [line for child in block.children for line in _lines(child, edition, painter)]
    match block.kind:
        case BlockKind.HEADING:
            yield f"#heading(level: {block.level})[{text}]"
        case BlockKind.PARAGRAPH:
            yield f"{text}\n"
        case BlockKind.BULLET_LIST | BlockKind.ORDERED_LIST:
            yield f"#{'list' if block.kind is BlockKind.BULLET_LIST else 'enum'}({', '.join(inside)})"
        case BlockKind.ITEM:
            yield f"[{text} {' '.join(inside)}]"
        case BlockKind.CONTAINER:
            yield "#block(stroke: 2pt, inset: 8pt, width: 100%, breakable: false)["
            yield from inside
            yield "]"
        case _:
            yield from inside


def _quoted(text: str) -> str:
    """Return *text* as a string of Typst."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
