"""Measure how time and memory grow with the number of sheets, on this machine and on a Dask cluster on loopback.

    python tests/benchmarks/growth.py --sheets 8 32 128 --picture docs/images/growth.png

Prints a Markdown table; ratios between its rows are what counts, not the seconds of one machine.
"""

# ruff: noqa: T201 -- it prints a table

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from generate import generate

sys.path.insert(0, str(Path(__file__).parents[1]))

from cluster import running, scheduler

LOCALES = ("es", "ar", "hi")  # and English
PROGRAM = (sys.executable, "-m", "pnsi18n")


@dataclass(frozen=True, slots=True)
class Measured:
    """What one run took: its work, its sheets, seconds on the wall, MiB at the most of one process."""

    work: str
    sheets: int
    seconds: float
    memory: float


def measured(work: str, sheets: int, *command: str, cache: Path) -> Measured:
    """Run *command*, with a cache of its own, in a process that says how much it took."""
    program = (
        "import resource, subprocess, sys, time; before = time.perf_counter();"
        "code = subprocess.run(sys.argv[1:], stdout=-3, stderr=-3).returncode;"
        "took = time.perf_counter() - before;"
        "print(took, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, code)"
    )
    asked = subprocess.run(
        [sys.executable, "-c", program, *PROGRAM, *command],
        capture_output=True,
        check=True,
        text=True,
        env={**os.environ, "XDG_CACHE_HOME": str(cache)},
    )
    seconds, kibibytes, code = asked.stdout.split()
    if code not in {"0", "1"}:
        sys.exit(f"{' '.join(command)} ended with {code}")
    return Measured(work, sheets, float(seconds), float(kibibytes) / 1024)


def grown(place: Path, sheets: int, workers: Sequence[int]) -> list[Measured]:
    """Return what every kind of work takes for so many *sheets*."""
    project, cache = place / f"project-{sheets}", place / f"cache-{sheets}"
    generate(project, sheets // (len(LOCALES) + 1), LOCALES)
    here = ("-C", str(project))
    subprocess.run([*PROGRAM, *here, "extract"], check=True, capture_output=True)

    def build(work: str, output: str, *words: str) -> Measured:
        return measured(
            work, sheets, *here, "build", "--output", str(place / f"{output}-{sheets}"), *words, cache=cache
        )

    rows = [measured("validate", sheets, *here, "validate", "--no-cache", cache=cache)]
    rows += [build(f"build, {number} here", f"local-{number}", "--jobs", str(number)) for number in (1, 2)]
    rows.append(build("build, all in a store", "kept", "--store", str(filled(place, project, sheets, cache))))
    time.sleep(3)
    rows += [build("build, nothing to do", "local-2") for _ in range(2)][1:]
    for number in workers:
        with ExitStack() as stack:
            address, _ = stack.enter_context(scheduler(place))
            worker = (sys.executable, "-m", "dask", "worker", address, "--nthreads", "1", "--host", "127.0.0.1")
            for _ in range(number):
                stack.enter_context(running(*worker, "--no-dashboard", "--no-nanny", log=place / "worker.log"))
            build("to load what prints", f"warm-{number}", "en", "--scheduler", address)
            rows.append(build(f"build, {number} of Dask", f"dask-{number}", "--scheduler", address))
        (place / "scheduler.json").unlink(missing_ok=True)
    return rows


def filled(place: Path, project: Path, sheets: int, cache: Path) -> Path:
    """Return a store that holds every sheet of *project*."""
    store = place / f"store-{sheets}"
    words = ("-C", str(project), "build", "--store", str(store), "--output", str(place / f"first-{sheets}"))
    measured("", sheets, *words, cache=cache)
    return store


def table(rows: Sequence[Measured]) -> str:
    """Return *rows* as a Markdown table: seconds, and the memory of the largest process."""
    sizes = sorted({row.sheets for row in rows})
    lines = ["| work | " + " | ".join(f"{size} sheets" for size in sizes) + " | a sheet more | memory |"]
    lines.append("|---" * (len(sizes) + 3) + "|")
    for work in dict.fromkeys(row.work for row in rows):
        own = {row.sheets: row for row in rows if row.work == work}
        first, last = own[sizes[0]], own[sizes[-1]]
        slope = (last.seconds - first.seconds) / max(1, last.sheets - first.sheets)
        cells = [f"{own[size].seconds:.1f} s" for size in sizes]
        lines.append(f"| {work} | " + " | ".join(cells) + f" | {slope * 1000:.0f} ms | {last.memory:.0f} MB |")
    return "\n".join(lines)


def drawn(rows: Sequence[Measured], path: Path) -> None:
    """Write a picture of seconds over sheets, and of memory beside it."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(10, 4), layout="constrained")
    for axes, name, value in zip(
        figure.subplots(1, 2), ("seconds", "MB of the largest process"), ("seconds", "memory"), strict=True
    ):
        for work in dict.fromkeys(row.work for row in rows):
            own = [row for row in rows if row.work == work]
            axes.plot([row.sheets for row in own], [getattr(row, value) for row in own], marker="o", label=work)
        axes.set(xlabel="sheets", title=name, xscale="log", yscale="log" if value == "seconds" else "linear")
        axes.grid(visible=True, alpha=0.3)
    axes.legend(fontsize="small")
    figure.savefig(path, dpi=100, metadata={"Software": None})


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sheets", type=int, nargs="+", default=[8, 32, 128])
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--picture", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        rows = [row for sheets in asked.sheets for row in grown(Path(place), sheets, asked.workers)]
    print(table(rows))
    if asked.picture:
        drawn(rows, asked.picture)


if __name__ == "__main__":
    main()
