"""The rules on the English: what each says of plain sentences, and what it must leave alone."""

from __future__ import annotations

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from pnsi18n.adapters.configuration import read_project
from pnsi18n.adapters.sources import read_handouts
from pnsi18n.errors import SourceError
from pnsi18n.model.finding import Finding, Location
from pnsi18n.model.handout import Handout, HandoutSettings
from pnsi18n.model.message import Message
from pnsi18n.rules.registry import HANDOUT_RULES, MESSAGE_RULES
from pnsi18n.text.segment import segment

PATH = "source/example/handout.md"
SETTINGS = HandoutSettings(title_id="title", edition=read_handouts(read_project(ROOT))[0].settings.edition)


def said(rule_id: str, text: str) -> list[str]:
    """Return what the rule says of the message *text*, without the hint."""
    message = Message(id="one", text=text)
    found = [one for rule in MESSAGE_RULES if rule.id == rule_id for one in rule.findings(message)]
    assert all(one.location == message.location for one in found)
    return [one.statement for one in found]


def handout(markdown: str) -> Handout:
    """Return the handout of *markdown*."""
    blocks = segment(markdown, domain="example", path=PATH)
    return Handout(domain="example", settings=SETTINGS, blocks=blocks, location=Location(PATH))


def found(rule_id: str, markdown: str) -> list[Finding]:
    """Return what the rule says of the handout *markdown*, below a title."""
    return [
        one
        for rule in HANDOUT_RULES
        if rule.id == rule_id
        for one in rule.findings(handout(f"# Title {{#title}}\n\n{markdown}\n"))
    ]


def lines(rule_id: str, markdown: str) -> list[int]:
    """Return the lines of *markdown* where the rule speaks, the first being 1."""
    return [one.location.line - 2 for one in found(rule_id, markdown)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Take 2 5 mg tablets.", "2 5 mg"),
        ("Take 2 500 mg tablets.", "2 500 mg"),
        ("Take two 5 mg tablets.", "two 5 mg"),
        ("Take **two** 2.5-mg tablets.", "two 2.5-mg"),
        ("Take 2 five-mg tablets.", "2 five-mg"),
        ("Take 1 1/2 tablets.", "1 1/2"),
        ("Take 3 10 mL spoonfuls.", "3 10 mL"),
        ("From day 3 2 tablets.", "3 2 tablets"),
        ("Take 1 000 mg.", "1 000 mg"),
    ],
)
def test_two_numbers_side_by_side_are_reported(text: str, place: str) -> None:
    """A space is easily lost, in print and in translation."""
    assert said("SR113", text) == [f"two numbers stand side by side in {place!r}"]


@pytest.mark.parametrize(
    "text",
    [
        "Take 2 tablets of 5 mg.",
        "Take 5 mg 2 times a day.",
        "Take 1,000 mg.",
        "Take 1.5 tablets.",
        "Take 5 to 10 mg.",
        "Take 2 tablets (5 mg).",
        "A 12-week course of 4 pills.",
        "Call 800 555 0100.",
        "Since 2020, 5 people have had it.",
        "Use COVID-19 tests.",
        "A fever of {temperature:38} for 2 days.",
        "Take {emergency_number} 5 mg tablets.",
        "One 12-week course is enough.",
    ],
)
def test_numbers_with_words_between_them_are_left_alone(text: str) -> None:
    """An error that is wrong costs trust in all the others."""
    assert said("SR113", text) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Take it once a day.", "once"),
        ("Once you feel better, walk.", "once"),
        ("Do not take two doses at once.", "at once"),
        ("Hold your blood thinner.", "hold your blood thinner"),
        ("Hold the next dose.", "hold the next dose"),
        ("Your insulin should be held.", "insulin should be held"),
        ("**Skip** the dose.", "skip"),
        ("Take it as needed.", "as needed"),
        ("Take it as directed.", "as directed"),
        ("Take it every other day.", "every other day"),
        ("Come biweekly.", "biweekly"),
        ("Drink a couple of glasses.", "a couple of"),
        ("This drug can make you sleepy.", "drug"),
        ("If the test is positive, call.", "test is positive"),
        ("Call if the cancer progresses.", "cancer progresses"),
        ("Look for blood in your stool.", "stool"),
        ("Call if you have a temperature.", "have a temperature"),
        ("Eat nothing after 12 a.m.", "12 a.m."),
        ("Use ice and/or heat.", "and/or"),
        ("Take 1 tablet b.i.d.", "b.i.d."),
        ("On discharge you get a card.", "discharge"),
    ],
)
def test_words_with_two_meanings_are_reported(text: str, word: str) -> None:
    """Each has another meaning that fits the sentence as well, and harms."""
    assert said("SR114", text) == [f"{word!r} can be understood in more than one way"]


