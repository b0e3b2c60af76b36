"""What a text can have that rules are about, so that a rule is asked only where it may have something to say."""

from __future__ import annotations

import re

HIDDEN = "hidden"
"""Characters that do not show, and the replacement character."""
ADDRESSES = "addresses"
"""What may be a web or mail address."""
KINDS = frozenset(
    {HIDDEN, ADDRESSES, "digits", "numbers", "negation", "opposites", "drugs", "false friends", "english"}
    | {"other variant", "units", "day parts"}
)
"""The kinds that a rule may be about; those without a name of their own here are of words in tables."""
SIGNS = frozenset("{}\uff5b\uff5d*_[]`<>&()\uff08\uff09\u300c\u300d\u300e\u300f")
"""The characters that a rule may be about."""

_SIGN = re.compile(f"[{re.escape(''.join(sorted(SIGNS)))}]")
_ADDRESS = re.compile(r"[@:.][\w/]")  # in every address, and in few sentences


def traits(text: str) -> list[str]:
    """Return the characters of ``SIGNS`` in *text*, ``HIDDEN`` and ``ADDRESSES``; some of them more than once."""
    found = _SIGN.findall(text)
    if not text.isprintable() or "\ufffd" in text:
        found.append(HIDDEN)
    if _ADDRESS.search(text):
        found.append(ADDRESSES)
    return found
