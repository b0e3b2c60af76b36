"""How hard the English is to read: the two formulas, syllables, hard words, and the command that shows them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from clinic import ENGLISH, Run, edit
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from pnsi18n.adapters.plain_words import plain_words
from pnsi18n.cli.app import app
from pnsi18n.model.plain_words import PlainWords
from pnsi18n.text.hard_words import hard_words
from pnsi18n.text.readability import Readability, cautions, readability, sentences, syllables, words
from pnsi18n.text.wording import idioms, two_faced

PLATYPUS = "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature."
HARD = "**Cannot** breathe, or have respiratory difficulties immediately after medication"
SMOG_ERROR = 1.5159  # grades, the standard error in McLaughlin (1969)
# The conversion table of Harold C. McGraw, Baltimore County Schools: polysyllables in 30 sentences, and the grade.
CONVERSION = [
    *((1, 6, 5), (7, 12, 6), (13, 20, 7), (21, 30, 8), (31, 42, 9), (43, 56, 10), (57, 72, 11), (73, 90, 12)),
    *((91, 110, 13), (111, 132, 14), (133, 156, 15), (157, 182, 16), (183, 210, 17), (211, 240, 18)),
]


def counted(*, sentences: int = 1, words: int = 1, syllables: int = 1, polysyllables: int = 0) -> Readability:
    """Return a reading of these counts."""
    return Readability(sentences=sentences, words=words, syllables=syllables, polysyllables=polysyllables)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *((word, 1) for word in ["take", "pill", "nurse", "caused", "eyes", "cells", "health", "once", "joints"]),
        *((word, 1) for word in ["tongue", "plaque"]),
        *((w, 2) for w in ["cancer", "system", "sometimes", "people", "table", "rarely", "changes", "being", "higher"]),
        *((word, 2) for word in ["fatigue", "argue", "lifestyle", "therefore", "spasm", "rhythm", "special"]),
        *((word, 3) for word in ["suddenly", "medicine", "medicines", "infection", "therapist", "area", "hospital"]),
        *((word, 3) for word in ["sodium", "aorta", "autism", "specialist", "apnea", "areas"]),
        *((word, 4) for word in ["emergency", "information", "radiation", "rituximab", "antibodies"]),
        *((word, 4) for word in ["diarrhea", "anxiety", "potassium", "associate", "especially"]),
        *((word, 5) for word in ["occupational", "chemotherapy", "cyclophosphamide", "azathioprine", "metabolism"]),
        *((word, 6) for word in ["paraneoplastic", "immunoglobulin"]),
    ],
)
def test_syllables_are_counted_as_dictionaries_divide_words(word: str, count: int) -> None:
    """The words of the handout, and the usual traps of counting."""
    assert syllables(word) == count


@given(st.text(alphabet="aeiouyrstlmngq'-É ", max_size=20))
def test_every_word_has_a_syllable(word: str) -> None:
    """Whatever is written: no division by nothing, no crash."""
    assert syllables(word) >= 1


def test_both_grades_are_the_published_formulas() -> None:
    """Worked by hand: 2 sentences, 9 words, 16 syllables, 2 words of three or more."""
    reading = readability(["The doctor gives you medicine.", "Infections need treatment today."])
    assert reading == counted(sentences=2, words=9, syllables=16, polysyllables=2)
    assert reading.flesch_kincaid == pytest.approx(0.39 * 9 / 2 + 11.8 * 16 / 9 - 15.59)
    assert reading.smog == pytest.approx(1.043 * (2 * 30 / 2) ** 0.5 + 3.1291)


def test_flesch_kincaid_gives_the_worked_figures() -> None:
    """The examples of the encyclopaedias: a hard sentence, the easiest book, and the lowest grade that there is.

    Wikipedia, "Flesch–Kincaid readability tests": 13 words with 24 syllables are grade 11.3, "Green Eggs
    and Ham" (5.7 words a sentence, 1.02 syllables a word) is -1.3, a text of one-syllable sentences -3.4.
    """
    platypus = readability([PLATYPUS])
    assert (platypus.words, platypus.syllables) == (13, 24)
    assert round(platypus.flesch_kincaid, 1) == 11.3
    assert round(counted(sentences=100, words=570, syllables=581).flesch_kincaid, 1) == -1.3
    assert round(counted().flesch_kincaid, 2) == -3.4


@pytest.mark.parametrize(("polysyllables", "grade"), [(95, 13), (110, 13)])
def test_smog_agrees_with_the_worked_figures_of_its_author(polysyllables: int, grade: int) -> None:
    """G. H. McLaughlin, Journal of Reading 12 (1969), page 639: the quick way, by the nearest perfect square."""
    reading = counted(sentences=30, words=300, syllables=500, polysyllables=polysyllables)
    assert abs(reading.smog - grade) < SMOG_ERROR


@pytest.mark.parametrize(("least", "most", "grade"), CONVERSION)
def test_smog_agrees_with_the_conversion_table(least: int, most: int, grade: int) -> None:
    """The table was made of the quick way; the formula stays within its standard error from end to end."""
    for count in (least, most):
        assert abs(counted(sentences=30, polysyllables=count).smog - grade) < SMOG_ERROR
        assert counted(sentences=15, polysyllables=count).smog == counted(sentences=30, polysyllables=2 * count).smog


def test_an_empty_text_has_no_grade_to_fear() -> None:
    """Nothing to read is easy to read."""
    assert (readability([]).flesch_kincaid, readability([""]).smog) == (0, 0)


def test_markup_and_placeholders_are_not_read_as_words() -> None:
    """Stars, link targets and braces have no syllables."""
    found = sentences("**Call** {emergency_number} now. Read [nih.gov](https://x.org/aa).")
    assert [words(sentence) for sentence in found] == [["Call", "now"], ["Read", "nih.gov"]]


def test_the_caution_about_few_sentences_is_said_of_few_sentences() -> None:
    """SMOG was made for thirty; what holds of both grades is said each time."""
    few, many = cautions(counted(sentences=29)), cautions(counted(sentences=30))
    assert "scaled up from 29" in few[0]
    assert few[1:] == many


def test_hard_words_are_long_or_on_the_list_and_counted_together() -> None:
    """A plural counts under its word; a form of a word finds the plainer one; a phrase is one."""
    table = PlainWords(plainer={"administer": "give", "prior to": "before", "cease": "stop"}, hard=frozenset({"node"}))
    texts = ["The nurse **administered** medicine prior to the test.", "Two medicines ceased. One node, two stops."]
    found = {word.word: (word.count, word.syllables, word.plainer) for word in hard_words(texts, table)}
    assert found == {
        "medicine": (2, 3, ""),
        "administered": (1, 4, "give"),
        "prior to": (1, 3, "before"),
        "ceased": (1, 1, "stop"),
        "node": (1, 1, ""),
    }


def test_the_table_holds_plainer_words_for_harder_ones() -> None:
    """No plainer word is in the table itself, none is two-faced, none is longer in the mouth than need be."""
    table = plain_words()
    assert len(table.plainer) >= 150
    for word, plainer in table.plainer.items():
        assert not {*plainer.split()} & {*table.plainer, *table.hard}, word
        assert [*two_faced(plainer), *idioms(plainer)] == [], word
        assert word == word.lower(), word
        assert word not in table.hard
        longest = max(map(syllables, words(plainer)))
        assert longest <= max(3, *map(syllables, word.split())), word


@given(st.text(max_size=60))
def test_any_text_can_be_measured(text: str) -> None:
    """No text is too odd."""
    assert all(row.count > 0 for row in hard_words([text], plain_words()))
    assert readability([text]).words >= 0


def test_the_command_shows_grades_limits_and_the_hardest_places(project: Path, run: Run) -> None:
    """Promise the place of each message in a form that editors open."""
    edit(project / ENGLISH, "**Cannot** breathe", HARD)
    result = run("readability")

    lines = result.stdout.splitlines()
    assert lines[0] == "fixture: 6 sentences, 33 words"
    assert lines[1].startswith("  Flesch-Kincaid grade ")
    assert lines[1].endswith(", limit 6: too hard")
    assert lines[2].endswith(", limit 12")
    assert "source/fixture/handout.md:10 (em.breath)" in lines[5]
    assert lines[6] == f"        {HARD}"
    assert "     1  medication    medicine" in lines
    assert "  - SMOG was made for 30 sentences and more; here it is scaled up from 6." in lines
    assert (result.exit_code, result.stderr) == (1, "")


def test_the_command_is_content_with_an_easy_handout(project: Path, run: Run) -> None:
    """Promise exit code 0 within the limits, and none of the headings over nothing."""
    (project / ENGLISH).write_text("# Sleep {#title}\n\nSleep well. {#well}\n", encoding="utf-8")
    result = run("readability", "fixture")

    assert result.exit_code == 0
    assert "Hardest messages" not in result.stdout
    assert "Hard words" not in result.stdout
    assert "too hard" not in result.stdout


def test_the_command_is_short_about_a_long_handout() -> None:
    """Of the handout of this repository it shows the worst, and says how to see the rest."""
    result = CliRunner().invoke(app, ["-C", str(ROOT), "readability"])

    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) < 60
    assert result.stdout.count("source/pns-treatment/handout.md:") == 10
    assert " more: --format json has them all\n" in result.stdout
    assert "     1  intravenous     into a vein\n" in result.stdout


def test_a_grade_over_its_limit_is_the_one_that_the_rule_reports(project: Path, run: Run) -> None:
    """The command and validate never disagree."""
    edit(project / "source/fixture/handout.toml", "smog_limit = 12", "smog_limit = 3")
    assert run("readability").exit_code == 1
    assert "SR102 smog-grade" in run("validate").stdout


def test_the_command_prints_json(project: Path, run: Run) -> None:
    """Promise the names that a program reads."""
    edit(project / ENGLISH, "not advice", "not a medication")
    result = run("readability", "--format", "json")

    (row,) = json.loads(result.stdout)["handouts"]
    assert list(row) == [
        *("handout", "sentences", "words", "syllables", "polysyllables", "flesch_kincaid", "flesch_kincaid_limit"),
        *("smog", "smog_limit", "too_hard", "messages", "longest_sentences", "hard_words", "cautions"),
    ]
    assert (row["handout"], row["flesch_kincaid_limit"], row["smog_limit"]) == ("fixture", 6, 12)
    assert [list(one) for one in row["messages"]] == [["id", "path", "line", "words", "flesch_kincaid"]]
    assert (row["messages"][0]["id"], row["messages"][0]["line"]) == ("intro", 3)
    assert sum(one["words"] for one in row["longest_sentences"]) == row["words"]
    assert row["hard_words"] == [{"word": "medication", "count": 1, "syllables": 4, "plainer": "medicine"}]
    assert (result.exit_code, result.stderr) == (int(row["too_hard"]), "")


def test_an_unknown_handout_is_refused_with_those_that_there_are(run: Run) -> None:
    """Promise exit code 2 and the right names."""
    result = run("readability", "other")

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "error: source: there is no handout 'other'\n  hint: there are: fixture\n"
