"""Each rule on editions fires on a real PDF that was spoilt on purpose, and the readers read what is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from clinic import CATALOG, Run, edit, translate
from hypothesis import given
from hypothesis import strategies as st
from test_proof import HANDOUT, PROJECT
from test_reprint import nothing_visible, redrawn
from test_shipped import catalog_of

from pnsi18n.adapters.configuration import known_language
from pnsi18n.adapters.fonts import font_files
from pnsi18n.adapters.pdf_reader import read_pages
from pnsi18n.adapters.pool import run_jobs
from pnsi18n.adapters.poppler import page_texts
from pnsi18n.model.edition import Job, Proof
from pnsi18n.model.finding import Finding
from pnsi18n.model.pages import Box, Line, Page
from pnsi18n.text.proofreading import passages
from pnsi18n.workflows.editions import Press, Sheet
from pnsi18n.workflows.history import History
from pnsi18n.workflows.jobs import make_job
from pnsi18n.workflows.proofreading import ProofReader
from pnsi18n.workflows.reviews import Ledgers


@cache
def shipped(locale: str) -> tuple[Sheet, Job]:
    """Return a shipped sheet with the job that prints it."""
    from datetime import date

    press = Press(history=History(Ledgers(PROJECT, date(2026, 11, 22))), region=PROJECT.region)
    (sheet,) = press.sheets(HANDOUT, [known_language(PROJECT, locale)], ["standard"], ["a4"])
    return sheet, make_job(sheet, {})


@cache
def printed(one: Job) -> Proof:
    """Return the proof of *one*, printed once."""
    (proof,) = run_jobs([one], 1)
    return proof


def judged(locale: str, one: Job, proof: Proof) -> list[Finding]:
    """Return what the proof-reader says of *proof*."""
    sheet, _ = shipped(locale)
    return ProofReader(project=PROJECT, shown="output", sheets={one.key: sheet}).findings(one, proof)


def spoilt(locale: str, *, css: str = "", html: tuple[str, str] = ("", "")) -> list[Finding]:
    """Print a shipped sheet with another style or text; return what the proof-reader says."""
    _, one = shipped(locale)
    assert html[0] in one.html
    bad = replace(one, css=one.css + css, html=one.html.replace(*html) if html[0] else one.html)
    return judged(locale, bad, printed(bad))


def told(findings: Sequence[Finding], rule: str) -> list[str]:
    """Return what *rule* says."""
    return [one.statement for one in findings if one.rule_id == rule]


def line_of(locale: str, message: str) -> int:
    """Return the line of *message* in its catalog."""
    return next(entry.line for entry in catalog_of(locale, "pns-treatment").live if entry.msgctxt == message)


@pytest.mark.parametrize("locale", ["es", "ar", "ur", "km", "zh_Hans"])
def test_a_heading_at_the_foot_of_a_page_is_found_in_every_script(locale: str) -> None:
    """With the line of the catalog, whether or not the text itself comes back exactly."""
    found = spoilt(locale, css=".part h2 { break-after: page }")
    alone = [one for one in found if one.rule_id == "ED106"]
    assert len(alone) > 5
    for one in alone:
        assert one.location.path == f"locale/{locale}/LC_MESSAGES/pns-treatment.po"
        assert one.location.line == line_of(locale, one.msgctxt)
        assert f"{locale}.standard.a4.pdf, page " in one.statement


def test_text_at_another_place_is_found() -> None:
    """Two paragraphs that changed places say each what they should, but not where."""
    _, one = shipped("es")
    starts = [one.html.index(f'<span data-message="{name}"') for name in ("intro.who", "intro.notadvice")]
    parts = [one.html[start:].partition("</p>")[0] for start in starts]
    moved = one.html.replace(parts[0], "@").replace(parts[1], parts[0]).replace("@", parts[1])
    (statement,) = told(spoilt("es", html=(one.html, moved)), "ED101")
    assert statement.endswith("does not stand where the handout has it")


@pytest.mark.parametrize("locale", ["es", "hi"])
def test_a_word_of_the_page_without_a_glyph_is_found(locale: str) -> None:
    """An emoji in the band is no message of the handout, and is an empty box all the same."""
    found = spoilt(locale, html=("Draft. A machine", "Draft \U0001f48a. A machine"))
    assert [one for one in told(found, "ED102") if "U+1F48A PILL, which the page's own words need" in one]


def test_text_off_the_page_is_found_with_its_line_of_the_catalog() -> None:
    """In the margin, too, although there is paper."""
    (found,) = spoilt("es", css='[data-message="intro.who"] { position: relative; left: 30mm }')
    assert (found.rule_id, found.msgctxt) == ("ED103", "intro.who")
    assert str(found.location) == f"locale/es/LC_MESSAGES/pns-treatment.po:{line_of('es', 'intro.who')}"
    assert found.source_location
    assert found.excerpt
    assert found.excerpt.translation


@pytest.mark.parametrize("locale", ["es", "ar", "ur", "km", "zh_Hans"])
def test_lines_on_top_of_each_other_are_found(locale: str) -> None:
    """In every script, also where lines reach into one another by nature."""
    found = told(spoilt(locale, css=".part p { line-height: .3; margin: 0 }"), "ED104")
    assert len(found) > 3


def test_a_font_that_is_none_of_the_languages_is_found() -> None:
    """The Spanish sheet has only Noto Sans, whatever a Chinese one may use."""
    _, one = shipped("es")
    other = replace(one, fonts=font_files(known_language(PROJECT, "km"))[:2])
    names = {"Noto-Sans", "Noto-Sans-Bold"}
    found = told(judged("es", other, printed(one)), "ED105")
    assert found == [f"the font {name} is none of {other.fonts[0].family}" for name in sorted(names)]


def test_a_font_that_is_not_in_the_file_is_seen(tmp_path: Path) -> None:
    """Helvetica needs no file to be shown, and is another one on every machine."""
    path = tmp_path / "plain.pdf"
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.obj.Contents = pdf.make_stream(b"BT /F1 12 Tf 100 100 Td (911) Tj ET")
        pdf.save(path)
    pages, fonts = read_pages(path.read_bytes())
    assert [(font.name, font.embedded) for font in fonts] == [("Helvetica", False)]
    assert [(line.text, line.is_body) for line in pages[0].lines] == [("911", False)]
    _, one = shipped("es")
    good = printed(one)
    found = judged("es", one, replace(good, reading=replace(good.reading, fonts=fonts)))
    assert told(found, "ED105") == ["the font Helvetica is not embedded"]


@pytest.mark.parametrize("locale", ["ar", "km"])
def test_what_is_said_and_not_drawn_is_found(tmp_path: Path, locale: str) -> None:
    """In scripts whose text is said by invisible letters, an empty page would read well."""
    _, one = shipped(locale)
    good, path = printed(one), tmp_path / "empty.pdf"
    assert told(judged(locale, one, good), "ED113") == []
    path.write_bytes(good.pdf)
    redrawn(path, nothing_visible)
    pages, _fonts = read_pages(path.read_bytes())
    found = told(judged(locale, one, replace(good, reading=replace(good.reading, pages=pages))), "ED113")
    assert len(found) > 30
    assert all(f"{locale}.standard.a4.pdf, page 1: " in one for one in found)


@pytest.mark.parametrize("locale", ["es", "ar"])
def test_a_box_over_two_pages_is_found(locale: str) -> None:
    """Half a list of key points looks whole."""
    found = spoilt(locale, css=".key-points li + li { break-before: page }")
    (split,) = [one for one in found if one.rule_id == "ED107"]
    assert "is split over pages 1 and 2" in split.statement or "is split over pages 2 and 3" in split.statement
    assert split.location.line == line_of(locale, "key.title")


def test_more_pages_than_allowed_are_a_warning() -> None:
    """The sheet is printed; the author is told."""
    _, one = shipped("es")
    (found,) = judged("es", replace(one, page_limit=1), printed(one))
    assert (found.rule_id, found.severity) == ("ED108", "warning")


def test_a_second_reader_who_reads_otherwise_is_heard() -> None:
    """Every Spanish message is missed in the English sheet, and none in its own."""
    _, one = shipped("es")
    good, english = printed(one), printed(shipped("en")[1])
    assert good.reading.second == page_texts(good.pdf)
    assert len(good.reading.second) == good.pages
    other = replace(good, reading=replace(good.reading, second=page_texts(english.pdf)))
    assert len(told(judged("es", one, other), "ED110")) > 90


def test_without_poppler_there_is_no_second_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is used where it is installed, and not needed."""
    monkeypatch.setenv("PATH", "/nowhere")
    assert page_texts(printed(shipped("es")[1]).pdf) == ()


