"""Read a project: its configuration, its sources, and where its files lie."""

from __future__ import annotations

import base64
import re
import tomllib
from collections.abc import Mapping
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

from pnsi18n.adapters import cldr
from pnsi18n.adapters.files import read_text
from pnsi18n.errors import ProjectError, SourceError
from pnsi18n.model.finding import Location, Severity
from pnsi18n.model.handout import Block, BlockKind, Handout, HandoutSettings
from pnsi18n.model.language import Language
from pnsi18n.model.project import PAGE_DOMAIN, Project
from pnsi18n.model.region import Region
from pnsi18n.text.placeholders import placeholders
from pnsi18n.text.segment import segment

_CONFIGURATION = "pyproject.toml"
_AT = Location(_CONFIGURATION)
_HANDOUT_NAME = re.compile(r"[a-z0-9][a-z0-9\-]*")
_SETTINGS = {
    "title", "edition", "audience", "scope", "review_interval_months", "flesch_kincaid_limit", "smog_limit",
    "page_limit", "licence",
}  # fmt: skip
_KEYS = {"locales", "pseudo_locales", "papers", "editions", "region", "regions", "rules"}
PAPERS = ("a4", "letter")
_PICTURES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".svg": "image/svg+xml"}


def _toml(path: Path, shown: str) -> dict[str, Any]:
    text = read_text(path, shown=shown)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        raise ProjectError(
            f"not valid TOML: {error}", at=Location(shown, int(line[1]) if line else 0), hint="mend this line"
        ) from error


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
    content = _toml(path, _CONFIGURATION)
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


def read_handouts(project: Project) -> tuple[Handout, ...]:
    """Return every handout of *project*, by folder name.

    Several broken handouts are reported together, as an ``ExceptionGroup``.
    """
    folder = Path(project.root, "source")
    names = sorted(path.parent.name for path in folder.glob("*/handout.md"))
    if not names:
        raise ProjectError(
            "there is no handout", at=Location("source"), hint="write one as source/NAME/handout.md, with handout.toml"
        )
    handouts, errors = [], []
    for name in names:
        try:
            handouts.append(_read_handout(project, name))
        except SourceError as error:
            errors.append(error)
    if len(errors) > 1:
        raise ExceptionGroup("several handouts cannot be read", errors)
    if errors:
        raise errors[0]
    return tuple(handouts)


def _read_handout(project: Project, name: str) -> Handout:
    shown = f"source/{name}/handout.md"
    if not _HANDOUT_NAME.fullmatch(name) or name == PAGE_DOMAIN:
        raise SourceError(
            f"{name!r} cannot be a handout's name", at=Location(shown), hint="use small letters, digits and hyphens"
        )
    folder = Path(project.root, "source", name)
    text = read_text(folder / "handout.md", shown=shown).replace("\r\n", "\n")
    handout = Handout(
        domain=name,
        settings=_settings(folder / "handout.toml", f"source/{name}/handout.toml"),
        blocks=segment(text, domain=name, path=shown),
        location=Location(shown),
    )
    if not any(message.id == handout.settings.title_id for message in handout.messages):
        raise SourceError(
            f"the title #{handout.settings.title_id} is not in the handout",
            at=handout.location,
            hint="begin the handout with a title: # Words of the title {#title}",
        )
    _check_placeholders(project, handout)
    return handout


def _settings(path: Path, shown: str) -> HandoutSettings:
    row = _toml(path, shown)
    for key in row.keys() - _SETTINGS:
        raise SourceError(
            f"{key} is not a setting", at=Location(shown), hint=f"known are {', '.join(sorted(_SETTINGS))}"
        )
    edition = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", str(row.get("edition", "")))
    if not edition or "title" not in row:
        raise SourceError(
            "title or edition is missing or malformed",
            at=Location(shown),
            hint='write: title = "title" (the id of the title) and edition = "2026-11" (year and month)',
        )
    return HandoutSettings(
        title_id=str(row["title"]),
        edition=date(int(edition[1]), int(edition[2]), 1),
        **{key: value for key, value in row.items() if key not in {"title", "edition"}},
    )


def _check_placeholders(project: Project, handout: Handout) -> None:
    for region in project.regions.values():
        for message in handout.messages:
            for found in placeholders(message.text):
                name = found.strip("{}").partition(":")[0]
                if name not in region.placeholders:
                    raise SourceError(
                        f"{found} has no value in the region {region.id}",
                        at=message.location,
                        hint=f"known are {', '.join(sorted(region.placeholders))}; more in regions.{region.id}.values",
                    )


def read_pictures(project: Project, handout: Handout) -> dict[str, str]:
    """Return the pictures of *handout* as data URIs (RFC 2397), by the path in the source.

    Raises ``SourceError`` for one that is not there, of another kind than PNG, JPEG or SVG, or
    outside the handout's folder.
    """
    folder = Path(project.root, "source", handout.domain).resolve()
    return {
        block.name: _picture(folder, block)
        for top in handout.blocks
        for block in top.walk()
        if block.kind is BlockKind.IMAGE
    }


def _picture(folder: Path, block: Block) -> str:
    at = block.message.location if block.message else Location(str(folder))
    path = (folder / block.name).resolve()
    kind = _PICTURES.get(path.suffix.lower())
    if kind is None or not path.is_relative_to(folder):
        raise SourceError(
            f"{block.name} cannot be printed", at=at, hint="use a .png, .jpg or .svg file in the handout's own folder"
        )
    if not path.is_file():
        raise SourceError(f"the picture {block.name} is not there", at=at, hint="put it beside handout.md")
    return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}"


def template_path(domain: str) -> str:
    """Return the path of a domain's template, relative to the project."""
    return f"locale/{domain}.pot"


def catalog_path(locale: str, domain: str) -> str:
    """Return the path of a catalog, relative to the project."""
    return f"locale/{locale}/LC_MESSAGES/{domain}.po"


def carried_page_catalog(locale: str) -> Path | None:
    """Return the catalog of the page's own words that this version carries for *locale*.

    An installed wheel has it inside the package; a checkout in its own ``locale`` folder.
    """
    for folder in (resources.files("pnsi18n") / "locale", Path(__file__).parents[3] / "locale"):
        path = Path(str(folder), locale, "LC_MESSAGES", f"{PAGE_DOMAIN}.po")
        if path.is_file():
            return path
    return None


def locale_folders(project: Project) -> list[str]:
    """Return the names of the folders below ``locale/``."""
    folder = Path(project.root, "locale")
    return sorted(path.name for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
