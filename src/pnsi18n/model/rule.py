"""What a rule is: an identity, a reason, two examples and a check."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar, runtime_checkable

from pnsi18n.model.finding import Excerpt, Finding, Location, Problem, Severity


class Subject(Protocol):
    """Anything that a rule can look at: it knows where it came from."""

    @property
    def location(self) -> Location:
        """The place to open when the rule speaks up."""

    @property
    def source_location(self) -> Location | None:
        """The English text that the subject belongs to."""

    @property
    def locale(self) -> str:
        """The locale of the subject; empty for English."""

    @property
    def domain(self) -> str:
        """The handout, or ``page``; empty when the subject spans several."""

    @property
    def msgctxt(self) -> str | None:
        """The message id, where the subject is one message."""


@runtime_checkable
class Text(Protocol):
    """A subject that is one message, whose texts can be shown."""

    @property
    def excerpt(self) -> Excerpt:
        """The English, with its translation where that is what is judged."""


S = TypeVar("S", bound=Subject)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Generic[S]):
    """A check with everything that is needed to explain, test and run it.

    ``silenceable`` is false where the page would still be wrong or unsafe whoever says otherwise,
    and where what is judged has no text that a silence could be bound to. ``about`` is what a unit must
    have some of, in English or translation, for the check to have anything to say: characters, or
    kinds of words (``pnsi18n.text.traits``); empty where that cannot be told. It only saves time.
    """

    id: str
    name: str
    severity: Severity
    rationale: str
    bad: S
    good: S
    check: Callable[[S], Iterator[Problem]]
    silenceable: bool = True
    about: frozenset[str] = frozenset()

    def findings(self, subject: S) -> Iterator[Finding]:
        """Run the check on *subject* and say where each problem is."""
        for problem in self.check(subject):
            yield self.finding(subject, problem)

    def finding(self, subject: S, problem: Problem) -> Finding:
        """Return *problem*, which the check has found in *subject*, with its places."""
        return Finding(
            location=problem.at or subject.location,
            source_location=subject.source_location,
            rule_id=self.id,
            rule_name=self.name,
            severity=self.severity,
            statement=problem.statement,
            hint=problem.hint,
            locale=subject.locale,
            handout=subject.domain,
            msgctxt=problem.msgctxt or subject.msgctxt or "",
            excerpt=_excerpt(subject),
            spot=problem.spot,
        )


def _excerpt(subject: object) -> Excerpt | None:
    found: Excerpt | None = getattr(subject, "excerpt", None)  # isinstance(subject, Text) is forty times as slow
    return found


def rule(  # noqa: PLR0913 -- what a rule is
    *,
    id: str,
    severity: Severity,
    rationale: str,
    bad: S,
    good: S,
    silenceable: bool = True,
    about: Iterable[str] = (),
) -> Callable[[Callable[[S], Iterator[Problem]]], Rule[S]]:
    """Turn a check function into the rule of the same name; register nothing."""

    def declare(check: Callable[[S], Iterator[Problem]]) -> Rule[S]:
        return Rule(
            id=id,
            name=check.__name__.replace("_", "-"),
            severity=severity,
            rationale=rationale,
            bad=bad,
            good=good,
            check=check,
            silenceable=silenceable and isinstance(bad, Text),
            about=frozenset(about),
        )

    return declare
