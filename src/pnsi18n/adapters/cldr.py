"""Babel's doorkeeper: what CLDR knows of a language, completed by the project's own registry."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import lru_cache
from importlib import resources
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.localedata import exists
from babel.messages.plurals import get_plural
from babel.numbers import format_decimal
from babel.plural import to_gettext

from pnsi18n.adapters.lexicon import lexicon
from pnsi18n.model.language import Breaks, Language

_SCRIPT_LENGTH = 4  # ISO 15924 codes are four letters
_ELSEWHERE = ("cldr", "lexicon", "months")  # keys that are read where they are needed
_ZEROS = {  # of CLDR's numbering systems
    "arab": "\u0660",
    "arabext": "\u06f0",
    "beng": "\u09e6",
    "deva": "\u0966",
    "khmr": "\u17e0",
    "mymr": "\u1040",
}
_LAST_FONT = "Noto Sans"  # Latin letters, digits and signs that script fonts lack


@lru_cache(maxsize=1)
def registry() -> Mapping[str, Mapping[str, Any]]:
    """Return the rows of ``data/languages.toml`` by locale."""
    return _table("languages.toml")


@lru_cache(maxsize=1)
def scripts() -> Mapping[str, Mapping[str, Any]]:
    """Return the rows of ``data/scripts.toml`` by ISO 15924 code."""
    return _table("scripts.toml")


def _table(name: str) -> Mapping[str, Any]:
    text = resources.files("pnsi18n").joinpath("data", name).read_text(encoding="utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=256)
def language(locale: str) -> Language | None:
    """Return the language of the folder name *locale*, or ``None`` where the registry has no row."""
    row = registry().get(locale)
    if row is None:
        return None
    cldr = _cldr(locale)
    script = row.get("script") or cldr.script or _likely_script(cldr)
    whose = row.get("lexicon", locale)
    row = {**scripts()[script], **{key: value for key, value in row.items() if key not in _ELSEWHERE}}
    fonts = [*row["fonts"], *([] if _LAST_FONT in row["fonts"] else [_LAST_FONT])]
    known = {
        "locale": locale,
        "tag": locale.replace("_", "-"),
        "own_name": _capitalised(cldr.display_name or locale),
        "english_name": cldr.english_name or locale,
        "script": script,
        "direction": cldr.text_direction,
        "digits": cldr.default_numbering_system,
        "decimal_mark": _symbol(cldr, "decimal"),
        "group_mark": _symbol(cldr, "group"),
        "plural_forms": str(get_plural(cldr)),
        "cldr_plural_forms": to_gettext(cldr.plural_form),
        "lexicon": lexicon(whose),
    }
    made = {
        "fonts": tuple(fonts),
        "unbroken": tuple(row.get("unbroken", ())),
        "breaks": Breaks(row.get("breaks", "spaces")),
    }
    return Language(**{**known, **row, **made})


@lru_cache(maxsize=256)
def _cldr(locale: str) -> Locale:
    """Return CLDR's data; a pseudo-locale formats as English does, and so do numbers where CLDR has nothing."""
    row = registry().get(locale, {})
    try:
        return Locale.parse("en" if row.get("pseudo") else row.get("cldr", locale))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


def _is_unknown(locale: str) -> bool:
    """Whether CLDR has nothing on *locale*, so that its words for dates and lists would be English."""
    row = registry().get(locale, {})
    return not (row.get("pseudo") or exists(row.get("cldr", locale)))


def _symbol(cldr: Locale, name: str) -> str:
    """Return a number symbol of the locale's own digits; where CLDR has none, those of 0 to 9 serve."""
    own: Mapping[str, str] = cldr.number_symbols[cldr.default_numbering_system]
    try:
        return own[name]
    except KeyError:
        return str(cldr.number_symbols["latn"][name])


def _likely_script(cldr: Locale) -> str:
    likely = get_global("likely_subtags").get(cldr.language, "")
    return next((part for part in likely.split("_") if len(part) == _SCRIPT_LENGTH), "Latn")


def _capitalised(name: str) -> str:
    """Give a language's own name the capital that lists and headings want; most scripts have none."""
    return name[:1].upper() + name[1:]


def month_and_year(day: date, locale: str) -> str:
    """Return the month and year of *day* as *locale* writes them, such as ``noviembre de 2026``.

    Where CLDR does not know the language, in digits (ISO 8601): better none than English words.
    """
    if months := registry().get(locale, {}).get("months"):
        return f"{months[day.month - 1]} {day.year}"
    if _is_unknown(locale):
        return day.strftime("%Y-%m")
    return _in_own_digits(format_skeleton("yMMMM", day, locale=_cldr(locale)), locale)


def long_date(day: date, locale: str) -> str:
    """Return *day* as *locale* writes it, such as ``22 de noviembre de 2026``; ISO 8601 where CLDR does not know."""
    if months := registry().get(locale, {}).get("months"):
        return f"{day.day} {months[day.month - 1]} {day.year}"
    if _is_unknown(locale):
        return day.isoformat()
    return _in_own_digits(format_date(day, "long", locale=_cldr(locale)), locale)


def _in_own_digits(text: str, locale: str) -> str:
    """Return *text* in the digits that CLDR gives the language, as page numbers are: Babel writes 0 to 9 in all."""
    system = registry().get(locale, {}).get("digits") or _cldr(locale).default_numbering_system
    zero = _ZEROS.get(system, "0")
    return text.translate({ord("0") + value: chr(ord(zero) + value) for value in range(10)})


def listing(items: Sequence[str], locale: str) -> str:
    """Return *items* as *locale* sets them in a row (CLDR list pattern "standard"); or with commas."""
    if _is_unknown(locale):
        return ", ".join(items)
    return str(format_list(items, locale=_cldr(locale)))


def number(value: float, locale: str, territory_code: str = "") -> str:
    """Return *value* as it is written in the territory: what a thermometer says is the same to every reader.

    In the United States that is 100.4, to a Spanish reader (es_US), and to a French one as well, for whom CLDR knows
    nothing there. Without a territory, or with one that CLDR does not know, as *locale* writes it. The digits are 0 to
    9 in every language, and so is the mark between them: Persian's own would be lost there.
    """
    return str(format_decimal(value, locale=_local(locale, territory_code), numbering_system="latn"))


@lru_cache(maxsize=256)
def _local(locale: str, territory_code: str) -> Locale:
    """Return CLDR's data on *locale* in the territory, or on the territory alone, or on *locale* alone."""
    local = _cldr(locale)
    for name in (f"{local}_{territory_code}", f"und_{territory_code}") if territory_code else ():
        with suppress(UnknownLocaleError, ValueError):
            return Locale.parse(name)
    return local


def territory(code: str, language: Language) -> str:
    """Return the name of the territory *code* (ISO 3166) in *language*."""
    return str(language.territories.get(code) or _cldr(language.locale).territories.get(code, code))
