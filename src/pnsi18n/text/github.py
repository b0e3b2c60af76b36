"""Write findings as the workflow commands that GitHub shows beside the line of a pull request."""

from __future__ import annotations

from pnsi18n.model.finding import Finding, Severity
from pnsi18n.text.characters import visibly

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def annotation(finding: Finding) -> str:
    """Return the annotation of *finding*, one line."""
    place = f"file={_property(finding.location.path)}"
    if finding.location.line:
        place += f",line={finding.location.line}"
    title = _property(f"{finding.rule_id} {finding.rule_name}")
    text = _data(f"{finding.statement}\nhint: {finding.hint}")
    return f"::{_COMMANDS[finding.severity]} {place},title={title}::{text}"


def _data(text: str) -> str:
    return visibly(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
