"""Read a Plural-Forms field: which numbers of things take which form of a word."""

from __future__ import annotations

import re
from functools import lru_cache
from gettext import c2py

_FIELD = re.compile(r"\s*nplurals\s*=\s*(\d{1,2})\s*;\s*plural\s*=\s*([^;]+?)\s*;?\s*", re.ASCII)
# 0 is left out: whole projects disagree on it. What is special about a number shows in its last two digits.
_NUMBERS = range(1, 201)


@lru_cache(maxsize=256)
def forms(field: str) -> tuple[int, ...] | None:
    """Return the form that each number from 1 to 200 takes, or ``None`` for what gettext could not use.

    The expression is C; gettext's own reader in the standard library takes nothing but ``n``, numbers
    and signs, and not more than 1,000 characters of them.
    """
    match = _FIELD.fullmatch(field)
    if not match:
        return None
    try:
        form = c2py(match[2])
        found = tuple(form(number) for number in _NUMBERS)
    except (ValueError, ArithmeticError, RecursionError):
        return None
    return found if all(0 <= one < int(match[1]) for one in found) else None


def confused(found: tuple[int, ...], wanted: tuple[int, ...]) -> tuple[int, int] | None:
    """Return two numbers that *wanted* gives two forms and *found* gives one, or ``None``."""
    seen: dict[int, int] = {}
    for index, form in enumerate(found):
        first = seen.setdefault(form, index)
        if wanted[first] != wanted[index]:
            return _NUMBERS[first], _NUMBERS[index]
    return None
