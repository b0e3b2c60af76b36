"""What the tests in a real browser share: Chromium, and the pages of the shipped project."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from clinic import SAMPLE
from conftest import ROOT
from playwright.sync_api import Browser, Page, sync_playwright

from pnsi18n.adapters.configuration import known_language, read_project
from pnsi18n.model.region import Region
from pnsi18n.workflows.build import BuildRequest, build
from pnsi18n.workflows.reviews import Ledgers

PROJECT = read_project(ROOT)
LOCALES = ["en", *SAMPLE, *PROJECT.pseudo_languages]
NO_SETTINGS: Mapping[str, Any] = MappingProxyType({})
BROWSERS = ("google-chrome", "chromium")


@contextmanager
def started_browser() -> Iterator[Browser]:
    """Start the Chromium or Chrome of this machine; skip the test where there is none."""
    installed = [path for path in map(shutil.which, BROWSERS) if path and not path.startswith("/snap/")]
    if not installed:
        pytest.skip(
            "no Chrome or Chromium is installed (Debian: apt-get install chromium; a snap cannot read our files)"
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed[0])
        yield browser
        browser.close()


@contextmanager
def opened(
    browser: Browser, path: Path, settings: Mapping[str, Any] = NO_SETTINGS, *, fragment: str = ""
) -> Iterator[Page]:
    """Open *path* in a window of its own, as from a USB stick; nothing may be fetched, nothing may go wrong."""
    context = browser.new_context(**{"viewport": {"width": 1100, "height": 900}, **settings})
    page = context.new_page()
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text))
    page.goto(path.as_uri() + fragment)
    yield page
    assert faults == []
    assert [url for url in asked if not url.startswith(("data:", path.parent.as_uri()))] == []
    context.close()


def print_shipped(output: Path) -> Path:
    """Make the web pages of the sample of languages, a British one, and the Spanish sheets; return the folder."""
    ledgers = Ledgers(PROJECT, date(2026, 11, 22))

    def make(locales: list[str], kind: str, region: Region) -> None:
        chosen = [known_language(PROJECT, locale) for locale in locales]
        request = BuildRequest(languages=chosen, kinds=[kind], region=region, output=output, jobs=2)
        assert build(ledgers, request, lambda _done, _total, _path: None).failed == ()

    make(LOCALES, "html", PROJECT.region)
    make(["es"], "html", PROJECT.regions["GB"])
    make(["es"], "standard", PROJECT.region)
    return output


def page_of(output: Path, locale: str) -> Path:
    """Return the path of the web page in *locale*."""
    return output / "pns-treatment" / locale / f"pns-treatment.{locale}.html"
