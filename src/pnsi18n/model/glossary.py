"""The words that a project has agreed on: what a term is called, what it is not called, what stays as it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One English term in one language.

    ``english`` and ``use`` hold the forms of the term, the usual one first; ``use`` may be empty where the
    term has too many. ``avoid`` are words that are worse, ``never`` words that mean something else.
    """

    english: tuple[str, ...]
    use: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Glossary:
    """The glossary of one language; ``keep`` lists what is not translated into any.

    Two are the same only if they are one object: so a reader of many messages can keep what it has made of it.
    """

    terms: tuple[Term, ...] = ()
    keep: tuple[str, ...] = ()


NO_GLOSSARY = Glossary()
"""What a project has that has agreed on nothing."""
