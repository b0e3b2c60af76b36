"""What another machine does for a build: say how it differs, and print a job if it does not.

It runs there, in a worker of a cluster, and needs nothing of the project: the job carries its page, its
styles, its pictures and its record; fonts are named by their digests, and must be installed.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import replace

from pnsi18n.adapters.fonts import installed_digest, installed_here
from pnsi18n.adapters.pool import print_here
from pnsi18n.adapters.proofs import packed
from pnsi18n.adapters.versions import surroundings
from pnsi18n.model.edition import FontFile, Job

_ONE_AT_A_TIME = threading.Lock()  # fontconfig asks the environment, which all threads share
Differences = dict[str, tuple[str, str]]
"""Name of a part → its version, or its digest, here and there."""


def differences(wanted: Mapping[str, str], fonts: Iterable[FontFile]) -> Differences:
    """Return in which of the *wanted* versions and *fonts* this machine differs; nothing where it prints the same."""
    known = surroundings()
    own = {name: known.get(name, "missing") for name in wanted}
    found = {name: (version, own[name]) for name, version in wanted.items() if own[name] != version}
    for font in fonts:
        digest = installed_digest(font.family, font.style) or "missing"
        if digest != font.sha256:
            found[f"the font {font.family} {font.style}"] = (font.sha256[:12], digest[:12])
    return found


def print_away(job: Job, wanted: Mapping[str, str]) -> bytes | Differences:
    """Return the packed proof of *job*, or how this machine differs from the one that *wanted* it."""
    with _ONE_AT_A_TIME:
        if found := differences(wanted, job.fonts):
            return found
        return packed(print_here(replace(job, fonts=tuple(map(installed_here, job.fonts)))))
