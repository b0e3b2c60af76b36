"""Run rules over what they judge, and decide what of a translation may reach paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from pnsi18n.model.finding import Finding, Problem, Severity
from pnsi18n.model.project import Project
from pnsi18n.model.rule import Rule, Subject
from pnsi18n.model.silence import Silence
from pnsi18n.model.unit import Translation, Unit
from pnsi18n.rules.length import UNIT_RULES as LENGTH_RULES
from pnsi18n.rules.length import is_readable
from pnsi18n.rules.registry import CONTENT_RULES, STATE_RULES, TRANSLATION_RULES
from pnsi18n.text.reading import kinds
from pnsi18n.workflows.silences import apart

S = TypeVar("S", bound=Subject)


def run(rules: Sequence[Rule[S]], subjects: Iterable[S]) -> list[Finding]:
    """Return what *rules* find in *subjects*."""
    checks = [(rule, rule.check) for rule in rules]
    return [rule.finding(one, problem) for one in subjects for rule, check in checks for problem in check(one)]


def configured(project: Project, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Give each finding the severity that the project has configured for its rule; some are turned off."""
    for finding in findings:
        severity = project.severities.get(finding.rule_id, finding.severity)
        if severity is not None:
            yield finding._replace(severity=severity)


def judge_state(one: Translation) -> list[Finding]:
    """Return what is to be said of *one* and its units whatever the words; of a current unit there is nothing."""
    return [*run(TRANSLATION_RULES, [one]), *run(STATE_RULES, (unit for unit in one.units if not unit.is_current))]


def judge_content(units: Iterable[Unit]) -> list[Finding]:
    """Return what the rules on content find in those of *units* that would be printed."""
    current = [unit for unit in units if unit.is_current]
    readable = [unit for unit in current if is_readable(unit)]
    overlong = [unit for unit in current if not is_readable(unit)] if len(readable) < len(current) else []
    found = [
        rule.finding(unit, problem)
        for unit in readable
        for rule, check in _checks(kinds(unit))
        for problem in check(unit)
    ]
    return [*run(LENGTH_RULES, overlong), *found]


@lru_cache(maxsize=16384)
def _checks(found: frozenset[str]) -> tuple[tuple[Rule[Unit], Callable[[Unit], Iterator[Problem]]], ...]:
    """Return the rules on content, with their checks, that have something to ask of a unit in which *found* is."""
    return tuple((rule, rule.check) for rule in _CONTENT_RULES if not rule.about or rule.about & found)


_CONTENT_RULES = tuple(rule for rule in CONTENT_RULES if rule not in LENGTH_RULES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What the rules say of one catalog.

    ``findings`` are all of them, silenced ones included, at the severity of the rules. ``errors`` are
    those of content that must not reach paper whatever is printed; ``unfit`` are the units that must not.
    """

    findings: tuple[Finding, ...]
    errors: tuple[Finding, ...]
    unfit: tuple[Unit, ...]


def judge(project: Project, one: Translation, silences: Sequence[Silence] = ()) -> Judgement:
    """Judge one catalog: its state, and the content of what would be printed.

    An error that one of *silences* covers is none: somebody answers for the text as it is. A critical
    message in a translation of its earlier English is unfit whatever the project says of the rule.
    """
    content = judge_content(one.units)
    told, _ = apart(silences, content)
    errors = [finding for finding in configured(project, told) if finding.severity is Severity.ERROR]
    lines = {finding.location.line for finding in errors}
    return Judgement(
        findings=(*judge_state(one), *content),
        errors=tuple(errors),
        unfit=tuple(unit for unit in one.units if unit.location.line in lines or (unit.made_for and unit.is_critical)),
    )
