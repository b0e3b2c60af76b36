"""Read what somebody has put back into English: ``locale/<locale>/back-translation.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pnsi18n.adapters.toml import Table, read_toml
from pnsi18n.model.project import Project

_ABOUT = ("made_by", "date", "note")


def read_back_translations(project: Project, locale: str) -> Mapping[str, Mapping[str, str]]:
    """Return the back-translations of *locale* by handout and message id; empty without the file."""
    shown = f"locale/{locale}/back-translation.toml"
    path = Path(project.root, shown)
    if not path.exists():
        return {}
    table = read_toml(path, shown=shown)
    domains = [key for key in table.row if key not in _ABOUT]
    return {domain: _texts(table.table_of(domain)) for domain in domains}


def _texts(table: Table) -> dict[str, str]:
    return {key: text for key in table.row if (text := table.text_of(key, "").strip())}
