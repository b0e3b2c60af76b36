"""Print what has changed: choose editions, make jobs, run them, keep the manifest."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any

from pnsi18n.adapters import manifest
from pnsi18n.adapters.desk import desk, write_desk
from pnsi18n.adapters.files import remove, sole_writer, write_bytes
from pnsi18n.adapters.fonts import font_files
from pnsi18n.adapters.layouts import expected_texts, render_css, render_html, titles
from pnsi18n.adapters.pool import run_jobs
from pnsi18n.adapters.sources import handout_names, read_handouts
from pnsi18n.adapters.versions import require_renderer
from pnsi18n.adapters.web import render_page
from pnsi18n.errors import PnsError, ProjectError
from pnsi18n.model.changes import Changes
from pnsi18n.model.edition import Edition, EditionState, FontFile, Job, Missing, Printer, Proof
from pnsi18n.model.finding import Finding, Location, Severity
from pnsi18n.model.handout import Handout
from pnsi18n.model.kind import WEB
from pnsi18n.model.language import ENGLISH, Language
from pnsi18n.model.project import Project
from pnsi18n.model.region import Region
from pnsi18n.model.review import Review
from pnsi18n.text.provenance import content, record
from pnsi18n.workflows.editions import Press, Sheet
from pnsi18n.workflows.history import History
from pnsi18n.workflows.leftovers import drafts, region_warnings, strangers
from pnsi18n.workflows.proofreading import ProofReader, in_order
from pnsi18n.workflows.reviews import Ledgers


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRequest:
    """Which sheets are wanted; an empty choice means all that the project names.

    Without a ``printer``, so many processes of this machine as ``jobs`` print.
    ``only_approved`` withholds, and takes away, every sheet that the policy does not approve. With
    ``changes``, only what these touch is looked at; the rest is known to lie there as it must be.
    """

    languages: Sequence[Language]
    handouts: Sequence[str] = ()
    kinds: Sequence[str] = ()
    papers: Sequence[str] = ()
    region: Region
    output: Path
    jobs: int = field(default_factory=lambda: os.cpu_count() or 1)
    printer: Printer | None = None
    complete: bool = False
    only_approved: bool = False
    changes: Changes | None = None

    def looks_at(self, handout: str, locale: str) -> bool:
        """Whether sheets of *handout* in *locale* may be other ones than lie there."""
        return self.changes is None or self.changes.touch(handout, locale)


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildResult:
    """What a build did; ``failed`` are the sheets that were not written, ``findings`` what the proof-reader says.

    ``refused`` are the errors of translations that were printed in English instead; ``withheld`` are
    the reviews that kept sheets from being released; ``missing`` are sheets that nobody could print this time.
    """

    printed: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    failed: tuple[str, ...]
    findings: tuple[Finding, ...]
    warnings: tuple[str, ...]
    refused: tuple[Finding, ...] = ()
    withheld: tuple[Review, ...] = ()
    missing: tuple[Missing, ...] = ()


Progress = Callable[[int, int, str], None]
"""Told after each sheet: how many are done, of how many, and the path of the last."""


def build(ledgers: Ledgers, request: BuildRequest, progress: Progress) -> BuildResult:
    """Print every wanted sheet that is not there yet, byte for byte as it must be.

    A translation that has an error of content (a number, a placeholder, a link) is never printed:
    the page shows the English, marked. A sheet that fails its proof-reading is not written, and
    an old one of the same name is taken away: a sheet that may be wrong must not lie about as if
    it were right. When the build is interrupted, finished sheets stay and are recorded.
    """
    shown = _shown(ledgers.project, request.output)
    press = Press(history=History(ledgers), region=request.region)
    every = list(_jobs(ledgers, request, press))
    wanted = [sheet.edition.state is EditionState.APPROVED or not request.only_approved for sheet, _ in every]
    jobs = [job for (_, job), good in zip(every, wanted, strict=True) if good]
    held = [sheet for (sheet, _), good in zip(every, wanted, strict=True) if not good]
    reviews = {(review.locale, review.domain): review for sheet in held for review in sheet.reviews}
    withheld = [review for review in reviews.values() if not review.is_approved]
    reader = ProofReader(project=ledgers.project, shown=shown, sheets={job.key: sheet for sheet, job in every})
    with sole_writer(request.output, shown=shown):
        result = _print(request, jobs, [sheet.edition.key.path for sheet in held], reader, progress)
    remark = press.history.remark()
    warnings = (*result.warnings, *([remark] if remark else ()))
    return replace(result, warnings=warnings, refused=tuple(dict.fromkeys(press.refused)), withheld=tuple(withheld))


def _print(
    request: BuildRequest, jobs: Sequence[Job], held: Sequence[str], reader: ProofReader, progress: Progress
) -> BuildResult:
    """Run those of *jobs* that are due, and record each sheet as soon as it lies in the folder."""
    folder, shown = request.output, reader.shown
    records = manifest.read_manifest(folder)
    kept = request.changes.kept if request.changes else ()
    due = [job for job in jobs if not _is_current(folder, records.get(job.key.path), job)]
    by_key = {job.key: job for job in due}
    unchanged = [job for job in jobs if job.key not in by_key]
    missing: list[Missing] = []
    failed: list[str] = []
    findings = [one for job in unchanged for one in reader.recorded_findings(job, records[job.key.path].pages)]

    printer: Printer = request.printer or partial(run_jobs, workers=request.jobs)
    with _recorded(folder, records, shown=shown):
        gone = strangers(records, {*(job.key.path for job in jobs), *kept}) if request.complete else []
        unapproved = drafts(folder, records, held) if request.only_approved else []
        removed = _remove(folder, shown, records, sorted({*gone, *unapproved}))
        for count, outcome in enumerate(_printed(printer, due, list(records.values())), start=1):
            path = outcome.key.path
            if isinstance(outcome, Missing):
                missing.append(outcome)
                continue
            findings += (found := reader.findings(by_key[outcome.key], outcome))
            if not _landed(folder, shown, records, by_key[outcome.key], outcome, found):
                failed.append(path)
            progress(count, len(due), path)
    lacking = {*failed, *(one.key.path for one in missing)}
    return BuildResult(
        printed=tuple(sorted(job.key.path for job in due if job.key.path not in lacking)),
        unchanged=tuple(sorted([*kept, *(job.key.path for job in unchanged)])),
        removed=removed,
        failed=tuple(sorted(failed)),
        findings=in_order(findings),
        warnings=tuple(region_warnings(records) if request.complete else ()),
        missing=tuple(sorted(missing, key=lambda one: one.key)),
    )


def _landed(
    folder: Path, shown: str, records: dict[str, manifest.Record], job: Job, proof: Proof, found: Iterable[Finding]
) -> bool:
    """Write *proof* of *job* and record it, unless an error was found: then take away what lies there of it."""
    path = job.key.path
    records.pop(path, None)
    if any(one.severity is Severity.ERROR for one in found):
        remove(folder / path, shown=f"{shown}/{path}")
        return False
    write_bytes(folder / path, proof.pdf, shown=f"{shown}/{path}")
    records[path] = manifest.record(job, proof)
    return True


def _printed(printer: Printer, due: Sequence[Job], records: Sequence[manifest.Record]) -> Iterator[Proof | Missing]:
    """Yield what becomes of *due*; meanwhile all languages are loaded, which the new desk needs as the old."""
    if due:
        Thread(target=desk, args=(records,), daemon=True).start()
        yield from printer(due)


@contextmanager
def _recorded(folder: Path, records: dict[str, manifest.Record], *, shown: str) -> Iterator[None]:
    """Write the manifest and the desk at the end, however that comes; an earlier error is the one to tell."""
    before = dict(records)
    try:
        yield
    except BaseException:
        with suppress(PnsError):
            manifest.write_manifest(folder, records.values(), shown=shown)
            write_desk(folder, records.values(), shown=shown)
        raise
    if records != before or not (folder / manifest.NAME).exists():
        manifest.write_manifest(folder, records.values(), shown=shown)
    write_desk(folder, records.values(), shown=shown)


def _shown(project: Project, folder: Path) -> str:
    return os.path.relpath(folder, project.root).replace(os.sep, "/")


def chosen_handouts(project: Project, names: Sequence[str], changes: Changes | None = None) -> list[Handout]:
    """Return the handouts called *names*, or all, of these those that *changes* touch.

    Raises ``ProjectError`` for one that is not there. Without *changes* all are read: one that is broken is told of.
    """
    known = handout_names(project)
    for name in names:
        if name not in known:
            raise ProjectError(
                f"there is no handout {name!r}",
                at=Location("source"),
                hint=f"there are: {', '.join(known)}",
            )
    read = read_handouts(project, [one for one in known if changes is None or changes.touch_handout(one)])
    return [handout for handout in read if not names or handout.domain in names]


def _jobs(ledgers: Ledgers, request: BuildRequest, press: Press) -> Iterator[tuple[Sheet, Job]]:
    versions = require_renderer()
    kinds, papers = request.kinds or ledgers.project.kinds, request.papers or ledgers.project.papers
    for handout in chosen_handouts(ledgers.project, request.handouts, request.changes):
        languages = [one for one in request.languages if request.looks_at(handout.domain, one.locale)]
        for sheet in press.sheets(handout, languages, kinds, papers):
            yield sheet, make_job(sheet, versions)


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


def _is_current(folder: Path, record: manifest.Record | None, job: Job) -> bool:
    return record is not None and record.digest == job.digest and manifest.is_on_disk(folder, record)


def _remove(folder: Path, shown: str, records: dict[str, manifest.Record], paths: Sequence[str]) -> tuple[str, ...]:
    for path in paths:
        remove(folder / path, shown=f"{shown}/{path}")
        records.pop(path, None)
    return tuple(paths)
