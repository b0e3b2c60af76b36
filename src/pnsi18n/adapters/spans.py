"""Name each text of a document, so that the proof-reader finds it again on the pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from pnsi18n.adapters.painting import Painter
from pnsi18n.model.language import ENGLISH, Language
from pnsi18n.text.inline import Node
from pnsi18n.text.showing import breakable


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A text and its HTML; ``name`` tells it from the others of the document.

    A template prints it as it is: ``{{ row.english }}``.
    """

    name: str
    text: str
    html: Markup
    attributes: Markup

    def __html__(self) -> str:
        return Markup('<span data-message="{}"{}>{}</span>').format(self.name, self.attributes, self.html)


def said(name: str, text: str) -> Span:
    """Return a span of plain English."""
    return Span(name=name, text=text, html=escape(breakable(text)), attributes=Markup())


def painted(name: str, nodes: tuple[Node, ...], painter: Painter, language: Language) -> Span:
    """Return a span of *nodes*, which are written in *language*, with its language and direction."""
    own = Markup(' lang="{}" dir="{}"').format(language.tag, language.direction)
    return Span(
        name=name,
        text=painter.plain_nodes(nodes, language),
        html=painter.nodes(nodes, language),
        attributes=Markup() if language.locale == ENGLISH.locale else own,
    )


def expected(spans: Iterable[Span]) -> tuple[tuple[str, str], ...]:
    """Return name and text of each of *spans*, as a job wants them."""
    return tuple((span.name, span.text) for span in spans)
