"""What the tests of review share: a small clinic that translates, signs, and keeps its project in git."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

from typer.testing import Result

Run = Callable[..., Result]
# Every way in which pages differ: direction, script, digits, spaces. What is slow is asked of these languages only.
SAMPLE = ("es", "zh_Hans", "ar", "ur", "hi", "km", "am", "ru")
TRANSLATIONS = {
    "es": {
        "title": "Hoja de prueba",
        "intro": "Este texto es de prueba; no es un consejo.",
        "em.lead": "Llame al {emergency_number} si:",
        "em.fever": "Tiene fiebre de {temperature:38} durante 5 días",
        "em.breath": "**No puede** respirar",
        "read": "Lea [example.org](https://example.org/help).",
    },
    "ar": {
        "title": "نشرة تجريبية",
        "intro": "هذا النص للاختبار فقط، وليس نصيحة.",
        "em.lead": "اتصل بالرقم {emergency_number} إذا:",
        "em.fever": "كانت لديك حمى {temperature:38} لمدة 5 أيام",
        "em.breath": "**لا تستطيع** التنفس",
        "read": "اقرأ [example.org](https://example.org/help).",
    },
}
ENGLISH = "source/fixture/handout.md"
CATALOG = "locale/es/LC_MESSAGES/fixture.po"
SPANISH = TRANSLATIONS["es"]


def translate(project: Path, texts: dict[str, str], catalog: str = CATALOG) -> None:
    """Write *texts* into the Spanish catalog, or another, as a PO editor would."""
    path = project / catalog
    content = path.read_text(encoding="utf-8")
    for identifier, text in texts.items():
        pattern = rf'(msgctxt "{re.escape(identifier)}"\nmsgid (?:".*"\n)+)msgstr (?:".*"\n)+'
        found = re.search(pattern, content)
        assert found, identifier
        content = content.replace(found[0], f'{found[1]}msgstr "{text}"\n')
    path.write_text(content, encoding="utf-8")


def edit(path: Path, old: str, new: str) -> None:
    """Replace *old*, which must be there, by *new*."""
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new), encoding="utf-8")


ROLE = ("--role", "translator", "--name", "Fixture Translator", "--yes")


def policy(project: Path, line: str) -> None:
    """Put *line* into the project's release policy."""
    us = "[tool.pnsi18n.regions.US]"
    edit(project / "pyproject.toml", us, f"[tool.pnsi18n.release]\n{line}\n\n{us}")


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return every file below *folder*."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refused(run: Run, folder: Path, *words: str) -> str:
    """Run a command that must refuse in one sentence and write nothing; return the sentence."""
    before = snapshot(folder)
    result = run(*words)
    assert (result.exit_code, "Traceback" in result.stderr) == (2, False), result.output
    assert result.stderr.count("error: ") == 1
    assert "\n  hint: " in result.stderr
    assert snapshot(folder) == before
    return result.stderr


def findings(result: Result) -> list[str]:
    """Return the ids of the rules of state that spoke."""
    return re.findall(r": (?:error|warning|note): (ST\d+)", result.stdout)


def ledger(project: Path, target: str) -> list[Path]:
    """Return the sign-offs of *target*, by name."""
    return sorted((project / target / "signoff").glob("*.toml"))


def git(folder: Path, *words: str) -> str:
    """Run git with an identity of its own."""
    identity = ("-c", "user.name=Fixture", "-c", "user.email=fixture@example.org")
    return subprocess.run(["git", *identity, *words], cwd=folder, capture_output=True, check=True, text=True).stdout


def commit(folder: Path, message: str) -> None:
    """Commit everything."""
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)


def write(path: Path, content: str | bytes) -> None:
    """Write a file, and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def stopped(run: Run, project: Path, *words: str) -> str:
    """Run a command that must be refused before it says anything else; return the sentence."""
    told = []

    def heard(*arguments: str) -> Result:
        told.append(run(*arguments))
        return told[-1]

    sentence = refused(heard, project, *words)
    # That nobody has signed the other catalogs is still said.
    lines = [line for line in told[0].stdout.splitlines() if "ST112" not in line and "hint:" not in line]
    assert lines == []
    return sentence
