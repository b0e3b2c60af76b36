"""Read a project's configuration: ``[tool.pnsi18n]`` of its ``pyproject.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pnsi18n.adapters import cldr
from pnsi18n.adapters.toml import read_toml
from pnsi18n.errors import ProjectError
from pnsi18n.model.finding import Location, Severity
from pnsi18n.model.language import Language
from pnsi18n.model.project import Project
from pnsi18n.model.region import Region

_CONFIGURATION = "pyproject.toml"
_AT = Location(_CONFIGURATION)
_KEYS = {"locales", "pseudo_locales", "papers", "editions", "region", "regions", "rules"}
PAPERS = ("a4", "letter")


def read_project(root: Path) -> Project:
    """Return the project in the folder *root*.

    Raises ``ProjectError`` for a folder without ``[tool.pnsi18n]`` and for values that cannot be.
    """
    path = root / _CONFIGURATION
    if not path.is_file():
        raise ProjectError(
            f"{root} is not a pnsi18n project: it has no {_CONFIGURATION}",
            at=_AT,
            hint="change to the project's folder, or name it: pnsi18n -C FOLDER …",
        )
    content = read_toml(path, shown=_CONFIGURATION)
    table = content.get("tool", {}).get("pnsi18n")
    if table is None:
        raise ProjectError("there is no table [tool.pnsi18n]", at=_AT, hint='add [tool.pnsi18n] with: locales = ["es"]')
    for key in table.keys() - _KEYS:
        raise _wrong(key, f"is not a setting; known are {', '.join(sorted(_KEYS))}")
    regions = {name: _region(name, row) for name, row in table.get("regions", {}).items()}
    return Project(
        root=str(root.resolve()),
        name=str(content.get("project", {}).get("name", root.resolve().name)),
        languages=_languages(table.get("locales", []), "locales"),
        pseudo_languages=_languages(table.get("pseudo_locales", []), "pseudo_locales"),
        regions=regions or {"US": _region("US", {"emergency_number": "911"})},
        default_region=_default_region(table, regions),
        papers=_papers(table.get("papers", list(PAPERS))),
        severities=_severities(table.get("rules", {})),
    )


def _wrong(key: str, why: str) -> ProjectError:
    return ProjectError(f"{key} in [tool.pnsi18n] {why}", at=_AT, hint="correct it; docs/configuration.md has all")


def _languages(locales: object, key: str) -> dict[str, Language]:
    if not isinstance(locales, list) or not all(isinstance(locale, str) for locale in locales):
        raise _wrong(key, 'must be a list such as ["es", "zh_Hans"]')
    languages = {}
    for locale in locales:
        found = cldr.language(locale)
        if found is None or found.pseudo != (key == "pseudo_locales"):
            raise _unknown_locale(locale, key)
        languages[locale] = found
    return languages


def _unknown_locale(locale: str, key: str) -> ProjectError:
    kind = "a pseudo-locale" if key == "pseudo_locales" else "a locale"
    guess = locale.replace("-", "_")
    hint = (
        f"write {guess}"
        if guess in cldr.registry()
        else f"known are: {', '.join(sorted(cldr.registry()))}; a new one is a row in data/languages.toml"
    )
    return ProjectError(f"{locale!r} is not {kind} that this version knows", at=_AT, hint=hint)


def known_language(project: Project, locale: str) -> Language:
    """Return the language of *locale* in *project*, English and pseudo-locales included."""
    languages = {**project.languages, **project.pseudo_languages}
    if locale in languages:
        return languages[locale]
    found = cldr.language(locale)
    if locale == "en" and found:
        return found
    if found is None:
        raise _unknown_locale(locale, "locales")
    raise ProjectError(
        f"{locale!r} is not in the project's list of locales",
        at=_AT,
        hint=f"add it to locales in [tool.pnsi18n]; listed are: {', '.join(languages) or 'none'}",
    )


def _region(name: str, row: Mapping[str, Any]) -> Region:
    known = {"emergency_number", "clinic_phone", "temperature", "paper", "values"}
    for key in row.keys() - known:
        raise _wrong(f"regions.{name}.{key}", f"is not a setting; known are {', '.join(sorted(known))}")
    if not str(row.get("emergency_number", "")).strip():
        raise _wrong(f"regions.{name}", "has no emergency_number")
    temperature = tuple(row.get("temperature", ["C"]))
    if not temperature or set(temperature) - {"C", "F"}:
        raise _wrong(f"regions.{name}.temperature", 'must be a list of "C" and "F"')
    return Region(
        id=name,
        emergency_number=str(row["emergency_number"]),
        clinic_phone=str(row.get("clinic_phone", "")),
        temperature=temperature,
        paper=_papers([row.get("paper", "a4")])[0],
        values={key: str(value) for key, value in row.get("values", {}).items()},
    )


def _default_region(table: Mapping[str, Any], regions: Mapping[str, Region]) -> str:
    name = str(table.get("region", next(iter(regions), "US")))
    if regions and name not in regions:
        raise _wrong("region", f"is {name!r}, but there is no [tool.pnsi18n.regions.{name}]")
    return name


def _papers(papers: list[str]) -> tuple[str, ...]:
    for paper in papers:
        if paper not in PAPERS:
            raise _wrong("papers", f"has {paper!r}; known are {', '.join(PAPERS)}")
    return tuple(papers)


def _severities(rows: Mapping[str, str]) -> dict[str, Severity | None]:
    known = {**{severity.value: severity for severity in Severity}, "off": None}
    for name, value in rows.items():
        if value not in known:
            raise _wrong(f"rules.{name}", f"is {value!r}; known are {', '.join(known)}")
    return {name: known[value] for name, value in rows.items()}
