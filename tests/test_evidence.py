"""The evidence of the English: read strictly, judged with the text, printed for a clinician."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import page
import pikepdf
import pypdfium2
import pytest
from clinic import Run
from conftest import ROOT
from test_pages import letters, text_of
from typer.testing import CliRunner

from pnsi18n.adapters.configuration import read_project
from pnsi18n.adapters.sources import read_handouts
from pnsi18n.cli.app import app
from pnsi18n.model.message import Risk
from pnsi18n.text.inline import Link, Text, walk
from pnsi18n.text.showing import as_written, breakable

(HANDOUT,) = read_handouts(read_project(ROOT))
EVIDENCE = """\
[sources.guide]
title = "A guide"
publisher = "Fixture Press"
date_read = 2026-11-01
note = "Read: all of it."

[messages."title"]
origin = "article"
boilerplate = true

[messages."intro"]
origin = "added"
boilerplate = true

[messages."em.lead"]
origin = "article"
boilerplate = true

[messages."em.fever"]
origin = "added"
claims = [
  { statement = "A long fever is an emergency.", sources = ["guide"] },
]

[messages."em.breath"]
origin = "corrected"
claims = [{ statement = "Who cannot breathe needs help.", sources = ["guide"], soft = true }]
correction = "It had said nothing."

[messages."read"]
origin = "article"
boilerplate = true
"""


@pytest.fixture
def evidence(project: Path) -> Path:
    """Return the path of a sound evidence file of the fixture handout."""
    path = project / "source" / "fixture" / "evidence.toml"
    path.write_text(EVIDENCE, encoding="utf-8")
    return path


@pytest.fixture
def findings(run: Run, monkeypatch: pytest.MonkeyPatch) -> Callable[[], dict[str, str]]:
    """Return a function that validates and gives the statements of the evidence rules by their id."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")  # 22 November 2026

    def judged() -> dict[str, str]:
        found = json.loads(run("validate", "--format", "json").stdout)["findings"]
        return {row["rule"]: row["statement"] for row in found if "SR105" <= row["rule"] < "SR2"}

    return judged


def test_the_evidence_of_the_shipped_handout_has_no_error() -> None:
    """Every message has its claims, every claim its source; what was not read is said."""
    result = CliRunner().invoke(app, ["-C", str(ROOT), "validate", "--format", "json"])
    found = [row for row in json.loads(result.stdout)["findings"] if row["path"].endswith("evidence.toml")]
    assert [row for row in found if row["severity"] == "error"] == []
    assert {"SR107", "SR110"} <= {row["rule"] for row in found}
    assert len(found) < 15


def test_a_handout_without_evidence_is_mentioned_once(findings: Callable[[], dict[str, str]]) -> None:
    """The file is asked for, not demanded."""
    assert findings() == {"SR112": "fixture has no evidence file"}


