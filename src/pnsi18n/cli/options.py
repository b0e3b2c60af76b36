"""The options of the commands that print; quick to load, for a build with nothing to do."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Locales = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="LOCALE",
        show_default=False,
        help="Languages by folder name, such as es zh_Hans. Without any: all.",
    ),
]
Handouts = Annotated[list[str] | None, typer.Option("--handout", metavar="ID", help="Only this handout.")]
Kinds = Annotated[
    list[str] | None,
    typer.Option("--kind", metavar="KIND", help="Only this kind: standard, large-print, bilingual or html."),
]
Papers = Annotated[list[str] | None, typer.Option("--paper", metavar="PAPER", help="Only this paper: a4 or letter.")]
RegionId = Annotated[
    str | None, typer.Option("--region", metavar="ID", help="Numbers and units of this region, such as US or GB.")
]
Jobs = Annotated[
    int | None, typer.Option("--jobs", "-j", min=1, metavar="N", help="Processes that print; otherwise one a core.")
]
Scheduler = Annotated[
    str | None,
    typer.Option(
        "--scheduler", metavar="ADDRESS", help="Print on the Dask cluster whose scheduler is at this address."
    ),
]
Store = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="ADDRESS",
        help="Share finished sheets with other machines here: a folder, or an address such as s3://bucket/folder.",
    ),
]
Output = Annotated[Path | None, typer.Option("--output", metavar="DIR", help="Where the sheets go; otherwise output/.")]
Reviewers = Annotated[
    Path | None,
    typer.Option(
        "--reviewers",
        metavar="FILE",
        help="Trust only this list of reviewers and their keys, kept outside the project, and no unsigned sign-off.",
    ),
]
