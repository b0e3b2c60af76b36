"""Catalogs are read strictly, completely and in linear time; gettext and others are the judges."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import polib
import pytest
from casefile import Case, read_cases
from hypothesis import given
from hypothesis import strategies as st
from translate.storage import pypo

from pnsi18n.adapters.files import FileError
from pnsi18n.adapters.po import read_catalog
from pnsi18n.errors import CatalogError
from pnsi18n.model.catalog import Catalog, Entry
from pnsi18n.model.finding import Location
from pnsi18n.text.po_syntax import require_unique, scan
from pnsi18n.text.po_write import escape, string_lines, text_of

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
CASES = read_cases("malformed_po.md")
REFUSED = [case for case in CASES if "refused" in case.blocks]
READ = [case for case in CASES if "refused" not in case.blocks]
STRICTER = {
    "Two texts stand on one line": "polib and others lose the second",
    "A whole entry stands on one line": "polib and others lose the msgstr",
    "A keyword stands alone, its text on the next line": "polib refuses it",
    "An escape is NUL": "msgfmt drops the rest of the text",
    "Numeric escapes are Latin-1, not UTF-8": "msgcat refuses it, msgfmt does not look",
    "A NUL stands in a text": "msgfmt drops the rest of the text",
    "A NUL stands in a comment": "msgcat drops the rest of the comment",
    "Lines end in a carriage return alone": "other tools read it differently",
    "Lines after a comment end in a carriage return alone": "msgfmt takes the whole file for a comment",
    "Several domains stand in one file": "a catalog of ours has one domain",
}
LENIENT = {
    "An obsolete header": "nothing is looked up among obsolete entries",
    "Two obsolete entries with the same key": "nothing is looked up among obsolete entries",
}
NOT_FOR_POLIB = {
    "Obsolete entries with previous msgids, as msgcat writes them": "takes the previous msgids for comments",
    "Obsolete entries with previous msgids, as old tools wrote them": "a syntax error",
    "Obsolete entries without a space": "a syntax error",
    "A line with only #~": "a syntax error",
    "A line with only #|": "a syntax error",
    "No space between keyword and text": "a syntax error",
    "Spaces in the number of a form": "a syntax error",
    "Octal and hexadecimal escapes are bytes": "leaves them as they are",
    "An octal escape ends where its line ends": "leaves them as they are",
    "Escapes of every letter": "does not know \\\\a",
    "The sticky flags of gettext 0.25": "a syntax error",
    "A flag without a space": "a syntax error",
    "Comments of every kind, out of order": "a syntax error at #!",
    "References without lines, with commas, over several lines": "a syntax error at #: without a space",
    "Comments that look like entries": "a syntax error without a space",
    "A signature of seven equals signs in a comment": "a syntax error without a space",
}
NOT_FOR_PYPO = {
    "Line ends mixed by an editor": "a syntax error",
    "A carriage return too many in each line": "joins the header and the entry",
    "A line with only #~": "a syntax error",
    "Tabs and spaces before keywords and texts": "a syntax error",
    "Spaces in the number of a form": "a syntax error",
    "Escapes of every letter": "does not know a, b, f and v",
    "Octal and hexadecimal escapes are bytes": "drops the backslashes",
    "An octal escape ends where its line ends": "drops the backslashes",
}
NOT_FOR_MSGCAT = {
    **LENIENT,
    "Flags on several lines": "the last line counts; we, polib and pypo keep fuzzy, which is safer",
    "Comments of every kind, out of order": "#! is a flag line of gettext: the last line counts",
}


def po(case: Case) -> str:
    """Return the PO text of *case*, its notation resolved."""
    text = re.sub(r"⟨U\+([0-9A-F]{4})⟩", lambda match: chr(int(match[1], 16)), case.blocks["po"])
    return re.sub(r"⟨end⟩\n\Z", "", text)


def with_header(text: str) -> str:
    """Return *text* with a header that says UTF-8, unless it has one of its own."""
    return text if re.search(r'^msgid ""\r?\nmsgstr "', text, re.MULTILINE) else HEADER + text


def read(text: str) -> Catalog:
    """Return the catalog that *text* holds, no entry twice."""
    return require_unique(scan(text, Location("x.po")))


def gettext_takes(command: str, text: str) -> bool:
    """Whether *command* of gettext reads *text*."""
    run = subprocess.run(
        [command, "-o", "/dev/null", "-"], input=with_header(text).encode(), capture_output=True, check=False
    )
    return run.returncode == 0


def essence(entry: Entry) -> tuple[object, ...]:
    """Return what every tool knows of *entry*."""
    return (entry.msgctxt or None, entry.msgid, entry.msgid_plural or "", entry.msgstrs, entry.fuzzy, entry.obsolete)


@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_a_malformed_catalog_is_refused_with_line_reason_and_remedy(case: Case) -> None:
    """A translator without us at hand finds the line and mends it."""
    with pytest.raises(CatalogError) as caught:
        read(po(case))

    error = caught.value
    assert f"{error.location.line}: {error.statement}\nhint: {error.hint}\n" == case.blocks["refused"]


@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_msgfmt_refuses_what_we_refuse_but_for_what_it_would_damage(case: Case) -> None:
    """Each exception is named with its reason."""
    assert gettext_takes("msgfmt", po(case)) == (case.title in STRICTER)


@pytest.mark.parametrize("case", READ, ids=str)
def test_an_odd_but_valid_catalog_comes_back_byte_for_byte(case: Case) -> None:
    """What other tools leave behind is theirs; we do not tidy it."""
    assert text_of(read(po(case))) == po(case)


@pytest.mark.parametrize("case", READ, ids=str)
def test_msgcat_accepts_what_we_accept(case: Case) -> None:
    """A file that passes here passes in every tool built on gettext."""
    assert gettext_takes("msgcat", po(case)) == (case.title not in LENIENT)


@pytest.mark.parametrize("case", READ, ids=str)
def test_msgcat_reads_the_texts_that_we_read(case: Case) -> None:
    """The grammar is gettext's, so its reading decides."""
    if case.title in NOT_FOR_MSGCAT:
        pytest.skip(f"msgcat: {NOT_FOR_MSGCAT[case.title]}")
    run = subprocess.run(["msgcat", "-"], input=with_header(po(case)).encode(), capture_output=True, check=True)

    ours, theirs = (
        sorted(repr(essence(entry)) for entry in read(text).entries if not entry.is_header)
        for text in (with_header(po(case)), run.stdout.decode())
    )

    assert ours == theirs


