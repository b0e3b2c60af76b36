"""Catalogs that are made to hurt end in findings or a clear error."""

from __future__ import annotations

from pathlib import Path

import pytest
from clinic import Run

from pnsi18n.adapters import cldr
from pnsi18n.model.unit import Unit
from pnsi18n.rules.registry import CONTENT_RULES

HEADER = 'msgid ""\nmsgstr "Language: es\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
LIMIT = 10_000  # characters of a message that are judged
PATTERNS = {
    "digits": "1,2",
    "digits and spaces": "1 ",
    "grouped digits": "1 000 ",
    "fractions": "½",
    "brackets": "[(",
    "links": "[a](b) ",
    "unclosed links": "[a](",
    "emphasis": "**a ",
    "stars": "*",
    "underscores": "_a*b",
    "tags": "<a ",
    "references": "&#1;<",
    "braces": "{a",
    "placeholders": "{a} ",
    "backslashes": "\\",
    "addresses": "a@b.",
    "dots": "a.",
    "spaces": " ",
    "overrides": "\u202e\u2066",
    "marks": "\u0301",
    "mixed scripts": "aа",
    "words of the table": "no tome cinco mg ",
    "Han numbers": "一二三百万",
    "Arabic": "ولا بال",
    "English": "take the pill ",
}


@pytest.mark.parametrize("name", PATTERNS)
@pytest.mark.parametrize("locale", ["es", "ar", "zh_Hans", "hi"])
def test_no_rule_is_led_astray_by_a_text_of_the_longest_length(name: str, locale: str) -> None:
    """Nothing here explodes: a rule whose time grows with the square or worse would never end."""
    language, english = cldr.language(locale), cldr.language("en")
    assert language
    assert english
    text = (PATTERNS[name] * LIMIT)[:LIMIT]
    for msgid, msgstr in (("Take 5 mg of **prednisone** [now](https://example.org).", text), (text, text + ".")):
        unit = Unit(msgid=msgid, msgstr=msgstr, language=language, english=english)
        findings = [finding for rule in CONTENT_RULES for finding in rule.findings(unit)]
        assert findings or msgid == text


@pytest.mark.parametrize("name", PATTERNS)
def test_longer_texts_are_reported_and_not_judged(run: Run, tmp_path: Path, name: str) -> None:
    """A message of a handout has a few hundred characters."""
    text = (PATTERNS[name] * LIMIT)[: LIMIT + 1].replace("\\", "\\\\")
    path = tmp_path / "es.po"
    path.write_text(f'{HEADER}msgid "Take 5 mg."\nmsgstr "x{text}"\n', encoding="utf-8")
    result = run("lint", str(path))
    assert result.exit_code == 1
    lines = [line for line in result.stdout.splitlines() if line.startswith(f"{path}:")]
    assert len(lines) == 1
    assert "LE102 too-long-to-judge" in lines[0]
    assert len(result.stdout) < LIMIT


def test_a_message_of_millions_of_characters_is_one_finding(run: Run, tmp_path: Path) -> None:
    """In one line, in as many lines, and after as many comments."""
    path = tmp_path / "es.po"
    for text in ('"' + "a" * 10_000_000 + '"', '""\n' + '"b"\n' * 300_000):
        path.write_text(f'{HEADER}{"# x" * 1}\nmsgid "Take 5 mg."\nmsgstr {text}\n', encoding="utf-8")
        assert run("lint", str(path)).stdout.count("LE102") == 1
    path.write_text(HEADER + "# x\n" * 500_000 + 'msgid "Rest."\nmsgstr "Descanse."\n', encoding="utf-8")
    assert run("lint", str(path)).exit_code == 0


def test_a_file_that_is_no_catalog_by_its_size_is_not_read(run: Run, tmp_path: Path) -> None:
    """Place, reason and remedy come at once, and no memory is spent."""
    path = tmp_path / "es.po"
    with path.open("wb") as file:
        file.truncate(40_000_000_000)  # the disk gives it no space
    result = run("lint", str(path))
    assert result.exit_code == 2
    assert "the file has 40000 MB, and a catalog has less than 32" in result.stderr
    assert "hint: " in result.stderr


def test_too_many_entries_are_refused(run: Run, tmp_path: Path) -> None:
    """A hundred thousand messages are no handout."""
    path = tmp_path / "es.po"
    path.write_text(HEADER + "".join(f'msgid "{n}"\nmsgstr ""\n\n' for n in range(100_001)), encoding="utf-8")
    result = run("lint", str(path))
    assert result.exit_code == 2
    assert "more than 100,000 entries" in result.stderr
