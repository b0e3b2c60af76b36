"""Tell why a rule is there: ``pnsi18n explain``."""

from __future__ import annotations

import inspect
from typing import Annotated, Any

import typer

from pnsi18n.adapters.configuration import COMMAND_LINE
from pnsi18n.cli.exit_codes import ExitCode
from pnsi18n.errors import ProjectError
from pnsi18n.model.message import Message
from pnsi18n.model.rule import Rule
from pnsi18n.model.unit import Unit
from pnsi18n.rules.registry import ALL_RULES


def explain(
    rule: Annotated[
        str | None, typer.Argument(metavar="RULE", help="A rule by id or name, such as CR101 or number-changed.")
    ] = None,
) -> ExitCode:
    """Tell why a rule is there, with a bad and a good example. Without a rule: list them all."""
    if rule is None:
        for one in ALL_RULES:
            typer.echo(f"{one.id}  {one.severity:7}  {one.name}")
        return ExitCode.CLEAN
    found = [one for one in ALL_RULES if rule.casefold() in (one.id.casefold(), one.name)]
    if not found:
        raise ProjectError(f"there is no rule {rule!r}", at=COMMAND_LINE, hint="list them: pnsi18n explain")
    typer.echo(_story(found[0]))
    return ExitCode.CLEAN


def _story(rule: Rule[Any]) -> str:
    head = f"{rule.id} {rule.name} ({rule.severity})\n\n{inspect.getdoc(rule.check)}\n\nWhy: {rule.rationale}"
    problem = next(rule.check(rule.bad))
    bad, good = _shown(rule.bad), _shown(rule.good)
    example = f"\n\nBad:\n{bad}\n\nGood:\n{good}" if bad and good else ""
    return f"{head}{example}\n\nIt would say: {problem.statement}\n        hint: {problem.hint}"


def _shown(subject: object) -> str:
    match subject:
        case Unit():
            return f"  {subject.msgid}\n  {subject.msgstr or '(nothing)'}{'  (fuzzy)' if subject.fuzzy else ''}"
        case Message():
            return f"  {subject.text}"
        case _:
            return ""
