"""The whole story, end to end: from a draft to a released sheet, and what happens to it afterwards."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from clinic import CATALOG, ENGLISH, SPANISH, Run, edit, findings, snapshot, translate

from pnsi18n.adapters.pdf_reader import read_pdf
from pnsi18n.adapters.seal import is_intact, sealed

SHEET = "output/fixture/es/fixture.es.standard.a4.pdf"
BAND = "Draft."


def text_of(path: Path) -> str:
    """Return the text of all pages, as PDFium reads it, on one line."""
    document = pypdfium2.PdfDocument(path)
    try:
        return re.sub(r"\s+", " ", " ".join(page.get_textpage().get_text_bounded() for page in document))
    finally:
        document.close()


def answer(run: Run, *sheets: str) -> dict[str, dict[str, object]]:
    """Return what verify says of each sheet, by file name."""
    found = json.loads(run("verify", "--format", "json", *sheets).stdout)
    return {Path(one["path"]).name: one for one in found["sheets"]}


@pytest.fixture
def story(project: Path) -> Path:
    """Return a small project in Spanish only."""
    edit(project / "pyproject.toml", 'locales = ["es", "ar"]', 'locales = ["es"]')
    return project


def test_from_draft_to_paper_and_what_becomes_of_it(story: Path, run: Run) -> None:  # noqa: PLR0915 -- one story
    """Draft, signed, translated, signed twice, released; then every way in which that can end."""
    sheet = str(story / SHEET)

    # A draft: nothing is released, and the page says so.
    for words in (("extract",), ("init", "es"), ("build", "es")):
        assert run(*words).exit_code == 0
    assert "No one has reviewed this translation yet" in text_of(story / SHEET)
    assert run("release").exit_code == 1

    # The English is signed; English alone may be released, Spanish not.
    assert run("signoff", "source", "--name", "Fixture Clinician", "--yes").exit_code == 0
    result = run("release")
    assert result.exit_code == 1
    assert "not released: es: fixture: a translator must translate the English as it is now" in result.stderr
    assert [path.name for path in (story / "output").rglob("*.pdf")] == ["fixture.en.standard.a4.pdf"]

    # Translated, signed by the translator: the reviser is missing, and whoever answers for critical messages.
    translate(story, SPANISH)
    assert run("signoff", "es", "--role", "translator", "--name", "Fixture Translator", "--yes").exit_code == 0
    result = run("release", "es")
    assert "not released: es: fixture: a reviser must sign: title, intro, em.lead, em.fever, em.breath" in result.stderr
    assert "a clinician who reads it must sign, or a reviser with a back-translation" in result.stderr
    assert not (story / SHEET).exists()
    assert run("build", "es").exit_code == 0
    assert "Not all of this handout has been reviewed" in text_of(story / SHEET)

    # The reviser signs, with a back-translation of the critical messages: released, without the band.
    back = '[fixture]\n"em.lead" = "Call if"\n"em.fever" = "Fever for 5 days"\n"em.breath" = "Cannot breathe"\n'
    (story / "locale/es/back-translation.toml").write_text(back, encoding="utf-8")
    assert run("signoff", "es", "--role", "reviser", "--name", "Fixture Reviser", "--yes").exit_code == 0
    assert run("release").exit_code == 0
    first = (story / SHEET).read_bytes()
    page = text_of(story / SHEET)
    assert BAND not in page
    assert "Borrador" not in page
    assert "English reviewed: clinician" in page
    assert "Translation reviewed: translator" in page
    assert "Traducción revisada por: traductor" in page
    assert findings(run("validate")) == []
    assert run("verify", sheet).stdout == f"{sheet}: current\n"
    assert run("verify", str(story / "output")).exit_code == 0

    # One digit of the English changes: nothing is released, and the old sheet is known to be old.
    ledger = snapshot(story / "locale/es/signoff") | snapshot(story / "source")
    kept = story / "shelf.pdf"
    kept.write_bytes(first)
    edit(story / ENGLISH, "for 5 days", "for 6 days")
    result = run("release")
    assert result.exit_code == 1
    assert "not released: en: fixture: a clinician must sign: em.fever" in result.stderr
    assert (
        "es: fixture: a translator must translate the English as it is now, with no error of validate: em.f"
        in result.stderr
    )
    assert not (story / SHEET).exists()
    assert "ST113" in findings(run("validate"))
    found = answer(run, str(kept))["shelf.pdf"]
    assert found["standing"] == "superseded"
    assert found["changes"][0] == {  # type: ignore[index]
        "id": "em.fever",
        "kind": "english",
        "old": "Have a fever of {temperature:38} for 5 days",
        "new": "Have a fever of {temperature:38} for 6 days",
    }
    shown = run("verify", str(kept))
    assert "em.fever: the english changed: Have a fever of {temperature:38} for [-5-]{+6+} days" in shown.stdout
    assert shown.exit_code == 1

    # The digit is restored: valid again, byte for byte, without anybody signing.
    edit(story / ENGLISH, "for 6 days", "for 5 days")
    assert run("release").exit_code == 0
    assert (story / SHEET).read_bytes() == first
    assert snapshot(story / "locale/es/signoff") | snapshot(story / "source") == ledger
    assert run("verify", str(kept)).exit_code == 0

    # A translation is edited by hand: lapsed, and the sheet from before is of another translation.
    edit(story / CATALOG, "respirar", "inspirar")
    result = run("validate")
    assert "ST113 lapsed-signoff: the sign-off of reviser Fixture Reviser" in result.stdout
    assert "the translation was: **No puede** respirar" in result.stdout
    assert run("release", "es").exit_code == 1
    changes = answer(run, str(kept))["shelf.pdf"]["changes"]
    assert [(one["id"], one["kind"]) for one in changes] == [  # type: ignore[attr-defined]
        ("em.breath", "translation"),
        ("state", "review"),
    ]
    edit(story / CATALOG, "inspirar", "respirar")

    # The text of a PDF is changed: altered, whether or not somebody seals it again.
    altered = changed_sheet(first)
    kept.write_bytes(altered)
    found = answer(run, str(kept))["shelf.pdf"]
    assert found["standing"] == "altered"
    assert "its bytes are not those that were sealed" in str(found["reasons"])


def changed_sheet(pdf: bytes) -> bytes:
    """Return *pdf* without the text of its first page, as an editor of PDFs leaves it."""
    document = pikepdf.open(io.BytesIO(pdf))
    page = document.pages[0]
    drawn = [one for one in pikepdf.parse_content_stream(page) if str(one.operator) not in {"TJ", "Tj"}]
    page.Contents = document.make_stream(pikepdf.unparse_content_stream(drawn))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_withdrawn_critical_message_is_on_no_page(story: Path, run: Run) -> None:
    """The catalog keeps its translation for later; nothing prints it."""
    for words in (("extract",), ("init", "es")):
        assert run(*words).exit_code == 0
    translate(story, SPANISH)
    assert run("build", "es").exit_code == 0
    assert "No puede respirar" in text_of(story / SHEET)
    edit(story / ENGLISH, "- **Cannot** breathe {#em.breath .critical}\n", "")
    assert run("build", "es").exit_code == 0
    assert "respirar" in (story / CATALOG).read_text(encoding="utf-8")
    assert "respirar" not in text_of(story / SHEET)


def test_the_metadata_say_what_the_sheet_is(story: Path, run: Run) -> None:
    """XMP, readable by any tool: the code and how far it is reviewed."""
    assert run("extract").exit_code == 0
    assert run("build", "en").exit_code == 0
    with pikepdf.open(story / "output/fixture/en/fixture.en.standard.a4.pdf") as document:
        metadata = document.open_metadata()
        space = "{https://schema.invalid/pnsi18n/1}"
        assert metadata[f"{space}state"] == "draft"
        assert re.fullmatch(r"fixture/en/2026-11/[0-9a-f]{12}", str(metadata[f"{space}code"]))
        assert document.Root.AF[0].AFRelationship == "/Data"


def test_text_that_is_missing_is_found_even_when_the_file_was_sealed_again(story: Path, run: Run) -> None:
    """The record says what must be on the pages; another reader than the printer looks for it."""
    assert run("extract").exit_code == 0
    assert run("build", "en").exit_code == 0
    path = story / "output/fixture/en/fixture.en.standard.a4.pdf"
    pdf = path.read_bytes()
    assert is_intact(pdf)
    again = re.sub(rb"<pnsi18n:seal>[0-9a-f]{64}<", b"<pnsi18n:seal>" + b"0" * 64 + b"<", changed_sheet(pdf))
    path.write_bytes(sealed(again))
    assert is_intact(path.read_bytes())
    found = answer(run, str(path))[path.name]
    assert found["standing"] == "altered"
    assert "the text of em.fever is not on the pages" in found["reasons"]  # type: ignore[operator]


def test_a_record_that_was_changed_contradicts_itself(story: Path, run: Run) -> None:
    """A text without its digest, a code of another text."""
    assert run("extract").exit_code == 0
    assert run("build", "en").exit_code == 0
    path = story / "output/fixture/en/fixture.en.standard.a4.pdf"
    document = pikepdf.open(path, allow_overwriting_input=True)
    record = document.attachments["pnsi18n-record.json"].get_file()
    text = record.read_bytes().decode().replace("for 5 days", "for 9 days")
    document.attachments["pnsi18n-record.json"] = text.encode()
    document.save(path)
    reasons = answer(run, str(path))[path.name]["reasons"]
    assert "the record of em.fever was changed" in reasons  # type: ignore[operator]


def test_what_is_no_sheet_of_the_project_is_unknown(story: Path, run: Run) -> None:
    """Another PDF, no PDF, another project's handout; a file that is not there is an error."""
    assert run("extract").exit_code == 0
    assert run("build", "en").exit_code == 0
    shelf = story / "shelf"
    shelf.mkdir()
    (story / "output/fixture/en/fixture.en.standard.a4.pdf").rename(shelf / "sheet.PDF")
    (shelf / "text.pdf").write_text("hello", encoding="utf-8")
    (shelf / "empty.pdf").write_bytes(b"")
    plain = pikepdf.new()
    plain.add_blank_page()
    plain.save(shelf / "plain.pdf")
    plain.save(shelf / "locked.pdf", encryption=pikepdf.Encryption(user="a", owner="b"))
    (story / "source/fixture").rename(story / "source/renamed")
    found = {name: one["standing"] for name, one in answer(run, str(shelf)).items()}
    assert found == dict.fromkeys(["sheet.PDF", "text.pdf", "empty.pdf", "plain.pdf", "locked.pdf"], "unknown")
    assert run("verify", str(shelf)).exit_code == 1
    assert "nowhere.pdf: unknown\n  there is no such file" in run("verify", "nowhere.pdf").stdout
    (story / "none").mkdir()
    assert "there is no sheet in this folder" in run("verify", str(story / "none")).stderr


