"""HD: the head of a catalog says what the file is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pnsi18n.model.finding import Problem, Severity
from pnsi18n.model.language import SPANISH
from pnsi18n.model.rule import rule
from pnsi18n.model.unit import Translation


@rule(
    id="HD101",
    severity=Severity.ERROR,
    rationale="A Russian catalog saved into the Spanish folder prints Russian for Spanish readers.",
    bad=Translation(language=SPANISH, header_language="ru"),
    good=Translation(language=SPANISH, header_language="es_MX"),
)
def header_language(translation: Translation) -> Iterator[Problem]:
    """Report a Language field of another language than the folder's; region and script may differ."""
    said, folder = translation.header_language, translation.locale
    if said and _language(said) != _language(folder):
        yield Problem(
            statement=f"the header says Language: {said}, the folder is {folder}",
            hint="put the file into the folder of its language, or correct the field in the PO editor",
        )


def _language(locale: str) -> str:
    return re.split(r"[_\-@.]", locale.casefold())[0]


TRANSLATION_RULES = (header_language,)
