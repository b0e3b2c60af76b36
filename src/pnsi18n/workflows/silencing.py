"""Silence a finding: find it, see that this person may, add an entry to the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NoReturn

from pnsi18n.adapters.configuration import COMMAND_LINE
from pnsi18n.adapters.silences import add_silences
from pnsi18n.errors import ProjectError
from pnsi18n.model.finding import Finding
from pnsi18n.model.language import Language
from pnsi18n.model.silence import Silence
from pnsi18n.rules.registry import ALL_RULES
from pnsi18n.text.silencing import name_fault, name_of, plain_name, reason_fault
from pnsi18n.workflows.reviews import Ledgers
from pnsi18n.workflows.silences import refusal
from pnsi18n.workflows.validate import Verdict, validate


@dataclass(frozen=True, slots=True, kw_only=True)
class SilenceRequest:
    """Which finding is to be silenced, by whom, and why; ``language`` is ``None`` for the English."""

    language: Language | None
    rule: str
    message: str
    reason: str
    name: str
    handout: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SilencesWritten:
    """The file that was added to, and the findings that are silent now."""

    path: str
    findings: tuple[Finding, ...]


def silence(ledgers: Ledgers, request: SilenceRequest) -> SilencesWritten:
    """Silence what is asked for; raise ``ProjectError`` for whatever cannot be, with nothing written."""
    request = replace(request, rule=_rule_id(request.rule))
    _check(request)
    languages = [request.language] if request.language else []
    verdict = validate(ledgers, languages, everything=not languages)
    if verdict.unreadable:
        raise ExceptionGroup("files that cannot be read", verdict.unreadable)

    findings = _wanted(request, verdict.findings)
    if not findings:
        _refuse_missing(request, verdict)
    silences = _silences(ledgers, request, findings)
    for one in silences:
        if one.fault:
            _refuse(one.fault, "let somebody look who is in source/reviewers.toml")

    return SilencesWritten(path=add_silences(ledgers.project, silences), findings=tuple(findings))


def _rule_id(written: str) -> str:
    """Return the id of the rule that is called *written*, by id or by name."""
    known = {name.casefold(): rule.id for rule in ALL_RULES for name in (rule.id, rule.name)}
    if written.casefold() not in known:
        _refuse(f"there is no rule {written!r}", "list them: pnsi18n explain")
    return known[written.casefold()]


def _check(request: SilenceRequest) -> None:
    """Refuse what is wrong whatever stands in the texts: the rule, the reason, the name."""
    if why := refusal(request.rule):
        _refuse(why, f"mend what it found; see: pnsi18n explain {request.rule}")
    if fault := reason_fault(request.reason):
        _refuse(f"the reason {fault}", 'say in a sentence why the text is right: --reason "…"')
    if fault := name_fault(plain_name(request.name)):
        _refuse(f"the name {fault}", 'add --name "Full Name"')


def _wanted(request: SilenceRequest, findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings that *request* means; refuse it where they are of several handouts."""
    locale = request.language.locale if request.language else ""
    found = [
        one
        for one in findings
        if (one.rule_id, one.locale) == (request.rule, locale)
        and _is_of(request.message, one)
        and request.handout in {"", one.handout}
    ]
    handouts = sorted({one.handout for one in found})
    if len(handouts) > 1:
        _refuse(f"{request.message} stands in {' and in '.join(handouts)}", "say which: --handout ID")
    return found


def _is_of(message: str, finding: Finding) -> bool:
    """Whether *finding* is about *message*: an id, a name as files have it, or the English itself."""
    if finding.excerpt is None:
        return False
    return message in {name_of(finding.msgctxt, finding.excerpt), finding.msgctxt or finding.excerpt.english}


def _refuse_missing(request: SilenceRequest, verdict: Verdict) -> NoReturn:
    silenced = [one.finding for one in verdict.silenced]
    if _wanted(request, silenced):
        _refuse(f"{request.rule} is silenced for {request.message} already", "there is nothing to do")
    where = request.language.locale if request.language else "the English"
    _refuse(
        f"{request.rule} finds no fault in {request.message} of {where}",
        f"see what is found: pnsi18n validate {request.language.locale if request.language else ''}".rstrip(),
    )


def _silences(ledgers: Ledgers, request: SilenceRequest, findings: Sequence[Finding]) -> list[Silence]:
    """Return one silence for each pair of texts; plural forms have several."""
    made = {
        one.excerpt: Silence(
            rule=request.rule,
            domain=one.handout,
            locale=one.locale,
            message=name_of(one.msgctxt, one.excerpt),
            english=one.excerpt.english,
            translation=one.excerpt.translation,
            reason=" ".join(request.reason.split()),
            name=plain_name(request.name),
            day=ledgers.today,
        )
        for one in findings
        if one.excerpt
    }
    return [ledgers.examined(one) for one in made.values()]


def _refuse(statement: str, hint: str) -> NoReturn:
    raise ProjectError(statement, at=COMMAND_LINE, hint=f"{hint}; nothing was written")