@pytest.mark.parametrize("case", READ, ids=str)
def test_polib_reads_the_texts_that_we_read(case: Case, tmp_path: Path) -> None:
    """Most PO tools in Python see a file as polib does."""
    if case.title in NOT_FOR_POLIB:
        pytest.skip(f"polib: {NOT_FOR_POLIB[case.title]}")
    path = tmp_path / "x.po"
    path.write_bytes(with_header(po(case)).encode())

    theirs = [
        (
            entry.msgctxt or None,
            entry.msgid,
            entry.msgid_plural or "",
            tuple(entry.msgstr_plural.values()) or (entry.msgstr,),
            entry.fuzzy,
            bool(entry.obsolete),
        )
        for entry in polib.pofile(str(path))
    ]

    assert [essence(entry) for entry in read(with_header(po(case))).entries if not entry.is_header] == theirs


@pytest.mark.parametrize("case", READ, ids=str)
def test_translate_toolkit_reads_the_texts_that_we_read(case: Case) -> None:
    """Weblate and Virtaal see a file as translate-toolkit does."""
    if case.title in NOT_FOR_PYPO:
        pytest.skip(f"pypo: {NOT_FOR_PYPO[case.title]}")
    store = pypo.pofile.parsestring(with_header(po(case)).encode())  # type: ignore[no-untyped-call]

    theirs = {
        (str(unit.source), str(unit.target)) for unit in store.units if not unit.isheader() and unit.istranslated()
    }
    ours = {
        (entry.msgid, entry.msgstrs[0])
        for entry in read(with_header(po(case))).live
        if entry.is_filled and not entry.fuzzy
    }

    assert ours == theirs


@given(st.text())
def test_whatever_the_text_is_it_survives_escaping(text: str) -> None:
    """Escaping is reversible for every text."""
    text = text.replace("\0", "")

    (entry,) = scan(f'msgctxt "x"\nmsgid "{escape(text)}"\nmsgstr ""\n', Location("x.po")).entries

    assert entry.msgid == text


@given(st.lists(st.tuples(st.text(), st.text(), st.booleans()), unique_by=lambda pair: pair[0], min_size=1))
def test_whatever_the_texts_are_they_are_read_as_they_were_written(pairs: list[tuple[str, str, bool]]) -> None:
    """Reading is the inverse of writing."""
    pairs = [(msgid.replace("\0", ""), msgstr.replace("\0", ""), old) for msgid, msgstr, old in pairs]
    text = "\n".join(
        "".join(
            line + "\n"
            for keyword, string in (("msgid", msgid), ("msgstr", msgstr))
            for line in string_lines(keyword, string, lambda text: [text], "#~ " if old else "")
        )
        for msgid, msgstr, old in pairs
    )

    catalog = scan(text, Location("x.po"))

    assert text_of(catalog) == text
    assert [(entry.msgid, entry.msgstrs[0], entry.obsolete) for entry in catalog.entries] == pairs


