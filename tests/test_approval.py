"""A sign-off counts for exactly the text that was signed, for as long as it is that text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pnsi18n.model.message import Message, Risk
from pnsi18n.model.review import MessageReview
from pnsi18n.model.signoff import OUTLINE, Policy, Role, SignOff
from pnsi18n.text import canonical
from pnsi18n.text.approval import Judge, equivalents, months_later, review_english, review_translation
from pnsi18n.text.canonical import digest
from pnsi18n.text.carrying import turned
from pnsi18n.text.ledger import compose_signoff, signed_text
from pnsi18n.text.outline import outline_of
from pnsi18n.text.segment import segment
from pnsi18n.text.worddiff import marked, word_diff

TODAY = date(2026, 11, 22)
STOP = Message(id="st.stop", text="Do **not** stop.", risk=Risk.CRITICAL)
REST = Message(id="rest", text="Rest for 2 days.")
JUDGE = Judge(policy=Policy(), today=TODAY, months=36)

words = st.text(st.characters(categories=["L", "N", "P"], exclude_characters="\\*_[]{}`<>&!"), min_size=1)
sentences = st.lists(words, min_size=1, max_size=6)


def signoff(
    role: Role, message: Message, *translation: str, name: str = "", back: str = "", day: date = TODAY
) -> SignOff:
    """Return a fixture's sign-off of *message*."""
    text = signed_text(message.text, *translation, back_translation=back)
    locale = "es" if translation else ""
    name = name or f"Fixture {role}"
    return SignOff(domain="example", locale=locale, role=role, name=name, day=day, texts={message.id or "": text})


def translated(message: Message, msgstr: str, *signoffs: SignOff, judge: Judge = JUDGE) -> MessageReview:
    """Return the review of a Spanish translation."""
    return review_translation(message, msgstr, "es", signoffs, judge, english=(message.text,))


@given(sentences, st.lists(st.sampled_from([" ", "\n", "\t", "  ", "\r\n", " \n "]), min_size=6, max_size=6))
def test_a_digest_ignores_how_a_text_is_wrapped(parts: list[str], spaces: list[str]) -> None:
    """Spaces and line breaks of the file are not the reader's."""
    wrapped = "".join(part + space for part, space in zip(parts, spaces, strict=False))
    assert digest(" ".join(parts)) == digest(wrapped)


@given(sentences, sentences)
def test_a_digest_tells_all_other_texts_apart(one: list[str], other: list[str]) -> None:
    """NFC and white space aside, two texts have two digests."""
    first, second = (re.sub(r"\s+", " ", unicodedata.normalize("NFC", " ".join(parts))) for parts in (one, other))
    assume(first != second)
    assert digest(first) != digest(second)


@given(sentences, st.data())
def test_one_character_more_is_another_text(parts: list[str], data: st.DataObject) -> None:
    """Wherever it is put in."""
    text = " ".join(parts)
    place = data.draw(st.integers(0, len(text)))
    assert digest(f"{text[:place]}x{text[place:]}") != digest(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("**Do not** stop", "__Do not__ stop"),
        ("stop _now_", "stop *now*"),
        ("Read [this](https://example.org).", "Read\n[this](https://example.org)."),
        ("e\u0301", "\u00e9"),
    ],
)
def test_the_way_of_writing_makes_no_difference(one: str, other: str) -> None:
    """Emphasis by star or underscore, composed or decomposed letters."""
    assert digest(one) == digest(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("**Do not** stop", "Do not stop"),
        ("**Do** not stop", "**Do not** stop"),
        ("_now_", "**now**"),
        ("[this](https://a.org)", "[this](https://b.org)"),
        ("5 mg", "5\u00a0mg"),
        ("{temperature:38}", "{temperature:39}"),
        ("Stop.", "Stop"),
        ("Do not", "do not"),
        ("2,3", "2.3"),
        ("10", "\u0661\u0660"),
        ("a\u200bb", "ab"),
    ],
)
def test_what_a_reader_sees_makes_a_difference(one: str, other: str) -> None:
    """Each of these is another sentence on paper, or may be."""
    assert digest(one) != digest(other)


def test_a_pair_is_not_the_same_as_its_texts_joined() -> None:
    """English and translation cannot lend each other words."""
    assert digest("a b", "c") != digest("a", "b c")


def test_english_is_approved_by_the_roles_of_the_policy() -> None:
    """A clinician, unless the project says otherwise."""
    assert review_english(STOP, [], JUDGE).missing == ("clinician",)
    assert review_english(STOP, [signoff(Role.CLINICIAN, STOP)], JUDGE).missing == ()


def test_a_changed_character_lapses_and_changed_back_counts_again() -> None:
    """Nothing is stored but what was read."""
    signed = [signoff(Role.CLINICIAN, STOP)]
    changed = review_english(replace(STOP, text="Do **not** stop!"), signed, JUDGE)
    assert (changed.missing, [lapse.signoff for lapse in changed.lapsed]) == (("clinician",), signed)
    assert review_english(STOP, signed, JUDGE).lapsed == ()


