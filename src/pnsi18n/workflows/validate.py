"""Judge source, templates and catalogs; the verdict is a list of findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from pnsi18n.adapters import cldr
from pnsi18n.adapters.places import locale_folders
from pnsi18n.adapters.sources import read_handouts
from pnsi18n.errors import LedgerError, PnsError, ProjectError
from pnsi18n.model.finding import Finding, Location, Severity
from pnsi18n.model.handout import Handout
from pnsi18n.model.language import Language
from pnsi18n.model.project import PAGE_DOMAIN, LocaleFolder, Project, TemplateState
from pnsi18n.model.review import Review
from pnsi18n.model.rule import Rule, Subject
from pnsi18n.model.unit import Translation, Unit
from pnsi18n.rules.registry import (
    ALL_RULES,
    CONTENT_RULES,
    EVIDENCE_RULES,
    FOLDER_RULES,
    HANDOUT_RULES,
    MESSAGE_EVIDENCE_RULES,
    MESSAGE_REVIEW_RULES,
    MESSAGE_RULES,
    REVIEW_RULES,
    SIGNOFF_RULES,
    STATE_RULES,
    TEMPLATE_RULES,
    TRANSLATION_RULES,
)
from pnsi18n.workflows.evidence import evidence_review
from pnsi18n.workflows.extract import make_templates, messages_by_domain
from pnsi18n.workflows.history import History
from pnsi18n.workflows.reviews import Ledgers, english_review, strays, translation_review
from pnsi18n.workflows.units import translation

S = TypeVar("S", bound=Subject)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The findings, sorted by place, the catalogs that could not be read at all, and what could not be looked up."""

    findings: tuple[Finding, ...]
    unreadable: tuple[PnsError, ...] = ()
    remark: str = ""


def validate(ledgers: Ledgers, languages: Sequence[Language], *, everything: bool) -> Verdict:
    """Run every rule over what belongs to *languages*.

    *everything* also judges what belongs to no language: source, templates and stray folders. A
    catalog or a ledger that cannot be read does not hide what was found in the others.
    """
    project = ledgers.project
    _check_configured(project)
    handouts = read_handouts(project)
    found: list[Finding] = []
    if everything:
        for handout in handouts:
            found += _run(HANDOUT_RULES, [handout])
            found += _run(MESSAGE_RULES, handout.messages)
        found += _run(TEMPLATE_RULES, _template_states(project))
        found += _run(FOLDER_RULES, _folders(project))
    errors: list[PnsError] = []
    sources = _source_reviews(ledgers, handouts, errors)
    found += [finding for one in sources if everything for finding in _judge_review(one)]
    found += _run(SIGNOFF_RULES, ledgers.of("")) if everything and not errors else []
    found += [finding for one in handouts if everything for finding in _of_evidence(ledgers, one, sources, errors)]
    history = History(ledgers)
    for language in languages:
        found += _of_language(history, language, handouts, errors)
    in_order = sorted(_configured(project, found), key=lambda finding: finding.sort_key)
    return Verdict(findings=tuple(in_order), unreadable=tuple(errors), remark=history.remark())


def _source_reviews(ledgers: Ledgers, handouts: Sequence[Handout], errors: list[PnsError]) -> list[Review]:
    """Return the reviews of the English; a ledger that cannot be read goes to *errors*."""
    try:
        domains = [*(handout.domain for handout in handouts), PAGE_DOMAIN]
        return [*(english_review(ledgers, one) for one in (*handouts, None)), *strays(ledgers, "", domains)]
    except LedgerError as error:
        errors.append(error)
        return []


def _of_evidence(
    ledgers: Ledgers, handout: Handout, sources: Sequence[Review], errors: list[PnsError]
) -> Iterator[Finding]:
    """Yield the findings of the evidence of *handout*; a file that cannot be read goes to *errors*."""
    signed = next((one for one in sources if one.domain == handout.domain), None)
    try:
        review = evidence_review(ledgers, handout, signed)
    except PnsError as error:
        errors.append(error)
        return
    yield from _run(EVIDENCE_RULES, [review])
    yield from _run(MESSAGE_EVIDENCE_RULES, review.evidence.messages.values() if review.evidence else ())


