"""What validate shows to people: on a terminal, in a pipe, in scripts of either direction."""

from __future__ import annotations

import os
import pty
import re
import subprocess
from pathlib import Path

import pytest
from clinic import CATALOG, ENGLISH, Run, edit, translate
from conftest import PROGRAM
from hypothesis import given
from hypothesis import strategies as st

from pnsi18n.model.finding import Excerpt, Finding, Location, Severity
from pnsi18n.text.directions import FSI, PDI, isolates
from pnsi18n.text.excerpts import Look, english_of, in_one_line, spot_of, spotted

COLOURS = re.compile(r"\x1b\[[\d;]*m")
UNDERLINED = re.compile(r"\x1b\[1m\x1b\[4m([^\x1b]*)\x1b\[0m")


def spots(text: str, *wanted: str) -> list[str]:
    """Return what is underlined in *text*."""
    return [one.text for one in spotted(text, wanted) if one.look is Look.SPOT]


def isolated(text: str) -> str:
    """Return *text* with FSI as < and PDI as >."""
    marks = isolates(text)
    pieces = [text[: marks[0][0]]] if marks else [text]
    for number, (place, mark) in enumerate(marks):
        end = marks[number + 1][0] if number + 1 < len(marks) else len(text)
        pieces += ["<" if mark == FSI else ">", text[place:end]]
    return "".join(pieces)


def test_a_pipe_gets_each_finding_at_its_line_and_the_texts_once(spanish: Path, run: Run) -> None:
    """Editors and grep read the first line of each; the words say what a terminal would underline."""
    edit(spanish / CATALOG, "5 días", "50 días")
    lines = run("validate", "es").stdout.splitlines()
    place = re.match(r"(.*?:\d+): error", lines[0])
    assert place
    assert lines[:9] == [
        f"{place[1]}: error: CR101 number-changed: the number 5 is missing from the translation",
        "  English: source/fixture/handout.md:9 (em.fever)",
        "  | Have a fever of {temperature:38} for 5 days",
        "  translation:",
        "  | Tiene fiebre de {temperature:38} durante 50 días",
        "  hint: write 5 where the English has it",
        f"{place[1]}: error: CR101 number-changed: the number 50 is not in the English",
        "  look at: 50",
        "  hint: compare every number with the English, digit by digit",
    ]


def test_a_terminal_gets_each_message_once_with_the_spot_underlined(spanish: Path, run: Run) -> None:
    """Grouped by file, then by message; the severity stands there as a word, too."""
    edit(spanish / CATALOG, "5 días", "50 días")
    shown = run("validate", "es", "--color", "always").stdout
    assert UNDERLINED.findall(shown) == ["50"]
    lines = COLOURS.sub("", shown).splitlines()
    assert lines[:2] == [f"{CATALOG}  2 errors", ""]
    assert re.fullmatch(rf"  em\.fever  {CATALOG}:\d+  English: source/fixture/handout\.md:9", lines[2])
    assert lines[3:9] == [
        "    English      Have a fever of {temperature:38} for 5 days",
        "    translation  Tiene fiebre de {temperature:38} durante 50 días",
        "    error        CR101 number-changed: the number 5 is missing from the translation",
        "    hint         write 5 where the English has it",
        "    error        CR101 number-changed: the number 50 is not in the English",
        "    hint         compare every number with the English, digit by digit",
    ]


def test_what_changed_in_the_english_is_marked_word_by_word(spanish: Path, run: Run) -> None:
    """As git's word-diff does; in colour, the marks stay, because red and green are not for everyone."""
    edit(spanish / ENGLISH, "for 5 days", "for 6 days")
    assert run("extract").exit_code == run("update").exit_code == 0
    line = "Have a fever of {temperature:38} for [-5-]{+6+} days"
    assert f"  | {line}\n" in run("validate", "es").stdout
    coloured = run("validate", "es", "--color", "always").stdout
    assert "\x1b[31m[-5-]\x1b[0m\x1b[32m{+6+}\x1b[0m" in coloured
    assert line in COLOURS.sub("", coloured)


@pytest.mark.parametrize("colour", ["never", "always"])
def test_nothing_in_a_catalog_steers_the_terminal(spanish: Path, run: Run, colour: str) -> None:
    """An escape sequence could hide a finding, write a title, or type a command."""
    edit(spanish / CATALOG, "5 días", "5 días \x1b[2K\x1b]0;x\x07 \u202e\u0085\u2066 <b\x1b>")
    shown = COLOURS.sub("", run("validate", "es", "--color", colour).stdout)
    assert "5 días ‹U+001B›[2K‹U+001B›]0;x‹U+0007› ‹U+202E›‹U+0085›‹U+2066› <b‹U+001B›>" in shown
    assert re.findall("[^\n\x20-\x7e\u00a0-\u024f\u2026\u2039\u203a]", shown) == []


