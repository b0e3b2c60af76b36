"""Where the lines of a page end, by script: read in the laid-out boxes, in columns of many widths."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import weasyprint
from conftest import ROOT
from test_proof import INTRO, job, remarks
from weasyprint.formatting_structure.boxes import Box, TextBox

from pnsi18n.adapters.breaks import WORD_JOINER, ZERO_WIDTH_SPACE, broken_for_page, with_clauses_whole
from pnsi18n.adapters.cldr import language, registry, scripts
from pnsi18n.model.language import Breaks
from pnsi18n.text.runs import squeezed, whole
from pnsi18n.text.typography import NO_BREAK_SPACE, kept_together

TRIALS: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_name("trials.toml").read_text(encoding="utf-8"))
WIDTHS = range(34, 66, 2)  # millimetres; the narrowest holds the longest telephone number
# Without “ and ”: what ends a quotation in one language begins it in another.
NEVER_FIRST = frozenset(")]}»’.,;:!?%°，。、；：！？）」』》〉】·・…ーゝゞ々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ"
                        "،؛؟۔।॥፣፤።፧៖។៕ៗ၊။ๆฯໆຯ։՝")  # fmt: skip
NEVER_LAST = frozenset("([{«‘„（「『《〈【¿¡")
every_trial = pytest.mark.parametrize("locale", TRIALS)


@lru_cache(maxsize=64)
def columns(locale: str) -> list[list[str]]:
    """Return the lines of the trial paragraph of *locale* in each width, as a reader sees them."""
    sheet = job(TRIALS[locale]["text"], locale)
    painted = re.search(f'<span data-message="{INTRO.id}">.*?</span>(?=</p>)', sheet.html)
    opening = re.search("<html[^>]*>", sheet.html)
    assert painted
    assert opening
    html = opening[0] + "".join(
        f'<p style="break-inside: avoid; width: {width}mm">{painted[0]}</p>' for width in WIDTHS
    )
    pages = weasyprint.HTML(string=html).render(stylesheets=[weasyprint.CSS(string=sheet.css)]).pages
    blocks = [block for page in pages for block in paragraphs(page._page_box)]  # noqa: SLF001 -- no public view
    assert len(blocks) == len(WIDTHS)
    return [[seen(line) for line in block.children] for block in blocks]


def paragraphs(box: Box) -> list[Box]:
    """Return the boxes of the paragraphs below *box*."""
    if box.element_tag == "p":
        return [box]
    return [found for child in getattr(box, "children", ()) for found in paragraphs(child)]


def seen(box: Box) -> str:
    """Return the text of *box* without its invisible signs."""
    if isinstance(box, TextBox):
        text = str(box.text).replace(WORD_JOINER, "").replace(ZERO_WIDTH_SPACE, "")
        return text.replace(NO_BREAK_SPACE, " ")
    return "".join(seen(child) for child in getattr(box, "children", ()))


@every_trial
def test_a_trial_loses_no_letter_and_fills_several_lines(locale: str) -> None:
    """Else the tests below would judge nothing."""
    whole = TRIALS[locale]["text"].replace("**", "").replace(NO_BREAK_SPACE, " ").replace(" ", "")
    for lines in columns(locale):
        assert "".join(lines).replace(" ", "") == whole
        assert len(lines) >= 3


@every_trial
def test_no_line_begins_with_a_mark_that_ends_or_ends_with_one_that_begins(locale: str) -> None:
    """Full stops, closing brackets, small kana at no line's start; opening brackets at no line's end."""
    lines = [line.strip() for column in columns(locale) for line in column]
    assert [line for line in lines if line[0] in NEVER_FIRST or line[-1] in NEVER_LAST] == []


@every_trial
def test_what_belongs_together_is_on_one_line(locale: str) -> None:
    """Numbers and their units, telephone numbers, ranges, and words that ICU knows."""
    torn = [
        (piece, lines)
        for piece in TRIALS[locale]["whole"]
        for lines in columns(locale)
        if not any(piece in line for line in lines)
    ]
    assert torn == []


def page_text(text: str, locale: str) -> str:
    """Return *text* as it goes to the page, with its invisible signs made visible."""
    own = language(locale)
    assert own
    marked = broken_for_page(kept_together(text, own), own)
    return marked.replace(NO_BREAK_SPACE, "_").replace(WORD_JOINER, "~").replace(ZERO_WIDTH_SPACE, "|")


@pytest.mark.parametrize(
    ("locale", "text", "marked"),
    [
        ("es", "más de 5 minutos", "más de 5_minutos"),
        ("de", "mehr als **5** Minuten", "mehr als **5**_Minuten"),
        ("fr", "90 % des malades", "90_% des malades"),
        ("fr", "Quoi ? « Rien »", "Quoi_? «_Rien_»"),
        ("sw", "zaidi ya dakika 5", "zaidi ya dakika_5"),
        ("es", "10–20 mg/5 ml", "10–~20_mg/5_ml"),
        ("es", "no puede mover el pie", "no puede mover el_pie"),
        ("es", "hable con su farmacéutico particularmente", "hable con su farmacéutico particularmente"),
        ("es", "Tiene {temperature:38} o más de fiebre {x}", "Tiene {temperature:38} o más de fiebre {x}"),
        ("zh_Hans", "超过5分钟", "超~过5~分~钟"),
        ("zh_Hans", "影响脑和神经的副肿瘤综合征。", "影~响脑和神~经的副~肿~瘤~综~合~征。"),
        ("zh_Hans", "神志不清，叫不醒。", "神~志不~清，叫~不~醒。"),
        ("ja", "電話してください", "電~話~し~てく~だ~さ~い"),
        ("ko", "의료진과 상담", "의~료~진~과 상~담"),
        ("th", "ยาสเตียรอยด์", "ยา|สเตียรอยด์"),
        ("th", "ยาด์", "ยาด์"),
        ("my", "ကင်ဆာကုသ", "ကင်ဆာ|ကုသ"),
        ("lo", "ຄົນເຈັບມະເຮັງ", "ຄົນເຈັບ|ມະເຮັງ"),
    ],
)
def test_a_text_goes_to_the_page_with_signs_that_nobody_sees(locale: str, text: str, marked: str) -> None:
    """No-break spaces (_), word joiners (~) and zero-width spaces (|); the letters stay as they are."""
    assert page_text(text, locale) == marked


@pytest.mark.parametrize(
    ("heading", "marked"),
    [
        ("请当天联系您的医护团队，电话 {clinic_phone}：", "请~当~天~联~系~您~的~医~护~团~队，电~话 {clinic_phone}："),
        ("一二三四五六七八九十一二三四，五六", "一二三四五六七八九十一二三四，五~六"),
        ("すぐに**電話**", "す~ぐ~に**電~話**"),
        ("치료의 목표", "치료의 목표"),
        ("Aliviar sus síntomas", "Aliviar sus síntomas"),
    ],
)
def test_a_heading_in_square_letters_breaks_between_its_clauses(heading: str, marked: str) -> None:
    """Where a clause is short enough for half a page; Korean, and every alphabet, breaks at its spaces."""
    assert with_clauses_whole(heading).replace(WORD_JOINER, "~") == marked


def test_full_width_marks_side_by_side_take_half_a_square() -> None:
    """The first of two that close, the second of two that open; one alone keeps its square."""
    assert squeezed("（最长“五分”）。然后，") == ["（最长“五分", "”", "", "）", "。然后，"]
    assert squeezed("見よ（「中」）") == ["見よ（", "「", "中", "」", "）"]
    assert squeezed("(“a”).") == ["(“a”)."]


def test_a_number_with_its_unit_is_a_piece_of_its_own() -> None:
    """For Thai, where the no-break space between them is not enough."""
    assert whole("นาน 5\u00a0นาที\u200bให้", ()) == ["นาน ", "5\u00a0นาที", "\u200bให้"]


def test_every_language_is_set_as_its_script_is() -> None:
    """A row overrides its script's; every script is one that a language has."""
    known = {locale: found for locale in registry() if (found := language(locale))}
    assert set(known) == set(registry())
    assert {one.script for one in known.values()} == set(scripts())
    assert known["ur"].line_height > known["ar"].line_height
    assert known["ne"].fonts == known["hi"].fonts
    by_dictionary = {locale for locale, one in known.items() if one.breaks is Breaks.DICTIONARY}
    assert by_dictionary == {"km", "ksw", "lo", "my", "th"}
    assert min(one.font_size for one in known.values()) >= 12


def test_a_translators_soft_hyphen_lets_a_long_word_go_on() -> None:
    """No word is hyphenated by us; where a translator allows it, the proof-reader knows the hyphen."""
    words = "Hier steht in dieser Zeile ein Wort, das für ihr Ende zu lang ist: "
    assert remarks(job(f"{words}Untersuchungs\u00adtermin\u00adbestätigungs\u00adschreiben.", "de")) == []
    assert remarks(job(f"{words}Untersuchungstermin\u2010bestätigungsschreiben, a\u2010b.", "de")) == []


@pytest.mark.parametrize("name", ["handout", "packet", "evidence", "reviewers"])
def test_no_style_uses_what_a_script_may_not_have(name: str) -> None:
    """No italics, capitals, underline or letter-spacing on paper, nor lines filled out to both edges."""
    path = ROOT / "src" / "pnsi18n" / "templates" / f"{name}.css"
    styles = path.read_text(encoding="utf-8").partition("*/")[2]
    assert (
        re.findall(r"italic|oblique|text-transform|font-variant|underline|letter-spacing|text-align: justify", styles)
        == []
    )
