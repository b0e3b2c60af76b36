"""Read a message once for all rules: its words, numbers, units, medicines, denials."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import regex

from pnsi18n.model.language import Language
from pnsi18n.model.lexicon import Lexicon
from pnsi18n.model.unit import Unit
from pnsi18n.text.inline import plain
from pnsi18n.text.numbers import Placed, combined, joins, placed_numbers
from pnsi18n.text.placeholders import without_placeholders
from pnsi18n.text.quantities import Measure, Quantity, in_order, longest
from pnsi18n.text.vocabulary import Hit, Hits, Table, Vocabulary, leftmost_longest
from pnsi18n.text.words import normalised

_KEPT = 32768  # texts a language; as many as the messages of a large domain
_PARTS = "parts of words that deny"
_NOTHING: Mapping[str, Sequence[Hit]] = {}
_NO_NUMBERS: Counter[Decimal] = Counter()
_MAYBE = Decimal(-1)  # a word that only may be a number


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A message as rules read it.

    ``plain`` is the text without Markdown and with a space for each placeholder, ``text`` the same
    as tables have it (``normalised``). ``placed`` are the numbers in digits with their places in
    ``plain``, ``numbers`` the same counted by value; ``measures`` and ``quantities`` have their places
    in ``text``. ``number_words`` counts numbers in words, ``sure_number_words`` those that nothing
    else is meant by ("one", "second"). ``denial`` is the first word by which the text plainly denies.
    """

    plain: str
    text: str
    hits: Hits
    placed: tuple[Placed, ...]
    numbers: Counter[Decimal]
    number_words: Counter[Decimal]
    sure_number_words: Counter[Decimal]
    measures: tuple[Measure, ...]
    quantities: tuple[Quantity, ...]
    medicines: Mapping[str, Hit]
    denial: Hit | None
    patterns: tuple[regex.Pattern[str], ...]

    def names(self, table: str) -> Mapping[str, Sequence[Hit]]:
        """Return the names of *table* whose words are there, with the words."""
        return self.hits.get(table, _NOTHING)

    def denies(self, blind: tuple[str, ...] = ()) -> bool:
        """Whether the text denies, forbids or excludes in any way that the table knows, but for words with *blind*."""
        words = _unexempted(self.hits, "negation", "words")
        if any(not any(form in one.form for form in blind) for one in words):
            return True
        if _unexempted(self.hits, _PARTS, ""):
            return True
        rest = self.text
        for one in self.names("negation").get("exempt", ()):
            rest = rest[: one.start] + " " * (one.end - one.start) + rest[one.end :]
        return any(one.search(rest) for one in self.patterns)

    def piece(self, found: Hit | Measure | Quantity) -> str:
        """Return *found* as it stands in ``plain``, in its own capitals and spaces; empty if it cannot be told."""
        words = regex.escape(self.text[found.start : found.end]).replace(r"\ ", r"\s+")
        match = regex.search(words, self.plain, regex.IGNORECASE)
        return match[0] if match else ""


def _unexempted(hits: Hits, table: str, name: str) -> list[Hit]:
    """Return the words of *table* under *name* that are no part of a phrase that only looks like a denial."""
    found = hits.get(table, _NOTHING).get(name, ())
    exempt = hits.get("negation", _NOTHING).get("exempt", ()) if found else ()
    return [one for one in found if not any(map(one.overlaps, exempt))]


class Reader:
    """What reads the messages of one language: its words, put together once."""

    def __init__(self, language: Language, others: Lexicon) -> None:
        """Prepare for *language*; the medicines of *others* are known by their names there, too."""
        lexicon = language.lexicon
        self._lexicons = (lexicon, others)  # kept, so that no other object can have their identities
        self._language = language
        self._values = _values({**lexicon.ambiguous_numbers, **lexicon.numbers})
        self._sure_values = _values({**dict.fromkeys(lexicon.ambiguous_numbers, -1), **lexicon.numbers})
        self._vocabulary = Vocabulary(_tables(lexicon, others), language.script, frozenset({_PARTS}))
        self._patterns = tuple(regex.compile(one) for one in lexicon.negation.patterns)
        self.read: Callable[[str], Reading] = lru_cache(maxsize=_KEPT)(self._read)

    def _read(self, message: str) -> Reading:
        bare = without_placeholders(plain(message))
        text = normalised(bare)
        hits = self._vocabulary.hits(text)
        placed = tuple(placed_numbers(bare, self._language))
        runs = _runs(text, hits) if "numbers" in hits else []
        measures = longest(
            Measure(name, one.start, one.end)
            for name, found in hits.get("units", _NOTHING).items()
            for one in leftmost_longest(found)
        )
        return Reading(
            plain=bare,
            text=text,
            hits=hits,
            placed=placed,
            numbers=Counter(one.value for one in placed) if placed else _NO_NUMBERS,
            number_words=self._worded(runs, self._values),
            sure_number_words=self._worded(runs, self._sure_values),
            measures=measures,
            quantities=tuple(in_order(text, self._placed(text, bare, placed), measures)) if placed else (),
            medicines=_medicines(hits),
            denial=next(leftmost_longest(_unexempted(hits, "negation", "strong")), None),
            patterns=self._patterns,
        )

    def _placed(self, text: str, bare: str, placed: tuple[Placed, ...]) -> Iterable[Placed]:
        """Return the numbers with their places in *text*, which are those in *bare* as a rule."""
        return placed if text == bare.lower() else placed_numbers(text, self._language)

    def _worded(self, runs: Sequence[Sequence[Hit]], values: Mapping[str, Decimal]) -> Counter[Decimal]:
        ones_first = self._language.script == "Arab"
        found = [value for run in runs for value in combined([values[one.form] for one in run], ones_first=ones_first)]
        return Counter(value for value in found if value != _MAYBE) if found else _NO_NUMBERS


def _runs(text: str, hits: Hits) -> list[list[Hit]]:
    """Return the number words, those that stand together as one, such as "treinta y cinco"."""
    percents = hits.get("units", _NOTHING).get("percent", ())
    runs: list[list[Hit]] = []
    for word in leftmost_longest(one for one in hits["numbers"][""] if not any(map(one.overlaps, percents))):
        if runs and joins(text[runs[-1][-1].end : word.begin]):
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


def _values(rows: Mapping[str, float]) -> dict[str, Decimal]:
    return {normalised(word).strip(): Decimal(str(value)).normalize() for word, value in rows.items()}


def _tables(lexicon: Lexicon, others: Lexicon) -> dict[Table, tuple[str, ...]]:
    negation = lexicon.negation
    names = {**lexicon.drugs, **others.drugs}
    drugs = {name: (*lexicon.drugs.get(name, ()), *others.drugs.get(name, ())) for name in names}
    named = {"units": lexicon.units, "opposites": lexicon.opposites, "drugs": drugs}
    return {
        ("numbers", ""): (*lexicon.numbers, *lexicon.ambiguous_numbers),
        ("negation", "words"): negation.words,
        ("negation", "strong"): negation.strong,
        ("negation", "exempt"): negation.exempt,
        (_PARTS, ""): negation.parts,
        **{("false friends", word): (word,) for word in lexicon.false_friends},
        **{(table, name): forms for table, rows in named.items() for name, forms in rows.items()},
    }


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


class _Latest(threading.local):
    """The unit that was asked for last: one rule after the other asks for the same."""

    unit: Unit | None = None
    sides: tuple[Reading, Reading]


_latest = _Latest()
