"""The printed sheets of the shipped project, every one: whole, readable by machines, reproducible."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import page
import pikepdf
import pypdfium2
import pytest
from conftest import ROOT
from test_shipped import HANDOUTS, catalog_of

from pnsi18n.adapters.configuration import known_language, read_project
from pnsi18n.adapters.layouts import page_words, render_css
from pnsi18n.model.language import Language
from pnsi18n.workflows.build import BuildRequest, BuildResult, build
from pnsi18n.workflows.editions import Press
from pnsi18n.workflows.history import History
from pnsi18n.workflows.reviews import Ledgers

PROJECT = read_project(ROOT)
LEDGERS = Ledgers(PROJECT, date(2026, 11, 22))
LOCALES = ["en", *PROJECT.languages, *PROJECT.pseudo_languages]
SHEETS = [(locale, paper) for locale in LOCALES for paper in ("a4", "letter")]
every_sheet = pytest.mark.parametrize(("locale", "paper"), SHEETS)
# What WeasyPrint 70 and PDFium give back exactly; the other scripts are read in the laid-out boxes.
EXACT_IN_PDFIUM = ["en", "es", "ru", "zh_Hans", "am", "hi"]
MM = 72 / 25.4
SIZES = {"a4": (595, 842), "letter": (612, 792)}


def request(output: Path, languages: list[Language]) -> BuildRequest:
    """Return a request for every sheet of *languages*."""
    return BuildRequest(
        languages=languages, kinds=["standard"], region=PROJECT.region, output=output, jobs=2, complete=True
    )


def languages() -> list[Language]:
    """Return every language that the project prints, English and pseudo-locales included."""
    return [known_language(PROJECT, locale) for locale in LOCALES]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BuildResult]:
    """Print every sheet once; return the folder and what the build said."""
    output = tmp_path_factory.mktemp("output")
    return output, build(LEDGERS, request(output, languages()), lambda _done, _total, _path: None)


def sheet(output: Path, locale: str, paper: str) -> Path:
    """Return the path of one sheet."""
    return output / "pns-treatment" / locale / f"pns-treatment.{locale}.standard.{paper}.pdf"


def test_every_sheet_is_printed_without_a_remark(built: tuple[Path, BuildResult]) -> None:
    """No missing glyph, no text off the page, no log line of the renderer, no page too many."""
    output, result = built
    assert result.findings == ()
    assert (result.failed, result.warnings) == ((), ())
    assert sorted(output / path for path in result.printed) == sorted(sheet(output, *one) for one in SHEETS)


def test_a_second_build_in_another_order_gives_the_same_bytes(built: tuple[Path, BuildResult], tmp_path: Path) -> None:
    """Same input, same bytes: the order of jobs, the pool and the clock leave no trace."""
    output, _ = built
    build(LEDGERS, request(tmp_path, languages()[::-1]), lambda _done, _total, _path: None)
    names = sorted(path.relative_to(output) for path in output.rglob("*") if path.is_file())
    assert len(names) == len(SHEETS) + 2  # the manifest and the desk
    assert [name for name in names if (output / name).read_bytes() != (tmp_path / name).read_bytes()] == []


def test_a_second_build_in_the_same_place_does_nothing(built: tuple[Path, BuildResult]) -> None:
    """Every sheet is known by its digest."""
    output, _ = built
    stamps = {path: path.stat().st_mtime_ns for path in output.rglob("*.*")}
    result = build(LEDGERS, request(output, languages()), lambda _done, _total, _path: None)
    assert (result.printed, len(result.unchanged)) == ((), len(SHEETS))
    assert {path: path.stat().st_mtime_ns for path in output.rglob("*.*")} == stamps


@every_sheet
def test_a_sheet_is_pdf_ua_1(built: tuple[Path, BuildResult], locale: str, paper: str) -> None:
    """ISO 14289-1, judged by an independent checker."""
    report = page.validate_pdf(sheet(built[0], locale, paper), profile=page.ValidationProfile.PDF_UA_1)
    assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == []
    assert report.is_compliant


def fonts_of(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Yield the font dictionaries of *pdf*."""
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font" and "/DescendantFonts" in item:
            yield item


@every_sheet
def test_every_font_is_embedded_and_of_the_languages_own_stack(
    built: tuple[Path, BuildResult], locale: str, paper: str
) -> None:
    """A font that lies about on this machine never slips in; bold is really bold."""
    allowed = {family.replace(" ", "-") for family in known_language(PROJECT, locale).fonts}
    with pikepdf.open(sheet(built[0], locale, paper)) as pdf:
        names = set()
        for font in fonts_of(pdf):
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
            names.add(str(font.BaseFont).partition("+")[2])
    assert {name.removesuffix("-Bold") for name in names} <= allowed
    first = known_language(PROJECT, locale).fonts[0].replace(" ", "-")
    assert {first, f"{first}-Bold"} <= names