def test_every_change_that_a_reader_would_see_supersedes_a_sheet(story: Path, run: Run) -> None:
    """A number of the region, the arrangement, a message more or less; not the order of the configuration."""
    assert run("extract").exit_code == 0
    assert run("build", "en").exit_code == 0
    sheet = str(story / "output/fixture/en/fixture.en.standard.a4.pdf")

    def kinds() -> list[str]:
        return [one["kind"] for one in answer(run, sheet)["fixture.en.standard.a4.pdf"]["changes"]]  # type: ignore[attr-defined]

    assert kinds() == []
    for path, old, new, kind in [
        ("pyproject.toml", '"911"', '"112"', "region"),
        ("pyproject.toml", 'temperature = ["F", "C"]', 'temperature = ["C"]', "region"),
        (ENGLISH, "::: emergency", "::: call-us", "arrangement"),
        (ENGLISH, "{#em.breath .critical}", "{#em.breath}", "arrangement"),
        (ENGLISH, "- **Cannot** breathe {#em.breath .critical}\n", "", "removed"),
        (ENGLISH, "Read [", "More. {#more}\n\nRead [", "added"),
        ("source/fixture/handout.toml", "2026-11", "2026-12", "handout"),
    ]:
        before = (story / path).read_text(encoding="utf-8")
        edit(story / path, old, new)
        assert kinds() == [kind], (old, new)
        (story / path).write_text(before, encoding="utf-8")
    assert kinds() == []