def test_nothing_in_a_catalog_steers_the_terminal_of_a_build(spanish: Path, run: Run) -> None:
    """What is refused is told there as well."""
    edit(spanish / CATALOG, "5 días", "5 días <b\x1b>")
    said = run("build", "es", "--jobs", "1").stderr
    assert "SE101 raw-html: <b‹U+001B›> is HTML" in said
    assert "\x1b" not in said


def test_a_real_terminal_gets_colours_unless_it_is_asked_not_to(spanish: Path) -> None:
    """NO_COLOR (no-color.org), a dumb terminal, --color never."""
    edit(spanish / CATALOG, "5 días", "50 días")
    assert "\x1b[" in _on_terminal(spanish, {})
    for environment in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        plain = _on_terminal(spanish, environment)
        assert "\x1b[" not in plain
        assert f"{CATALOG}:" in plain
    assert "\x1b[" not in _on_terminal(spanish, {}, "--color", "never")


def _on_terminal(project: Path, environment: dict[str, str], *words: str) -> str:
    """Return what validate writes where standard output is a terminal."""
    ours, theirs = pty.openpty()
    inherited = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "TERM"}}
    command = [*PROGRAM, "-C", str(project), "validate", "es", *words]
    env = {**inherited, "TERM": "xterm", **environment}
    with subprocess.Popen(command, stdout=theirs, stderr=subprocess.DEVNULL, env=env) as process:
        os.close(theirs)
        pieces = []
        while piece := _read(ours):
            pieces.append(piece)
        assert process.wait() == 1
    os.close(ours)
    return b"".join(pieces).decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says so when the other side is closed
        return b""


def test_arabic_is_isolated_as_a_whole_and_what_is_latin_in_it_as_well(project: Path, run: Run) -> None:
    """A placeholder must not change places with the words beside it."""
    assert run("extract").exit_code == run("init", "ar").exit_code == 0
    path = project / "locale/ar/LC_MESSAGES/fixture.po"
    english = 'msgid "Call {emergency_number} if you:"\nmsgstr ""'
    edit(path, english, english[:-1] + 'اتصل {emergency_number} أو 112 إذا:"')
    shown = COLOURS.sub("", run("validate", "ar", "--color", "always").stdout)
    assert f"translation  {FSI}اتصل {FSI}{{emergency_number}}{PDI} أو 112 إذا:{PDI}\n" in shown
    assert FSI not in run("validate", "ar").stdout


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("only English", "only English"),
        ("عربي", "<عربي>"),
        ("{clinic_phone} اتصل", "<<{clinic_phone}> اتصل>"),
        ("اقرأ [example.org](https://example.org/a) الآن", "<اقرأ [<example.org](https://example.org/a>) الآن>"),
        ("Take لا now.", "Take <لا> now."),
        ("from ٥ to ٦", "from ٥ to ٦"),
        ("the word عربي ٥٠ is new", "the word <عربي ٥٠> is new"),
        ("a لا", "<<a> لا>"),
        ("خذ ‹U+202E› الآن", "<خذ <‹U+202E›> الآن>"),
    ],
)
def test_what_reads_the_other_way_is_isolated(text: str, shown: str) -> None:
    """The letters decide which way a line reads; placeholders and targets of links do not count."""
    assert isolated(text) == shown


def test_a_sentence_of_ours_reads_from_left_to_right() -> None:
    """However much Arabic it quotes."""
    said = "'لا تتوقف عن تناول' is new"
    assert isolates(said, ours=True) == [(1, FSI), (18, PDI)]


@given(st.text(st.sampled_from("aZ5{}:() .אبج٥\u0301‹›U+"), max_size=30))
def test_isolates_are_in_order_and_balanced(text: str) -> None:
    """Whatever stands there, each that begins ends, inside the line."""
    marks = isolates(text)
    assert [place for place, _ in marks] == sorted(place for place, _ in marks)
    assert all(0 <= place <= len(text) for place, _ in marks)
    depth = 0
    for _, mark in marks:
        depth += 1 if mark == FSI else -1
        assert depth >= 0
    assert depth == 0


