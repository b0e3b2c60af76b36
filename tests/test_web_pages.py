"""The web pages: the same texts as on paper, nothing from elsewhere, read back before and after."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from browsing import PROJECT, page_of
from clinic import CATALOG as PO
from clinic import Run, edit, translate

from pnsi18n.adapters.configuration import known_language
from pnsi18n.adapters.layouts import expected_texts
from pnsi18n.adapters.sources import read_handouts
from pnsi18n.adapters.versions import renderer_versions
from pnsi18n.adapters.web_reader import print_page, read_page
from pnsi18n.model.edition import Job, Proof
from pnsi18n.model.kind import WEB
from pnsi18n.text.provenance import missing_texts
from pnsi18n.workflows.build import BuildRequest, build
from pnsi18n.workflows.editions import Press, Sheet
from pnsi18n.workflows.history import History
from pnsi18n.workflows.jobs import make_job
from pnsi18n.workflows.proofreading import ProofReader
from pnsi18n.workflows.reviews import Ledgers

LOCALES = ["en", *PROJECT.languages, *PROJECT.pseudo_languages]
LEDGERS = Ledgers(PROJECT, date(2026, 11, 22))
PAGE = "output/fixture/es/fixture.es.html"


def sheet(locale: str, region: str = "US") -> Sheet:
    """Return the shipped web page in *locale*, not laid out yet."""
    press = Press(history=History(LEDGERS), region=PROJECT.regions[region])
    (handout,) = read_handouts(PROJECT)
    (found,) = press.sheets(handout, [known_language(PROJECT, locale)], [WEB], ["a4", "letter"])
    return found


def job(locale: str) -> Job:
    """Return the job of the shipped web page in *locale*."""
    return make_job(sheet(locale), renderer_versions())


@pytest.fixture(scope="module")
def spanish_page() -> Job:
    """Return the job of the Spanish page."""
    return job("es")


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make every web page of the shipped project."""
    folder = tmp_path_factory.mktemp("output")
    chosen = [known_language(PROJECT, locale) for locale in LOCALES]
    request = BuildRequest(languages=chosen, kinds=[WEB], region=PROJECT.region, output=folder, jobs=2)
    assert build(LEDGERS, request, lambda _done, _total, _path: None).failed == ()
    return folder


@pytest.mark.parametrize("locale", LOCALES)
def test_every_message_is_on_the_page(output: Path, locale: str) -> None:
    """Letter for letter, in every script; the record and the seal are there."""
    read = read_page(page_of(output, locale))
    assert read
    assert read.intact
    record = json.loads(read.record)
    assert (record["locale"], record["kind"], record["paper"]) == (locale, "html", "")
    edition = sheet(locale).edition
    assert record["code"] == edition.code
    assert list(missing_texts(edition, expected_texts(edition), read.pages)) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_a_page_says_what_it_is(output: Path, locale: str) -> None:
    """Language and direction; that it is a draft, before everything and after it; the box that matters first."""
    html = page_of(output, locale).read_text(encoding="utf-8")
    language = known_language(PROJECT, locale)
    assert f'<html lang="{language.tag}" dir="{language.direction}">' in html
    places = [
        html.index(mark) for mark in ('class="band"', "<h1>", 'class="box emergency"', 'class="box call-us"', "<h2><")
    ]
    assert places[:4] == sorted(places[:4])
    assert places[2] < places[4] < places[3]
    assert html.rindex('class="band"') > html.index("<footer>")


def remarks(job: Job, proof: Proof) -> list[str]:
    """Return what the proof-reader says of *proof*, each with its message."""
    found = ProofReader(project=PROJECT, shown="output").findings(job, proof)
    return [f"{finding.msgctxt}: {finding.statement}" for finding in found]


def test_a_good_page_has_no_remark(spanish_page: Job) -> None:
    """And the same job gives the same bytes."""
    first, second = print_page(spanish_page), print_page(spanish_page)
    assert remarks(spanish_page, first) == []
    assert first == second


@pytest.mark.parametrize(
    ("old", "new", "remark"),
    [
        ("5\u00a0minutos", "50\u00a0minutos", "em.sz5: the page shows"),
        (
            '<li><span data-message="em.breath">',
            '<li><span hidden data-message="em.breath">',
            "em.breath: the page shows ''",
        ),
        (
            'data-message="em.breath"',
            'data-message="em.choke"',
            "em.breath: ",
        ),
        ('data-message="em.breath"', "", "em.breath: "),
        ("</main>", "<script>alert(1)</script></main>", "the page has a script"),
        ("</main>", '<img src="https://example.org/x.png" alt=""></main>', "refused: src=https://example.org/x.png"),
        ("</main>", '<p onclick="x()"></p></main>', "refused: onclick=x()"),
        ("</head>", '<link rel="stylesheet" href="x.css"></head>', "refused: href=x.css"),
        ("</style>", "p { background: url( 'x.png') }</style>", "the styles ask for another file"),
        ("</style>", "@import 'x.css';</style>", "the styles ask for another file"),
    ],
)
def test_what_must_not_be_on_a_page_stops_it(spanish_page: Job, old: str, new: str, remark: str) -> None:
    """A message that differs, is hidden, moved or missing; whatever comes from elsewhere, or runs."""
    assert old in spanish_page.html
    bad = replace(spanish_page, html=spanish_page.html.replace(old, new, 1))
    assert any(remark in one for one in remarks(bad, print_page(bad)))


