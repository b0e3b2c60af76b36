"""The locale registry, and how a language gets into a project."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from clinic import Run, edit
from conftest import CONFIGURATION

from pnsi18n.adapters import cldr
from pnsi18n.adapters.fonts import font_files, uncovered

DAY = date(2026, 11, 22)
LIST = 'locales = ["es", "ar"]'
HANDOUT = (
    "es zh_Hans zh_Hant vi ko fil ru ar ht fr pt_BR pl it de ja fa hi ur "
    "bn gu pa te ta ne km my th lo am so sw uk tr he hy el"
)
LATER = "mww ksw prs fa_AF ckb ps ti om ro es_US pt_PT hnj"
every_language = pytest.mark.parametrize("locale", [*HANDOUT.split(), *LATER.split()])


@every_language
def test_a_registered_language_can_be_printed(locale: str) -> None:
    """It has names, and fonts that have every letter of its own name, its dates and its countries."""
    found = cldr.language(locale)
    assert found
    assert found.own_name != locale != found.english_name
    words = [found.own_name, cldr.long_date(DAY, locale), cldr.month_and_year(DAY, locale), cldr.territory("US", found)]
    assert uncovered("".join(words), font_files(found)) == set()


@every_language
def test_directions_are_those_of_the_script(locale: str) -> None:
    """What CLDR says, and what a row says where CLDR is silent."""
    found = cldr.language(locale)
    assert found
    assert found.is_right_to_left == (found.script in {"Arab", "Hebr"})


@pytest.mark.parametrize("locale", ["mww", "hnj", "ksw"])
def test_what_cldr_does_not_know_is_not_english(locale: str) -> None:
    """Dates in digits, lists with commas: no month and no "and" of another language."""
    assert cldr.month_and_year(DAY, locale) == "2026-11"
    assert cldr.long_date(DAY, locale) == "2026-11-22"
    assert cldr.listing(["a", "b", "c"], locale) == "a, b, c"


def test_months_that_cldr_takes_from_another_language_are_the_rows() -> None:
    """CLDR has French ones for Haitian Creole."""
    assert cldr.month_and_year(DAY, "ht") == "novanm 2026"
    assert cldr.long_date(DAY, "ht") == "22 novanm 2026"


@pytest.mark.parametrize(
    ("locale", "written"),
    [
        ("fa", "نوامبر ۲۰۲۶"),
        ("bn", "নভেম্বর ২০২৬"),
        ("ne", "२०२६ नोभेम्बर"),
        ("my", "၂၀၂၆ နိုဝင်ဘာ"),
        ("ur", "نومبر 2026"),
        ("hi", "नवंबर 2026"),
    ],
)
def test_dates_have_the_digits_of_the_page_numbers(locale: str, written: str) -> None:
    """CLDR's default numbering system; Urdu and Hindi are read with 0 to 9."""
    assert cldr.month_and_year(DAY, locale) == written


def test_one_language_under_two_codes_is_one_language() -> None:
    """Dari is fa_AF in CLDR and prs in most lists."""
    prs, persian = cldr.language("prs"), cldr.language("fa_AF")
    assert prs
    assert persian
    assert (prs.own_name, prs.digits, prs.lexicon) == (persian.own_name, persian.digits, persian.lexicon)
    assert cldr.month_and_year(DAY, "prs") == cldr.month_and_year(DAY, "fa_AF")
    assert prs.lexicon.numbers


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (LIST, 'locales = ["es", "ar", "fil", "mww"]'),
        ('locales = ["es", "ar",]', 'locales = ["es", "ar", "fil", "mww",]'),
        ("locales = []", 'locales = ["fil", "mww"]'),
        (
            'locales = [\n  "es",\n  "ar",\n]  # ours',
            'locales = [\n  "es",\n  "ar",\n  "fil",\n  "mww",\n]  # ours',
        ),
        ('locales = [\r\n\t"es",\r\n\t"ar"\r\n]', 'locales = [\r\n\t"es",\r\n\t"ar",\r\n\t"fil",\r\n\t"mww"\r\n]'),
        (
            'papers = [ "a4" ] # "\nlocales=[ "es", "ar" ]',
            'papers = [ "a4" ] # "\nlocales=[ "es", "ar", "fil", "mww" ]',
        ),
    ],
)
def test_init_adds_a_language_to_the_list(project: Path, run: Run, before: str, after: str) -> None:
    """One command, and no other byte of the file changes."""
    text = CONFIGURATION.replace('papers = ["a4"]\n', "") if "papers" in before else CONFIGURATION
    (project / "pyproject.toml").write_bytes(text.replace(LIST, before).encode())
    result = run("init", "fil", "mww", "fil")
    assert result.exit_code == 0
    assert result.output.startswith("pyproject.toml: fil, mww added to locales\nlocale/fil/")
    assert (project / "pyproject.toml").read_bytes() == text.replace(LIST, after).encode()
    assert (project / "locale/mww/LC_MESSAGES/fixture.po").is_file()
    assert run("init", "fil").exit_code == 0
    assert (project / "pyproject.toml").read_bytes() == text.replace(LIST, after).encode()


def test_a_list_in_an_unusual_place_is_left_to_its_owner(project: Path, run: Run) -> None:
    """The remedy is said, and nothing is written, neither list nor catalog."""
    edit(project / "pyproject.toml", f"[tool.pnsi18n]\n{LIST}\n", "")
    text = 'tool.pnsi18n.locales = ["es", "ar"]\n' + (project / "pyproject.toml").read_text().replace(
        'papers = ["a4"]\nkinds = ["standard"]\nregion = "US"\n', ""
    )
    assert tomllib.loads(text)["tool"]["pnsi18n"]["locales"] == ["es", "ar"]
    (project / "pyproject.toml").write_text(text)
    result = run("init", "fil")
    assert result.exit_code == 2
    assert "add it by hand to locales" in result.output
    assert (project / "pyproject.toml").read_text() == text
    assert not (project / "locale/fil").exists()


def test_an_unknown_language_stops_init_before_anything_is_written(project: Path, run: Run) -> None:
    """Also where the others are known."""
    result = run("init", "fil", "tagalog")
    assert result.exit_code == 2
    assert "'tagalog' is not a locale that this version knows" in result.output
    assert (project / "pyproject.toml").read_text() == CONFIGURATION
