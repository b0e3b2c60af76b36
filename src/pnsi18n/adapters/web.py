"""Lay out an edition as one web page that needs nothing but itself: styles and pictures are inside."""

from __future__ import annotations

import base64
from importlib import resources

from markupsafe import Markup

from pnsi18n.adapters.layouts import page_words, render, values_of
from pnsi18n.adapters.painting import Painter
from pnsi18n.adapters.seal import EMPTY_SEAL
from pnsi18n.model.edition import Edition, EditionState
from pnsi18n.model.handout import CONTAINERS
from pnsi18n.model.language import ENGLISH, Language
from pnsi18n.text.placeholders import Placeholder

RECORD_ID = "pnsi18n-record"
_PHONES = ("emergency_number", "clinic_phone")
# What shows a script on a machine without the font that is printed with: macOS and iOS, Windows, Android.
_STAND_INS = {
    "Noto Sans": ("Segoe UI", "Roboto", "Helvetica Neue", "Arial"),
    "Noto Naskh Arabic": ("Geeza Pro", "Segoe UI", "Tahoma"),
    "Noto Nastaliq Urdu": ("Jameel Noori Nastaleeq", "Urdu Typesetting"),
    "Noto Sans Devanagari": ("Kohinoor Devanagari", "Nirmala UI"),
    "Noto Sans Bengali": ("Kohinoor Bangla", "Nirmala UI"),
    "Noto Sans Khmer": ("Khmer Sangam MN", "Leelawadee UI"),
    "Noto Sans Lao": ("Lao Sangam MN", "Leelawadee UI"),
    "Noto Sans Thai": ("Thonburi", "Leelawadee UI"),
    "Noto Sans Myanmar": ("Myanmar Sangam MN", "Myanmar Text"),
    "Noto Sans Ethiopic": ("Kefa", "Ebrima"),
    "Noto Sans Hebrew": ("Arial Hebrew", "Segoe UI"),
    "Noto Sans CJK SC": ("Noto Sans SC", "PingFang SC", "Microsoft YaHei"),
    "Noto Sans CJK TC": ("Noto Sans TC", "PingFang TC", "Microsoft JhengHei"),
    "Noto Sans CJK JP": ("Noto Sans JP", "Hiragino Sans", "Yu Gothic"),
    "Noto Sans CJK KR": ("Noto Sans KR", "Apple SD Gothic Neo", "Malgun Gothic"),
}


class _WebPainter(Painter):
    """Paints as for paper; a phone number is a link that a phone dials."""

    def heading(self, text: str) -> str:
        """Return *text* as it is: on a phone, a whole clause may be wider than the screen."""
        return text

    def _placeholder(self, node: Placeholder, language: Language) -> Markup:
        painted = super()._placeholder(node, language)
        number = getattr(self.edition.region, node.name) if node.name in _PHONES else ""
        digits = "".join(c for c in number if c.isascii() and (c.isdigit() or c in "+*#"))
        return Markup('<a href="tel:{}">{}</a>').format(digits.replace("#", "%23"), painted) if digits else painted


def font_stack(language: Language) -> Markup:
    """Return the CSS families of *language*: what is printed with, and what stands in for it."""
    families = [name for font in language.fonts for name in (font, *_STAND_INS.get(font, ()))]
    return Markup(", ").join([*(Markup("'{}'").format(name) for name in families), Markup("sans-serif")])


def pictogram(name: str) -> str:
    """Return the pictogram *name* as a data URI (RFC 2397)."""
    content = resources.files("pnsi18n").joinpath("pictograms", f"{name}.svg").read_bytes()
    return f"data:image/svg+xml;base64,{base64.b64encode(content).decode()}"


def render_page(edition: Edition, record: str) -> str:
    """Return *edition* as a web page that carries *record*, with an empty seal."""
    painter = _WebPainter(edition)
    english = {message.id: message.text for message in page_words()}
    style = {
        "language": edition.language,
        "stack": font_stack(edition.language),
        "latin_stack": font_stack(ENGLISH),
        "pictograms": {name: pictogram(name) for name in CONTAINERS},
        "draft": edition.state is not EditionState.APPROVED,
    }
    values = {
        **values_of(edition, painter),
        "own": lambda identifier, **filled: painter.word(identifier, english[identifier], **filled),
        "english": lambda identifier, **filled: painter.english_word(identifier, english[identifier], **filled),
        "css": Markup(render("web.css", style)),  # noqa: S704 -- our own file; Jinja has escaped what it was filled with
        "seal": Markup(EMPTY_SEAL),  # noqa: S704 -- ours
        "record_id": RECORD_ID,
        "record": inside_script(record),
    }
    return render("web.html", values)


def inside_script(json: str) -> Markup:
    """Return *json* so that nothing in it ends the ``<script>`` it stands in (HTML, 4.12.1.3)."""
    return Markup(json.replace("<", "\\u003c"))  # noqa: S704 -- without < there is no markup