@pytest.mark.parametrize(
    "text",
    [
        "Hold your breath for 5 seconds.",
        "Hold the rail when you walk.",
        "Hold the tablet under your tongue.",
        "Hold the pills in your hand.",
        "Your heart may skip a beat.",
        "Do not use illegal drugs.",
        "Go to the drugstore.",
        "Sit on a shower stool.",
        "Have a temperature of {temperature:38} or higher",
        "Try to be positive.",
        "You need the same dose every day.",
        "Take it one time each day.",
        "Household dust can make you cough.",
    ],
)
def test_the_same_words_in_their_one_meaning_are_left_alone(text: str) -> None:
    """Nobody mistakes these."""
    assert said("SR114", text) == []


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Hold off on driving.", "hold off on"),
        ("You may pass out.", "pass out"),
        ("Buy it over the counter.", "over the counter"),
        ("You may feel pins and needles.", "pins and needles"),
        ("Once in a while, you may cough.", "once in a while"),
        ("Keep an eye on the wound.", "keep an eye on"),
        ("Don\u2019t stop cold turkey.", "cold turkey"),
        ("Wait until the medicine kicks in.", "kicks in"),
    ],
)
def test_idioms_are_reported(text: str, phrase: str) -> None:
    """Word for word they say something else, or nothing."""
    assert said("SR115", text) == [f"{phrase!r} is an idiom"]


@pytest.mark.parametrize(
    "text",
    [
        "Throw up your medicine, or are too sick to take it",
        "Reach out your arm.",
        "The stone will pass out of your body.",
        "Turn the light on and off.",
        "Tears run down your face.",
        "Put on or take off your shoes.",
        "Call right away.",
    ],
)
def test_plain_phrases_are_no_idioms(text: str) -> None:
    """They mean what they say, or are the plainest words that there are."""
    assert said("SR115", text) == []


@pytest.mark.parametrize(
    ("text", "passive"),
    [
        ("The tablets should be taken with food.", "be taken"),
        ("Your blood will be checked often.", "be checked"),
        ("You will **not** be given a vaccine.", "be given"),
        ("The medicine is not usually given to children.", "is not usually given"),
        ("The plasma is thrown away.", "is thrown"),
        ("You are being treated for cancer.", "being treated"),
        ("The tube is removed by a nurse.", "is removed by a nurse"),
        ("A biopsy was done.", "was done"),
        ("The dose may be increased.", "be increased"),
        ("It isn\u2019t used in children.", "isn't used"),
    ],
)
def test_passives_are_mentioned(text: str, passive: str) -> None:
    """Somebody does it, and the sentence keeps still about who."""
    assert said("SR116", text) == [f"{passive!r} is passive"]


@pytest.mark.parametrize(
    "text",
    [
        "You are tired and confused.",
        "It is also called plasmapheresis.",
        "Who do I call when the clinic is closed?",
        "IVIG is made from blood.",
        "You will get used to it.",
        "You are used to the needle.",
        "When you are done, wash your hands.",
        "Your risk is increased.",
        "You are not allowed to drive.",
        "You are married.",
        "It is caused by the immune system.",
        "Your ankle is swollen.",
        "Tell the nurse if you are scared.",
        "You are supposed to rest.",
        "This is advanced cancer.",
        "Your mouth may be dry or blistered.",
        "It was sudden.",
        "The nurse has given you a card.",
        "Take the medicine that your doctor prescribed.",
    ],
)
def test_states_are_no_passives(text: str) -> None:
    """A form of "be" before a word in -ed is most often a state."""
    assert said("SR116", text) == []


