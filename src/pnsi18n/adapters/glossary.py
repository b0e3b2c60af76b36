"""Read the words that a project has agreed on: ``source/glossary.toml``."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pnsi18n.adapters import cldr
from pnsi18n.adapters.files import read_text
from pnsi18n.adapters.toml import Table, parse_toml
from pnsi18n.model.glossary import NO_GLOSSARY, Glossary, Term
from pnsi18n.model.project import Project

GLOSSARY = "source/glossary.toml"
_KEEP = "keep"
_SETTINGS = ("term", "use", "avoid", "never", "note")


def read_glossary(project: Project, locale: str) -> Glossary:
    """Return the glossary of *locale*, an empty one where the project has none.

    A file that has not changed is parsed once, so that all messages of a language share one glossary.
    Raises ``ProjectError`` with the line for what is no setting, of the wrong type, or contradicts itself;
    the terms of other languages are for ``check_glossary``.
    """
    path = Path(project.root, GLOSSARY)
    return _glossary(read_text(path, shown=GLOSSARY), locale) if path.exists() else NO_GLOSSARY


def check_glossary(project: Project) -> None:
    """Raise ``ProjectError`` for the first fault in any language."""
    path = Path(project.root, GLOSSARY)
    text = read_text(path, shown=GLOSSARY) if path.exists() else ""
    for locale in _parsed(text).row:
        _glossary(text, locale)


@lru_cache(maxsize=4)
def _parsed(text: str) -> Table:
    table = parse_toml(text, shown=GLOSSARY)
    for locale, rows in table.row.items():
        if locale != _KEEP and locale not in cldr.registry():
            table.refuse(locale, "is not a locale that this version knows", f'use its gettext name, or "{_KEEP}"')
        if locale != _KEEP and not isinstance(rows, list):
            table.tables_of(locale)  # says what it must be
    return table


@lru_cache(maxsize=256)
def _glossary(text: str, locale: str) -> Glossary:
    """Return the glossary of *locale* in *text*."""
    table = _parsed(text)
    keep = table.texts_of(_KEEP, ())
    return _of_rows(table.tables_of(locale), keep) if locale != _KEEP and locale in table.row else Glossary(keep=keep)


def _of_rows(rows: tuple[Table, ...], keep: tuple[str, ...]) -> Glossary:
    terms: list[Term] = []
    known: set[str] = set()
    for row in rows:
        term = _term(row)
        for form in term.english:
            if form.casefold() in known:
                row.refuse("term", f"names {form!r}, which stands further up already", "make one table of the two")
            known.add(form.casefold())
        terms.append(term)
    return Glossary(terms=tuple(terms), keep=tuple(name for name in keep if name.casefold() not in known))


def _term(row: Table) -> Term:
    row.only(_SETTINGS)
    term = Term(
        english=_forms(row, "term"),
        use=_forms(row, "use"),
        avoid=_forms(row, "avoid"),
        never=_forms(row, "never"),
        note=row.text_of("note", ""),
    )
    if not term.english:
        row.refuse("term", "is missing", 'write term = "…", the English word')
    for form in (*term.avoid, *term.never):
        if form in term.use:
            row.refuse("use", f"and what to avoid both name {form!r}", "keep it in one of the two")
    return term


def _forms(row: Table, key: str) -> tuple[str, ...]:
    """Return one text, or a list of them, as a list."""
    forms = (row.text_of(key),) if isinstance(row.row.get(key), str) else row.texts_of(key, ())
    for form in forms:
        words = form.split()
        if not words or any("*" in word[:-1] or word == "*" for word in words):
            row.refuse(key, f"names {form!r}", "write a word or a few; * stands at the end of one, for any ending")
    return forms
