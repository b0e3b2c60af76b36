"""Read who has to sign: ``[tool.pnsi18n.release]``, and ``source/reviewers.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pnsi18n.adapters.toml import Table, read_toml
from pnsi18n.errors import ProjectError
from pnsi18n.model.project import Project
from pnsi18n.model.signoff import BACK_TRANSLATION, Policy, Reviewer, Role

REVIEWERS = "source/reviewers.toml"
_ROLES = tuple(role.value for role in Role)
_CRITICAL = (Role.CLINICIAN.value, BACK_TRANSLATION)
_KEYS = ("source", "translation", "critical", "different_people", "review_months", "signatures")
_SSH_KEY = re.compile(r"(?:ssh|ecdsa|sk)-[\w@.\-]+ [A-Za-z0-9+/]+=*(?: [^\n\"]*)?")


def read_policies(table: Table, locales: Sequence[str]) -> tuple[Policy, Mapping[str, Policy]]:
    """Return the policy of the project, and those of the locales that have one of their own."""
    table.only((*_KEYS, "locales"))
    policy = _policy(table, Policy())
    own = table.table_of("locales")
    for locale in own.row:
        if locale not in locales:
            own.refuse(locale, "is not one of the project's locales", f"there are: {', '.join(locales)}")
        own.table_of(locale).only([key for key in _KEYS if key != "source"])
    return policy, {locale: _policy(own.table_of(locale), policy) for locale in own.row}


def _policy(table: Table, default: Policy) -> Policy:
    return Policy(
        source=_roles(table, "source", default.source),
        translation=_roles(table, "translation", default.translation),
        critical=_maybe_none(table, "critical", default.critical, _CRITICAL),
        different_people=table.flag_of("different_people", default=default.different_people),
        review_months=int(table.number_of("review_months", default.review_months, whole=True, least=1, most=1200)),
        signatures=table.flag_of("signatures", default=default.signatures),
    )


def _roles(table: Table, key: str, default: tuple[Role, ...]) -> tuple[Role, ...]:
    return tuple(Role(name) for name in table.texts_of(key, [role.value for role in default], known=_ROLES))


def _maybe_none(table: Table, key: str, default: tuple[str, ...], known: tuple[str, ...]) -> tuple[str, ...]:
    """Return a list that may be empty: nothing more is asked for."""
    return () if table.row.get(key) == [] else table.texts_of(key, default, known=known)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trusted:
    """A list of reviewers from outside the project, which nobody who edits the project can change.

    ``policy`` and ``policies`` (by locale) are there where the file has a table [release].
    """

    reviewers: Mapping[str, Reviewer]
    policy: Policy | None
    policies: Mapping[str, Policy]


def read_trusted(path: Path, locales: Sequence[str]) -> Trusted:
    """Return what the file *path* says of reviewers and policy."""
    table = read_toml(path, shown=str(path))
    table.only(("reviewers", "release"))
    policy, policies = read_policies(table.table_of("release"), locales)
    return Trusted(reviewers=_people(table), policy=policy if "release" in table.row else None, policies=policies)


def read_reviewers(project: Project) -> Mapping[str, Reviewer]:
    """Return the people whose keys are known, by name; empty where there is no list."""
    path = Path(project.root, REVIEWERS)
    if not path.exists():
        return {}
    table = read_toml(path, shown=REVIEWERS)
    table.only(("reviewers",))
    return _people(table)


def _people(table: Table) -> Mapping[str, Reviewer]:
    people = table.table_of("reviewers")
    reviewers = {name: _reviewer(name, people.table_of(name)) for name in people.row}
    owners: dict[str, str] = {}
    for reviewer in reviewers.values():
        for key in reviewer.keys:
            owner = owners.setdefault(" ".join(key.split()[:2]), reviewer.name)
            if owner != reviewer.name:
                raise ProjectError(
                    f"{owner} and {reviewer.name} have the same key",
                    at=people.table_of(reviewer.name).at("keys"),
                    hint="everyone signs with a key of their own",
                )
    return reviewers


def _reviewer(name: str, table: Table) -> Reviewer:
    table.only(("roles", "locales", "keys"))
    keys = table.texts_of("keys", ())
    for key in keys:
        if not _SSH_KEY.fullmatch(key):
            table.refuse(
                "keys", f"holds {key[:30]!r}", 'write the public key, as in id_ed25519.pub: "ssh-ed25519 AAAA…"'
            )
    if not keys:
        table.refuse("keys", "is missing", 'write keys = ["ssh-ed25519 AAAA…"]')
    return Reviewer(
        name=name,
        roles=tuple(Role(role) for role in table.texts_of("roles", (), known=_ROLES)),
        locales=table.texts_of("locales", ()),
        keys=keys,
    )
