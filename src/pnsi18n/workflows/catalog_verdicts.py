"""Judge the catalogs of a project, each with its sign-offs, its past and what is silenced in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pnsi18n.adapters import git
from pnsi18n.adapters.places import carried_page_catalog, catalog_path
from pnsi18n.adapters.verdicts import digest_of, program
from pnsi18n.errors import PnsError
from pnsi18n.model.handout import Handout
from pnsi18n.model.message import Message
from pnsi18n.model.silence import Silence
from pnsi18n.rules.registry import MESSAGE_REVIEW_RULES, REVIEW_RULES, SILENCE_RULES
from pnsi18n.workflows.batch import Outcome, Task, outcomes
from pnsi18n.workflows.extract import messages_by_domain
from pnsi18n.workflows.history import History
from pnsi18n.workflows.judging import judge, run
from pnsi18n.workflows.reviews import Ledgers, translation_review
from pnsi18n.workflows.silences import silence_states
from pnsi18n.workflows.units import translation


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogCase:
    """A catalog to be judged; ``signed`` tells whether the ledgers that it needs can be read."""

    locale: str
    domain: str
    signed: bool
    silences: tuple[Silence, ...]


@dataclass(frozen=True)  # no slots: what is made once is kept here
class CatalogJudge:
    """Judges one catalog after the other; all that it holds travels to other processes."""

    history: History
    handouts: Sequence[Handout]

    @cached_property
    def messages(self) -> Mapping[str, tuple[Message, ...]]:
        """The English of every domain."""
        return messages_by_domain(self.handouts)

    def __call__(self, case: CatalogCase) -> Outcome:
        """Return what the rules say of the catalog of *case*, of its review and of its silences."""
        ledgers = self.history.ledgers
        project = ledgers.project
        try:
            one = translation(project, project.languages[case.locale], case.domain, self.messages[case.domain])
        except PnsError as error:
            return Outcome(error=error)
        one = self.history.dated(one) if case.signed else one
        verdict = judge(project, one, case.silences)
        found = [*verdict.findings]
        if case.signed:
            handout = next((handout for handout in self.handouts if handout.domain == case.domain), None)
            review = translation_review(ledgers, handout, one, verdict.unfit)
            states = silence_states(project, case.silences, one.units, verdict.findings)
            found += run(REVIEW_RULES, [review]) + run(MESSAGE_REVIEW_RULES, review.messages)
            found += run(SILENCE_RULES, states)
        return Outcome(findings=tuple(found))


def judged_catalogs(
    one: CatalogJudge, cases: Sequence[CatalogCase], *, jobs: int, remembered: bool
) -> Iterator[Outcome]:
    """Yield what comes of each of *cases*, in their order."""
    tasks = list(_tasks(one.history.ledgers, cases))
    return outcomes(tasks, one, preload="pnsi18n.workflows.validate", jobs=jobs, remembered=remembered)


def _tasks(ledgers: Ledgers, cases: Sequence[CatalogCase]) -> Iterator[Task[CatalogCase]]:
    root = Path(ledgers.project.root)
    shared = [Path(root, name) for name in ("pyproject.toml", "source/reviewers.toml", "source/glossary.toml")]
    shared += [*sorted(root.glob("source/*/signoff")), *([ledgers.anchor] if ledgers.anchor else [])]
    common = digest_of(shared, program(), ledgers.today.isoformat(), git.head(root))
    own = {locale: digest_of([root / "locale" / locale / "signoff"]) for locale in {case.locale for case in cases}}
    for case in cases:
        path = root / catalog_path(case.locale, case.domain)
        paths = [path, carried_page_catalog(case.locale) or path, root / "source" / case.domain]
        yield Task(
            what=case,
            place=f"{root} {case.locale} {case.domain}",
            digest=digest_of(paths, common, own[case.locale], repr(case)),
            size=path.stat().st_size if path.is_file() else 0,
        )
