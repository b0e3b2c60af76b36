"""A small frozen sample of translations that nobody here wrote: each rule speaks where it ought to, and nowhere else.

``tests/calibration/sample.toml`` has the units. ``speak`` are the rules that are right to speak up about a
unit, in the eyes of a person; ``known`` are those that are wrong about it today: they speak without need,
or miss what they should see. A rule that is mended makes this test fail: take it out of ``known`` then.
``tests/calibration.py`` runs the rules over whole packages of catalogs.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import lru_cache
from pathlib import Path

import calibration
import pytest

from pnsi18n.adapters import cldr
from pnsi18n.adapters.po import read_catalog
from pnsi18n.model.finding import Severity
from pnsi18n.rules.registry import CONTENT_RULES

FOLDER = Path(__file__).parent / "calibration"
SAMPLE = tomllib.loads((FOLDER / "sample.toml").read_text(encoding="utf-8"))["unit"]
RULES = sorted(one.id for one in CONTENT_RULES)


@lru_cache(maxsize=1)
def _spoken() -> list[set[str]]:
    """Return the rules that speak up, unit by unit."""
    return [
        {rule for rule, _, _ in calibration.spoken(one["english"], one["translation"], one["locale"])} for one in SAMPLE
    ]


def _named(numbers: set[int]) -> list[str]:
    return [f"{SAMPLE[number]['locale']}: {SAMPLE[number]['english'][:60]}" for number in sorted(numbers)]


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_speaks_where_it_ought_to(rule: str) -> None:
    """What is known to be wrong is wrong still, and nothing else is."""
    found = {number for number, spoken in enumerate(_spoken()) if rule in spoken}
    right = {number for number, one in enumerate(SAMPLE) if rule in one["speak"]}
    known = {number for number, one in enumerate(SAMPLE) if rule in one.get("known", ())}
    wrong = found ^ right
    assert _named(wrong - known) == [], f"{rule} is wrong about these"
    assert _named(known - wrong) == [], f"{rule} is right about these now: take it out of `known`"


def test_the_sample_is_whole() -> None:
    """Known languages and rules, prose only, nothing twice, every source credited."""
    credits_given = (FOLDER / "README.md").read_text(encoding="utf-8")
    for one in SAMPLE:
        assert cldr.language(one["locale"])
        assert {*one["speak"], *one.get("known", ())} <= set(RULES)
        assert calibration.is_prose(one["english"]) or one["note"]
        assert one["source"].partition(": ")[2] in credits_given
    keys = [(one["locale"], one["english"]) for one in SAMPLE]
    assert len(keys) == len(set(keys)) >= 150
    assert len({one["locale"] for one in SAMPLE}) >= 20


@pytest.mark.parametrize(
    "english",
    [
        "Press <gui>Save</gui> to keep it.",
        "Use B<--force> with great care.",
        "See /etc/passwd for the list.",
        "could not open file %s: %s",
        "Read apt(8) before you start.",
        "Set the **mode** to manual first.",
        "New password:",
        "2G, 3G (Preferred), 4G, 5G",
        "Printer;Queue;Print;Paper;Ink;Toner;",
    ],
)
def test_what_only_programs_say_is_not_counted(english: str) -> None:
    """Tags, options, paths, what a program fills in, manual pages, Markdown, labels."""
    assert not calibration.is_prose(english)


@pytest.mark.parametrize(
    "english", ["Wash your hands with soap and/or water.", "COVID-19 is caused by a virus (2019)."]
)
def test_what_a_handout_says_is_counted(english: str) -> None:
    """Hyphens, digits, brackets and a stroke between words are no sign of a program."""
    assert calibration.is_prose(english)


@pytest.mark.parametrize(
    ("path", "header", "locale"),
    [
        ("man/po/pt_BR.po", "pt_BR", "pt_BR"),
        ("po/pt.po", "pt", ""),
        ("po/zh_TW.po", "", "zh_Hant"),
        ("po/tl.po", "", "fil"),
        ("po/de/preparing.po", "", "de"),
        ("po/es_MX.po", "es_MX", "es"),
        ("po/sr@latin.po", "sr@latin", ""),
    ],
)
def test_the_language_of_a_catalog(tmp_path: Path, path: str, header: str, locale: str) -> None:
    """From its header, its name or its folder; European Portuguese is not Brazilian."""
    file = tmp_path / path
    file.parent.mkdir(parents=True)
    file.write_text(f'msgid ""\nmsgstr "Language: {header}\\n"\n', encoding="utf-8")
    assert calibration.locale_of(read_catalog(file, shown=path), file) == locale


def test_each_pair_is_counted_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two catalogs with the same pairs; fuzzy, plural and technical units do not count, unreadable files are named."""
    text = (
        'msgid ""\nmsgstr "Language: es\\n"\n\n'
        'msgid "Take 5 tablets every day."\nmsgstr "Tome 50 comprimidos cada día."\n\n'
        'msgid "Take them with a glass of water."\nmsgstr "Tómelos con un vaso de agua."\n\n'
        '#, fuzzy\nmsgid "Take 6 tablets every day."\nmsgstr "Tome 60 comprimidos cada día."\n\n'
        'msgid "Take one tablet every day."\nmsgid_plural "Take tablets every day."\nmsgstr[0] "a"\nmsgstr[1] "b"\n\n'
        'msgid "Run <b>it</b> again and again."\nmsgstr "Otra vez."\n'
    )
    for name in ("es.po", "other.po"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "torn.po").write_text('msgid "a\n', encoding="utf-8")
    heard = [calibration.heard(path, technical=False) for path in sorted(tmp_path.glob("*.po"))]
    total = calibration.Total.of(heard)
    assert total.units == Counter({"es": 2})
    assert {(one.rule, one.severity) for one in total.said} == {("CR101", Severity.ERROR)}
    assert [bool(one.unread) for one in heard] == [False, False, True]
    total.print_rates()
    rows = {line[:12].strip(): line[12:].split() for line in capsys.readouterr().out.splitlines()}
    assert rows["units"] == ["2", "2"]
    assert rows["CR101"] == rows["errors"] == ["1000.00", "1000.00"]  # 5 is missing, 50 is new
    assert rows["any error"] == ["500.00", "500.00"]
    assert rows["any warning"] == [".", "."]
    total.print_sample("CR101", ["es"], 1)
    assert "Take 5 tablets" in capsys.readouterr().out