def test_the_code_on_paper_tells_whether_it_is_current(story: Path, run: Run) -> None:
    """It stands at the foot of every page, and in the square code."""
    assert run("extract").exit_code == 0
    assert run("build", "en").exit_code == 0
    found = re.search(
        r"fixture/en/2026-11/[0-9a-f]{12}", text_of(story / "output/fixture/en/fixture.en.standard.a4.pdf")
    )
    assert found
    assert run("verify", found[0]).stdout == f"{found[0]}: current (a draft that nobody has reviewed)\n"
    edit(story / ENGLISH, "for 5 days", "for 6 days")
    result = run("verify", found[0])
    assert (result.exit_code, ": superseded\n" in result.stdout) == (1, True)
    assert run("verify", found[0].replace("/en/", "/xx/")).stdout.count("unknown") == 1


@pytest.mark.parametrize("address", ["", "https://clinic.example/handouts", "https://clinic.example/h?x=1"])
def test_the_square_code_holds_the_address_of_the_newest_version(story: Path, run: Run, address: str) -> None:
    """Without an address it holds the code itself, and the sheet prints all the same."""
    if address:
        edit(story / "pyproject.toml", 'emergency_number = "911"', f'emergency_number = "911"\naddress = "{address}"')
    assert run("extract").exit_code == 0
    assert run("build", "en").exit_code == 0
    path = story / "output/fixture/en/fixture.en.standard.a4.pdf"
    read = read_pdf(path)
    assert read
    code = json.loads(read.record)["code"]
    assert ("Scan the QR code" in text_of(path)) == bool(address)
    handout, locale, edition, short = code.split("/")
    query = f"handout={handout}&locale={locale}&edition={edition}&digest={short}"
    assert scanned(path) == [f"{address}{'&' if '?' in address else '?'}{query}" if address else code]


def scanned(path: Path) -> list[str]:
    """Return what a phone reads from the last page, as a laser printer of 150 dpi draws it."""
    document = pypdfium2.PdfDocument(path)
    try:
        picture = document[len(document) - 1].render(scale=150 / 72, grayscale=True).to_pil()
        return [found.text for found in zxingcpp.read_barcodes(picture)]
    finally:
        document.close()


def test_release_says_nothing_of_made_languages(story: Path, run: Run) -> None:
    """A pseudo-locale is for the eyes of developers."""
    assert run("extract").exit_code == 0
    assert "en_XA" not in run("release").stderr
    assert story.is_dir()
