"""``pnsi18n lint`` judges a catalog of any project by the English that stands in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from clinic import Run

WRONG = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "Take 5 mg."
msgstr "{translation}"
"""


def catalog(folder: Path, name: str, language: str, translation: str = "Tome 50 mg.") -> Path:
    """Write a catalog with one translation, and return its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(WRONG.format(language=language, translation=translation), encoding="utf-8")
    return path


def test_a_changed_dose_is_found_without_a_project(run: Run, tmp_path: Path) -> None:
    """A file that came by mail can be looked at as it is."""
    path = catalog(tmp_path, "es.po", "es")
    result = run("lint", str(path))
    assert result.exit_code == 1
    assert f"{path}:6: error: CR101 number-changed: the number 5 is missing from the translation" in result.stdout
    assert result.stderr.startswith("2 errors")


def test_a_right_catalog_is_clean(run: Run, tmp_path: Path) -> None:
    """Nothing is asked that only a project can answer."""
    result = run("lint", str(catalog(tmp_path, "es.po", "es", "Tome 5 mg.")))
    assert (result.exit_code, result.stdout) == (0, "")


@pytest.mark.parametrize(
    ("name", "header", "locale"),
    [
        ("a.po", "es", "es"),
        ("a.po", "es_MX", "es"),
        ("a.po", "zh_CN", "zh_Hans"),
        ("a.po", "zh-TW", "zh_Hant"),
        ("a.po", "pt_BR", "pt_BR"),
        ("ru.po", "", "ru"),
        ("ar/LC_MESSAGES/a.po", "", "ar"),
        ("tl/a.po", "", "fil"),
        ("es.po", "ru", "ru"),
    ],
)
def test_the_language_is_told_by_header_name_or_folder(
    run: Run, tmp_path: Path, name: str, header: str, locale: str
) -> None:
    """In this order; other projects have other names for some."""
    result = run("lint", "--format", "json", str(catalog(tmp_path, name, header)))
    assert {finding["locale"] for finding in json.loads(result.stdout)["findings"]} == {locale}


@pytest.mark.parametrize(("name", "header"), [("a.po", ""), ("a.po", "pt_AO"), ("a.po", "tlh"), ("a.po", "../../x")])
def test_an_unknown_language_is_asked_for(run: Run, tmp_path: Path, name: str, header: str) -> None:
    """Rules of a wrong language would be noise; Portuguese of Angola is neither Brazilian nor European."""
    path = catalog(tmp_path, name, header)
    result = run("lint", str(path))
    assert result.exit_code == 2
    assert "the language of this catalog is not known" in result.stderr
    assert "--language es" in result.stderr
    assert run("lint", "--language", "es", str(path)).exit_code == 1


def test_a_broken_catalog_does_not_hide_what_is_in_the_others(run: Run, tmp_path: Path) -> None:
    """Place and remedy of the one, findings of the other."""
    broken = tmp_path / "ru.po"
    broken.write_text('msgid "a"\nmsgstr "b', encoding="utf-8")
    result = run("lint", str(catalog(tmp_path, "es.po", "es")), str(broken), str(tmp_path / "none.po"))
    assert result.exit_code == 2
    assert "CR101" in result.stdout
    assert f"{broken}:2" in result.stderr
    assert "there is no such file" in result.stderr