def _of_language(
    history: History, language: Language, handouts: Sequence[Handout], errors: list[PnsError]
) -> Iterator[Finding]:
    """Yield the findings of all catalogs of *language*, and of its ledger."""
    ledgers = history.ledgers
    domains = messages_by_domain(handouts)
    by_domain = {handout.domain: handout for handout in handouts}
    signed = _is_readable(ledgers, language.locale, errors)
    for domain, messages in domains.items():
        try:
            one = translation(ledgers.project, language, domain, messages)
        except PnsError as error:
            errors.append(error)
            continue
        one = history.dated(one) if signed else one
        yield from judge(one)
        if signed:
            review = translation_review(ledgers, by_domain.get(domain), one, unfit(ledgers.project, one))
            yield from _judge_review(review)
    if signed:
        yield from _run(SIGNOFF_RULES, ledgers.of(language.locale))
        yield from _run(REVIEW_RULES, strays(ledgers, language.locale, domains))


def _is_readable(ledgers: Ledgers, locale: str, errors: list[PnsError]) -> bool:
    try:
        ledgers.of(locale)
    except LedgerError as error:
        errors.append(error)
        return False
    return not any(isinstance(error, LedgerError) and error.location.path.startswith("source/") for error in errors)


def _judge_review(review: Review) -> Iterator[Finding]:
    yield from _run(REVIEW_RULES, [review])
    yield from _run(MESSAGE_REVIEW_RULES, review.messages)


def _check_configured(project: Project) -> None:
    """Refuse a severity for a rule that does not exist: the real one would stay as it is."""
    known = {rule.id for rule in ALL_RULES}
    for name in project.severities:
        if name not in known:
            raise ProjectError(
                f"{name} in [tool.pnsi18n.rules] is not a rule",
                at=Location("pyproject.toml"),
                hint="write its id, such as SR103; pnsi18n explain lists all",
            )


def judge(one: Translation) -> Iterator[Finding]:
    """Yield the findings of one catalog: its state, and the content of what would be printed."""
    yield from _run(TRANSLATION_RULES, [one])
    yield from _run(STATE_RULES, one.units)
    yield from _run(CONTENT_RULES, _printed(one))


def content_errors(project: Project, one: Translation) -> list[Finding]:
    """Return the errors of content in *one*: what must not reach paper whatever is printed."""
    found = _configured(project, _run(CONTENT_RULES, _printed(one)))
    return [finding for finding in found if finding.severity is Severity.ERROR]


def unfit(project: Project, one: Translation) -> list[Unit]:
    """Return the units of *one* that must not reach paper.

    A critical message in a translation of its earlier English is among them whatever the project
    says of the rule.
    """
    lines = {finding.location.line for finding in content_errors(project, one)}
    return [unit for unit in one.units if unit.location.line in lines or (unit.made_for and unit.is_critical)]


def _printed(one: Translation) -> Iterator[Unit]:
    """Yield the translations of the current English."""
    return (unit for unit in one.units if unit.is_current)


def _run(rules: Sequence[Rule[S]], subjects: Iterable[S]) -> list[Finding]:
    return [finding for subject in subjects for rule in rules for finding in rule.findings(subject)]


def _template_states(project: Project) -> Iterator[TemplateState]:
    for extraction in make_templates(project):
        yield TemplateState(
            domain=extraction.catalog.location.path.removeprefix("locale/").removesuffix(".pot"),
            current=extraction.current,
            present=extraction.present,
            location=Location(extraction.path),
        )


def _folders(project: Project) -> Iterator[LocaleFolder]:
    for name in locale_folders(project):
        yield LocaleFolder(
            locale=name,
            registered=cldr.language(name) is not None,
            configured=name in project.languages,
            location=Location(f"locale/{name}"),
        )


def _configured(project: Project, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Give each finding the severity that the project has configured for its rule."""
    for finding in findings:
        severity = project.severities.get(finding.rule_id, finding.severity)
        if severity is not None:
            yield replace(finding, severity=severity)
