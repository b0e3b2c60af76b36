"""Run the rules over human translations that nobody here wrote, and say how often each rule speaks.

    python tests/calibration.py --fetch FOLDER PACKAGE …       unpack Debian's source packages into FOLDER
    python tests/calibration.py FOLDER                         findings per 1,000 units, by rule and language
    python tests/calibration.py FOLDER --show RULE [LOCALE …]  a sample of what one rule said

By hand or by night, never in ``make test``. The catalogs are of programs and their manuals. Tags, commands and
escapes of those make whole families speak which a handout, plain Markdown, gives no cause for; so the rates
are of plain prose: sentences whose **English** has no such sign. The translation never decides what is counted.
"""

# ruff: noqa: T201 -- it prints tables

from __future__ import annotations

import argparse
import platform
import random
import re
import subprocess
import sys
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pnsi18n.adapters import cldr
from pnsi18n.adapters.po import read_catalog
from pnsi18n.errors import PnsError
from pnsi18n.model.catalog import Catalog
from pnsi18n.model.finding import Severity
from pnsi18n.model.language import ENGLISH
from pnsi18n.model.message import Message
from pnsi18n.model.unit import Unit
from pnsi18n.rules.registry import CONTENT_RULES
from pnsi18n.workflows.linting import known_as

_TECHNICAL = re.compile(
    r"""[<>{}\\`$=|*#~_^@\t\n]      # tags, templates, escapes, shells, Markdown
    |&\#?\w+;                       # character references
    |%[\w(.+\-*]                    # what a program fills in
    |(?<!\w)--?[A-Za-z]             # options
    |(?<![\w.])[./]*/\w             # paths
    |\w\(\d\w?\)|\w\(\)             # manual pages, functions
    |\w\.(?:[a-z]{1,4}\b)(?<!\w\.\w) # files and addresses
    |:/|::|"[^"]*"\s*[,;]\s*"       # addresses, names of modules, lists of strings
    |\w;\w                          # keywords in a row
    |&[A-Za-z]                      # keys of menus
    """,
    re.VERBOSE,
)
_WORDS = re.compile(r"[A-Za-z]{2,}")
_SENTENCE = 4  # words; fewer are the labels of buttons and lists
_SEED = 2026


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One finding, with the pair of texts that it is about."""

    rule: str
    severity: Severity
    locale: str
    english: str
    translation: str
    statement: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What came of one catalog: the pairs that were judged, and what was said of them."""

    locale: str = ""
    pairs: frozenset[tuple[str, str]] = frozenset()
    said: tuple[Said, ...] = ()
    unread: str = ""


def is_prose(english: str) -> bool:
    """Whether *english* is a sentence that a handout could have, without the signs of programs and their manuals."""
    return len(_WORDS.findall(english)) >= _SENTENCE and not _TECHNICAL.search(english)


def locale_of(catalog: Catalog, path: Path) -> str:
    """Return the registry's name of the language that *catalog* is in, empty where it has no row.

    The file says it in its header, in its name or in that of its folder. Portuguese without a country is
    not Brazilian.
    """
    folders = [part for part in reversed(path.parts[:-1]) if re.fullmatch(r"[a-z]{2,3}(?:_\w+)?", part)]
    for name in (catalog.header_fields.get("Language", ""), path.stem, *folders[:1]):
        found = known_as(name) if "@" not in name else None
        if found and found.locale != ENGLISH.locale:
            return found.locale
    return ""


