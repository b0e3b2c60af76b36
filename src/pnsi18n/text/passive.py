"""Find passives in English that are surely passives: a form of "be", and a verb of what is done in a clinic.

A list of verbs instead of a guess by the ending: "are tired", "is called" and "is made of" are no
passives that anybody wants to hear of. What the list does not have is not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_VERBS = (
    "added|adjusted|administered|applied|asked|attached|avoided|brought|canceled|cancelled|carried|checked|"
    "chewed|cleaned|collected|combined|considered|continued|crushed|delayed|delivered|diagnosed|discharged|"
    "discussed|done|drawn|eaten|examined|explained|found|given|inserted|injected|kept|made|measured|mixed|"
    "monitored|moved|needed|observed|offered|ordered|performed|placed|prescribed|prevented|put|recommended|"
    "referred|removed|repeated|replaced|reported|required|reviewed|scanned|scheduled|seen|sent|shown|started|"
    "stopped|stored|swallowed|taken|taught|tested|thrown|told|transferred|treated|used|washed|watched|weighed|"
    "written"
)
# After "is", these are as often states: "your risk is increased". After "be" something is done.
_OFTEN_STATES = "changed|decreased|followed|held|increased|lowered|opened|planned|raised|reduced|shared|worn"
_BETWEEN = "(?: (?:not|never|also|only|now|then|often|sometimes|always|already|just|still|first|all|[a-z]+ly)){0,2} "
_IS = r"\b(?:is|are|was|were|be|been|being|isn't|aren't|wasn't|weren't)"
_AGENT = (
    r"by (?:(?:an?|the|your|our|their|another) )?(?:[a-z]+ )?(?:adult|clinic|dentist|doctor|hospital|lab|laboratory|"
    r"machine|nurse|pharmacist|surgeon|team|therapist)s?"
)
_PATTERNS = (
    re.compile(rf"{_IS}{_BETWEEN}(?P<verb>{_VERBS})\b"),
    re.compile(rf"\b(?:be|been|being){_BETWEEN}(?P<verb>{_OFTEN_STATES})\b"),
    re.compile(rf"{_IS}{_BETWEEN}(?P<verb>[a-z]+(?:ed|en)) {_AGENT}\b"),
)
_STATES = re.compile(
    r"made (?:for|from|of|up)\b|found out\b|worn out\b|done with\b|followed by\b|covered\b|"
    r"used to (?:an?|it|the|this|that|these|them|your|[a-z]+ing)\b"
)
_PERSON = re.compile(r"\b(?:i|you|we|they|he|she) $")


def passives(text: str) -> Iterator[str]:
    """Yield each passive of *text*, which is ``prose``: ``is not given``, ``be taken``."""
    lower = text.lower()
    found = {
        match.start(): match[0]
        for pattern in _PATTERNS
        for match in pattern.finditer(lower)
        if not _STATES.match(lower, match.start("verb")) and not _is_ready(lower, match)
    }
    for _, phrase in sorted(found.items()):
        yield phrase


def _is_ready(text: str, match: re.Match[str]) -> bool:
    """Whether it is a person who "is done": nothing is done to them."""
    return match["verb"] == "done" and _PERSON.search(text, 0, match.start()) is not None
