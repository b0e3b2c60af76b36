"""Every rule keeps the promises that are written in its declaration."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from clinic import Run
from conftest import ROOT
from hypothesis import assume, given
from hypothesis import strategies as st
from judging import language

from pnsi18n.model.rule import Rule
from pnsi18n.model.unit import Unit
from pnsi18n.rules import registry
from pnsi18n.rules.registry import ALL_RULES
from pnsi18n.text.reading import kinds
from pnsi18n.text.rule_book import FAMILIES as FAMILIES_BY_NAME
from pnsi18n.text.traits import KINDS, SIGNS

WORDS = [
    "take",
    "not",
    "no",
    "two",
    "dos",
    "5",
    "mg",
    "once",
    "stop",
    "without",
    "más",
    "menos",
    "the",
    "of",
    "prednisona",
    "(",
    "**",
]
every_rule = pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
FAMILIES: Sequence[Sequence[Rule[Any]]] = (
    (*registry.STATE_RULES, *registry.CONTENT_RULES),
    registry.TRANSLATION_RULES,
    registry.FOLDER_RULES,
    registry.TEMPLATE_RULES,
    registry.MESSAGE_RULES,
    registry.HANDOUT_RULES,
    registry.REVIEW_RULES,
    registry.MESSAGE_REVIEW_RULES,
    registry.SIGNOFF_RULES,
    registry.SILENCE_RULES,
    registry.MESSAGE_EVIDENCE_RULES,
    registry.EVIDENCE_RULES,
    registry.SHEET_RULES,
)


@every_rule
def test_the_bad_example_is_reported(rule: Rule[Any]) -> None:
    """A rule finds what it says it finds."""
    assert [finding.rule_id for finding in rule.findings(rule.bad)]


@every_rule
def test_the_good_example_is_clean_under_every_rule(rule: Rule[Any]) -> None:
    """Advice given by one rule never breaks another; state is judged apart from content."""
    (peers,) = [family for family in FAMILIES if rule in family]
    if rule in registry.CONTENT_RULES:
        peers = registry.CONTENT_RULES
    assert [finding.rule_id for peer in peers for finding in peer.findings(rule.good)] == []


@every_rule
def test_a_rule_explains_itself(rule: Rule[Any]) -> None:
    """A rule says why it exists, in a sentence, and what to do about it."""
    assert rule.rationale.endswith(".")
    assert rule.rationale[0].isupper()
    assert rule.check.__doc__
    assert all(problem.hint and problem.statement for problem in rule.check(rule.bad))


@every_rule
def test_what_is_to_be_looked_at_stands_in_the_text(rule: Rule[Any]) -> None:
    """A spot is a piece of what is judged, letter for letter."""
    for finding in rule.findings(rule.bad):
        texts = finding.excerpt
        assert finding.spot in ((texts.english if texts.translation is None else texts.translation) if texts else "")


@pytest.mark.parametrize("rule", [one for one in ALL_RULES if one.about], ids=lambda rule: rule.id)
@given(
    texts=st.tuples(
        *[
            st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("*_[]()!`<>&{}%$#: a1\u202e.@"))
            | st.lists(st.sampled_from(WORDS)).map(" ".join)
        ]
        * 2
    )
)
def test_a_rule_that_waits_for_something_has_nothing_to_say_without(rule: Rule[Any], texts: tuple[str, str]) -> None:
    """Leaving it out then saves time and nothing else."""
    assert rule.about <= KINDS | SIGNS
    assert rule.about & kinds(rule.bad)
    unit = Unit(msgid=texts[0], msgstr=texts[1], language=language("es"), english=language("en"))
    assume(not rule.about & kinds(unit))
    assert list(rule.check(unit)) == []


def test_ids_and_names_are_unique() -> None:
    """An id names one rule, for ever; so does a name."""
    assert len({rule.id for rule in ALL_RULES}) == len(ALL_RULES)
    assert len({rule.name for rule in ALL_RULES}) == len(ALL_RULES)


def test_every_rule_is_in_exactly_one_family() -> None:
    """The registry forgets no rule and runs none twice."""
    assert sorted(rule.id for family in FAMILIES for rule in family) == sorted(rule.id for rule in ALL_RULES)


def test_the_page_of_the_documentation_is_what_the_rules_say(run: Run) -> None:
    """Made by the program: make rules-page."""
    page = (ROOT / "docs" / "every-rule.md").read_text(encoding="utf-8")
    assert run("explain", "--all", "--format", "markdown").stdout == page
    assert page.count("\n### ") == len(ALL_RULES)


def test_every_rule_belongs_to_a_family_that_is_explained() -> None:
    """The first letters of an id say what a rule is about."""
    assert {rule.id[:2] for rule in ALL_RULES} == set(FAMILIES_BY_NAME)
