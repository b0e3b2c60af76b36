"""Read and write the ledgers: one file a sign-off, beside what it is about.

``source/<handout>/signoff/`` holds those of the English, ``locale/<locale>/signoff/`` those of the
translations. A file is written once and never changed; two branches that both sign add different
files, which no merge can mix up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn

from pnsi18n.adapters import ssh
from pnsi18n.adapters.files import FileError, read_bytes, read_text, write_bytes
from pnsi18n.adapters.toml import Table, read_toml
from pnsi18n.errors import LedgerError, ProjectError
from pnsi18n.model.finding import Location
from pnsi18n.model.project import Project
from pnsi18n.model.signoff import Reviewer, Role, SignedText, SignOff
from pnsi18n.text.canonical import CANONICALISERS, digest
from pnsi18n.text.ledger import compose_signoff, content_digest, file_name, head_of, parts, seal

_HEAD_KEYS = ("name", "credential", "role", "date", "number", "locale", "handout", "reason", "restates", "tool", "seal")
_TEXT_KEYS = ("english", "translation", "back_translation", "replaces", "digest")
_FILE_NAME = re.compile(r"\d{4}-\d\d-\d\d-[a-z]+-([0-9a-f]{16})\.toml")
_RESTORE = "restore the file from version control; to change a judgement, sign again: pnsi18n signoff"


def signoff_folder(locale: str, domain: str) -> str:
    """Return the folder of a ledger, relative to the project; English has the empty locale."""
    return f"locale/{locale}/signoff" if locale else f"source/{domain}/signoff"


def read_ledger(project: Project, locale: str, reviewers: Mapping[str, Reviewer]) -> tuple[SignOff, ...]:
    """Return the sign-offs of *locale* (empty: of all English), oldest first.

    Raises ``LedgerError``, with the line, for a file that is not what ``signoff`` wrote. A signature
    that does not fit makes the sign-off carry a ``fault`` instead.
    """
    pattern = f"locale/{locale}/signoff/*" if locale else "source/*/signoff/*"
    paths = sorted(
        path
        for path in Path(project.root).glob(pattern)
        if path.suffix not in {".sig", ".part"} and not path.name.startswith(".")
    )
    signoffs = {path: _read(Path(project.root), path, locale, reviewers) for path in paths}
    return tuple(_checked(path, one, signoffs) for path, one in signoffs.items())


def _read(root: Path, path: Path, locale: str, reviewers: Mapping[str, Reviewer]) -> SignOff:
    shown = path.relative_to(root).as_posix()
    name = _FILE_NAME.fullmatch(path.name)
    if not name:
        raise LedgerError("this is not a sign-off", at=Location(shown), hint="move the file out of the ledger")
    try:
        table = read_toml(path, shown=shown)
        signoff = _signoff(table, locale)
    except (ProjectError, FileError) as error:
        raise LedgerError(
            f"the sign-off was edited or is broken: {error.statement}", at=error.location, hint=_RESTORE
        ) from error
    if content_digest(table.text) != name[1] or file_name(signoff, table.text) != path.name:
        _refuse(Location(shown), "the sign-off was edited: lines were added, taken away or written differently")
    return _with_signature(path, signoff, reviewers)


def _checked(path: Path, signoff: SignOff, signoffs: Mapping[Path, SignOff]) -> SignOff:
    """Let an entry that restates another count as that one does, and only with the same words."""
    if not signoff.restates:
        return signoff
    earlier = path.with_name(signoff.restates)
    original = signoffs.get(earlier)
    if original and original.restates and original.restates != signoff.restates:
        original = _checked(earlier, original, {key: one for key, one in signoffs.items() if key != path})
    if original is None or _said(original) != _said(signoff):
        return replace(signoff, fault=f"it restates {signoff.restates}, which is not there or says something else")
    return replace(signoff, has_signature=original.has_signature, fault=original.fault)


def _said(signoff: SignOff) -> object:
    texts = {key: replace(text, digest="", location=Location("")) for key, text in signoff.texts.items()}
    return {**head_of(signoff), "restates": "", "tool": ""}, texts


def _signoff(table: Table, locale: str) -> SignOff:
    table.only((*_HEAD_KEYS, "messages"))
    role = table.text_of("role")
    if role not in {*Role}:
        table.refuse("role", f"is {role!r}", f"known are: {', '.join(Role)}")
    day = table.row.get("date")
    if not isinstance(day, date) or isinstance(day, datetime):
        table.refuse("date", "is not a date", "write date = 2026-11-22")
    texts = table.table_of("messages")
    signoff = SignOff(
        domain=table.text_of("handout"),
        locale=table.text_of("locale", ""),
        role=Role(role),
        name=table.text_of("name"),
        credential=table.text_of("credential", ""),
        day=day,
        number=int(table.number_of("number", 0, whole=True)),
        tool=table.text_of("tool", ""),
        reason=table.text_of("reason", ""),
        restates=table.text_of("restates", ""),
        texts={key: _text(texts.table_of(key)) for key in texts.row},
        location=table.at("name"),
    )
    if seal(head_of(signoff)) != table.text_of("seal"):
        _refuse(table.at("seal"), "the head of the sign-off was edited: name, role, date or another line above")
    if signoff.locale != locale:
        _refuse(table.at("locale"), f"this sign-off is of {signoff.locale or 'English'!r}, and lies in another ledger")
    return signoff


def _text(table: Table) -> SignedText:
    table.only(_TEXT_KEYS)
    text = SignedText(
        english=table.text_of("english"),
        translation=table.text_of("translation") if "translation" in table.row else None,
        back_translation=table.text_of("back_translation", ""),
        replaces=table.text_of("replaces", ""),
        digest=table.text_of("digest"),
        location=table.at(),
    )
    version = text.digest.partition(":")[0]
    if version not in CANONICALISERS:
        _refuse(table.at("digest"), f"the digest is of the kind {version!r}, which this version does not know")
    if digest(*parts(text), version=version) != text.digest:
        _refuse(table.at("digest"), f"the sign-off was edited: the text of {table.keys[-1]!r} is not what was signed")
    return text


def _refuse(at: Location, statement: str) -> NoReturn:
    raise LedgerError(statement, at=at, hint=_RESTORE)


def _with_signature(path: Path, signoff: SignOff, reviewers: Mapping[str, Reviewer]) -> SignOff:
    """Say whether the signature beside *path*, if there is one, is that of the person named."""
    beside = path.with_name(f"{path.name}.sig")
    if not beside.exists():
        return signoff
    shown = f"{signoff.location.path}.sig"
    content = read_bytes(path, shown=signoff.location.path).replace(b"\r\n", b"\n")
    fault = permission_fault(signoff, reviewers) or ssh.fault(
        content, read_text(beside, shown=shown), reviewers[signoff.name].keys, shown=shown
    )
    return replace(signoff, has_signature=True, fault=fault)


def permission_fault(signoff: SignOff, reviewers: Mapping[str, Reviewer]) -> str:
    """Say why the person who is named may not sign this, or nothing."""
    reviewer = reviewers.get(signoff.name)
    if reviewer is None:
        return f"{signoff.name} is not in the list of reviewers"
    if signoff.role not in reviewer.roles:
        return f"{signoff.name} is not listed as {signoff.role}"
    if reviewer.locales and (signoff.locale or "en") not in reviewer.locales:
        return f"{signoff.name} is not listed for {signoff.locale or 'en'}"
    return ""


def write_signoffs(
    project: Project, signoffs: Sequence[SignOff], key: Path | None, reviewers: Mapping[str, Reviewer]
) -> list[str]:
    """Write *signoffs*, each as a new file; return their paths.

    With *key*, each is signed with that SSH key. All are signed and checked before the first is
    written, the signature lies there before its file, and each file comes whole or not at all.
    """
    prepared = [(signoff, compose_signoff(signoff)) for signoff in signoffs]
    signatures = [_signature(signoff, content, key, reviewers) if key else "" for signoff, content in prepared]
    return list(_write(project, prepared, signatures))


def _signature(signoff: SignOff, content: str, key: Path, reviewers: Mapping[str, Reviewer]) -> str:
    signature = ssh.sign(content.encode(), key)
    if ssh.fault(content.encode(), signature, reviewers[signoff.name].keys, shown=str(key)):
        raise LedgerError(
            f"this is not the key of {signoff.name} in the list of reviewers",
            at=Location(str(key)),
            hint="sign with your own key, or add it to source/reviewers.toml; nothing was written",
        )
    return signature


def _write(project: Project, prepared: Sequence[tuple[SignOff, str]], signatures: Sequence[str]) -> Iterator[str]:
    for (signoff, content), signature in zip(prepared, signatures, strict=True):
        shown = f"{signoff_folder(signoff.locale, signoff.domain)}/{file_name(signoff, content)}"
        path = Path(project.root, shown)
        if path.exists() and not signature:
            raise LedgerError("this very sign-off is there already", at=Location(shown), hint="nothing to do")
        if signature:
            write_bytes(path.with_name(f"{path.name}.sig"), signature.encode(), shown=f"{shown}.sig")
        write_bytes(path, content.encode(), shown=shown)
        yield shown