def pairs(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Yield English and translation of what is translated, not fuzzy, and has no plural forms."""
    for entry in catalog.live:
        if entry.msgid_plural is None and not entry.fuzzy and entry.msgstrs[0].strip():
            yield entry.msgid, entry.msgstrs[0]


def unit_of(english: str, translation: str, locale: str) -> Unit:
    """Return the pair as the rules see a current translation of a handout."""
    language, source = cldr.language(locale), cldr.language("en")
    assert language
    assert source
    return Unit(msgid=english, msgstr=translation, language=language, english=source, message=Message(text=english))


def spoken(english: str, translation: str, locale: str) -> list[tuple[str, Severity, str]]:
    """Return the rules that speak up about the pair, with severity and statement."""
    unit = unit_of(english, translation, locale)
    return [(one.id, found.severity, found.statement) for one in CONTENT_RULES for found in one.findings(unit)]


def heard(path: Path, *, technical: bool) -> Heard:
    """Read the catalog at *path* and run every rule over its prose, or with *technical* over all of it."""
    try:
        catalog = read_catalog(path, shown=str(path))
    except PnsError as error:
        return Heard(unread=str(error).partition("\n")[0])
    locale = locale_of(catalog, path)
    if not locale:
        return Heard()
    judged = frozenset(pair for pair in pairs(catalog) if technical or is_prose(pair[0]))
    said = [
        Said(
            rule=rule,
            severity=severity,
            locale=locale,
            english=english,
            translation=text,
            statement=say,
            path=path.name,
        )
        for english, text in sorted(judged)
        for rule, severity, say in spoken(english, text, locale)
    ]
    return Heard(locale=locale, pairs=judged, said=tuple(said))


def listen(folder: Path, *, technical: bool) -> list[Heard]:
    """Run the rules over every catalog below *folder*, the biggest first, in as many processes as there are cores."""
    paths = sorted(folder.rglob("*.po"), key=lambda path: -path.stat().st_size)
    with ProcessPoolExecutor() as pool:
        return list(pool.map(partial(heard, technical=technical), paths))


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """All catalogs together; a pair that several catalogs of a language share counts once."""

    units: Counter[str]
    said: tuple[Said, ...]

    @classmethod
    def of(cls, results: Iterable[Heard]) -> Total:
        """Put *results* together."""
        units: Counter[str] = Counter()
        seen: set[tuple[str, str, str]] = set()
        said: list[Said] = []
        for one in results:
            new = {(one.locale, *pair) for pair in one.pairs} - seen
            seen |= new
            units[one.locale] += len(new)
            said += [each for each in one.said if (each.locale, each.english, each.translation) in new]
        return cls(units=+units, said=tuple(said))

    def print_rates(self) -> None:
        """Print findings per 1,000 units: a row a rule, a column a language; last, units with any finding."""
        locales = sorted(self.units)
        print(f"{'':12}{'all':>8}" + "".join(f"{locale:>8}" for locale in locales))
        print(f"{'units':12}{sum(self.units.values()):>8}" + "".join(f"{self.units[one]:>8}" for one in locales))
        for rule in sorted({one.rule for one in self.said}):
            self._print_row(rule, Counter(one.locale for one in self.said if one.rule == rule))
        for severity in (Severity.ERROR, Severity.WARNING):
            found = [one for one in self.said if one.severity is severity]
            self._print_row(f"{severity}s", Counter(one.locale for one in found))
            units = {(one.locale, one.english, one.translation) for one in found}
            self._print_row(f"any {severity}", Counter(locale for locale, _, _ in units))

    def _print_row(self, name: str, counts: Counter[str]) -> None:
        everywhere = counts.total() / max(1, self.units.total())
        rates = [counts[locale] / self.units[locale] for locale in sorted(self.units)]
        print(f"{name:12}" + "".join(f"{1000 * rate:>8.2f}" if rate else f"{'.':>8}" for rate in (everywhere, *rates)))

    def print_sample(self, rule: str, locales: Sequence[str], number: int) -> None:
        """Print *number* findings of *rule*, by chance but the same ones each time."""
        found = [one for one in self.said if one.rule == rule and (not locales or one.locale in locales)]
        sample = random.Random(_SEED).sample(found, min(number, len(found)))  # noqa: S311 -- no secret
        print(f"{rule}: {len(sample)} of {len(found)} findings")
        for one in sorted(sample, key=lambda each: each.locale):
            print(f"\n{one.locale} {one.path}: {one.statement}\n  {one.english}\n  {one.translation}")


def fetch(folder: Path, packages: Iterable[str]) -> list[str]:
    """Unpack the source *packages* into *folder* with apt-get; return those that could not be had.

    apt works in lists and caches of its own inside the folder; the system's stay as they are.
    """
    own = folder / ".apt"
    for name in ("lists", "cache", "sources"):
        (own / name).mkdir(parents=True, exist_ok=True)
    for path in own.joinpath("sources").iterdir():
        path.unlink()
    for name, text in source_lists(Path("/etc/apt"), platform.freedesktop_os_release()["VERSION_CODENAME"]):
        own.joinpath("sources", name).write_text(text, encoding="utf-8")
    options = {
        "Dir::Etc::sourcelist": "/dev/null",
        "Dir::Etc::sourceparts": own.resolve() / "sources",
        "Dir::State::lists": own.resolve() / "lists",
        "Dir::Cache": own.resolve() / "cache",
        "APT::Sandbox::User": "root",  # nobody else may write into the folder; without effect but for root
    }
    apt = ["apt-get", "--quiet", *(f"-o{name}={value}" for name, value in options.items())]
    subprocess.run([*apt, "update"], check=True)
    return [name for name in packages if subprocess.run([*apt, "source", name], cwd=folder, check=False).returncode]


def source_lists(folder: Path, codename: str) -> Iterator[tuple[str, str]]:
    """Yield name and text of lists of source packages, made from the lists of packages that the system has.

    Only the distribution's own suites count, which begin with *codename*; other vendors have no source packages.
    """
    for path in [folder / "sources.list", *sorted(folder.joinpath("sources.list.d").glob("*"))]:
        text = path.read_text(encoding="utf-8") if path.suffix in {".list", ".sources"} and path.is_file() else ""
        if path.suffix == ".list":
            lines = [line for line in text.splitlines() if re.match(rf"deb\s.*\s{codename}\S*\s+.*\bmain\b", line)]
            made = "\n".join(f"deb-src{line[3:]}" for line in lines)
        else:
            stanzas = [one for one in re.split(r"\n\s*\n", text) if re.search(rf"(?m)^Suites:.*\b{codename}", one)]
            made = "\n\n".join(re.sub(r"(?m)^Types:.*", "Types: deb-src", one).strip() for one in stanzas)
        if made:
            yield path.name, made + "\n"


def main() -> None:
    """Fetch packages, print the rates, or print a sample."""
    parser = argparse.ArgumentParser(
        description=textwrap.dedent(__doc__ or ""), formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*", metavar="PACKAGE | LOCALE")
    parser.add_argument("--fetch", action="store_true", help="unpack source packages into the folder")
    parser.add_argument("--show", metavar="RULE", help="print a sample of the findings of a rule")
    parser.add_argument("-n", type=int, default=30, metavar="NUMBER", help="how many findings (30)")
    parser.add_argument("--technical", action="store_true", help="judge everything, not only plain prose")
    given = parser.parse_intermixed_args()
    if given.fetch:
        given.folder.mkdir(parents=True, exist_ok=True)
        if missing := fetch(given.folder, given.names):
            sys.exit(f"could not be had: {' '.join(missing)}")
        return
    results = listen(given.folder, technical=given.technical)
    total = Total.of(results)
    if given.show:
        total.print_sample(given.show, given.names, given.n)
        return
    population = "all units" if given.technical else "units of plain prose, by their English"
    print(f"Findings per 1,000 {population}. The rows 'any' count a unit once, whatever is said of it.\n")
    total.print_rates()
    unread = [one.unread for one in results if one.unread]
    print(f"\n{len(results)} catalogs, {len(unread)} of them could not be read:", *unread, sep="\n  ")


if __name__ == "__main__":
    main()
