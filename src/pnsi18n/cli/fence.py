"""One fence around every command: each way to end has its own exit code and its own words."""

from __future__ import annotations

import errno
import functools
import os
import sys
import traceback
from collections.abc import Callable
from typing import ParamSpec

import typer

from pnsi18n.cli.exit_codes import ExitCode
from pnsi18n.errors import PnsError

P = ParamSpec("P")


def fenced(command: Callable[P, ExitCode]) -> Callable[P, None]:
    """Return *command* as Typer wants it: it ends by ``typer.Exit`` and never by a traceback."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            code = command(*args, **kwargs)
            sys.stdout.flush()
        except PnsError as error:
            typer.echo(f"error: {error}", err=True)
            code = ExitCode.UNUSABLE_INPUT
        except ExceptionGroup as group:
            code = _several(group)
        except typer.Abort:
            typer.echo("\ninterrupted; nothing was written", err=True)
            code = ExitCode.INTERRUPTED
        except KeyboardInterrupt:
            typer.echo("interrupted; what was finished is kept, nothing is half written", err=True)
            code = ExitCode.INTERRUPTED
        except BrokenPipeError:
            # The reader (head, less) has seen enough; say nothing more, not even at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            code = ExitCode.READER_GONE
        except Exception as error:  # noqa: BLE001 -- the last fence: a bug gets its own exit code
            code = _unforeseen(error)
        raise typer.Exit(code)

    return run


def _unforeseen(error: Exception) -> ExitCode:
    if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EBADF, errno.EIO}:
        typer.echo(f"error: the output cannot be written: {(error.strerror or '').lower()}", err=True)
        return ExitCode.UNUSABLE_INPUT
    typer.echo("".join(traceback.format_exception(error)), err=True)
    typer.echo("This is a bug in pnsi18n, not in your files. Please report the lines above.", err=True)
    return ExitCode.BUG


def _several(group: ExceptionGroup[Exception]) -> ExitCode:
    """Show every error of *group*; anything in it that is not ours is a bug."""
    ours, others = group.split(PnsError)
    for error in _leaves(ours):
        typer.echo(f"error: {error}", err=True)
    if others is None:
        return ExitCode.UNUSABLE_INPUT
    typer.echo("".join(traceback.format_exception(others)), err=True)
    return ExitCode.BUG


def _leaves(group: BaseException | None) -> list[BaseException]:
    if isinstance(group, BaseExceptionGroup):
        return [leaf for inner in group.exceptions for leaf in _leaves(inner)]
    return [group] if group else []