def test_phone_numbers_are_links_that_dial() -> None:
    """The number as it is printed, the link without its spaces."""
    region = replace(PROJECT.regions["GB"], clinic_phone="020 7946 0000")
    press = Press(history=History(LEDGERS), region=region)
    (handout,) = read_handouts(PROJECT)
    (found,) = press.sheets(handout, [known_language(PROJECT, "ar")], [WEB], [])
    html = make_job(found, renderer_versions()).html
    assert '<a href="tel:999"><span class="value"><bdi dir="ltr">999</bdi></span></a>' in html
    assert '<a href="tel:02079460000">' in html
    assert found.edition.key.path == "pns-treatment/ar/pns-treatment.ar.gb.html"


def test_without_a_phone_there_is_a_line_to_write_on(spanish_page: Job) -> None:
    """As on paper."""
    name = "teléfono de la clínica"
    line = f'<span class="write-in" data-field="{name}"><span class="label">{name}</span>'
    assert line in spanish_page.html
    assert re.findall(r'href="(tel:[^"]*)"', spanish_page.html) == ["tel:911"]


def test_foreign_letters_and_numbers_are_isolated(output: Path) -> None:
    """Inside a right-to-left text, each has its own direction."""
    html = page_of(output, "ar").read_text(encoding="utf-8")
    assert re.search(r'<bdi dir="ltr">100[^<]*°F</bdi>', html)


@pytest.fixture
def web(spanish: Path, run: Run) -> Path:
    """Return the small project with a Spanish web page."""
    edit(spanish / "pyproject.toml", 'kinds = ["standard"]', 'kinds = ["html"]')
    assert run("build", "es").exit_code == 0
    return spanish


def test_verify_reads_a_page_back(web: Path, run: Run) -> None:
    """Current; superseded when a text changes; altered when a byte of the file does."""
    page = web / PAGE
    assert run("verify", str(page)).stdout.startswith(f"{page}: current (a draft")
    assert run("verify", str(web / "output")).exit_code == 0  # the desk is no sheet

    content = page.read_text(encoding="utf-8")
    page.write_text(content.replace("5 días", "50 días"), encoding="utf-8")
    assert ": altered\n  the file was changed" in run("verify", str(page)).stdout

    page.write_text(content, encoding="utf-8")
    translate(web, {"em.fever": "Tiene fiebre de {temperature:38} desde hace 5 días"})
    said = run("verify", str(page)).stdout
    assert ": superseded\n" in said
    assert "em.fever: the translation changed" in said


def test_a_page_of_somebody_else_is_unknown(web: Path, run: Run) -> None:
    """With no record of ours, or with a broken one."""
    page = web / PAGE
    page.write_text("<!DOCTYPE html><title>x</title>", encoding="utf-8")
    assert ": unknown\n  this is not a PDF or a web page" in run("verify", str(page)).stdout
    page.write_text('<!DOCTYPE html><script id="pnsi18n-record">{</script>', encoding="utf-8")
    assert ": unknown\n  it carries no record" in run("verify", str(page)).stdout


def test_markup_in_a_translation_is_text(tmp_path: Path) -> None:
    """Neither the page nor the record inside it can be broken out of."""
    hostile = "</script><script>alert(1)</script><!-- <pnsi18n:seal>"
    one = sheet("es")
    key = next(message.key for message in one.edition.handout.messages if message.id == "em.breath")
    printed = {**one.edition.printed, key: replace(one.edition.printed[key], text=hostile)}
    bad = make_job(replace(one, edition=replace(one.edition, printed=printed)), renderer_versions())
    proof = print_page(bad)
    assert remarks(bad, proof) == []
    page = tmp_path / "page.html"
    page.write_bytes(proof.pdf)
    read = read_page(page)
    assert read
    assert read.intact
    assert hostile in read.pages[0]
    assert hostile in [row.get("translation") for row in json.loads(read.record)["messages"]]


def test_a_second_build_makes_no_page_again(web: Path, run: Run) -> None:
    """Neither the pages nor the desk."""
    stamps = {path: path.stat().st_mtime_ns for path in (web / "output").rglob("*.*")}
    assert run("build", "es").stdout.startswith("nothing to do: 1 unchanged")
    assert {path: path.stat().st_mtime_ns for path in (web / "output").rglob("*.*")} == stamps


def test_an_approved_page_names_its_reviewers_and_no_draft(signed: Path, run: Run) -> None:
    """As the sheet does."""
    edit(signed / "pyproject.toml", 'kinds = ["standard"]', 'kinds = ["html"]')
    assert run("release", "es").exit_code == 0
    html = (signed / PAGE).read_text(encoding="utf-8")
    assert 'class="reviewed"' in html
    assert 'class="band"' not in html
    assert "DRAFT" not in html


def test_the_pages_need_no_font_of_the_project() -> None:
    """Readers bring their own; the stack begins with what is printed with."""
    html = job("ur").html
    assert "font-family: 'Noto Nastaliq Urdu', 'Jameel Noori Nastaleeq', 'Urdu Typesetting', 'Noto Sans'" in html
    assert "@font-face" not in html


@pytest.mark.parametrize(
    ("header", "said"), [("", "No one has reviewed this translation"), ("X-Draft: machine", "A machine")]
)
def test_a_draft_says_who_made_it(spanish: Path, run: Run, header: str, said: str) -> None:
    """A machine only where the header says so: a translator's work is not a machine's."""
    edit(
        spanish / PO, '"Language: es\\n"\n', f'"Language: es\\n"\n"{header}\\n"\n' if header else '"Language: es\\n"\n'
    )
    assert run("build", "--kind", "html", "es").exit_code == 0
    assert said in (spanish / PAGE).read_text(encoding="utf-8")
