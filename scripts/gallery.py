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
WIDTH = 200  # pixels of a page on the contact sheet
COLUMNS = 12
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
    """Return the sheets for the project's own region, on one paper: a group of kinds a locale, some locales a row."""
    papers = {one.key.paper for one in records}
    shown = sorted(
        (one for one in records if one.key.default_region and one.key.paper == max(papers)),
        key=lambda one: (one.key.locale, one.key.kind),
    )
    cells = [labelled(one) for one in shown]
    kinds = len({one.key.kind for one in shown})
    columns = kinds * (COLUMNS // kinds or 1)
    step = max(cell.height for cell in cells) + GAP
    sheet = Image.new("L", (columns * (WIDTH + 2 + GAP) - GAP, -(-len(cells) // columns) * step - GAP), 255)
    for number, cell in enumerate(cells):
        sheet.paste(cell, (number % columns * (WIDTH + 2 + GAP), number // columns * step))
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
