"""Other programs open our catalogs, change one message and save: ``update`` then finds that message, and nothing else.

GNU gettext writes for Poedit and Lokalize, the Translate Toolkit for Weblate. docs/translators.md
tells what was seen by hand in Poedit and OmegaT.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ROOT
from translate.storage import pypo
from typer.testing import CliRunner

from pnsi18n.adapters.breaks import gettext_breaks
from pnsi18n.adapters.po import read_catalog
from pnsi18n.cli.app import app
from pnsi18n.model.catalog import Catalog, Entry
from pnsi18n.text.po_write import splice, text_of

LOCALES = ["es", "ar", "ur", "hi", "km", "am", "ru", "zh_Hans"]  # every way that a script breaks its lines
HANDOUT = "pns-treatment"
MESSAGE = "em.breath"
Save = Callable[[Path], None]


def catalog_of(root: Path, locale: str) -> Catalog:
    """Return the handout's catalog of *locale*."""
    path = f"locale/{locale}/LC_MESSAGES/{HANDOUT}.po"
    return read_catalog(root / path, shown=path)


def change(path: Path) -> None:
    """Put another word behind the translation of one message."""
    catalog = read_catalog(path, shown=path.name)
    entries = [
        splice(one, replace(one, msgstrs=(f"{one.msgstrs[0]} x",)), gettext_breaks) if one.msgctxt == MESSAGE else one
        for one in catalog.entries
    ]
    path.write_text(text_of(replace(catalog, entries=tuple(entries))), encoding="utf-8")


def gettext(*words: str) -> Save:
    """Return what lets a program of gettext write a catalog anew."""

    def save(path: Path) -> None:
        change(path)
        template = str(path.parents[2] / f"{HANDOUT}.pot")
        command = [{"PO": str(path), "POT": template}.get(word, word) for word in words]
        stamp = path.stat().st_mtime_ns
        subprocess.run(command, check=True, capture_output=True)
        assert path.stat().st_mtime_ns != stamp or words[0] == "msgmerge"  # which leaves a file that says the same

    return save


def toolkit(path: Path) -> None:
    """Change and save a catalog with the Translate Toolkit's own library, as Weblate does."""
    store = pypo.pofile(path.read_bytes())
    unit = next(one for one in store.units if one.getcontext() == MESSAGE)
    unit.target = f"{unit.target} x"
    path.write_bytes(bytes(store))


def by_way_of(there: str, suffix: str, back: str, *, old: bool) -> Save:
    """Return what converts a catalog into another format and back, with the *old* catalog beside it or without."""

    def convert(program: str, *words: str | Path) -> None:
        code = f"from translate.convert import {program}; {program}.main()"
        subprocess.run([sys.executable, "-c", code, "--progress=none", *words], check=True, capture_output=True)

    def save(path: Path) -> None:
        between, kept = path.with_suffix(suffix), path.with_suffix(".old.po")
        shutil.copy(path, kept)
        change(path)
        convert(there, path, between)
        path.unlink()
        convert(back, *([f"--template={kept}"] if old else []), between, path)
        between.unlink()
        kept.unlink()

    return save


PROGRAMS = {
    "msgcat": gettext("msgcat", "-o", "PO", "PO"),
    "msgattrib": gettext("msgattrib", "-o", "PO", "PO"),
    "msgmerge": gettext("msgmerge", "--update", "--backup=none", "--no-fuzzy-matching", "PO", "POT"),
    "toolkit": toolkit,
    "csv": by_way_of("po2csv", ".csv", "csv2po", old=True),
}
in_bytes = pytest.mark.parametrize("program", ["msgcat", "msgattrib", "msgmerge", "toolkit"])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a copy of the project of this repository."""
    for name in ("source", "locale"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def saved(project: Path, save: Save) -> str:
    """Change and save every language's catalog, bring all up to date, and return what ``update`` told."""
    for locale in LOCALES:
        save(project / "locale" / locale / "LC_MESSAGES" / f"{HANDOUT}.po")
    done = CliRunner().invoke(app, ["-C", str(project), "update"])
    assert done.exit_code == 0, done.output
    return done.stdout


def told(entry: Entry) -> tuple[object, ...]:
    """Return what *entry* says, however its lines are wrapped."""
    flags = tuple(sorted(entry.flags))
    return entry.msgctxt, entry.msgid, entry.msgstrs, flags, entry.translator_comments, entry.extracted_comments


@pytest.mark.parametrize("program", PROGRAMS)
def test_only_the_changed_message_says_something_else(project: Path, program: str) -> None:
    """In every language; and there is nothing that ``update`` has to mend."""
    if program.startswith("msg") and not shutil.which(program):
        pytest.skip("gettext is not installed")
    lines = saved(project, PROGRAMS[program]).splitlines()
    assert [line for line in lines if not line.endswith(": up to date")] == []
    for locale in LOCALES:
        before, after = catalog_of(ROOT, locale), catalog_of(project, locale)
        pairs = zip(before.entries[1:], after.entries[1:], strict=True)
        assert [one.msgctxt for one, other in pairs if told(one) != told(other)] == [MESSAGE], locale


@in_bytes
def test_every_other_message_keeps_its_bytes(project: Path, program: str) -> None:
    """Also where there are no spaces between words, and marks that take no width.

    An address apart, which gettext 0.21 parts behind "www." now and then, and UAX #14 does not.
    """
    if program.startswith("msg") and not shutil.which(program):
        pytest.skip("gettext is not installed")
    saved(project, PROGRAMS[program])
    for locale in LOCALES:
        before, after = catalog_of(ROOT, locale), catalog_of(project, locale)
        pairs = zip(before.entries[1:], after.entries[1:], strict=True)
        others = [one.msgctxt for one, other in pairs if one.raw != other.raw and "://" not in one.msgid]
        assert others == [MESSAGE], locale


def test_xliff_loses_the_ids_and_update_finds_them_again(project: Path) -> None:
    """Where the English stands once. What stands twice is kept at the end of the file, and is translated again."""
    saved(project, by_way_of("po2xliff", ".xlf", "xliff2po", old=False))
    for locale in LOCALES:
        before, after = catalog_of(ROOT, locale), catalog_of(project, locale)
        english = [one.msgid for one in before.live]
        old, new = ({one.msgctxt: one for one in catalog.live} for catalog in (before, after))
        lost = {name for name in old if old[name].msgstrs != new[name].msgstrs}
        assert lost == {MESSAGE, *(name for name in old if english.count(old[name].msgid) > 1)}
        assert new[MESSAGE].msgstrs == (f"{old[MESSAGE].msgstrs[0]} x",)
        kept = {one.msgstrs for one in after.entries if one.obsolete}
        assert {old[name].msgstrs for name in lost - {MESSAGE}} <= kept
