"""The printed sheets of the shipped project, every one: whole, readable by machines, reproducible."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import page
import pikepdf
import pypdfium2
import pytest
from clinic import SAMPLE
from conftest import ROOT
from test_shipped import HANDOUTS, catalog_of

from pnsi18n.adapters.colour_profile import srgb
from pnsi18n.adapters.configuration import known_language, read_project
from pnsi18n.adapters.layouts import page_words
from pnsi18n.adapters.pdf_reader import read_pages
from pnsi18n.adapters.poppler import page_texts
from pnsi18n.workflows.build import BuildRequest, BuildResult, build
from pnsi18n.workflows.reviews import Ledgers

PROJECT = read_project(ROOT)
LEDGERS = Ledgers(PROJECT, date(2026, 11, 22))
LOCALES = ["en", *PROJECT.languages, *PROJECT.pseudo_languages]
BOTH = ["en", *SAMPLE, *PROJECT.pseudo_languages]  # the others on the region's own paper only
PAPERS = ("letter", "a4")
SHEETS = [*((locale, "letter") for locale in LOCALES), *((locale, "a4") for locale in BOTH)]
every_sheet = pytest.mark.parametrize(("locale", "paper"), SHEETS)
TRANSLATED = ["en", *PROJECT.languages]
FALSE_ALARM = "PDFA3A-STREAM-LENGTH-001"  # page-validation counts a last byte 0D as the end of a line
MM = 72 / 25.4
SIZES = {"a4": (595, 842), "letter": (612, 792)}


def print_sheets(output: Path, *, backwards: bool = False) -> Iterator[BuildResult]:
    """Print every sheet into *output*, paper by paper."""
    step = -1 if backwards else 1
    for paper in PAPERS[::step]:
        languages = [known_language(PROJECT, locale) for locale, one in SHEETS[::step] if one == paper]
        request = BuildRequest(
            languages=languages, kinds=["standard"], papers=[paper], region=PROJECT.region, output=output, jobs=2
        )
        yield build(LEDGERS, request, lambda _done, _total, _path: None)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[BuildResult]]:
    """Print every sheet once; return the folder and what the build said."""
    output = tmp_path_factory.mktemp("output")
    return output, list(print_sheets(output))


def sheet(output: Path, locale: str, paper: str) -> Path:
    """Return the path of one sheet."""
    return output / "pns-treatment" / locale / f"pns-treatment.{locale}.standard.{paper}.pdf"


def test_every_sheet_is_printed_without_a_remark(built: tuple[Path, list[BuildResult]]) -> None:
    """No missing glyph, no text off the page, no log line of the renderer, no page too many."""
    output, results = built
    for result in results:
        assert result.findings == ()
        assert (result.failed, result.warnings) == ((), ())
    printed = sorted(output / path for result in results for path in result.printed)
    assert printed == sorted(sheet(output, *one) for one in SHEETS)


def test_a_second_build_in_another_order_gives_the_same_bytes(
    built: tuple[Path, list[BuildResult]], tmp_path: Path
) -> None:
    """Same input, same bytes: the order of jobs, the pool and the clock leave no trace."""
    output, _ = built
    assert list(print_sheets(tmp_path, backwards=True))
    names = sorted(path.relative_to(output) for path in output.rglob("*") if path.is_file())
    assert len(names) == len(SHEETS) + 2  # the manifest and the desk
    assert [name for name in names if (output / name).read_bytes() != (tmp_path / name).read_bytes()] == []


def test_a_second_build_in_the_same_place_does_nothing(built: tuple[Path, list[BuildResult]]) -> None:
    """Every sheet is known by its digest."""
    output, _ = built
    stamps = {path: path.stat().st_mtime_ns for path in output.rglob("*.*")}
    results = list(print_sheets(output))
    assert [result.printed for result in results] == [(), ()]
    assert sum(len(result.unchanged) for result in results) == len(SHEETS)
    assert {path: path.stat().st_mtime_ns for path in output.rglob("*.*")} == stamps


@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_3A"])
@every_sheet
def test_a_sheet_is_pdf_ua_1_and_pdf_a_3a(
    built: tuple[Path, list[BuildResult]], locale: str, paper: str, profile: str
) -> None:
    """ISO 14289-1 and ISO 19005-3 in one file, judged by an independent checker."""
    path = sheet(built[0], locale, paper)
    assert faults(path, profile) == []
    assert lengths_are_right(path)


def faults(path: Path, profile: str) -> list[str]:
    """Return what the checker says against *path*, its one false alarm apart."""
    report = page.validate_pdf(path, profile=page.ValidationProfile[profile])
    return [f"{one.rule_id}: {one.message}" for one in report.failures if one.rule_id != FALSE_ALARM]


def lengths_are_right(path: Path) -> bool:
    """Whether every stream ends where its /Length says; some end in a carriage return, which is their own."""
    content = path.read_bytes()
    lengths = list(re.finditer(rb"/Length (\d+)(?:(?!endobj).)*?stream\n", content, re.DOTALL))
    return bool(lengths) and all(content[one.end() + int(one[1]) :].startswith(b"\nendstream") for one in lengths)


@every_sheet
def test_a_sheet_says_which_red_its_red_is(built: tuple[Path, list[BuildResult]], locale: str, paper: str) -> None:
    """The profile is ours, and the only one: what reads a page need not turn round tables of 1,024 points."""
    with pikepdf.open(sheet(built[0], locale, paper)) as pdf:
        (intent,) = pdf.Root.OutputIntents
        spaces = [
            one["/ColorSpace"] for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/ColorSpace" in one
        ]
        profiles = [space[1].read_bytes() for space in spaces[0].values() if space[0] == "/ICCBased"]
        assert (intent.DestOutputProfile.read_bytes(), profiles) == (srgb(), [srgb()])


def fonts_of(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Yield the font dictionaries of *pdf*."""
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font" and "/DescendantFonts" in item:
            yield item


