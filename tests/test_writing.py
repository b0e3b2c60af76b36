"""A catalog is complete at every moment, whatever ends the writing of it."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from clinic import Run
from test_merge import EAT, M_REST, REST, catalog_of, message, template_of

from pnsi18n.adapters.breaks import gettext_breaks
from pnsi18n.adapters.files import FileError
from pnsi18n.adapters.po import read_catalog, write_catalog
from pnsi18n.text.merge import merge
from pnsi18n.text.po_write import text_of


@pytest.fixture
def translated(project: Path, run: Run) -> Iterator[Path]:
    """Yield the catalog of a project whose English has changed since it was translated."""
    assert run("extract").exit_code == 0
    started = run("init", "es")
    assert started.exit_code == 0, started.output
    path = project / "locale" / "es" / "LC_MESSAGES" / "fixture.po"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('msgstr ""\n\n', 'msgstr "Hola"\n\n'), encoding="utf-8")
    handout = project / "source" / "fixture" / "handout.md"
    handout.write_text(handout.read_text(encoding="utf-8").replace("not advice", "no advice"), encoding="utf-8")
    yield path
    assert list(path.parent.glob(".*.part")) == []


def test_a_failing_rename_leaves_the_old_file(translated: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old file is complete until the new one is."""
    before = translated.read_bytes()

    def fail(*_: object) -> None:
        raise OSError(errno.EACCES, "no")

    monkeypatch.setattr(Path, "replace", fail)
    result = run("update", "es")

    assert result.exit_code == 2
    assert translated.read_bytes() == before


def test_a_full_disk_leaves_the_old_file_and_says_so_once(
    translated: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One clear error, and nothing half written."""
    before = translated.read_bytes()

    def fail(_: int) -> None:
        raise OSError(errno.ENOSPC, "no space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    result = run("update", "es")

    assert result.exit_code == 2
    assert result.output.count("the disk is full") == 1
    assert translated.read_bytes() == before


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root may mount a small disk")
def test_a_really_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    """The same without any pretence."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk], check=False).returncode:
        pytest.skip("this machine does not let us mount a small disk")
    try:
        path = disk / "fr.po"
        path.write_text(text_of(catalog_of(REST)), encoding="utf-8")
        before = path.read_bytes()
        catalog = read_catalog(path, shown="fr.po")
        template = template_of(M_REST, message("long", "long " * 30_000))

        with pytest.raises(FileError, match="the disk is full"):
            write_catalog(merge(template, catalog, gettext_breaks).catalog, path)

        assert path.read_bytes() == before
        assert list(disk.iterdir()) == [path]
    finally:
        subprocess.run(["umount", disk], check=True)


SLOW_WRITER = """
import sys, time
from pathlib import Path
from dataclasses import replace
from pnsi18n.adapters import files
from pnsi18n.adapters.po import read_catalog, write_catalog
path = Path(sys.argv[1])
catalog = read_catalog(path, shown="fr.po")
def stop(number):
    print("now", flush=True)
    time.sleep(60)
files.os.fsync = stop
write_catalog(replace(catalog, tail="# more\\n" * 10_000), path)
"""


def test_a_killed_update_leaves_the_old_file(tmp_path: Path) -> None:
    """Whoever pulls the plug finds the file as it was, and can go on."""
    path = tmp_path / "fr.po"
    path.write_text(text_of(catalog_of(REST, EAT)), encoding="utf-8")
    before = path.read_bytes()

    with subprocess.Popen([sys.executable, "-c", SLOW_WRITER, path], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout
        assert writer.stdout.readline() == "now\n"
        writer.send_signal(signal.SIGKILL)

    assert path.read_bytes() == before
    assert write_catalog(replace(read_catalog(path, shown="fr.po"), tail="# end\n"), path)
    assert path.read_bytes() == before + b"# end\n"