@given(st.text(alphabet='msgidtrcxp_lu "\\\n\r\t#~|:,.=[]01<>é\u00a0\u2028'))
def test_whatever_stands_in_a_file_it_is_read_completely_or_refused_with_a_line(text: str) -> None:
    """Nothing crashes the reader, and no byte is dropped in silence."""
    try:
        line, back = 1, text_of(scan(text, Location("x.po")))
    except CatalogError as error:
        line, back = error.location.line, text

    assert back == text
    assert 1 <= line <= text.count("\n") + 1


@given(st.data())
def test_a_catalog_cut_off_anywhere_is_refused_or_a_beginning_of_it(data: st.DataObject) -> None:
    """A cut never turns one message into another."""
    text = (
        f'{HEADER}# c\n#, fuzzy\n#| msgid "Na\\"p"\nmsgctxt "a"\nmsgid "Rest"\nmsgstr ""\n"Re"\n"pos"\n\n'
        '#~ msgid "O"\n#~ msgstr "V"\n'
    )
    cut = text[: data.draw(st.integers(0, len(text)))]
    whole = scan(text, Location("x.po")).entries

    try:
        entries = scan(cut, Location("x.po")).entries
    except CatalogError:
        return

    for ours, theirs in zip(entries, whole, strict=False):
        assert ours.msgid == theirs.msgid
        assert theirs.msgstrs[0].startswith(ours.msgstrs[0])


def test_a_byte_order_mark_is_remembered_and_is_no_part_of_the_text(tmp_path: Path) -> None:
    """Windows editors write one, and it must come back."""
    path = tmp_path / "x.po"
    path.write_bytes(b"\xef\xbb\xbf" + HEADER.encode())

    catalog = read_catalog(path, shown="x.po")

    assert catalog.byte_order_mark
    assert text_of(catalog) == HEADER


@pytest.mark.parametrize(
    ("content", "line", "statement"),
    [
        (b"", 0, "the catalog is empty"),
        (b" \r\n\t\n", 0, "the catalog is empty"),
        (b'# caf\xe9\nmsgid "a"\nmsgstr "b"\n', 1, "the byte 0xe9 is not UTF-8"),
        (HEADER.encode().replace(b"UTF-8", b"ISO-8859-15"), 2, "the catalog is written in ISO-8859-15, not UTF-8"),
        (
            b"# x\n" * 9000 + HEADER.encode().replace(b"UTF-8", b"big5"),
            9002,
            "the catalog is written in big5, not UTF-8",
        ),
    ],
)
def test_a_file_that_is_not_utf8_is_refused_with_its_line(
    tmp_path: Path, content: bytes, line: int, statement: str
) -> None:
    """The line is said even where the text cannot be decoded."""
    path = tmp_path / "x.po"
    path.write_bytes(content)

    with pytest.raises((CatalogError, FileError)) as caught:
        read_catalog(path, shown="x.po")

    assert (caught.value.location, caught.value.statement) == (Location("x.po", line), statement)


def test_a_comment_that_speaks_of_a_charset_is_not_the_header(tmp_path: Path) -> None:
    """Only the header says how the file is encoded."""
    path = tmp_path / "x.po"
    path.write_text("# was: Content-Type: text/plain; charset=koi8-r\n" + HEADER, encoding="utf-8")

    assert read_catalog(path, shown="x.po").header


def entries_of(count: int) -> str:
    """Return a catalog of *count* entries as real ones are."""
    return HEADER + "\n".join(
        f'#. Heading\n#: a.md:{n}\n#, fuzzy\n#| msgid "Old {n}"\nmsgctxt "id.{n}"\nmsgid ""\n"Rest "\n"{n}"\n'
        f'msgstr "Repos {n}"\n'
        for n in range(count)
    )


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        (entries_of(100_000), 100_001),
        ('msgid "a"\nmsgstr "' + "b" * 50_000_000 + '"\n', 1),
        ('msgid "a"\nmsgstr "' + "\\n" * 5_000_000 + '"\n', 1),
        ('#~ msgid "a"\n#~ msgstr ""\n' + '#~ "a line of text\\n"\n' * 300_000, 1),
        ('msgid "a"\nmsgstr ""\n' + '"a line of text\\n"\n' * 300_000, 1),
        ("# comment\n" * 300_000 + 'msgid "a"\nmsgstr "b"\n', 1),
        ("\n" * 1_000_000 + 'msgid "a"\nmsgstr "b"\n', 1),
    ],
    ids=["entries", "long line", "escapes", "obsolete lines", "lines", "comments", "blank lines"],
)
def test_enormous_catalogs_are_read_whole(text: str, entries: int) -> None:
    """Nothing is cut, and no work grows with the square of the size: this test would not end."""
    catalog = scan(text, Location("x.po"))

    assert len(catalog.entries) == entries
    assert text_of(catalog) == text
