"""What the machine does to a run (a full disk, no fonts, a kill) is told in a line, and nothing is left half."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from clinic import Run, snapshot, stopped, write
from conftest import CONFIGURATION, HANDOUT, PROGRAM

from pnsi18n.adapters import fonts
from pnsi18n.adapters.files import sole_writer
from pnsi18n.adapters.manifest import read_manifest
from pnsi18n.adapters.processes import interrupts_wait

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc or mounts a file system")


HANDOUT_MD, HANDOUT_TOML = "source/fixture/handout.md", "source/fixture/handout.toml"


@pytest.fixture
def other_fonts() -> Iterator[Callable[[], None]]:
    """Return a function that forgets the fonts that were found, before and after."""
    forget = fonts._installed.cache_clear  # noqa: SLF001 -- the machine never changes but here
    forget()
    yield forget
    forget()


def test_without_fonts_build_names_the_missing_and_the_way_out(
    project: Path, run: Run, monkeypatch: pytest.MonkeyPatch, other_fonts: Callable[[], None]
) -> None:
    """``fc-list`` that finds nothing is a fresh machine."""
    write(project / "bin/fc-list", "#!/bin/sh\n")
    (project / "bin/fc-list").chmod(0o755)
    monkeypatch.setenv("PATH", f"{project}/bin:{os.environ['PATH']}")
    other_fonts()

    error = stopped(run, project, "build", "en")

    assert "the fonts for English are not installed: Noto Sans" in error
    assert "hint: pnsi18n doctor tells which packages to install" in error


def test_without_fontconfig_build_says_so(
    project: Path, run: Run, monkeypatch: pytest.MonkeyPatch, other_fonts: Callable[[], None]
) -> None:
    """No ``fc-list`` on the PATH is not the same as no fonts."""
    monkeypatch.setenv("PATH", "/nowhere")
    other_fonts()

    assert "fc-list is not installed" in stopped(run, project, "build", "en")


def _mounted(folder: Path, *options: str) -> bool:
    """Mount a file system in memory on *folder*; return whether this user may."""
    folder.mkdir(parents=True, exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", ",".join(options), "tmpfs", str(folder)]
    return (
        sys.platform == "linux"
        and os.geteuid() == 0
        and subprocess.run(command, check=False, capture_output=True).returncode == 0
    )


@contextlib.contextmanager
def mounted(folder: Path, *options: str) -> Iterator[None]:
    """Lend *folder* a small file system, or skip the test."""
    if not _mounted(folder, *options):
        pytest.skip("needs root on Linux")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_is_named_and_holds_no_half_file(project: Path, run: Run) -> None:
    """Promise one error, and nothing that looks like a sheet."""
    with mounted(project / "output", "size=8k"):
        result = run("build", "en")

        assert result.exit_code == 2
        assert result.stderr.count("error: ") == 1
        assert "cannot be written: the disk is full\n  hint: free some space" in result.stderr
        assert read_manifest(project / "output") == {}
        assert not list(project.glob("output/**/*.pdf")) + list(project.glob("output/**/.*"))


def test_a_disk_that_fills_up_leaves_the_old_file(project: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The template that was there is still there, byte for byte."""
    run("extract")
    write(project / HANDOUT_MD, HANDOUT.replace("advice", "advices"))

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)

    error = stopped(run, project, "extract")
    assert error.startswith("error: locale/fixture.pot: cannot be written: the disk is full")


