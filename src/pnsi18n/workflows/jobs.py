"""Make the job that prints a sheet: all that decides its bytes, and the digest of that."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import Any

from pnsi18n.adapters.fonts import font_files
from pnsi18n.adapters.layouts import expected_texts, render_css, render_html, titles
from pnsi18n.adapters.web import render_page
from pnsi18n.model.edition import Edition, FontFile, Job
from pnsi18n.model.kind import WEB
from pnsi18n.model.language import ENGLISH, Language
from pnsi18n.text.provenance import content, record
from pnsi18n.workflows.editions import Sheet


def make_job(sheet: Sheet, versions: dict[str, str]) -> Job:
    """Return the job that prints *sheet*."""
    edition, blank = sheet.edition, blank_job(sheet)
    carried = record(edition, content(edition, sheet.outline), sheet.signoffs, making(blank, versions))
    return filled(sheet, blank, carried, versions)


def making(blank: Job, versions: dict[str, str]) -> dict[str, Any]:
    """Return what decides, beside its record, the bytes of the sheet that *blank* prints; for the record itself."""
    fonts = {f"{font.family} {font.style}": font.sha256 for font in blank.fonts}
    return {"digest": job_digest(blank, versions), "versions": versions, "fonts": fonts}


def filled(sheet: Sheet, blank: Job, carried: str, versions: dict[str, str]) -> Job:
    """Return *blank* with the record *carried*."""
    web = sheet.edition.key.kind == WEB
    job = replace(blank, html=render_page(sheet.edition, carried) if web else blank.html, record=carried)
    return replace(job, digest=job_digest(job, versions))


def blank_job(sheet: Sheet) -> Job:
    """Return the job that prints *sheet*, without its record."""
    edition, web = sheet.edition, sheet.edition.key.kind == WEB
    return Job(
        key=edition.key,
        html=render_page(edition, "") if web else render_html(edition),
        css="" if web else render_css(edition),
        expected=expected_texts(edition),
        fonts=() if web else _fonts(edition),
        layered=layered(_languages(edition)),
        page_limit=_page_limit(edition),
        untranslated=sum(one.is_fallback for one in edition.printed.values()),
        state=edition.state,
        dated=edition.handout.settings.edition,
        titles=titles(edition),
        confidence=edition.confidence,
        digest="",
    )


def _fonts(edition: Edition) -> tuple[FontFile, ...]:
    return tuple(dict.fromkeys(font for language in _languages(edition) for font in font_files(language)))


def _languages(edition: Edition) -> list[Language]:
    """Return the sheet's own language, and the one in which the clinic speaks of itself."""
    clinic = edition.region.clinic
    return [edition.language, *([clinic.language] if clinic.texts else [])]


def layered(languages: Iterable[Language]) -> tuple[str, ...]:
    """Return the tags of those of *languages* whose glyphs do not give back their text."""
    return tuple(sorted({language.tag for language in languages if language.text_layer}))


def _page_limit(edition: Edition) -> int:
    limited = edition.kind.keeps_page_limit and edition.language.locale == ENGLISH.locale
    return edition.handout.settings.page_limit if limited else 0


def job_digest(job: Job, versions: dict[str, str]) -> str:
    """Return the SHA-256 of everything that decides the bytes of the sheet."""
    fonts = [(font.family, font.style, font.sha256) for font in job.fonts]
    parts = [asdict(job.key), job.html, job.css, job.expected, job.record, job.confidence, job.layered, fonts, versions]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
