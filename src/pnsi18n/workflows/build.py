"""Print what has changed: choose editions, make jobs, run them, keep the manifest."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from pnsi18n.adapters import manifest
from pnsi18n.adapters.files import remove, sole_writer, write_bytes
from pnsi18n.adapters.fonts import font_files
from pnsi18n.adapters.layouts import expected_texts, page_words, render_css, render_html
from pnsi18n.adapters.pool import run_jobs
from pnsi18n.adapters.sources import read_handouts, read_pictures
from pnsi18n.adapters.versions import renderer_versions
from pnsi18n.errors import CatalogError, PnsError, ProjectError, RenderError
from pnsi18n.model.catalog import Entry
from pnsi18n.model.edition import Edition, EditionKey, EditionState, Job
from pnsi18n.model.finding import Finding, Location
from pnsi18n.model.language import ENGLISH, Language
from pnsi18n.model.message import Message
from pnsi18n.model.project import PAGE_DOMAIN, Project
from pnsi18n.model.region import Region
from pnsi18n.text.assemble import assemble
from pnsi18n.text.po_syntax import require_unique
from pnsi18n.workflows.units import find_catalog, translation
from pnsi18n.workflows.validate import content_errors


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRequest:
    """Which sheets are wanted; an empty choice means all that the project names."""

    languages: Sequence[Language]
    handouts: Sequence[str] = ()
    kinds: Sequence[str] = ()
    papers: Sequence[str] = ()
    region: Region
    output: Path
    jobs: int = field(default_factory=lambda: os.cpu_count() or 1)
    complete: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildResult:
    """What a build did; ``failed`` maps a path to the remarks that kept it from being printed.

    ``refused`` are the errors of translations that were printed in English instead.
    """

    printed: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    failed: dict[str, tuple[str, ...]]
    warnings: tuple[str, ...]
    refused: tuple[Finding, ...] = ()


Progress = Callable[[int, int, str], None]
"""Told after each sheet: how many are done, of how many, and the path of the last."""


def build(project: Project, request: BuildRequest, progress: Progress) -> BuildResult:
    """Print every wanted sheet that is not there yet, byte for byte as it must be.

    A translation that has an error of content (a number, a placeholder, a link) is never printed:
    the page shows the English, marked. A sheet that fails its proof-reading is not written, and
    an old one of the same name is taken away: a sheet that may be wrong must not lie about as if
    it were right. When the build is interrupted, finished sheets stay and are recorded.
    """
    shown = _shown(project, request.output)
    refused: list[Finding] = []
    jobs = list(_jobs(project, request, refused))
    with sole_writer(request.output, shown=shown):
        return replace(_print(request, jobs, shown, progress), refused=tuple(dict.fromkeys(refused)))


def _print(request: BuildRequest, jobs: Sequence[Job], shown: str, progress: Progress) -> BuildResult:
    """Run those of *jobs* that are due, and record each sheet as soon as it lies in the folder."""
    folder = request.output
    records = manifest.read_manifest(folder)

    due = [job for job in jobs if not _is_current(folder, records.get(job.key.path), job)]
    unchanged = tuple(job.key.path for job in jobs if job not in due)
    failed: dict[str, tuple[str, ...]] = {}

    by_key = {job.key: job for job in due}
    with _recorded(folder, records, shown=shown):
        removed = _remove_strangers(folder, shown, records, jobs) if request.complete else ()
        for count, proof in enumerate(run_jobs(due, request.jobs) if due else (), start=1):
            path = proof.key.path
            records.pop(path, None)
            if proof.remarks:
                failed[path] = proof.remarks
                remove(folder / path, shown=f"{shown}/{path}")
            else:
                write_bytes(folder / path, proof.pdf, shown=f"{shown}/{path}")
                records[path] = manifest.record(by_key[proof.key], proof, EditionState.DRAFT.value)
            progress(count, len(due), path)
    return BuildResult(
        printed=tuple(sorted(job.key.path for job in due if job.key.path not in failed)),
        unchanged=unchanged,
        removed=removed,
        failed=failed,
        warnings=(*_page_warnings(records, jobs), *(_region_warnings(records) if request.complete else ())),
    )


@contextmanager
def _recorded(folder: Path, records: dict[str, manifest.Record], *, shown: str) -> Iterator[None]:
    """Write the manifest at the end, however that comes; an earlier error is the one to tell."""
    before = dict(records)
    try:
        yield
    except BaseException:
        with suppress(PnsError):
            manifest.write_manifest(folder, records.values(), shown=shown)
        raise
    if records != before or not (folder / manifest.NAME).exists():
        manifest.write_manifest(folder, records.values(), shown=shown)


def _shown(project: Project, folder: Path) -> str:
    return os.path.relpath(folder, project.root).replace(os.sep, "/")


def _jobs(project: Project, request: BuildRequest, refused: list[Finding]) -> Iterator[Job]:
    handouts = [h for h in read_handouts(project) if not request.handouts or h.domain in request.handouts]
    for name in set(request.handouts) - {handout.domain for handout in handouts}:
        raise ProjectError(
            f"there is no handout {name!r}", at=Location("source"), hint=f"look for source/{name}/handout.md"
        )
    versions = renderer_versions()
    if missing := [name for name, version in versions.items() if version == "missing"]:
        raise RenderError(
            f"what prints the pages is not installed: {', '.join(missing)}",
            at=Location("this machine"),
            hint="pnsi18n doctor tells which packages to install",
        )
    for handout in handouts:
        pictures = read_pictures(project, handout)
        for language in request.languages:
            words = _words(project, language, refused)
            entries = _entries(project, language, handout.domain, handout.messages, refused)
            printed = assemble(handout.messages, language, entries)
            for kind in request.kinds or project.kinds:
                for paper in request.papers or project.papers:
                    key = EditionKey(
                        handout=handout.domain,
                        locale=language.locale,
                        kind=kind,
                        paper=paper,
                        region=request.region.id,
                        default_region=request.region.id == project.default_region,
                    )
                    edition = Edition(
                        key=key,
                        handout=handout,
                        language=language,
                        region=request.region,
                        state=EditionState.DRAFT,
                        printed=printed,
                        words=words,
                        pictures=pictures,
                    )
                    yield _job(edition, versions)


def _entries(
    project: Project, language: Language, domain: str, messages: tuple[Message, ...], refused: list[Finding]
) -> dict[tuple[str | None, str], Entry]:
    """Return the entries that may be printed; what speaks against the others goes into *refused*."""
    if language.locale == ENGLISH.locale or language.pseudo:
        return {}
    found = find_catalog(project, language, domain)
    if found.catalog is None and domain != PAGE_DOMAIN:
        raise CatalogError(
            f"there is no catalog for {language.english_name}",
            at=Location(found.path),
            hint=f"start it with: pnsi18n init {language.locale}",
        )
    if found.catalog is None:
        return {}
    errors = content_errors(project, translation(project, language, domain, messages))
    refused.extend(errors)
    lines = {finding.location.line for finding in errors}
    return {entry.key: entry for entry in require_unique(found.catalog).live if entry.line not in lines}


def _words(project: Project, language: Language, refused: list[Finding]) -> dict[str, str]:
    """Return the page's own words in *language*, without those that nobody has translated."""
    messages = page_words()
    printed = assemble(messages, language, _entries(project, language, PAGE_DOMAIN, messages, refused))
    return {m.id or "": printed[m.key].text for m in messages if not printed[m.key].is_fallback}


