"""Bring catalogs up to date: ``pnsi18n update``."""

from __future__ import annotations

import typer

from pnsi18n.cli.arguments import languages_of, project_of, today, translated_only
from pnsi18n.cli.exit_codes import ExitCode
from pnsi18n.cli.options import Locales
from pnsi18n.workflows.catalogs import Update


def update(context: typer.Context, locales: Locales = None) -> ExitCode:
    """Bring the catalogs (.po) up to date with the English.

    No translation is lost: a message whose English changed keeps its translation, marked fuzzy,
    with the old English beside it; a message that is gone is kept at the end of the file.
    Entries with nothing new are not touched.
    """
    from pnsi18n.workflows.catalogs import update as run  # noqa: PLC0415 -- start-up time of --help
    from pnsi18n.workflows.reviews import Ledgers  # noqa: PLC0415

    project = project_of(context)
    updates = run(Ledgers(project, today()), translated_only(languages_of(project, locales)))
    for one in updates:
        typer.echo(f"{one.path}: {_story(one)}")
    if not updates:
        typer.echo("there are no catalogs yet; start one with: pnsi18n init LOCALE", err=True)
    return ExitCode.CLEAN


def _story(one: Update) -> str:
    if not one.written:
        return "up to date"
    merge = one.merge
    events = {
        "new": merge.new,
        "changed, look at them (fuzzy)": merge.changed,
        "moved": merge.moved,
        "carried over": merge.carried,
        "taken up again": merge.revived,
        "no longer used (kept)": merge.obsolete,
    }
    told = [f"{len(names)} {event}: {_some(names)}" for event, names in events.items() if names]
    return "; ".join(told) or "comments renewed"


def _some(names: tuple[str, ...]) -> str:
    shown = 5
    more = f" and {len(names) - shown} more" if len(names) > shown else ""
    return ", ".join(name[:40] for name in names[:shown]) + more
