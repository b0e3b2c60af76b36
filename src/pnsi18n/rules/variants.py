"""LA: the words, characters and encoding are those of this variant of the language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pnsi18n.model.finding import Problem, Severity
from pnsi18n.model.language import SPANISH
from pnsi18n.model.lexicon import Lexicon
from pnsi18n.model.rule import rule
from pnsi18n.model.unit import Unit
from pnsi18n.text.burmese import is_zawgyi
from pnsi18n.text.inline import plain
from pnsi18n.text.reading import sides
from pnsi18n.text.traits import BURMESE
from pnsi18n.text.vocabulary import leftmost_longest
from pnsi18n.text.words import folded, kept, normalised

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
    about={"other variant"},
)
def other_variant(unit: Unit) -> Iterator[Problem]:
    """Report words and characters of the language's other variant."""
    found = _foreign(unit)
    if found:
        first = next(iter(found))
        yield Problem(
            statement=f"{', '.join(found)}: this belongs to another variant of the language",
            hint=f"write {', '.join(found.values())}",
            spot=first if first in unit.msgstr else "",
        )


def _foreign(unit: Unit) -> dict[str, str]:
    """Return what the translation has of the other variant, in order, with what to write for it."""
    reading, lexicon, script = sides(unit)[1], unit.language.lexicon, unit.language.script
    table = kept("other variant", lambda: _by_form(lexicon, script), lexicon)
    places = {hit.form: hit.start for hit in leftmost_longest(reading.names("other variant").get("", ()))}
    text, inside = normalised(reading.plain), frozenset("".join(places))
    places |= {one: text.index(one) for one in frozenset(text) & table.keys() - inside}
    return dict([table[form] for form in sorted(places, key=lambda form: places[form])][:_TOLD])


def _by_form(lexicon: Lexicon, script: str) -> dict[str, tuple[str, str]]:
    """Return each word of the other variant, with what to write for it, under the form that a reading has of it.

    Characters are what they are: the reading of Arabic letters has one for both kinds of yeh.
    """
    rows = [(normalised(word).strip(), pendant) for word, pendant in lexicon.other_variant.items()]
    return {(folded(word, script) if len(word) > 1 else word): (word, pendant) for word, pendant in rows}


@rule(
    id="LA105",
    severity=Severity.ERROR,
    rationale="Burmese that was typed with a Zawgyi font comes out of the printer as other words, or as none.",
    bad=Unit(msgid="Use a tissue.", msgstr="တစ္ေန့ ႏွစ္ႀကိမ္ ေသာက္ပါ။", language=_BURMESE),
    good=Unit(msgid=_STEP, msgstr="ကင်ဆာကို ကုသခြင်းသည် အရေးကြီးဆုံး အဆင့်ဖြစ်သည်။", language=_BURMESE),
    about={BURMESE},
)
def zawgyi(unit: Unit) -> Iterator[Problem]:
    """Report Burmese in the Zawgyi encoding; the handouts are in Unicode."""
    if unit.language.script == "Mymr" and is_zawgyi(plain(unit.msgstr)):
        yield Problem(
            statement="this is Burmese in the Zawgyi encoding, not in Unicode",
            hint="convert the catalog to Unicode, with ICU: uconv -x Zawgyi-my, and read it again",
        )


UNIT_RULES = (other_variant, zawgyi)
