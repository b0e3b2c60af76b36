"""What a reader of the PDF gets back is what was printed, in scripts whose glyphs are no letters."""

from __future__ import annotations

import subprocess
import sys

import pytest
import weasyprint
from judging import language

from pnsi18n.adapters import exact_text
from pnsi18n.errors import RenderError
from pnsi18n.text.proofreading import letters

# Sentences of our own: conjuncts, stacked letters, vowels before their consonant, several marks on one letter.
PARAGRAPHS = {
    "hi": "डॉक्टर से पूछे बिना स्टेरॉयड लेना बंद न करें। ज़्यादा बुखार हो तो फ़ोन करें।",
    "km": "កុំឈប់ប្រើថ្នាំស្តេរ៉ូអ៊ីតភ្លាមៗដោយខ្លួនឯង។ សូមហៅទូរសព្ទមកយើងខ្ញុំ។",
    "bn": "ডাক্তারকে জিজ্ঞাসা না করে ওষুধ বন্ধ করবেন না। শ্বাসকষ্ট হলে ফোন করুন।",
    "th": "อย่าหยุดยาด้วยตนเอง ถ้ามีไข้สูงให้โทรหาเรา",
    "my": "ဆေးကို ချက်ချင်း မရပ်ပါနှင့်။ အသက်ရှူကျပ်လျှင် ဖုန်းခေါ်ပါ။",
}
SCRIPT = """
import sys
from pnsi18n.adapters import exact_text
import weasyprint
if sys.argv[1] == "exact":
    exact_text.install()
html = f'<title>x</title><p style="font-family: {sys.argv[2]}; width: 60mm">{sys.argv[3]}</p>'
sys.stdout.buffer.write(weasyprint.HTML(string=html).write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=b"x"))
"""


def printed(mode: str, locale: str) -> bytes:
    """Return a PDF with the paragraph of *locale*, made in a process of its own: the intervention stays in it."""
    fonts = ", ".join(f"'{font}'" for font in language(locale).fonts)
    command = [sys.executable, "-c", SCRIPT, mode, fonts, PARAGRAPHS[locale]]
    return subprocess.run(command, capture_output=True, check=True).stdout


def read_by_pdfium(pdf: bytes) -> str:
    """Return the letters that PDFium finds in *pdf*."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return letters("".join(page.get_textpage().get_text_range() for page in document))


def read_by_poppler(pdf: bytes) -> str:
    """Return the letters that Poppler finds in *pdf*, in its default order."""
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return letters(done.stdout.decode())


@pytest.mark.parametrize("locale", PARAGRAPHS)
def test_two_readers_get_back_every_letter(locale: str) -> None:
    """PDFium and Poppler, over lines that are broken anywhere."""
    pdf = printed("exact", locale)
    assert read_by_pdfium(pdf) == letters(PARAGRAPHS[locale])
    assert read_by_poppler(pdf) == letters(PARAGRAPHS[locale])


@pytest.mark.parametrize("locale", ["hi", "km"])
def test_without_the_intervention_letters_are_lost(locale: str) -> None:
    """If this fails, WeasyPrint has learnt it: then adapters/exact_text.py can go."""
    assert read_by_pdfium(printed("plain", locale)) != letters(PARAGRAPHS[locale])


def test_a_version_that_nobody_has_tried_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it replaces may be another function there."""
    monkeypatch.setattr(weasyprint, "__version__", "71.0")
    with pytest.raises(RenderError, match=r"WeasyPrint is 71\.0"):
        exact_text.install()


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("Take it.", False),
        ("नहीं", True),
        ("គ្រូ", True),
        ("فورًا", False),
        ("שָׁלוֹם", False),
        ("服药", False),
    ],
)
def test_only_lines_with_marks_are_said(text: str, needed: bool) -> None:  # noqa: FBT001
    """Elsewhere glyphs and letters are one to one, or readers turn the line round."""
    assert exact_text.needs_saying(text) is needed
