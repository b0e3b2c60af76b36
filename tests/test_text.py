"""The craft: numbers, pseudo-locales, runs, regions, placeholders, inline Markdown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pnsi18n.adapters import cldr
from pnsi18n.adapters.breaks import ZERO_WIDTH_SPACE, line_breaks, with_break_opportunities
from pnsi18n.model.language import Breaks, Language
from pnsi18n.model.region import Region
from pnsi18n.model.unit import Unit
from pnsi18n.text import inline
from pnsi18n.text.numbers import numbers, to_ascii_digits
from pnsi18n.text.placeholders import Placeholder, placeholders, split, stray_braces
from pnsi18n.text.pseudo import accented, mirrored
from pnsi18n.text.reading import sides
from pnsi18n.text.region import fill
from pnsi18n.text.runs import runs
from pnsi18n.text.scripts import has_other_letters, scripts_in


@pytest.mark.parametrize(
    ("locale", "text", "values"),
    [
        ("en", "1,000.5 and 2", ["1000.5", "2"]),
        ("es", "1.000,5", ["1000.5"]),
        ("es", "100.4", ["100.4"]),
        ("es", "38–39", ["38", "39"]),
        ("en", "10.11.2026", ["10", "11", "2026"]),
        ("ru", "1 000", ["1000"]),
        ("ru", "1\u00a0000", ["1000"]),
        ("ar", "٣٨٫٥", ["38.5"]),
        ("hi", "३८.५", ["38.5"]),
        ("km", "៣៨", ["38"]),
        ("zh_Hans", "３８", ["38"]),
        ("en", "2,3-di", ["2", "3"]),
        ("en", "take .5 mg", ["0.5"]),
        ("es", "(,05 mg)", ["0.05"]),
        ("ar", "٫٥", ["0.5"]),
        ("en", "No.5 and e.g. 2", ["5", "2"]),
        ("en", "see below (1).2", ["1", "2"]),
    ],
)
def test_numbers_are_read_by_value(locale: str, text: str, values: list[str]) -> None:
    """Digits of every script, and the marks of the language."""
    language = cldr.language(locale)
    assert language
    found = sorted(numbers(text, language).elements())
    assert found == sorted(Decimal(value) for value in values)


@pytest.mark.parametrize(
    ("locale", "text", "values"),
    [
        ("es", "treinta y cinco", [35]),
        ("ar", "خمسة وثلاثين", [35]),
        ("km", "ប្រាំ\u200bពីរ", [7]),
        ("zh_Hans", "二十万", [200000]),
        ("fa", "صد و دو", [102]),
        ("en", "one hundred and twenty", [120]),
    ],
)
def test_words_of_one_number_are_put_together(locale: str, text: str, values: list[int]) -> None:
    """As each language builds it: tens and ones, ones first, by fives, by ten thousands."""
    language = cldr.language(locale)
    assert language
    assert sorted(Counter(words(text, language)).elements()) == values


@given(st.text(alphabet="0123456789٠١٢٣٤٥٦٧٨٩०१२៣៤५"))
def test_digits_of_every_script_become_ascii(text: str) -> None:
    """A digit keeps its value and its place."""
    assert to_ascii_digits(text) == "".join(str(int(character)) for character in text)


def words(text: str, language: Language) -> Mapping[Decimal, int]:
    """Return the numbers that *text* has in words."""
    return sides(Unit(msgid="", msgstr=text, language=language))[1].number_words


def test_number_words_are_whole_words_where_words_have_spaces() -> None:
    """The "dos" in "dosis" is not a two; Chinese has no spaces to go by."""
    spanish, chinese = cldr.language("es"), cldr.language("zh_Hans")
    assert spanish
    assert chinese
    assert words("dosis", spanish) == {}
    assert words("dos dosis", spanish) == {Decimal(2): 1}
    assert words("超过五分钟", chinese) == {Decimal(5): 1}


@given(st.text(alphabet="abc é.,{}:*[]()_\n09", max_size=40))
def test_splitting_at_placeholders_loses_nothing(text: str) -> None:
    """The pieces joined are the text."""
    assert "".join(map(str, split(text))) == text


def test_a_placeholder_may_have_an_argument() -> None:
    """``{temperature:38}`` is one placeholder; other braces are stray."""
    assert placeholders("{a} {temperature:38} {A} { b }") == {"{a}": 1, "{temperature:38}": 1}
    assert stray_braces("{a} {A}") == ["{", "}"]


@given(st.text(alphabet="ab *_[]()<>&!`\\{}", max_size=30))
def test_inline_markdown_never_fails_and_never_hides_letters(text: str) -> None:
    """Whatever a translator types, every letter is on the page or in a link target."""
    nodes = inline.parse(text)
    shown = inline.plain(text) + "".join(link.href for link in inline.links(text))
    assert [c for c in shown if c in "ab"] == [c for c in text if c in "ab"] or "[" in text
    assert isinstance(nodes, tuple)


@given(st.text(alphabet="ab 1\u00e9\u4e2d*_[]()\\`.\n{}", max_size=24))
def test_texts_that_skip_the_parser_are_read_as_by_it(text: str) -> None:
    """A text in which nothing can be Markdown is not parsed; it would come to the same."""
    with (
        mock.patch.object(inline, "_ACTIVE", re.compile("")),
        mock.patch.object(inline, "_PLAIN_LINK", re.compile("x^")),
    ):
        parsed = inline.parse.__wrapped__(text)
    assert inline.parse.__wrapped__(text) == parsed


def test_accented_english_is_longer_and_keeps_what_must_stay() -> None:
    """en_XA: at least 35 % longer, placeholders, markup and targets untouched."""
    text = "**Call** {emergency_number} or read [this](https://example.org/a)."
    changed = accented(text)
    assert len(changed) >= 1.35 * len(text)
    assert placeholders(changed) == placeholders(text)
    assert inline.outline(changed) == inline.outline(text)
    assert [link.href for link in inline.links(changed)] == ["https://example.org/a"]


def test_mirrored_english_turns_every_word_and_nothing_else() -> None:
    """ar_XB: overrides are balanced, placeholders and targets untouched."""
    changed = mirrored("**Call** {emergency_number} or read [this](https://example.org/a).")
    assert changed.count("\u202e") == changed.count("\u202c") == 4
    assert placeholders(changed) == {"{emergency_number}": 1}
    assert [link.href for link in inline.links(changed)] == ["https://example.org/a"]


def test_a_region_decides_the_units_and_their_order() -> None:
    """The same English prints Fahrenheit first in one place and Celsius alone in another."""
    fever = Placeholder("temperature", "38")
    us = fill(fever, Region(id="US", emergency_number="911", temperature=("F", "C")))
    gb = fill(fever, Region(id="GB", emergency_number="999"))
    assert us
    assert us.amounts == ((Decimal("100.4"), "°F"), (Decimal(38), "°C"))
    assert gb
    assert gb.amounts == ((Decimal(38), "°C"),)
    assert fill(Placeholder("temperature", "warm"), Region(id="GB", emergency_number="999")) is None


@pytest.mark.parametrize("locale", cldr.registry())
def test_a_printed_number_is_what_the_thermometer_of_the_country_says(locale: str) -> None:
    """In digits from 0 to 9 in every language, with the mark that is on it; elsewhere with the language's own."""
    assert cldr.number(100.4, locale, "US") == "100.4"
    assert cldr.number(38.5, locale, "DE") == "38,5"
    assert cldr.number(38.5, locale) in {"38.5", "38,5"}


