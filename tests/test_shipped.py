"""The shipped project itself: complete, sound, and honest that nobody has reviewed it."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import polib
import pytest
from conftest import ROOT
from typer.testing import CliRunner

from pnsi18n.adapters.breaks import gettext_breaks
from pnsi18n.adapters.configuration import read_project
from pnsi18n.adapters.po import read_catalog
from pnsi18n.adapters.sources import read_handouts
from pnsi18n.cli.app import app
from pnsi18n.model.catalog import Catalog, Entry
from pnsi18n.model.finding import Severity
from pnsi18n.model.message import Risk
from pnsi18n.text.inline import links, outline
from pnsi18n.text.placeholders import placeholders
from pnsi18n.text.po_write import splice, text_of
from pnsi18n.workflows.extract import messages_by_domain
from pnsi18n.workflows.judging import judge
from pnsi18n.workflows.reviews import Ledgers
from pnsi18n.workflows.units import translation
from pnsi18n.workflows.validate import validate

PROJECT = read_project(ROOT)
LEDGERS = Ledgers(PROJECT, date(2026, 11, 22))
HANDOUTS = read_handouts(PROJECT)
LOCALES = list(PROJECT.languages)
CATALOGS = [(locale, domain) for locale in LOCALES for domain in ("pns-treatment", "page")]
DRAFTED = (
    "es zh_Hans ar ur hi km am ru zh_Hant vi ko fil ht fr pt_BR pl it de ja fa "
    "bn gu pa te ta ne my th lo so sw uk tr he hy el"
)
every_catalog = pytest.mark.parametrize(("locale", "domain"), CATALOGS)


def path_of(locale: str, domain: str) -> Path:
    """Return the path of a shipped catalog."""
    return ROOT / "locale" / locale / "LC_MESSAGES" / f"{domain}.po"


def catalog_of(locale: str, domain: str) -> Catalog:
    """Return a shipped catalog."""
    return read_catalog(path_of(locale, domain), shown=str(path_of(locale, domain)))


@every_catalog
def test_other_tools_read_every_catalog(locale: str, domain: str) -> None:
    """The programs of gettext take more than they write; polib, and what is built on it, does not."""
    entries = polib.pofile(str(path_of(locale, domain)))
    assert {(entry.msgctxt, entry.msgstr) for entry in entries} == {
        (entry.msgctxt, entry.msgstrs[0]) for entry in catalog_of(locale, domain).live
    }


def test_the_locales_of_the_first_handout_are_there() -> None:
    """The first eight were chosen for their traps: plurals, directions, digits, scripts without spaces."""
    assert LOCALES[:8] == ["es", "zh_Hans", "ar", "ur", "hi", "km", "am", "ru"]
    assert set(LOCALES) == set(DRAFTED.split())
    assert list(PROJECT.pseudo_languages) == ["en_XA", "ar_XB"]


def test_every_message_has_an_id_and_the_critical_ones_are_marked() -> None:
    """An id is for ever; whoever stops steroids suddenly must have been told not to."""
    (handout,) = HANDOUTS
    assert all(message.id for message in handout.messages)
    critical = {message.id for message in handout.messages if message.risk is Risk.CRITICAL}
    assert {"st.nostop", "em.lead", "em.breath", "call.fever", "key.nostop"} <= critical


def test_every_message_has_its_evidence() -> None:
    """Each message is boilerplate or has claims, each claim a source that the file describes."""
    (handout,) = HANDOUTS
    evidence = tomllib.loads((ROOT / "source" / handout.domain / "evidence.toml").read_text(encoding="utf-8"))
    assert list(evidence["messages"]) == [message.id for message in handout.messages]
    for identifier, row in evidence["messages"].items():
        assert row["origin"] in {"article", "corrected", "added"}, identifier
        assert row.get("boilerplate") or row["claims"], identifier
        for claim in row.get("claims", ()):
            assert claim["statement"], identifier
            assert claim["sources"], identifier
            assert set(claim["sources"]) <= evidence["sources"].keys(), identifier


def test_the_english_is_easy_enough_and_the_whole_project_is_clean() -> None:
    """No error anywhere: the grades are within the limits, every translation is of this English."""
    findings = validate(LEDGERS, list(PROJECT.languages.values()), everything=True).findings
    assert [f"{f.location} {f.rule_id}" for f in findings if f.severity is Severity.ERROR] == []


@every_catalog
def test_every_message_is_translated_in_this_wording(locale: str, domain: str) -> None:
    """Nothing is left in English, nothing is fuzzy."""
    assert [e.msgctxt for e in catalog_of(locale, domain).live if e.fuzzy or not e.msgstrs[0].strip()] == []


@every_catalog
def test_every_catalog_says_that_it_is_an_unreviewed_draft(locale: str, domain: str) -> None:
    """In the header, where each PO editor shows it; and nobody is named as a reviewer."""
    catalog = catalog_of(locale, domain)
    assert catalog.header
    assert any("UNREVIEWED MACHINE-ASSISTED DRAFT" in line for line in catalog.header.translator_comments)
    assert catalog.header_fields["X-Draft"] == "machine-assisted, unreviewed"
    assert catalog.header_fields["Language"] == locale


def test_there_is_no_sign_off() -> None:
    """Nobody has reviewed anything yet; a ledger would claim that somebody had."""
    assert [*ROOT.glob("source/**/signoff"), *ROOT.glob("locale/**/signoff")] == []


@every_catalog
def test_gettext_accepts_every_catalog(locale: str, domain: str) -> None:
    """``msgfmt -c`` checks syntax, header, plural forms and brace formats on its own."""
    done = subprocess.run(
        ["msgfmt", "--check", "--output-file=/dev/null", path_of(locale, domain)],
        capture_output=True,
        check=False,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_update_changes_no_byte(tmp_path: Path) -> None:
    """Templates and catalogs are up to date as committed."""
    copy = tmp_path / "copy"
    for name in ("source", "locale"):
        shutil.copytree(ROOT / name, copy / name)
    shutil.copy(ROOT / "pyproject.toml", copy)
    for command in ("extract", "update"):
        assert CliRunner().invoke(app, ["-C", str(copy), command]).exit_code == 0
    for path in (ROOT / "locale").rglob("*.po*"):
        assert path.read_bytes() == (copy / path.relative_to(ROOT)).read_bytes(), path


Tamper = Callable[[str], Iterator[str]]


def other_digits(text: str) -> Iterator[str]:
    """Change each digit of *text*, one at a time, outside placeholders and link targets."""
    kept = [match.span() for match in re.finditer(r"\{[^}]*\}|\]\([^)]*\)", text)]
    for index, character in enumerate(text):
        if character.isdecimal() and not any(start <= index < end for start, end in kept):
            yield f"{text[:index]}{(int(character) + 1) % 10}{text[index + 1 :]}"
            yield text[:index] + text[index + 1 :]


def other_placeholders(text: str) -> Iterator[str]:
    """Lose, double, rename and re-argue each placeholder of *text*."""
    for name in placeholders(text):
        yield text.replace(name, "")
        yield text.replace(name, name + name)
        yield text.replace(name, name.replace("{", "{x"))
        yield text.replace(name, name[:-1])
        if ":" in name:
            yield text.replace(name, name.replace("38", "39"))


def other_links(text: str) -> Iterator[str]:
    """Change, lose and unname each link of *text*."""
    for link in links(text):
        yield text.replace(link.href, link.href + "x")
        yield text.replace(link.href, link.href.replace("https", "http"))
        yield re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
        yield re.sub(r"\[([^\]]*)\]", "[]", text)
        yield text.replace("[ninds", "[nids")


def other_emphasis(text: str) -> Iterator[str]:
    """Lose, break and weaken the strong words of *text*."""
    if "**" in text:
        yield text.replace("**", "")
        yield text.replace("**", "", 1)
        yield text.replace("**", "*")
        yield f"{text} **.**"
    assert ("**" in text) == ("strong" in outline(text))


@pytest.mark.parametrize("tamper", [other_digits, other_placeholders, other_links, other_emphasis])
@every_catalog
def test_any_tampering_is_an_error(
    locale: str, domain: str, tamper: Tamper, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever number, placeholder, link or emphasis is touched in any translation is found.

    A real file is tampered with, one entry at a time, and read back as ``validate`` reads it.
    """
    project = replace(PROJECT, root=str(tmp_path_factory.mktemp("tampered")))
    path = Path(project.root, "locale", locale, "LC_MESSAGES", f"{domain}.po")
    path.parent.mkdir(parents=True)
    catalog, messages = catalog_of(locale, domain), messages_by_domain(HANDOUTS)[domain]
    tried = 0
    for entry in catalog.live:
        for text in tamper(entry.msgstrs[0]):
            path.write_text(with_msgstr(catalog, entry, text), encoding="utf-8")
            findings = judge(project, translation(project, project.languages[locale], domain, messages)).findings
            assert any(f.severity is Severity.ERROR and f.msgctxt == entry.msgctxt for f in findings), text
            tried += 1
    expected = {"other_digits", "other_links", "other_emphasis"} if domain == "pns-treatment" else set()
    assert tried or tamper.__name__ not in expected


