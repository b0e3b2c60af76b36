"""Poppler's doorkeeper: what a second reader makes of a PDF, where ``pdftotext`` is installed."""

from __future__ import annotations

import shutil
import subprocess


def version() -> str:
    """Return the version of Poppler, or "missing"."""
    if shutil.which("pdftotext") is None:
        return "missing"
    told = subprocess.run(["pdftotext", "-v"], capture_output=True, check=False, text=True)  # noqa: S607 -- as below
    return (told.stderr.splitlines() or ["unknown"])[0].removeprefix("pdftotext version ")


def page_texts(content: bytes) -> tuple[str, ...]:
    """Return the text of each page of the PDF *content*, in the order of the file; nothing without Poppler.

    In the order of places, its default, it takes lines of two boxes side by side for one where they are near.
    """
    if shutil.which("pdftotext") is None:
        return ()
    read = subprocess.run(
        ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"],  # noqa: S607 -- as the user's PATH says
        input=content,
        capture_output=True,
        check=False,
    )
    return tuple(read.stdout.decode("utf-8", "replace").split("\f")[:-1])
