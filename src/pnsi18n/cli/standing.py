"""Answer a build that has nothing to do before anything is loaded that could do it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from pnsi18n.adapters import cache, stamps

if TYPE_CHECKING:
    from pnsi18n.workflows.build import BuildResult

_DRAWER = "builds"
_MEANINGLESS = {"jobs", "scheduler", "store"}  # options that change nothing in what is made


def nothing_to_do(unchanged: int, output: Path) -> str:
    """Return what is said when every sheet lies there as it must be."""
    return f"nothing to do: {f'{unchanged} unchanged' if unchanged else 'no sheets'} in {os.path.relpath(output)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What was asked of a command, the stamps of all that decides the answer, and where the answer is kept."""

    place: str
    output: Path
    before: stamps.Stamps | None

    @classmethod
    def of(cls, context: typer.Context) -> Standing:
        """Look at the project, as it is before the command reads it."""
        root = Path(context.obj).resolve()
        options = {name: value for name, value in sorted(context.params.items()) if name not in _MEANINGLESS}
        output = Path(options.get("output") or root / "output").resolve()
        asked = repr((context.info_name, {**options, "output": output}))
        reviewers = [Path(options["reviewers"])] if options.get("reviewers") else []
        return cls(place=f"{root} {asked}", output=output, before=stamps.of_project(root, asked, reviewers))

    def is_told(self) -> bool:
        """Say that there is nothing to do, if that is known."""
        known = cache.recall(_DRAWER, self.place, self.before.digest) if self.before else None
        match known:
            case {"sheets": [*sheets], "stamps": str(wanted)} if all(isinstance(one, str) for one in sheets):
                lying = stamps.of_files(self.output / one for one in sheets)
                if lying and lying.digest == wanted:
                    typer.echo(nothing_to_do(len(sheets) - len(_ALWAYS), self.output))
                    return True
        return False

    def keep(self, result: BuildResult) -> None:
        """Remember a build that left nothing to do and nothing to say.

        What was changed a moment before it began is not trusted: the next change may have the same stamp.
        """
        silent = not (
            result.failed or result.missing or result.findings or result.warnings or result.refused or result.withheld
        )
        if not (silent and self.before and self.before.settled):
            return
        sheets = [*_ALWAYS, *sorted((*result.printed, *result.unchanged))]
        lying = stamps.of_files(self.output / one for one in sheets)
        if lying:
            cache.remember(_DRAWER, self.place, self.before.digest, {"sheets": sheets, "stamps": lying.digest})


_ALWAYS = ("manifest.json", "index.html")
