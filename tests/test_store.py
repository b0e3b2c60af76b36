"""A store spares a machine what another one has printed; whatever happens to it, the sheets are right."""

from __future__ import annotations

import os
import pickle
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from http.client import HTTPConnection
from multiprocessing import get_context
from pathlib import Path

import pytest
from clinic import Run, edit, refused, snapshot, write
from cluster import running, wait_until
from conftest import PROGRAM
from test_bad_machine import mounted

from pnsi18n.adapters.configuration import read_project
from pnsi18n.adapters.pool import run_jobs
from pnsi18n.adapters.proofs import packed, unpacked
from pnsi18n.adapters.versions import require_renderer, surroundings
from pnsi18n.adapters.visiting import print_away
from pnsi18n.cli.arguments import today
from pnsi18n.model.edition import Job
from pnsi18n.model.language import ENGLISH
from pnsi18n.workflows.build import chosen_handouts
from pnsi18n.workflows.editions import Press
from pnsi18n.workflows.history import History
from pnsi18n.workflows.jobs import make_job
from pnsi18n.workflows.printers import name_of
from pnsi18n.workflows.reviews import Ledgers

SHEETS = 2


@pytest.fixture
def store(project: Path, tmp_path: Path) -> Path:
    """Return an empty store, which the settings name; the English is printed on paper and as a web page."""
    edit(project / "pyproject.toml", '["standard"]', '["standard", "html"]')
    edit(project / "pyproject.toml", "[tool.pnsi18n.regions.US]", f"{SETTING}\n[tool.pnsi18n.regions.US]")
    return tmp_path / "store"


SETTING = '[tool.pnsi18n.build]\nstore = "../store"\n'


def afresh(project: Path, run: Run, *words: str) -> tuple[list[str], dict[str, bytes]]:
    """Build the English as a machine without any sheet would; return what was told of the store, and the sheets."""
    shutil.rmtree(project / "output", ignore_errors=True)
    result = run("build", "en", *words)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith(f"{SHEETS} sheets printed in ")
    lines = [line for line in result.stderr.splitlines() if not line[0].isdigit() or "in the store" in line]
    return lines, snapshot(project / "output")


def entries(store: Path) -> list[Path]:
    """Return everything that lies in *store*, whatever its name."""
    return sorted(path for path in store.rglob("*") if path.is_file())


def test_what_one_machine_has_printed_no_other_prints_again(project: Path, run: Run, store: Path) -> None:
    """It lands byte for byte, with its record in the manifest."""
    alone, printed = afresh(project, run, "--store", "")
    first, shared = afresh(project, run)
    second, taken = afresh(project, run)

    assert alone == []
    assert first == ["0 of 2 were in the store ../store"]
    assert second == ["2 of 2 were in the store ../store"]
    assert printed == shared == taken
    assert len(entries(store)) == SHEETS


