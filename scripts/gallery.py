"""Draw the first page of every sheet in output/ on one picture, and renew those that the tests compare with.

Run it as "make gallery", and look at what has changed.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from pnsi18n.adapters.manifest import Record, read_manifest
from pnsi18n.adapters.pdf_pictures import pictures

ROOT = Path(__file__).parents[1]
OUTPUT = ROOT / "output"
GALLERY = ROOT / "docs" / "images" / "gallery.png"
COMPARED = ROOT / "tests" / "looks"
LOCALES = ("es", "ar", "zh_Hans")  # an alphabet, from right to left, and square
DOTS = 40  # an inch of what is compared; tests/test_looks.py draws with as many
WIDTH = 240  # pixels of a page on the contact sheet
LABEL, GAP = 22, 10
SHADES = 16


def first_page(record: Record, dots: int) -> Image.Image:
    """Return the first page of a sheet in grey."""
    (png,) = pictures((OUTPUT / record.key.path).read_bytes(), dots=dots, grey=True, first_only=True)
    return Image.open(BytesIO(png)).convert("L")


def labelled(record: Record) -> Image.Image:
    """Return the first page of a sheet in a frame, with its locale, kind and paper above it."""
    page = first_page(record, 3 * DOTS)
    height = round(page.height * WIDTH / page.width)
    cell = Image.new("L", (WIDTH + 2, height + LABEL + 2), 255)
    key = record.key
    label = " · ".join([key.locale, key.kind, key.paper, *([] if key.default_region else [key.region])])
    ImageDraw.Draw(cell).text((2, 2), label, fill=0, font=ImageFont.load_default(14))
    ImageDraw.Draw(cell).rectangle((0, LABEL, cell.width - 1, cell.height - 1), outline=150)
    cell.paste(page.resize((WIDTH, height), Image.Resampling.LANCZOS), (1, LABEL + 1))
    return cell


def contact_sheet(records: list[Record]) -> Image.Image:
    """Return one row a kind and paper, one column a locale."""
    rows = sorted({(one.key.handout, one.key.kind, one.key.paper, one.key.region) for one in records})
    locales = sorted({one.key.locale for one in records})
    cells = {one.key: labelled(one) for one in records}
    step = max(cell.height for cell in cells.values()) + GAP
    sheet = Image.new("L", (len(locales) * (WIDTH + 2 + GAP) - GAP, len(rows) * step - GAP), 255)
    for key, cell in cells.items():
        column, row = locales.index(key.locale), rows.index((key.handout, key.kind, key.paper, key.region))
        sheet.paste(cell, (column * (WIDTH + 2 + GAP), row * step))
    return sheet


def save(picture: Image.Image, path: Path) -> None:
    """Write *picture* in a few shades of grey; the same picture gives the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(SHADES, dither=Image.Dither.NONE).save(path, optimize=True)


def main() -> None:
    """Write every picture."""
    records = [one for one in read_manifest(OUTPUT).values() if one.pages]  # a web page has none
    if not records:
        raise SystemExit("there are no sheets in output/: run make handouts first")
    save(contact_sheet(records), GALLERY)
    for one in records:
        if (one.key.kind, one.key.paper) == ("standard", "a4") and one.key.default_region and one.key.locale in LOCALES:
            save(first_page(one, DOTS), COMPARED / f"{one.key.locale}.png")


if __name__ == "__main__":
    main()
