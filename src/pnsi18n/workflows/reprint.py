"""Print sheets again and compare: what is drawn on them, no text that is read back can prove."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pnsi18n.adapters.files import read_bytes
from pnsi18n.adapters.pdf_pictures import differing_pages
from pnsi18n.adapters.pool import run_jobs
from pnsi18n.adapters.versions import require_renderer
from pnsi18n.errors import RenderError
from pnsi18n.model.edition import Job
from pnsi18n.model.kind import WEB
from pnsi18n.workflows.editions import Sheet
from pnsi18n.workflows.jobs import blank_job, filled, making

_DOTS = 100  # an inch; a full stop is some dots wide
_OLD = "its record does not say what it was printed with"
_LAYOUT = "the layout or the project's settings have changed since, though no text has"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reprint:
    """A file that says what today's sheet says, and the job that prints that sheet again."""

    path: Path
    job: Job


def reprint_of(path: Path, sheet: Sheet, carried: str, record: Mapping[str, Any]) -> Reprint | str:
    """Return how *sheet* is printed again with the *record* that *path* carries, or why it cannot be, here and now.

    The same inputs give the same bytes; with other inputs, other bytes would prove nothing.
    """
    made = record.get("making")
    if not isinstance(made, dict):
        return _OLD
    try:
        versions = require_renderer()
        blank = blank_job(sheet)
    except RenderError as error:
        return error.statement
    now = making(blank, versions)
    if made != now:
        return "; ".join(_differences(made, now)) or _LAYOUT
    return Reprint(path=path, job=filled(sheet, blank, carried, versions))


def _differences(made: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """Say which of what decides the bytes is another one here."""
    then = made.get("versions")
    if isinstance(then, dict) and then != now["versions"]:
        names = [name for name, version in now["versions"].items() if then.get(name) != version]
        told = ", ".join(
            f"{name} {str(then.get(name, 'unknown'))[:40]} (here {now['versions'][name]})" for name in names
        )
        yield f"it was printed with {told}"
    fonts = made.get("fonts")
    if isinstance(fonts, dict) and fonts != now["fonts"]:
        yield f"it was printed with other files of the fonts {', '.join(sorted({**now['fonts'], **fonts}))[:200]}"


def compared(
    reprints: Sequence[Reprint], jobs: int, progress: Callable[[int, int, str], None]
) -> Iterator[tuple[Path, str]]:
    """Print each of *reprints* again; yield its path, and how the file differs, or nothing where it does not."""
    due = {one.job.digest: one.job for one in reprints}
    waiting: dict[str, list[Path]] = {}
    for one in reprints:
        waiting.setdefault(one.job.digest, []).append(one.path)
    for done, proof in enumerate(run_jobs(list(due.values()), jobs) if due else (), start=1):
        for path in waiting[proof.digest]:
            yield path, _difference(path, proof.pdf, is_web=proof.key.kind == WEB)
        progress(done, len(due), proof.key.path)


def _difference(path: Path, printed: bytes, *, is_web: bool) -> str:
    content = read_bytes(path, shown=str(path))
    if content == printed:
        return ""
    pages = () if is_web else differing_pages(content, printed, dots=_DOTS)
    if pages:
        told = f"{'page' if len(pages) == 1 else 'pages'} {', '.join(map(str, pages))}"
        return f"{told} of the file {'looks' if len(pages) == 1 else 'look'} otherwise than the project prints it"
    return "the file is not the one that the project prints, although it was sealed and says the same"
