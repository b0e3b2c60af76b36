"""HD: the head of a catalog says what the file is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from email.utils import parsedate

from pnsi18n.model.finding import Problem, Severity
from pnsi18n.model.language import SPANISH
from pnsi18n.model.rule import rule
from pnsi18n.model.unit import Translation, Unit
from pnsi18n.text.plural_forms import confused, forms

_DATES = ("POT-Creation-Date", "PO-Revision-Date")
_DAY = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?!\d)", re.ASCII)
_BOILERPLATE = re.compile(r"EMAIL@ADDRESS|LL@li\.org|^PACKAGE VERSION$|^FULL NAME\b|^LANGUAGE\b|^INTEGER\b|=INTEGER;")
# What git and others put around the two sides, and gettext's msgcat. A row of = also underlines headings.
_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?:[ \t]|$)|^#-#-#-#-#[ \t]", re.MULTILINE)
_SAME = {"tl": "fil", "iw": "he", "in": "id", "ji": "yi", "mo": "ro"}  # older codes, by CLDR's aliases
_STEP = "Treating the cancer is the most important step."


@rule(
    id="HD101",
    severity=Severity.ERROR,
    rationale="A Russian catalog saved into the Spanish folder prints Russian for Spanish readers.",
    bad=Translation(language=SPANISH, header={"Language": "ru"}),
    good=Translation(language=SPANISH, header={"Language": "es_MX"}),
)
def header_language(translation: Translation) -> Iterator[Problem]:
    """Report a Language field of another language than the folder's; region and script may differ."""
    said, folder = translation.header.get("Language", ""), translation.locale
    if said and _language(said) != _language(folder):
        yield Problem(
            statement=f"the header says Language: {said}, the folder is {folder}",
            hint="put the file into the folder of its language, or correct the field in the PO editor",
        )


def _language(locale: str) -> str:
    name = re.split(r"[_\-@.]", locale.casefold())[0]
    return _SAME.get(name, name)


@rule(
    id="HD102",
    severity=Severity.WARNING,
    rationale="Too few plural forms, or another language's, and no PO editor lets the translator write the right one.",
    bad=Translation(language=SPANISH, header={"Plural-Forms": "nplurals=1; plural=0;"}),
    good=Translation(language=SPANISH, header={"Plural-Forms": "nplurals=2; plural=n != 1;"}),
)
def plural_forms_wrong(translation: Translation) -> Iterator[Problem]:
    """Report plural forms that cannot be used, or that make one of two that the language tells apart.

    A missing field is right: handouts have no plurals. More forms than are needed do no harm.
    """
    field, language = translation.header.get("Plural-Forms", ""), translation.language
    if not field.strip() or _BOILERPLATE.search(field):
        return
    found = forms(field)
    hint = f"write Plural-Forms: {language.plural_forms or 'nplurals=2; plural=(n != 1);'}"
    if found is None:
        yield Problem(statement=f"gettext cannot use the plural forms of the header: {field[:80]}", hint=hint)
        return
    known = (forms(one) for one in (language.plural_forms, language.cldr_plural_forms))
    pairs = [confused(found, one) for one in known if one]
    if pairs and all(pairs):
        one, other = pairs[0] or (1, 2)
        yield Problem(
            statement=f"by the header's plural forms, {one} and {other} take the same form; in "
            f"{language.english_name} they do not",
            hint=hint,
        )


@rule(
    id="HD103",
    severity=Severity.NOTE,
    rationale="Whoever has a question about a translation writes to the person in its header.",
    bad=Translation(language=SPANISH, header={"Last-Translator": "FULL NAME <EMAIL@ADDRESS>"}),
    good=Translation(language=SPANISH, header={"Last-Translator": "", "PO-Revision-Date": "YEAR-MO-DA HO:MI+ZONE"}),
)
def header_not_filled_in(translation: Translation) -> Iterator[Problem]:
    """Mention fields that still hold what a new file is started with; dates of that kind are right and frequent."""
    left = [name for name, value in translation.header.items() if _BOILERPLATE.search(value)]
    if left:
        yield Problem(
            statement=f"the header was never filled in: {', '.join(left)}",
            hint="fill these in with the PO editor, or empty them",
        )


@rule(
    id="HD104",
    severity=Severity.ERROR,
    rationale="A translation with both sides of a merge in it prints both, and the marks between them.",
    bad=Unit(msgid=_STEP, msgstr="<<<<<<< HEAD\nTratar el cáncer\n=======\nCurar el cáncer\n>>>>>>> main\n"),
    good=Unit(msgid=_STEP, msgstr="Tratar el cáncer es el paso más importante."),
    silenceable=False,
    about="<>|#",
)
def conflict_marker(unit: Unit) -> Iterator[Problem]:
    """Report the marks of an unsettled merge inside a translation; between entries nothing can be read at all."""
    found = _CONFLICT.search(unit.msgstr)
    if found and not _CONFLICT.search(unit.msgid):
        yield Problem(
            statement="an unsettled merge stands in the translation",
            hint="decide which side to keep and delete the marks, and the other side",
            spot=found[0].strip(),
        )


@rule(
    id="HD105",
    severity=Severity.NOTE,
    rationale="A date that nobody can read does not say which of two files is the newer one.",
    bad=Translation(language=SPANISH, header={"PO-Revision-Date": "2026-13-45 12:00+0000"}),
    good=Translation(language=SPANISH, header={"PO-Revision-Date": "2026-11-22T12:00:00Z"}),
)
def header_date_unreadable(translation: Translation) -> Iterator[Problem]:
    """Mention a date that is neither gettext's, nor RFC 3339, nor of a mail; none, or a placeholder, is right."""
    for name in _DATES:
        value = translation.header.get(name, "").strip()
        if value and not value.startswith("YEAR") and not _is_date(value):
            yield Problem(
                statement=f"the header's {name} is no date: {value[:40]}",
                hint="save the file in the PO editor, which writes the date, or empty the field",
            )


def _is_date(value: str) -> bool:
    """Whether *value* begins with a day of the calendar, or is a date as mails have it."""
    found = _DAY.match(value)
    if not found:
        return parsedate(value) is not None
    try:
        date(*map(int, found.groups()))
    except ValueError:
        return False
    return True


UNIT_RULES = (conflict_marker,)
TRANSLATION_RULES = (header_language, plural_forms_wrong, header_not_filled_in, header_date_unreadable)