def test_a_spot_is_a_word_where_it_can_be() -> None:
    """The 5 of 50 is not the 5; in Chinese, there are no spaces to tell."""
    assert [(one.look.value, one.text) for one in spotted("50 o 5", ["5"])] == [("plain", "50 o "), ("spot", "5")]
    assert spots("有些损害可能不会消失。", "不会") == ["不会"]
    assert spots("Tome 2,5 mg", "2,5", "5") == ["2,5"]
    assert spots("nada", "x") == []
    assert spots("mé\u200bdico", "\u200b") == ["‹U+200B›"]
    assert spots("uno\ndos", "\n") == ["‹U+000A›"]


@given(st.text(max_size=40), st.lists(st.text(min_size=1, max_size=3), max_size=3))
def test_no_letter_is_lost_between_the_spots(text: str, wanted: list[str]) -> None:
    """Without what is hidden, the stretches are the text."""
    visible = "".join(character for character in text if character.isalnum())
    shown = "".join(one.text for one in spotted(text, wanted))
    assert [*filter(str.isalnum, re.sub("‹U\\+[0-9A-F]+›", "", shown))] == [
        *filter(str.isalnum, re.sub("‹U\\+[0-9A-F]+›", "", visible))
    ]


def test_a_huge_text_is_cut_around_the_spot() -> None:
    """Fifty million characters, the first five and what is wrong behind them."""
    text = "buenos dias " * 4_000_000 + "50 " + "noches " * 300
    shown = "".join(one.text for one in spotted(text, ["50"]))
    assert len(shown) < 1000
    assert shown.startswith("… (47,999,700 characters left out) ")
    assert "dias 50 noches" in shown
    assert shown.endswith("… (1,801 characters left out)")
    assert len(in_one_line(text)) < 1100
    earlier = Excerpt(english=text, translation="", earlier=text + "x")
    assert len("".join(one.text for one in english_of(earlier, []))) < 1000
    assert len("".join(one.text for one in spotted(text, [text[:10_000_000]]))) < 1000


def test_what_is_not_in_the_text_is_not_to_be_looked_at() -> None:
    """A rule may read digits of another script; then there is nothing to underline."""
    finding = Finding(
        location=Location("a.po", 1),
        rule_id="CR101",
        rule_name="number-changed",
        severity=Severity.ERROR,
        statement="the number 5 is not in the English",
        hint="compare",
        excerpt=Excerpt(english="4", translation="٥"),
        spot="5",
    )
    assert spot_of(finding) == ""


def test_several_languages_are_summed_one_by_one(project: Path, run: Run) -> None:
    """Calm when there is nothing: one line."""
    assert run("extract").exit_code == run("init", "es", "ar").exit_code == 0
    lines = run("validate", "es", "ar").stderr.splitlines()
    assert lines == [
        "ar         0 errors, 6 warnings, 2 notes",
        "es         0 errors, 6 warnings, 2 notes",
        "0 errors, 12 warnings, 4 notes in 2 languages",
    ]
    off = 'rules = {ST101 = "off", ST112 = "off"}'
    edit(project / "pyproject.toml", "[tool.pnsi18n]\n", f"[tool.pnsi18n]\n{off}\n")
    result = run("validate", "es")
    assert result.stdout == ""
    assert result.stderr.splitlines()[0] == "no findings in 1 language"


def test_plural_forms_have_texts_of_their_own(spanish: Path, run: Run) -> None:
    """Each form is shown with what is said of it."""
    entry = '\nmsgctxt "n"\nmsgid "one day"\nmsgid_plural "5 days"\nmsgstr[0] "un  día"\nmsgstr[1] "6 días"\n'
    path = spanish / CATALOG
    path.write_text(path.read_text(encoding="utf-8") + entry, encoding="utf-8")
    lines = run("validate", "es").stdout.splitlines()
    assert lines.count("  | un  día") == lines.count("  | 6 días") == 1


def test_line_breaks_of_a_message_stay_inside_its_block(spanish: Path, run: Run) -> None:
    """No line of a text can pass for a finding."""
    translate(spanish, {"intro": "Uno.\\nlocale/x.po:1: error: CR101 forged: nothing"})
    lines = run("validate", "es").stdout.splitlines()
    assert "  | Uno.‹U+000A›locale/x.po:1: error: CR101 forged: nothing" in lines
    edit(spanish / "pyproject.toml", "[tool.pnsi18n]\n", '[tool.pnsi18n]\nrules = {MK103 = "off"}\n')
    lines = run("validate", "es").stdout.splitlines()
    assert "  | locale/x.po:1: error: CR101 forged: nothing" in lines
    assert not [line for line in lines if line.startswith("locale/x.po")]
