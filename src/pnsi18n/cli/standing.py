"""Answer a build that has nothing to do before anything is loaded that could do it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from pnsi18n.adapters import cache, stamps
from pnsi18n.model.changes import WHOLE, Changes, Part

if TYPE_CHECKING:
    from pnsi18n.model.language import Language
    from pnsi18n.model.project import Project
    from pnsi18n.workflows.build import BuildResult

_DRAWER = "builds"
_MEANINGLESS = {"jobs", "scheduler", "store"}  # options that change nothing in what is made


def nothing_to_do(unchanged: int, output: Path) -> str:
    """Return what is said when every sheet lies there as it must be."""
    return f"nothing to do: {f'{unchanged} unchanged' if unchanged else 'no sheets'} in {os.path.relpath(output)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What was asked of a command, the stamps of all that decides the answer, and what was answered before.

    ``sheets`` were found as they must be when the parts of the project had the stamps ``earlier``; they still
    lie there untouched.
    """

    place: str
    output: Path
    before: stamps.Stamps | None
    earlier: Mapping[Part, str] = field(default_factory=dict)
    sheets: tuple[str, ...] = ()

    @classmethod
    def of(cls, context: typer.Context) -> Standing:
        """Look at the project, as it is before the command reads it."""
        root = Path(context.obj).resolve()
        options = {name: value for name, value in sorted(context.params.items()) if name not in _MEANINGLESS}
        output = Path(options.get("output") or root / "output").resolve()
        asked = repr((context.info_name, {**options, "output": output}))
        reviewers = [Path(options["reviewers"])] if options.get("reviewers") else []
        place, before = f"{root} {asked}", stamps.of_project(root, asked, reviewers)
        with suppress(ValueError, KeyError, TypeError):
            kept = cache.recall(_DRAWER, place, _FORM) or {"sheets": (), "stamps": ""}
            lying = stamps.of_files(output / one for one in kept["sheets"])
            if before and lying and lying.digest == kept["stamps"]:
                earlier = {(handout, locale): digest for handout, locale, digest in kept["parts"]}
                return cls(place=place, output=output, before=before, earlier=earlier, sheets=tuple(kept["sheets"]))
        return cls(place=place, output=output, before=before)

    @property
    def changes(self) -> Changes | None:
        """What has changed since all was as it must be; ``None`` where that is not known."""
        if not (self.before and self.earlier):
            return None
        some = Changes(parts=self.before.changed(self.earlier))
        kept = (one for one in self.sheets if one not in _ALWAYS and not some.touch(*one.split("/")[:2]))
        return None if some.parts & {WHOLE} else Changes(parts=some.parts, kept=tuple(kept))

    def due(self, project: Project, locales: Iterable[str]) -> list[Language]:
        """Return those languages of *locales* in which any sheet may have changed."""
        from pnsi18n.adapters.configuration import known_language  # noqa: PLC0415 -- slow to load

        some = self.changes
        wanted = [one for one in dict.fromkeys(locales) if some is None or some.touch_locale(one)]
        return [known_language(project, one) for one in wanted]

    def is_told(self) -> bool:
        """Say that there is nothing to do, if that is known."""
        changes = self.changes
        if changes is None or changes.parts:
            return False
        typer.echo(nothing_to_do(len(changes.kept), self.output))
        return True

    def warm_up(self) -> None:
        """Begin to load what prints where something has changed: very likely it is needed."""
        if self.changes:
            from pnsi18n.adapters.pool import warm_up  # noqa: PLC0415 -- start-up time of a build with nothing to do

            warm_up()

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
            parts = [[*part, digest] for part, digest in self.before.parts.items()]
            cache.remember(_DRAWER, self.place, _FORM, {"parts": parts, "sheets": sheets, "stamps": lying.digest})


_ALWAYS = ("manifest.json", "index.html")
_FORM = "by parts"  # of what is kept
