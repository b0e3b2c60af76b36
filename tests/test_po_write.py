"""What we write from nothing is what msgcat writes: no tool of a translator finds anything to reformat."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pnsi18n.adapters.breaks import gettext_breaks
from pnsi18n.adapters.po import read_catalog, write_catalog
from pnsi18n.errors import CatalogError
from pnsi18n.model.catalog import Catalog, Entry
from pnsi18n.model.finding import Location
from pnsi18n.text.po_syntax import scan
from pnsi18n.text.po_write import columns, compose, splice, text_of

HEADER = Entry(msgid="", msgstrs=("Language: fr\nContent-Type: text/plain; charset=UTF-8\n",))
ENGLISH = "Do not stop taking steroids suddenly. You could become very sick, so talk with your doctor first, always. "
CHINESE = "如果您发烧超过三十八度，请立即拨打急救电话（九一一）。不要突然停药！「药」、日本語のテキスト、カタカナー。"
KOREAN = "열이 38도가 넘으면 바로 병원에 전화하세요. 스테로이드를 갑자기 끊지 마세요. 의사와 먼저 상의하십시오. "
RUSSIAN = "Не прекращайте приём стероидов внезапно: это опасно. Сначала поговорите со своим врачом или медсестрой. "
ARABIC = "لا تتوقف فجأة عن تناول الستيرويدات. قد تصبح مريضًا جدًا، لذا تحدث مع طبيبك أولاً دائمًا. "
HINDI = "स्टेरॉयड लेना अचानक बंद न करें। आप बहुत बीमार हो सकते हैं, इसलिए पहले अपने डॉक्टर से बात करें। "
KHMER = "ថ្នាំព្យាបាលមហារីកខ្លះធ្វើឱ្យប្រព័ន្ធភាពស៊ាំខ្លាំងជាងមុន។ ប៉ុន្តែថ្នាំទាំងនេះអាចបង្កឱ្យកើតបណ្ដុំរោគសញ្ញា "
THAI = "โทรเรียกรถพยาบาลทันทีถ้าหายใจไม่ออก (โทร 1669) อย่าหยุดยาสเตียรอยด์เองโดยไม่ถามหมอก่อน "
BURMESE = "အသက်ရှူရခက်ပါက ချက်ချင်းခေါ်ပါ။ ဆေးကို ကိုယ့်သဘောနဲ့ မရပ်ပါနဲ့၊ ဆရာဝန်ကို အရင်မေးပါ။ "
LAO = "ໂທຫາລົດສຸກເສີນທັນທີ ຖ້າຫາຍໃຈບໍ່ອອກ ຢ່າຢຸດຢາສະເຕີຣອຍດ້ວຍຕົນເອງ "
LATIN = "Ne prenez pas d’alcool ; à 38,5 °C, appelez le 15\u00a0! Où ? Là-bas, peut-être… ça dépend, naïve sœur. "
WORDS = [
    *ENGLISH.split(),
    *("\\", '\\"', "C:\\path", "and/or", "mother-in-law", "38.5", "100%", "(a)", "{count}", "**no**"),
]


def text(*entries: Entry) -> str:
    """Return the catalog that we write of *entries*."""
    composed = [replace(entry, raw=compose(entry, gettext_breaks)) for entry in (HEADER, *entries)]
    return "\n".join(entry.raw for entry in composed)


def msgcat(catalog: str, *options: str) -> str:
    """Return *catalog* as gettext writes it."""
    run = subprocess.run(["msgcat", *options, "-"], input=catalog.encode(), capture_output=True, check=True)
    return run.stdout.decode()


CASES = {
    "a short text": Entry(msgid="Rest", msgstrs=("Repos",)),
    "an empty translation": Entry(msgid="Rest"),
    "a long English text": Entry(msgid=ENGLISH * 4, msgstrs=(LATIN * 4,)),
    "Chinese and Japanese": Entry(msgid="a", msgstrs=(CHINESE * 4,)),
    "Korean": Entry(msgid="a", msgstrs=(KOREAN * 4,)),
    "Cyrillic": Entry(msgid="a", msgstrs=(RUSSIAN * 4,)),
    "Arabic": Entry(msgid="a", msgstrs=(ARABIC * 4,)),
    "Devanagari": Entry(msgid="a", msgstrs=(HINDI * 4,)),
    "Khmer": Entry(msgid="a", msgstrs=(KHMER * 4,)),
    "Thai": Entry(msgid="a", msgstrs=(THAI * 4,)),
    "Burmese": Entry(msgid="a", msgstrs=(BURMESE * 4,)),
    "Lao": Entry(msgid="a", msgstrs=(LAO * 4,)),
    "a newline at the end": Entry(msgid="Rest\n", msgstrs=("Repos\n",)),
    "newlines inside": Entry(msgid="Rest\nnow\n\nplease", msgstrs=("\n\nRepos",)),
    "only newlines": Entry(msgid="\n", msgstrs=("\n\n",)),
    "long lines with newlines": Entry(msgid=f"{ENGLISH * 2}\n{ENGLISH}\n", msgstrs=(f"{LATIN}\n{LATIN * 2}",)),
    "a very long word": Entry(msgid="w" * 200, msgstrs=("x" * 75 + " " + "y" * 200,)),
    "a very long word and a newline": Entry(msgid="w" * 200 + "\n", msgstrs=("x" * 200 + "\nend",)),
    "spaces at the ends": Entry(msgid="  " + ENGLISH + "  ", msgstrs=(" ",)),
    "escapes": Entry(msgid='a "b" \\ \t c\r', msgstrs=('"' * 90,)),
    "backslashes": Entry(msgid="C:\\path\\to\\file " * 8, msgstrs=("\\" * 120,)),
    "a plural": Entry(msgid="1 day", msgid_plural=ENGLISH * 2, msgstrs=("1 jour", LATIN * 2, "")),
    "a context": Entry(msgctxt="steroids.no-sudden-stop", msgid=ENGLISH, msgstrs=("a",)),
    "a long context": Entry(msgctxt=ENGLISH, msgid="a", msgstrs=("b",)),
    "an empty context": Entry(msgctxt="", msgid="a", msgstrs=("b",)),
    "everything": Entry(
        msgctxt="id",
        msgid=ENGLISH,
        msgid_plural=ENGLISH * 2,
        msgstrs=(LATIN, CHINESE),
        flags=("fuzzy", "python-brace-format"),
        translator_comments=("translator", "", "  indented"),
        extracted_comments=("Heading", "CRITICAL: " + ENGLISH * 2),
        references=("a.md:1", "b.md:2"),
        previous_msgctxt="old",
        previous_msgid=ENGLISH * 2,
        previous_msgid_plural=ENGLISH,
    ),
    "an obsolete entry": Entry(
        msgctxt="id",
        msgid=ENGLISH,
        msgstrs=(LATIN * 2,),
        flags=("fuzzy",),
        translator_comments=("note",),
        previous_msgid=ENGLISH,
        obsolete=True,
    ),
    "many references": Entry(msgid="a", msgstrs=("b",), references=tuple(f"source/handout.md:{n}" for n in range(40))),
}
EDGES = [Entry(msgid="a", msgstrs=("x" * n + " yy",)) for n in range(60, 80)]
EDGES += [Entry(msgid="a", msgstrs=("x" * n + "\n",), previous_msgid="é" * n, flags=("fuzzy",)) for n in range(60, 80)]
EDGES += [Entry(msgid="a", msgstrs=("药" * (n // 2) + "x" * (n % 2),), obsolete=True) for n in range(60, 80)]
EDGES += [Entry(msgid="a", msgstrs=("b",), references=("a" * n + ":1", "b" * 20 + ":22")) for n in range(45, 55)]


@pytest.mark.parametrize("entry", CASES.values(), ids=CASES.keys())
def test_a_new_entry_is_byte_for_byte_what_msgcat_writes(entry: Entry) -> None:
    """A translator's first save changes no line but their own."""
    assert text(entry) == msgcat(text(entry))


