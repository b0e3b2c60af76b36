"""Read PO text strictly and losslessly: every byte of the file is in some entry's parts.

The grammar is gettext's (manual, "The Format of PO Files"; ``po-gram.y``), with what newer and
older tools write beside it: ``#=`` (gettext 0.25), ``#~|``, unknown flags, X- headers. What
gettext would refuse is refused here, with the line; most libraries take it in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pnsi18n.errors import CatalogError
from pnsi18n.model.catalog import Catalog, Entry, Part, PartKind
from pnsi18n.model.finding import Location

_MENDING = "restore the file from its history or a backup, or mend the line in a text editor"
_COMMENT = re.compile(r"\s*#(?![~|])(?P<mark>[.:,=]?).*")
_STRING = re.compile(
    r"\s*(?P<obsolete>#~)?\s*(?P<previous>\#?\|)?\s*"
    r"(?P<keyword>msgctxt|msgid_plural|msgid|msgstr)?(?:\s*\[(?P<index>\d+)\])?\s*"
    r'"(?P<string>(?:[^"\\]|\\.)*)"\s*'
)
_ESCAPE = re.compile(r"\\(?:([abfnrtv\\\"?'])|([0-7]{1,3})|x([0-9A-Fa-f]{1,2}))")
_BAD_ESCAPE = re.compile(r"\\(?![abfnrtv\\\"?'0-7]|x[0-9A-Fa-f])")
_LETTERS = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_COMMENTS = {
    "": PartKind.TRANSLATOR_COMMENT,
    ".": PartKind.EXTRACTED_COMMENT,
    ":": PartKind.REFERENCE,
    ",": PartKind.FLAG,
    "=": PartKind.STICKY_FLAG,
}
_KEYWORDS = {
    "msgctxt": PartKind.MSGCTXT,
    "msgid": PartKind.MSGID,
    "msgid_plural": PartKind.MSGID_PLURAL,
    "msgstr": PartKind.MSGSTR,
}
_CONFLICT = re.compile(r"(<{7}|={7}|>{7}|\|{7})(\s|$)")


def unescape(string: str) -> str:
    """Return what the C-like escapes of a PO string stand for."""
    if "\\" not in string:
        return string
    return _ESCAPE.sub(_character, string)


def _character(match: re.Match[str]) -> str:
    letter, octal, hexadecimal = match.groups()
    if letter:
        return _LETTERS.get(letter, letter)
    return chr(int(octal, 8)) if octal else chr(int(hexadecimal, 16))


def scan(text: str, location: Location) -> Catalog:
    """Return the catalog that *text* holds.

    Raises ``CatalogError`` with the line for what is not PO. Entries that stand twice are
    kept; ``require_unique`` is for callers that cannot live with them.
    """
    newline = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
    scanner = _Scanner(path=location.path)
    for number, line in enumerate(_lines(text), start=1):
        scanner.read(line, number)
    scanner.finish()
    return Catalog(
        location=location,
        entries=tuple(scanner.entries),
        tail="".join(part.raw for part in scanner.parts),
        newline=newline,
    )


def _lines(text: str) -> Iterator[str]:
    """Yield the lines of *text* with their ends; only LF ends a line in a PO file."""
    start = 0
    while (end := text.find("\n", start)) >= 0:
        yield text[start : end + 1]
        start = end + 1
    if start < len(text):
        yield text[start:]


def require_unique(catalog: Catalog) -> Catalog:
    """Return *catalog*, or raise ``CatalogError`` naming both lines of a repeated entry."""
    seen: dict[tuple[str | None, str], Entry] = {}
    for entry in (*filter(None, [catalog.header]), *catalog.live):
        earlier = seen.setdefault(entry.key, entry)
        if earlier is not entry:
            raise CatalogError(
                f"{entry.msgctxt or entry.msgid!r} stands at line {earlier.line} already",
                at=Location(catalog.location.path, entry.line),
                hint="two people may have translated it: keep the better of the two and delete the other",
            )
    return catalog


@dataclass(slots=True)
class _Scanner:
    """The state between two lines: the entry being read, and those that are complete."""

    path: str
    entries: list[Entry] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    fields: dict[str, list[str]] = field(default_factory=dict)
    current: str = ""
    obsolete: bool = False
    line: int = 0
    end: int = 0

    def refuse(self, statement: str, line: int, hint: str = _MENDING) -> None:
        raise CatalogError(statement, at=Location(self.path, line), hint=hint)

    def read(self, line: str, number: int) -> None:
        self.end = number
        stripped = line.rstrip("\r\n")
        if not stripped.strip():
            self.note(PartKind.BLANK, line, number)
        elif (match := _STRING.fullmatch(stripped)) and (match["keyword"] or not match["index"]):
            self.string(match, line, number)
        elif match := _COMMENT.fullmatch(stripped):
            self.note(_COMMENTS[match["mark"]], line, number)
        else:
            self.explain(stripped, number)

    def note(self, kind: PartKind, line: str, number: int) -> None:
        """Keep a line that is not a string; after a msgstr it opens the next entry."""
        if self.complete:
            self.close()
        elif self.begun and kind is not PartKind.BLANK:
            self.refuse("a comment stands inside an entry", number, "move it above the entry")
        self.keep(kind, line)

    @property
    def begun(self) -> bool:
        """Whether the entry being read has a msgctxt or msgid yet."""
        return any(not name.startswith("#|") for name in self.fields)

    @property
    def complete(self) -> bool:
        """Whether the entry being read has a msgstr, so that another may begin."""
        return any(name.startswith("msgstr") for name in self.fields)

    def keep(self, kind: PartKind, line: str) -> None:
        if self.parts and self.parts[-1].kind is kind:
            self.parts[-1] = Part(kind, self.parts[-1].raw + line)
        else:
            self.parts.append(Part(kind, line))

    def string(self, match: re.Match[str], line: str, number: int) -> None:
        if _BAD_ESCAPE.search(match["string"]):
            self.refuse("a backslash stands before a character that it cannot escape", number)
        if "\0" in match["string"]:
            self.refuse("a NUL character stands in the text", number)
        keyword, previous = match["keyword"], bool(match["previous"])
        if keyword is None:
            self.continuation(match, line, number, previous=previous)
            return
        name = ("#|" if previous else "") + keyword
        if match["index"] is not None:
            name += f"[{match['index']}]"
        self.open(name, match, number)
        self.fields[name] = [match["string"]]
        self.current = name
        self.keep(PartKind.PREVIOUS if previous else _KEYWORDS[keyword], line)

    def open(self, name: str, match: re.Match[str], number: int) -> None:
        """Check that *name* may come here, beginning a new entry where it does."""
        starts = name in {"msgctxt", "msgid", "#|msgctxt", "#|msgid"}
        if starts and self.complete:
            self.close()
        if name in self.fields:
            self.refuse(f"{name} stands twice in one entry", number)
        expected = _MAY_FOLLOW[re.sub(r"\[\d+\]", "[]", name)]
        before = re.sub(r"\[\d+\]", "[]", next(reversed(self.fields), ""))
        if before not in expected:
            self.refuse(f"{name} cannot come after {before or 'the beginning of an entry'}", number)
        if not name.startswith("#|"):
            if not self.begun:
                self.line, self.obsolete = number, bool(match["obsolete"])
            elif self.obsolete != bool(match["obsolete"]):
                self.refuse("an entry is half obsolete (#~) and half not", number)

    def continuation(self, match: re.Match[str], line: str, number: int, *, previous: bool) -> None:
        if not self.current or previous != self.current.startswith("#|"):
            self.refuse("a text stands here without msgid or msgstr before it", number)
        if not previous and self.obsolete != bool(match["obsolete"]):
            self.refuse("an entry is half obsolete (#~) and half not", number)
        self.fields[self.current].append(match["string"])
        self.keep(self.parts[-1].kind, line)

    def explain(self, line: str, number: int) -> None:
        """Say what is wrong with a line that is neither comment nor string."""
        if _CONFLICT.match(line):
            self.refuse(
                "an unsettled merge conflict of git stands here",
                number,
                "decide which side to keep and delete the lines with <<<<<<<, ======= and >>>>>>>",
            )
        if line.count('"') - line.count('\\"') == 1:
            self.refuse('the closing " is missing', number)
        if line.rstrip().startswith('"') or re.match(r"\s*(#~\s*)?msg\w+\s*(\[\d+\]\s*)?\"", line):
            self.refuse('a " inside the text has no backslash before it', number, 'write it as \\"')
        self.refuse(f"this is not PO: {line.strip()[:60]}", number)

    def close(self) -> None:
        self.entries.append(_entry(self))
        self.parts, self.fields, self.current, self.obsolete = [], {}, "", False

    def finish(self) -> None:
        if self.complete:
            self.close()
        elif self.fields:
            self.refuse("the file ends in the middle of an entry", self.end)


_MAY_FOLLOW = {
    "#|msgctxt": {""},
    "#|msgid": {"", "#|msgctxt"},
    "#|msgid_plural": {"#|msgid"},
    "msgctxt": {"", "#|msgctxt", "#|msgid", "#|msgid_plural"},
    "msgid": {"", "msgctxt", "#|msgctxt", "#|msgid", "#|msgid_plural"},
    "msgid_plural": {"msgid"},
    "msgstr": {"msgid"},
    "msgstr[]": {"msgid_plural", "msgstr[]"},
}


def _entry(scanner: _Scanner) -> Entry:
    texts = {name: unescape("".join(pieces)) for name, pieces in scanner.fields.items()}
    return Entry(
        msgctxt=texts.get("msgctxt"),
        msgid=texts["msgid"],
        msgid_plural=texts.get("msgid_plural"),
        msgstrs=tuple(text for name, text in texts.items() if name.startswith("msgstr")),
        previous_msgctxt=texts.get("#|msgctxt"),
        previous_msgid=texts.get("#|msgid"),
        previous_msgid_plural=texts.get("#|msgid_plural"),
        obsolete=scanner.obsolete,
        line=scanner.line,
        parts=tuple(scanner.parts),
        **_comments(scanner.parts),
    )


def _comments(parts: Iterable[Part]) -> dict[str, tuple[str, ...]]:
    lines: dict[PartKind, list[str]] = {}
    for part in parts:
        if part.kind in _COMMENTS.values():
            lines.setdefault(part.kind, []).extend(part.raw.splitlines())
    return {
        "flags": _flags(lines.get(PartKind.FLAG, [])),
        "sticky_flags": _flags(lines.get(PartKind.STICKY_FLAG, [])),
        "extracted_comments": _texts(lines.get(PartKind.EXTRACTED_COMMENT, []), "#."),
        "translator_comments": _texts(lines.get(PartKind.TRANSLATOR_COMMENT, []), "#"),
        "references": tuple(token for line in lines.get(PartKind.REFERENCE, []) for token in line.lstrip()[2:].split()),
    }


def _flags(lines: list[str]) -> tuple[str, ...]:
    names = (name.strip() for line in lines for name in line.lstrip()[2:].split(","))
    return tuple(name for name in names if name)


def _texts(lines: list[str], mark: str) -> tuple[str, ...]:
    return tuple(line.strip().removeprefix(mark).removeprefix(" ") for line in lines)
