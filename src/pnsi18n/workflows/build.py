"""Print what has changed: choose editions, make jobs, run them, keep the manifest."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from threading import Thread

from pnsi18n.adapters import manifest
from pnsi18n.adapters.desk import desk, write_desk
from pnsi18n.adapters.files import remove, sole_writer, write_bytes
from pnsi18n.adapters.pool import run_jobs
from pnsi18n.adapters.sources import handout_names, read_handouts
from pnsi18n.adapters.versions import require_renderer
from pnsi18n.errors import CatalogError, PnsError, ProjectError
from pnsi18n.model.changes import Changes
from pnsi18n.model.edition import EditionState, Job, Missing, Printer, Proof
from pnsi18n.model.finding import Finding, Location, Severity
from pnsi18n.model.handout import Handout
from pnsi18n.model.language import Language
from pnsi18n.model.project import Project
from pnsi18n.model.region import Region
from pnsi18n.model.review import Review
from pnsi18n.workflows.editions import Press, Sheet
from pnsi18n.workflows.history import History
from pnsi18n.workflows.jobs import make_job
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
    ``unreadable`` tells which catalogs cannot be read; the sheets ``left`` were made from earlier states of these.
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
    unreadable: tuple[PnsError, ...] = ()
    left: tuple[str, ...] = ()


_Unreadable = dict[tuple[str, str], PnsError]
"""What is wrong with the catalogs of a handout and a locale."""
Progress = Callable[[int, int, str], None]
"""Told after each sheet: how many are done, of how many, and the path of the last."""


def build(ledgers: Ledgers, request: BuildRequest, progress: Progress) -> BuildResult:
    """Print every wanted sheet that is not there yet, byte for byte as it must be.

    A translation that has an error of content (a number, a placeholder, a link) is never printed:
    the page shows the English, marked. A sheet that fails its proof-reading is not written, and
    an old one of the same name is taken away: a sheet that may be wrong must not lie about as if
    it were right. When the build is interrupted, finished sheets stay and are recorded.

    A catalog that cannot be read keeps the sheets of its language as they are, and no other. Raises its
    error where there is nothing else to print, and before a release, which is of one piece.
    """
    shown = _shown(ledgers.project, request.output)
    press = Press(history=History(ledgers), region=request.region)
    every, unreadable = _jobs(ledgers, request, press)
    if unreadable and (request.only_approved or not every):
        raise ExceptionGroup("catalogs that cannot be read", _different(unreadable))
    wanted = [sheet.edition.state is EditionState.APPROVED or not request.only_approved for sheet, _ in every]
    jobs = [job for (_, job), good in zip(every, wanted, strict=True) if good]
    held = [sheet for (sheet, _), good in zip(every, wanted, strict=True) if not good]
    reviews = {(review.locale, review.domain): review for sheet in held for review in sheet.reviews}
    withheld = [review for review in reviews.values() if not review.is_approved]
    reader = ProofReader(project=ledgers.project, shown=shown, sheets={job.key: sheet for sheet, job in every})
    with sole_writer(request.output, shown=shown):
        left = _left(request.output, unreadable)
        kept = (*(request.changes.kept if request.changes else ()), *left)
        result = _print(request, jobs, _Lying(kept, [sheet.edition.key.path for sheet in held]), reader, progress)
    remark = press.history.remark()
    return replace(
        result,
        unchanged=tuple(path for path in result.unchanged if path not in left),
        warnings=(*result.warnings, *([remark] if remark else ())),
        refused=tuple(dict.fromkeys(press.refused)),
        withheld=tuple(withheld),
        unreadable=tuple(_different(unreadable)),
        left=left,
    )


def _different(unreadable: _Unreadable) -> list[PnsError]:
    """Return each error once: the page's own words belong to every handout."""
    return list({str(error): error for error in unreadable.values()}.values())


def _left(folder: Path, unreadable: _Unreadable) -> tuple[str, ...]:
    """Return the sheets in *folder* whose catalogs cannot be read any more."""
    records = manifest.read_manifest(folder) if unreadable else {}
    return tuple(path for path, one in records.items() if (one.key.handout, one.key.locale) in unreadable)


@dataclass(frozen=True, slots=True)
class _Lying:
    """The sheets that may lie in the folder and are not looked at: those *kept* as they are, those *held* back."""

    kept: Sequence[str]
    held: Sequence[str]


def _print(
    request: BuildRequest, jobs: Sequence[Job], lying: _Lying, reader: ProofReader, progress: Progress
) -> BuildResult:
    """Run those of *jobs* that are due, and record each sheet as soon as it lies in the folder."""
    folder, shown = request.output, reader.shown
    records = manifest.read_manifest(folder)
    due = [job for job in jobs if not _is_current(folder, records.get(job.key.path), job)]
    by_key = {job.key: job for job in due}
    unchanged = [job for job in jobs if job.key not in by_key]
    missing: list[Missing] = []
    failed: list[str] = []
    findings = [one for job in unchanged for one in reader.recorded_findings(job, records[job.key.path].pages)]

    printer: Printer = request.printer or partial(run_jobs, workers=request.jobs)
    with _recorded(folder, records, shown=shown):
        gone = strangers(records, {*(job.key.path for job in jobs), *lying.kept}) if request.complete else []
        unapproved = drafts(folder, records, lying.held) if request.only_approved else []
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
        unchanged=tuple(sorted([*lying.kept, *(job.key.path for job in unchanged)])),
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


def _jobs(ledgers: Ledgers, request: BuildRequest, press: Press) -> tuple[list[tuple[Sheet, Job]], _Unreadable]:
    """Return each sheet with its job, and what keeps the others from being made."""
    versions = require_renderer()
    kinds, papers = request.kinds or ledgers.project.kinds, request.papers or ledgers.project.papers
    found: list[tuple[Sheet, Job]] = []
    unreadable: _Unreadable = {}
    for handout in chosen_handouts(ledgers.project, request.handouts, request.changes):
        for language in request.languages:
            if request.looks_at(handout.domain, language.locale):
                try:
                    sheets = list(press.sheets(handout, [language], kinds, papers))
                except CatalogError as error:
                    unreadable[handout.domain, language.locale] = error
                else:
                    found += [(sheet, make_job(sheet, versions)) for sheet in sheets]
    return found, unreadable


def _is_current(folder: Path, record: manifest.Record | None, job: Job) -> bool:
    return record is not None and record.digest == job.digest and manifest.is_on_disk(folder, record)


def _remove(folder: Path, shown: str, records: dict[str, manifest.Record], paths: Sequence[str]) -> tuple[str, ...]:
    for path in paths:
        remove(folder / path, shown=f"{shown}/{path}")
        records.pop(path, None)
    return tuple(paths)
