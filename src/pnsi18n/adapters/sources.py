"""Read the handouts of a project: text, settings, pictures."""

from __future__ import annotations

import base64
import re
from datetime import date
from pathlib import Path

from pnsi18n.adapters.files import read_text
from pnsi18n.adapters.toml import read_toml
from pnsi18n.errors import ProjectError, SourceError
from pnsi18n.model.finding import Location
from pnsi18n.model.handout import Block, BlockKind, Handout, HandoutSettings
from pnsi18n.model.project import PAGE_DOMAIN, Project
from pnsi18n.text.placeholders import placeholders
from pnsi18n.text.segment import segment

_HANDOUT_NAME = re.compile(r"[a-z0-9][a-z0-9\-]*")
_SETTINGS = frozenset(HandoutSettings.__dataclass_fields__) - {"title_id"} | {"title"}
_PICTURES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".svg": "image/svg+xml"}


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
    row = read_toml(path, shown=shown)
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
