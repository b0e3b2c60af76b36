"""Decide what a silence covers, and write it as the entry of a file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, timedelta

import regex

from pnsi18n.model.finding import Excerpt, Finding
from pnsi18n.model.signoff import Reviewer
from pnsi18n.model.silence import Silence
from pnsi18n.text.canonical import digest
from pnsi18n.text.ledger import quoted

LEAST_WORDS = 3
# Scripts that write no spaces between words: each letter counts as one.
_WORD = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]|[\p{L}\p{M}\p{N}]+")


def name_of(msgctxt: str | None, excerpt: Excerpt) -> str:
    """Return the name of a message: its id, or its text where it has none."""
    return msgctxt or f"text: {excerpt.english}"


def same_texts(silence: Silence, excerpt: Excerpt) -> bool:
    """Whether *excerpt* is exactly what was silenced; how lines are wrapped makes no difference."""
    if (silence.translation is None) != (excerpt.translation is None):
        return False
    return _binding(silence.english, silence.translation) == _binding(excerpt.english, excerpt.translation)


def _binding(english: str, translation: str | None) -> str:
    return digest(english, *([] if translation is None else [translation]))


def covers(silence: Silence, finding: Finding) -> bool:
    """Whether *silence* is of this very finding."""
    if finding.excerpt is None or silence.rule != finding.rule_id:
        return False
    place = (finding.locale, finding.handout, name_of(finding.msgctxt, finding.excerpt))
    return place == (silence.locale, silence.domain, silence.message) and same_texts(silence, finding.excerpt)


def reason_fault(reason: str) -> str:
    """Say why *reason* is none, or nothing."""
    words = len(_WORD.findall(reason))
    if not words:
        return "is empty"
    return f"has fewer than {LEAST_WORDS} words" if words < LEAST_WORDS else ""


def name_fault(name: str) -> str:
    """Say why *name* names nobody, or nothing."""
    if hidden := [character for character in name if unicodedata.category(character)[0] == "C"]:
        return f"holds the hidden character U+{ord(hidden[0]):04X}"
    return "" if regex.search(r"\p{L}", name) else "is empty"


def plain_name(name: str) -> str:
    """Return *name* in composed letters, with single spaces, as sign-offs have it."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def objection(silence: Silence, listed: Mapping[str, Reviewer] | None, today: date) -> str:
    """Say why *silence* does not count whatever it says, or nothing.

    *listed* are the people who may silence; ``None`` where the project has no such list. A day
    ahead the date may be, where the sun rises earlier.
    """
    if silence.day > today + timedelta(days=1):
        return f"it is dated {silence.day.isoformat()}, which is in the future"
    if listed is None:
        return ""
    reviewer = listed.get(silence.name)
    if reviewer is None:
        return f"{silence.name} is not in the list of reviewers"
    if reviewer.locales and (silence.locale or "en") not in reviewer.locales:
        return f"{silence.name} is not listed for {silence.locale or 'en'}"
    return ""


def compose_silence(silence: Silence) -> str:
    """Return the entry of *silence*, in TOML 1.0; it ends in a line break."""
    rows = {
        "rule": silence.rule,
        "handout": silence.domain if silence.locale else None,
        "message": silence.message,
        "english": silence.english,
        "translation": silence.translation,
        "reason": re.sub(r"\s+", " ", silence.reason).strip(),
        "name": silence.name,
    }
    lines = [f"{key} = {quoted(value)}" for key, value in rows.items() if value is not None]
    return "\n".join(["[[silence]]", *lines, f"date = {silence.day.isoformat()}", ""])