@pytest.mark.parametrize("entry", EDGES, ids=lambda entry: f"{len(entry.msgstrs[0])}-{len(entry.references)}")
def test_a_line_is_broken_at_the_very_column_where_msgcat_breaks_it(entry: Entry) -> None:
    """One column more or less would rewrap whole files."""
    assert text(entry) == msgcat(text(entry))


@pytest.mark.parametrize(
    "string",
    [
        # UAX 14, LB13 and LB29: a full stop before a letter. libunistring breaks after it, ICU does not.
        "See https://www.example.org/very/long/path?with=a&query=string#and-a-fragment or, e.g., ask. " * 3,
        # LB15 and LB19: quotation marks. Unicode 15.1 and 16 changed them; each library follows its own version.
        "Dites « bonjour », « bonsoir » ou « au revoir » aux gens, « toujours », « partout », « encore »." * 2,
        "请说“你好”，然后说“再见”，再说“谢谢”，最后说“对不起”，一直“重复”，直到“结束”。" * 2,
        # Khmer, Thai, Lao and Burmese are written without spaces: ICU has dictionaries, libunistring has not.
        "កុំឈប់ប្រើថ្នាំស្តេរ៉ូអ៊ីតភ្លាមៗ អ្នកអាចនឹងឈឺធ្ងន់ សូមនិយាយជាមួយគ្រូពេទ្យរបស់អ្នកជាមុនសិន" * 2,
        "อย่าหยุดกินยาสเตียรอยด์ทันที คุณอาจป่วยหนักได้ โปรดปรึกษาแพทย์ของคุณก่อนเสมอ" * 2,
    ],
)
def test_where_the_libraries_break_differently_the_unwrapped_file_is_the_same(string: str) -> None:
    """Wrapping may differ there; the text may not."""
    entry = Entry(msgid="a", msgstrs=(string,))

    assert msgcat(text(entry), "--no-wrap") == msgcat(msgcat(text(entry)), "--no-wrap")
    assert all(columns(line) <= 79 for line in text(entry).split("\n"))


