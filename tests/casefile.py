"""Read case files: Markdown that documents behaviour and is replayed as tests.

A case is a ``## title`` with labelled blocks between ``~~~ label`` and ``~~~``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True, slots=True)
class Case:
    """One titled section of a case file, its blocks by label."""

    title: str
    blocks: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.title


def read_cases(name: str) -> list[Case]:
    """Return the cases of ``tests/cases/NAME``, in order."""
    cases = list(_cases((CASES / name).read_text(encoding="utf-8")))
    assert cases, f"{name} holds no case"
    return cases


def _cases(text: str) -> Iterator[Case]:
    for section in text.split("\n## ")[1:]:
        title, _, body = section.partition("\n")
        blocks, label, lines = {}, None, []
        for line in body.splitlines(keepends=True):
            if line.startswith("~~~") and label is None:
                label, lines = line[3:].strip(), []
            elif line.rstrip() == "~~~" and label is not None:
                blocks[label], label = "".join(lines), None
            elif label is not None:
                lines.append(line)
        yield Case(title.strip(), blocks)
