"""MK: emphasis and structure say the same in both languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pnsi18n.model.finding import Problem, Severity
from pnsi18n.model.rule import rule
from pnsi18n.model.unit import Unit
from pnsi18n.text.inline import Emphasis, Node, Strong, Text, has_marks, outline, parse, plain, walk
from pnsi18n.text.placeholders import Placeholder
from pnsi18n.text.traits import BLOCK, LINES

_STOP = "**Do not** stop."
_BLOCK_MARK = re.compile(r"\s*(?:#{1,6}\s|[-+*]\s|\d{1,9}[.)]\s|>\s?|:::|```|~~~)")


@rule(
    id="MK101",
    severity=Severity.ERROR,
    rationale="Bold marks the word that saves the reader; lost, the warning looks like any sentence.",
    bad=Unit(msgid=_STOP, msgstr="No lo suspenda."),
    good=Unit(msgid=_STOP, msgstr="**No** lo suspenda."),
    about="*_[",
)
def emphasis_differs(unit: Unit) -> Iterator[Problem]:
    """Report strong and emphasised parts that are lost, empty, or of a kind that the English does not have."""
    if any(map(_is_empty, walk(parse(unit.msgstr)))):
        yield Problem(
            statement="nothing is emphasised between two marks", hint="take the marks out, or put words there"
        )
    for shape, wanted, found in _shapes(unit):
        if found < wanted or not wanted:
            yield Problem(
                statement=f"{shape} stands {found} times, in the English {wanted}",
                hint="mark the words with the same meaning with the same ** or *",
            )


def _is_empty(node: Node) -> bool:
    inside = "".join(str(getattr(one, "text", one)) for one in walk((node,)) if isinstance(one, Text | Placeholder))
    return isinstance(node, Strong | Emphasis) and not any(character.isalnum() for character in inside)


def _shapes(unit: Unit) -> Iterator[tuple[str, int, int]]:
    """Yield each kind of emphasis with how often it stands in the English and in the translation."""
    ours, theirs = outline(unit.msgid), outline(unit.msgstr)
    if ours != theirs:
        wanted, found = Counter(ours), Counter(theirs)
        for shape in sorted(wanted.keys() | found.keys()):
            if shape != "link":
                yield shape, wanted[shape], found[shape]


@rule(
    id="MK106",
    severity=Severity.WARNING,
    rationale="In some languages an emphasised phrase stands in two pieces; where it does not, a mark is too many.",
    bad=Unit(msgid=_STOP, msgstr="**No** lo **suspenda**."),
    good=Unit(msgid=_STOP, msgstr="**No** lo suspenda."),
    about="*_[",
)
def emphasis_in_pieces(unit: Unit) -> Iterator[Problem]:
    """Report emphasis that stands in more pieces than in the English."""
    for shape, wanted, found in _shapes(unit):
        if found > wanted > 0:
            yield Problem(
                statement=f"{shape} stands {found} times, in the English {wanted}",
                hint="look whether all of it is what the English emphasises; if so, it may stay",
            )


@rule(
    id="MK102",
    severity=Severity.ERROR,
    rationale="Markdown that does not close is printed as stars and brackets.",
    bad=Unit(msgid=_STOP, msgstr="**No ** lo **suspenda**."),
    good=Unit(msgid=_STOP, msgstr="**No** lo suspenda."),
    about="*_]",
)
def broken_markdown(unit: Unit) -> Iterator[Problem]:
    """Report marks of emphasis and links that are left over as text."""
    if not has_marks(unit.msgstr):
        return
    for mark in ("**", "__", "](", "*"):
        if mark in plain(unit.msgstr) and mark not in plain(unit.msgid):
            yield Problem(
                statement=f"{mark} would be printed as it stands",
                hint="no space just inside **…**, and punctuation outside: **word**, not ** word:**",
                spot=mark,
            )
            return


@rule(
    id="MK103",
    severity=Severity.ERROR,
    rationale="A message is one block of the page; a second one has no place there.",
    bad=Unit(msgid="Do not stop.", msgstr="No lo suspenda.\n\nLlame."),
    good=Unit(msgid="Do not stop.", msgstr="No lo suspenda."),
    about={LINES},
)
def more_than_one_block(unit: Unit) -> Iterator[Problem]:
    """Report line breaks in a translation of a message that has none."""
    if "\n" in unit.msgstr.strip("\n") and "\n" not in unit.msgid:
        yield Problem(
            statement="the translation has a line break, the English has none",
            hint="write it on one line; the page breaks lines by itself",
            spot="\n",
        )


@rule(
    id="MK104",
    severity=Severity.ERROR,
    rationale="A heading or list mark inside a message is printed as a stray sign.",
    bad=Unit(msgid="Do not stop.", msgstr="- No lo suspenda."),
    good=Unit(msgid="Do not stop.", msgstr="No lo suspenda."),
    about={BLOCK},
)
def block_mark(unit: Unit) -> Iterator[Problem]:
    """Report a translation that begins like a heading, list item, quotation or container."""
    if _BLOCK_MARK.match(unit.msgstr) and not _BLOCK_MARK.match(unit.msgid):
        yield Problem(
            statement=f"the translation begins with {unit.msgstr.split()[0]}",
            hint="leave the mark out: the page adds bullets and numbers itself",
            spot=unit.msgstr.split()[0],
        )


@rule(
    id="MK105",
    severity=Severity.ERROR,
    rationale="A picture or the title of a link never reaches the paper.",
    bad=Unit(msgid="Ask us.", msgstr="Pregunte. ![foto](a.png)"),
    good=Unit(msgid="Ask us.", msgstr="Pregunte."),
    about="[]`",
)
def unprintable_markdown(unit: Unit) -> Iterator[Problem]:
    """Report Markdown in a translation that a message cannot hold: pictures, code, link titles."""
    for sign, pattern, name in _UNPRINTABLE:
        found = pattern.search(unit.msgstr) if sign in unit.msgstr else None
        if found and not pattern.search(unit.msgid):
            yield Problem(
                statement=f"{name} stands in the translation", hint="write plain words instead", spot=found[0]
            )


_UNPRINTABLE = (
    ("![", re.compile(r"!\["), "a picture"),
    ("`", re.compile("`"), "code"),
    ("](", re.compile(r"\]\(\S{1,2000}\s+[\"']"), "a link title"),
)

UNIT_RULES = (
    emphasis_differs,
    emphasis_in_pieces,
    broken_markdown,
    more_than_one_block,
    block_mark,
    unprintable_markdown,
)
