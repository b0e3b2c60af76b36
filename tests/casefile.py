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
    title, label = "", ""
    blocks: dict[str, str] = {}
    for line in text.splitlines(keepends=True):
        if label and line.rstrip() == "~~~":
            label = ""
        elif label:
            blocks[label] += line
        elif line.startswith("~~~ "):
            label = line[3:].strip()
            blocks[label] = ""
        elif line.startswith("## "):
            if title:
                yield Case(title, blocks)
            title, blocks = line[3:].strip(), {}
    if title:
        yield Case(title, blocks)
