"""LA: the words, characters and encoding are those of this variant of the language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pnsi18n.model.finding import Problem, Severity
from pnsi18n.model.language import SPANISH, Language
from pnsi18n.model.lexicon import Lexicon
from pnsi18n.model.rule import rule
from pnsi18n.model.unit import Unit
from pnsi18n.text.burmese import is_zawgyi
from pnsi18n.text.inline import plain
from pnsi18n.text.words import find, kept, normalised

_STEP = "Treating the cancer is the most important step."
_MADE_UP = replace(SPANISH, lexicon=Lexicon(other_variant={"pañuelo": "paño"}))
_BURMESE = replace(SPANISH, locale="my", tag="my", own_name="မြန်မာ", english_name="Burmese", script="Mymr")
_TOLD = 12  # words in one finding


@rule(
    id="LA104",
    severity=Severity.WARNING,
    rationale="Readers of one variant stumble over the other's words, or cannot read its characters.",
    bad=Unit(msgid="Use a tissue.", msgstr="Use un pañuelo.", language=_MADE_UP),
    good=Unit(msgid=_STEP, msgstr="Tratar el cáncer es el paso más importante."),
)
def other_variant(unit: Unit) -> Iterator[Problem]:
    """Report words and characters of the language's other variant."""
    table = unit.language.lexicon.other_variant
    if not table:
        return
    found = _foreign(unit.msgstr, unit.language, table)
    if found:
        first = next(iter(found))
        yield Problem(
            statement=f"{', '.join(found)}: this belongs to another variant of the language",
            hint=f"write {', '.join(found.values())}",
            spot=first if first in unit.msgstr else "",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """What belongs to the other variant, with its pendants: ``characters`` anywhere in a word, and ``words``.

    ``first`` are the characters that it begins with: a text without any of them has nothing of it.
    """

    right: Mapping[str, str]
    characters: frozenset[str]
    words: tuple[str, ...]
    first: frozenset[str]


def _table(rows: Mapping[str, str]) -> _Table:
    right = {normalised(word): pendant for word, pendant in rows.items()}
    words = tuple(word for word in right if len(word) > 1)
    return _Table(
        right=right,
        characters=frozenset(right).difference(words),
        words=words,
        first=frozenset(word[0] for word in right),
    )


def _foreign(msgstr: str, language: Language, rows: Mapping[str, str]) -> dict[str, str]:
    """Return what *msgstr* has of the other variant, in order, with what to write for it."""
    table = kept("other variant", lambda: _table(rows), rows)
    if table.first.isdisjoint(msgstr.lower()):
        return {}
    text = normalised(plain(msgstr))
    places = {word: start for start, _, word in find(text, table.words, language)}
    inside = frozenset("".join(places))
    places |= {one: text.index(one) for one in table.characters.intersection(text) - inside}
    return {word: table.right[word] for word in sorted(places, key=lambda word: places[word])[:_TOLD]}


@rule(
    id="LA105",
    severity=Severity.ERROR,
    rationale="Burmese that was typed with a Zawgyi font comes out of the printer as other words, or as none.",
    bad=Unit(msgid="Use a tissue.", msgstr="တစ္ေန့ ႏွစ္ႀကိမ္ ေသာက္ပါ။", language=_BURMESE),
    good=Unit(msgid=_STEP, msgstr="ကင်ဆာကို ကုသခြင်းသည် အရေးကြီးဆုံး အဆင့်ဖြစ်သည်။", language=_BURMESE),
)
def zawgyi(unit: Unit) -> Iterator[Problem]:
    """Report Burmese in the Zawgyi encoding; the handouts are in Unicode."""
    if unit.language.script == "Mymr" and is_zawgyi(plain(unit.msgstr)):
        yield Problem(
            statement="this is Burmese in the Zawgyi encoding, not in Unicode",
            hint="convert the catalog to Unicode, with ICU: uconv -x Zawgyi-my, and read it again",
        )


UNIT_RULES = (other_variant, zawgyi)
