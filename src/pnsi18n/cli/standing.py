"""Answer a build that has nothing to do before anything is loaded that could do it.

What was typed is remembered with what it asked for, so that not even the command line has to be read again.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pnsi18n.adapters import cache, stamps
from pnsi18n.model.changes import WHOLE, Changes, Part

if TYPE_CHECKING:
    import typer

    from pnsi18n.model.language import Language
    from pnsi18n.model.project import Project
    from pnsi18n.workflows.build import BuildResult

_DRAWER, _TYPED = "builds", "typed"
_COMMANDS = frozenset({"build", "release"})
_MEANINGLESS = {"jobs", "scheduler", "store"}  # options that change nothing in what is made


def nothing_to_do(unchanged: int, output: Path) -> str:
    """Return what is said when every sheet lies there as it must be."""
    return f"nothing to do: {f'{unchanged} unchanged' if unchanged else 'no sheets'} in {os.path.relpath(output)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What was asked of a command, in words that mean the same in every folder; *reviewers* is its list of them."""

    root: str
    asked: str
    output: str
    reviewers: str = ""

    @classmethod
    def of(cls, context: typer.Context) -> Question:
        """Return what the command line of *context* asks for."""
        root = Path(context.obj).resolve()
        options = {name: value for name, value in sorted(context.params.items()) if name not in _MEANINGLESS}
        output = Path(options.get("output") or root / "output").resolve()
        asked = repr((context.info_name, {**options, "output": output}))
        reviewers = options.get("reviewers")
        return cls(root=str(root), asked=asked, output=str(output), reviewers=str(reviewers) if reviewers else "")

    @property
    def place(self) -> str:
        """Where the answer is remembered."""
        return f"{self.root} {self.asked}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What was asked of a command, the stamps of all that decides the answer, and what was answered before.

    ``sheets`` were found as they must be when the parts of the project had the stamps ``earlier``; they still
    lie there untouched.
    """

    question: Question
    before: stamps.Stamps | None
    earlier: Mapping[Part, str] = field(default_factory=dict)
    sheets: tuple[str, ...] = ()

    @classmethod
    def of(cls, question: Question) -> Standing:
        """Look at the project, as it is before the command reads it."""
        reviewers = [Path(question.reviewers)] if question.reviewers else []
        before = stamps.of_project(Path(question.root), question.asked, reviewers)
        with suppress(ValueError, KeyError, TypeError):
            kept = cache.recall(_DRAWER, question.place, _FORM) or {"sheets": (), "stamps": ""}
            lying = stamps.of_files(Path(question.output, one) for one in kept["sheets"])
            if before and lying and lying.digest == kept["stamps"]:
                earlier = {(handout, locale): digest for handout, locale, digest in kept["parts"]}
                return cls(question=question, before=before, earlier=earlier, sheets=tuple(kept["sheets"]))
        return cls(question=question, before=before)

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
        sys.stdout.write(f"{nothing_to_do(len(changes.kept), Path(self.question.output))}\n")
        _learn(self.question)
        return True

    def warm_up(self) -> None:
        """Begin to load what prints where something has changed: very likely it is needed."""
        if self.changes:
            from pnsi18n.adapters.processes import RENDERER, start_loading  # noqa: PLC0415 -- a build with nothing to do

            start_loading(RENDERER)

    def keep(self, result: BuildResult) -> None:
        """Remember a build that left nothing to do and nothing to say.

        What was changed a moment before it began is not trusted: the next change may have the same stamp.
        """
        told = (result.failed, result.missing, result.findings, result.warnings, result.refused, result.withheld)
        silent = not any(told) and not result.unreadable
        if not (silent and self.before and self.before.settled):
            return
        sheets = [*_ALWAYS, *sorted((*result.printed, *result.unchanged))]
        lying = stamps.of_files(Path(self.question.output, one) for one in sheets)
        if lying:
            parts = [[*part, digest] for part, digest in self.before.parts.items()]
            answer = {"parts": parts, "sheets": sheets, "stamps": lying.digest}
            cache.remember(_DRAWER, self.question.place, _FORM, answer)
            _learn(self.question)


_typed: list[str] = []  # by the user of this process; nobody else's words are remembered


def is_answered(words: Sequence[str]) -> bool:
    """Say that there is nothing to do, if the same *words* were typed in this folder before, and it is known."""
    if not words or words[0] not in _COMMANDS:
        return False
    with suppress(TypeError, OSError, UnicodeError):  # the command itself will say what is wrong
        typed = repr((os.getcwd(), list(words)))  # noqa: PTH109 -- a string
        kept = cache.recall(_TYPED, typed, _FORM)
        standing = Standing.of(Question(**kept)) if kept is not None else None
        if standing and standing.is_told():
            sys.stdout.flush()
            return True
        if standing and not any(word.startswith("--scheduler") for word in words):
            standing.warm_up()
        _typed[:] = [typed]
    return False


def _learn(question: Question) -> None:
    """Keep what *question* is asked by, if its words are new."""
    if _typed:
        cache.remember(_TYPED, _typed[0], _FORM, asdict(question))


_ALWAYS = ("manifest.json", "index.html")
_FORM = "by parts"  # of what is kept
