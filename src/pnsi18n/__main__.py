"""Start the command line: ``pnsi18n``, and ``python -m pnsi18n``."""

from __future__ import annotations

import gc
import sys

_NEW_OBJECTS = 100_000  # before Python looks for cycles; ours are few, and it would walk through every entry


def main() -> None:
    """Run the command line; Ctrl-C is answered from the first moment on, while modules load."""
    try:
        from pnsi18n.cli.standing import is_answered  # noqa: PLC0415 -- loading is what may be interrupted

        if is_answered(sys.argv[1:]):
            return
        from pnsi18n.cli.app import main as run  # noqa: PLC0415 -- loading is what may be interrupted
    except KeyboardInterrupt:
        sys.stderr.write("interrupted before anything was done\n")
        sys.exit(130)
    gc.set_threshold(_NEW_OBJECTS, 20, 100)
    try:
        run()
    finally:
        gc.freeze()  # what is given back anyway need not be walked through for cycles, twice


if __name__ == "__main__":
    main()
