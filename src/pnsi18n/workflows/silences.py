"""Keep silenced findings apart from the others, and put each silence beside what stands there today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pnsi18n.adapters import git
from pnsi18n.adapters.places import template_path
from pnsi18n.model.finding import Finding
from pnsi18n.model.message import Message
from pnsi18n.model.project import Project
from pnsi18n.model.silence import Silence, Silenced, SilenceState
from pnsi18n.model.unit import Unit
from pnsi18n.rules.registry import ALL_RULES
from pnsi18n.rules.state import PRINTED_UNIT_RULES
from pnsi18n.text.silencing import covers, name_of, same_texts

_RULES = {rule.id: rule for rule in ALL_RULES}
_OF_THE_PAST = frozenset(rule.id for rule in PRINTED_UNIT_RULES)


def apart(silences: Iterable[Silence], findings: Iterable[Finding]) -> tuple[list[Finding], list[Silenced]]:
    """Return the *findings* that are told, and those that one of *silences* keeps from being told."""
    counted: dict[tuple[str, str, str], list[Silence]] = {}
    for one in silences:
        if not (one.fault or refusal(one.rule)):
            counted.setdefault((one.rule, one.locale, one.domain), []).append(one)
    told: list[Finding] = []
    silenced: list[Silenced] = []
    for finding in findings:
        near = counted.get((finding.rule_id, finding.locale, finding.handout), ())
        silence = next((one for one in near if covers(one, finding)), None)
        if silence:
            silenced.append(Silenced(finding=finding, silence=silence))
        else:
            told.append(finding)
    return told, silenced


def refusal(rule_id: str) -> str:
    """Say why the rule *rule_id* cannot be silenced, or nothing."""
    if rule_id not in _RULES:
        return f"there is no rule {rule_id}"
    return "" if _RULES[rule_id].silenceable else f"{rule_id} cannot be silenced"


def silence_states(
    project: Project,
    silences: Sequence[Silence],
    subjects: Iterable[Unit | Message],
    found: Iterable[Finding],
) -> Iterator[SilenceState]:
    """Yield each of *silences* beside the one of *subjects* that it is about.

    *found* are all findings about them, silenced ones included.
    """
    wanted = {(one.domain, one.message) for one in silences}
    present: dict[tuple[str, str], list[Unit | Message]] = {}
    for subject in subjects if wanted else ():
        key = (subject.domain, name_of(subject.msgctxt, subject.excerpt))
        if key in wanted:
            present.setdefault(key, []).append(subject)
    spoken = list(found) if wanted else []
    for one in silences:
        yield _state(project, one, present.get((one.domain, one.message), []), spoken)


def _state(
    project: Project, silence: Silence, subjects: Sequence[Unit | Message], found: Iterable[Finding]
) -> SilenceState:
    same = next((one for one in subjects if same_texts(silence, one.excerpt)), None)
    now = same or next(iter(subjects), None)
    unsure = silence.rule in _OF_THE_PAST and not _knows_the_past(project, silence.domain)
    return SilenceState(
        silence=silence,
        refusal=refusal(silence.rule),
        now=now.excerpt if now else None,
        is_same=same is not None,
        speaks=unsure or any(covers(silence, finding) for finding in found),
        source_location=now.source_location if now else None,
    )


def _knows_the_past(project: Project, domain: str) -> bool:
    """Whether git has the whole past of *domain*; without it, some rules have nothing to speak from."""
    root = Path(project.root)
    return not git.missing_history(root) and bool(git.before_changes(root, template_path(domain)))
