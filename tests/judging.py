"""Judge one translation by the rules on content."""

from __future__ import annotations

from pnsi18n.adapters import cldr
from pnsi18n.model.language import Language
from pnsi18n.model.unit import Unit
from pnsi18n.rules.registry import CONTENT_RULES


def language(locale: str) -> Language:
    """Return the language of *locale*, which the registry must know."""
    found = cldr.language(locale)
    assert found
    return found


def judge(msgid: str, msgstr: str, locale: str = "es") -> set[str]:
    """Return the ids of the rules that find something in one translation."""
    unit = Unit(msgid=msgid, msgstr=msgstr, language=language(locale), english=language("en"))
    return {finding.rule_id for rule in CONTENT_RULES for finding in rule.findings(unit)}