@settings(deadline=None, max_examples=25)
@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=60), min_size=10, max_size=40))
def test_whatever_plain_english_is_written_msgcat_agrees(texts: list[list[str]]) -> None:
    """Our source is plain English: there, every byte agrees, except at a bracket after a quotation mark.

    There (LB15) Unicode 15.1 allows a break, and msgcat's libunistring may be older than that.
    """
    plain = [re.sub(r'" (?=[({])', '" or ', " ".join(words)) for words in texts]
    entries = [Entry(msgctxt=str(n), msgid=msgid, msgstrs=("x",)) for n, msgid in enumerate(plain)]

    assert text(*entries) == msgcat(text(*entries))


@given(
    st.builds(
        Entry,
        msgid=st.text().map(lambda text: text.replace("\0", "") + "."),
        msgctxt=st.none() | st.text().map(lambda text: text.replace("\0", "")),
        msgstrs=st.tuples(st.text().map(lambda text: text.replace("\0", ""))),
        flags=st.sampled_from([(), ("fuzzy",), ("fuzzy", "c-format")]),
        sticky_flags=st.sampled_from([(), ("c-format",)]),
        previous_msgid=st.none() | st.text().map(lambda text: text.replace("\0", "")),
        references=st.sampled_from([(), ("a.md:1",), ("my plan.md:2", "b.md")]),
        obsolete=st.booleans(),
    )
)
def test_what_is_composed_is_read_back_the_same(entry: Entry) -> None:
    """No field is lost between an entry and its lines."""
    (again,) = scan(
        text_of(replace(CATALOG, entries=(replace(entry, raw=compose(entry, gettext_breaks)),))), HERE
    ).entries

    assert replace(again, raw="", line=0) == entry


HERE = Location("x.po")
CATALOG = Catalog(location=HERE, entries=())
ODD = '#:  a.md:1\n# note \n#,fuzzy\nmsgid   "a"\nmsgstr ""\n"b\\x41"\n\t"c"  \n'


