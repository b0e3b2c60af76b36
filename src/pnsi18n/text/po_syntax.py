"""Read PO text strictly and losslessly: every byte of the file is in some entry's parts.

The grammar is gettext's (manual, "The Format of PO Files"; ``po-lex.c`` and ``po-gram-gen.y``),
with what newer and older tools write beside it: ``#=`` (gettext 0.25), ``#~|``, unknown flags,
X- headers. What gettext refuses is refused here, with the line; most libraries take it in
silence. A few things that only gettext takes are refused, too, because other tools lose them:
two texts on one line, a keyword without its text on the same line, ``domain``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NoReturn

from pnsi18n.errors import CatalogError
from pnsi18n.model.catalog import Catalog, Entry, Part, PartKind
from pnsi18n.model.finding import Location
from pnsi18n.text import po_faults
from pnsi18n.text.po_faults import END, MAY_FOLLOW, QUOTED, SPACE
from pnsi18n.text.po_plain import COMMENTS, comment_of, comments_of, entry_of, plain_entry

_HOLLOW = rf"{SPACE}(?>(?:\#~\|?|\#\|)?){SPACE}\n"
_PREVIOUS = r"(?:(?<=~)\||\#\|)"  # "#|", "#~|" or "#~ #|", but never "#~ |"
_TOKEN = re.compile(
    rf"""
    (?P<field>
      {SPACE} (?>(?P<obsolete>\#~{SPACE})?) (?>(?P<previous>{_PREVIOUS}{SPACE})?)
      (?P<keyword>msgctxt|msgid_plural|msgid|msgstr) {SPACE}
      (?>(?:\[{SPACE}(?P<index>[0-9]{{1,9}}){SPACE}\]{SPACE})?)
      (?P<strings>
        {QUOTED}{END}
        (?>(?:(?>(?:{_HOLLOW})*){SPACE}(?(obsolete)\#~{SPACE})(?(previous){_PREVIOUS}{SPACE}){QUOTED}{END})*)
      )
    )
    | (?P<comment> {SPACE} (?>(?:\#~{SPACE})?) \#(?![~|]) (?P<mark>[.:,=]?) (?P<body>[^\n]*+) (?:\n|\Z) )
    | (?P<blank> (?>(?:{_HOLLOW})+) (?>(?:[ \t\r\f\v]++\Z)?) | [ \t\r\f\v]++\Z | {SPACE}(?:\#~\|?|\#\|){SPACE}\Z )
    | (?P<fault> [^\n]++ \n?+ )
    """,
    re.VERBOSE,
)
_GROUPS = ("obsolete", "previous", "keyword", "index", "strings")
_KEYWORDS = {
    "msgctxt": PartKind.MSGCTXT,
    "msgid": PartKind.MSGID,
    "msgid_plural": PartKind.MSGID_PLURAL,
    "msgstr": PartKind.MSGSTR,
}

_ESCAPE = re.compile(r"\\(?:([abfnrtv\\\"])|([0-7]{1,3})|x([0-9A-Fa-f]+)|)")
_NUMERIC = re.compile(r"\\[0-7x]")
_LETTERS = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


def _character(match: re.Match[str]) -> str:
    r"""Return what one escape stands for; a byte that is not ASCII as a lone surrogate.

    ``\303`` and ``\xc3`` are bytes of UTF-8, as gettext reads them. Raises ``ValueError`` with
    the reason for an escape that is none.
    """
    letter, octal, hexadecimal = match.groups()
    if letter:
        return _LETTERS.get(letter, letter)
    if not (octal or hexadecimal):
        raise ValueError(f"\\{match.string[match.end() : match.end() + 1]} is not an escape")
    code = int(octal, 8) if octal else int(hexadecimal, 16)
    if not 0 < code <= 0xFF:  # noqa: PLR2004
        raise ValueError(f"{match[0]} is not a character")
    return chr(code) if code <= 0x7F else chr(0xDC00 + code)  # noqa: PLR2004


def _decoded(text: str) -> str:
    """Join the bytes that stand as surrogates in *text* to characters."""
    try:
        return text.encode("utf-8", "surrogateescape").decode("utf-8")
    except UnicodeDecodeError as error:
        raise ValueError("the numeric escapes are not UTF-8") from error


def scan(text: str, location: Location) -> Catalog:
    """Return the catalog that *text* holds.

    Raises ``CatalogError`` with the line for what is not PO. Entries that stand twice are
    kept; ``require_unique`` is for callers that cannot live with them.
    """
    scanner = _Scanner(path=location.path)
    if hidden := po_faults.hiding(text):
        scanner.refuse(*hidden[1:], text.count("\n", 0, hidden[0]) + 1)
    number, end = 1, 0
    while match := scanner.next(text, end, number):
        number, end = number + match[0].count("\n"), match.end()
    scanner.finish(number - text.endswith("\n"))
    return Catalog(
        location=location,
        entries=tuple(scanner.entries),
        tail="".join(part.raw for part in scanner.whole_parts()) + scanner.blank,
        newline="\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n",
    )


def parts_of(raw: str) -> tuple[Part, ...]:
    """Return the lines of *raw*, the text of one entry of a catalog that was read, by their kinds."""
    scanner = _Scanner(path="")
    end = 0
    while match := _TOKEN.match(raw, end):
        scanner.read(match, 0)
        end = match.end()
    return scanner.whole_parts()


def require_unique(catalog: Catalog) -> Catalog:
    """Return *catalog*, or raise ``CatalogError`` naming both lines of a repeated entry.

    Obsolete entries may repeat: gettext's own tools refuse them, but nothing is looked up there.
    """
    seen: dict[tuple[str | None, str], Entry] = {}
    for entry in catalog.entries:
        earlier = entry if entry.obsolete else seen.setdefault(entry.key, entry)
        if earlier is not entry:
            name = "the header" if entry.is_header else repr(entry.msgctxt or entry.msgid)
            raise CatalogError(
                f"{name} stands at line {earlier.line} already",
                at=Location(catalog.location.path, entry.line),
                hint="two people may have translated it: keep the better of the two and delete the other",
            )
    return catalog


@dataclass(slots=True)
class _Scanner:
    """The state between two tokens: the entry being read, and those that are complete."""

    path: str
    entries: list[Entry] = field(default_factory=list)
    parts: list[tuple[PartKind, list[str]]] = field(default_factory=list)
    comments: dict[str, list[str]] = field(default_factory=dict)
    fields: dict[str, list[str]] = field(default_factory=dict)
    current: str = ""
    blank: str = ""
    obsolete: bool = False
    line: int = 0
    complete: bool = False

    def refuse(self, statement: str, hint: str, line: int) -> NoReturn:
        """Stop at *line*."""
        raise CatalogError(statement, at=Location(self.path, line), hint=hint)

    def next(self, text: str, start: int, number: int) -> re.Match[str] | None:
        """Take up what stands at *start* in *text*, a whole entry where it can be, and return its place."""
        between = self.complete or not (self.parts or self.current)
        if between and (match := plain_entry(text, start)):
            if self.complete:
                self.close()
            self.entries.append(entry_of(match, number, self.blank))
            self.blank = ""
        elif match := _TOKEN.match(text, start):
            self.read(match, number)
        return match

    def read(self, match: re.Match[str], number: int) -> None:
        """Take up one token: a field with all its lines, a comment line, or blank lines."""
        kind = match.lastgroup
        if kind == "field":
            self.take(match, number)
        elif kind == "comment":
            self.comment(match, number)
        elif kind == "blank":
            self.blank += match[0]
        else:
            self.explain(match[0], number)

    def comment(self, match: re.Match[str], number: int) -> None:
        """Keep a comment; after a msgstr it opens the next entry."""
        if self.complete:
            self.close()
        elif self.current:
            self.refuse(*po_faults.COMMENT_INSIDE, number)
        raw, mark, body = match.group(0, "mark", "body")
        self.comments.setdefault(mark, []).append(comment_of(body))
        self.keep(COMMENTS[mark], raw)

    def keep(self, kind: PartKind, raw: str) -> None:
        """Add lines to the entry; blank lines before them stay with them."""
        if self.blank and not self.parts:
            self.parts.append((PartKind.BLANK, [self.blank]))
            self.blank = ""
        if self.parts and self.parts[-1][0] is kind:
            self.parts[-1][1].append(self.blank + raw)
        else:
            self.parts.append((kind, [self.blank + raw]))
        self.blank = ""

    def whole_parts(self) -> tuple[Part, ...]:
        """Return the parts of the entry so far, each in one piece."""
        return tuple([Part(kind, "".join(raws)) for kind, raws in self.parts])

    def take(self, match: re.Match[str], number: int) -> None:
        """Take up a keyword with its text, beginning a new entry where it does."""
        obsolete, previous, keyword, index, strings = match.group(*_GROUPS)
        name = ("#| " + keyword if previous else keyword) + ("[]" if index else "")
        if self.complete and name not in {"msgstr", "msgstr[]", "msgid_plural"}:
            self.close()
        if self.current not in MAY_FOLLOW.get(name, ()):
            self.refuse(*po_faults.misplaced(name, self.current), number)
        if index and int(index) != (due := len(self.fields.get(name, ()))):
            self.refuse(*po_faults.miscounted(int(index), due), number)
        if not self.current:
            self.obsolete = bool(obsolete)
        elif self.obsolete != bool(obsolete):
            self.refuse(*po_faults.HALF_OBSOLETE, number)
        if not (self.line or previous):
            self.line = number
        self.fields.setdefault(name, []).append(self.text(strings, number))
        self.current, self.complete = name, keyword == "msgstr"
        self.keep(PartKind.PREVIOUS if previous else _KEYWORDS[keyword], match[0])

    def text(self, strings: str, number: int) -> str:
        """Return the text of the quoted *strings*, of which the first stands on line *number*."""
        if "\\" not in strings:  # every second piece stands between quotes
            return "".join(strings.split('"')[1::2])
        pieces = [line.partition('"')[2].rpartition('"')[0] for line in strings.split("\n")]
        offset, texts = 0, []
        try:
            for offset, piece in enumerate(pieces):  # noqa: B007
                texts.append(_ESCAPE.sub(_character, piece))
            numeric = [index for index, piece in enumerate(pieces) if _NUMERIC.search(piece)]
            offset = numeric[0] if numeric else offset
            return _decoded("".join(texts)) if numeric else "".join(texts)
        except ValueError as error:
            self.refuse(str(error), po_faults.ESCAPING, number + offset)

    def explain(self, line: str, number: int) -> None:
        """Say what is wrong with a line that is neither comment nor field."""
        if found := _LONE_TEXT.fullmatch(line):
            if self.current and self.obsolete != bool(found["obsolete"]):
                self.refuse(*po_faults.HALF_OBSOLETE, number)
            self.refuse(po_faults.LONE_TEXT, po_faults.MENDING, number)
        self.refuse(*po_faults.fault(line), number)

    def close(self) -> None:
        """Complete the entry and begin the next."""
        self.entries.append(_entry(self))
        self.parts, self.comments, self.fields = [], {}, {}
        self.current, self.obsolete, self.line, self.complete = "", False, 0, False

    def finish(self, number: int) -> None:
        """Complete the last entry, or refuse a file that is cut off in one."""
        if self.complete:
            self.close()
        elif self.current:
            self.refuse(f"the file ends in the middle of an entry, after {self.current}", po_faults.CUT_OFF, number)


_LONE_TEXT = re.compile(rf"{SPACE}(?>(?P<obsolete>\#~)?){SPACE}(?>(?:\#?\|)?){SPACE}{QUOTED}{END}")


def _entry(scanner: _Scanner) -> Entry:
    fields = scanner.fields

    def one(name: str) -> str | None:
        return fields[name][0] if name in fields else None

    return Entry(
        msgctxt=one("msgctxt"),
        msgid=fields["msgid"][0],
        msgid_plural=one("msgid_plural"),
        msgstrs=tuple(fields.get("msgstr") or fields["msgstr[]"]),
        previous_msgctxt=one("#| msgctxt"),
        previous_msgid=one("#| msgid"),
        previous_msgid_plural=one("#| msgid_plural"),
        obsolete=scanner.obsolete,
        line=scanner.line,
        raw="".join(part.raw for part in scanner.whole_parts()),
        **comments_of(scanner.comments),
    )
