"""The kinds of edition: large print is large, and a bilingual sheet says the same under the same number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import hypot
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from conftest import ROOT
from test_pages import SIZES, elements, faults, letters, text_of

from pnsi18n.adapters.configuration import known_language, read_project
from pnsi18n.adapters.layouts import expected_texts, render_html
from pnsi18n.adapters.pdf_reader import read_pages
from pnsi18n.adapters.sources import read_handouts
from pnsi18n.model.kind import KINDS
from pnsi18n.workflows.build import BuildRequest, build
from pnsi18n.workflows.editions import Press, Sheet
from pnsi18n.workflows.history import History
from pnsi18n.workflows.reviews import Ledgers
from pnsi18n.workflows.verify import Standing, verify

PROJECT = read_project(ROOT)
LEDGERS = Ledgers(PROJECT, date(2026, 11, 22))
LOCALES = ("es", "ar", "ur", "zh_Hans", "km")
SHEETS = [(locale, kind) for locale in LOCALES for kind in ("large-print", "bilingual")]
every_sheet = pytest.mark.parametrize(("locale", "kind"), SHEETS)
every_pair = pytest.mark.parametrize("locale", LOCALES)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Print the two kinds once, in a few languages, and nothing of them in English but large print."""
    output = tmp_path_factory.mktemp("kinds")
    request = BuildRequest(
        languages=[known_language(PROJECT, locale) for locale in ("en", *LOCALES)],
        kinds=("large-print", "bilingual"),
        papers=("letter",),
        region=PROJECT.region,
        output=output,
    )
    result = build(LEDGERS, request, lambda _done, _total, _path: None)
    assert result.failed == ()
    assert sorted(result.printed) == sorted(path(*one) for one in [("en", "large-print"), *SHEETS])
    return output


def path(locale: str, kind: str) -> str:
    """Return where a sheet lies."""
    return f"pns-treatment/{locale}/pns-treatment.{locale}.{kind}.letter.pdf"


def sheet_of(locale: str, kind: str) -> Sheet:
    """Return a sheet of the shipped handout."""
    (handout,) = read_handouts(PROJECT)
    press = Press(history=History(LEDGERS), region=PROJECT.region)
    return next(press.sheets(handout, [known_language(PROJECT, locale)], [kind], ["letter"]))


@dataclass(frozen=True)
class Glyph:
    """A character as PDFium finds it: the page, the place of its lower left corner, its size in points."""

    page: int
    letter: str
    left: float
    bottom: float
    size: float


def glyphs(file: Path) -> Iterator[Glyph]:
    """Yield the characters that are drawn in *file*, in the order of its text; of a line below a layer, a tab."""
    document = pypdfium2.PdfDocument(file)
    try:
        for number, one in enumerate(document):
            text = one.get_textpage()
            for index in range(text.count_chars()):
                letter = chr(pdfium.FPDFText_GetUnicode(text, index))
                left, bottom, _, _ = text.get_charbox(index)
                if is_drawn(text, index) and (letter.strip() or letter == "\t"):
                    yield Glyph(number, letter, left, bottom, size_of(text, index))
    finally:
        document.close()


def is_drawn(text: pypdfium2.PdfTextpage, index: int) -> bool:
    """Whether a character belongs to what is drawn; the letters of a layer do not."""
    owner = pdfium.FPDFText_GetTextObject(text, index)
    return bool(owner) and pdfium.FPDFTextObj_GetTextRenderMode(owner) != pdfium.FPDF_TEXTRENDERMODE_INVISIBLE


def size_of(text: pypdfium2.PdfTextpage, index: int) -> float:
    """Return the size on paper: that of the font, which is in CSS pixels, as its matrix scales it."""
    matrix = pdfium.FS_MATRIX()
    assert pdfium.FPDFText_GetMatrix(text, index, matrix)
    return float(pdfium.FPDFText_GetFontSize(text, index)) * hypot(matrix.c, matrix.d)


