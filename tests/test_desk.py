"""The clinic's desk: every sheet of a folder, from the manifest alone."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from clinic import Run, edit

from pnsi18n.adapters.desk import desk, folded
from pnsi18n.adapters.manifest import Record, read_manifest
from pnsi18n.model.edition import EditionKey

RECORD = Record(
    key=EditionKey(handout="plan", locale="es", kind="standard", paper="a4", region="US"),
    title="A plan",
    own_title="Un plan",
    edition="2026-11",
    state="draft",
    pages=4,
    untranslated=0,
    confidence="",
    digest="0" * 64,
    sha256="0" * 64,
    fonts=(),
)


def record(**changes: object) -> Record:
    """Return a record with *changes* to its key or to itself."""
    names = EditionKey.__dataclass_fields__.keys()
    key = replace(RECORD.key, **{name: value for name, value in changes.items() if name in names})  # type: ignore[arg-type]
    return replace(RECORD, key=key, **{name: value for name, value in changes.items() if name not in names})  # type: ignore[arg-type]


class _Text(HTMLParser):
    """Collects the text of each row of the table."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[str] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a row."""
        if tag == "tr":
            self.inside = "data-find" in dict(attrs)
            self.rows += [""] * self.inside

    def handle_endtag(self, tag: str) -> None:
        """End a row."""
        self.inside = self.inside and tag != "tr"

    def handle_data(self, data: str) -> None:
        """Add to the row."""
        if self.inside:
            self.rows[-1] = " ".join(f"{self.rows[-1]} {data}".split())


def rows(*records: Record) -> list[str]:
    """Return the text of each row of the desk of *records*."""
    reader = _Text()
    reader.feed(desk(records))
    return reader.rows


def test_a_row_has_all_that_a_clinic_asks() -> None:
    """Names, code, titles, edition, region, state, what is still English, kinds, papers and pages."""
    web = record(kind="html", paper="", pages=0)
    letter = record(paper="letter", pages=1)
    (row,) = rows(letter, RECORD, web)
    about = "Español Spanish · es A plan Un plan English edition: November 2026 For use in: United States"
    whose = "(Spanish, A plan, United States)"
    sheets = f"Read on screen {whose} Print on A4 {whose} 4 pages Print on US Letter {whose} 1 page"
    assert row == f"{about} Draft All translated {sheets}"


@pytest.mark.parametrize(("state", "words"), [("draft", "Draft"), ("in-review", "In review"), ("approved", "Approved")])
def test_a_state_is_said_in_words(state: str, words: str) -> None:
    """In the row, and on top with what it means."""
    html = desk([record(state=state)])
    assert html.count(f">{words}</span>") == 2
    assert ("not give it to patients" in html) == (state != "approved")


def test_the_least_state_of_a_row_counts() -> None:
    """One sheet that is a draft makes the row a draft."""
    (row,) = rows(record(state="approved"), record(state="draft", paper="letter"), record(kind="html", untranslated=2))
    assert " Draft 2 messages still in English " in row


def test_the_same_records_give_the_same_bytes_in_any_order() -> None:
    """English first, then by English name, the project's own region before others, what is made for tests last."""
    found = [record(locale=one) for one in ("ur", "en_XA", "ar", "en")] + [
        record(region="GB", default_region=False),
        record(),
    ]
    assert desk(found) == desk(found[::-1])
    assert re.findall(r'<tbody role="rowgroup" id="(\w+)"', desk(found)) == ["en", "ar", "es", "ur", "en_XA"]
    assert re.findall(r"For use in: ([\w ]+)", desk([record(region="GB", default_region=False), record()])) == [
        "United States",
        "United Kingdom",
    ]


def test_a_draft_says_how_sure_its_makers_are() -> None:
    """As long as it is a draft; where nobody said, nothing is said."""
    assert "Draft confidence: low" in rows(record(confidence="low"))[0]
    assert "confidence" not in rows(RECORD)[0]
    assert "confidence" not in rows(record(confidence="low", state="approved"))[0]


def test_names_have_their_language_and_direction() -> None:
    """So that they are read aloud and set as they must be."""
    html = desk([record(locale="ur", own_title="منصوبہ")])
    assert '<a href="#ur" lang="ur" dir="rtl">اردو</a>' in html
    assert '<span class="own-title" lang="ur" dir="rtl">منصوبہ</span>' in html
    assert ":lang(ur) { font-family: 'Noto Nastaliq Urdu'" in html


def test_everything_is_escaped() -> None:
    """A title, a locale or a folder is never markup."""
    hostile = "\"'><script>alert(1)</script>"
    html = desk([record(title=hostile, own_title=f"x{hostile}", handout="a&b #?", locale="xx<b>", kind="<i>")])
    assert html.count("<script") == 1
    assert not re.search(r"<[bi]>", html)
    assert 'href="a%26b%20%23%3F/xx%3Cb%3E/a%26b%20%23%3F.' in html


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("ESPANOL", "Español"),
        ("tieng viet", "Tiếng Việt"),
        ("العربيه", "العربية"),
        ("zh-hans", "zh_Hans"),
        ("کی", "كي"),
    ],
)
def test_what_is_typed_alike_is_found(typed: str, written: str) -> None:
    """Without accents, with the keyboard of a neighbour's language."""
    assert folded(typed) == folded(written)


def test_vowel_signs_are_letters() -> None:
    """Devanagari would be left without its vowels."""
    assert folded("हिन्दी") != folded("हनद")


def test_the_desk_lies_beside_the_manifest_and_its_links_lead_somewhere(spanish: Path, run: Run) -> None:
    """After each build, for every sheet; it is mended, and follows what is taken away."""
    edit(spanish / "pyproject.toml", 'kinds = ["standard"]\n', "")
    assert run("build").exit_code == 0
    page = spanish / "output/index.html"
    written = page.read_bytes()
    links = [unquote(link) for link in re.findall(r'href="([^"#]*)"', written.decode())]
    assert sorted(links) == sorted(read_manifest(spanish / "output"))
    assert all((spanish / "output" / link).is_file() for link in links)

    page.write_text("damaged", encoding="utf-8")
    run("build")
    assert page.read_bytes() == written

    edit(spanish / "pyproject.toml", 'locales = ["es"]', "locales = []")
    run("build")
    assert 'id="es"' not in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("change", [{"state": "x"}, {"edition": "x"}, {"title": 1}, {"pages": "4"}, {"region": None}])
def test_a_manifest_that_cannot_be_shown_is_not_believed(spanish: Path, run: Run, change: dict[str, object]) -> None:
    """It was written by another hand; everything is made again."""
    run("build", "en")
    manifest = spanish / "output/manifest.json"
    content = json.loads(manifest.read_text(encoding="utf-8"))
    content["editions"][0].update(change)
    manifest.write_text(json.dumps(content), encoding="utf-8")
    assert read_manifest(spanish / "output") == {}
    assert run("build", "en").stdout.startswith("1 sheet printed")


def test_an_empty_folder_says_so() -> None:
    """No table without rows, no search that finds nothing."""
    html = desk([])
    assert "There are no sheets in this folder." in html
    assert "<table" not in html
    assert "<input" not in html
