"""Findings in the forms that other programs read."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from clinic import CATALOG, Run, edit
from typer.testing import CliRunner

from pnsi18n.cli.app import app
from pnsi18n.model.finding import Finding, Location, Severity
from pnsi18n.rules.registry import ALL_RULES
from pnsi18n.text.github import annotation
from pnsi18n.text.junit import junit
from pnsi18n.text.sarif import ITS_TYPES


@pytest.fixture
def wrong(spanish: Path) -> Path:
    """Return a project with one wrong number in its Spanish."""
    edit(spanish / CATALOG, "5 días", "50 días")
    return spanish


def test_sarif_names_rule_place_and_english(wrong: Path, run: Run) -> None:
    """Each result points at a rule of the run, at a line of the catalog and at one of the source."""
    assert wrong.is_dir()
    result = run("validate", "es", "--format", "sarif")
    log = json.loads(result.stdout)
    (one,) = log["runs"]
    rules = one["tool"]["driver"]["rules"]
    error = next(found for found in one["results"] if found["level"] == "error")
    assert (log["version"], error["ruleId"], rules[error["ruleIndex"]]["id"]) == ("2.1.0", "CR101", "CR101")
    place = error["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": CATALOG, "uriBaseId": "%SRCROOT%"}
    assert place["region"]["startLine"] > 1
    related = error["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert related == "source/fixture/handout.md"
    assert re.fullmatch("[0-9a-f]{64}", error["partialFingerprints"]["pnsi18n/v1"])
    assert result.exit_code == 1


@pytest.mark.parametrize("form", ["sarif", "github", "junit", "json", "text"])
def test_a_project_in_a_folder_is_named_from_where_one_stands(
    wrong: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """A project below the top of its repository: what reads the report looks for its files from there."""

    def told(folder: Path, named: str) -> str:
        monkeypatch.chdir(folder)
        return CliRunner().invoke(app, ["-C", named, "validate", "es", "--format", form, "--no-cache"]).stdout

    inside, above = told(wrong, "."), told(wrong.parent, wrong.name)

    assert CATALOG in inside
    for path in (CATALOG, "source/fixture/handout.md"):
        below = f"{wrong.name}/{path}"
        assert below not in inside
        assert above.count(below) == above.count(path) == inside.count(path)
    assert told(wrong.parent, str(wrong)) == above
    assert told(wrong / "source", "..") == inside


def test_every_family_has_an_its_type() -> None:
    """ITS 2.0 knows what kind of issue each rule is about."""
    assert {rule.id[:2] for rule in ALL_RULES} <= ITS_TYPES.keys()


def test_junit_counts_what_fails(wrong: Path, run: Run) -> None:
    """An error is a failure (5 is lost, 50 is new), a note is not."""
    assert wrong.is_dir()
    root = ET.fromstring(run("validate", "es", "--format", "junit").stdout)
    assert [suite.get("failures") for suite in root if suite.get("name") == CATALOG] == ["2"]
    assert "write 5 where the English has it" in "".join(root.itertext())


def test_junit_without_findings_is_a_passed_test() -> None:
    """CI systems call an empty report a broken one."""
    root = ET.fromstring(junit([], strict=False))
    assert [suite.get("tests") for suite in root] == ["1"]


def test_signs_that_xml_cannot_hold_are_written_as_numbers() -> None:
    """A report must open whatever stands in a catalog."""
    finding = Finding(
        location=Location("a.po", 3),
        rule_id="SE105",
        rule_name="hidden-character",
        severity=Severity.ERROR,
        statement="there is \x07 and \ufffe",
        hint="delete it",
    )
    assert "there is \\u0007 and \\ufffe" in "".join(ET.fromstring(junit([finding], strict=False)).itertext())


def test_github_annotations_are_one_line_each(wrong: Path, run: Run) -> None:
    """File, line, title and text, with what would break the command escaped."""
    assert wrong.is_dir()
    lines = run("validate", "es", "--format", "github").stdout.splitlines()
    assert all(re.match(r"::(error|warning|notice) file=[^:]+,?.*title=[^:]+::.+%0Ahint: ", line) for line in lines)
    finding = Finding(
        location=Location("a,b:c.po"),
        rule_id="X",
        rule_name="y",
        severity=Severity.NOTE,
        statement="100 %\nof it",
        hint="z",
    )
    assert annotation(finding) == "::notice file=a%2Cb%3Ac.po,title=X y::100 %25%0Aof it%0Ahint: z"


def test_an_unknown_form_is_refused(spanish: Path, run: Run) -> None:
    """With those that there are."""
    result = run("validate", "--format", "xml")
    assert (result.exit_code, "use text, json, sarif, junit, github" in result.stderr) == (2, spanish.is_dir())


@pytest.fixture
def silenced(wrong: Path, run: Run) -> Path:
    """Return that project with both findings silenced."""
    words = ("--reason", "A fixture of the tests.", "--name", "Fixture Reviser")
    assert run("silence", "es", "CR101", "em.fever", *words).exit_code == 0
    return wrong


def test_sarif_has_silenced_findings_as_suppressed_results(silenced: Path, run: Run) -> None:
    """With the reason; and every other result says that it is not (3.27.23)."""
    assert silenced.is_dir()
    (one,) = json.loads(run("validate", "es", "--format", "sarif").stdout)["runs"]
    by_rule: dict[str, list[dict[str, object]]] = {}
    for result in one["results"]:
        by_rule.setdefault(result["ruleId"], []).extend(result["suppressions"])
    first, second = by_rule.pop("CR101")
    assert first == second
    assert str(first.pop("justification")).startswith("A fixture of the tests. (Fixture Reviser, 2")
    assert [first] == [
        {
            "kind": "external",
            "status": "accepted",
            "location": {
                "physicalLocation": {
                    "artifactLocation": {"uri": "locale/es/silenced.toml", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 4},
                }
            },
        }
    ]
    assert [*by_rule.values()] == [[]]


def test_junit_has_silenced_findings_as_skipped_tests(silenced: Path, run: Run) -> None:
    """CI systems show them apart, with the reason."""
    assert silenced.is_dir()
    root = ET.fromstring(run("validate", "es", "--format", "junit").stdout)
    (suite,) = [one for one in root if one.get("name") == CATALOG]
    assert [suite.get(key) for key in ("tests", "failures", "skipped")] == ["2", "0", "2"]
    reasons = [skipped.get("message") for skipped in suite.iter("skipped")]
    assert reasons == ["silenced by Fixture Reviser: A fixture of the tests."] * 2


def test_github_leaves_silenced_findings_out(silenced: Path, run: Run) -> None:
    """A pull request shows what is to be done."""
    assert silenced.is_dir()
    assert "CR101" not in run("validate", "es", "--format", "github").stdout


def test_github_annotations_hide_nothing() -> None:
    """A control character would be shown as nothing."""
    finding = Finding(
        location=Location("a.po", 3),
        rule_id="SE105",
        rule_name="hidden-character",
        severity=Severity.ERROR,
        statement="there is \x1b",
        hint="delete it",
    )
    assert "there is ‹U+001B›" in annotation(finding)
