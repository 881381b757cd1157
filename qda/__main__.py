"""Starts Runut: the window, or a verb of the command line."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program with these arguments and return its exit code.

    0 done, 1 the program's fault, 2 wrong call, 3 the input was refused. Asking for the version
    must not wait for anything heavy to load.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments in (["--version"], ["-V"]):
        from qda.version import VERSION

        sys.stdout.write(f"runut {VERSION}\n")
        return 0
    from qda.cli.main import run

    return run(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