def test_a_translation_lapses_when_either_side_changes() -> None:
    """The pair was read, so the pair is what counts."""
    both = [signoff(Role.TRANSLATOR, REST, "Descanse 2 días."), signoff(Role.REVISER, REST, "Descanse 2 días.")]
    assert translated(REST, "Descanse 2 días.", *both).missing == ()
    assert translated(REST, "Descanse 3 días.", *both).missing == ("translator", "reviser")
    other = replace(REST, text="Rest for 3 days.")
    assert translated(other, "Descanse 2 días.", *both).missing == ("translator", "reviser")


def test_a_sign_off_of_another_message_or_handout_does_not_count() -> None:
    """The same words elsewhere were not read there."""
    signed = signoff(Role.CLINICIAN, STOP)
    elsewhere = replace(signed, domain="other")
    assert review_english(STOP, [elsewhere], JUDGE).missing == ("clinician",)
    assert review_english(replace(STOP, id="st.other"), [signed], JUDGE).missing == ("clinician",)


def test_translator_and_reviser_are_two_people() -> None:
    """However the name is written; ISO 17100 wants a second pair of eyes."""
    one = signoff(Role.TRANSLATOR, REST, "Descanse 2 días.", name="Ana Ejemplo")
    same = signoff(Role.REVISER, REST, "Descanse 2 días.", name="ana  EJEMPLO")
    assert translated(REST, "Descanse 2 días.", one, same).missing == ("reviser other than Ana Ejemplo",)
    third = signoff(Role.REVISER, REST, "Descanse 2 días.", name="Luis Ejemplo")
    assert translated(REST, "Descanse 2 días.", one, same, third).missing == ()
    relaxed = replace(JUDGE, policy=Policy(different_people=False))
    assert translated(REST, "Descanse 2 días.", one, same, judge=relaxed).missing == ()


def test_a_critical_translation_needs_a_clinician_or_a_back_translation() -> None:
    """Two people who read the language are not enough where a slip kills."""
    pair = "No lo suspenda."
    two = [signoff(Role.TRANSLATOR, STOP, pair), signoff(Role.REVISER, STOP, pair)]
    assert translated(STOP, pair, *two).missing == ("clinician or back-translation",)
    assert translated(STOP, pair, *two, signoff(Role.CLINICIAN, STOP, pair)).missing == ()
    compared = signoff(Role.REVISER, STOP, pair, back="Do not suspend it.")
    assert translated(STOP, pair, two[0], compared).missing == ()
    strict = replace(JUDGE, policy=Policy(critical=("clinician",)))
    assert translated(STOP, pair, two[0], compared, judge=strict).missing == ("clinician",)


def test_a_review_ends_when_its_time_is_over() -> None:
    """Medicine moves on; a fresh sign-off of the same text brings the approval back."""
    old = signoff(Role.CLINICIAN, STOP, day=date(2023, 11, 22))
    review = review_english(STOP, [old], JUDGE)
    assert (review.missing, review.overdue, review.lapsed) == (("clinician",), (old,), ())
    almost = replace(old, day=date(2023, 11, 23))
    assert review_english(STOP, [almost], JUDGE).missing == ()
    assert review_english(STOP, [old, signoff(Role.CLINICIAN, STOP)], JUDGE).overdue == ()


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 11, 22), 36, date(2029, 11, 22)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_months_are_those_of_the_calendar(day: date, months: int, later: date) -> None:
    """No month has a 31st because another has."""
    assert months_later(day, months) == later


def test_a_sign_off_with_a_fault_or_without_the_wanted_signature_does_not_count() -> None:
    """Whoever has no reviewer's key approves nothing, where the policy asks for signatures."""
    signed = signoff(Role.CLINICIAN, STOP)
    assert review_english(STOP, [replace(signed, fault="a reason")], JUDGE).missing == ("clinician",)
    keyed = replace(JUDGE, policy=Policy(signatures=True))
    assert review_english(STOP, [signed], keyed).missing == ("clinician",)
    assert review_english(STOP, [replace(signed, has_signature=True)], keyed).missing == ()


