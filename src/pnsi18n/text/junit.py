"""Write findings as JUnit XML, which every CI system shows: a suite a file, a failure a finding."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from pnsi18n.model.finding import Finding, Severity
from pnsi18n.model.silence import Silence, Silenced

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production 2


def junit(findings: Sequence[Finding], silenced: Sequence[Silenced] = (), *, strict: bool) -> str:
    """Return the report; a finding that does not make validate fail is told as output, not as failure.

    A silenced one is a test that was skipped, with the reason.
    """
    root = Element("testsuites", name="pnsi18n validate")
    silences = {one.finding: one.silence for one in silenced}
    every = sorted([*findings, *silences], key=lambda finding: finding.sort_key)
    for path, group in groupby(every, key=lambda finding: finding.location.path):
        _suite(root, path, list(group), silences, strict=strict)
    if not every:
        SubElement(SubElement(root, "testsuite", name="pnsi18n", tests="1", failures="0"), "testcase", name="validate")
    indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _suite(
    root: Element, path: str, findings: Sequence[Finding], silences: Mapping[Finding, Silence], *, strict: bool
) -> None:
    failing = [one for one in findings if one not in silences and _fails(one, strict=strict)]
    numbers = {"tests": len(findings), "failures": len(failing), "skipped": sum(one in silences for one in findings)}
    suite = SubElement(root, "testsuite", {"name": path, **{key: str(number) for key, number in numbers.items()}})
    for finding in findings:
        name = " ".join(part for part in (finding.rule_id, finding.rule_name, finding.msgctxt) if part)
        case = SubElement(suite, "testcase", name=_clean(name), classname=path)
        text = f"{finding.location}: {finding.severity}: {finding.statement}\nhint: {finding.hint}"
        if silence := silences.get(finding):
            SubElement(case, "skipped", message=_clean(f"silenced by {silence.name}: {silence.reason}"))
        elif finding in failing:
            failure = SubElement(case, "failure", message=_clean(finding.statement), type=finding.severity.value)
            failure.text = _clean(text)
        else:
            SubElement(case, "system-out").text = _clean(text)


def _fails(finding: Finding, *, strict: bool) -> bool:
    return finding.severity is Severity.ERROR or (strict and finding.severity is Severity.WARNING)


def _clean(text: str) -> str:
    """Return *text* with what XML cannot hold written as its number."""
    return _FORBIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