def test_validate_ends_1_when_a_translation_is_tampered_with(tmp_path: Path) -> None:
    """The same, as CI meets it: the exit status, and the place."""
    copy = tmp_path / "copy"
    for name in ("source", "locale"):
        shutil.copytree(ROOT / name, copy / name)
    shutil.copy(ROOT / "pyproject.toml", copy)
    assert CliRunner().invoke(app, ["-C", str(copy), "validate"]).exit_code == 0
    path = copy / "locale" / "es" / "LC_MESSAGES" / "pns-treatment.po"
    path.write_text(path.read_text(encoding="utf-8").replace("más de 5 minutos", "más de 15 minutos"), encoding="utf-8")
    result = CliRunner().invoke(app, ["-C", str(copy), "validate"])
    assert result.exit_code == 1
    assert re.search(r"^locale/es/LC_MESSAGES/pns-treatment\.po:\d+: error: CR101 ", result.stdout, re.MULTILINE)


def with_msgstr(catalog: Catalog, entry: Entry, text: str) -> str:
    """Return the text of *catalog* with another translation in *entry*."""
    changed = splice(entry, replace(entry, msgstrs=(text,)), gettext_breaks)
    return text_of(replace(catalog, entries=tuple(changed if e is entry else e for e in catalog.entries)))