@pytest.mark.parametrize("locale", ["es", "ar"])
def test_a_box_that_no_page_can_hold_is_found_with_its_message(locale: str) -> None:
    """A translation many times too long is never a silently broken page: the frame has no end, or moves."""
    _, one = shipped(locale)
    text = dict(one.expected)["em.breath"]
    longer = " ".join([text] * 60)
    expected = tuple((name, longer if name == "em.breath" else own) for name, own in one.expected)
    bad = replace(one, html=one.html.replace(text, longer), expected=expected)
    found = {finding.rule_id: finding for finding in judged(locale, bad, printed(bad))}
    assert found["ED111"].msgctxt == found["ED112"].msgctxt == "em.lead"
    assert "page 2: " in found["ED111"].statement
    assert found["ED111"].location.line == line_of(locale, "em.lead")


def test_build_prints_the_findings_and_writes_no_sheet(spanish: Path, run: Run) -> None:
    """As validate does: place, rule, both texts, hint; exit code 1, and the old sheet is gone."""
    assert run("build", "es").exit_code == 0
    sheet = spanish / "output/fixture/es/fixture.es.standard.a4.pdf"
    assert sheet.exists()
    translate(spanish, {"intro": "Este texto es de prueba \U0001f48a; no es un consejo."})
    result = run("build", "es")
    assert result.exit_code == 1
    assert f"{CATALOG}:" in result.stdout
    assert "error: ED102 glyph-missing: fixture.es.standard.a4.pdf, page 1: no font has U+1F48A PILL" in result.stdout
    assert "  | Este texto es de prueba \U0001f48a; no es un consejo." in result.stdout
    assert "was not printed" in result.stderr
    assert not sheet.exists()


