"""Markdown in, messages out: nothing is dropped, and what cannot be printed is refused by line."""

from __future__ import annotations

import re

import pytest
from casefile import Case, read_cases
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pnsi18n.errors import SourceError
from pnsi18n.model.message import Message
from pnsi18n.text.segment import segment

CASES = read_cases("segment.md")
READ = [case for case in CASES if "messages" in case.blocks]
REFUSED = [case for case in CASES if "refused" in case.blocks]


def messages_of(text: str) -> list[Message]:
    """Return the messages of a handout at ``handout.md``."""
    return [message for block in segment(text, domain="case", path="handout.md") for message in block.messages()]


def _shown(message: Message) -> str:
    risk = "" if message.risk == "ordinary" else f", {message.risk}"
    return f"{message.location.line} #{message.id or '-'} ({message.role}{risk}): {message.text}"


@pytest.mark.parametrize("case", READ, ids=str)
def test_every_block_becomes_the_messages_of_its_case(case: Case) -> None:
    """Promise the line, id, role, risk and text of every message."""
    found = [_shown(message) for message in messages_of(case.blocks["markdown"])]

    assert found == case.blocks["messages"].splitlines()


@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_what_a_handout_may_not_hold_is_refused_with_its_line_and_a_hint(case: Case) -> None:
    """Promise one error that says where, what, and what to do."""
    with pytest.raises(SourceError) as raised:
        messages_of(case.blocks["markdown"])

    assert str(raised.value) + "\n" == case.blocks["refused"]


def test_every_case_says_what_becomes_of_it() -> None:
    """A case without an outcome would test nothing."""
    assert len(READ) + len(REFUSED) == len(CASES)
    assert all("markdown" in case.blocks for case in CASES)


@pytest.mark.parametrize("newline", ["\r\n", "\r"], ids=["CRLF", "CR"])
def test_line_ends_of_other_systems_change_nothing(newline: str) -> None:
    """Windows and old Mac files give the same messages on the same lines."""
    text = "# Title {#t}\n\n::: emergency\n\nCall\nnow. {#c}\n\n:::\n\n| A |\n|---|\n| b |\n"

    assert messages_of(text.replace("\n", newline)) == messages_of(text)


@pytest.mark.parametrize("character", list("\ufeff\u200b\u202e\u2028\0\x0b\xad"), ids=ascii)
def test_a_character_that_nobody_can_see_is_refused_by_name(character: str) -> None:
    """It would make two texts differ that look the same."""
    with pytest.raises(SourceError, match=rf"^handout.md:3: the invisible character U\+{ord(character):04X} "):
        messages_of(f"# Title\n\nTake{character}one.\n")


def test_a_line_that_ends_in_two_spaces_is_refused() -> None:
    """They are a line break that nobody sees, and a translator would not repeat."""
    with pytest.raises(SourceError, match=r"^handout.md:2: a hard line break "):
        messages_of("One,\ntwo  \nthree\n")


def test_a_no_break_space_is_kept() -> None:
    """The author put it between number and unit for a reason."""
    assert [message.text for message in messages_of("Take 5\u00a0mg  with\tfood.\n")] == ["Take 5\u00a0mg with food."]


# Pieces that a document is put together from at random; each word is unlike every other.
_PIECES = [
    *(
        "# ",
        "## ",
        "### ",
        "- ",
        "* ",
        "1. ",
        "2) ",
        "7. ",
        "> ",
        "    ",
        "  ",
        "\t",
        "::: emergency",
        ":::",
        "| ",
        " |",
    ),
    *(
        "\n",
        "\n",
        "\n\n",
        "|---|---|",
        "\n---\n",
        "\n===\n",
        "\\",
        "`",
        "```\n",
        "~~~\n",
        "**",
        "*",
        "_",
        "[",
        "](",
        ")",
    ),
    *("!", "<", ">", "&amp;", "{#", "}", " .critical", "](https://e.org)", "![", "[^1]: ", "]: ", '"', "::: my-plan\n"),
]
_DOCUMENTS = st.lists(st.one_of(st.sampled_from(_PIECES), st.just("WORD"), st.just("WORD ")), max_size=40)


@given(_DOCUMENTS)
@settings(max_examples=400, deadline=None)
@example(["WORD", "|", "WORD", "\n|---|---|\n", "| ", "WORD", " | ", "WORD", " | ", "WORD", " |"])
@example(["".join("  " * depth + "- WORD\n" for depth in range(14))])
@example(["::: emergency ", "WORD", "\n\nWORD\n\n:::\n"])
@example(["WORD {#", "WORD", " .critical}\n"])
def test_every_word_of_a_document_is_in_some_message_or_the_document_is_refused(pieces: list[str]) -> None:
    """Promise that no text is ever dropped in silence, whatever Markdown it stands in."""
    numbers = iter(range(10_000))
    text = re.sub("WORD", lambda _: f"word{next(numbers)}z", "".join(pieces))
    try:
        messages = messages_of(text)
    except SourceError:
        return

    kept = " ".join(f"{message.text} #{message.id}" for message in messages)
    pictures = " ".join(re.findall(r"!\[[^\]]*\]\(([^)]*)\)", text))

    assert [word for word in re.findall(r"word\d+z", text) if word not in f"{kept} {pictures}"] == []


_WORDS = st.lists(st.from_regex(r"[A-Za-z0-9]{1,9}", fullmatch=True), min_size=1, max_size=6).map(" ".join)
_SENTENCES = _WORDS.map(lambda words: f"S{words}.")
_BLOCKS = st.one_of(
    _SENTENCES,
    _SENTENCES.map(lambda text: f"## {text}"),
    st.lists(_SENTENCES, min_size=1, max_size=4).map(lambda items: "\n".join(f"- {item}" for item in items)),
    st.lists(_SENTENCES, min_size=1, max_size=4).map(lambda items: "1. " + "\n   - ".join(items)),
    st.tuples(_SENTENCES, _SENTENCES).map(lambda two: f"| {two[0]} | {two[1]} |\n|---|---|\n| {two[1]} | {two[0]} |"),
    st.tuples(_SENTENCES, _SENTENCES).map(lambda two: f"::: call-us\n\n{two[0]}\n\n- **{two[1]}**\n\n:::"),
    _SENTENCES.map(lambda text: f"![{text}](picture.png)"),
)


@given(st.lists(_BLOCKS, max_size=8))
@settings(max_examples=150, deadline=None)
def test_a_supported_document_gives_its_words_in_their_order(blocks: list[str]) -> None:
    """Promise that every word is in a message, once, in reading order."""
    text = "# Title\n\n" + "\n\n".join(blocks) + "\n"

    found = " ".join(message.text for message in messages_of(text))

    written = re.sub(r"\(picture\.png\)|::: call-us|^\s*1\. |\|---\|---\|", "", text, flags=re.MULTILINE)
    assert re.findall(r"\w+", found) == re.findall(r"\w+", written)
