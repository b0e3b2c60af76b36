"""The shape of the package is a promise too."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pnsi18n.cli.app import COMMANDS

PACKAGE = Path(__file__).parents[1] / "src" / "pnsi18n"
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
DOORKEEPERS = {
    "ahocorasick": {"text/vocabulary.py"},
    "babel": {"adapters/cldr.py"},
    "distributed": {"adapters/cluster.py"},
    "fontTools": {"adapters/fonts.py"},
    "fsspec": {"adapters/store.py"},
    "icu4py": {"adapters/breaks.py"},
    "jinja2": {"adapters/layouts.py"},
    "myanmartools": {"text/burmese.py"},
    "polib": {"adapters/po.py"},
    "pyphen": {"text/readability.py"},
    "pypdfium2": {"adapters/pdf_pictures.py", "adapters/pdf_reader.py"},
    "segno": {"adapters/qr.py"},
    "starlette": {"adapters/preview_server.py"},
    "subprocess": {"adapters/git.py", "adapters/ssh.py", "adapters/font_list.py", "adapters/poppler.py"},
    "rich": {"cli/"},
    "tinyhtml5": {"adapters/web_reader.py"},
    "typer": {"cli/"},
    "uvicorn": {"adapters/preview_server.py"},
    "watchfiles": {"adapters/watching.py"},
    "weasyprint": {"adapters/exact_text.py", "adapters/pdf.py", "adapters/structure.py"},
}


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Yield the name and the length of each function in *path*, its docstring apart."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.end_lineno:
            docstring = (ast.get_docstring(node, clean=False) or "").count("\n") + 1
            yield node.name, node.end_lineno - node.lineno + 1 - docstring


def test_files_fit_on_a_few_screens() -> None:
    """A file past the limit is two subjects."""
    sizes = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: size for name, size in sizes.items() if size > LONGEST_FILE} == {}


def test_functions_fit_in_one_look() -> None:
    """A function past the limit is a paragraph without a name; the median is a glance."""
    sizes = {f"{path.name}:{name}": size for path in MODULES for name, size in functions(path)}
    assert {name: size for name, size in sizes.items() if size > LONGEST_FUNCTION} == {}
    in_order = sorted(sizes.values())
    assert in_order[len(in_order) // 2] <= 8
    assert in_order[len(in_order) * 9 // 10] <= 30


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_each_library_has_one_doorkeeper(path: Path) -> None:
    """A new major version of a library is one file's work."""
    here = str(path.relative_to(PACKAGE))
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    for library, doors in DOORKEEPERS.items():
        if any(name.split(".")[0] == library for name in names):
            assert any(here.startswith(door) for door in doors), f"{here} imports {library}"


@pytest.mark.parametrize("command", ["--help", "extract --check", "validate", "status", "explain CR101", "update"])
def test_commands_that_print_nothing_never_load_the_renderer(command: str) -> None:
    """WeasyPrint takes longer to load than they take to run."""
    program = (
        "import sys; from typer.testing import CliRunner; from pnsi18n.cli.app import app;"
        f"result = CliRunner().invoke(app, {['-C', str(PACKAGE.parents[1]), *command.split()]!r});"
        "sys.exit(result.exit_code or 10 * ('weasyprint' in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere libraries must be looked for")
def test_loading_the_renderer_starts_no_program() -> None:
    """For each library that is not called as it guesses, cffi has the compiler and the linker search: ten programs."""
    program = (
        "import sys, ctypes.util; search, started = ctypes.util.find_library, [];"
        "sys.addaudithook(lambda event, _: started.append(event) if event == 'subprocess.Popen' else None);"
        "import pnsi18n.adapters.renderer;"
        "sys.exit(len(started) or 10 * (ctypes.util.find_library is not search))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr


def test_help_loads_no_command() -> None:
    """Whoever asks for help, or completes a word, does not wait for what prints."""
    program = "import sys, pnsi18n.cli.app; print(*[one for one in sys.modules if one.startswith('pnsi18n.')])"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True).stdout.split()
    assert {one.split(".")[1] for one in loaded} == {"cli", "errors", "model"}
    assert not [one for one in loaded if one.endswith("_command")]


def test_every_command_is_in_a_file_of_its_own() -> None:
    """The door has one file a command."""
    assert COMMANDS.keys() == {path.name.removesuffix("_command.py") for path in (PACKAGE / "cli").glob("*_command.py")}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_pattern_has_a_possessive_group(path: Path) -> None:
    """Python before 3.11.5 (Debian 12 has 3.11.2) matches ``(…)*+`` wrongly; ``(?>(…)*)`` is right.

    https://github.com/python/cpython/issues/106052
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    assert [text for text in texts if re.search(r"(?<!\\)\)(?:[*+?]|\{\d*,?\d*\})\+", text)] == []
