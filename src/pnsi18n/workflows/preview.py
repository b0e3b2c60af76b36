"""Show a translator the texts, the findings and the page, anew whenever a file is saved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pnsi18n.adapters.configuration import COMMAND_LINE
from pnsi18n.adapters.pdf_pictures import pictures
from pnsi18n.adapters.places import catalog_path
from pnsi18n.adapters.pool import run_jobs
from pnsi18n.adapters.preview_layout import page_files, page_html, picture_files
from pnsi18n.adapters.preview_server import Site, opened
from pnsi18n.adapters.versions import require_renderer
from pnsi18n.adapters.watching import changes
from pnsi18n.errors import CatalogError, PnsError, ProjectError
from pnsi18n.model import pages
from pnsi18n.model.edition import Job
from pnsi18n.model.finding import Finding, Location, Severity
from pnsi18n.model.packet import BackTranslation
from pnsi18n.model.preview import Fault, Preview, Printed, Spot
from pnsi18n.workflows.build import BuildRequest, chosen_handouts
from pnsi18n.workflows.editions import Press, Sheet
from pnsi18n.workflows.history import History
from pnsi18n.workflows.jobs import make_job
from pnsi18n.workflows.packets import packets_of
from pnsi18n.workflows.proofreading import ProofReader
from pnsi18n.workflows.reviews import Ledgers

_DOTS = 110  # an inch of the pictures: sharp on a screen, and soon drawn

Reading = Callable[[], tuple[Ledgers, BuildRequest]]
"""Reads the project anew, and says what is wanted of it: one language, one kind of edition, one paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What is shown, with the job and the proof-reader of the sheet of these texts, and the job of the sheet shown."""

    preview: Preview
    wanted: Job | None = None
    printed: Job | None = None
    reader: ProofReader | None = None


def preview(read: Reading, *, port: int, ready: Callable[[str], None]) -> None:
    """Serve the preview on *port* of this machine, or on a free one (0), until somebody interrupts.

    *ready* is told the address. Nothing is written into the project. Raises ``PnsError`` where
    there is nothing to show: the command or the configuration is wrong, there is no catalog.
    """
    ledgers, request = read()
    _require_one(ledgers, request)
    look = Look(preview=Preview())
    with opened(port, page_files(request.languages[0])) as site:
        _show(site, look)
        ready(site.address)
        for _ in changes(Path(ledgers.project.root)):
            look = looked(read, look)
            _show(site, look)
            look = printed(look)
            _show(site, look)


def _require_one(ledgers: Ledgers, request: BuildRequest) -> None:
    """Raise ``ProjectError`` where several handouts could be meant, ``CatalogError`` where there is no catalog."""
    handouts = chosen_handouts(ledgers.project, request.handouts)
    if len(handouts) > 1:
        raise ProjectError(
            "the preview shows one handout at a time",
            at=COMMAND_LINE,
            hint=f"name it with --handout; there are: {', '.join(one.domain for one in handouts)}",
        )
    (language,) = request.languages
    shown = catalog_path(language.locale, handouts[0].domain)
    if not Path(ledgers.project.root, shown).exists():
        raise CatalogError(
            f"there is no catalog for {language.english_name}",
            at=Location(shown),
            hint=f"start it with: pnsi18n init {language.locale}",
        )


def _show(site: Site, look: Look) -> None:
    site.show(page_html(look.preview), picture_files(look.preview))


def looked(read: Reading, before: Look) -> Look:
    """Return a new look at the texts; where they cannot be read, the one *before* with the reason."""
    try:
        ledgers, request = read()
        (packet,) = packets_of(ledgers, request, BackTranslation.NONE)
    except (PnsError, ExceptionGroup) as error:
        return replace(before, preview=replace(before.preview, faults=tuple(_faults(error)), printing=False))
    try:
        sheet = _sheet(ledgers, request)
        wanted = make_job(sheet, require_renderer())
    except PnsError as error:
        return Look(preview=Preview(packet=packet, sheet=Printed(remarks=(str(error),))))
    printing = before.printed is None or before.printed.digest != wanted.digest
    now = replace(before.preview, packet=packet, faults=(), printing=printing)
    reader = ProofReader(project=ledgers.project, shown="output", sheets={wanted.key: sheet})
    return replace(before, preview=now, wanted=wanted, reader=reader)


def _faults(error: Exception) -> Iterator[Fault]:
    """Yield what *error* says; anything in it that is not ours is raised again."""
    if isinstance(error, PnsError):
        yield Fault(location=error.location, statement=error.statement, hint=error.hint)
    elif isinstance(error, ExceptionGroup):
        for one in error.exceptions:
            yield from _faults(one)
    else:
        raise error


def _sheet(ledgers: Ledgers, request: BuildRequest) -> Sheet:
    """Return the sheet, as ``build`` would print it."""
    project = ledgers.project
    (handout,) = chosen_handouts(project, request.handouts)
    press = Press(history=History(ledgers), region=request.region)
    (sheet,) = press.sheets(handout, request.languages, (request.kinds or project.kinds)[:1], request.papers[:1])
    return sheet


def printed(look: Look) -> Look:
    """Return *look* with the sheet of its texts, printed if it is not there yet."""
    job = look.wanted
    if not look.preview.printing or job is None or look.reader is None:
        return look
    try:
        (proof,) = run_jobs([job], 1)
    except PnsError as error:
        return Look(preview=replace(look.preview, sheet=Printed(remarks=(str(error),)), printing=False))
    sheet = Printed(
        pictures=pictures(proof.pdf, dots=_DOTS),
        remarks=tuple(_remarks(look.reader.findings(job, proof))),
        spots=_spots(proof.reading),
    )
    return replace(look, preview=replace(look.preview, sheet=sheet, printing=False), printed=job)


def _remarks(findings: Iterable[Finding]) -> Iterator[str]:
    """Say what would keep ``build`` from printing the sheet."""
    for one in findings:
        if one.severity is Severity.ERROR:
            yield f"{one.rule_id} {one.rule_name}: {one.msgctxt}: {one.statement}"


def _spots(reading: pages.Reading) -> dict[str, Spot]:
    """Return where the first piece of each message stands, as the renderer has put it there."""
    heights = {page.number: page.paper.top - page.paper.bottom for page in reading.pages}
    found: dict[str, Spot] = {}
    for piece in reading.laid_out:
        top = round(max(0.0, 1 - piece.box.top / heights[piece.page]), 3)
        found.setdefault(piece.message, Spot(page=piece.page, top=top))
    return found