def test_a_new_flag_leaves_the_other_lines_of_an_entry_as_odd_as_they_were() -> None:
    """Only the lines that say something new are written anew."""
    (entry,) = scan(ODD, HERE).entries

    spliced = splice(entry, replace(entry, flags=("fuzzy", "c-format")), gettext_breaks)

    assert spliced.raw == '# note \n#:  a.md:1\n#, fuzzy, c-format\nmsgid   "a"\nmsgstr ""\n"b\\x41"\n\t"c"  \n'


def test_windows_line_ends_are_used_for_new_lines_too() -> None:
    """A file has one kind of line end."""
    (entry,) = scan(ODD.replace("\n", "\r\n"), HERE).entries

    spliced = splice(entry, replace(entry, msgid="new\nlines", previous_msgid="a"), gettext_breaks, "\r\n")

    assert "\n" not in spliced.raw.replace("\r\n", "")


def test_an_entry_after_a_file_without_a_last_newline_begins_on_its_own_line() -> None:
    """Two entries never run together."""
    catalog = scan('msgid "a"\nmsgstr "b"', HERE)
    more = replace(HEADER, msgid="c", raw=compose(replace(HEADER, msgid="c"), gettext_breaks))

    assert text_of(replace(catalog, entries=(*catalog.entries, more))).startswith('msgid "a"\nmsgstr "b"\nmsgid "c"')


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_writing_what_was_read_touches_nothing(tmp_path: Path, mark: bytes) -> None:
    """A file that says the same is not even opened for writing."""
    path = tmp_path / "x.po"
    path.write_bytes(mark + ODD.encode())
    before = path.stat().st_mtime_ns

    assert write_catalog(read_catalog(path, shown="x.po"), path) is False
    assert path.stat().st_mtime_ns == before


@pytest.mark.parametrize(
    "old",
    [
        'msgid "a"\nmsgstr "\\303\\251\\x41"\n',
        '#~\n#~msgid "a"\n#~msgstr "b"\n',
        'msgid"a"\nmsgid_plural"b"\nmsgstr [0]"c"\nmsgstr [1] "d\\a"\n',
        '#no space\n#: \n#:a.md\n#= c-format\nmsgid "a"\nmsgstr "\u2028\x85\x1c"\n',
    ],
)
def test_what_polib_cannot_read_in_an_old_file_does_not_keep_it_from_being_updated(tmp_path: Path, old: str) -> None:
    """The check guards our own lines, not the translator's."""
    path = tmp_path / "x.po"
    path.write_text(old, encoding="utf-8", newline="")
    catalog = read_catalog(path, shown="x.po")
    changed = splice(catalog.entries[0], replace(catalog.entries[0], flags=("fuzzy",)), gettext_breaks)

    assert write_catalog(replace(catalog, entries=(changed,)), path) is True
    assert read_catalog(path, shown="x.po").entries[0].fuzzy


def test_a_new_file_with_its_header_is_written(tmp_path: Path) -> None:
    """The header is checked with the file, and its folder is made."""
    path = tmp_path / "fr" / "x.po"
    entries = tuple(replace(entry, raw=compose(entry, gettext_breaks)) for entry in (HEADER, *CASES.values()))
    catalog = replace(CATALOG, entries=entries[:2])

    assert write_catalog(catalog, path) is True
    assert read_catalog(path, shown="x.po").header_fields["Language"] == "fr"


def test_lines_that_do_not_say_what_the_entry_says_are_never_written(tmp_path: Path) -> None:
    """A bug of ours must never reach a translator's file."""
    path = tmp_path / "x.po"
    path.write_text(ODD, encoding="utf-8")
    catalog = read_catalog(path, shown="x.po")
    lying = replace(catalog, entries=(replace(catalog.entries[0], msgstrs=("else",)), *catalog.entries[1:]), tail="\n")

    with pytest.raises(CatalogError, match="would be read back differently"):
        write_catalog(lying, path)

    assert path.read_text(encoding="utf-8") == ODD
