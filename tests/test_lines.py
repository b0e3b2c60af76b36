"""Where the lines of a page end, by script: read in the laid-out boxes, in columns of many widths."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import weasyprint
from test_proof import INTRO, job
from weasyprint.formatting_structure.boxes import Box, TextBox

from pnsi18n.adapters.breaks import WORD_JOINER, ZERO_WIDTH_SPACE
from pnsi18n.text.typography import NO_BREAK_SPACE

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
