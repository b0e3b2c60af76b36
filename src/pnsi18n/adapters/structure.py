"""Let the structure of a PDF say what assistive technology asks it for: the language and the text of its elements.

WeasyPrint 70 writes neither. What is here stands in for ``weasyprint.pdf.tags._build_box_tree``, where
adapters/exact_text.py puts it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pydyf
from weasyprint.formatting_structure.boxes import Box, LineBox, TextBox
from weasyprint.pdf import tags

from pnsi18n.adapters.form_fields import field_of
from pnsi18n.text.reading_order import plain

_SQUARE = ("\u3000", "\u9fff"), ("\uff00", "\uffef")  # scripts that set no space where a line ends
_build_box_tree = tags._build_box_tree  # noqa: SLF001


@dataclass(slots=True)
class Structure:
    """The structure of a document while it is built.

    ``languages`` are those of the elements around the one that is being built. ``spoken`` is the text, in the order of
    reading, of each text box whose glyphs do not say it. ``waiting`` are the boxes to write on, by their element in
    HTML, until the structure has a place for the field; ``fields`` the elements that have one.
    """

    languages: list[str]
    spoken: dict[TextBox, str] = field(default_factory=dict)
    waiting: dict[Any, Box] = field(default_factory=dict)
    fields: set[Any] = field(default_factory=set)

    def build(self, box: Box, parent: Any, pdf: pydyf.PDF, *place: Any) -> Iterator[Any]:  # noqa: ANN401 -- WeasyPrint is untyped
        """Build the structure below *box* as WeasyPrint does; say language and text."""
        box = getattr(box, "_box", box)  # an absolutely placed box is behind a placeholder
        outer = self.languages[-1]
        self.languages.append(box.style["lang"] or outer)
        self._add_field(box, parent, pdf, place[0])
        marked = place[-1]
        texts = {
            marked[one]["mcid"]: self.spoken[one] for one in _children(box) if one in marked and one in self.spoken
        }
        for element in _build_box_tree(box, parent, pdf, *place):
            if self.languages[-1] != outer and "Lang" not in element:
                element["Lang"] = pydyf.String(self.languages[-1])
            _say(element, texts, pdf)
            yield element
        self.languages.pop()

    def _add_field(self, box: Box, parent: Any, pdf: pydyf.PDF, page_number: int) -> None:  # noqa: ANN401
        """Add the field to write on that *box* asks for; that of a list item stands in its body (PDF/UA-1, 7.2-20)."""
        label = box.element.get("data-field") if box.element is not None else None
        if not label or box.element in self.fields or box.element_tag.endswith("::marker"):
            return
        whole = self.waiting.setdefault(box.element, box)
        if box.element_tag != "li" or parent["S"] == "/LI":
            self.fields.add(box.element)
            box.widget_annotation = field_of(whole, label, pdf, page_number)


def _children(box: Box) -> Iterator[Box]:
    """Yield the children of *box*; lines are no elements of the structure."""
    for child in getattr(box, "children", ()):
        yield from child.children if isinstance(child, LineBox) else (child,)


def spoken_text(box: TextBox, *, last: bool) -> str:
    """Return the text of *box*; WeasyPrint has dropped the space at which a line was broken."""
    text = plain(box.text)
    joined = box.text.endswith(("\u200b", "-", "\u2010")) or any(low <= text[-1:] <= high for low, high in _SQUARE)
    return f"{text} " if last and not joined else text


def _say(element: pydyf.Dictionary, texts: dict[int, str], pdf: pydyf.PDF) -> None:
    """Give the leaves of *element* their texts; the leaf of a link is the link itself."""
    for kid in element["K"]:
        leaf = element if isinstance(kid, int) else referenced(pdf, kid)
        content = kid if isinstance(kid, int) else (leaf.get("K") or [None])[0]
        if content in texts:
            leaf["ActualText"] = pydyf.String(texts[content])


def referenced(pdf: pydyf.PDF, reference: bytes) -> Any:  # noqa: ANN401
    """Return the object that *reference* names."""
    return pdf.objects[int(reference.split()[0])]
