"""Read a message once for all rules: its words, numbers, units, medicines, denials."""

from __future__ import annotations

import threading
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

import regex

from pnsi18n.model.language import Language
from pnsi18n.model.lexicon import Lexicon
from pnsi18n.model.unit import Unit
from pnsi18n.text import traits
from pnsi18n.text.counting import NumberWords
from pnsi18n.text.inline import plain
from pnsi18n.text.lexicon_tables import PARTS, any_of, compiled, tables
from pnsi18n.text.numbers import Placed, placed_numbers
from pnsi18n.text.placeholders import without_placeholders
from pnsi18n.text.quantities import Measure, Quantity, in_order, longest
from pnsi18n.text.scripts import has_foreign_letters, has_other_letters, mixes_lookalikes
from pnsi18n.text.vocabulary import Hit, Hits, Vocabulary, apart, leftmost_longest
from pnsi18n.text.words import folded, normalised

_KEPT = 32768  # texts of the English; as many as the messages of a large domain
_KEPT_OF_OTHERS = 64  # a translation is asked for by one rule after the other, and seldom again
_NOTHING: Mapping[str, Sequence[Hit]] = {}
_NO_NUMBERS: Counter[Decimal] = Counter()
Span = tuple[int, int]


class Reading(NamedTuple):
    """A message as rules read it.

    ``plain`` is the text without Markdown and with a space for each placeholder, ``text`` the same
    as tables have it (``normalised`` and ``folded``). ``placed`` are the numbers in digits with their places in
    ``plain``, ``numbers`` the same counted by value; ``measures`` and ``quantities`` have their places
    in ``text``. ``number_words`` counts numbers in words, ``sure_number_words`` those that nothing
    else is meant by: not "one" or "second", unless what is counted follows ("one tablet").
    ``counted`` are the numbers in words with the units that follow. ``denials`` are the words by which
    the text plainly denies.
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
        for one in apart(words, spare) if spare else words:
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
    return apart(found, exempt) if exempt else list(found)


class Reader:
    """What reads the messages of one language: its words, put together once."""

    def __init__(self, language: Language, others: Lexicon) -> None:
        """Prepare for *language*; the medicines of *others* are known by their names there, too."""
        lexicon = language.lexicon
        self._lexicons = (lexicon, others)  # kept, so that no other object can have their identities
        self._language = language
        self._is_english = lexicon is others
        self._number_words = NumberWords(lexicon, language.script, is_english=self._is_english)
        self._vocabulary = Vocabulary(tables(lexicon, others), language.script, frozenset({PARTS}))
        self._patterns = compiled(lexicon.negation.patterns, language.script)
        self._stopping = compiled(lexicon.negation.stopping, language.script)
        self._strange = any_of([one for one in lexicon.other_variant if len(one) == 1])
        self._always = frozenset(_of_language(language))
        kept = lru_cache(maxsize=_KEPT if self._is_english else _KEPT_OF_OTHERS)
        self.read: Callable[[str], Reading] = kept(self._read)
        self.kinds: Callable[[str], frozenset[str]] = kept(self._kinds)

    def _read(self, message: str) -> Reading:
        bare = without_placeholders(plain(message))
        script = self._language.script
        text = folded(normalised(bare), script)
        hits = self._vocabulary.hits(text)
        placed = tuple(placed_numbers(bare, self._language))
        measures = _measures(hits)
        words, sure, counted = self._number_words.counted(text, hits, measures)
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
            stopping=self._stopping,
        )

    def _kinds(self, message: str) -> frozenset[str]:
        """Return what *message* has that rules are about."""
        reading, script = self.read(message), self._language.script
        found = [*self._always, *(reading.hits.keys() & traits.TABLES), *traits.traits(message)]
        if reading.placed:
            found.append("digits")
        if len(reading.text) != len(message) and not unicodedata.is_normalized("NFC", message):
            found.append(traits.DECOMPOSED)  # NFC would be shorter; nothing that is read is longer than it stands there
        if reading.denials:
            found.append(traits.DENIAL)
        if traits.DOUBLING.search(f" {reading.text}"):
            found.append(traits.DOUBLED)
        if self._strange and self._strange.search(reading.plain):
            found.append("other variant")
        if has_other_letters(message, script):
            found += [traits.FOREIGN] if has_foreign_letters(message, script) else []
            found += [traits.LOOKALIKES] if mixes_lookalikes(message, script) else []
        found += [one for one in traits.MEASURES if one in reading.names("units")]
        return frozenset([*found, *(_asked_of_english(message, reading) if self._is_english else ())])

    def _quantities(
        self, text: str, bare: str, placed: tuple[Placed, ...], measures: Sequence[Measure]
    ) -> tuple[Quantity, ...]:
        """Return the numbers with their units; their places in *text* are those in *bare* as a rule."""
        same = len(text) == len(bare)
        numbers = placed if same else placed_numbers(text, self._language)
        return tuple(in_order(text, numbers, measures, unit_first=not self._is_english))  # "e.g. 2010" is no gram


def _measures(read: Hits) -> tuple[Measure, ...]:
    rows = read.get("units")
    if not rows:
        return ()
    found = [
        Measure(name, one.start, one.end)
        for name, hits in rows.items()
        for one in (hits if len(hits) == 1 else leftmost_longest(hits))
    ]
    return longest(found) if len(found) > 1 else tuple(found)


def _medicines(hits: Hits) -> Mapping[str, Hit]:
    """Return the medicines that are named; a name inside a longer one does not count."""
    if "drugs" not in hits:
        return {}
    found = [(hit, name) for name, one in hits["drugs"].items() for hit in one]
    chosen = set(leftmost_longest(hit for hit, _ in found))
    return {name: hit for hit, name in found if hit in chosen}


def _of_language(language: Language) -> Iterator[str]:
    """Yield what the rules are about in every text of *language*."""
    if language.script == "Mymr":
        yield traits.BURMESE
    if not (language.pseudo or language.lexicon.confidence in {"high", "medium"}):
        yield traits.UNKNOWN_DENIALS


def _asked_of_english(message: str, reading: Reading) -> Iterator[str]:
    """Yield what rules look for in the English alone; it is read once for all languages."""
    yield from traits.of_english(message, reading.text, reading.hits)
    if reading.denials:
        yield traits.ENGLISH_DENIAL
    if reading.sure_number_words:
        yield traits.ENGLISH_NUMBER
    measured = [one for one in reading.quantities if one.unit]
    if measured or reading.names("units").keys() & traits.SPOONS:
        yield traits.ENGLISH_QUANTITY
    if len(measured) + len(reading.counted) > 1:
        yield traits.ENGLISH_QUANTITIES


_READERS: dict[tuple[int, int, str], Reader] = {}


def _reader(language: Language, others: Lexicon) -> Reader:
    # A lexicon is too big to be hashed for every message.
    key = (id(language.lexicon), id(others), language.locale)
    found = _READERS.get(key)
    if found is None:
        found = _READERS[key] = Reader(language, others)
    return found


def _readers(unit: Unit) -> tuple[Reader, Reader]:
    english, language = unit.english, unit.language
    if _latest.english is not english or _latest.language is not language:
        _latest.readers = _reader(english, english.lexicon), _reader(language, english.lexicon)
        _latest.english, _latest.language = english, language
    return _latest.readers


def sides(unit: Unit) -> tuple[Reading, Reading]:
    """Return the English of *unit* and its translation, each read once; English names count in both."""
    if _latest.unit is not unit:
        ours, theirs = _readers(unit)
        _latest.unit, _latest.sides = unit, (ours.read(unit.msgid), theirs.read(unit.msgstr))
    return _latest.sides


def kinds(unit: Unit) -> frozenset[str]:
    """Return what *unit* has, in its English or its translation, of what rules are about."""
    ours, theirs = _readers(unit)
    return ours.kinds(unit.msgid).union(theirs.kinds(unit.msgstr), traits.of_unit(unit))


class _Latest(threading.local):
    """The unit that was asked for last, and its languages: one rule after the other asks for the same."""

    unit: Unit | None = None
    sides: tuple[Reading, Reading]
    english: Language | None = None
    language: Language | None = None
    readers: tuple[Reader, Reader]


_latest = _Latest()
