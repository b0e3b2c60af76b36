"""Packets for reviewers: English and translation side by side, on paper."""

from __future__ import annotations

import json
import re
from pathlib import Path

import page
import pikepdf
import pypdfium2
import pytest
from clinic import Run
from conftest import ROOT
from test_evidence import read
from test_pages import letters, text_of, visible_pieces
from test_shipped import HANDOUTS, catalog_of
from typer.testing import CliRunner

from pnsi18n.adapters.layouts import page_words
from pnsi18n.cli.app import app
from pnsi18n.model.message import Message, Risk
from pnsi18n.model.region import Region
from pnsi18n.text.canonical import digest
from pnsi18n.text.inline import Link, Strong, Text
from pnsi18n.text.parts import parts_of
from pnsi18n.text.placeholders import Placeholder
from pnsi18n.text.showing import as_read

(HANDOUT,) = HANDOUTS
MODES = {"recorded": "packet", "blind": "packet-blind"}
PRINTED = ("es", "zh_Hans", "ar", "km")  # the sheets are printed in every language: tests/test_pages.py
every_packet = pytest.mark.parametrize(("locale", "mode"), [(locale, mode) for locale in PRINTED for mode in MODES])
CATALOG = """\
msgid ""
msgstr ""
"Language: es\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

msgctxt "title"
msgid "Fixture handout"
msgstr "Hoja de prueba"

msgctxt "intro"
msgid "This text is a fixture, not advice."
msgstr "Esta es una prueba de ayer."

#, fuzzy
msgctxt "em.lead"
msgid "Call {emergency_number} if you:"
msgstr "Llame al {emergency_nummer} si:"

msgctxt "em.fever"
msgid "Have a fever of {temperature:38} for 5 days"
msgstr "Tiene {temperature:38} durante 15 días"

msgctxt "em.breath"
msgid "**Cannot** breathe"
msgstr ""
"""


def packet(output: Path, locale: str, kind: str = "packet", domain: str = "pns-treatment") -> Path:
    """Return the path of a packet on A4."""
    return output / domain / locale / f"{domain}.{locale}.{kind}.a4.pdf"