@every_sheet
def test_every_font_is_embedded_and_of_the_languages_own_stack(
    built: tuple[Path, list[BuildResult]], locale: str, paper: str
) -> None:
    """A font that lies about on this machine never slips in; bold is really bold."""
    allowed = {family.replace(" ", "-") for family in known_language(PROJECT, locale).fonts}
    with pikepdf.open(sheet(built[0], locale, paper)) as pdf:
        names = set()
        for font in fonts_of(pdf):
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
            names.add(str(font.BaseFont).partition("+")[2])
    names.discard("Letters")  # nobody sees them: adapters/exact_text.py
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


@pytest.mark.parametrize("locale", TRANSLATED)
@pytest.mark.parametrize("reader", ["pdfium", "poppler"])
def test_every_message_is_found_in_the_pdf_by_another_reader(
    built: tuple[Path, list[BuildResult]], locale: str, reader: str
) -> None:
    """In order, letter for letter; PDFium leaves out the running head and foot, which have no tags."""
    content = sheet(built[0], locale, "letter").read_bytes()
    body = [line.text for one in read_pages(content)[0] for line in one.lines if line.is_body and not line.is_label]
    read = "".join(body if reader == "pdfium" else page_texts(content))
    whole = letters(read.replace("\x02", "-"))  # what PDFium says for a hyphen at a line's end
    assert_in_order(whole, [text for _name, text in messages_of(locale)])


def assert_in_order(whole: str, texts: Iterable[str]) -> None:
    """Find the visible pieces of each of *texts*, one after the other."""
    place = 0
    for text in texts:
        for piece in visible_pieces(text):
            found = whole.find(letters(piece), place)
            assert found >= 0, piece
            place = found + len(letters(piece))


def messages_of(locale: str) -> list[tuple[str, str]]:
    """Return the id and the text in *locale* of each message, in the order of the page."""
    (handout,) = HANDOUTS
    entries = {e.msgctxt: e.msgstrs[0] for e in catalog_of(locale, "pns-treatment").live} if locale != "en" else {}
    return [(message.id or "", entries.get(message.id, message.text)) for message in handout.messages]


def elements(element: object) -> Iterator[Any]:
    """Yield *element* of the structure and all below it, in the order of reading."""
    if isinstance(element, pikepdf.Dictionary) and "/S" in element:
        yield element
        for kid in element.K if isinstance(element.get("/K"), pikepdf.Array) else [element.get("/K")]:
            yield from elements(kid)


@pytest.mark.parametrize("locale", TRANSLATED)
def test_the_structure_says_language_and_text(built: tuple[Path, list[BuildResult]], locale: str) -> None:
    """Assistive technology asks there: the language where it is another, and the text where glyphs do not say it."""
    language = known_language(PROJECT, locale)
    with pikepdf.open(sheet(built[0], locale, "letter")) as pdf:
        every = list(elements(pdf.Root.StructTreeRoot.K[0]))
        said = letters("".join(str(one.get("/ActualText", "")) for one in every))
        spoken = {str(one.Lang) for one in every if "/Lang" in one}
        assert str(pdf.Root.Lang) == language.tag
    assert spoken == (set() if locale == "en" else {"en"})
    assert bool(said) is language.text_layer
    if said:
        assert_in_order(said, [text for _name, text in messages_of(locale)])


