"""Time programs beside each other in one run; tell it as a table, and keep table and picture in docs/speed.md."""

# ruff: noqa: T201 -- it prints a table

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"
_SETTLE = 0.5  # seconds after which the stamps of files are trusted
Command = Sequence[str | Path]
Works = Mapping[str, Callable[[], None]]


def may_write(parser: argparse.ArgumentParser) -> None:
    """Give *parser* the option that renews the docs."""
    parser.add_argument("--write", action="store_true", help="put the table into docs/speed.md, and draw its picture")


def run(*commands: Command, env: Mapping[str, str] | None = None, codes: frozenset[int] = frozenset({0})) -> None:
    """Run each of *commands*; one that ends with another code than *codes* ends the program."""
    for command in commands:
        done = subprocess.run([str(word) for word in command], capture_output=True, check=False, env=env)
        if done.returncode not in codes:
            sys.exit(f"{command}: {done.stderr.decode(errors='replace')[-800:]}")


def best(works: Works, rounds: int = 1) -> dict[str, float]:
    """Return the best time of each, in seconds; they take turns, so that a busy minute hits all of them."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            time.sleep(_SETTLE)
            start = time.perf_counter()
            work()
            times[name].append(time.perf_counter() - start)
    return {name: min(each) for name, each in times.items()}


def table(seconds: Mapping[str, float], peer: str) -> str:
    """Return *seconds* as a Markdown table, with the part of each in what *peer* takes."""
    rows = ["| work | seconds | the first takes |", "|---|---:|---:|"]
    rows += [f"| {name} | {taken:.2f} | {seconds[peer] / taken:.1f} × as long |" for name, taken in seconds.items()]
    return "\n".join(rows)


def told(name: str, about: str, seconds: Mapping[str, float], *, write: bool) -> None:
    """Print the table of *seconds*, beside its first row; with *write*, keep it in the docs under *name*."""
    shown = f"{about}:\n\n{table(seconds, next(iter(seconds)))}"
    print(f"{shown}\n")
    if write:
        picture = DOCS / "images" / f"speed-{name}.png"
        _drawn(seconds, picture)
        page = DOCS / "speed.md"
        text = page.read_text(encoding="utf-8")
        inside = f"<!-- {name} -->\n{shown}\n\n![Seconds of each](images/{picture.name})\n<!-- end -->"
        text, found = re.subn(rf"<!-- {name} -->\n.*?<!-- end -->", lambda _: inside, text, flags=re.DOTALL)
        if found != 1:
            sys.exit(f"{page}: there is no place for {name}")
        page.write_text(text, encoding="utf-8")


def _drawn(seconds: Mapping[str, float], path: Path) -> None:
    """Write *seconds* as bars, those of other programs in grey."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9, 0.6 + 0.36 * len(seconds)), layout="constrained")
    axes = figure.subplots()
    names = [name.replace("`", "") for name in seconds][::-1]
    values = list(seconds.values())[::-1]
    colours = ["#16526e" if "pnsi18n" in name else "#9a9a9a" for name in names]
    bars = axes.barh(names, values, color=colours)
    axes.bar_label(bars, [f"{value:.2f} s" for value in values], padding=3, fontsize="small")
    axes.set(xscale="log", xlim=(min(values) / 2, max(values) * 3))
    axes.tick_params(labelsize="small")
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    figure.savefig(path, dpi=100, metadata={"Software": None})