def export(*arguments: str) -> None:
    """Print packets of the shipped project."""
    result = CliRunner().invoke(app, ["-C", str(ROOT), "export", "--format", "packet", "--paper", "a4", *arguments])
    assert result.exit_code == 0, result.output
    assert result.stderr == "1 document printed\n"


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Print every packet with recorded back-translations, and every blind sheet; return the folder."""
    output = tmp_path_factory.mktemp("output")
    for mode in MODES:
        for locale in PRINTED:
            export(locale, "--back-translation", mode, "--output", str(output))
    return output


@every_packet
def test_every_packet_is_printed_and_pdf_ua_1(printed: Path, locale: str, mode: str) -> None:
    """No remark of the proof-reader; judged by an independent checker."""
    report = page.validate_pdf(packet(printed, locale, MODES[mode]), profile=page.ValidationProfile.PDF_UA_1)
    assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == []


@pytest.mark.parametrize("locale", PRINTED)
def test_a_packet_has_every_text_in_both_languages(printed: Path, locale: str) -> None:
    """Each in order, placeholders filled as on the page, read back by another reader."""
    whole = read("".join(text_of(packet(printed, locale))))
    places = [0, 0]
    for domain, messages in (("pns-treatment", HANDOUT.messages), ("page", page_words())):
        entries = {entry.msgctxt: entry.msgstrs[0] for entry in catalog_of(locale, domain).live}
        for message in messages:
            for one, text in enumerate((message.text, entries[message.id])):
                for piece in visible_pieces(text):
                    found = whole.find(read(piece), places[one])
                    assert found >= 0, f"{message.id}: {piece}"
                    places[one] = found + len(read(piece))
    assert "{temperature" not in whole


@pytest.mark.parametrize("locale", PRINTED)
def test_a_packet_names_each_text_by_id_and_digest(printed: Path, locale: str) -> None:
    """So that a tick on paper can be traced to exactly this pair of texts."""
    whole = "".join(text_of(packet(printed, locale)))
    entries = {entry.msgctxt: entry.msgstrs[0] for entry in catalog_of(locale, "pns-treatment").live}
    for message in HANDOUT.messages:
        short = digest(message.text, entries[message.id]).removeprefix("c1:")[:12]
        assert f"{message.id} · {short}" in whole
    critical = sum(message.risk is Risk.CRITICAL for message in HANDOUT.messages)
    assert whole.count("CRITICAL") == critical + 1


@pytest.mark.parametrize("locale", PRINTED)
def test_a_packet_says_what_it_is_and_how_it_is_signed(printed: Path, locale: str) -> None:
    """The English on it is read back in every script."""
    pages = [letters(text) for text in text_of(packet(printed, locale))]
    texts = len(HANDOUT.messages) + len(page_words())
    assert letters("Nobody has signed any of these texts.") in pages[0]
    assert letters(f"English edition November 2026 · {texts} texts") in pages[0]
    assert letters("language model") in pages[0]
    assert letters(f"pnsi18n signoff {locale} --role ROLE --name NAME") in pages[-1]
    assert letters("translator reviser clinician") in pages[-1]
    for number, text in enumerate(pages, start=1):
        assert letters(f"Page {number} of {len(pages)}") in text


@pytest.mark.parametrize("locale", PRINTED)
def test_a_blind_sheet_does_not_show_the_english(printed: Path, locale: str) -> None:
    """Not on a page, not in the metadata, not in the record that the file carries."""
    path = packet(printed, locale, "packet-blind")
    with pikepdf.open(path) as pdf:
        (attached,) = pdf.attachments.values()
        record = attached.get_file().read_bytes().decode()
        metadata = str(pdf.open_metadata())
    said = letters("".join(text_of(path))) + letters(record) + letters(metadata)
    entries = {entry.msgctxt: entry.msgstrs[0] for entry in catalog_of(locale, "pns-treatment").live}
    for message in HANDOUT.messages:
        own = letters(entries[message.id])
        for piece in visible_pieces(message.text):
            assert len(letters(piece)) < 12 or letters(piece) in own or letters(piece) not in said, piece
    assert json.loads(record)["messages"][0].keys() == {"number", "id", "state", "digest"}


@every_packet
def test_no_heading_stands_alone_at_the_foot_of_a_page(printed: Path, locale: str, mode: str) -> None:
    """The first sentence of a part is on the page of its heading."""
    headings = {message.id for message in HANDOUT.messages if message.role.startswith("heading")}
    ids = [message.id or "" for message in HANDOUT.messages]
    for text in text_of(packet(printed, locale, MODES[mode])):
        found = [one for one in ids if re.search(rf"(?<![\w.]){re.escape(one)}(?![\w.])", text)]
        assert found[-1:] == [] or found[-1] not in headings


def test_a_packet_is_the_same_every_time_and_in_no_manifest(printed: Path, tmp_path: Path) -> None:
    """Same input, same bytes; a packet is not an edition."""
    export("ar", "--back-translation", "recorded", "--output", str(tmp_path))
    assert packet(tmp_path, "ar").read_bytes() == packet(printed, "ar").read_bytes()
    assert {path.suffix for path in printed.rglob("*") if path.is_file()} == {".pdf"}


@pytest.fixture
def catalog(project: Path) -> Path:
    """Return the path of a catalog in which nearly everything is wrong."""
    path = project / "locale" / "es" / "LC_MESSAGES" / "fixture.po"
    path.parent.mkdir(parents=True)
    path.write_text(CATALOG, encoding="utf-8")
    return path


@pytest.mark.usefixtures("catalog")
def test_a_packet_tells_what_is_wrong_with_each_text(project: Path, run: Run) -> None:
    """Stale, fuzzy, with a wrong number, untranslated, not in the catalog at all: each is named, and shown."""
    result = run("export", "es", "--paper", "a4")
    assert result.exit_code == 0, result.output
    text = read("".join(text_of(packet(project / "output", "es", domain="fixture"))))
    for words in (
        "Esta es una prueba de ayer. made for an earlier English the page shows the English",
        "error: ST105 stale-source: the English now reads",
        "The earlier English: This text is a fixture, not advice.",
        "Llame al {emergency_nummer} si: fuzzy the page shows the English",
        "Tiene 100.4 °F (38 °C) durante 15 días the page shows the English error: CR101",
        "no translation the page shows the English warning: ST101 untranslated: a critical message is not translated",
        "error: ST110 message-not-in-catalog: 'read' is not in the catalog",
        "Of the whole catalog",
    ):
        assert read(words) in text, words


@pytest.mark.usefixtures("catalog")
def test_a_packet_says_who_has_signed_which_text(project: Path, run: Run) -> None:
    """As it stands, with role and day; the others say that nobody has."""
    who = ("--name", "Fixture Translator", "--credential", "DipTrans", "--role", "translator", "--yes")
    assert run("signoff", "es", *who, "--message", "title").exit_code == 0
    assert run("export", "es", "--paper", "a4").exit_code == 0
    text = letters("".join(text_of(packet(project / "output", "es", domain="fixture"))))
    assert re.search(r"Signed:translatorFixtureTranslator\(DipTrans\),\w+\d+,\d{4}\.", text)
    assert letters("Nobody has signed this.") in text
    assert re.search(r"1of\d+textshavebeensignedbysomebody", text)


@pytest.mark.usefixtures("catalog")
def test_only_sound_translations_are_put_back_blind(project: Path, run: Run) -> None:
    """A stale or fuzzy text waits until it has been translated anew."""
    assert run("export", "es", "--paper", "a4", "--back-translation", "blind").exit_code == 0
    text = letters("".join(text_of(packet(project / "output", "es", "packet-blind", "fixture"))))
    assert letters("Hoja de prueba") in text
    assert "ayer" not in text
    assert letters("Nothing to put back yet.") in text


@pytest.mark.usefixtures("catalog")
@pytest.mark.parametrize(
    ("arguments", "statement", "hint"),
    [
        (["en"], "en is not translated by people", "pnsi18n evidence"),
        (["fr"], "'fr' is not one of the project's locales", "there are: "),
        (["ar"], "there is no catalog for Arabic", "pnsi18n init ar"),
        (["es", "--handout", "other"], "there is no handout 'other'", "there are: fixture"),
        (["es", "--paper", "a3"], "--paper a3 is not known", "use a4 or letter"),
        (["es", "--back-translation", "recorded"], "nobody has put the translations back", "--back-translation blind"),
        (["es", "--format", "xliff"], "'xliff' is not known", "use packet"),
        (["es", "--back-translation", "none of it"], "'none of it' is not known", "none, recorded, blind"),
    ],
)
def test_what_cannot_be_exported_is_refused(run: Run, arguments: list[str], statement: str, hint: str) -> None:
    """With the reason and the way out."""
    result = run("export", *arguments)
    assert result.exit_code == 2
    said = " ".join(result.stderr.replace("│", " ").split())
    assert statement in said
    assert hint in said


def test_what_has_no_glyph_is_not_printed(catalog: Path, project: Path, run: Run) -> None:
    """The packet of before is taken away, too: a packet that may be wrong must not lie about."""
    assert run("export", "es", "--paper", "a4").exit_code == 0
    catalog.write_text(CATALOG.replace("Hoja", "\U0001f48a Hoja"), encoding="utf-8")
    result = run("export", "es", "--paper", "a4")
    assert result.exit_code == 1
    assert (
        "ED102 glyph-missing: fixture.es.packet.a4.pdf, page 1: 1 title es: no font has U+1F48A PILL" in result.stdout
    )
    assert not packet(project / "output", "es", domain="fixture").exists()


def test_a_text_in_a_packet_is_what_the_reader_sees_and_nothing_that_leads_astray() -> None:
    """Links lose their target, placeholders without a value stay as they are written."""
    region = Region(id="US", emergency_number="911")
    nodes = as_read("[bad](javascript:x) {emergency_number} {page} {nobody} {temperature:x}", region, {"{page}": "1"})
    assert nodes[0] == Strong((Text("bad"),))
    assert Placeholder("emergency_number") in nodes
    assert not any(isinstance(node, Link) for node in nodes)
    shown = "".join(node.text for node in nodes if isinstance(node, Text))
    assert shown.split() == ["1", "{nobody}", "{temperature:x}"]


def test_the_parts_of_a_handout_hold_every_message_once_and_in_order() -> None:
    """A box is a part of its own, and so is what stands below it without a heading."""
    parts = parts_of(HANDOUT.blocks)
    messages: list[Message | None] = [block.message for part in parts for block in part.blocks]
    assert messages == list(HANDOUT.messages)
    assert [part.box for part in parts if part.box] == ["emergency", "call-us", "key-points", "my-plan"]
    assert all(part.heading for part in parts[1:])


def test_a_letter_packet_is_the_default_where_letter_is_usual(tmp_path: Path) -> None:
    """The region's own paper, unless another one is named."""
    arguments = ["-C", str(ROOT), "export", "es", "--output", str(tmp_path)]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    (path,) = tmp_path.rglob("*.pdf")
    assert path.name == "pns-treatment.es.packet.letter.pdf"
    document = pypdfium2.PdfDocument(path)
    assert tuple(round(side) for side in document[0].get_size()) == (612, 792)
    document.close()