@every_sheet
def test_the_plan_has_fields_to_write_on(built: tuple[Path, list[BuildResult]], locale: str, paper: str) -> None:
    """Named aloud in the language of the page, tagged, in the order of reading; drawn by no viewer on its own."""
    with pikepdf.open(sheet(built[0], locale, paper)) as pdf:
        form = pdf.Root.AcroForm
        assert "/NeedAppearances" not in form
        names = [str(field.TU) for field in form.Fields]
        tagged = [one.K[0].Obj.objgen for one in elements(pdf.Root.StructTreeRoot.K[0]) if one.S == "/Form"]
        assert tagged == [field.objgen for field in form.Fields]
        assert all(field.AP.N.read_bytes() == b"/Tx BMC EMC" for field in form.Fields)
        assert all(field.Rect[3] - field.Rect[1] > 4 * MM and field.Rect[2] > field.Rect[0] for field in form.Fields)
        assert {str(one.Tabs) for one in pdf.pages} == {"/S"}
        record = json.loads(pdf.attachments["pnsi18n-record.json"].get_file().read_bytes())
    rows = [row for row in record["messages"] if row["id"].startswith("pl.q")]
    # Before them: the phone of the clinic, the name, the day.
    assert [letters(one) for one in names[3:-1]] == [letters(row.get("translation", row["english"])) for row in rows]


def visible_pieces(text: str) -> list[str]:
    """Return what is printed of a message, cut where a region's value or a link target stands."""
    text = text.replace("{emergency_number}", "911").replace("**", "")
    return re.split(r"\{[^}]*\}|\]\([^)]*\)|\[", text)


@every_sheet
def test_every_page_says_what_it_is(built: tuple[Path, list[BuildResult]], locale: str, paper: str) -> None:
    """DRAFT in English (whole on page 1), the English title, the id, the language's English name, the page number."""
    pages = text_of(sheet(built[0], locale, paper))
    whole = page_word("draft.source" if locale == "en" else "draft.translation")
    for number, text in enumerate(pages, start=1):
        found = letters(text)
        if locale != "ar_XB":
            assert letters("Treatment for paraneoplastic syndrome") in found or locale == "en_XA"
        assert letters(whole if number == 1 else page_word("draft.brief")) in found
        assert letters(known_language(PROJECT, locale).english_name) in found
        if not known_language(PROJECT, locale).is_right_to_left:  # there, PDFium turns the parts of some codes round
            assert re.search(letters(f"pns-treatment/{locale}/2026-11/") + "[0-9a-f]{12}" + letters(" · US"), found)
        assert str(number) in "".join(str(unicodedata.digit(c, c)) for c in found)  # in the digits of the locale


def page_word(identifier: str) -> str:
    """Return one of the page's own words in English."""
    return next(message.text for message in page_words() if message.id == identifier)


@every_sheet
def test_the_emergency_and_call_us_boxes_are_on_the_first_page(
    built: tuple[Path, list[BuildResult]], locale: str, paper: str
) -> None:
    """Where a thumb finds them: the emergency number and the fever are on page 1 in every language."""
    first = letters(text_of(sheet(built[0], locale, paper))[0])
    assert "911" in first
    assert "38" in first


@every_sheet
def test_the_plan_to_write_on_is_whole_on_the_last_page(
    built: tuple[Path, list[BuildResult]], locale: str, paper: str
) -> None:
    """One leaf to take along to the clinic."""
    if locale not in PROJECT.pseudo_languages:
        last = letters(text_of(sheet(built[0], locale, paper))[-1])
        pieces = [one for name, text in messages_of(locale) if name.startswith("pl.") for one in visible_pieces(text)]
        assert pieces
        assert [one for one in pieces if letters(one) not in last] == []


@every_sheet
def test_a_sheet_has_the_size_of_its_paper(built: tuple[Path, list[BuildResult]], locale: str, paper: str) -> None:
    """A4 and US Letter, to the point."""
    document = pypdfium2.PdfDocument(sheet(built[0], locale, paper))
    try:
        sizes = {tuple(round(side) for side in one.get_size()) for one in document}
    finally:
        document.close()
    assert sizes == {SIZES[paper]}


def test_the_manifest_knows_every_sheet(built: tuple[Path, list[BuildResult]]) -> None:
    """Path, digest and state of each; and that no message is printed in English by necessity."""
    manifest = json.loads((built[0] / "manifest.json").read_text(encoding="utf-8"))
    assert len(manifest["editions"]) == len(SHEETS)
    assert {edition["state"] for edition in manifest["editions"]} == {"draft"}
    assert {edition["untranslated"] for edition in manifest["editions"]} == {0}
