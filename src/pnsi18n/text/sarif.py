"""Write findings as SARIF 2.1.0 (OASIS), which code hosts show beside the line.

Each rule carries the localization quality issue type of ITS 2.0 (W3C, 8.11), so that translation
tools sort our findings as their own.
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from pnsi18n import __version__
from pnsi18n.model.finding import Finding, Location, Severity
from pnsi18n.model.rule import Rule
from pnsi18n.model.silence import Silence, Silenced

_VERSION = "2.1.0"
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
ITS_TYPES = {
    "CR": "numbers",
    "ED": "formatting",
    "HD": "non-conformance",
    "LA": "untranslated",
    "LE": "length",
    "LN": "inconsistent-entities",
    "MK": "markup",
    "PH": "inconsistent-entities",
    "PO": "mistranslation",
    "SE": "characters",
    "SI": "non-conformance",
    "SR": "style",
    "ST": "non-conformance",
    "TE": "terminology",
    "TY": "typographical",
}
"""The ITS 2.0 type of each family of rules."""


def sarif(findings: Sequence[Finding], rules: Sequence[Rule[Any]], silenced: Sequence[Silenced] = ()) -> dict[str, Any]:
    """Return the log of one run; *silenced* findings are results that are suppressed.

    Every result says whether it is: SARIF (3.27.23) wants it of all or of none.
    """
    known = {rule.id: index for index, rule in enumerate(rules)}
    driver = {
        "name": "pnsi18n",
        "semanticVersion": __version__,
        "rules": [_rule(rule) for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [
            *({**_result(finding, known), "suppressions": []} for finding in findings),
            *({**_result(one.finding, known), "suppressions": [_suppression(one.silence)]} for one in silenced),
        ],
    }
    return {"$schema": _SCHEMA, "version": _VERSION, "runs": [run]}


def _rule(rule: Rule[Any]) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": (inspect.getdoc(rule.check) or "").split("\n")[0]},
        "fullDescription": {"text": rule.rationale},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"itsLocQualityIssueType": ITS_TYPES[rule.id[:2]]},
    }


def _result(finding: Finding, known: dict[str, int]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule_id,
        "ruleIndex": known[finding.rule_id],
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.statement}\nhint: {finding.hint}"},
        "locations": [_location(finding.location)],
        "partialFingerprints": {"pnsi18n/v1": _fingerprint(finding)},
        "properties": {"locale": finding.locale, "handout": finding.handout, "msgctxt": finding.msgctxt},
    }
    if finding.source_location and finding.source_location != finding.location:
        result["relatedLocations"] = [{**_location(finding.source_location), "message": {"text": "the English"}}]
    return result


def _suppression(silence: Silence) -> dict[str, Any]:
    return {
        "kind": "external",
        "status": "accepted",
        "justification": f"{silence.reason} ({silence.name}, {silence.day.isoformat()})",
        "location": _location(silence.location),
    }


def _location(location: Location) -> dict[str, Any]:
    """Return *location*; what is about a whole file stands at its first line, as code scanning wants a line."""
    artifact = {"uri": quote(location.path), "uriBaseId": "%SRCROOT%"}
    return {"physicalLocation": {"artifactLocation": artifact, "region": {"startLine": location.line or 1}}}


def _fingerprint(finding: Finding) -> str:
    """Return what stays the same when lines are added above."""
    parts = (finding.rule_id, finding.locale, finding.handout, finding.msgctxt, finding.statement)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
