"""Everything that can stop the tool. What a rule notices is a finding instead."""

from __future__ import annotations

from pnsi18n.model.finding import Location


class PnsError(Exception):
    """A situation that the person at the keyboard can put right."""

    def __init__(self, statement: str, *, at: Location, hint: str) -> None:
        super().__init__(statement, at, hint)
        self.statement = statement
        self.location = at
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.location}: {self.statement}\n  hint: {self.hint}"

    def __reduce__(self) -> tuple[object, ...]:
        # An error raised in a worker process travels home by pickle; keyword arguments do not.
        return (_rebuild, (type(self), self.statement, self.location, self.hint))


def _rebuild(kind: type[PnsError], statement: str, at: Location, hint: str) -> PnsError:
    return kind(statement, at=at, hint=hint)


class ProjectError(PnsError):
    """The project's configuration cannot be worked with."""


class SourceError(PnsError):
    """The English source cannot be worked with."""


class CatalogError(PnsError):
    """A .po or .pot file is not what gettext calls one, or contradicts itself."""


class RenderError(PnsError):
    """An edition cannot be printed as it must be."""


class LedgerError(PnsError):
    """A ledger is not what ``signoff`` wrote, or a sign-off must not be made."""
