"""Read a message once for all rules: its words, numbers, units, medicines, denials."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

import regex

from pnsi18n.model.language import Language
from pnsi18n.model.lexicon import Lexicon
from pnsi18n.model.unit import Unit
from pnsi18n.text.inline import plain
from pnsi18n.text.lexicon_tables import PARTS, any_of, compiled, tables, values
from pnsi18n.text.numbers import Placed, combined, joins, placed_numbers
from pnsi18n.text.placeholders import without_placeholders
from pnsi18n.text.quantities import Measure, Quantity, following, in_order, longest
from pnsi18n.text.traits import traits
from pnsi18n.text.vocabulary import Hit, Hits, Vocabulary, leftmost_longest
from pnsi18n.text.words import folded, normalised

_KEPT = 32768  # texts a language; as many as the messages of a large domain
_NOTHING: Mapping[str, Sequence[Hit]] = {}
_NO_NUMBERS: Counter[Decimal] = Counter()
Span = tuple[int, int]
_InWords = tuple[Counter[Decimal], Counter[Decimal], tuple[tuple[Decimal, str], ...]]
_NO_WORDS: _InWords = (_NO_NUMBERS, _NO_NUMBERS, ())
_DIGIT_BEFORE = regex.compile(r"\d\s?$")  # of "160 mil", the word is a part of the number
_MAYBE = Decimal(-1)  # a word that only may be a number


class Reading(NamedTuple):
    """A message as rules read it.

    ``plain`` is the text without Markdown and with a space for each placeholder, ``text`` the same
    as tables have it (``normalised`` and ``folded``). ``placed`` are the numbers in digits with their places in
    ``plain``, ``numbers`` the same counted by value; ``measures`` and ``quantities`` have their places
    in ``text``. ``number_words`` counts numbers in words, ``sure_number_words`` those that nothing
    else is meant by: not "one" or "second", unless what is counted follows ("one tablet").
    ``counted`` are the numbers in words with the units that follow. ``denials`` are the words by which
    the text plainly denies. ``kinds`` names the tables whose words are there, "digits", and ``text.traits``.
    """

    plain: str
    text: str
    hits: Hits
    placed: tuple[Placed, ...]
    numbers: Counter[Decimal]
    number_words: Counter[Decimal]
    sure_number_words: Counter[Decimal]
    counted: tuple[tuple[Decimal, str], ...]
    measures: tuple[Measure, ...]
    quantities: tuple[Quantity, ...]
    medicines: Mapping[str, Hit]
    script: str
    denials: tuple[Hit, ...]
    patterns: tuple[regex.Pattern[str], ...]
    kinds: frozenset[str]
    stopping: tuple[regex.Pattern[str], ...]

    def names(self, table: str) -> Mapping[str, Sequence[Hit]]:
        """Return the names of *table* whose words are there, with the words."""
        return self.hits.get(table, _NOTHING)

    def denies(self, blind: tuple[str, ...] = (), within: Span | None = None, spare: Sequence[Hit] = ()) -> bool:
        """Whether the text denies, forbids or excludes in any way that the table knows.

        What says *blind*, the words for stopping, does not count, nor what shares a character with *spare*;
        where *within* is given, nothing outside.
        """
        forms = [folded(normalised(form), self.script) for form in blind]
        start, end = within or (0, len(self.text))
        words = [*_unexempted(self.hits, "negation", "words"), *_unexempted(self.hits, PARTS, "")]
        for one in _apart(words, spare) if spare else words:
            if start <= one.start and one.end <= end and not any(form in one.form for form in forms):
                return True
        patterns = self.patterns if blind else (*self.patterns, *self.stopping)
        if not patterns:
            return False
        hidden = (*self.names("negation").get("exempt", ()), *spare)
        rest = _blanked(self.text, hidden) if hidden else self.text
        return any(one.search(rest, start, end) for one in patterns)

    def denied(self) -> int:
        """Return how often the text denies: the words, parts and patterns of its table that share no character."""
        hits = [*_unexempted(self.hits, "negation", "words"), *_unexempted(self.hits, PARTS, "")]
        rest = _blanked(self.text, self.names("negation").get("exempt", ()))
        spans = [one.span() for pattern in (*self.patterns, *self.stopping) for one in pattern.finditer(rest)]
        return len(list(leftmost_longest([*hits, *(Hit("", start, start, end) for start, end in spans)])))

    def seems_to_deny(self) -> bool:
        """Whether the text denies, or has a phrase that looks like it: "may not", "no longer", "if not"."""
        return "exempt" in self.names("negation") or self.denies()

    def piece(self, found: Hit | Measure | Quantity) -> str:
        """Return *found* as it stands in ``plain``, in its own capitals and spaces; empty if it cannot be told."""
        if len(self.text) == len(self.plain):
            return self.plain[found.start : found.end]
        words = regex.escape(self.text[found.start : found.end]).replace(r"\ ", r"\s+")
        match = regex.search(words, self.plain, regex.IGNORECASE)
        return match[0] if match else ""


def _blanked(text: str, hits: Iterable[Hit]) -> str:
    """Return *text* with spaces in the place of *hits*."""
    pieces, end = [], 0
    for one in sorted(hits, key=lambda each: each.start):
        pieces += [text[end : max(end, one.start)], " " * (one.end - max(end, one.start))]
        end = max(end, one.end)
    return "".join([*pieces, text[end:]])


def _unexempted(hits: Hits, table: str, name: str) -> list[Hit]:
    """Return the words of *table* under *name* that are no part of a phrase that only looks like a denial."""
    found = hits.get(table, _NOTHING).get(name, ())
    exempt = hits.get("negation", _NOTHING).get("exempt", ()) if found else ()
    return _apart(found, exempt) if exempt else list(found)


def _apart(hits: Iterable[Hit], others: Sequence[Hit]) -> list[Hit]:
    """Return those of *hits* that share no character with any of *others*."""
    taken = {place for one in others for place in range(one.start, one.end)}
    return [one for one in hits if taken.isdisjoint(range(one.start, one.end))]


class Reader:
    """What reads the messages of one language: its words, put together once."""

    def __init__(self, language: Language, others: Lexicon) -> None:
        """Prepare for *language*; the medicines of *others* are known by their names there, too."""
        lexicon = language.lexicon
        self._lexicons = (lexicon, others)  # kept, so that no other object can have their identities
        self._language = language
        self._is_english = lexicon is others
        self._values = values(lexicon.ambiguous_numbers, language.script) | values(lexicon.numbers, language.script)
        self._unsure = frozenset(values(lexicon.ambiguous_numbers, language.script)) - frozenset(
            values(lexicon.numbers, language.script)
        )
        self._vocabulary = Vocabulary(tables(lexicon, others), language.script, frozenset({PARTS}))
        self._patterns = compiled(lexicon.negation.patterns, language.script)
        self._stopping = compiled(lexicon.negation.stopping, language.script)
        self._strange = any_of([one for one in lexicon.other_variant if len(one) == 1])
        self.read: Callable[[str], Reading] = lru_cache(maxsize=_KEPT)(self._read)

    def _read(self, message: str) -> Reading:
        bare = without_placeholders(plain(message))
        script = self._language.script
        text = folded(normalised(bare), script)
        hits = self._vocabulary.hits(text)
        placed = tuple(placed_numbers(bare, self._language))
        measures = _measures(hits)
        words, sure, counted = self._in_words(text, hits, measures) if "numbers" in hits else _NO_WORDS
        return Reading(
            plain=bare,
            text=text,
            hits=hits,
            placed=placed,
            numbers=Counter(one.value for one in placed) if placed else _NO_NUMBERS,
            number_words=words,
            sure_number_words=sure,
            counted=counted,
            measures=measures,
            quantities=self._quantities(text, bare, placed, measures) if placed else (),
            medicines=_medicines(hits),
            script=script,
            denials=tuple(leftmost_longest(_unexempted(hits, "negation", "strong"))) if "negation" in hits else (),
            patterns=self._patterns,
            kinds=frozenset((*hits, *traits(message), *self._kinds(bare, placed))),
            stopping=self._stopping,
        )

    def _kinds(self, bare: str, placed: Sequence[Placed]) -> Iterator[str]:
        if placed:
            yield "digits"
        if self._strange and self._strange.search(bare):
            yield "other variant"

    def _quantities(
        self, text: str, bare: str, placed: tuple[Placed, ...], measures: Sequence[Measure]
    ) -> tuple[Quantity, ...]:
        """Return the numbers with their units; their places in *text* are those in *bare* as a rule."""
        same = len(text) == len(bare)
        numbers = placed if same else placed_numbers(text, self._language)
        return tuple(in_order(text, numbers, measures, unit_first=not self._is_english))  # "e.g. 2010" is no gram

    def _in_words(self, text: str, hits: Hits, measures: Sequence[Measure]) -> _InWords:
        """Count the numbers in words by value: all of them, and the sure ones; and say what is counted."""
        every: Counter[Decimal] = Counter()
        sure: Counter[Decimal] = Counter()
        counted: list[tuple[Decimal, str]] = []
        starts = [one.start for one in measures]
        for run in _runs(text, hits, frozenset(one.end for one in measures), self._unsure):
            found = self._combined(run)
            every.update(found)
            unit = following(text, run[-1].end, measures, starts)
            if unit:
                counted.append((found[-1], unit))
            if unit and self._is_english:
                sure.update(found)
            elif not _DIGIT_BEFORE.search(text, max(0, run[0].begin - 2), run[0].begin):
                sure.update(one for one in self._combined(run, unsure=self._unsure) if one != _MAYBE)
        return every, sure, tuple(counted)

    def _combined(self, run: Sequence[Hit], unsure: frozenset[str] = frozenset()) -> list[Decimal]:
        values = [_MAYBE if one.form in unsure else self._values[one.form] for one in run]
        return combined(values, self._language.script)


def _measures(hits: Hits) -> tuple[Measure, ...]:
    rows = hits.get("units")
    if not rows:
        return ()
    return longest(Measure(name, one.start, one.end) for name, found in rows.items() for one in leftmost_longest(found))


def _runs(text: str, hits: Hits, ends: frozenset[int], unsure: frozenset[str]) -> list[list[Hit]]:
    """Return the number words, those that stand together as one, such as "treinta y cinco".

    A form that brings its unit along, and so has one of the *ends* of units, is a number of its own. Of
    "vingt secondes", the second word is only the unit.
    """
    percents = hits.get("units", _NOTHING).get("percent", ())
    seconds = {one.start for one in hits.get("units", _NOTHING).get("second", ())}
    found = hits["numbers"][""]
    runs: list[list[Hit]] = []
    for word in leftmost_longest(_apart(found, percents) if percents else found):
        if runs and runs[-1][-1].end not in ends and joins(text[runs[-1][-1].end : word.begin]):
            if word.start not in seconds or runs[-1][-1].form in unsure:  # "une seconde dose"
                runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def _medicines(hits: Hits) -> Mapping[str, Hit]:
    """Return the medicines that are named; a name inside a longer one does not count."""
    if "drugs" not in hits:
        return {}
    found = [(hit, name) for name, one in hits["drugs"].items() for hit in one]
    chosen = set(leftmost_longest(hit for hit, _ in found))
    return {name: hit for hit, name in found if hit in chosen}


_READERS: dict[tuple[int, int, str], Reader] = {}


def _reader(language: Language, others: Lexicon) -> Reader:
    # A lexicon is too big to be hashed for every message.
    key = (id(language.lexicon), id(others), language.locale)
    found = _READERS.get(key)
    if found is None:
        found = _READERS[key] = Reader(language, others)
    return found


def sides(unit: Unit) -> tuple[Reading, Reading]:
    """Return the English of *unit* and its translation, each read once; English names count in both."""
    if _latest.unit is not unit:
        english = unit.english
        ours = _reader(english, english.lexicon).read(unit.msgid)
        _latest.unit, _latest.sides = unit, (ours, _reader(unit.language, english.lexicon).read(unit.msgstr))
    return _latest.sides


def kinds(unit: Unit) -> frozenset[str]:
    """Return what *unit* has, in its English or its translation, of what rules are about."""
    english, translation = sides(unit)
    return english.kinds | translation.kinds


class _Latest(threading.local):
    """The unit that was asked for last: one rule after the other asks for the same."""

    unit: Unit | None = None
    sides: tuple[Reading, Reading]


_latest = _Latest()