@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_3A"])
@every_sheet
def test_a_sheet_of_every_kind_is_pdf_ua_1_and_pdf_a_3a(built: Path, locale: str, kind: str, profile: str) -> None:
    """ISO 14289-1 and ISO 19005-3, judged by an independent checker."""
    assert faults(built / path(locale, kind), profile) == []


@every_pair
def test_a_bilingual_sheet_says_which_language_each_part_is_in(built: Path, locale: str) -> None:
    """And lays nothing over its English, which its glyphs say."""
    with pikepdf.open(built / path(locale, "bilingual")) as pdf:
        every = list(elements(pdf.Root.StructTreeRoot.K[0]))
        spoken = {str(one.Lang) for one in every if "/Lang" in one}
        said = letters("".join(str(one.get("/ActualText", "")) for one in every))
        assert str(pdf.Root.Lang) == known_language(PROJECT, locale).tag
    assert spoken == {"en"}
    assert bool(said) is known_language(PROJECT, locale).text_layer
    assert letters("Have a fever") not in said


@every_sheet
def test_a_sheet_of_every_kind_is_known_again(built: Path, locale: str, kind: str) -> None:
    """The record tells the kind, so that the texts are looked for which that kind has."""
    (answer,) = verify(LEDGERS, [built / path(locale, kind)], 1, lambda _done, _total, _path: None)
    assert (answer.standing, answer.reasons, answer.compared) == (Standing.CURRENT, (), True)


@pytest.mark.parametrize("locale", ["es", "ar"])
def test_every_kind_has_the_same_code(locale: str) -> None:
    """The code names the text: what a nurse compares is the same on large print and in two languages."""
    codes = {sheet_of(locale, kind).edition.code for kind in KINDS}
    assert len(codes) == 1


@pytest.mark.parametrize(("locale", "goes_on"), [("es", False), ("ur", True)])
def test_what_goes_on_overleaf_has_its_heading_there(built: Path, locale: str, goes_on: bool) -> None:  # noqa: FBT001
    """No page of Nastaliq at 18 points holds the head and all emergencies; what to do stands above both parts."""
    texts = dict(expected_texts(sheet_of(locale, "large-print").edition))
    first, second, *_ = map(letters, text_of(built / path(locale, "large-print")))
    heading, last = letters(texts["em.lead"]), letters(texts["em.weak"])
    assert heading in first
    assert (last in second, heading in second) == (goes_on, goes_on)


@pytest.mark.parametrize("locale", ["en", *LOCALES])
def test_no_letter_of_large_print_is_below_18_points(built: Path, locale: str) -> None:
    """Neither in the text nor in the band, the foot, or a label; larger where a script has small eyes."""
    sizes = {round(one.size, 2) for one in glyphs(built / path(locale, "large-print"))}
    assert min(sizes) >= 18
    assert known_language(PROJECT, locale).font_size * 1.5 in sizes


def test_the_measure_sees_small_letters(built: Path) -> None:
    """A bilingual sheet has a running head of 8 points: the test above can fail."""
    assert min(one.size for one in glyphs(built / path("es", "bilingual"))) < 9


@pytest.mark.parametrize(("locale", "kind"), [one for one in SHEETS if one != ("ar", "bilingual")])
def test_every_page_says_draft_in_english_and_what_it_is(built: Path, locale: str, kind: str) -> None:
    """Also where the band is brief; PDFium reads English beside Arabic in another order."""
    for text in map(letters, text_of(built / path(locale, kind))):
        assert letters("Draft.") in text
        assert letters("Do not give it to patients.") in text
        assert letters("Treatment for paraneoplastic syndrome") in text
        assert letters(known_language(PROJECT, locale).english_name) in text
        if not known_language(PROJECT, locale).is_right_to_left:  # there, PDFium turns the parts of some codes round
            assert f"pns-treatment/{locale}/2026-11/" in text


_HALF = re.compile(
    r'<span class="half"(?P<attributes>[^>]*)>(?:<span class="number">(?P<number>\d+)</span> )?'
    r'<span(?: class="english")? data-message="(?P<id>[^"]+)"'
)


