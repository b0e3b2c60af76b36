"""Read the handouts of a project: text, settings, pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from pnsi18n.adapters.files import read_text
from pnsi18n.adapters.pictures import read_picture
from pnsi18n.adapters.toml import read_toml
from pnsi18n.errors import PnsError, ProjectError, SourceError
from pnsi18n.model.finding import Location
from pnsi18n.model.handout import Block, BlockKind, Handout, HandoutSettings
from pnsi18n.model.project import PAGE_DOMAIN, Project
from pnsi18n.model.region import Region
from pnsi18n.text.placeholders import Placeholder, split
from pnsi18n.text.segment import segment

_HANDOUT_NAME = re.compile(r"[a-z0-9][a-z0-9\-]*")
_SETTINGS = sorted(HandoutSettings.__dataclass_fields__.keys() - {"title_id"} | {"title"})
_DEGREES = re.compile(r"-?\d{1,3}(\.\d+)?")


def handout_names(project: Project) -> list[str]:
    """Return the names of the handouts of *project*; raise ``ProjectError`` where there is none."""
    folder = Path(project.root, "source")
    names = sorted({path.parent.name for name in ("handout.md", "handout.toml") for path in folder.glob(f"*/{name}")})
    if not names:
        raise ProjectError(
            "there is no handout", at=Location("source"), hint="write one as source/NAME/handout.md, with handout.toml"
        )
    return names


def read_handouts(project: Project, names: Iterable[str] | None = None) -> tuple[Handout, ...]:
    """Return every handout of *project* by folder name, or those called *names*.

    Several broken handouts are reported together, as an ``ExceptionGroup``.
    """
    handouts, errors = [], []
    for name in handout_names(project) if names is None else names:
        try:
            handouts.append(_read_handout(project, name))
        except PnsError as error:
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
            f"{name!r} cannot be a handout's name",
            at=Location(shown),
            hint=f"use small letters, digits and hyphens; {PAGE_DOMAIN} is taken",
        )
    folder = Path(project.root, "source", name)
    handout = Handout(
        domain=name,
        settings=_settings(folder / "handout.toml", f"source/{name}/handout.toml"),
        blocks=segment(read_text(folder / "handout.md", shown=shown), domain=name, path=shown),
        location=Location(shown),
    )
    title = handout.settings.title_id
    if not any(block.level == 1 and block.message and block.message.id == title for block in handout.blocks):
        raise SourceError(
            f"the handout has no title #{title}",
            at=Location(shown, 1),
            hint=f"begin it with: # Words of the title {{#{title}}}",
        )
    _check_placeholders(project, handout)
    return handout


def _settings(path: Path, shown: str) -> HandoutSettings:
    table = read_toml(path, shown=shown)
    table.only(_SETTINGS)
    title, written = table.text_of("title"), table.row.get("edition")
    edition = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", written if isinstance(written, str) else "")
    if not edition or edition[1] == "0000":
        what = f"is {str(written)!r}, not a year and a month" if written else "is missing"
        table.refuse("edition", what, 'write it in quotes: edition = "2026-11"')
    default = HandoutSettings(title_id=title, edition=date(int(edition[1]), int(edition[2]), 1))
    return replace(
        default,
        audience=table.text_of("audience", ""),
        scope=table.text_of("scope", ""),
        licence=table.text_of("licence", default.licence),
        review_interval_months=int(table.number_of("review_interval_months", 36, whole=True, least=1, most=1200)),
        page_limit=int(table.number_of("page_limit", 0, whole=True)),
        flesch_kincaid_limit=table.number_of("flesch_kincaid_limit", default.flesch_kincaid_limit),
        smog_limit=table.number_of("smog_limit", default.smog_limit),
    )


def _check_placeholders(project: Project, handout: Handout) -> None:
    for region in project.regions.values():
        for message in handout.messages:
            for piece in split(message.text):
                if isinstance(piece, Placeholder):
                    _check_placeholder(piece, region, message.location)


def _check_placeholder(found: Placeholder, region: Region, at: Location) -> None:
    if found.name not in region.placeholders:
        raise SourceError(
            f"{found} has no value in the region {region.id}",
            at=at,
            hint=f"known are: {', '.join(sorted(region.placeholders))}; "
            f"more may stand in [tool.pnsi18n.regions.{region.id}.values]",
        )
    if found.name == "temperature" and not _DEGREES.fullmatch(found.argument):
        raise SourceError(f"{found} is not a temperature", at=at, hint="write degrees Celsius: {temperature:38}")
    if found.name != "temperature" and found.argument:
        raise SourceError(f"{found} says too much", at=at, hint=f"write {{{found.name}}}")


def read_pictures(project: Project, handout: Handout) -> dict[str, str]:
    """Return the pictures of *handout* as data URIs (RFC 2397), by the path in the source.

    Raises ``SourceError`` for one that is not there, of another kind than PNG, JPEG or SVG, or
    outside the handout's folder.
    """
    return {
        block.name: read_picture(Path(project.root), block.name, at=_place(handout, block), error=SourceError)
        for top in handout.blocks
        for block in top.walk()
        if block.kind is BlockKind.IMAGE
    }


def _place(handout: Handout, block: Block) -> Location:
    return block.message.location if block.message else handout.location
