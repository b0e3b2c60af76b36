"""The first pages, compared with pictures that somebody has looked at: no box moves unseen.

Another rasteriser or another hinting of the same letters is no difference; ``make gallery`` renews the pictures.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from conftest import ROOT
from PIL import Image, ImageChops

from pnsi18n.adapters.configuration import known_language, read_project
from pnsi18n.adapters.pdf_pictures import pictures
from pnsi18n.adapters.pool import run_jobs
from pnsi18n.adapters.sources import read_handouts
from pnsi18n.adapters.versions import require_renderer
from pnsi18n.model.edition import Job
from pnsi18n.workflows.editions import Press
from pnsi18n.workflows.history import History
from pnsi18n.workflows.jobs import make_job
from pnsi18n.workflows.reviews import Ledgers

LOOKS = Path(__file__).parent / "looks"
LOCALES = sorted(path.stem for path in LOOKS.glob("*.png"))
DOTS = 40  # an inch, as scripts/gallery.py draws them
CELL = 8  # pixels; letters become a grey, a line or an edge that moves does not
TOLERANCE = 20  # of 255 shades of grey, in one cell
FEW = 6  # cells that may differ by more; a box that moves by two millimetres is at least 17


def job_of(locale: str) -> Job:
    """Return the job of the sheet in *locale* that is compared."""
    project = read_project(ROOT)
    press = Press(history=History(Ledgers(project, date(2026, 11, 22))), region=project.region)
    (handout,) = read_handouts(project)
    (sheet,) = press.sheets(handout, [known_language(project, locale)], ["standard"], ["a4"])
    return make_job(sheet, require_renderer())


def print_one(job: Job) -> bytes:
    """Return the PDF of *job*."""
    (proof,) = run_jobs([job], 1)
    assert proof.reading.remarks == ()
    return proof.pdf


@cache
def sheet(locale: str) -> bytes:
    """Return the PDF of the sheet in *locale*, printed once."""
    return print_one(job_of(locale))


def drawn(pdf: bytes) -> Image.Image:
    """Return the first page of *pdf* as the gallery draws it."""
    (png,) = pictures(pdf, dots=DOTS, grey=True, first_only=True)
    return Image.open(BytesIO(png)).convert("L")


def differing(one: Image.Image, other: Image.Image) -> int:
    """Return how many cells of two pictures differ by more than letters do."""
    assert one.size == other.size
    small = [picture.reduce(CELL) for picture in (one.convert("L"), other.convert("L"))]
    return sum(shade > TOLERANCE for shade in ImageChops.difference(*small).tobytes())


def known(locale: str) -> Image.Image:
    """Return the picture that somebody has looked at."""
    return Image.open(LOOKS / f"{locale}.png")


@pytest.mark.parametrize("locale", LOCALES)
def test_the_first_page_looks_as_it_was_last_seen(locale: str, tmp_path: Path) -> None:
    """A change of the looks is to be wanted, and seen by whoever reviews it."""
    now = drawn(sheet(locale))
    now.save(tmp_path / f"{locale}.png")
    cells = differing(now, known(locale))
    assert cells <= FEW, (
        f"the first page in {locale} has changed in {cells} places: compare {tmp_path / f'{locale}.png'} with "
        f"tests/looks/{locale}.png. If it is meant to look so, renew the pictures, and commit them: make gallery"
    )


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(("times", "mode"), [(1, "lcd"), (3, None), (2, "print")])
def test_another_way_to_draw_letters_is_no_difference(locale: str, times: int, mode: str | None) -> None:
    """Coloured at the edges, or drawn larger and made smaller: the page is the same."""
    document = pypdfium2.PdfDocument(sheet(locale))
    picture = document[0].render(scale=times * DOTS / 72, optimize_mode=mode).to_pil().convert("L")
    document.close()
    shown = known(locale).convert("L")
    picture = picture.resize(shown.size, Image.Resampling.LANCZOS)
    assert picture.tobytes() != shown.tobytes()
    assert differing(picture, shown) <= FEW


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("change", ["left: 2mm", "top: 2mm", "visibility: hidden"])
def test_a_box_that_moves_or_goes_is_seen(locale: str, change: str) -> None:
    """Two millimetres are enough."""
    job = job_of(locale)
    css = f"{job.css}\n.key-points {{ position: relative; {change} }}"
    assert differing(drawn(print_one(replace(job, css=css))), known(locale)) > FEW
