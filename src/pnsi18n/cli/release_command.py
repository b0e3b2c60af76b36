"""Print what is approved: ``pnsi18n release``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import typer

from pnsi18n.cli.exit_codes import ExitCode
from pnsi18n.cli.options import Handouts, Jobs, Kinds, Locales, Output, Papers, RegionId, Reviewers, Scheduler, Store
from pnsi18n.cli.standing import Question, Standing
from pnsi18n.errors import ProjectError
from pnsi18n.model.finding import Location
from pnsi18n.model.language import Language
from pnsi18n.model.project import PAGE_DOMAIN

if TYPE_CHECKING:
    from pnsi18n.workflows.build import BuildResult


def release(  # noqa: PLR0913, PLR0917 -- one argument an option
    context: typer.Context,
    locales: Locales = None,
    handout: Handouts = None,
    kind: Kinds = None,
    paper: Papers = None,
    region: RegionId = None,
    jobs: Jobs = None,
    output: Output = None,
    reviewers: Reviewers = None,
    scheduler: Scheduler = None,
    store: Store = None,
) -> ExitCode:
    """Print what is approved, and nothing else; say what keeps the rest, and who must do it.

    A sheet is approved when everyone whom [tool.pnsi18n.release] asks for has signed the English and
    the translation as they stand now. Drafts of an earlier build are taken out of the folder.
    Exit code 1 when any language that was asked for is not approved.
    """
    standing = Standing.of(Question.of(context))
    if standing.is_told():
        return ExitCode.CLEAN
    if not scheduler:
        standing.warm_up()
    from pnsi18n.cli.arguments import project_of, today  # noqa: PLC0415 -- slow to load
    from pnsi18n.cli.printing import Choice, progress_shown, report  # noqa: PLC0415
    from pnsi18n.workflows.build import build as run  # noqa: PLC0415
    from pnsi18n.workflows.reviews import Ledgers  # noqa: PLC0415

    project = project_of(context)
    languages = standing.due(project, locales or ["en", *project.languages])
    _refuse_pseudo(languages)
    chosen = Choice(handout, kind, paper, region, jobs, output, scheduler, store)
    request = chosen.request(project, languages, some=bool(locales))
    request = replace(request, changes=standing.changes, only_approved=True)
    with progress_shown() as progress:
        result = run(Ledgers(project, today(), reviewers), request, progress)
    standing.keep(result)
    for line in _reasons(result):
        typer.echo(line, err=True)
    code = report(result, request)
    return ExitCode.FINDINGS if result.withheld else code


def _refuse_pseudo(languages: Sequence[Language]) -> None:
    for language in languages:
        if language.pseudo:
            raise ProjectError(
                f"{language.locale} is made by the program, and is never released",
                at=Location("command line"),
                hint="print it with: pnsi18n build",
            )


def _reasons(result: BuildResult) -> Iterator[str]:
    """Say for each text what is missing, of how many messages, and which command gives it."""
    for review in result.withheld:
        missing: dict[str, list[str]] = {}
        for one in review.messages:
            for need in one.missing:
                missing.setdefault(need, []).append(one.key)
        for need, keys in missing.items():
            what = "the page's own words" if review.domain == PAGE_DOMAIN else review.domain
            who = f"{review.locale or 'en'}: {what}"
            yield f"not released: {who}: {_NEEDS.get(need, f'a {need} must sign')}: {_some(keys)}"


_NEEDS = {
    "translation": "a translator must translate the English as it is now, with no error of validate",
    "back-translation": "a reviser must sign with a back-translation",
    "clinician or back-translation": "a clinician who reads it must sign, or a reviser with a back-translation",
}
_NAMED = 5


def _some(keys: Sequence[str]) -> str:
    named = ", ".join(key[:40] for key in keys[:_NAMED])
    return f"{named} and {len(keys) - _NAMED} more" if len(keys) > _NAMED else named
