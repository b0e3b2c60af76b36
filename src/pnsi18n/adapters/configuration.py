"""Read a project's configuration: ``[tool.pnsi18n]`` of its ``pyproject.toml``."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pnsi18n.adapters import cldr
from pnsi18n.adapters.pictures import read_picture
from pnsi18n.adapters.policy import read_policies
from pnsi18n.adapters.toml import Table, read_toml
from pnsi18n.errors import ProjectError
from pnsi18n.model.finding import Location, Severity
from pnsi18n.model.kind import KINDS
from pnsi18n.model.language import ENGLISH, Language
from pnsi18n.model.project import Project
from pnsi18n.model.region import Clinic, Region

_CONFIGURATION = "pyproject.toml"
_KEYS = ("locales", "pseudo_locales", "papers", "kinds", "region", "regions", "rules", "release", "build")
_BUILD_KEYS = ("store",)
_REGION_KEYS = ("emergency_number", "clinic_phone", "temperature", "paper", "address", "clinic", "values")
_CLINIC_KEYS = ("name", "address", "hours", "language", "logo", "logo_text")
_REGION_ID = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")  # ISO 3166-1 and -2
_ADDRESS = re.compile(r"https://[\w\-.]+(?::\d+)?(?:/[\x21-\x7e]*)?", re.ASCII)
_VALUE_NAME = re.compile(r"[a-z][a-z0-9_]*")
PAPERS = ("a4", "letter")
COMMAND_LINE = Location("command line")


def read_project(root: Path) -> Project:
    """Return the project in the folder *root*.

    Raises ``ProjectError`` for a folder without ``[tool.pnsi18n]`` and for values that cannot be.
    """
    path = root / _CONFIGURATION
    if not path.exists():
        what = "it has no pyproject.toml" if root.is_dir() else "there is no such folder"
        raise ProjectError(
            f"{root} is not a pnsi18n project: {what}",
            at=Location(_CONFIGURATION),
            hint="change to the project's folder, or name it: pnsi18n -C FOLDER …",
        )
    content = read_toml(path, shown=_CONFIGURATION)
    if "pnsi18n" not in content.table_of("tool").row:
        raise ProjectError(
            "there is no table [tool.pnsi18n]",
            at=Location(_CONFIGURATION),
            hint='add [tool.pnsi18n] with: locales = ["es"]',
        )
    table = content.table_of("tool").table_of("pnsi18n")
    table.only(_KEYS)
    regions = _regions(root, table.table_of("regions"))
    building = table.table_of("build")
    building.only(_BUILD_KEYS)
    languages = _languages(table, "locales")
    policy, locale_policies = read_policies(table.table_of("release"), tuple(languages))
    return Project(
        root=str(root.resolve()),
        name=content.table_of("project").text_of("name", root.resolve().name),
        languages=languages,
        pseudo_languages=_languages(table, "pseudo_locales"),
        regions=regions,
        default_region=_default_region(table, regions),
        papers=table.texts_of("papers", PAPERS, known=PAPERS),
        kinds=table.texts_of("kinds", tuple(KINDS), known=tuple(KINDS)),
        severities=_severities(table.table_of("rules")),
        policy=policy,
        locale_policies=locale_policies,
        store=building.text_of("store", ""),
    )


class _Languages(Mapping[str, Language]):
    """Languages by locale; each is put together when it is asked for, which takes a while for all of them."""

    def __init__(self, locales: Iterable[str]) -> None:
        self._locales = dict.fromkeys(locales)

    def __getitem__(self, locale: str) -> Language:
        if locale not in self._locales:
            raise KeyError(locale)
        return registered_language(locale)

    def __iter__(self) -> Iterator[str]:
        return iter(self._locales)

    def __len__(self) -> int:
        return len(self._locales)


def _languages(table: Table, key: str) -> Mapping[str, Language]:
    locales = table.texts_of(key, ())
    for locale in locales:
        if (row := cldr.registry().get(locale)) is None:
            raise _unknown_locale(locale, table.at(key))
        if locale == ENGLISH.locale:
            table.refuse(key, "names 'en'", "take it out: English is the source, and is always printed")
        pseudo = row.get("pseudo", False)
        if pseudo != (key == "pseudo_locales"):
            other = "pseudo_locales" if pseudo else "locales"
            table.refuse(key, f"names {locale!r}", f"write it under {other}")
    return _Languages(locales)


def _unknown_locale(locale: str, at: Location) -> ProjectError:
    known = sorted(cldr.registry())
    guess = _spelled(locale, known)
    hint = f"write {guess}" if guess else f"known are: {', '.join(known)}; a new one is a row in data/languages.toml"
    return ProjectError(f"{locale!r} is not a locale that this version knows", at=at, hint=hint)


def _spelled(locale: str, known: Iterable[str]) -> str:
    """Return the known locale that *locale* most likely means, or nothing."""
    same_letters = {name.casefold(): name for name in known}
    same_language = {name.casefold().partition("_")[0]: name for name in reversed(list(known)) if name != "en_XA"}
    wanted = locale.casefold().replace("-", "_")
    found = same_letters.get(wanted) or same_language.get(wanted.partition("_")[0])
    return found or next(iter(difflib.get_close_matches(locale, same_letters.values(), n=1)), "")


def known_language(project: Project, locale: str, *, at: Location = COMMAND_LINE) -> Language:
    """Return the language of *locale* in *project*, English and pseudo-locales included."""
    for languages in (project.languages, project.pseudo_languages):
        if locale in languages:
            return languages[locale]
    found = registered_language(locale, at=at)
    if locale == ENGLISH.locale:
        return found
    key, listed = "pseudo_locales" if found.pseudo else "locales", [*project.languages, *project.pseudo_languages]
    raise ProjectError(
        f"{locale!r} is not one of the project's locales",
        at=at,
        hint=f"add it to {key} in [tool.pnsi18n] of {_CONFIGURATION}; there are: {', '.join(listed) or 'none'}",
    )


def registered_language(locale: str, *, at: Location = COMMAND_LINE) -> Language:
    """Return the language of *locale*, whether or not a project lists it."""
    found = cldr.language(locale)
    if found is None:
        raise _unknown_locale(locale, at)
    return found


def _regions(root: Path, table: Table) -> dict[str, Region]:
    """Return the regions; there must be one, for no emergency number may be guessed."""
    if not table.row:
        raise ProjectError(
            "there is no region",
            at=table.at(),
            hint='add [tool.pnsi18n.regions.US] with: emergency_number = "911" (or your own country and number)',
        )
    for name in table.row:
        if not _REGION_ID.fullmatch(name):
            table.refuse(name, "cannot be a region", "use the two capital letters of the country, such as US or GB")
    return {name: _region(root, name, table.table_of(name)) for name in table.row}


def _region(root: Path, name: str, table: Table) -> Region:
    table.only(_REGION_KEYS)
    values = table.table_of("values")
    for key in values.row:
        if not _VALUE_NAME.fullmatch(key) or key in Region(id="", emergency_number="").placeholders:
            values.refuse(key, "cannot be a placeholder", "use small letters, digits and _, and no name that is taken")
    number = table.text_of("emergency_number")
    if not any(character.isdigit() for character in number):
        table.refuse("emergency_number", f"is {number!r}", 'write the number, such as "911"')
    return Region(
        id=name,
        emergency_number=number,
        clinic_phone=table.text_of("clinic_phone", ""),
        temperature=table.texts_of("temperature", ("C",), known=("C", "F")),
        paper=_paper(table),
        address=_address(table),
        clinic=_clinic(root, table.table_of("clinic")),
        values={key: values.text_of(key) for key in values.row},
    )


def _clinic(root: Path, table: Table) -> Clinic:
    """Return what the clinic says of itself; its logo needs words for those who do not see it."""
    table.only(_CLINIC_KEYS)
    logo, locale = table.text_of("logo", ""), table.text_of("language", ENGLISH.locale)
    language = registered_language(locale, at=table.at("language"))
    if language.pseudo:
        raise _unknown_locale(locale, table.at("language"))
    return Clinic(
        name=table.text_of("name", ""),
        address=table.text_of("address", "").strip(),
        hours=table.text_of("hours", "").strip(),
        language=language,
        logo=read_picture(root, logo, at=table.at("logo"), error=ProjectError) if logo else "",
        logo_text=table.text_of("logo_text") if logo else "",
    )


def _address(table: Table) -> str:
    address = table.text_of("address", "")
    if address and not _ADDRESS.fullmatch(address):
        table.refuse("address", f"is {address!r}", 'write a web address: "https://clinic.example/handouts"')
    return address


def _paper(table: Table) -> str:
    paper = table.text_of("paper", PAPERS[0])
    if paper not in PAPERS:
        table.refuse("paper", f"is {paper!r}", f"known are: {', '.join(PAPERS)}")
    return paper


def _default_region(table: Table, regions: dict[str, Region]) -> str:
    name = table.text_of("region", next(iter(regions)))
    if name not in regions:
        table.refuse("region", f"is {name!r}", f"add [tool.pnsi18n.regions.{name}], or use {' or '.join(regions)}")
    return name


def _severities(table: Table) -> dict[str, Severity | None]:
    known = {**{severity.value: severity for severity in Severity}, "off": None}
    for name in table.row:
        if table.text_of(name) not in known:
            table.refuse(name, f"is {table.row[name]!r}", f"known are: {', '.join(known)}")
    return {name: known[value] for name, value in table.row.items()}
