"""Draw the pictures of the README from the sheets in output/: run "make handouts" first."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

ROOT = Path(__file__).parents[1]
PICTURES = {
    "first-pages.png": [("en", 0), ("es", 0), ("ar", 0), ("zh_Hans", 0)],
    "inside-pages.png": [("km", 1), ("hi", 2), ("am", 2), ("ru", 1)],
}
SCALE = 0.72  # about 52 dots an inch: legible headings, small files
GAP = 10


def page(locale: str, number: int) -> Image.Image:
    """Return one page of a sheet as a picture with a thin frame."""
    path = ROOT / f"output/pns-treatment/{locale}/pns-treatment.{locale}.standard.letter.pdf"
    document = pypdfium2.PdfDocument(path)
    picture = document[number].render(scale=SCALE).to_pil()
    document.close()
    return ImageOps.expand(picture, border=1, fill="#b8c2c9")


def main() -> None:
    """Write every picture into docs/images/."""
    for name, pages in PICTURES.items():
        parts = [page(locale, number) for locale, number in pages]
        width = sum(part.width for part in parts) + GAP * (len(parts) - 1)
        sheet = Image.new("RGB", (width, max(part.height for part in parts)), "white")
        left = 0
        for part in parts:
            sheet.paste(part, (left, 0))
            left += part.width + GAP
        sheet.quantize(64).save(ROOT / "docs" / "images" / name, optimize=True)


if __name__ == "__main__":
    main()
