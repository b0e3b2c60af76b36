"""Print documents for reviewers: proof-read like the sheets, but no editions and in no manifest."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pnsi18n import __version__
from pnsi18n.adapters.files import remove, sole_writer, write_bytes
from pnsi18n.adapters.fonts import font_files
from pnsi18n.adapters.pool import run_jobs
from pnsi18n.adapters.versions import require_renderer
from pnsi18n.model.edition import Edition, Job
from pnsi18n.model.finding import Finding, Severity
from pnsi18n.model.language import Language
from pnsi18n.model.project import Project
from pnsi18n.workflows.build import BuildRequest
from pnsi18n.workflows.jobs import job_digest, layered
from pnsi18n.workflows.proofreading import ProofReader, in_order


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document that is ready to be printed.

    ``edition`` is the sheet that it is about; its key names the file. ``expected`` is what the
    proof-reader must find, ``about`` what the file says of itself.
    """

    edition: Edition
    language: Language
    html: str
    css: str
    expected: tuple[tuple[str, str], ...]
    about: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """The paths that were written, those that were not, and what was found on all of them."""

    paths: tuple[str, ...]
    failed: tuple[str, ...]
    findings: tuple[Finding, ...]


def print_documents(project: Project, request: BuildRequest, documents: Iterable[Document]) -> Printed:
    """Print *documents* into the folder of *request*, each that the proof-reader finds no error in.

    One with an error is not written, and an older one of its name is taken away.
    """
    versions = require_renderer()
    jobs = [_job(document, versions) for document in documents]
    folder, shown = request.output, os.path.relpath(request.output, project.root).replace(os.sep, "/")
    by_key = {job.key: job for job in jobs}
    reader = ProofReader(project=project, shown=shown)
    paths, failed, findings = [], [], []
    with sole_writer(folder, shown=shown):
        for proof in run_jobs(jobs, request.jobs) if jobs else ():
            path = proof.key.path
            found = reader.findings(by_key[proof.key], proof)
            findings += found
            if any(one.severity is Severity.ERROR for one in found):
                failed.append(path)
                remove(folder / path, shown=f"{shown}/{path}")
            else:
                write_bytes(folder / path, proof.pdf, shown=f"{shown}/{path}")
                paths.append(path)
    return Printed(paths=tuple(sorted(paths)), failed=tuple(sorted(failed)), findings=in_order(findings))


def _job(document: Document, versions: dict[str, str]) -> Job:
    key = document.edition.key
    about = {
        "tool": f"pnsi18n {__version__}",
        "handout": key.handout,
        "locale": key.locale,
        "edition": document.edition.handout.settings.edition.strftime("%Y-%m"),
        "kind": key.kind,
        "paper": key.paper,
    }
    job = Job(
        key=key,
        html=document.html,
        css=document.css,
        expected=document.expected,
        fonts=font_files(document.language),
        layered=layered([document.language]),
        record=json.dumps({**document.about, **about}, ensure_ascii=False, indent=1) + "\n",
        dated=document.edition.handout.settings.edition,
        digest="",
    )
    return replace(job, digest=job_digest(job, versions))
