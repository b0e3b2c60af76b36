"""The manifest of an output folder: what lies there, and what each sheet was made from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from pnsi18n import __version__
from pnsi18n.adapters.files import write_bytes
from pnsi18n.model.edition import EditionKey, EditionState, Job, Proof

NAME = "manifest.json"
VERSION = 2
_TYPES = {
    str: ("handout", "locale", "kind", "paper", "region", "title", "own_title", "confidence", "digest", "sha256"),
    int: ("pages", "untranslated"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What the manifest says of one sheet.

    ``title`` is in English, ``own_title`` as it is printed, ``edition`` the month of the English text, ``confidence``
    what the makers of a draft say of it.
    ``digest`` is of everything that the sheet was made from, ``sha256`` of the file.
    """

    key: EditionKey
    title: str
    own_title: str
    edition: str
    state: str
    pages: int
    untranslated: int
    confidence: str
    digest: str
    sha256: str
    fonts: tuple[Mapping[str, str], ...]

    @property
    def row(self) -> dict[str, Any]:
        """The record as it stands in the file."""
        key = asdict(self.key)
        return {"path": self.key.path, **key, **{k: v for k, v in asdict(self).items() if k != "key"}}


def record(job: Job, proof: Proof) -> Record:
    """Return the record of a printed job."""
    return Record(
        key=job.key,
        title=job.titles[0],
        own_title=job.titles[1],
        edition=job.dated.strftime("%Y-%m"),
        state=job.state.value,
        pages=proof.pages,
        untranslated=job.untranslated,
        confidence=job.confidence,
        digest=job.digest,
        sha256=hashlib.sha256(proof.pdf).hexdigest(),
        fonts=tuple({"family": f.family, "style": f.style, "sha256": f.sha256} for f in job.fonts),
    )


def read_manifest(folder: Path) -> dict[str, Record]:
    """Return the records of *folder* by path; a missing, broken or older manifest is an empty one.

    Then every sheet is simply made again.
    """
    try:
        content = json.loads((folder / NAME).read_text(encoding="utf-8"))
        rows = content["editions"] if content["version"] == VERSION else []
        return {one.key.path: one for one in map(_record, rows)}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _record(row: Mapping[str, Any]) -> Record:
    if ".." in PurePosixPath(row["path"]).parts or PurePosixPath(row["path"]).is_absolute():
        raise ValueError(row["path"])  # a build removes sheets that it knows; never one outside its folder
    EditionState(row["state"]), date.fromisoformat(f"{row['edition']}-01")
    for kind, known in _TYPES.items():
        if not all(isinstance(row[name], kind) for name in known):
            raise TypeError(row)
    names = EditionKey.__dataclass_fields__.keys()
    fields = {k: v for k, v in row.items() if k not in {*names, "path", "fonts"}}
    one = Record(key=EditionKey(**{name: row[name] for name in names}), fonts=tuple(row["fonts"]), **fields)
    if one.key.path != row["path"]:
        raise ValueError(row["path"])
    return one


def write_manifest(folder: Path, records: Iterable[Record], *, shown: str) -> None:
    """Write the manifest of *folder*; the same records give the same bytes."""
    content = {
        "version": VERSION,
        "tool": f"pnsi18n {__version__}",
        "editions": [one.row for one in sorted(records, key=lambda one: one.key.path)],
    }
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    write_bytes(folder / NAME, text.encode("utf-8"), shown=f"{shown}/{NAME}")


def is_on_disk(folder: Path, one: Record) -> bool:
    """Whether the sheet of *one* lies in *folder* with the very bytes that were recorded."""
    path = folder / one.key.path
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == one.sha256
    except OSError:
        return False
