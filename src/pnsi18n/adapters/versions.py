"""The versions of everything that decides the bytes of a page."""

from __future__ import annotations

import ctypes
import hashlib
import sys
import zlib
from contextlib import suppress
from functools import lru_cache
from importlib import resources
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pnsi18n import __version__
from pnsi18n.adapters import poppler
from pnsi18n.errors import RenderError
from pnsi18n.model.finding import Location

_PACKAGES = ("weasyprint", "pydyf", "fonttools", "tinycss2", "cssselect2", "tinyhtml5", "pillow", "icu4py", "babel")
_PRINTING_CODE = (
    *(
        f"adapters/{name}.py"
        for name in (
            "colour_profile",
            "exact_text",
            "fonts",
            "form_fields",
            "letters_font",
            "pdf",
            "pool",
            "seal",
            "structure",
            "web_reader",
        )
    ),
    "text/reading_order.py",
)
_LIBRARIES = {
    "pango": (("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"), "pango_version_string"),
    "harfbuzz": (("libharfbuzz.so.0", "libharfbuzz.dylib", "libharfbuzz-0.dll"), "hb_version_string"),
    "harfbuzz-subset": (("libharfbuzz-subset.so.0", "libharfbuzz-subset.dylib", "libharfbuzz-subset-0.dll"), ""),
}


def library_version(name: str) -> str | None:
    """Return the version of a C library, "present" where it does not tell, ``None`` without it."""
    files, function = _LIBRARIES[name]
    for file in files:
        with suppress(OSError):
            library = ctypes.CDLL(file)
            if not function:
                return "present"
            call = getattr(library, function)
            call.restype = ctypes.c_char_p
            return str(call().decode())
    return None


def package_version(name: str) -> str | None:
    """Return the version of an installed Python package, or ``None``."""
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _printing_code() -> str:
    """Return a digest of our own code and pictures: they change more often than the version."""
    package = resources.files("pnsi18n")
    pictures = sorted(package.joinpath("pictograms").iterdir(), key=lambda file: file.name)
    files = [*(package.joinpath(name) for name in _PRINTING_CODE), *pictures]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def renderer_versions() -> dict[str, str]:
    """Return name and version of every part of the renderer; loads none of its Python."""
    packages = {name: package_version(name) or "missing" for name in _PACKAGES}
    libraries = {name: library_version(name) or "missing" for name in _LIBRARIES}
    return {**packages, **libraries, "pnsi18n": f"{__version__}+{_printing_code()[:12]}"}


@lru_cache(maxsize=1)
def surroundings() -> dict[str, str]:
    """Return name and version of everything here, the fonts apart, that decides a sheet and what is read of it.

    Two machines that agree in it make the same proof of the same job. It is what the process began with:
    packages that are installed later do not change what is loaded.
    """
    readers = {"pypdfium2": package_version("pypdfium2") or "missing", "poppler": poppler.version()}
    python = {"python": ".".join(map(str, sys.version_info[:2])), "zlib": zlib.ZLIB_RUNTIME_VERSION}
    return {**renderer_versions(), **readers, **python, "pnsi18n": f"{__version__}+{_whole_code()[:12]}"}


def _whole_code() -> str:
    """Return a digest of all our code that may run in a process that prints."""
    package = Path(str(resources.files("pnsi18n")))
    files = sorted(path for name in ("adapters", "model", "text") for path in (package / name).rglob("*.py"))
    return hashlib.sha256(b"".join((_printing_code().encode(), *(path.read_bytes() for path in files)))).hexdigest()


def require_renderer() -> dict[str, str]:
    """Return ``renderer_versions``; raise ``RenderError`` where a part is not installed."""
    versions = renderer_versions()
    if missing := [name for name, version in versions.items() if version == "missing"]:
        raise RenderError(
            f"what prints the pages is not installed: {', '.join(missing)}",
            at=Location("this machine"),
            hint="pnsi18n doctor tells which packages to install",
        )
    return versions
