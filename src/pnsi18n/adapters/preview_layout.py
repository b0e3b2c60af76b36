"""Lay out the preview: English and translation side by side, what is said of them, the printed page."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources

from markupsafe import Markup

from pnsi18n.adapters import layouts
from pnsi18n.adapters.evidence_layout import BOXES
from pnsi18n.model.finding import Excerpt, Severity
from pnsi18n.model.language import Language
from pnsi18n.model.message import Risk
from pnsi18n.model.packet import PacketPart, PacketRow, Standing
from pnsi18n.model.preview import Preview, Spot
from pnsi18n.text.excerpts import Look, Stretch, english_of, in_lines, in_one_line, isolated, spotted
from pnsi18n.text.inline import plain

_CODE = 16  # hexadecimal digits of a picture's name: another picture has another name
_PLAIN = Markup("{}")
_TAGS = {
    Look.SPOT: Markup("<mark>{}</mark>"),
    Look.REMOVED: Markup("<del>{}</del>"),
    Look.ADDED: Markup("<ins>{}</ins>"),
    Look.REMARK: Markup("<small>{}</small>"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """A message as it is shown; ``spot`` is where it stands on the printed sheet, if that is known."""

    row: PacketRow
    english: Markup
    own: Markup
    spot: Spot | None

    @property
    def is_sound(self) -> bool:
        """Whether there is nothing to do about it."""
        worrying = any(one.severity is not Severity.NOTE for one in self.row.findings)
        return self.row.standing is Standing.TRANSLATED and not worrying and not self.row.in_english

    @property
    def risk(self) -> str:
        """What a wrong translation could do, where that is out of the ordinary."""
        return "" if self.row.message.risk is Risk.ORDINARY else self.row.message.risk.value


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """A part of the handout with its rows."""

    title: str
    box: str
    rows: tuple[RowView, ...]


def page_files(language: Language) -> dict[str, bytes]:
    """Return style, script and icon of a preview in *language*, by name."""
    package = resources.files("pnsi18n")
    return {
        "preview.css": layouts.render("preview.css", {"language": language}).encode(),
        "preview.js": package.joinpath("templates", "preview.js").read_bytes(),
        "checklist.svg": package.joinpath("pictograms", "checklist.svg").read_bytes(),
    }


def picture_files(preview: Preview) -> dict[str, bytes]:
    """Return the pictures of the sheet by name."""
    return {_name(picture): picture for picture in (preview.sheet.pictures if preview.sheet else ())}


def _name(picture: bytes) -> str:
    return f"{hashlib.sha256(picture).hexdigest()[:_CODE]}.png"


def page_html(preview: Preview) -> str:
    """Return the HTML of *preview*; what a catalog holds enters as text, never as markup."""
    packet = preview.packet
    spots = preview.sheet.spots if preview.sheet else {}
    parts = [_part(part, spots, number == 0) for number, part in enumerate(packet.parts)] if packet else []
    rows = [row for part in parts for row in part.rows]
    values = {
        "preview": preview,
        "packet": packet,
        "parts": parts,
        "todo": sum(not row.is_sound for row in rows),
        "total": len(rows),
        "pictures": [_name(picture) for picture in (preview.sheet.pictures if preview.sheet else ())],
        "said": _said,
    }
    return layouts.render("preview.html", values)


def _part(part: PacketPart, spots: Mapping[str, Spot], first: bool) -> PartView:  # noqa: FBT001
    if part.of_page:
        title = "Words that the page itself prints"
    elif part.heading:
        title = plain(part.heading.text)
    else:
        title = "Top of the page" if first else "More of the page"
    rows = tuple(_row(row, {} if part.of_page else spots) for row in part.rows)
    return PartView(title=title, box=BOXES.get(part.box, part.box), rows=rows)


def _row(row: PacketRow, spots: Mapping[str, Spot]) -> RowView:
    excerpt = Excerpt(english=row.message.text, translation=row.translation, earlier=row.made_for)
    marked = [finding.spot for finding in row.findings]
    return RowView(
        row=row,
        english=_shown(english_of(excerpt, marked)),
        own=_shown(spotted(row.translation, marked)),
        spot=spots.get(row.message.id or row.message.text),
    )


def _shown(stretches: Iterable[Stretch]) -> Markup:
    """Return *stretches* as HTML; each line by itself, so that its directions stay its own."""
    lines = (Markup("").join(_tagged(one) for one in isolated(line)) for line in in_lines(stretches))
    return Markup("\n").join(lines)


def _tagged(stretch: Stretch) -> Markup:
    return _TAGS.get(stretch.look, _PLAIN).format(stretch.text) if stretch.text else Markup()


def _said(text: str) -> str:
    """Return a sentence of ours in one line, with what it quotes from right to left isolated."""
    return "".join(one.text for one in isolated([Stretch(Look.PLAIN, in_one_line(text))], ours=True))
