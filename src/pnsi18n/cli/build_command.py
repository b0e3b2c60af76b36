"""Print the handouts: ``pnsi18n build``."""

from __future__ import annotations

from dataclasses import replace

import typer

from pnsi18n.cli.exit_codes import ExitCode
from pnsi18n.cli.options import Handouts, Jobs, Kinds, Locales, Output, Papers, RegionId, Reviewers, Scheduler, Store
from pnsi18n.cli.standing import Question, Standing


def build(  # noqa: PLR0913, PLR0917 -- one argument an option
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
    """Print the handouts as PDF: every language, unless you name some.

    Only what has changed is printed again. What has not been signed by everyone who must sign says
    DRAFT on every page. A message without a current translation is printed in English, and marked.
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
    languages = standing.due(project, locales or ["en", *project.languages, *project.pseudo_languages])
    chosen = Choice(handout, kind, paper, region, jobs, output, scheduler, store)
    request = replace(chosen.request(project, languages, some=bool(locales)), changes=standing.changes)
    with progress_shown() as progress:
        result = run(Ledgers(project, today(), reviewers), request, progress)
    standing.keep(result)
    return report(result, request)