@given(st.text(alphabet="قابل Call prednisone 38 °C (1,5) ninds.gov ៣ម", max_size=40))
def test_runs_joined_are_the_text(text: str) -> None:
    """Isolating foreign letters loses nothing."""
    arabic = cldr.language("ar")
    assert arabic
    assert "".join(run.text for run in runs(text, arabic)) == text


def test_latin_words_and_numbers_are_runs_of_their_own_in_other_scripts() -> None:
    """A drug name or a number inside Arabic keeps its own direction."""
    arabic = cldr.language("ar")
    assert arabic
    found = [run.text for run in runs("خذ prednisone (5 mg) كل 24 ساعة", arabic) if run.foreign]
    assert found == ["prednisone", "5 mg", "24"]


@given(st.text(alphabet="abc មនុស្សដែលមានជំងឺ\u200b។", max_size=40))
def test_break_opportunities_add_only_zero_width_spaces(text: str) -> None:
    """Taken out again, the text is what it was, and none stands beside white space."""
    khmer = cldr.language("km")
    assert khmer
    marked = with_break_opportunities(text, khmer)
    assert marked.replace(ZERO_WIDTH_SPACE, "") == text.replace(ZERO_WIDTH_SPACE, "")
    assert f" {ZERO_WIDTH_SPACE}" not in marked
    assert f"{ZERO_WIDTH_SPACE}{ZERO_WIDTH_SPACE}" not in marked


