"""The web pages and the desk in real Chromium: for every eye, ear and hand that we can test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import LOCALES, opened, page_of, print_shipped, started_browser
from conftest import ROOT
from playwright.sync_api import Browser, Page, expect

MODES: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "print": {},
    "phone": {"viewport": {"width": 320, "height": 640}, "device_scale_factor": 2},
}
DESK = "index.html"
every_page = pytest.mark.parametrize("name", [DESK, *LOCALES])
SCRIPTS = [DESK, "en", "ar", "zh_Hans"]  # their colours, and their layout on a phone, are those of all others
LOOKS = [*((name, "light") for name in [DESK, *LOCALES]), *((name, mode) for name in SCRIPTS for mode in [*MODES][1:])]
CONTRASTS = ROOT.joinpath("tests", "contrasts.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start one browser for all."""
    with started_browser() as one:
        yield one


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the shipped pages once."""
    return print_shipped(tmp_path_factory.mktemp("output"))


@pytest.fixture
def desk(browser: Browser, output: Path) -> Iterator[Page]:
    """Open the desk."""
    with opened(browser, output / DESK) as page:
        yield page


def file_of(output: Path, name: str) -> Path:
    """Return the path of the desk, or of the page in a locale."""
    return output / DESK if name == DESK else page_of(output, name)


@pytest.mark.parametrize(("name", "mode"), LOOKS)
def test_axe_finds_nothing(browser: Browser, output: Path, name: str, mode: str) -> None:
    """No violation of any rule of axe-core: WCAG 2.2 A and AA, and its best practices."""
    with opened(browser, file_of(output, name), {**MODES[mode], "bypass_csp": True}) as page:
        page.emulate_media(media="print" if mode == "print" else "screen")
        results = Axe().run(page, options={"resultTypes": ["violations", "passes"]})
        assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in results.response["violations"]] == []
        assert len(results.response["passes"]) > 15


@pytest.mark.parametrize(("name", "mode"), LOOKS)
def test_contrast_is_measured(browser: Browser, output: Path, name: str, mode: str) -> None:
    """Each text stands out 4.5 to 1 (WCAG 1.4.3), each border that means something 3 to 1 (1.4.11)."""
    with opened(browser, file_of(output, name), MODES[mode]) as page:
        page.emulate_media(media="print" if mode == "print" else "screen")
        found = page.evaluate(CONTRASTS)
    assert found["text"][0] >= 4.5, found
    assert found["border"] is None or found["border"][0] >= 3, found


@every_page
@pytest.mark.parametrize(("width", "size"), [(320, 100), (640, 200)])
def test_nothing_is_wider_than_a_phone(browser: Browser, output: Path, name: str, width: int, size: int) -> None:
    """320 CSS pixels (WCAG 1.4.10), and letters of twice the size (1.4.4), scroll in one direction only."""
    with opened(browser, file_of(output, name), {"viewport": {"width": width, "height": 640}}) as page:
        page.evaluate("size => document.documentElement.style.zoom = `${size}%`", size)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        edges = page.locator("main *").evaluate_all(
            "all => all.map(e => e.getBoundingClientRect()).map(e => [e.left, e.right])"
        )
        assert min(left for left, _ in edges) >= 0
        assert max(right for _, right in edges) <= width + 1


@every_page
def test_no_word_has_to_be_cut_on_a_phone(browser: Browser, output: Path, name: str) -> None:
    """The longest word of the largest heading fits, even where the browser has no hyphens for the language."""
    with opened(browser, file_of(output, name), {"viewport": {"width": 320, "height": 640}}) as page:
        page.add_style_tag(content="* { overflow-wrap: normal !important; hyphens: none !important }")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("locale", ["ar", "ur"])
def test_a_temperature_reads_from_left_to_right_in_a_right_to_left_page(
    browser: Browser, output: Path, locale: str
) -> None:
    """The page must not show C° 38."""
    places = """element => ["8", "C"].map(letter => {
        const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
        const range = document.createRange();
        const start = text.data.indexOf(letter);
        range.setStart(text, start); range.setEnd(text, start + 1);
        return range.getBoundingClientRect().left;
    })"""
    with opened(browser, page_of(output, locale)) as page:
        found = page.locator("bdi", has_text="°C").all()
        assert found
        for one in found:
            number, unit = one.evaluate(places.replace('"8"', "element.textContent.match(/\\p{N}/u)[0]"))
            assert number < unit


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_a_phone_dials_the_emergency_number(browser: Browser, output: Path, locale: str) -> None:
    """One link, reached by the first tab, with an outline that can be seen."""
    with opened(browser, page_of(output, locale)) as page:
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        assert focused.get_attribute("href") == "tel:911"
        assert focused.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"


# The desk


def shown(page: Page) -> set[str]:
    """Return the locales whose rows are to be seen."""
    return set(page.locator("tbody tr:visible").evaluate_all("rows => rows.map(row => row.parentElement.id)"))


@pytest.mark.parametrize(
    ("query", "locales"),
    [
        ("spanish", {"es"}),
        ("ESPAÑOL", {"es"}),
        ("espanol", {"es"}),
        ("zh_Hans", {"zh_Hans"}),
        ("zh-hans", {"zh_Hans"}),
        ("中文", {"zh_Hans"}),
        ("العربيه", {"ar"}),
        ("عربي", {"ar"}),
        ("اردو", {"ur"}),
        ("हिन्दी", {"hi"}),
        ("ខ្មែរ", {"km"}),
        ("አማርኛ", {"am"}),
        ("русскии", {"ru"}),
        ("  paraneoplastic   hindi ", {"hi"}),
        ("tratamiento", {"es"}),
        ("pns-treatment", set(LOCALES)),
        ("united kingdom", {"es"}),
        ("klingon", set()),
        ('<b>"', set()),
    ],
)
def test_a_language_is_found_as_anybody_types_it(desk: Page, query: str, locales: set[str]) -> None:
    """Own name, English name or code; without accents; by handout; several words narrow it down."""
    desk.get_by_role("searchbox").fill(query)
    assert shown(desk) == locales
    rows = desk.locator("tbody tr:visible").count()
    expected = f"{rows} of {len(LOCALES) + 1} found." if rows else "Nothing found."
    expect(desk.get_by_role("status")).to_contain_text(expected)


def test_the_desk_is_worked_with_the_keyboard_alone(desk: Page) -> None:
    """Search box, names, links, in that order; each shows where one is; Escape brings everything back."""
    desk.keyboard.press("Tab")
    expect(desk.get_by_role("searchbox")).to_be_focused()
    desk.keyboard.type("espa")
    assert shown(desk) == {"es"}
    walked = []
    for _ in range(5):
        desk.keyboard.press("Tab")
        focused = desk.locator(":focus")
        assert focused.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
        walked.append(focused.get_attribute("href"))
    stem = "pns-treatment/es/pns-treatment.es"
    standard = [f"{stem}.standard.{paper}.pdf" for paper in ("a4", "letter")]
    assert walked == ["#es", f"{stem}.html", *standard, f"{stem}.gb.html"]
    desk.get_by_role("searchbox").focus()
    desk.keyboard.press("Escape")
    assert shown(desk) == set(LOCALES)
    expect(desk.get_by_role("status")).to_have_text(f"{len(LOCALES) + 1} in the list.")


def test_a_name_leads_to_its_language(browser: Browser, output: Path) -> None:
    """The patient points at the own name; index.html#ur does the same."""
    with opened(browser, output / DESK) as page:
        page.get_by_role("navigation").get_by_role("link", name="Русский").press("Enter")
        expect(page.locator("tbody:target")).to_have_id("ru")
    with opened(browser, output / DESK, fragment="#ur") as page:
        expect(page.locator("tbody:target")).to_be_in_viewport()
        expect(page.locator("tbody:target .own")).to_have_attribute("dir", "rtl")


def test_a_link_opens_the_page(desk: Page) -> None:
    """By its relative path, from a file."""
    desk.get_by_role("link", name="Read on screen (Khmer").click()
    expect(desk.get_by_role("heading", level=1)).to_be_visible()
    assert desk.evaluate("document.documentElement.lang") == "km"


def test_the_desk_remembers_nothing(desk: Page) -> None:
    """The next person at the counter must not see what the last one looked for."""
    desk.get_by_role("searchbox").fill("urdu")
    address = desk.url
    assert desk.evaluate("[document.cookie, localStorage.length, sessionStorage.length]") == ["", 0, 0]
    desk.reload()
    assert (desk.url, desk.get_by_role("searchbox").input_value()) == (address, "")
    assert shown(desk) == set(LOCALES)


def test_the_desk_works_without_its_script(browser: Browser, output: Path) -> None:
    """The whole list, and no box that does nothing."""
    with opened(browser, output / DESK, {"java_script_enabled": False}) as page:
        expect(page.get_by_role("searchbox")).to_have_count(0)
        expect(page.locator("tbody tr:visible")).to_have_count(len(LOCALES) + 1)
        expect(page.get_by_role("heading", name="What DRAFT means")).to_be_visible()
