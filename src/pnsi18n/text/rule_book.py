"""Tell what rules are for: one for a reader at the terminal, all of them as a page of the documentation."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable
from typing import Any

from pnsi18n.model.message import Message
from pnsi18n.model.rule import Rule
from pnsi18n.model.unit import Unit
from pnsi18n.text.characters import visibly

FAMILIES = {
    "ST": "State: the translation is of today's English, and people have signed for it",
    "CR": "Critical: what can be counted or mixed up is the same",
    "PO": "Polarity: what forbids goes on forbidding",
    "PH": "Placeholders: the values that a region fills in survive",
    "MK": "Markup: emphasis and structure say the same",
    "LN": "Links: an address leads to the same place",
    "SE": "Security: a translation is words, and only those that can be seen",
    "LA": "Language: all of it is in the language of the reader",
    "TE": "Terms: one thing has one name",
    "TY": "Typography: the look of a sentence",
    "LE": "Length",
    "HD": "Header: the head of a catalog says what the file is",
    "SI": "Silences: what somebody has silenced is still right",
    "SR": "Source: the English is plain, supported and fit to be translated",
    "ED": "Edition: the printed sheet, read back by programs that did not print it, is whole; `build` asks these",
}
"""What each family of rules, told by the first letters of its ids, is about; in the order of the page."""

_TOP = """# Every rule

Made by `pnsi18n explain --all --format markdown`; a test keeps it in step. [rules.md](rules.md) tells how far the rules
can be trusted, [configuration.md](configuration.md) how to change a severity.
"""


def story(rule: Rule[Any]) -> str:
    """Return what a reader at the terminal is told of *rule*."""
    problem = next(rule.check(rule.bad))
    bad, good = _shown(rule.bad), _shown(rule.good)
    example = f"\n\nBad:\n{_indented(bad)}\n\nGood:\n{_indented(good)}" if bad and good else ""
    head = f"{rule.id} {rule.name} ({rule.severity})\n\n{_promise(rule)}\n\nWhy: {rule.rationale}"
    silence = "" if rule.silenceable else "\n\nIt cannot be silenced."
    return f"{head}{example}\n\nIt would say: {problem.statement}\n        hint: {problem.hint}{silence}"


def page(rules: Iterable[Rule[Any]]) -> str:
    """Return the page of the documentation that explains *rules*, in Markdown, by family and id."""
    in_order = sorted(rules, key=lambda rule: (list(FAMILIES).index(rule.id[:2]), rule.id))
    parts = [_TOP]
    for family, title in FAMILIES.items():
        own = [rule for rule in in_order if rule.id.startswith(family)]
        parts += [f"## {family} · {title}\n", *map(_section, own)] if own else []
    return "\n".join(parts)


def _section(rule: Rule[Any]) -> str:
    problem = next(rule.check(rule.bad))
    bad, good = _shown(rule.bad), _shown(rule.good)
    silence = "" if rule.silenceable else " It cannot be silenced."
    paragraphs = [
        f"### {rule.id} {rule.name} ({rule.severity})",
        _literal(_promise(rule)) + silence,
        f"*Why:* {_literal(rule.rationale)}",
        *([f"```text\nbad:\n{_indented(bad)}\ngood:\n{_indented(good)}\n```"] if bad and good else []),
        f"*It says:* {_literal(problem.statement)} · *hint:* {_literal(problem.hint)}",
    ]
    return "\n\n".join(paragraphs) + "\n"


def _promise(rule: Rule[Any]) -> str:
    return inspect.getdoc(rule.check) or ""


def _literal(text: str) -> str:
    """Return *text* so that Markdown shows it as it is written."""
    return re.sub(r"([\\`*_\[\]<>{}#|])", r"\\\1", text)


def _shown(subject: object) -> str:
    match subject:
        case Unit():
            return f"{subject.msgid}\n{subject.msgstr or '(nothing)'}{'  (fuzzy)' if subject.fuzzy else ''}"
        case Message():
            return subject.text
        case _:
            return ""


def _indented(text: str) -> str:
    return "\n".join(f"  {visibly(line)}" for line in text.splitlines())
