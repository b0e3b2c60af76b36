"""A cluster of many machines prints what one machine prints, byte for byte, or says what is missing."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import distributed
import pytest
import weasyprint
from clinic import Run, edit, snapshot
from cluster import scheduler, wait_until, worker
from conftest import CONFIGURATION, HANDOUT, PROGRAM, SETTINGS
from fontTools.ttLib import TTFont
from typer.testing import CliRunner, Result

from pnsi18n.adapters import cluster
from pnsi18n.adapters.fonts import font_files
from pnsi18n.adapters.manifest import read_manifest
from pnsi18n.cli.app import app
from pnsi18n.model.language import ENGLISH

MANY = '[]\npseudo_locales = ["en_XA", "ar_XB"]'


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for what the cluster writes."""
    return tmp_path_factory.mktemp("cluster")


@pytest.fixture(scope="module")
def address(place: Path) -> Iterator[str]:
    """Return the address of a scheduler with two workers."""
    with scheduler(place) as (found, _process), worker(found, place), worker(found, place):
        yield found


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project of six sheets on paper and six for screens; in ``local``, what this machine makes."""
    folder = tmp_path_factory.mktemp("clinic")
    text = CONFIGURATION.replace('["es", "ar"]', MANY).replace('["standard"]', '["standard", "html"]')
    (folder / "pyproject.toml").write_text(text, encoding="utf-8")
    for name in ("first", "second"):
        (folder / "source" / name).mkdir(parents=True)
        (folder / "source" / name / "handout.md").write_text(HANDOUT, encoding="utf-8")
        (folder / "source" / name / "handout.toml").write_text(SETTINGS, encoding="utf-8")
    assert built(folder, "local").exit_code == 0
    return folder


def built(clinic: Path, output: str, *words: str) -> Result:
    """Build *clinic* into its folder *output*."""
    return CliRunner().invoke(app, ["-C", str(clinic), "build", "--output", str(clinic / output), *words])


def started(clinic: Path, output: str, *words: str) -> subprocess.Popen[str]:
    """Start a build in its own process group, and wait for its first sheet."""
    command = [*PROGRAM, "-C", str(clinic), "build", "--output", str(clinic / output), *words]
    pipe = subprocess.PIPE
    build = subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, start_new_session=True)
    assert build.stderr is not None
    assert build.stderr.readline().startswith("1/12 ")
    return build


def test_a_cluster_prints_the_same_bytes(clinic: Path, address: str) -> None:
    """The workers have no checkout of the project, and progress is shown."""
    result = built(clinic, "cluster", "--scheduler", address)

    assert (result.exit_code, result.stdout.split(" in ")[0]) == (0, "12 sheets printed"), result.output
    assert "\n12/12 " in result.stderr
    assert snapshot(clinic / "cluster") == snapshot(clinic / "local")
    assert "nothing to do: 12 unchanged" in built(clinic, "cluster", "--scheduler", "tcp://nobody:1").stdout


def test_a_worker_that_is_killed_in_the_middle_costs_nothing(clinic: Path, address: str, place: Path) -> None:
    """What it was printing is printed by another one."""
    with worker(address, place) as third, distributed.Client(address, set_as_default=False) as watcher:  # type: ignore[no-untyped-call]
        wait_until(lambda: len(watcher.nthreads()) == 3)
        own = next(one for one, pid in watcher.run(os.getpid).items() if pid == third.pid)
        build = started(clinic, "killed", "--scheduler", address)
        wait_until(lambda: watcher.processing()[own])
        third.kill()
        stdout, stderr = build.communicate(timeout=120)

    assert build.returncode == 0, stdout + stderr
    assert snapshot(clinic / "killed") == snapshot(clinic / "local")


def test_ctrl_c_takes_the_work_back(clinic: Path, address: str) -> None:
    """What is finished is kept, and the cluster is free for others."""
    build = started(clinic, "interrupted", "--scheduler", address)
    os.killpg(build.pid, signal.SIGINT)
    stdout, stderr = build.communicate(timeout=60)

    assert (build.returncode, stdout) == (130, ""), stderr
    assert stderr.splitlines()[-1] == "interrupted; what was finished is kept, nothing is half written"
    assert "Traceback" not in stderr
    with distributed.Client(address, set_as_default=False) as watcher:  # type: ignore[no-untyped-call]
        wait_until(lambda: not any(watcher.processing().values()))
    kept = snapshot(clinic / "interrupted")
    assert 3 <= len(kept) < 14
    assert all(snapshot(clinic / "local")[name] == kept[name] for name in kept if name.startswith(("first", "second")))
    assert built(clinic, "interrupted").exit_code == 0
    assert snapshot(clinic / "interrupted") == snapshot(clinic / "local")


def test_without_a_scheduler_there_is_one_clear_error(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever starts it later finds nothing half done."""
    monkeypatch.setattr(cluster, "_CONNECT", 0.5)
    for wrong in ("tcp://127.0.0.1:9", "", "tls://127.0.0.1:9"):
        result = built(clinic, "nothing", "--scheduler", wrong)

        assert result.exit_code == 2
        assert result.stderr.startswith(f"error: --scheduler: no Dask scheduler answers at {wrong!r}\n  hint: ")
        assert len(result.stderr.splitlines()) == 2
    assert read_manifest(clinic / "nothing") == {}