def test_lists_of_source_packages(tmp_path: Path) -> None:
    """Both forms of apt's lists; only the distribution's own suites, and what is commented out stays out."""
    parts = tmp_path / "sources.list.d"
    parts.mkdir()
    own = "Types: deb\nURIs: http://mirror.example.org/debian\nSuites: trixie trixie-updates\nComponents: main\n"
    other = "Types: deb\nURIs: http://vendor.example.org/\nSuites: stable\nComponents: main\n"
    (parts / "debian.sources").write_text(f"{own}\n{other}", encoding="utf-8")
    (parts / "old.list.save").write_text("deb http://mirror.example.org/debian trixie main\n", encoding="utf-8")
    (tmp_path / "sources.list").write_text(
        "# deb http://mirror.example.org/debian trixie main\n"
        "deb [arch=amd64] http://mirror.example.org/ubuntu trixie-updates main universe\n"
        "deb http://vendor.example.org/ cloud-trixie main\n",
        encoding="utf-8",
    )
    lists = dict(calibration.source_lists(tmp_path, "trixie"))
    assert lists == {
        "sources.list": "deb-src [arch=amd64] http://mirror.example.org/ubuntu trixie-updates main universe\n",
        "debian.sources": own.replace("Types: deb\n", "Types: deb-src\n"),
    }
