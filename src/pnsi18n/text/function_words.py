"""The words that English sentences are held together by; none of them is a name or a term."""

from __future__ import annotations

from functools import lru_cache

FUNCTION_WORDS = frozenset(
    """a about after all also an and any are as at be because been before but by can cannot could did do does during
    each every for from get had has have how if in into is it its may more most must need no not of on once or other
    our out over please should so some than that the their them then there these they this those through to under
    until up use was we were what when where which while who why will with without would you your""".split()  # noqa: SIM905 -- a paragraph of words reads best so
)


@lru_cache(maxsize=64)
def telling(own: frozenset[str]) -> frozenset[str]:
    """Return the words that tell English from a language that has the words *own*, too."""
    return FUNCTION_WORDS - own