# Workers that would print something else


@pytest.fixture(scope="module")
def lonely(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Return the address of a scheduler without workers, and its process."""
    with scheduler(tmp_path_factory.mktemp("lonely")) as found:
        yield found


def other_fonts(folder: Path) -> dict[str, str]:
    """Return an environment with the fonts of English, of which the regular ones have other content."""
    (folder / "fonts").mkdir()
    for file in font_files(ENGLISH):
        with TTFont(file.path) as font:
            font["head"].fontRevision += 1 if file.style == "Regular" else 0
            font.save(folder / "fonts" / Path(file.path).name) if file.style == "Regular" else shutil.copy(
                file.path, folder / "fonts"
            )
    text = f"<fontconfig><dir>{folder}/fonts</dir><cachedir>{folder}/cache</cachedir></fontconfig>"
    (folder / "fonts.conf").write_text(text, encoding="utf-8")
    return {"FONTCONFIG_FILE": str(folder / "fonts.conf")}


def other_renderer(folder: Path) -> dict[str, str]:
    """Return an environment with a WeasyPrint that is another one: a copy that says so of itself."""
    package = Path(weasyprint.__file__).parent
    about = package.parent / f"weasyprint-{version('weasyprint')}.dist-info"
    shutil.copytree(package, folder / "weasyprint")
    shutil.copytree(about, folder / "weasyprint-69.9.dist-info")
    edit(folder / "weasyprint-69.9.dist-info/METADATA", f"\nVersion: {version('weasyprint')}\n", "\nVersion: 69.9\n")
    edit(folder / "weasyprint/__init__.py", "VERSION = __version__ = '70", "VERSION = __version__ = '69")
    return {"PYTHONPATH": str(folder)}


def test_workers_that_print_otherwise_are_refused(
    clinic: Path, lonely: tuple[str, subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    """Each is told how it differs, and gets nothing to print; who comes later and prints the same gets it all."""
    address = lonely[0]
    fonts, renderer = other_fonts(tmp_path), other_renderer(tmp_path / "other")
    command = [*PROGRAM, "-C", str(clinic), "build", "--output", str(clinic / "late"), "--scheduler", address]
    with worker(address, tmp_path, **fonts), worker(address, tmp_path, **renderer):
        build = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert build.stderr
        refused = sorted(re.sub(r"tcp://\S+", "…", build.stderr.readline()) for _ in range(2))
        with worker(address, tmp_path):
            stdout, stderr = build.communicate(timeout=60)

    assert refused[0].startswith("the worker … is not used: the font Noto Sans Regular is ")
    assert refused[1] == f"the worker … is not used: weasyprint is 69.9 there and {version('weasyprint')} here\n"
    assert build.returncode == 0, stdout + stderr
    assert snapshot(clinic / "late") == snapshot(clinic / "local")


def test_without_workers_every_sheet_that_is_missing_is_named(
    clinic: Path, lonely: tuple[str, subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits for ever."""
    monkeypatch.setattr(cluster, "_PATIENCE", 1.0)

    result = built(clinic, "nobody", "--scheduler", lonely[0])

    assert (result.exit_code, result.stdout.split(" in ")[0]) == (1, "12 missing"), result.output
    assert result.stderr.count(" is missing: no worker was left that prints as this machine does\n") == 12
    assert result.stderr.splitlines()[-1].startswith("  hint: run the command again")
    assert read_manifest(clinic / "nobody") == {}


def test_when_the_connection_is_lost_what_is_missing_is_named(
    clinic: Path, lonely: tuple[str, subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    """What came before is kept; the next build prints the rest."""
    address, process = lonely
    with worker(address, tmp_path):
        build = started(clinic, "lost", "--scheduler", address)
        process.kill()
        stdout, stderr = build.communicate(timeout=60)

    kept = read_manifest(clinic / "lost")
    assert build.returncode == 1
    assert 1 <= len(kept) < 12
    assert f"{len(kept)} sheets printed, {12 - len(kept)} missing" in stdout.replace("1 sheet ", "1 sheets ")
    assert stderr.count(" is missing: the connection to the scheduler was lost\n") == 12 - len(kept)
    assert "Traceback" not in stderr
    assert built(clinic, "lost").exit_code == 0
    assert snapshot(clinic / "lost") == snapshot(clinic / "local")


def test_without_dask_the_error_names_the_extra(clinic: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Most people print on one machine, and do not install it."""
    monkeypatch.setitem(sys.modules, "distributed", None)

    result = built(clinic, "nothing", "--scheduler", "tcp://127.0.0.1:9")

    assert result.exit_code == 2
    assert result.stderr == (
        "error: --scheduler: printing on a cluster needs Dask, which is not installed\n"
        "  hint: pip install 'pnsi18n[cluster]'\n"
    )
    assert run("build", "--help").exit_code == 0
