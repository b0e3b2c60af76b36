"""myanmartools' doorkeeper: tell Burmese in Unicode from Burmese in the Zawgyi encoding.

Zawgyi puts other letters into the places that Unicode gives to Burmese. Neither is seen as such in an
editor that has the font of the other; on the page it is other words, or none.
"""

from __future__ import annotations

import re
import warnings
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from myanmartools import ZawgyiDetector

# What Unicode's order of Burmese letters (UTN #11) has no place for, and Zawgyi's has in nearly every word: an asat or
# a medial at the front of a letter, a vowel e before its consonant, a letter of the block's later columns.
_MAYBE = re.compile(
    "[\u1060-\u1097]|\u1039(?![\u1000-\u1021])|(?<![\u1000-\u1021\u1025\u1027\u1029\u102a\u103b-\u103f])[\u1031\u103b-\u103e]"
)
_SURE = 0.95  # what its authors advise where it is bad to call Unicode Zawgyi: less than 1 in 100 texts are


def is_zawgyi(text: str) -> bool:
    """Whether *text* is Burmese, and surely not in Unicode; letters of other scripts do not count."""
    if not _MAYBE.search(text):
        return False
    return bool(_detector().get_zawgyi_probability(text) > _SURE)


@lru_cache(maxsize=1)
def _detector() -> ZawgyiDetector:
    # Loaded late: its table of letter pairs is read from a file, and few projects have Burmese.
    from myanmartools import ZawgyiDetector  # noqa: PLC0415

    with warnings.catch_warnings():
        # It reads its table in a way that Python 3.11 and 3.12 warn of, and 3.13 does not.
        warnings.simplefilter("ignore", DeprecationWarning)
        return ZawgyiDetector()
