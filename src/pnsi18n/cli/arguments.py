"""The arguments that several commands share, and what they mean."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from pnsi18n.adapters.configuration import known_language, read_project
from pnsi18n.errors import ProjectError
from pnsi18n.model.finding import Location
from pnsi18n.model.language import Language
from pnsi18n.model.project import Project


class OutputFormat(StrEnum):
    """How a command says what it found."""

    TEXT = "text"
    JSON = "json"


E = TypeVar("E", bound=StrEnum)
_BOTH = 2


def one_of(kind: type[E]) -> Callable[[str], E]:
    """Return what reads one of *kind* from the command line, and names them all where it is none."""

    def read(value: str) -> E:
        if value not in {*kind}:
            known = ", ".join(kind) if len(kind) > _BOTH else " or ".join(kind)
            raise typer.BadParameter(f"{value!r} is not known; use {known}")
        return kind(value)

    return read


Format = Annotated[
    OutputFormat,
    typer.Option("--format", parser=one_of(OutputFormat), metavar="|".join(OutputFormat), help="How to show it."),
]


def project_of(context: typer.Context) -> Project:
    """Return the project in the folder that ``-C`` names."""
    return read_project(Path(context.obj))


def folder_of(project: Project) -> str:
    """Return the folder of *project* as it is named here; nothing where it is the current one, or not below it."""
    folder = Path(os.path.relpath(project.root)).as_posix()
    return "" if folder == "." or folder.startswith("..") else folder


def clock_day() -> date:
    """Return the day on the wall; what is signed is dated by no other."""
    return datetime.now().astimezone().date()


def today() -> date:
    """Return the day to judge by: the clock's, or the one of SOURCE_DATE_EPOCH (reproducible-builds.org)."""
    written = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not written:
        return clock_day()
    try:
        return datetime.fromtimestamp(int(written), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise ProjectError(
            f"SOURCE_DATE_EPOCH is {written[:40]!r}",
            at=Location("environment"),
            hint="write seconds since 1970, or take the variable away",
        ) from error


def languages_of(project: Project, locales: Sequence[str] | None) -> list[Language]:
    """Return the languages that *locales* name, or all translated languages of *project*."""
    if not locales:
        return list(project.languages.values())
    return [known_language(project, locale) for locale in dict.fromkeys(locales)]


def translated_only(languages: Sequence[Language]) -> list[Language]:
    """Return *languages* without English and the pseudo-locales, which have no catalogs."""
    return [language for language in languages if language.locale != "en" and not language.pseudo]


def print_json(content: Mapping[str, Any]) -> None:
    """Write *content* to standard output; each thing in a list at the top has a line, to be read and compared."""
    escaped = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    row = json.JSONEncoder(ensure_ascii=escaped).encode  # with "indent", it would not be the compiled encoder
    parts = [f" {row(name)}: {_lines(value, row)}" for name, value in content.items()]
    sys.stdout.write("{\n" + ",\n".join(parts) + "\n}\n")


def _lines(value: object, row: Callable[[object], str]) -> str:
    if not (isinstance(value, list) and value):
        return row(value)
    return "[\n  " + ",\n  ".join(map(row, value)) + "\n ]"


def count(number: int, one: str, many: str | None = None) -> str:
    """Return ``1 message``, ``2 messages``."""
    return f"{number} {one if number == 1 else many or one + 's'}"
