"""The head of a catalog: what misleads is told, what is merely unusual is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from clinic import CATALOG, Run, edit

from pnsi18n.adapters import cldr
from pnsi18n.model.unit import Translation, Unit
from pnsi18n.rules import header
from pnsi18n.text.plural_forms import confused, forms


def judge(locale: str = "es", **fields: str) -> list[str]:
    """Return the ids of the rules that find something in a header; an underscore stands for a hyphen."""
    language = cldr.language(locale)
    assert language
    whole = Translation(language=language, header={name.replace("_", "-"): value for name, value in fields.items()})
    return [finding.rule_id for rule in header.TRANSLATION_RULES for finding in rule.findings(whole)]


SLAVIC = "plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"


@pytest.mark.parametrize(
    ("locale", "field"),
    [
        ("es", "nplurals=2; plural=n != 1;"),
        ("es", "nplurals=2; plural=(n > 1)"),
        ("es", "nplurals=3; plural=n == 1 ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2;"),
        ("fr", "nplurals=2; plural=(n > 1);"),
        ("fr", "nplurals=2; plural=(n != 1);"),
        ("pt_BR", "nplurals=2; plural=(n != 1);"),
        ("zh_Hans", "nplurals=1; plural=0;"),
        ("zh_Hans", "nplurals=2; plural=(n != 1);"),
        ("my", "nplurals=1; plural=0;"),
        ("tr", "nplurals=1; plural=0;"),
        ("tr", "nplurals=2; plural=(n > 1);"),
        ("fil", "nplurals=2; plural=(n > 1);"),
        ("ru", f"nplurals=3; {SLAVIC}"),
        ("uk", f"nplurals=3; {SLAVIC}"),
        ("he", "nplurals=2; plural=n != 1;"),
        ("ru", ""),
        ("ru", "nplurals=INTEGER; plural=EXPRESSION;"),
    ],
)
def test_plural_forms_that_serve_pass(locale: str, field: str) -> None:
    """CLDR's, gettext's, with a form too many, or none at all."""
    assert "HD102" not in judge(locale, Plural_Forms=field)


@pytest.mark.parametrize(
    ("locale", "field"),
    [
        ("es", "nplurals=1; plural=0;"),
        ("uk", "nplurals=2; plural=(n != 1);"),
        ("ar", "nplurals=2; plural=(n > 1);"),
        ("pl", "nplurals=3; plural=n==1 ? 0 : 1;"),
        ("es", "nplurals=1; plural=n != 1;"),
        ("es", "nplurals=2; plurals=n>1;"),
        ("es", "2"),
        ("es", "nplurals=2; plural=n/0;"),
        ("es", "nplurals=2; plural=n.__class__;"),
        ("es", "nplurals=2; plural=__import__('os');"),
        ("es", "nplurals=2; plural=n != 1; n;"),
        ("es", "nplurals=2; plural=" + "(" * 400 + "n" + ")" * 400 + ";"),
        ("es", "nplurals=2; plural=" + "n+" * 100_000 + "n;"),
    ],
)
def test_plural_forms_of_another_language_or_of_none_are_told(locale: str, field: str) -> None:
    """Too few, impossible, or no C expression; nothing of it is run."""
    assert judge(locale, Plural_Forms=field) == ["HD102"]


def test_the_numbers_that_are_confused_are_named() -> None:
    """Whoever must mend a formula wants to see where it fails."""
    found, wanted = forms("nplurals=2; plural=(n != 1);"), forms(f"nplurals=3; {SLAVIC}")
    assert found
    assert wanted
    assert confused(found, wanted) == (2, 5)
    assert confused(wanted, wanted) is None


@pytest.mark.parametrize(
    ("field", "value", "found"),
    [
        ("Last-Translator", "FULL NAME <EMAIL@ADDRESS>", ["HD103"]),
        ("Language-Team", "LANGUAGE <LL@li.org>", ["HD103"]),
        ("Language-Team", "Tagalog <LL@li.org>", ["HD103"]),
        ("Project-Id-Version", "PACKAGE VERSION", ["HD103"]),
        ("Last-Translator", "Fixture Translator <nobody@example.org>", []),
        ("Last-Translator", "", []),
        ("Project-Id-Version", "THE PACKAGE VERSION 2", []),
        ("PO-Revision-Date", "YEAR-MO-DA HO:MI+ZONE", []),
        ("PO-Revision-Date", "2026-11-22 12:00+0000", []),
        ("PO-Revision-Date", "2026-11-22T12:00:00Z", []),
        ("POT-Creation-Date", "2006-1-2 13:09GMT", []),
        ("PO-Revision-Date", "Sun, 22 Nov 2026 12:00:00 +0000", []),
        ("PO-Revision-Date", "", []),
        ("PO-Revision-Date", "2026-02-30 12:00+0000", ["HD105"]),
        ("PO-Revision-Date", "yesterday", ["HD105"]),
        ("POT-Creation-Date", "20061-1-2", ["HD105"]),
        ("Language", "en_GB", ["HD101"]),
        ("Language", "es-419", []),
        ("X-Generator", "EMACS", []),
    ],
)
def test_the_fields_of_a_header(field: str, value: str, found: list[str]) -> None:
    """Placeholders for people are told, placeholders for dates are usual."""
    assert judge(**{field: value}) == found


@pytest.mark.parametrize(("locale", "said"), [("fil", "tl"), ("he", "iw"), ("pt_BR", "pt_PT"), ("zh_Hans", "zh_CN")])
def test_an_older_code_is_the_same_language(locale: str, said: str) -> None:
    """Region and script are another matter."""
    assert judge(locale, Language=said) == []


@pytest.mark.parametrize(
    ("msgid", "msgstr", "found"),
    [
        ("Rest.", "<<<<<<< HEAD\nDescanse.\n=======\nRepose.\n>>>>>>> main\n", True),
        ("Rest.", "Descanse.\n>>>>>>> 1f3a", True),
        ("Rest.", "||||||| base\nDescanse.", True),
        ("Rest.", "#-#-#-#-#  es.po (fixture)  #-#-#-#-#\nDescanse.\n", True),
        ("Rest\n=======", "Descanso\n========", False),
        ("Rest\n=======", "Descanso\n=======", False),
        ("Type <<<<<<< x", "Escriba <<<<<<< x", False),
        ("<<<<<<< x", "<<<<<<< x", False),
    ],
)
def test_an_unsettled_merge_inside_a_translation_is_an_error(msgid: str, msgstr: str, found: bool) -> None:  # noqa: FBT001
    """Git's marks and gettext's; a row of = is what headings are underlined with."""
    assert bool(list(header.conflict_marker.findings(Unit(msgid=msgid, msgstr=msgstr)))) is found


def test_validate_reads_the_header_and_refuses_a_merge_between_entries(spanish: Path, run: Run) -> None:
    """What stands inside a text is a finding; outside, there is no catalog to read."""
    path = spanish / CATALOG
    edit(path, "Last-Translator: \\n", "Last-Translator: FULL NAME <EMAIL@ADDRESS>\\n")
    edit(path, '"Hoja de prueba"', '"<<<<<<< HEAD\\nHoja de prueba"')
    done = run("validate", "es")
    assert "HD103" in done.stdout
    assert "HD104" in done.stdout
    edit(path, 'msgctxt "title"', '<<<<<<< HEAD\nmsgctxt "title"')
    done = run("validate", "es")
    assert done.exit_code == 2
    assert "merge conflict" in done.stderr
