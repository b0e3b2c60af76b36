"""What the shell learns from us."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """0 and 1 are verdicts; 2 and above mean that there is no verdict."""

    CLEAN = 0
    FINDINGS = 1
    UNUSABLE_INPUT = 2
    BUG = 3
    INTERRUPTED = 130
    READER_GONE = 141  # as the shell counts a tool that SIGPIPE ends; the verdict was not heard