@pytest.mark.parametrize(
    "markdown",
    [
        "You need an MRI.",
        "You need an MRI.\n\nAn MRI (a scan with magnets) does not hurt.",
        "Go to the ER or call 911.",
        "You get it by IV.",
        "Your A1C is high.",
        "MRI, CT and PET are scans.\n\nCT (a scan with X-rays) and PET (a scan with sugar) take an hour.",
        "## MRI\n\nThe MRI takes an hour.",
        "## After the MRI\n\nRest for an hour.",
    ],
)
def test_abbreviations_that_nobody_explained_yet_are_reported(markdown: str) -> None:
    """Later is too late: the reader has stopped at the first."""
    assert found("SR117", markdown)


@pytest.mark.parametrize(
    "markdown",
    [
        "An MRI (a scan with magnets) takes an hour. The MRI does not hurt.",
        "You need a scan (MRI).\n\nThe MRI takes an hour.",
        "You need a scan called an MRI.",
        "MRI stands for magnetic resonance imaging.",
        "MRI, or magnetic resonance imaging, takes an hour.",
        "## IVIG\n\nIVIG is a medicine made from blood.",
        "DO NOT STOP. Call NOW. WARNING: this is STRONG.",
        "Print the PDF in the US.",
        "You have type II diabetes and stage IV cancer.",
        "Get a COVID-19 vaccine and an X-ray. Take vitamin B12.",
        "Call {emergency_number} or {clinic_phone}.",
        "It is EASY. It is easy.",
    ],
)
def test_what_is_explained_or_known_or_only_loud_is_left_alone(markdown: str) -> None:
    """Words in capitals are shouted, not shortened."""
    assert [one.statement for one in found("SR117", markdown)] == []


def test_an_abbreviation_is_reported_one_time_at_its_first_place() -> None:
    """One explanation mends them all."""
    (one,) = found("SR117", "You need an MRI.\n\nThe MRI takes an hour.")
    assert one.statement == "MRI is not explained where it is first used"
    assert one.location == Location(PATH, 3)


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("## Empty\n\n## Full\n\nText.", [1]),
        ("## Full\n\nText.\n\n## Empty", [5]),
        ("::: emergency\n\n## Empty\n\n:::\n\nText.", [3]),
        ("## Full\n\n### Empty\n\n## Full\n\nText.", [3]),
        ("## Before a box\n\n::: call-us\n\n## Call\n\n- Fever\n- Pain\n\n:::", [1]),
        ("## Full\n\n### Deep\n\nText.\n\n::: call-us\n\n## Call\n\n- Fever\n- Pain\n\n:::", []),
        ("## Full\n\n| A | B |\n|---|---|\n| c | d |", []),
    ],
)
def test_a_heading_has_something_below_it(markdown: str, expected: list[int]) -> None:
    """A deeper heading is something; one of its own level, and the end of a box, are not."""
    assert lines("SR118", markdown) == expected


