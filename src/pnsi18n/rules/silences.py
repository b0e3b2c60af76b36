"""SI: what somebody has silenced is still right, still needed, and somebody answers for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from pnsi18n.model.finding import Excerpt, Problem, Severity
from pnsi18n.model.rule import rule
from pnsi18n.model.silence import Silence, SilenceState
from pnsi18n.text.canonical import digest
from pnsi18n.text.worddiff import marked

_SILENCE = Silence(
    rule="LA101",
    domain="example",
    locale="es",
    message="rest",
    english="Rest a lot.",
    translation="Descanse mucho.",
    reason="A fixture of the rule book.",
    name="Fixture Reviser",
    day=date(2026, 11, 22),
)
_NOW = Excerpt(english="Rest a lot.", translation="Descanse mucho.")
_GOOD = SilenceState(silence=_SILENCE, now=_NOW)
_LONG = 2000  # characters; nobody reads the changes of longer texts in a list of findings


@rule(
    id="SI101",
    severity=Severity.WARNING,
    rationale="A silence is of a text; when the text changes, nobody has looked at the new one.",
    bad=replace(_GOOD, now=Excerpt(english="Rest.", translation="Descanse mucho."), is_same=False),
    good=_GOOD,
    silenceable=False,
)
def silence_lapsed(state: SilenceState) -> Iterator[Problem]:
    """Report a silence of other words than those that stand there now."""
    if _counts(state) and state.now and not state.is_same:
        yield Problem(
            statement=f"the silence of {_what(state)} has lapsed: {_changed(state.silence, state.now)}",
            hint="look at the text again, and delete the entry; changed back, it counts again",
        )


def _counts(state: SilenceState) -> bool:
    return not (state.refusal or state.silence.fault)


def _what(state: SilenceState) -> str:
    silence = state.silence
    return f"{silence.rule} for {silence.message[:60]} by {silence.name} ({silence.day.isoformat()})"


def _changed(then: Silence, now: Excerpt) -> str:
    if digest(then.english) != digest(now.english):
        return f"the English has changed: {_difference(then.english, now.english)}"
    return f"the translation has changed: {_difference(then.translation or '', now.translation or '')}"


def _difference(then: str, now: str) -> str:
    return marked(then, now) if max(len(then), len(now)) < _LONG else f"it was: {then[:_LONG]}"


@rule(
    id="SI102",
    severity=Severity.WARNING,
    rationale="A silence that nothing needs any more hides the next finding at that place.",
    bad=replace(_GOOD, speaks=False),
    good=_GOOD,
    silenceable=False,
)
def silence_unused(state: SilenceState) -> Iterator[Problem]:
    """Report a silence of a rule that has nothing to say there, or of a message that is gone."""
    if not _counts(state) or (state.now and not state.is_same):
        return
    if state.now is None:
        yield Problem(
            statement=f"the silence of {_what(state)} is of a message that is not there",
            hint="delete the entry; if an id was changed by mistake, change it back",
        )
    elif not state.speaks:
        yield Problem(
            statement=f"the silence of {_what(state)} silences nothing: the rule finds no fault there",
            hint="delete the entry",
        )


@rule(
    id="SI103",
    severity=Severity.ERROR,
    rationale="Some faults make the page wrong or unsafe whoever says otherwise; they are mended, never silenced.",
    bad=replace(_GOOD, silence=replace(_SILENCE, rule="PH101"), refusal="PH101 cannot be silenced"),
    good=_GOOD,
    silenceable=False,
)
def silence_refused(state: SilenceState) -> Iterator[Problem]:
    """Report a silence of a rule that cannot be silenced, or that there is not."""
    if state.refusal:
        yield Problem(
            statement=f"the silence for {state.silence.message[:60]} does not count: {state.refusal}",
            hint=f"mend what the rule found, and delete the entry; see: pnsi18n explain {state.silence.rule}",
        )


@rule(
    id="SI104",
    severity=Severity.ERROR,
    rationale="Whoever can edit a file can write any name; only those whom the project knows may silence.",
    bad=replace(_GOOD, silence=replace(_SILENCE, fault="Fixture Reviser is not in the list of reviewers")),
    good=_GOOD,
    silenceable=False,
)
def silence_not_valid(state: SilenceState) -> Iterator[Problem]:
    """Report a silence of somebody who may not silence this, or that is dated ahead."""
    if state.silence.fault:
        yield Problem(
            statement=f"the silence of {_what(state)} does not count: {state.silence.fault}",
            hint="let somebody look who is in source/reviewers.toml, and silence it: pnsi18n silence",
        )


SILENCE_RULES = (silence_lapsed, silence_unused, silence_refused, silence_not_valid)
