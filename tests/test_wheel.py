"""The wheel, installed alone in another folder, and the entry points that it brings."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
from babel.messages.extract import extract_from_dir
from clinic import Run, snapshot
from conftest import ROOT

from pnsi18n.adapters.configuration import read_project
from pnsi18n.adapters.sources import read_handouts


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and unpack it where nothing else of the project is."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    build = ["wheel", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run([*pip, *build], check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    target = folder / "site"
    subprocess.run(
        [*pip, "install", "--no-deps", "--no-index", "--target", str(target), str(wheel)],
        check=True,
        capture_output=True,
    )
    return target


def pnsi18n(installed: Path, project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the installed program in *project*, as somebody without the checkout would."""
    return subprocess.run(
        [sys.executable, "-m", "pnsi18n", *arguments],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        check=False,
        text=True,
    )


def test_the_wheel_carries_all_that_a_page_needs(installed: Path) -> None:
    """Templates, styles, pictograms, tables, the marker for type checkers, the page's own words."""
    package = installed / "pnsi18n"
    assert (package / "py.typed").is_file()
    for kind in ("templates", "pictograms", "data"):
        names = {path.name for path in (ROOT / "src" / "pnsi18n" / kind).iterdir() if path.is_file()}
        assert names == {path.name for path in (package / kind).iterdir() if path.is_file()}
    carried = {path.parent.parent.name for path in package.glob("locale/*/LC_MESSAGES/page.po")}
    assert carried == set(read_project(ROOT).languages)
    assert list(package.glob("locale/*/LC_MESSAGES/pns-treatment.po")) == []


def test_the_wheel_works_alone_on_another_project(installed: Path, project: Path) -> None:
    """From the first command to a sheet whose own words are in its language."""
    code = "import pnsi18n; print(pnsi18n.__file__)"
    where = subprocess.run(
        [sys.executable, "-c", code],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        check=True,
        text=True,
    )
    assert where.stdout.startswith(str(installed))
    for command in (["extract"], ["init", "es"], ["validate", "es"], ["build", "es", "en", "--jobs", "1"]):
        done = pnsi18n(installed, project, *command)
        assert done.returncode == 0, done.stderr
    assert not (project / "locale" / "es" / "LC_MESSAGES" / "page.po").exists()
    document = pypdfium2.PdfDocument(project / "output" / "fixture" / "es" / "fixture.es.standard.a4.pdf")
    text = document[0].get_textpage().get_text_bounded()
    document.close()
    assert "Borrador" in text
    assert "Call 911 if you" in text


def test_the_wheel_starts_a_project_that_prints(installed: Path, tmp_path: Path) -> None:
    """``pnsi18n new`` and what it tells to do next, with nothing but the wheel."""
    started = pnsi18n(installed, tmp_path, "new", "clinic")
    assert started.returncode == 0, started.stderr
    assert snapshot(tmp_path / "clinic") == snapshot(ROOT / "src" / "pnsi18n" / "starter")
    for command in (["extract"], ["init", "es"], ["validate"], ["build", "--jobs", "1"]):
        done = pnsi18n(installed, tmp_path / "clinic", *command)
        assert done.returncode == 0, done.stderr
    assert len(list(tmp_path.glob("clinic/output/reach-us/*/*.standard.*.pdf"))) == 4


def test_babel_extracts_the_same_messages() -> None:
    """``pybabel extract`` finds the extractor by its entry point."""
    found = extract_from_dir(ROOT / "source", method_map=[("**/handout.md", "pnsi18n")], options_map={})
    messages = {(context, message) for _file, _line, message, _comments, context in found}
    (handout,) = read_handouts(read_project(ROOT))
    assert messages == {message.key for message in handout.messages}


def test_babel_extracts_messages_without_ids(project: Path, run: Run) -> None:
    """Other people's Markdown has no ids: the text is the key, in Babel's template and in ours."""
    handout = project / "source" / "fixture" / "handout.md"
    handout.write_text("# Title {#title}\n\nA line without an id.\n", encoding="utf-8")
    found = list(extract_from_dir(project / "source", method_map=[("**/handout.md", "pnsi18n")], options_map={}))
    assert {(context, message) for _f, _l, message, _c, context in found} == {
        ("title", "Title"),
        (None, "A line without an id."),
    }
    assert run("extract").exit_code == 0
    assert 'msgid "A line without an id."' in (project / "locale" / "fixture.pot").read_text(encoding="utf-8")
