"""Tell which sheets of earlier builds are not wanted any more, and which were left as they are."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from pnsi18n.adapters.manifest import Record
from pnsi18n.model.edition import EditionState


def strangers(records: Mapping[str, Record], wanted: Collection[str]) -> list[str]:
    """Return the sheets that an earlier build recorded and that are not among the *wanted*.

    Sheets for other regions stay: they were asked for by name.
    """
    return sorted(path for path, one in records.items() if path not in wanted and one.key.default_region)


def drafts(folder: Path, records: Mapping[str, Record], held: Sequence[str]) -> list[str]:
    """Return the sheets in *folder* that are not approved: those that say so, and those that are *held* back."""
    told = (path for path, one in records.items() if one.state != EditionState.APPROVED)
    return [*told, *(path for path in held if (folder / path).exists())]


def region_warnings(records: Mapping[str, Record]) -> Iterator[str]:
    """Name the sheets that a full build leaves as they are, because they were asked for by region."""
    for region in sorted({one.key.region for one in records.values() if not one.key.default_region}):
        yield f"sheets for {region} lie there and were not renewed; run: pnsi18n build --region {region}"
