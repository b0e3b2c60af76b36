"""What the commands that print for reviewers ask for, and what they say afterwards."""

from __future__ import annotations

import os
from dataclasses import replace

import typer

from pnsi18n.cli.arguments import count
from pnsi18n.cli.exit_codes import ExitCode
from pnsi18n.cli.printing import Choice, report_proofs
from pnsi18n.model.language import Language
from pnsi18n.model.project import Project
from pnsi18n.workflows.build import BuildRequest
from pnsi18n.workflows.documents import Printed


def request_of(choice: Choice, project: Project, language: Language) -> BuildRequest:
    """Return what is asked for; without a paper, the one that is usual in the project's region."""
    request = choice.request(project, [language], some=True)
    return request if request.papers else replace(request, papers=[request.region.paper])


def report_documents(printed: Printed, request: BuildRequest) -> ExitCode:
    """Say what was written, and why the rest was not."""
    report_proofs(printed.failed, printed.findings)
    folder = os.path.relpath(request.output)
    for path in printed.paths:
        typer.echo(f"{folder}/{path}")
    typer.echo(f"{count(len(printed.paths), 'document')} printed", err=True)
    return ExitCode.FINDINGS if printed.failed else ExitCode.CLEAN