@pytest.mark.usefixtures("evidence")
def test_sound_evidence_leaves_only_what_a_clinician_has_not_signed(
    findings: Callable[[], dict[str, str]], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sign-off of the English takes the note away; one of a day to come would not count."""
    monkeypatch.setattr("pnsi18n.cli.signing.clock_day", lambda: date(2026, 11, 22))
    assert findings() == {
        "SR110": "fixture: no clinician has signed 1 of the 1 messages that are not from the article (em.fever)"
    }
    assert run("signoff", "source", "--name", "Fixture Clinician", "--yes").exit_code == 0
    assert findings() == {}


def test_evidence_and_handout_must_have_the_same_messages(
    evidence: Path, findings: Callable[[], dict[str, str]]
) -> None:
    """A sentence that came later, and one whose id was changed."""
    evidence.write_text(EVIDENCE.replace('[messages."em.breath"]', '[messages."em.breathe"]'), encoding="utf-8")
    found = findings()
    assert found["SR108"] == "fixture: the evidence lacks 1 message: em.breath"
    assert found["SR109"] == "the handout has no message em.breathe"


@pytest.mark.parametrize(
    ("old", "new", "rule", "statement"),
    [
        ('sources = ["guide"] },', "sources = [] },", "SR106", "a claim of em.fever has no source"),
        ("boilerplate = true", "boilerplate = false", "SR105", "read has no claim"),
        ("date_read = 2026-11-01\n", "", "SR107", "nobody says to have read the source guide, cited by 2 messages"),
        ("2026-11-01", "2023-11-01", "SR111", "the source guide was read on 2023-11-01, over 36 months ago"),
    ],
)
def test_what_supports_nothing_is_found(
    evidence: Path, findings: Callable[[], dict[str, str]], old: str, new: str, rule: str, statement: str
) -> None:
    """A claim without a source, a message without a claim, a source unread or read too long ago."""
    evidence.write_text(EVIDENCE.replace(old, new), encoding="utf-8")
    assert findings()[rule].startswith(statement)


@pytest.mark.parametrize(
    ("old", "new", "line", "statement", "hint"),
    [
        ('origin = "corrected"', 'origin = "made up"', 26, "origin in [messages.em.breath] is 'made up'", "article, c"),
        ('origin = "corrected"', "", 25, "origin in [messages.em.breath] is missing", 'write origin = "…"'),
        (
            'sources = ["guide"] },\n',
            'sources = ["guide", "gide"] },\n',
            22,
            "a claim in [messages.em.fever] cites 'gide', which is no source",
            "add [sources.gide] with a title, or cite one of: guide",
        ),
        ("correction =", "corection =", 28, "corection in [messages.em.breath] is not a setting", "correction"),
        ("soft = true", "soft = 1", 27, "soft in [messages.em.breath.claims] must be true or false", "soft = false"),
        ("soft = true", "sort = true", 27, "sort in [messages.em.breath.claims] is not a setting", "soft"),
        ("date_read = 2026-11-01", 'date_read = "2026-11-01"', 4, "must be a day", "date_read = 2026-11-22"),
        ("date_read = 2026-11-01", "date_read = 2026-11-01T08:00:00", 4, "must be a day", "without a time"),
        ('title = "A guide"', "title = 3", 2, "title in [sources.guide] must be a text", 'title = "3"'),
        ('claims = [{ statement = "Who', 'claims = ["x", { statement = "Who', 27, "must be a list of tables", "claims"),
        ("[sources.guide]", "[source.guide]", 1, "source is not a setting", "known are: messages, sources"),
        ("boilerplate = true", "boilerplate = yes", 9, "this is not valid TOML", "mend this line"),
    ],
)
def test_broken_evidence_is_refused_with_its_line_and_the_remedy(  # noqa: PLR0913, PLR0917 -- one a column
    evidence: Path, run: Run, old: str, new: str, line: int, statement: str, hint: str
) -> None:
    """Every command that reads it says the same."""
    evidence.write_text(EVIDENCE.replace(old, new), encoding="utf-8")
    for command in (["validate"], ["evidence", "--format", "text"]):
        result = run(*command)
        assert result.exit_code == 2, result.output
        first, second = result.stderr.strip().splitlines()[:2]
        assert first.startswith(f"error: source/fixture/evidence.toml:{line}: "), first
        assert statement in first
        assert hint in second


def test_a_broken_evidence_file_hides_no_other_finding(evidence: Path, run: Run) -> None:
    """What the rest of the project has to say is said."""
    evidence.write_text("[sources", encoding="utf-8")
    assert "ST111" in run("validate").stdout


def test_there_must_be_evidence_to_print(run: Run) -> None:
    """Named or not, a handout without any is told apart from one that does not exist."""
    for arguments, words in (
        ([], "there is no evidence file"),
        (["--handout", "other"], "there is no handout 'other'"),
    ):
        result = run("evidence", *arguments)
        assert result.exit_code == 2
        assert words in result.stderr


@pytest.mark.usefixtures("evidence")
def test_the_screen_shows_the_same_as_the_paper(run: Run) -> None:
    """As text with numbers for the sources, as JSON with everything."""
    text = run("evidence", "--format", "text").stdout
    assert "fixture: a clinician has signed 0 of 6 messages as they stand" in text
    assert "4  em.fever  added (critical)\n  Have a fever of {temperature:38} for 5 days" in text
    assert "  - A long fever is an emergency. [1]" in text
    assert "[1] A guide, Fixture Press; read on 2026-11-01\n  Read: all of it." in text

    (handout,) = json.loads(run("evidence", "--format", "json").stdout)["handouts"]
    assert handout["sources"]["guide"]["date_read"] == "2026-11-01"
    breath = next(row for row in handout["messages"] if row["id"] == "em.breath")
    assert breath["claims"] == [{"statement": "Who cannot breathe needs help.", "sources": ["guide"], "soft": True}]
    assert (breath["origin"], breath["correction"]) == ("corrected", "It had said nothing.")
    assert not breath["signed_by_clinician"]


def table(output: Path, domain: str = "pns-treatment", paper: str = "a4") -> Path:
    """Return the path of a printed table."""
    return output / domain / "en" / f"{domain}.en.evidence.{paper}.pdf"


def read(text: str) -> str:
    """Return the letters of *text* without hyphens: at the end of a line, PDFium takes them for soft ones."""
    return re.sub(r"[-\x00-\x1f]", "", letters(text))


def last_id(text: str) -> str | None:
    """Return the id of the last message on a page with *text*."""
    places = {message.id: text.rfind(message.id) for message in HANDOUT.messages if message.id and "." in message.id}
    last = max(places, key=lambda identifier: places[identifier])
    return last if places[last] >= 0 else None


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Print the evidence of the shipped handout on both papers; return the folder."""
    output = tmp_path_factory.mktemp("output")
    arguments = ["-C", str(ROOT), "evidence", "--paper", "a4", "--paper", "letter", "--output", str(output)]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    return output


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_table_is_pdf_ua_1_and_landscape(printed: Path, paper: str) -> None:
    """Judged by an independent checker."""
    report = page.validate_pdf(table(printed, paper=paper), profile=page.ValidationProfile.PDF_UA_1)
    assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == []
    document = pypdfium2.PdfDocument(table(printed, paper=paper))
    width, height = document[0].get_size()
    document.close()
    assert width > height


def test_the_table_has_every_message_claim_and_source(printed: Path) -> None:
    """In order, read back by another reader; the state and the marks stand in words."""
    pages = text_of(table(printed))
    whole = read("".join(pages))
    place = 0
    for message in HANDOUT.messages:
        for piece in (node.text for node in walk(as_written(message.text)) if isinstance(node, Text)):
            found = whole.find(read(piece), place)
            assert found >= 0, f"{message.id}: {piece}"
            place = found + len(read(piece))
    evidence = json.loads(CliRunner().invoke(app, ["-C", str(ROOT), "evidence", "--format", "json"]).stdout)
    (handout,) = evidence["handouts"]
    wanted = [claim["statement"] for row in handout["messages"] for claim in row["claims"]]
    wanted += [row[name] for row in handout["sources"].values() for name in ("title", "note", "address")]
    assert [one for one in wanted if read(one) not in whole] == []
    critical = sum(message.risk is Risk.CRITICAL for message in HANDOUT.messages)
    assert whole.count("CRITICAL") == critical + 1
    assert letters("Nobody has reviewed this. A clinician has signed 0 of 104 messages as they stand.") in whole
    for number, text in enumerate(pages, start=1):
        assert letters(f"Page {number} of {len(pages)}") in letters(text)


def test_the_table_is_no_edition_and_the_same_every_time(printed: Path, tmp_path: Path) -> None:
    """Not in a manifest, same bytes, and a record that says what it is."""
    assert sorted(path.name for path in printed.rglob("*") if path.is_file()) == [
        "pns-treatment.en.evidence.a4.pdf",
        "pns-treatment.en.evidence.letter.pdf",
    ]
    CliRunner().invoke(app, ["-C", str(ROOT), "evidence", "--paper", "a4", "--output", str(tmp_path)])
    assert table(tmp_path).read_bytes() == table(printed).read_bytes()
    with pikepdf.open(table(printed)) as pdf:
        (attached,) = pdf.attachments.values()
        record = json.loads(attached.get_file().read_bytes())
    assert record["format"] == "pnsi18n-evidence-1"
    assert "no edition" in record["document"]
    assert (record["handout"], record["kind"], record["signed"]) == ("pns-treatment", "evidence", [])


def test_no_heading_stands_alone_at_the_foot_of_a_page(printed: Path) -> None:
    """The last row of a page is never a heading: its first sentence goes with it."""
    headings = {message.id for message in HANDOUT.messages if message.role.startswith("heading")}
    for text in text_of(table(printed)):
        assert last_id(text) not in headings


def test_signed_messages_say_so_on_the_table(evidence: Path, project: Path, run: Run) -> None:
    """Some of them, then all of them; a sign-off lapses with the text."""
    assert run("signoff", "source", "--name", "Fixture Clinician", "--message", "em.fever", "--yes").exit_code == 0
    assert run("evidence", "--paper", "a4").exit_code == 0
    text = letters("".join(text_of(table(project / "output", "fixture"))))
    assert letters("The review is not finished. A clinician has signed 1 of 6 messages") in text
    assert letters("em.fever · signed by a clinician") in text
    assert evidence.exists()


def test_what_cannot_be_printed_is_not_left_lying_about(evidence: Path, project: Path, run: Run) -> None:
    """A character that no font has: no table, and not the one of before either."""
    assert run("evidence", "--paper", "a4").exit_code == 0
    evidence.write_text(EVIDENCE.replace("A long fever", "A long \U0001f321 fever"), encoding="utf-8")
    result = run("evidence", "--paper", "a4")
    assert result.exit_code == 1
    assert ", page 1: 4 em.fever claim 1: no font has U+1F321 THERMOMETER" in result.stdout
    assert not table(project / "output", "fixture").exists()


def test_a_message_shows_its_placeholders_and_its_link_as_they_are_written() -> None:
    """A clinician sees what the author wrote, not what a region makes of it."""
    nodes = as_written("Call {emergency_number}: [us](https://example.org/help) **now**")
    shown = "".join(node.text for node in walk(nodes) if isinstance(node, Text))
    assert shown == "Call {emergency_number}: us (https://example.org/help) now"
    assert not any(isinstance(node, Link) for node in walk(nodes))
    assert breakable("x" * 70).count("\u200b") == 2
