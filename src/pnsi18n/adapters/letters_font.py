"""The font of the invisible letters, as a PDF has it: every glyph the same box, each with its own character."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pydyf

from pnsi18n.adapters.fonts import BOX_WIDTH, font_of_boxes


def add_font(pdf: pydyf.PDF, name: str, codes: Mapping[str, int]) -> bytes:
    """Add the font called *name*, with a glyph for each of *codes*, to *pdf*; return its reference."""
    content = font_of_boxes(len(codes))
    full = f"/AAAAAA+{name}"

    def added(item: pydyf.Object) -> bytes:
        pdf.add_object(item)
        return bytes(item.reference)

    descriptor = {"Type": "/FontDescriptor", "FontName": full, "Flags": 4, "ItalicAngle": 0, "StemV": 80}
    box = {"FontBBox": pydyf.Array([0, 0, BOX_WIDTH, 700]), "Ascent": 800, "Descent": -200, "CapHeight": 700}
    file = added(pydyf.Stream([content], pydyf.Dictionary({"Length1": len(content)}), compress=True))
    info = {"Registry": pydyf.String("Adobe"), "Ordering": pydyf.String("Identity"), "Supplement": 0}
    descendant = {
        "Type": "/Font",
        "Subtype": "/CIDFontType2",
        "BaseFont": full,
        "CIDSystemInfo": pydyf.Dictionary(info),
        "CIDToGIDMap": "/Identity",
        "DW": BOX_WIDTH,
        "FontDescriptor": added(pydyf.Dictionary({**descriptor, **box, "FontFile2": file})),
    }
    font = {
        "Type": "/Font",
        "Subtype": "/Type0",
        "BaseFont": full,
        "Encoding": "/Identity-H",
        "DescendantFonts": pydyf.Array([added(pydyf.Dictionary(descendant))]),
        "ToUnicode": added(pydyf.Stream(list(_character_map(codes)), compress=True)),
    }
    return added(pydyf.Dictionary(font))


def _character_map(codes: Mapping[str, int]) -> Iterator[bytes]:
    """Yield the lines of a CMap (Adobe Technical Note #5411), which takes a hundred characters at a time."""
    yield b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap"
    yield b"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def"
    yield b"/CMapName /Adobe-Identity-UCS def /CMapType 2 def"
    yield b"1 begincodespacerange <0000> <ffff> endcodespacerange"
    rows = [f"<{code:04x}> <{letter.encode('utf-16-be').hex()}>" for letter, code in codes.items()]
    for first in range(0, len(rows), 100):
        block = rows[first : first + 100]
        yield "\n".join([f"{len(block)} beginbfchar", *block, "endbfchar"]).encode()
    yield b"endcmap CMapName currentdict /CMap defineresource pop end end"
