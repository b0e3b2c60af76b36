"""Run the rules over the adversarial set and say what they caught, missed and alarmed on without need."""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pnsi18n.adapters import cldr
from pnsi18n.model.finding import Severity
from pnsi18n.model.message import Message
from pnsi18n.model.unit import Unit
from pnsi18n.rules.registry import CONTENT_RULES

FOLDER = Path(__file__).parent / "rulebook"
ENGLISH = tomllib.loads((FOLDER / "english.toml").read_text(encoding="utf-8"))
LOCALES = tuple(sorted(path.stem for path in FOLDER.glob("*.toml") if path.stem != "english"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One translation of the set; ``family`` is the family that must speak, empty for a right one."""

    locale: str
    id: str
    name: str
    text: str
    family: str = ""


def cases(locale: str) -> Iterator[Case]:
    """Yield the right and the wrong translations of *locale*."""
    rows = tomllib.loads((FOLDER / f"{locale}.toml").read_text(encoding="utf-8"))
    for identifier, row in rows.items():
        for number, text in enumerate([row["right"], *row.get("also", ())]):
            yield Case(locale=locale, id=identifier, name=f"right {number}", text=text)
        for name, text in row.get("wrong", {}).items():
            family = ENGLISH[identifier]["wrong"][name]["family"]
            yield Case(locale=locale, id=identifier, name=name, text=text, family=family)


def spoken(case: Case) -> list[tuple[str, Severity, str]]:
    """Return the rules that speak up about *case*, with severity and statement."""
    language = cldr.language(case.locale)
    english = cldr.language("en")
    assert language
    assert english
    message = Message(id=case.id, text=ENGLISH[case.id]["english"])
    unit = Unit(
        msgid=message.text, msgstr=case.text, msgctxt=case.id, language=language, english=english, message=message
    )
    return [(one.id, f.severity, f.statement) for one in CONTENT_RULES for f in one.findings(unit)]


def main() -> None:
    """Print a table: per language and family what was caught, and the false alarms on right translations."""
    wanted = sys.argv[1:] or LOCALES
    families = ("CR", "PO", "PH", "MK", "LN", "SE", "LA", "LE")
    print("locale   " + "".join(f"{family:>9}" for family in families) + "    right  errors  warnings")
    missed, alarms = [], []
    for locale in wanted:
        caught, total, false = Counter[str](), Counter[str](), Counter[Severity]()
        right = 0
        for case in cases(locale):
            found = spoken(case)
            if not case.family:
                right += 1
                false.update({severity for _, severity, _ in found})
                alarms += [(case, one) for one in found]
                continue
            total[case.family] += 1
            hit = any(rule.startswith(case.family) for rule, _, _ in found)
            caught[case.family] += hit
            if not hit:
                missed.append((case, found))
        row = "".join(f"{caught[family]:>5}/{total[family]:<3}" for family in families)
        print(f"{locale:9}{row} {right:>6} {false[Severity.ERROR]:>7} {false[Severity.WARNING]:>9}")
    for case, found in missed:
        said = [rule for rule, _, _ in found]
        print(f"missed  {case.locale} {case.id}.{case.name} ({case.family}): {case.text}  {said}")
    for case, (rule, severity, statement) in alarms:
        print(f"alarm   {case.locale} {case.id} {rule} {severity}: {statement}: {case.text}")


if __name__ == "__main__":
    main()
