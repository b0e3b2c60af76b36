"""Fields to write on in the file, where the page has lines to write on on paper.

WeasyPrint's own forms (``pdf_forms``) are not PDF/A: they ask the viewer to draw them (``NeedAppearances``), and they
embed their whole font, sixteen megabytes of it for Chinese. An element with ``data-field`` gets a field here, named
aloud by that attribute, that draws nothing until somebody writes: on paper, the page is as it was.
"""

from __future__ import annotations

from typing import Any

import pydyf

_FONT = "/Helv {:.4g} Tf 0 g"  # nothing is drawn in it here; viewers put their own in place for other scripts
_SMALLEST = 11  # points; what is written is as large as the text around it, at least so
_RIGHT = 2  # where the writing begins
_PRINTED = 1 << 2
_LINES = 1 << 12
_POINTS = 0.75  # of a CSS pixel
_A_LINE = 15  # CSS pixels of padding, to write on
_SEVERAL = 45  # points; whatever is higher takes several lines


def field_of(box: Any, label: str, pdf: pydyf.PDF, page_number: int) -> pydyf.Dictionary:  # noqa: ANN401 -- untyped
    """Return the field on *box*, added to its page: what of the box no text of its own takes."""
    page = pdf.objects[int(pdf.page_references[page_number].split()[0])]
    left, bottom, right, top = _free_area(box, float(page["MediaBox"][3]))
    appearance = pydyf.Stream(
        [b"/Tx BMC EMC"],
        {"Type": "/XObject", "Subtype": "/Form", "BBox": pydyf.Array([0, 0, right - left, top - bottom])},
    )
    pdf.add_object(appearance)
    fields = _fields(pdf)
    field = pydyf.Dictionary(
        {
            "Type": "/Annot",
            "Subtype": "/Widget",
            "FT": "/Tx",
            "T": pydyf.String(f"field-{len(fields) + 1}"),
            "TU": pydyf.String(label),
            "V": pydyf.String(""),
            "DA": pydyf.String(_FONT.format(max(box.style["font_size"] * _POINTS, _SMALLEST))),
            "Q": _RIGHT if box.style["direction"] == "rtl" else 0,
            "Ff": _LINES if top - bottom > _SEVERAL else 0,
            "F": _PRINTED,
            "Rect": pydyf.Array([left, bottom, right, top]),
            "BS": pydyf.Dictionary({"W": 0}),
            "P": page.reference,
            "AP": pydyf.Dictionary({"N": appearance.reference}),
        }
    )
    pdf.add_object(field)
    fields.append(field.reference)
    page.setdefault("Annots", pydyf.Array()).append(field.reference)
    return field


def _free_area(box: Any, height: float) -> tuple[float, float, float, float]:  # noqa: ANN401
    """Return the lines to write on below what stands in *box*, or the rest of its own line, or all of it."""
    left, top, right, bottom = _inside(box)
    words = [(word.position_x, word.position_x + word.width) for word in box.descendants() if hasattr(word, "text")]
    if box.padding_bottom > _A_LINE:
        top = box.content_box_y() + box.height
    elif words and box.style["direction"] == "rtl":
        right = min(start for start, _end in words)
    elif words:
        left = max(end for _start, end in words)
    return left * _POINTS, height - bottom * _POINTS, right * _POINTS, height - top * _POINTS


def _inside(box: Any) -> tuple[float, float, float, float]:  # noqa: ANN401
    left, top = box.content_box_x(), box.content_box_y()
    return left, top, left + box.width, top + box.height + box.padding_bottom


def _fields(pdf: pydyf.PDF) -> pydyf.Array:
    """Return the fields of the document, which has a form from the first of them on."""
    if "AcroForm" not in pdf.catalog:
        font = {"Type": "/Font", "Subtype": "/Type1", "BaseFont": "/Helvetica", "Encoding": "/WinAnsiEncoding"}
        fonts = pydyf.Dictionary({"Helv": pydyf.Dictionary(font)})
        form = {
            "Fields": pydyf.Array(),
            "DR": pydyf.Dictionary({"Font": fonts}),
            "DA": pydyf.String(_FONT.format(_SMALLEST)),
        }
        pdf.catalog["AcroForm"] = pydyf.Dictionary(form)
    return pdf.catalog["AcroForm"]["Fields"]
