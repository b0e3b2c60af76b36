"""Know where a project's templates and catalogs lie."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from pnsi18n.model.project import PAGE_DOMAIN, Project


def template_path(domain: str) -> str:
    """Return the path of a domain's template, relative to the project."""
    return f"locale/{domain}.pot"


def catalog_path(locale: str, domain: str) -> str:
    """Return the path of a catalog, relative to the project."""
    return f"locale/{locale}/LC_MESSAGES/{domain}.po"


def carried_page_catalog(locale: str) -> Path | None:
    """Return the catalog of the page's own words that this version carries for *locale*.

    An installed wheel has it inside the package; a checkout in its own ``locale`` folder.
    """
    for folder in (resources.files("pnsi18n") / "locale", Path(__file__).parents[3] / "locale"):
        path = Path(str(folder), locale, "LC_MESSAGES", f"{PAGE_DOMAIN}.po")
        if path.is_file():
            return path
    return None


def locale_folders(project: Project) -> list[str]:
    """Return the names of the folders below ``locale/``."""
    folder = Path(project.root, "locale")
    return sorted(path.name for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
