"""Judge source, templates and catalogs; the verdict is a list of findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pnsi18n.adapters import cldr
from pnsi18n.adapters.glossary import check_glossary
from pnsi18n.adapters.places import locale_folders
from pnsi18n.adapters.sources import read_handouts
from pnsi18n.errors import LedgerError, PnsError, ProjectError
from pnsi18n.model.finding import Finding, Location
from pnsi18n.model.handout import Handout
from pnsi18n.model.language import Language
from pnsi18n.model.project import PAGE_DOMAIN, LocaleFolder, Project, TemplateState
from pnsi18n.model.review import Review
from pnsi18n.model.silence import Silence, Silenced
from pnsi18n.rules.registry import (
    ALL_RULES,
    EVIDENCE_RULES,
    FOLDER_RULES,
    HANDOUT_RULES,
    MESSAGE_EVIDENCE_RULES,
    MESSAGE_REVIEW_RULES,
    MESSAGE_RULES,
    REVIEW_RULES,
    SIGNOFF_RULES,
    SILENCE_RULES,
    TEMPLATE_RULES,
)
from pnsi18n.workflows.catalog_verdicts import CatalogCase, CatalogJudge, judged_catalogs
from pnsi18n.workflows.evidence import evidence_review
from pnsi18n.workflows.extract import make_templates
from pnsi18n.workflows.history import History
from pnsi18n.workflows.judging import configured, run
from pnsi18n.workflows.reviews import Ledgers, english_review, strays
from pnsi18n.workflows.silences import apart, silence_states


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The findings, sorted by place, the catalogs that could not be read at all, and what could not be looked up.

    ``silenced`` are findings that somebody has looked at and answers for.
    """

    findings: tuple[Finding, ...]
    silenced: tuple[Silenced, ...] = ()
    unreadable: tuple[PnsError, ...] = ()
    remark: str = ""


def validate(
    ledgers: Ledgers,
    languages: Sequence[Language],
    *,
    everything: bool,
    jobs: int = 1,
    remembered: bool = False,
) -> Verdict:
    """Run every rule over what belongs to *languages*.

    *everything* also judges what belongs to no language: source, templates and stray folders. A
    catalog or a ledger that cannot be read does not hide what was found in the others. Many catalogs
    are judged in *jobs* processes; with *remembered*, those that have not changed are not read again.
    """
    project = ledgers.project
    _check_configured(project)
    check_glossary(project)  # a fault in it stops here, once, and not in every catalog
    handouts = read_handouts(project)
    errors: list[PnsError] = []
    found = [*_of_project(project, handouts)] if everything else []
    sources = _source_reviews(ledgers, handouts, errors)
    if everything:
        found += [finding for one in sources for finding in _judge_review(one)]
        found += run(SIGNOFF_RULES, ledgers.of("")) if not errors else []
        found += [finding for one in handouts for finding in _of_evidence(ledgers, one, sources, errors)]
    locales = [*([""] if everything else []), *(language.locale for language in languages)]
    silences = {locale: _readable_silences(ledgers, locale, errors) for locale in locales}
    found += _of_english_silences(project, silences.get("", ()), handouts, found)
    judge = CatalogJudge(History(ledgers), handouts)
    cases = [*_cases(judge, languages, silences, errors)]
    for outcome in judged_catalogs(judge, cases, jobs=jobs, remembered=remembered):
        found += outcome.findings
        errors += [outcome.error] if outcome.error else []
    for locale in dict.fromkeys(case.locale for case in cases if case.signed):
        found += _of_ledger(judge, locale, silences[locale])
    told, silenced = apart([one for each in silences.values() for one in each], found)
    return Verdict(
        findings=tuple(sorted(configured(project, told), key=lambda finding: finding.sort_key)),
        silenced=tuple(_configured_silenced(project, silenced)),
        unreadable=tuple(errors),
        remark=judge.history.remark(),
    )


def _of_project(project: Project, handouts: Sequence[Handout]) -> Iterator[Finding]:
    """Yield the findings of the English, of the templates and of the folders."""
    for handout in handouts:
        yield from run(HANDOUT_RULES, [handout])
        yield from run(MESSAGE_RULES, handout.messages)
    yield from run(TEMPLATE_RULES, _template_states(project))
    yield from run(FOLDER_RULES, _folders(project))


def _cases(
    judge: CatalogJudge,
    languages: Sequence[Language],
    silences: Mapping[str, Sequence[Silence]],
    errors: list[PnsError],
) -> Iterator[CatalogCase]:
    """Yield the catalogs to be judged; a ledger that cannot be read goes to *errors*."""
    for language in languages:
        signed = _is_readable(judge.history.ledgers, language.locale, errors)
        for domain in judge.messages:
            own = tuple(one for one in silences[language.locale] if one.domain == domain)
            yield CatalogCase(locale=language.locale, domain=domain, signed=signed, silences=own)


def _of_ledger(judge: CatalogJudge, locale: str, silences: Sequence[Silence]) -> Iterator[Finding]:
    """Yield the findings of the ledger of *locale*, and of what is silenced in handouts that are no more."""
    ledgers = judge.history.ledgers
    yield from run(SIGNOFF_RULES, ledgers.of(locale))
    yield from run(REVIEW_RULES, strays(ledgers, locale, judge.messages))
    gone = [one for one in silences if one.domain not in judge.messages]
    yield from run(SILENCE_RULES, silence_states(ledgers.project, gone, (), ()))


def _readable_silences(ledgers: Ledgers, locale: str, errors: list[PnsError]) -> tuple[Silence, ...]:
    """Return what is silenced in *locale*; a file that cannot be read goes to *errors*, and silences nothing."""
    try:
        return ledgers.silences(locale)
    except PnsError as error:
        errors.append(error)
        return ()


def _of_english_silences(
    project: Project, silences: Sequence[Silence], handouts: Sequence[Handout], found: Sequence[Finding]
) -> list[Finding]:
    messages = [message for handout in handouts for message in handout.messages]
    return run(SILENCE_RULES, silence_states(project, silences, messages, found))


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
    yield from run(EVIDENCE_RULES, [review])
    yield from run(MESSAGE_EVIDENCE_RULES, review.evidence.messages.values() if review.evidence else ())


def _is_readable(ledgers: Ledgers, locale: str, errors: list[PnsError]) -> bool:
    try:
        ledgers.of(locale)
    except LedgerError as error:
        errors.append(error)
        return False
    return not any(isinstance(error, LedgerError) and error.location.path.startswith("source/") for error in errors)


def _judge_review(review: Review) -> Iterator[Finding]:
    yield from run(REVIEW_RULES, [review])
    yield from run(MESSAGE_REVIEW_RULES, review.messages)


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


def _configured_silenced(project: Project, silenced: Iterable[Silenced]) -> Iterator[Silenced]:
    """Give the silenced findings their severity, too, in the order of the others."""
    for one in sorted(silenced, key=lambda one: one.finding.sort_key):
        yield from (replace(one, finding=finding) for finding in configured(project, [one.finding]))
