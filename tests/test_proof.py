"""The proof-reader: what must not reach paper stops the sheet, with the message and the reason."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from conftest import ROOT
from fontTools.ttLib import TTFont

from pnsi18n.adapters import cldr
from pnsi18n.adapters.configuration import read_project
from pnsi18n.adapters.fonts import font_files
from pnsi18n.adapters.layouts import expected_texts, render_css, render_html
from pnsi18n.adapters.pool import run_jobs
from pnsi18n.adapters.sources import read_handouts
from pnsi18n.adapters.versions import renderer_versions
from pnsi18n.errors import RenderError
from pnsi18n.model.catalog import Entry
from pnsi18n.model.edition import Edition, EditionKey, EditionState, Job
from pnsi18n.model.kind import KINDS, WEB
from pnsi18n.text.assemble import assemble
from pnsi18n.workflows.jobs import job_digest, layered
from pnsi18n.workflows.proofreading import ProofReader

PROJECT = read_project(ROOT)
(HANDOUT,) = read_handouts(PROJECT)
NAME = "pns-treatment.es.standard.a4.pdf"
INTRO = next(message for message in HANDOUT.messages if message.id == "intro.who")


def job(msgstr: str, locale: str = "es", kind: str = "standard") -> Job:
    """Return the job of a sheet in *locale* on which only one message is translated."""
    language = cldr.language(locale)
    assert language
    entry = Entry(msgid=INTRO.text, msgctxt=INTRO.id, msgstrs=(msgstr,))
    edition = Edition(
        key=EditionKey(handout="pns-treatment", locale=locale, kind=kind, paper="a4", region="US"),
        handout=HANDOUT,
        language=language,
        region=PROJECT.region,
        state=EditionState.DRAFT,
        printed=assemble(HANDOUT.messages, language, {entry.key: entry}),
        words={},
    )
    return Job(
        key=edition.key,
        html=render_html(edition),
        css=render_css(edition),
        expected=expected_texts(edition),
        fonts=font_files(language),
        layered=layered([language]),
        digest="0" * 64,
    )


def remarks(one: Job) -> list[str]:
    """Print *one* as a build does; return what the proof-reader says, each with its rule and message."""
    (proof,) = run_jobs([one], 1)
    assert proof.pdf.startswith(b"%PDF")
    found = ProofReader(project=PROJECT, shown="output").findings(one, proof)
    return [f"{finding.rule_id} {finding.msgctxt}: {finding.statement}" for finding in found]


def test_a_good_sheet_has_no_remarks_and_says_what_is_in_english() -> None:
    """One message translated, the others printed in English and marked."""
    good = job("Texto de prueba.")
    assert remarks(good) == []
    assert good.html.count('class="fallback-mark"') == len(HANDOUT.messages) - 1


@pytest.mark.parametrize("character", ["\U0001f48a", "\ue000", "ක", "𞤀"])
def test_a_character_without_a_glyph_is_named_with_its_message(character: str) -> None:
    """An empty box never gets to paper, be it an emoji, a private sign or another script."""
    found = remarks(job(f"Texto {character} de prueba."))
    assert any(one.startswith("ED102 intro.who: ") and ": no font has U+" in one for one in found)


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {WEB}))
@pytest.mark.parametrize(("locale", "letter"), [("es", "x"), ("ar", "م")])
def test_a_word_that_does_not_fit_is_text_off_the_page(kind: str, locale: str, letter: str) -> None:
    """Two hundred letters without a place to break run out of the page."""
    found = remarks(job(letter * 200, locale, kind))
    assert any(one.startswith(("ED103 intro.who", "ED104 intro.who")) for one in found)


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {WEB}))
@pytest.mark.parametrize("locale", ["es", "ar"])
def test_a_translation_that_is_much_too_long_makes_longer_pages(kind: str, locale: str) -> None:
    """It reflows; whether it may be so long is asked by validate."""
    assert remarks(job("Texto de prueba. " * 60 if locale == "es" else "نص للاختبار. " * 60, locale, kind)) == []


def glyphs_of(pdf: bytes, letters: str) -> dict[str, set[int]]:
    """Return which glyphs *pdf* draws each of *letters* with (numbers as in the whole font)."""
    found: dict[str, set[int]] = {}
    with pikepdf.open(BytesIO(pdf)) as document:
        for font in (font for page in document.pages for font in page.resources.Font.values()):
            if "Letters" not in str(font.BaseFont):
                for glyph, letter in re.findall(rb"<([0-9a-f]{4})> <([0-9a-f]{4})>", font.ToUnicode.read_bytes()):
                    found.setdefault(chr(int(letter, 16)), set()).add(int(glyph, 16))
    return {letter: found[letter] for letter in letters}


@pytest.mark.parametrize("locale", ["fa", "fa_AF", "prs", "ps"])
def test_digits_have_the_shapes_of_the_language(locale: str) -> None:
    """Noto Naskh Arabic draws four, six and seven as Urdu does, in Persian as well, where nobody tells it not to."""
    digits = "".join(map(chr, range(0x6F0, 0x6FA)))
    sheet = job(f"{digits} **{digits}**", locale)
    (proof,) = run_jobs([sheet], 1)
    own: dict[str, set[int]] = {}
    for file in sheet.fonts:
        if file.family == "Noto Naskh Arabic":
            font = TTFont(file.path)
            for digit in digits:
                own.setdefault(digit, set()).add(font.getGlyphID(font.getBestCmap()[ord(digit)]))
    assert glyphs_of(proof.pdf, digits) == own


def test_what_the_renderer_remarks_stops_the_sheet() -> None:
    """WeasyPrint logs a style that it does not know and carries on; the build does not."""
    good = job("Texto de prueba.")
    assert any("the renderer says" in remark for remark in remarks(replace(good, css=good.css + "p { colour: red }")))


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9/x.png", "file:///etc/hostname", "pnsi18n:../x", "data:text/html,x"]
)
def test_the_renderer_reads_nothing_but_our_own_pictures(address: str) -> None:
    """Neither the network nor the file system, whatever a page asks for."""
    good = job("Texto de prueba.")
    html = good.html.replace("</body>", f'<p><img src="{address}" alt="x"></p></body>')
    assert any("refused" in remark for remark in remarks(replace(good, html=html)))


def test_text_that_differs_from_the_catalog_stops_the_sheet() -> None:
    """The boxes are compared with the catalog, letter for letter."""
    good = job("Texto de prueba.")
    found = remarks(replace(good, html=good.html.replace("Texto de prueba", "Texto de prueva")))
    assert found == [
        f"ED101 intro.who: {NAME}, page 1: intro.who: the page shows 'Texto de prueva.' instead of 'Texto de prueba.'"
    ]


def test_a_message_that_is_not_on_the_page_stops_the_sheet() -> None:
    """Nothing that the catalog has is left out."""
    good = job("Texto de prueba.")
    found = remarks(replace(good, css=good.css + '[data-message="intro.who"] { display: none }'))
    assert found == [f"ED101 intro.who: {NAME}: intro.who: the page shows '' instead of 'Texto de prueba.'"]


def test_html_in_a_translation_is_printed_as_the_letters_it_is() -> None:
    """Should validate be skipped, the page still shows brackets instead of obeying them."""
    sheet = job('<img src="file:///etc/passwd"> {{ 7 }}'.replace("{{ 7 }}", "&amp;"))
    assert "&lt;img src=" in sheet.html
    assert remarks(sheet) == []


def test_a_worker_that_dies_is_a_clear_error() -> None:
    """Out of memory, most often: the build says so instead of hanging."""
    good = job("Texto de prueba.")
    with pytest.raises(RenderError, match="killed"):
        list(run_jobs([replace(good, key=_Deadly())], 1))  # type: ignore[arg-type]


class _Deadly:
    """A key that kills the process that opens it."""

    def __reduce__(self) -> tuple[object, ...]:
        return (_die, ())


def _die() -> None:
    import os

    os._exit(9)


@pytest.mark.parametrize("field", ["key", "html", "css", "expected", "fonts"])
def test_whatever_decides_the_bytes_decides_the_digest(field: str) -> None:
    """Change any part of a job, or the renderer, and the sheet is due again."""
    one = job("Texto de prueba.")
    changes: dict[str, Any] = {
        "key": replace(one.key, paper="letter"),
        "html": one.html + " ",
        "css": one.css + " ",
        "expected": (*one.expected, ("x", "x")),
        "fonts": one.fonts[1:],
    }
    versions = renderer_versions()
    before = job_digest(one, versions)
    assert job_digest(one, versions) == before
    assert job_digest(replace(one, **{field: changes[field]}), versions) != before
    assert job_digest(one, {**versions, "pango": "0"}) != before


def test_a_font_that_changed_is_another_font() -> None:
    """The digest goes by what is in a font file, not by its name."""
    one = job("Texto de prueba.")
    other = replace(one, fonts=(replace(one.fonts[0], sha256="0"), *one.fonts[1:]))
    assert job_digest(one, {}) != job_digest(other, {})


def test_the_running_head_may_not_cover_the_text() -> None:
    """A draft band of many lines would hide what stands below it."""
    good = job("Texto de prueba. " * 400)
    band = "Draft. Do not give it to patients."
    assert band in good.html
    found = remarks(replace(good, html=good.html.replace(band, f"{band} " * 12)))
    assert any(one.startswith("ED103") and "Do not give it to patients" in one for one in found)


def test_a_line_below_the_page_is_seen() -> None:
    """Wherever a style may push it."""
    good = job("Texto de prueba.")
    found = remarks(replace(good, css=good.css + "h1 { position: relative; top: 400mm }"))
    assert any(one.startswith("ED103 title: ") for one in found)


def test_text_left_of_the_page_is_seen() -> None:
    """The left edge counts as well as the right."""
    good = job("Texto de prueba.")
    found = remarks(replace(good, css=good.css + "h1 { margin-left: -30mm }"))
    assert any(one.startswith("ED103 title: ") for one in found)


def test_text_that_runs_out_of_its_box_is_seen() -> None:
    """On the page, between the lines of its neighbour or over no other text at all."""
    good = job("Texto de prueba.")
    assert not any(one.startswith("ED114") for one in remarks(good))
    for direction in ("ltr", "rtl"):
        narrow = f"width: 45mm; margin: 0 64mm; font-size: 8pt; white-space: nowrap; direction: {direction}"
        found = remarks(replace(good, css=f"{good.css} .key-points {{ {narrow} }}"))
        assert {one[:5] for one in found if " key.cancer: " in one} == {"ED114"}, direction


def test_a_sheet_knows_only_the_fonts_of_its_own_language() -> None:
    """Printed beside a Chinese sheet, a Spanish one still cannot borrow a Chinese letter."""
    spanish, chinese = job("Texto 医 de prueba."), job("医生。", "zh_Hans")
    found = {proof.key.locale: proof.reading.lacking for proof in run_jobs([chinese, spanish], 1)}
    assert found == {"zh_Hans": "", "es": "医"}
