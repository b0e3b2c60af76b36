"""The user's own cache folder: what was found out once, for as long as a digest says that it holds.

Never in the project: whoever can edit a repository could then commit a clean bill of health.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any


def recall(drawer: str, place: str, digest: str) -> Any | None:  # noqa: ANN401 -- JSON
    """Return what *drawer* holds at *place* for *digest*, or ``None``."""
    with suppress(OSError, ValueError, KeyError, TypeError, RuntimeError):
        content = json.loads(_path(drawer, place).read_text(encoding="utf-8"))
        if content["digest"] == digest:
            return content["content"]
    return None


def remember(drawer: str, place: str, digest: str, content: Any) -> None:  # noqa: ANN401 -- JSON
    """Keep *content* at *place*; where nothing can be written, nothing is kept."""
    with suppress(OSError, RuntimeError):
        path = _path(drawer, place)
        beside = path.with_name(f"{path.name}.{os.getpid()}")
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside.write_text(json.dumps({"digest": digest, "content": content}), encoding="utf-8")
        beside.replace(path)


def _path(drawer: str, place: str) -> Path:
    """Return the file of *place*; raises ``RuntimeError`` where nobody has a home."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "pnsi18n", drawer)
    return cache / f"{hashlib.sha256(place.encode()).hexdigest()[:32]}.json"