def letters(text: str) -> str:
    """Return the letters of *text* as every reader should give them back."""
    return "".join(
        c for c in unicodedata.normalize("NFKC", text) if not c.isspace() and unicodedata.category(c) != "Cf"
    )


def text_of(path: Path) -> list[str]:
    """Return the text of each page as PDFium reads it."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [one.get_textpage().get_text_bounded() for one in document]
    finally:
        document.close()


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("locale", EXACT_IN_PDFIUM)
def test_every_message_is_found_in_the_pdf_by_another_reader(
    built: tuple[Path, BuildResult], locale: str, paper: str
) -> None:
    """In order, letter for letter; the running head and foot are left out."""
    (handout,) = HANDOUTS
    entries = {e.msgctxt: e.msgstrs[0] for e in catalog_of(locale, "pns-treatment").live} if locale != "en" else {}
    whole = letters("".join(body_of(sheet(built[0], locale, paper), locale)))
    place = 0
    for message in handout.messages:
        for piece in visible_pieces(entries.get(message.id, message.text)):
            found = whole.find(letters(piece), place)
            assert found >= 0, f"{message.id}: {piece}"
            place = found + len(letters(piece))


def visible_pieces(text: str) -> list[str]:
    """Return what is printed of a message, cut where a region's value or a link target stands."""
    text = text.replace("{emergency_number}", "911").replace("**", "")
    return re.split(r"\{[^}]*\}|\]\([^)]*\)|\[", text)


def body_of(path: Path, locale: str) -> list[str]:
    """Return the text of each page without its running head and foot, as PDFium reads it."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [
            one.get_textpage().get_text_bounded(
                bottom=20 * MM, top=one.get_height() - head(locale, first=not index) * MM
            )
            for index, one in enumerate(document)
        ]
    finally:
        document.close()


@cache
def head(locale: str, *, first: bool) -> float:
    """Return the height of the running head in mm, a little less than the style sheet says."""
    press = Press(history=History(LEDGERS), region=PROJECT.region)
    (one,) = press.sheets(HANDOUTS[0], [known_language(PROJECT, locale)], ["standard"], ["a4"])
    heights = re.findall(r"margin(?:-top)?: ([\d.]+)mm", render_css(one.edition))
    return float(heights[first]) - 1


@every_sheet
def test_every_page_says_what_it_is(built: tuple[Path, BuildResult], locale: str, paper: str) -> None:
    """DRAFT in English, the English title, the id, the language's English name, the page number."""
    pages = text_of(sheet(built[0], locale, paper))
    draft = page_word("draft.source" if locale == "en" else "draft.translation")
    for number, text in enumerate(pages, start=1):
        found = letters(text)
        if locale != "ar_XB":
            assert letters("Treatment for paraneoplastic syndrome") in found or locale == "en_XA"
        assert letters(draft) in found
        assert letters(known_language(PROJECT, locale).english_name) in found
        if not known_language(PROJECT, locale).is_right_to_left:  # there, PDFium turns the parts of some codes round
            assert re.search(letters(f"pns-treatment/{locale}/2026-11/") + "[0-9a-f]{12}" + letters(" · US"), found)
        assert str(number) in found


def page_word(identifier: str) -> str:
    """Return one of the page's own words in English."""
    return next(message.text for message in page_words() if message.id == identifier)


@every_sheet
def test_the_emergency_and_call_us_boxes_are_on_the_first_page(
    built: tuple[Path, BuildResult], locale: str, paper: str
) -> None:
    """Where a thumb finds them: the emergency number and the fever are on page 1 in every language."""
    first = letters(text_of(sheet(built[0], locale, paper))[0])
    assert "911" in first
    assert "38" in first


@every_sheet
def test_the_plan_to_write_on_is_not_alone_on_the_last_page(
    built: tuple[Path, BuildResult], locale: str, paper: str
) -> None:
    """The end of the text goes along; it names an address in Latin letters, whose parts a reader may turn."""
    if locale not in PROJECT.pseudo_languages:
        assert "ninds" in letters(text_of(sheet(built[0], locale, paper))[-1])


@every_sheet
def test_a_sheet_has_the_size_of_its_paper(built: tuple[Path, BuildResult], locale: str, paper: str) -> None:
    """A4 and US Letter, to the point."""
    document = pypdfium2.PdfDocument(sheet(built[0], locale, paper))
    try:
        sizes = {tuple(round(side) for side in one.get_size()) for one in document}
    finally:
        document.close()
    assert sizes == {SIZES[paper]}


def test_the_manifest_knows_every_sheet(built: tuple[Path, BuildResult]) -> None:
    """Path, digest and state of each; and that no message is printed in English by necessity."""
    manifest = json.loads((built[0] / "manifest.json").read_text(encoding="utf-8"))
    assert len(manifest["editions"]) == len(SHEETS)
    assert {edition["state"] for edition in manifest["editions"]} == {"draft"}
    assert {edition["untranslated"] for edition in manifest["editions"]} == {0}