def test_a_carried_typo_keeps_the_approvals_and_nothing_else_does() -> None:
    """By the clinician's record, and through several typos; never to a wording that was not carried."""
    old, new, newer = "Rest for 2 dayz.", "Rest for 2 days.", "Rest for 2 days !"
    pair = [signoff(role, replace(REST, text=old), "Descanse 2 días.") for role in (Role.TRANSLATOR, Role.REVISER)]
    first = replace(signoff(Role.CLINICIAN, REST), texts={"rest": signed_text(new, replaces=old)})
    second = replace(signoff(Role.CLINICIAN, REST), texts={"rest": signed_text(newer, replaces=new)})
    for text, source, missing in [
        (old, [], 0),
        (new, [], 2),
        (new, [first], 0),
        (newer, [first], 2),
        (newer, [second], 2),
        (newer, [first, second], 0),
    ]:
        message = replace(REST, text=text)
        english = equivalents(message, source)
        review = review_translation(message, "Descanse 2 días.", "es", pair, JUDGE, english=english)
        assert len(review.missing) == missing, (text, source)
    assert review_english(replace(REST, text=new), [first], JUDGE).missing == ()


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("Take it.", "Do not take it.", "'not'"),
        ("Do not take it.", "Don't take it.", ""),
        ("Rest 2 days.", "Rest 3 days.", "a number"),
        ("Rest two days.", "Rest three days.", "'three'"),
        ("Call {emergency_number}.", "Call 911.", "a number"),
        ("Call {clinic_phone}.", "Call us.", "a placeholder"),
        ("See [a](https://a.org).", "See [a](https://b.org).", "a link"),
        ("**Do not** stop.", "Do not stop.", "the emphasis"),
        ("Before meals.", "After meals.", "'after'"),
        ("Stop it.", "Start it.", "'start'"),
        ("Treatmant helps.", "Treatment helps.", ""),
        ("You can ask for help", "You can ask for help.", ""),
    ],
)
def test_what_turns_a_sentence_is_no_typo(old: str, new: str, what: str) -> None:
    """A clinician may carry a typo over; a number or a "not" is read again by everyone."""
    found = turned(old, new)
    assert what in found if what else found == ""


HANDOUT = """\
# Title {#title}

::: emergency

## Call if you: {#em.lead .critical}

- Cannot breathe {#em.breath .critical}
- Have a fever {#em.fever .critical}

:::

A paragraph. {#one}
"""


@pytest.mark.parametrize(
    "other",
    [
        HANDOUT.replace("- Cannot breathe {#em.breath .critical}\n", ""),
        HANDOUT.replace("{#em.fever .critical}", "{#em.fever}"),
        HANDOUT.replace("::: emergency", "::: call-us"),
        HANDOUT.replace("- Have a fever {#em.fever .critical}\n", "").replace(
            "A paragraph.", "- Have a fever {#em.fever .critical}\n\nA paragraph."
        ),
        HANDOUT.replace("A paragraph. {#one}", "## A paragraph. {#one}"),
    ],
    ids=["dropped", "less critical", "another box", "moved out of the box", "another heading"],
)
def test_the_arrangement_is_signed_too(other: str) -> None:
    """A sentence in another box says something else without one character changed."""
    assert outline(HANDOUT) == outline(HANDOUT.replace("A paragraph.", "Another text."))
    assert outline(HANDOUT) != outline(other)


def outline(markdown: str) -> str:
    """Return the arrangement of *markdown*."""
    from pnsi18n.model.finding import Location
    from pnsi18n.model.handout import Handout, HandoutSettings

    blocks = segment(markdown, domain="fixture", path="handout.md")
    settings = HandoutSettings(title_id="title", edition=date(2026, 11, 1))
    handout = Handout(domain="fixture", settings=settings, blocks=blocks, location=Location("handout.md"))
    message = outline_of(handout, {})
    assert message.id == OUTLINE
    return digest(message.text)


def test_a_sign_off_file_is_plain_and_hides_no_character() -> None:
    """What cannot be seen is written as its number."""
    message = Message(id='odd "id"', text="a\u202eb\u200bc\u00a0d\\ \x7f \U000e0001")
    content = compose_signoff(signoff(Role.CLINICIAN, message))
    assert r"a\u202Eb\u200Bc\u00A0d\\ \u007F \U000E0001" in content
    import tomllib

    assert tomllib.loads(content)["messages"]['odd "id"']["english"] == message.text


@given(st.text(), st.text())
def test_a_word_diff_holds_both_texts(old: str, new: str) -> None:
    """Kept and removed pieces are the old text, kept and added ones the new."""
    pieces = word_diff(old, new)
    assert "".join(p.text for p in pieces if p.change.value != "added") == old
    assert "".join(p.text for p in pieces if p.change.value != "removed") == new


def test_a_word_diff_marks_the_digit_that_changed() -> None:
    """The reader's eye goes there at once."""
    assert marked("lasts 5 minutes", "lasts 15 minutes") == "lasts [-5-]{+15+} minutes"
    assert marked("超过5分钟", "超过15分钟") == "超过[-5-]{+15+}分钟"


def test_every_canonicaliser_names_itself() -> None:
    """The version is a part of the digest."""
    assert all(digest("a", version=name).startswith(f"{name}:") for name in canonical.CANONICALISERS)
    assert canonical.CURRENT in canonical.CANONICALISERS
