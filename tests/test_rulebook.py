"""The adversarial set: what patients were harmed by is caught, and right translations pass.

``tests/rulebook.py`` prints the table; the sentences are in ``tests/rulebook/``.
"""

from __future__ import annotations

import tomllib
import unicodedata

import pytest
import regex
from conftest import ROOT
from rulebook import ENGLISH, FOLDER, LOCALES, cases, spoken

from pnsi18n.model.finding import Severity

every_language = pytest.mark.parametrize("locale", LOCALES)


@every_language
def test_every_wrong_translation_is_caught_by_its_family(locale: str) -> None:
    """A dose, a unit, a medicine, a "not", a placeholder, a link, hidden signs, English left in."""
    passed = {
        (case.locale, case.id, case.name)
        for case in cases(locale)
        if case.family and not any(rule.startswith(case.family) for rule, _, _ in spoken(case))
    }
    assert passed == set()


@every_language
def test_no_right_translation_is_an_error(locale: str) -> None:
    """However a good translator words it."""
    alarms = {
        (case.locale, case.id)
        for case in cases(locale)
        if not case.family and any(severity is Severity.ERROR for _, severity, _ in spoken(case))
    }
    assert alarms == set()


def test_few_right_translations_get_a_warning() -> None:
    """At most one in fifty, over all languages."""
    right = [case for locale in LOCALES for case in cases(locale) if not case.family]
    warned = [case for case in right if any(severity is Severity.WARNING for _, severity, _ in spoken(case))]
    assert len(right) > 2000
    assert len(warned) * 50 <= len(right)


@every_language
def test_the_set_is_whole(locale: str) -> None:
    """Every sentence, every fault, in composed letters."""
    text = (FOLDER / f"{locale}.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)
    assert unicodedata.is_normalized("NFC", text)
    assert {key: set(row["wrong"]) for key, row in rows.items()} == {k: set(r["wrong"]) for k, r in ENGLISH.items()}


@pytest.mark.parametrize("locale", ["en", *LOCALES])
def test_a_lexicon_contradicts_itself_nowhere(locale: str) -> None:
    """No form under two medicines, none under before and after; every pattern is one."""
    rows = tomllib.loads((ROOT / "src/pnsi18n/data/lexicon" / f"{locale}.toml").read_text(encoding="utf-8"))
    forms = [form for names in rows["drugs"].values() for form in set(names)]
    assert len(forms) == len(set(forms))
    for one, other in (("before", "after"), ("more", "less"), ("start", "stop")):
        assert not set(rows["opposites"][one]) & set(rows["opposites"][other])
    for pattern in rows["negation"].get("patterns", ()):
        regex.compile(pattern)
    assert rows["confidence"] in {"high", "medium", "low"}
