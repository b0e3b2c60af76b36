"""git's doorkeeper: what stood in a file before, where the project is kept in git.

Everything here only reads. Without git, without a repository, or where git refuses to read (a
folder of somebody else), there is simply no history.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

_DEPTH = 50  # changes of a template that are looked back over


def before_changes(root: Path, path: str) -> tuple[str, ...]:
    """Return the commits that stood before each change of *path*, oldest first, and today's last."""
    done = _git(root, ["log", f"--max-count={_DEPTH}", "--format=%H", "--", path])
    commits = done.decode("ascii", "replace").split()
    return (*(f"{commit}^" for commit in reversed(commits)), "HEAD") if commits else ()


def contents(root: Path, commits: Sequence[str], path: str) -> list[str]:
    """Return the text of *path* in each of *commits*; empty where it was not there."""
    wanted = "".join(f"{commit}:./{path}\n" for commit in commits)
    answer = _git(root, ["cat-file", "--batch"], wanted.encode())
    return list(_batch(answer)) if answer else [""] * len(commits)


def _batch(answer: bytes) -> Iterator[str]:
    """Yield the files of an answer of ``git cat-file --batch`` (gitformat in its manual page)."""
    position = 0
    while position < len(answer):
        end = answer.index(b"\n", position)
        head = answer[position:end].split()
        if head[-1].isdigit():
            size = int(head[-1])
            yield answer[end + 1 : end + 1 + size].decode("utf-8", "replace")
            position = end + size + 2
        else:
            yield ""
            position = end + 1


def head(root: Path) -> str:
    """Return the commit that is checked out, empty without one."""
    return _git(root, ["rev-parse", "HEAD"]).decode("ascii", "replace").strip()


def is_merging(root: Path) -> bool:
    """Whether a merge, a rebase or a cherry-pick waits for its conflicts to be solved."""
    unmerged = _git(root, ["ls-files", "--unmerged", "--", "."])
    return bool(unmerged.strip())


def missing_history(root: Path) -> str:
    """Say why what stood in the files before cannot be looked up although there is a repository, or nothing."""
    if _git(root, ["rev-parse", "--is-shallow-repository"]).strip() == b"true":
        return "git has only a part of the history here (a shallow clone); fetch it all: git fetch --unshallow"
    if not _git(root, ["rev-parse", "--git-dir"]) and any((one / ".git").exists() for one in (root, *root.parents)):
        return "git refuses to read this repository; see: git status"
    return ""


def _environment() -> dict[str, str]:
    """Return the environment without what a hook says of its own repository."""
    own = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR")
    return {name: value for name, value in os.environ.items() if name not in own}


def _git(root: Path, arguments: Sequence[str], content: bytes | None = None) -> bytes:
    command = ["git", "-C", str(root), *arguments]
    try:
        done = subprocess.run(command, input=content, capture_output=True, check=False, env=_environment())  # noqa: S603
    except OSError:
        return b""
    return done.stdout if done.returncode == 0 else b""