def _job(edition: Edition, versions: dict[str, str]) -> Job:
    job = Job(
        key=edition.key,
        html=render_html(edition),
        css=render_css(edition),
        expected=expected_texts(edition),
        fonts=font_files(edition.language),
        page_limit=edition.handout.settings.page_limit if edition.language.locale == ENGLISH.locale else 0,
        untranslated=sum(one.is_fallback for one in edition.printed.values()),
        digest="",
    )
    return replace(job, digest=job_digest(job, versions))


def job_digest(job: Job, versions: dict[str, str]) -> str:
    """Return the SHA-256 of everything that decides the bytes of the sheet."""
    fonts = [(font.family, font.style, font.sha256) for font in job.fonts]
    content = [asdict(job.key), job.html, job.css, job.expected, fonts, versions]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _is_current(folder: Path, record: manifest.Record | None, job: Job) -> bool:
    return record is not None and record.digest == job.digest and manifest.is_on_disk(folder, record)


def _remove_strangers(
    folder: Path, shown: str, records: dict[str, manifest.Record], jobs: Sequence[Job]
) -> tuple[str, ...]:
    """Take away sheets that an earlier build recorded and that the project no longer has.

    Sheets for other regions stay: they were asked for by name.
    """
    wanted = {job.key.path for job in jobs}
    strangers = sorted(path for path, record in records.items() if path not in wanted and record.key.default_region)
    for path in strangers:
        remove(folder / path, shown=f"{shown}/{path}")
        del records[path]
    return tuple(strangers)


def _page_warnings(records: dict[str, manifest.Record], jobs: Sequence[Job]) -> Iterator[str]:
    for job in jobs:
        record = records.get(job.key.path)
        if record and 0 < job.page_limit < record.pages:
            yield f"{job.key.path} has {record.pages} pages; handout.toml allows {job.page_limit}"


def _region_warnings(records: dict[str, manifest.Record]) -> Iterator[str]:
    """Name the sheets that a full build leaves as they are, because they were asked for by region."""
    for region in sorted({record.key.region for record in records.values() if not record.key.default_region}):
        yield f"sheets for {region} lie there and were not renewed; run: pnsi18n build --region {region}"
