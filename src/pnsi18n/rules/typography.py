"""TY and LE: the look of a sentence, and its length."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import regex

from pnsi18n.model.finding import Problem, Severity
from pnsi18n.model.rule import rule
from pnsi18n.model.unit import Unit
from pnsi18n.text.inline import plain
from pnsi18n.text.traits import DOUBLED, ENGLISH_LENGTH, OPENERS, SPACES
from pnsi18n.text.words import normalised

_ASK = "Ask your doctor before you take it."
_RIGHT = "Pregunte a su médico antes de tomarlo."
_CLOSERS = "\"'”’»)]）」』*_ \u00a0\u200e\u200f\u200b\u202c\u2069"
_ENDS = {
    "stop": frozenset(".…。．۔।॥။។።｡܀\u0589"),
    "question": frozenset("?？؟፧"),
    "exclamation": frozenset("!！"),
    "colon": frozenset(":：፦：៖\u055d"),  # the Armenian but, which opens a list
}
_KINDS = {mark: kind for kind, marks in _ENDS.items() for mark in marks}
_BRACKETS = {"(": ")", "（": "）", "[": "]", "「": "」", "『": "』"}
_DOUBLED = regex.compile(r"([\p{L}\p{M}]{2,}) \1(?![\p{L}\p{M}\p{N}\-]).*")
_ANY_BRACKET = re.compile("[" + re.escape("".join([*_BRACKETS, *_BRACKETS.values()])) + "]")
_LONG = 40  # characters; the ratio of shorter texts says little
_UNSPACED_END = frozenset({"Thai", "Laoo"})  # a sentence ends with a space, not with a mark
_STOP_FOR_COLON = frozenset({"Jpan", "Kore"})  # "…は次のとおりです。" is a whole sentence
_ASKED_BY_WORD = frozenset({"Mymr"})  # လား, နည်း ask
_ASKS = {"Grek": re.compile(";$"), "Armn": re.compile("\u055e")}  # Armenian writes its mark into the word that asks
_ITEM_ENDS = frozenset(";；﹔؛፤")
_SHORT = 3  # letters; in Arabic script, shorter ones in a row are abbreviations


@rule(
    id="TY101",
    severity=Severity.WARNING,
    rationale="A question that lost its mark reads as a statement; a list that lost its colon as its end.",
    bad=Unit(msgid="Who do I call?", msgstr="A quién llamo"),
    good=Unit(msgid="Who do I call?", msgstr="¿A quién llamo?"),
)
def end_punctuation(unit: Unit) -> Iterator[Problem]:
    """Report a translation that does not end as the English does, in the marks of its language."""
    wanted, found = _end(unit.msgid, ""), _end(unit.msgstr, unit.language.script)
    if wanted == found or {wanted, found} <= {"stop", "exclamation"} or _ends_so(unit, wanted, found):
        return
    if wanted and not found:
        yield Problem(statement=f"the English ends in a {_MARKS[wanted]}, the translation does not", hint="add it")
    elif "question" in {wanted, found} or "colon" in {wanted, found}:
        yield Problem(
            statement=f"the English ends in {_article(wanted)}, the translation in {_article(found)}",
            hint="end the sentence as the English does",
        )


def _ends_so(unit: Unit, wanted: str, found: str) -> bool:
    """Whether the script ends such a sentence otherwise than English does."""
    script = unit.language.script
    if wanted == "stop" and unit.msgstr.rstrip(_CLOSERS)[-1:] in _ITEM_ENDS:
        return True  # an item of a list that goes on
    return (
        (script in _UNSPACED_END and "" in {wanted, found})
        or (script in _STOP_FOR_COLON and (wanted, found) == ("colon", "stop"))
        or (script in _ASKED_BY_WORD and wanted in {"question", "colon"} and found in {"", "stop"})
    )


_MARKS = {"stop": "full stop", "question": "question mark", "exclamation": "exclamation mark", "colon": "colon"}


def _article(kind: str) -> str:
    return f"a {_MARKS[kind]}" if kind else "no mark"


def _end(text: str, script: str) -> str:
    bare = plain(text).rstrip(_CLOSERS)
    asks = _ASKS.get(script)
    return "question" if asks and asks.search(bare) else _KINDS.get(bare[-1:], "")


@rule(
    id="TY102",
    severity=Severity.WARNING,
    rationale="A space too many shows as a hole, one at the beginning as a shifted line.",
    bad=Unit(msgid=_ASK, msgstr="Pregunte  a su médico antes de tomarlo."),
    good=Unit(msgid=_ASK, msgstr=_RIGHT),
    about={SPACES},
)
def stray_spaces(unit: Unit) -> Iterator[Problem]:
    """Report spaces at the ends and double spaces that the English does not have."""
    text = unit.msgstr
    if "  " not in text and text[:1] not in _BLANKS and text[-1:] not in _BLANKS:
        return
    for where, pattern in _SPACES.items():
        found = re.search(pattern, unit.msgstr)
        if found and not re.search(pattern, unit.msgid):
            yield Problem(statement=f"there is {where}", hint="delete it", spot=_with_neighbours(found))


def _with_neighbours(spaces: re.Match[str]) -> str:
    """Return *spaces* with the ends of the words beside them: of themselves there is nothing to see."""
    before = spaces.string[: spaces.start()][-_NEAR:].split(" ")[-1]
    after = spaces.string[spaces.end() :][:_NEAR].split(" ")[0]
    return f"{before}{spaces[0]}{after}"


_SPACES = {
    "a space at the beginning": r"^[ \u00a0]",
    "a space at the end": r"[ \u00a0]$",
    "a double space": r"(?<=\S)  +(?=\S)",
}
_BLANKS = frozenset(" \u00a0")
_NEAR = 20  # characters


@rule(
    id="TY103",
    severity=Severity.WARNING,
    rationale="A word that stands twice makes the reader stumble, and often another one is missing.",
    bad=Unit(msgid=_ASK, msgstr="Pregunte a a su su médico antes de tomarlo."),
    good=Unit(msgid=_ASK, msgstr=_RIGHT),
    about={DOUBLED},
)
def doubled_word(unit: Unit) -> Iterator[Problem]:
    """Report a word that stands twice in a row, in languages that do not double words."""
    if unit.language.lexicon.doubling:
        return
    found = _doubled(unit.msgstr)
    for word in found if found and not _doubled(unit.msgid) else ():
        spelt = unit.language.script == "Arab" and len(word) < _SHORT
        if not spelt and word not in unit.language.lexicon.doubled_words:
            yield Problem(
                statement=f"{word!r} stands twice",
                hint="delete one, or write the word that is missing",
                spot=f"{word} {word}",
            )


def _doubled(text: str) -> list[str]:
    """Return the words of *text* that stand twice in a row, with only spaces between."""
    words = normalised(plain(text)).split()
    before = [word.lstrip(OPENERS) for word in words]
    return [word for word, after in zip(before, words[1:], strict=False) if _DOUBLED.fullmatch(f"{word} {after}")]


@rule(
    id="TY104",
    severity=Severity.WARNING,
    rationale="A bracket that does not close leaves open where the remark ends.",
    bad=Unit(msgid="Take it (with food).", msgstr="Tómelo (con comida."),
    good=Unit(msgid="Take it (with food).", msgstr="Tómelo (con comida)."),
    about="()[]（）「」『』",
)
def brackets(unit: Unit) -> Iterator[Problem]:
    """Report brackets that do not close or open, unless those of the English do not either."""
    sign = _unbalanced(plain(unit.msgstr)) if _ANY_BRACKET.search(unit.msgstr) else ""
    if sign and not _unbalanced(plain(unit.msgid)):
        yield Problem(statement=f"the bracket {sign} has no partner", hint="close or open it", spot=sign)


def _unbalanced(text: str) -> str:
    """Return the first bracket without a partner; ``1)`` numbers a list, and ``:)`` smiles."""
    text = re.sub(r"^\s*\w{1,2}\)|(?<![(\w])[:;]-?[()](?=\s|$)", " ", text)
    for opening, closing in _BRACKETS.items():
        if text.count(opening) != text.count(closing):
            both = {"(": "（", ")": "）"}
            if text.count(opening) + text.count(both.get(opening, "\0")) == text.count(closing) + text.count(
                both.get(closing, "\0")
            ):
                continue
            return opening if text.count(opening) > text.count(closing) else closing
    return ""


@rule(
    id="TY105",
    severity=Severity.WARNING,
    rationale="Two kinds of digits in one sentence are read as two kinds of things.",
    bad=Unit(msgid="Take 2 pills for 5 days.", msgstr="Tome 2 pastillas por ٥ días."),
    good=Unit(msgid="Take 2 pills for 5 days.", msgstr="Tome 2 pastillas por 5 días."),
    about={"digits"},
)
def mixed_digits(unit: Unit) -> Iterator[Problem]:
    """Report digits of two scripts in one translation; names and codes (COVID-19) do not count."""
    if unit.msgstr.isascii() or len(_zeros(unit.msgstr)) < _MIXED:
        return
    text = re.sub(r"https?\S+|\{[^{}]*\}", " ", unit.msgstr)
    if unit.language.script != "Latn":
        text = _CODE.sub(" ", text)
    if len(_zeros(text)) >= _MIXED:
        yield Problem(
            statement="two kinds of digits are mixed",
            hint="write all digits in the same script",
            spot=_rarer_digits(text),
        )


def _rarer_digits(text: str) -> str:
    """Return the first digits of the kind that *text* has fewer of."""
    kinds = Counter(_zero(digit) for digit in _DIGIT.findall(text))
    rarer = min(kinds, key=lambda zero: kinds[zero])
    return next((digits for digits in _DIGITS.findall(text) if _zero(digits[0]) == rarer), "")


def _zero(digit: str) -> str:
    return chr(ord(digit) - int(digit))


def _zeros(text: str) -> set[str]:
    """Return the zero of each kind of digits in *text*."""
    return {_zero(digit) for digit in set(_DIGIT.findall(text))}


# "COVID-19", "کووید-19", "B12", "5 mg". Each begins where letters or digits do, or long rows would be read for ever.
_CODE = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]+[-\u2010\u2011/]|[A-Za-z]+)\d[\w\-/.]*|(?<![\d.,])[\d.,]+\s?[A-Za-z°]+")
_DIGIT, _DIGITS = re.compile(r"\d"), re.compile(r"\d+")
_MIXED = 2  # kinds


@rule(
    id="LE101",
    severity=Severity.WARNING,
    rationale="A translation of a fraction of the length has lost a part of what it should say.",
    bad=Unit(msgid="Some medicines make the immune system weaker, so you may get infections.", msgstr="Medicinas."),
    good=Unit(
        msgid="Some medicines make the immune system weaker, so you may get infections.",
        msgstr="Algunas medicinas debilitan el sistema inmunitario y podría tener infecciones.",
    ),
    about={ENGLISH_LENGTH},
)
def length(unit: Unit) -> Iterator[Problem]:
    """Report a translation that is far shorter or longer than those of the language are."""
    least, most = unit.language.lexicon.length
    english, translation = len(plain(unit.msgid)), len(plain(unit.msgstr))
    if english < _LONG or not most:
        return
    if translation < english * least:
        yield Problem(
            statement=f"the translation has {translation} characters for {english} of the English",
            hint="check that nothing was left out",
        )
    elif translation > english * most:
        yield Problem(
            statement=f"the translation has {translation} characters for {english} of the English",
            hint="check that nothing was added; shorten it if you can",
        )


UNIT_RULES = (end_punctuation, stray_spaces, doubled_word, brackets, mixed_digits, length)
