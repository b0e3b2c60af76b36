"""Read the entries of a PO file as nearly all are, each at one stroke.

Comments, msgctxt, msgid and msgstr as gettext's tools write them: nothing obsolete, no plural, no earlier text, no
space that need not be there. What is otherwise in any way is for ``po_syntax``, which reads line by line and says
what is wrong; of these entries it would say the same in four times the time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from pnsi18n.model.catalog import Entry, PartKind

COMMENTS = {
    "": PartKind.TRANSLATOR_COMMENT,
    ".": PartKind.EXTRACTED_COMMENT,
    ":": PartKind.REFERENCE,
    ",": PartKind.FLAG,
    "=": PartKind.STICKY_FLAG,
}
_NAMES = {
    "": "translator_comments",
    ".": "extracted_comments",
    ":": "references",
    ",": "flags",
    "=": "sticky_flags",
}
_LINES = r'(?>(?:"[^"\\\n]*+(?>(?:\\[abfnrtv\\"][^"\\\n]*+)*)"\n)+)'
_ENTRY = re.compile(
    rf"""
    (?P<blank>\n*+) (?P<comments>(?>(?:\#(?![~|])[^\n]*+\n)*))
    (?P<msgctxt>(?:msgctxt[ ]{_LINES})?) (?P<msgid>msgid[ ]{_LINES}) (?P<msgstr>msgstr[ ]{_LINES})
    (?=\Z | \n++(?:\#[^~|] | msgid[ ] | msgctxt[ ]))  # another text might go on
    """,
    re.VERBOSE,
)
_ESCAPE = re.compile(r"\\(.)")
_LETTERS = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


def plain_entry(text: str, start: int) -> re.Match[str] | None:
    """Return where such an entry stands in *text*, with the blank lines before it, if one begins at *start*."""
    return _ENTRY.match(text, start)


def entry_of(match: re.Match[str], number: int, blank: str) -> Entry:
    """Return the entry of *match*, which begins on line *number*; *blank* stands before it."""
    space, comments, msgctxt, msgid, msgstr = match.groups()
    read: dict[str, list[str]] = {}
    lines = comments.split("\n")[:-1]
    for line in lines:
        mark = line[1:2] if line[1:2] in COMMENTS else ""
        read.setdefault(mark, []).append(comment_of(line[1 + len(mark) :]))
    return Entry(
        msgctxt=_text(msgctxt) if msgctxt else None,
        msgid=_text(msgid),
        msgstrs=(_text(msgstr),),
        line=number + len(space) + len(lines),
        raw=blank + match[0],
        **comments_of(read),
    )


def _text(field: str) -> str:
    pieces = field.split("\n") if "\\" in field else ()
    if not pieces:  # every second piece stands between quotes
        return "".join(field.split('"')[1::2])
    first = pieces[0].index('"')
    return _ESCAPE.sub(_letter, "".join([pieces[0][first + 1 : -1], *[piece[1:-1] for piece in pieces[1:]]]))


def _letter(match: re.Match[str]) -> str:
    return _LETTERS.get(match[1], match[1])


def comment_of(body: str) -> str:
    """Return what a comment says, of which *body* stands behind its mark."""
    return body.removeprefix(" ").rstrip(" \t\r\f\v")


def comments_of(read: Mapping[str, list[str]]) -> dict[str, Any]:
    """Return the comments of an entry under the names of its fields, from those by mark."""
    return {_NAMES[mark]: tuple(_READ.get(mark, tuple)(lines)) for mark, lines in read.items()}


_REFERENCE = re.compile("\u2068([^\u2069]*)\u2069(\\S*)|(\\S+)")


def _flags(lines: Iterable[str]) -> Iterator[str]:
    """Yield the flags that stand in *lines*, separated by commas."""
    return filter(None, (name.strip() for line in lines for name in line.split(",")))


def _references(lines: Iterable[str]) -> Iterator[str]:
    """Yield the references in *lines*; a name with spaces stands between U+2068 and U+2069."""
    for line in lines:
        yield from (line.split() if "\u2068" not in line else map("".join, _REFERENCE.findall(line)))


_READ: Mapping[str, Callable[[Iterable[str]], Iterable[str]]] = {":": _references, ",": _flags, "=": _flags}