def test_the_severity_of_a_rule_on_editions_is_the_projects_to_choose(spanish: Path, run: Run) -> None:
    """Turned down to a warning, it is told and the sheet is written."""
    translate(spanish, {"intro": "Este texto es de prueba \U0001f48a; no es un consejo."})
    us = "[tool.pnsi18n.regions.US]"
    edit(spanish / "pyproject.toml", us, f'[tool.pnsi18n.rules]\nED102 = "warning"\nED109 = "off"\n\n{us}')
    result = run("build", "es")
    assert "warning: ED102 glyph-missing: " in result.stdout
    assert "ED109" not in result.stdout
    assert result.exit_code == 0
    assert (spanish / "output/fixture/es/fixture.es.standard.a4.pdf").exists()


def test_the_readers_see_what_is_on_the_page() -> None:
    """Lines in the order of reading, heads and feet apart, with their place and structure."""
    pages = printed(shipped("es")[1]).reading.pages
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))
    first = [line for line in pages[0].lines if line.is_body]
    assert first[0].text.startswith("Borrador. ")  # on page 1 the band belongs to what is read, also aloud
    words = [line.text.strip() for line in first]
    begin = words.index("Español")
    assert words[begin : begin + 3] == ["Español", "Spanish", "Hoja informativa para pacientes"]
    assert [line.text for line in first if "H1" in line.tags] == ["Tratamiento del síndrome paraneoplásico"]
    assert all(line.box.beyond(pages[0].paper) == 0 for line in pages[0].lines)
    margins = "".join(line.text for line in pages[0].lines if not line.is_body)
    assert "Borrador." not in margins
    assert "Borrador." in "".join(line.text for line in pages[1].lines if not line.is_body)
    assert "pns-treatment/es/2026-11/" in margins


SPOT = Box(left=0, bottom=0, right=1, top=1)
TEXTS = st.lists(st.sampled_from(["ab", "ba", "a", "b", "c c"]), min_size=1, max_size=6)


def page_of(texts: Sequence[str]) -> Page:
    """Return a page with a line for each of *texts*."""
    lines = tuple(Line(text=text, page=1, box=SPOT) for text in texts)
    return Page(number=1, paper=SPOT, area=SPOT, lines=lines)


@given(TEXTS)
def test_what_stands_there_in_order_is_found_in_order(texts: list[str]) -> None:
    """Even where one text is a part of another, or stands twice."""
    expected = [(str(number), text) for number, text in enumerate(texts)]
    found = passages(expected, [page_of(texts)], ())
    assert [(one.message, one.text, one.in_order) for one in found] == [(*pair, True) for pair in expected]


@given(TEXTS, st.data())
def test_what_is_left_out_is_never_found(texts: list[str], data: st.DataObject) -> None:
    """As many messages are missed as were left out."""
    gone = data.draw(st.integers(0, len(texts) - 1))
    expected = [(str(number), text) for number, text in enumerate(texts)]
    found = passages(expected, [page_of(texts[:gone] + texts[gone + 1 :])], ())
    assert [one.text for one in found].count("") == 1


@given(TEXTS)
def test_what_stands_between_is_no_part_of_a_message(texts: list[str]) -> None:
    """Labels and words of the page stand between messages, and a message is whole lines."""
    mixed = [piece for text in texts for piece in ("x", text)]
    found = passages([(str(number), text) for number, text in enumerate(texts)], [page_of(mixed)], ())
    assert [one.text for one in found] == texts
    glued = passages([("0", "ab")], [page_of(["ab!"])], ())
    assert [one.text for one in glued] == [""]