def test_a_damaged_sheet_is_printed_again(project: Path, run: Run, store: Path) -> None:
    """Nothing lands that is not what was put in; the next machine finds it whole."""
    _, whole = afresh(project, run)
    before = snapshot(store)
    damaged, other = entries(store)
    content = damaged.read_bytes()
    harms = {
        content[:-9] + bytes([content[-9] ^ 1]) + content[-8:]: "it is damaged",
        content[: len(content) // 2]: "it is damaged",
        b"": "it is damaged",
        other.read_bytes(): "it is another sheet",
    }

    for harm, what in harms.items():
        damaged.write_bytes(harm)
        told, again = afresh(project, run)

        assert told[0].startswith(f"warning: ../store: {damaged.name}: {what}; fixture/en/fixture.en.")
        assert told[1:] == ["1 of 2 were in the store ../store"]
        assert again == whole
        assert snapshot(store) == before


@pytest.mark.parametrize(
    ("options", "reason"), [("size=8k", "the disk is full"), ("ro", "the disk is read-only")], ids=["full", "read-only"]
)
def test_a_store_that_takes_nothing_more_costs_no_sheet(
    project: Path, run: Run, store: Path, options: str, reason: str
) -> None:
    """It is told once, and the build goes on."""
    _, whole = afresh(project, run, "--store", "")
    with mounted(store, options):
        told, sheets = afresh(project, run)
        left = [path.name for path in entries(store) if path.name.endswith(".part")]

    warning = f"warning: ../store: cannot be written: {reason}; the build goes on without the store"
    assert told == ["0 of 2 were in the store ../store", warning]
    assert (sheets, left) == (whole, [])


def test_a_store_that_cannot_be_read_costs_no_sheet(project: Path, run: Run, store: Path) -> None:
    """A folder in the place of a sheet is as good as none."""
    _, whole = afresh(project, run)
    for path in entries(store):
        path.unlink()
        path.mkdir()

    told, sheets = afresh(project, run)

    assert told[0].endswith("this is a folder, not a file; the build goes on without the store")
    assert sheets == whole


def test_an_older_manifest_costs_no_sheet_that_is_in_the_store(project: Path, run: Run, store: Path) -> None:
    """Every sheet is made again, and none is printed again."""
    _, whole = afresh(project, run)
    write(project / "output/manifest.json", '{"version": 1, "editions": []}')

    result = run("build", "en")

    assert "2 of 2 were in the store" in result.stderr
    assert snapshot(project / "output") == whole
    assert store.exists()


def test_two_builds_may_write_at_once(project: Path, run: Run, store: Path, tmp_path: Path) -> None:
    """Whoever writes a name twice writes the same."""
    outputs = [tmp_path / "one", tmp_path / "two"]
    command = [*PROGRAM, "-C", str(project), "build", "en", "--jobs", "1", "--output"]
    builds = [subprocess.Popen([*command, str(output)], stdout=subprocess.PIPE) for output in outputs]
    ended = [(build.communicate(timeout=60)[0][:16], build.returncode) for build in builds]

    assert ended == [(b"2 sheets printed", 0)] * 2
    told, sheets = afresh(project, run)
    assert told == ["2 of 2 were in the store ../store"]
    assert snapshot(outputs[0]) == snapshot(outputs[1]) == sheets
    assert len(entries(store)) == SHEETS


# Addresses


@pytest.mark.usefixtures("store")
def test_any_address_of_fsspec_is_a_store(project: Path, run: Run) -> None:
    """``memory://`` is the simplest."""
    first, whole = afresh(project, run, "--store", "memory://sheets")
    second, taken = afresh(project, run, "--store", "memory://sheets")

    assert (first, second) == (
        ["0 of 2 were in the store memory://sheets"],
        ["2 of 2 were in the store memory://sheets"],
    )
    assert taken == whole


@pytest.fixture
def cloud(tmp_path: Path) -> Iterator[dict[str, str]]:
    """Return an environment in which s3:// is a server on loopback with a bucket, "sheets"."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def made() -> bool:
        server = HTTPConnection("127.0.0.1", port)
        try:
            server.request("PUT", "/sheets")
            return server.getresponse().status == 200
        except OSError:
            return False
        finally:
            server.close()

    with running(sys.executable, "-m", "moto.server", "-p", str(port), log=tmp_path / "moto.log"):
        wait_until(made)
        keys = {"AWS_ACCESS_KEY_ID": "fixture", "AWS_SECRET_ACCESS_KEY": "fixture"}
        yield {**os.environ, **keys, "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}", "AWS_DEFAULT_REGION": "us-east-1"}


@pytest.mark.usefixtures("store")
def test_machines_share_a_bucket(project: Path, cloud: dict[str, str], tmp_path: Path) -> None:
    """The second machine prints nothing; without a bucket it prints itself, and says why."""

    def built(store: str, output: Path) -> subprocess.CompletedProcess[str]:
        command = [*PROGRAM, "-C", str(project), "build", "en", "--store", store, "--output", str(output)]
        return subprocess.run(command, env=cloud, capture_output=True, check=False, text=True)

    first, second = (built("s3://sheets/clinic", tmp_path / name) for name in ("one", "two"))
    third = built("s3://nowhere/clinic", tmp_path / "three")

    assert [one.returncode for one in (first, second, third)] == [0, 0, 0], first.stderr + second.stderr + third.stderr
    assert "0 of 2 were in the store s3://sheets/clinic" in first.stderr
    assert "2 of 2 were in the store s3://sheets/clinic" in second.stderr
    assert third.stderr.count("warning: s3://nowhere/clinic: the store cannot be written: ") == 1
    assert snapshot(tmp_path / "one") == snapshot(tmp_path / "two") == snapshot(tmp_path / "three")


def test_a_store_that_there_cannot_be_is_refused(
    project: Path, run: Run, monkeypatch: pytest.MonkeyPatch, store: Path
) -> None:
    """Before anything is printed, with the reason and the remedy."""
    monkeypatch.setitem(sys.modules, "s3fs", None)
    (project / "output").mkdir()

    unknown = stopped_at(run, project, "--store", "nonsense://sheets")
    missing = stopped_at(run, project, "--store", "s3://sheets")

    assert unknown.startswith("error: nonsense://sheets: the store cannot be opened: Protocol not known: nonsense")
    assert "error: s3://sheets: the store s3://sheets needs a package that is not installed" in missing
    assert "pip install s3fs" in missing
    assert not store.exists()


@pytest.mark.usefixtures("store")
def test_a_store_that_says_nothing_is_not_waited_for(
    project: Path, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A network drive that is gone lets whoever looks at it wait for ever; so does a pipe that nobody writes."""
    monkeypatch.setattr("pnsi18n.adapters.store._PATIENCE", 0.2)
    (tmp_path / "gone/00").mkdir(parents=True)
    os.mkfifo(tmp_path / "gone/00/00")

    told = stopped_at(run, project, "--store", str(tmp_path / "gone"))

    assert told.startswith(f"error: {tmp_path}/gone: the store does not answer\n  hint: ")


def stopped_at(run: Run, project: Path, *words: str) -> str:
    """Return the error of a build that prints nothing."""
    result = run("build", "en", *words)
    assert (result.exit_code, result.stdout) == (2, ""), result.output
    assert list(project.rglob("*.pdf")) == []
    return result.stderr


def test_a_store_is_a_text(project: Path, run: Run) -> None:
    """Other settings of a build are not known."""
    text = (project / "pyproject.toml").read_text(encoding="utf-8")
    for line in ("store = 3", 'stores = "x"'):
        write(project / "pyproject.toml", f"{text}\n[tool.pnsi18n.build]\n{line}\n")
        assert "[tool.pnsi18n.build]" in refused(run, project, "build", "en")


# What travels


@pytest.fixture
def job(project: Path) -> Job:
    """Return the job that prints the English on A4."""
    known = read_project(project)
    press = Press(history=History(Ledgers(known, today(), None)), region=known.region)
    (sheet,) = press.sheets(chosen_handouts(known, ())[0], [ENGLISH], ["standard"], ["a4"])
    return make_job(sheet, require_renderer())


def test_what_was_read_of_a_sheet_travels_with_it(job: Job) -> None:
    """The proof-reader judges what comes from elsewhere as what is printed here."""
    (proof,) = run_jobs([job], 1)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as elsewhere:
        away = elsewhere.submit(print_away, job, surroundings()).result()

    assert isinstance(away, bytes)
    assert away == packed(proof)
    assert unpacked(away, job) == proof
    assert proof.reading.laid_out


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_process_that_prints_does_not_grow(job: Job, tmp_path: Path) -> None:
    """Sixty sheets after the first twenty cost less than a hundred kB each: a thousand fit beside what is loaded."""
    write(tmp_path / "job", pickle.dumps(job))
    program = """
import gc, pickle, sys
from pathlib import Path
from pnsi18n.adapters.pool import print_here

def used(sheets):
    for _ in range(sheets):
        print_here(job)
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4

job = pickle.loads(Path(sys.argv[1]).read_bytes())
print((-used(20) + used(60)) / 60)
"""
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path / "job")], capture_output=True, check=True)
    assert float(done.stdout) < 100


def test_a_machine_that_differs_prints_nothing(job: Job) -> None:
    """It says how."""
    here = surroundings()
    assert print_away(job, {**here, "weasyprint": "69.9"}) == {"weasyprint": ("69.9", here["weasyprint"])}
    assert print_away(job, {**here, "more": "1"}) == {"more": ("1", "missing")}


def test_a_sheet_is_named_by_all_that_decides_it(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of anything looks for another name."""
    before = name_of(job)
    monkeypatch.setitem(surroundings(), "zlib", "0.9")

    assert name_of(job) != before
