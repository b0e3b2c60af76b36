"""Keep right-to-left and left-to-right text apart on one line of a terminal (UAX #9).

What reads the other way than its surroundings is put between FSI and PDI, so that it takes no
number, bracket or mark of its neighbours along.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

FSI, PDI = "\u2068", "\u2069"
_RIGHT = r"\p{Bidi_Class=R}\p{Bidi_Class=AL}"
_LEFT = r"\p{Bidi_Class=L}"
_RIGHT_LETTER, _LEFT_LETTER = regex.compile(f"[{_RIGHT}]"), regex.compile(_LEFT)
_CODE = regex.compile(r"\{[^{}\n]*\}|\]\([^()\n]*\)")  # a placeholder, the target of a link
_PART = 2  # as many letters from left to right may stand there in names and addresses
# From the first letter of the other direction to the last, with what stands between.
_RIGHT_RUN = regex.compile(rf"[{_RIGHT}](?:[^{_LEFT}\n]*[{_RIGHT}\p{{Bidi_Class=AN}}\p{{Bidi_Class=NSM}}])?")
_LEFT_RUN = regex.compile(rf"(?:\{{(?=[^{{}}\n]*\}})|\u2039(?=U\+)|{_LEFT})(?:[^{_RIGHT}\n]*[{_LEFT}0-9/}}\u203a])?")


def isolates(text: str, *, ours: bool = False) -> list[tuple[int, str]]:
    """Return the marks that one line of *text* needs, each with the place before which it stands.

    A line that a good part of the letters make one from right to left is isolated as a whole, and
    what is from left to right in it; a line of *ours* is English, whatever it quotes.
    """
    right = len(_RIGHT_LETTER.findall(text))
    if not right:
        return []
    if not ours and right * _PART >= len(_LEFT_LETTER.findall(_CODE.sub("", text))):
        return [(0, FSI), *_around(_LEFT_RUN, text), (len(text), PDI)]
    return list(_around(_RIGHT_RUN, text))


def _around(run: regex.Pattern[str], text: str) -> Iterator[tuple[int, str]]:
    for match in run.finditer(text):
        yield match.start(), FSI
        yield match.end(), PDI