@every_pair
def test_each_message_has_the_same_number_in_both_languages(locale: str) -> None:
    """Once in the sheet's own language and direction, once in English, from left to right."""
    edition = sheet_of(locale, "bilingual").edition
    html = render_html(edition)
    language = known_language(PROJECT, locale)
    assert f'<html lang="{language.tag}" dir="{language.direction}">' in html
    halves = [match.groupdict() for match in _HALF.finditer(html)]
    own, english = halves[::2], halves[1::2]
    identifiers = [message.id for message in edition.handout.messages]
    assert [half["id"] for half in own] == identifiers
    assert [half["id"] for half in english] == [f"{identifier}@en" for identifier in identifiers]
    numbers = [half["number"] for half in own]
    assert numbers == [half["number"] for half in english] == [None, *map(str, range(1, len(identifiers)))]
    assert {half["attributes"] for half in own} == {""}
    assert {half["attributes"] for half in english} == {' lang="en" dir="ltr"'}


@every_pair
def test_the_texts_of_a_bilingual_sheet_alternate(locale: str) -> None:
    """What the proof-reader looks for is each message in both languages, in the order of the page."""
    found = expected_texts(sheet_of(locale, "bilingual").edition)
    assert len(found) == 2 * len(read_handouts(PROJECT)[0].messages)
    for (own, own_text), (english, english_text) in zip(found[::2], found[1::2], strict=True):
        assert english == f"{own}@en"
        assert own_text != english_text


@pytest.mark.parametrize("locale", ["es", "zh_Hans"])
def test_another_reader_finds_both_languages_in_order(built: Path, locale: str) -> None:
    """Letter for letter, message by message, where PDFium gives the text back exactly; each pair on one page."""
    pages = [letters(text) for text in text_of(built / path(locale, "bilingual"))]
    number, place = 0, 0
    for _, text in expected_texts(sheet_of(locale, "bilingual").edition):
        for piece in (letters(one) for one in re.split("clinic phone|诊所电话|teléfono de la clínica", text)):
            if piece not in pages[number][place:]:
                number, place = number + 1, 0
            found = pages[number].find(piece, place)
            assert found >= 0, piece
            place = found + len(piece)


def numbers_of(file: Path) -> dict[int, list[tuple[int, float, float]]]:
    """Return where each number of the margin is drawn: page, left, and bottom; they are nine points high, and bold."""
    found: dict[int, list[tuple[int, float, float]]] = {}
    for page in read_pages(file.read_bytes())[0]:
        for line in page.lines:
            if line.is_body and line.text.strip().isdecimal() and line.box.top - line.box.bottom < 8:
                found.setdefault(int(line.text), []).append((page.number, line.box.left, line.box.bottom))
    return found


@every_pair
def test_the_halves_of_a_pair_stand_side_by_side(built: Path, locale: str) -> None:
    """Every number twice, on one page and on one line, far from each other."""
    numbers = numbers_of(built / path(locale, "bilingual"))
    assert sorted(numbers) == list(range(1, len(read_handouts(PROJECT)[0].messages)))
    for number, places in numbers.items():
        assert len(places) == 2, number
        (one_page, one_left, one_bottom), (other_page, other_left, other_bottom) = places
        assert one_page == other_page
        assert one_bottom == pytest.approx(other_bottom, abs=0.5)
        assert abs(one_left - other_left) > 200


@pytest.mark.parametrize("locale", ["ar", "km"])
def test_the_sheets_own_language_stands_where_its_readers_begin(built: Path, locale: str) -> None:
    """English, which is set in 12 points here and nothing else is, has the other half of every page."""
    middle = SIZES["letter"][0] / 2
    english = [one.left for one in glyphs(built / path(locale, "bilingual")) if one.size == 12 and one.letter.islower()]
    assert len(english) > 3000
    assert {left < middle for left in english} == {known_language(PROJECT, locale).is_right_to_left}