def test_khmer_breaks_between_words() -> None:
    """ICU's dictionary knows where; the letters alone do not tell."""
    assert list(line_breaks("មនុស្សដែលមានជំងឺ", "km")) == ["មនុស្ស", "ដែល", "មាន", "ជំងឺ"]


@pytest.mark.parametrize("word", ["អាហ្សាទីអូព្រីន", "ស៊ីក្លូហ្វូសហ្វាមីត", "ខ្លាំងៗ", "យឺតៗ", "ស្តេរ៉ូអ៊ីត", "ប៉ារ៉ានេអូប្លាស្ទិក", "ហ្សាហ្សាហ្សា"])
def test_no_break_is_put_into_a_cluster_or_a_drug_name(word: str) -> None:
    """ICU breaks between a coeng and its letter where it does not know the word: a broken glyph."""
    khmer = cldr.language("km")
    assert khmer
    marked = with_break_opportunities(f"ថ្នាំ{word}ដែល", khmer)
    assert f"\u17d2{ZERO_WIDTH_SPACE}" not in marked
    assert f"{ZERO_WIDTH_SPACE}\u17d7" not in marked
    assert word in marked or word == "ហ្សាហ្សាហ្សា"


@pytest.mark.parametrize(
    ("locale", "text", "pieces"),
    [
        ("th", "ผู้ป่วยมะเร็ง", ["ผู้", "ป่วย", "มะเร็ง"]),
        ("lo", "ຄົນເຈັບມະເຮັງ", ["ຄົນ", "ເຈັບ", "ມະເຮັງ"]),
        ("my", "ကင်ဆာရောဂါ", ["ကင်ဆာ", "ရောဂါ"]),
    ],
)
def test_thai_lao_and_burmese_break_between_words_too(locale: str, text: str, pieces: list[str]) -> None:
    """Their rows come with their translations; the breaks are ready."""
    language = Language(locale=locale, tag=locale, own_name=locale, english_name=locale, breaks=Breaks.DICTIONARY)
    marked = with_break_opportunities(text, language).split(ZERO_WIDTH_SPACE)
    assert "".join(marked) == text
    assert set(pieces) & set(marked)


@pytest.mark.parametrize(
    "code",
    ["Latn", "Cyrl", "Arab", "Hebr", "Deva", "Beng", "Thai", "Mymr", "Ethi", "Khmr", "Hira", "Kana", "Hani", "Hang"],
)
def test_letters_that_are_not_looked_at_one_by_one_are_of_their_script(code: str) -> None:
    """What whole blocks are taken for, Unicode says of each letter in them."""
    taken = [character for character in map(chr, range(0x10000)) if not has_other_letters(character, code)]
    assert len([character for character in taken if character.isalpha()]) > 26
    assert scripts_in("".join(taken)) == {code}
