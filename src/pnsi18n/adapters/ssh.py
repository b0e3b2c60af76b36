"""OpenSSH's doorkeeper: sign and check with the key that everyone with git already has.

The signatures are those of ``ssh-keygen -Y sign -n pnsi18n`` (OpenSSH 8.2 and later, the format
SSHSIG of its PROTOCOL.sshsig); anyone can check them by hand with ``ssh-keygen -Y verify``.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from pnsi18n.errors import LedgerError
from pnsi18n.model.finding import Location

NAMESPACE = "pnsi18n"
_IDENTITY = "reviewer"


def sign(content: bytes, key: Path) -> str:
    """Return the signature of *content* by *key*: a private key, or a public one whose agent runs."""
    if not key.is_file():
        raise LedgerError("there is no such key", at=Location(str(key)), hint="name your SSH key: ~/.ssh/id_ed25519")
    with tempfile.TemporaryDirectory(prefix="pnsi18n-") as folder:
        path = Path(folder, "signoff")
        path.write_bytes(content)
        done = _run(["-Y", "sign", "-f", str(key), "-n", NAMESPACE, str(path)])
        if done.returncode:
            raise LedgerError(
                f"the key did not sign: {_last_line(done)}",
                at=Location(str(key)),
                hint="check the passphrase, or start ssh-agent; nothing was written",
            )
        return Path(f"{path}.sig").read_text(encoding="ascii")


def fault(content: bytes, signature: str, keys: Sequence[str], *, shown: str) -> str:
    """Say what is wrong with *signature*, or nothing where one of *keys* made it over *content*."""
    with tempfile.TemporaryDirectory(prefix="pnsi18n-") as folder:
        allowed, written = Path(folder, "allowed"), Path(folder, "signature")
        allowed.write_text("".join(f'{_IDENTITY} namespaces="{NAMESPACE}" {key}\n' for key in keys), encoding="utf-8")
        written.write_text(signature, encoding="utf-8")
        command = ["-Y", "verify", "-f", str(allowed), "-I", _IDENTITY, "-n", NAMESPACE, "-s", str(written)]
        done = _run(command, content)
    return f"the signature {shown} is not by the reviewer's key over this text" if done.returncode else ""


def _run(arguments: Sequence[str], content: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["ssh-keygen", *arguments], input=content, capture_output=True, check=False)  # noqa: S603, S607
    except FileNotFoundError as error:
        raise LedgerError(
            "ssh-keygen is not installed, and there are signatures to make or to check",
            at=Location("this machine"),
            hint="install OpenSSH's client, such as apt-get install openssh-client",
        ) from error


def _last_line(done: subprocess.CompletedProcess[bytes]) -> str:
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else "ssh-keygen gave no reason"
