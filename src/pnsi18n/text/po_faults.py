"""Say what is wrong with a line that is not PO, and how to mend it."""

from __future__ import annotations

import re

SPACE = r"[ \t\r\f\v]*+"  # what gettext skips; a no-break space is not among them
END = rf"{SPACE}(?:\n|\Z)"
QUOTED = r'"[^"\\\n]*+(?>(?:\\[^\n][^"\\\n]*+)*)"'
MENDING = "restore the file from its history or a backup, or mend the line in a text editor"
ESCAPING = r"the escapes are \n \t \r \a \b \f \v \" \\ and bytes such as \303 or \xc3; a backslash itself is \\"
HALF_OBSOLETE = ("an entry is half obsolete (#~) and half not", "put #~ before all of its lines, or before none")
COMMENT_INSIDE = ("a comment stands inside an entry", "move it above the entry's first msgctxt or msgid")
LONE_TEXT = "a text stands here without msgid or msgstr before it"
CUT_OFF = "the file was cut off: restore it from its history or a backup"
_NOT_PO = (
    'comments begin with #, texts stand between "; if the file is damaged, restore it from its history or a backup'
)
MAY_FOLLOW = {
    "#| msgctxt": {""},
    "#| msgid": {"", "#| msgctxt"},
    "#| msgid_plural": {"#| msgid"},
    "msgctxt": {"", "#| msgid", "#| msgid_plural"},
    "msgid": {"", "msgctxt", "#| msgid", "#| msgid_plural"},
    "msgid_plural": {"msgid"},
    "msgstr": {"msgid"},
    "msgstr[]": {"msgid_plural", "msgstr[]"},
}
_REMEDIES = {
    ("msgstr", ""): "the msgid above it is missing; restore it from the template or the file's history",
    ("msgstr", "msgctxt"): "the msgid between them is missing; restore it from the template or the file's history",
    ("msgstr", "msgid_plural"): "with a msgid_plural the translations are msgstr[0], msgstr[1] …",
    ("msgstr", "msgstr[]"): "with a msgid_plural the translations are msgstr[0], msgstr[1] …",
    ("msgid_plural", ""): "the msgid above it is missing; restore it from the template or the file's history",
    ("msgid_plural", "msgstr"): "it belongs between msgid and msgstr[0]",
    ("msgctxt", "msgid"): "it belongs above the msgid; or the msgstr between two entries is missing",
    ("#| msgid", "msgctxt"): "it belongs above the msgctxt",
    ("#| msgid", "msgid"): "it belongs above the msgid",
    ("msgstr", "msgstr"): "keep one of the two translations",
    ("msgstr[]", "msgid"): "without a msgid_plural there is one msgstr, without [0]",
    ("msgid", "msgid"): 'the msgstr between them is missing; without a translation it is: msgstr ""',
    ("msgid", "msgid_plural"): 'the msgstr[0] between them is missing; without a translation it is: msgstr[0] ""',
    ("msgctxt", "msgid_plural"): 'the msgstr[0] between them is missing; without a translation it is: msgstr[0] ""',
    ("msgctxt", "msgctxt"): "keep one of the two, or restore the msgid and msgstr between them",
    ("msgid", "#| msgctxt"): "after #| msgctxt comes #| msgid; delete the #| lines or complete them",
    ("msgctxt", "#| msgctxt"): "after #| msgctxt comes #| msgid; delete the #| lines or complete them",
}