@pytest.mark.parametrize(
    ("markdown", "plural", "orphan"),
    [
        ("Call if you have these signs:\n\n- Fever", [3], []),
        ("Call if you have any of these:\n\n- Fever", [3], []),
        ("Treatment has three goals:\n\n- Rest", [3], []),
        ("## Side effects\n\n- Fever", [3], []),
        ("Questions for my team:\n\n1. Why?", [3], []),
        ("Call us if you:\n\n- Have a fever", [], [3]),
        ("Rest.\n\n- Drink water.", [], [3]),
        ("## Diabetes\n\n- Drink water.", [], [3]),
        ("Always:\n\n- Drink water.", [], [3]),
        ("- Rest\n  - At home\n- Drink", [], [2]),
        ("These signs:\n\n- Fever\n- Pain", [], []),
        ("::: checklist\n\n## Before you go\n\n- Eat.\n\n:::", [], []),
        ("::: my-plan\n\n## My plan\n\nQuestions for my team:\n\n- Why?\n\n:::", [7], []),
        ("::: call-us\n\n## Call us if you:\n\n- Have a fever\n\n:::", [], [5]),
    ],
)
def test_a_list_has_more_than_one_item(markdown: str, plural: list[int], orphan: list[int]) -> None:
    """Either it announces several or it does not; one of the two rules speaks, never both."""
    assert (lines("SR119", markdown), lines("SR120", markdown)) == (plural, orphan)


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("(2) Take the tablet.", ["(2) stands here without (1)"]),
        ("(1) Wash your hands.", ["(1) stands here without (2)"]),
        ("(1) Wash. (3) Eat.", ["(1) stands here without (2)", "(3) stands here without (2)"]),
        ("Either (b) rest or (c) call.", ["(b) stands here without (a)"]),
        ("First, b) rest.", ["(b) stands here without (a)"]),
        ("(1) Wash.\n\n(2) Eat.\n\n## More\n\n(2) Sleep.", ["(2) stands here without (1)"]),
        ("(1) Wash.\n\n(2) Eat.", []),
        ("Either a) rest or b) call.", []),
        ("Take two (2) tablets, or 2 (2) pills.", []),
        ("Take the tablet(s). Rest (take 2). Call (1) 800 555 0100.", []),
    ],
)
def test_an_enumeration_has_no_hole(markdown: str, expected: list[str]) -> None:
    """A number in brackets after the word for it is no step."""
    assert [one.statement for one in found("SR121", markdown)] == expected


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Rest. {#rest}\n\nDrink water.\n\n- Eat\n- Sleep {#sleep}", [3, 5]),
        ("Rest.\n\nDrink water.", []),
        ("Rest. {#rest}\n\nDrink water. {#drink}", []),
    ],
)
def test_a_message_without_an_id_is_reported_where_others_have_one(markdown: str, expected: list[int]) -> None:
    """A handout without any is plain gettext, and a choice."""
    assert lines("SR122", markdown) == expected


SENTENCES = st.text(alphabet=st.sampled_from("abeIVGM125 ()/:.,…*_[]{}'-\n\u2019µ"), max_size=60)
WORDS = st.lists(
    st.sampled_from(
        ["hold", "the dose", "once", "2", "5 mg", "two", "(2)", "a)", "MRI", "is", "taken by", "**not**", "{x}"]
    ),
    max_size=25,
).map(" ".join)
MARKS = st.sampled_from(["## Part", "- item", "1. step", "::: checklist", ":::", "These signs:"])


@given(SENTENCES | WORDS | st.text(max_size=60))
def test_no_rule_crashes_on_any_message(text: str) -> None:
    """Whatever an author types, the answer is findings that say something."""
    for rule in MESSAGE_RULES:
        assert all(problem.statement and problem.hint for problem in rule.check(Message(text=text)))


@settings(max_examples=60)
@given(st.lists(SENTENCES | WORDS | MARKS, max_size=9))
def test_no_rule_crashes_on_any_handout(blocks: list[str]) -> None:
    """Every tree of blocks that the reader lets pass is judged."""
    try:
        document = handout("# Title {#title}\n\n" + "\n\n".join(blocks))
    except SourceError:
        return
    for rule in HANDOUT_RULES:
        assert all(one.location.path == PATH for one in rule.findings(document))


def test_the_handout_of_this_repository_is_plain() -> None:
    """Two passives are left, for its clinician to decide; nothing else is found."""
    (ours,) = read_handouts(read_project(ROOT))
    of_messages = [one for message in ours.messages for rule in MESSAGE_RULES for one in rule.findings(message)]
    of_handout = [one for rule in HANDOUT_RULES for one in rule.findings(ours)]
    assert [(one.rule_id, one.msgctxt) for one in of_messages] == [("SR116", "what.first"), ("SR116", "pe.discard")]
    assert of_handout == []