def test_a_full_temporary_folder_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is another disk, often."""

    def full(**_options: object) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("tempfile.mkdtemp", full)

    result = run("build", "en")

    assert (result.exit_code, result.stderr.count("error: ")) == (2, 1)
    assert "no temporary file can be written: no space left on device" in result.stderr


def test_a_read_only_output_is_refused_before_anything_is_printed(project: Path, run: Run) -> None:
    """Nobody should wait a minute for this."""
    (project / "output").mkdir()
    if os.geteuid() == 0:
        with mounted(project / "output", "ro"):
            assert "error: output: cannot be written: the disk is read-only" in stopped(run, project, "build", "en")
        return
    (project / "output").chmod(0o555)
    try:
        assert "error: output: cannot be written: permission is denied" in stopped(run, project, "build", "en")
    finally:
        (project / "output").chmod(0o755)


def test_a_file_in_the_place_of_the_output_folder_is_refused(project: Path, run: Run) -> None:
    """Promise that the file stays."""
    write(project / "output", "my notes")

    error = stopped(run, project, "build", "en")
    assert error.startswith("error: output: cannot be written: a file stands where a folder must be")


def test_a_file_in_the_place_of_the_locale_folder_is_refused(project: Path, run: Run) -> None:
    """Promise that the file stays."""
    write(project / "locale", "my notes")

    error = stopped(run, project, "extract")
    assert error.startswith("error: locale/fixture.pot: cannot be written: a file stands where a folder must be")


def test_two_builds_at_once_do_not_mix(project: Path, run: Run) -> None:
    """The second is told to wait; the lock ends with the first."""
    output = project / "output"
    with sole_writer(output, shown="output"):
        assert "error: output: another build is writing here" in stopped(run, project, "build", "en")

    assert run("build", "en").exit_code == 0


MANIFESTS = [
    *("{", "[]", "null", '{"version": 0, "editions": []}', '{"version": 1, "editions": null}'),
    *('{"version": 1, "editions": [1]}', '{"version": 1, "editions": [{"path": "x"}]}'),
]


def test_a_broken_or_older_manifest_only_costs_time(project: Path, run: Run) -> None:
    """Every sheet is made again, to the same bytes."""
    run("build", "en")
    whole = snapshot(project / "output")

    for text in MANIFESTS:
        write(project / "output/manifest.json", text)
        assert read_manifest(project / "output") == {}
    result = run("build", "en")

    assert result.stdout.startswith("1 sheet printed")
    assert snapshot(project / "output") == whole


def test_a_manifest_that_names_files_elsewhere_is_not_believed(project: Path, run: Run) -> None:
    """A build takes away sheets by the manifest, and must never leave its folder for it."""
    run("build", "en")
    manifest = project / "output/manifest.json"
    content = json.loads(manifest.read_text(encoding="utf-8"))
    content["editions"][0]["path"] = "../source/fixture/handout.md"
    write(manifest, json.dumps(content))

    assert read_manifest(project / "output") == {}


# A build that is cut short


def started(project: Path) -> subprocess.Popen[str]:
    """Start a build of many sheets in its own process group, and wait for the first."""
    write(project / "pyproject.toml", CONFIGURATION.replace('["es", "ar"]', '[]\npseudo_locales = ["en_XA", "ar_XB"]'))
    for name in ("second", "third", "fourth", "fifth", "sixth"):
        shutil.copytree(project / "source/fixture", project / "source" / name)
    build = subprocess.Popen(
        [*PROGRAM, "-C", str(project), "build", "--jobs", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert build.stderr is not None
    assert build.stderr.readline().startswith("1/18 ")
    return build


def assert_whole(project: Path, run: Run) -> None:
    """Check that every sheet is whole and recorded, and that the next build completes the rest."""
    output = project / "output"
    sheets = {str(path.relative_to(output)) for path in output.rglob("*.pdf")}
    assert 1 <= len(sheets) < 18
    assert all((output / sheet).read_bytes().rstrip().endswith(b"%%EOF") for sheet in sheets)
    assert [path for path in output.rglob(".*") if path.name != ".gitkeep"] == []
    recorded = set(read_manifest(output))

    result = run("build")

    assert recorded <= sheets
    assert result.exit_code == 0, result.output
    assert f"{18 - len(recorded)} sheets printed" in result.stdout
    assert len(list(output.rglob("*.pdf"))) == 18


def workers_of(build: subprocess.Popen[str]) -> list[int]:
    """Return the processes that print for *build*: the children of its children."""
    children = Path(f"/proc/{build.pid}/task/{build.pid}/children").read_text(encoding="utf-8").split()
    below = [Path(f"/proc/{child}/task/{child}/children") for child in children]
    return [int(pid) for path in below if path.exists() for pid in path.read_text(encoding="utf-8").split()]


def test_ctrl_c_keeps_what_is_finished_and_leaves_nothing_half(project: Path, run: Run) -> None:
    """A terminal sends the signal to every process of the group, and so does this test."""
    build = started(project)
    os.killpg(build.pid, signal.SIGINT)
    stdout, stderr = build.communicate(timeout=30)

    assert build.returncode == 130
    assert stdout == ""
    assert stderr.splitlines()[-1] == "interrupted; what was finished is kept, nothing is half written"
    assert "Traceback" not in stderr
    assert_whole(project, run)


def test_ctrl_c_waits_until_the_workers_have_started() -> None:
    """A worker that loses its parent while it starts would show a traceback of Python."""
    steps = []

    def start() -> None:
        with interrupts_wait():
            os.kill(os.getpid(), signal.SIGINT)
            steps.append("started")

    with pytest.raises(KeyboardInterrupt):
        start()

    assert steps == ["started"]


@LINUX
def test_a_worker_that_is_killed_ends_the_build_with_one_error(project: Path, run: Run) -> None:
    """Most often the system kills it for want of memory."""
    build = started(project)
    for pid in workers_of(build):
        os.kill(pid, signal.SIGKILL)
    stdout, stderr = build.communicate(timeout=30)

    assert (build.returncode, stdout) == (2, "")
    assert "error: output: a process that prints was killed\n  hint: " in stderr
    assert "Traceback" not in stderr
    assert_whole(project, run)


@LINUX
def test_workers_end_with_a_build_that_is_killed(project: Path, run: Run) -> None:
    """Promise no process that prints for nobody."""
    build = started(project)
    workers = workers_of(build)
    build.kill()
    build.communicate(timeout=30)

    deadline = time.monotonic() + 10
    while any(Path(f"/proc/{pid}").exists() for pid in workers) and time.monotonic() < deadline:
        time.sleep(0.05)

    assert workers
    assert not [pid for pid in workers if Path(f"/proc/{pid}").exists()]
    assert run("build").exit_code == 0


def test_a_reader_that_went_away_is_no_error(project: Path) -> None:
    """``pnsi18n status | head`` ends as other tools do: quietly, with 141 and not with 0."""
    reader, writer = os.pipe()
    os.close(reader)
    result = subprocess.run(
        [*PROGRAM, "-C", str(project), "status"], stdout=writer, stderr=subprocess.PIPE, check=False
    )
    os.close(writer)

    assert result.stderr == b""
    assert result.returncode == 141


def test_a_terminal_that_lacks_letters_still_gets_its_answer(catalogs: Path) -> None:
    """JSON stays JSON, whatever the encoding of the terminal."""
    result = subprocess.run(
        [*PROGRAM, "-C", str(catalogs), "status", "--format", "json"],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=True,
    )

    assert json.loads(result.stdout)["catalogs"][0]["own_name"] == "Español"