_HIDING = (
    (
        "\0",
        re.compile("\0"),
        "a NUL character stands here",
        "gettext would drop the rest of the text: " + MENDING,
    ),
    (
        "\r",
        re.compile(r"^[ \t\r\f\v]*+#[^\n]*?\r[ \t]*(?:#|msg|\")", re.MULTILINE),
        "lines end in a carriage return alone, so this comment would swallow what follows",
        "save the file with Unix (LF) or Windows (CRLF) line ends",
    ),
)
_MARK = r"[ \t\r\f\v]*(?:#[~|]+)?[ \t]*(?:#\|)?[ \t]*"
_WORD = r"(?:msgctxt|msgid_plural|msgid|msgstr)"
_FAULTS = tuple(
    (re.compile(pattern), statement, hint)
    for pattern, statement, hint in (
        (
            r"(<{7}|={7}|>{7}|\|{7})(\s|$)",
            "an unsettled merge conflict of git stands here",
            "decide which side to keep and delete the lines that begin with <<<<<<<, |||||||, ======= and >>>>>>>",
        ),
        (
            r"[^\n]*\r(?!\r*\n?$)",
            "a carriage return stands inside the line",
            "save the file with Unix (LF) or Windows (CRLF) line ends",
        ),
        (
            r"\ufeff",
            "a byte order mark stands inside the file",
            "two files were joined: delete the mark (and a second header)",
        ),
        (
            rf"{_MARK}{_WORD}?(\[\d*\])?[ \t]*[\u00a0\u2000-\u200f\u2028-\u202f\u2060\u3000]",
            "an invisible or no-break space stands outside the text",
            "write a plain space instead",
        ),
        (
            rf"{_MARK}{_WORD}?(\[\d*\])?[ \t]*[\u2018-\u201f\u00ab\u00bb\u300c-\u300f\uff02]",
            "a typographic quote stands where the text begins",
            'a text begins and ends with a straight "',
        ),
        (
            rf"{_MARK}{_WORD}?(\[\d*\])?[ \t]*['`]",
            "a single quote stands where the text begins",
            'a text begins and ends with "',
        ),
        (
            rf"{_MARK}msgstr[ \t]*\[(?![ \t]*[0-9]{{1,9}}[ \t]*\])",
            "msgstr[…] needs a number",
            "the forms are msgstr[0], msgstr[1] …",
        ),
        (
            rf"{_MARK}{_WORD}(\[\d+\])?{END}",
            "a keyword stands here without its text",
            'the text begins on the same line; an empty one is ""',
        ),
        (
            rf"{_MARK}{_WORD}[ \t]*[=:,;]+[ \t]*\"",
            "a sign stands between the keyword and its text",
            "delete it: only a space stands there",
        ),
        (
            r"[ \t]*#~[ \t]+\|",
            "a space stands between #~ and |",
            "the old English of an obsolete entry begins with #~|",
        ),
        (
            rf"[-+][ \t]*{_WORD}|@@ ",
            "this is a part of a patch, not a catalog",
            "apply it with git apply, or delete the signs at the beginning of the lines",
        ),
        (
            rf"{_MARK}{_WORD}?(\[\d+\])?[ \t]*{QUOTED}[ \t]*(#|\"|{_WORD}|[^\s\"][^\"\n]*\n?$)",
            "something stands after the closing quote",
            'one text or comment a line; a " inside a text is written \\"',
        ),
        (
            rf"{_MARK}(?:{_WORD}(\[\d+\])?)?[ \t]*\"[^\"\\\n]*+(?>(?:\\.[^\"\\\n]*+)*)\\?{END}",
            'the closing " is missing',
            "add it if the text is whole; if the file was cut off, restore it from its history or a backup",
        ),
        (
            rf"{_MARK}(?:{_WORD}(\[\d+\])?)?[ \t]*\"",
            'a " inside the text has no backslash before it',
            'write it as \\"',
        ),
        (
            rf"{_MARK}{_WORD}(\[\d+\])?[ \t]",
            'the opening " is missing',
            'a text begins and ends with "',
        ),
        (
            r'[ \t]*domain[ \t]*"',
            "this file holds several domains",
            "split it into one file a domain",
        ),
        (
            rf"{_MARK}[A-Za-z_]+(\[\d*\])?[ \t]*\"[^\n]*\"",
            "this keyword is not PO",
            "the keywords are msgctxt, msgid, msgid_plural and msgstr, in small letters",
        ),
        (
            r"[^\n]*\"\r*\n?$",
            'the opening " or the keyword is missing',
            MENDING,
        ),
        (r"[ \t]*//|[ \t]*/\*|[ \t]*;", "this is not a comment of PO", "a comment begins with #"),
    )
)


def fault(line: str) -> tuple[str, str]:
    """Return what is wrong with *line*, which is neither comment nor keyword nor text, and the remedy."""
    for pattern, statement, hint in _FAULTS:
        if pattern.match(line):
            return statement, hint
    return f"this is not PO: {line.strip()[:60]}", _NOT_PO


def hiding(text: str) -> tuple[int, str, str] | None:
    """Return the offset of what would hide a part of *text* from another tool, with reason and remedy."""
    for character, pattern, statement, hint in _HIDING:
        if character in text and (found := pattern.search(text)):
            return found.start(), statement, hint
    return None


def misplaced(name: str, before: str) -> tuple[str, str]:
    """Return why the keyword *name* cannot come after *before*, and the remedy."""
    shown, after = name.replace("[]", "[…]"), before.replace("[]", "[…]") or "the beginning of an entry"
    if name not in MAY_FOLLOW:
        return f"{shown} is not a keyword", "only msgstr has a number, and no msgstr has #| before it"
    if name == before:
        return f"{shown} stands twice in one entry", _REMEDIES.get((name, name), "keep one of the two")
    return f"{shown} cannot come after {after}", _REMEDIES.get((name, before), MENDING)


def miscounted(index: int, due: int) -> tuple[str, str]:
    """Return what to say of msgstr[*index*] where msgstr[*due*] must be."""
    return (
        f"msgstr[{index}] stands where msgstr[{due}] must be",
        "the forms are counted 0, 1, 2 … without a gap; the header's Plural-Forms says how many there are",
    )
