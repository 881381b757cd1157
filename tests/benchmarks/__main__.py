"""Runs the benchmarks and prints each figure beside its floor: `python3 dev.py bench`.

python -m tests.benchmarks [--only NAME]... [--quick]
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, TextIO

from tests.benchmarks.bench import Bench
from tests.benchmarks.coding import coding
from tests.benchmarks.counting import counting
from tests.benchmarks.displays import displays, meeting
from tests.benchmarks.figures import Figure, as_markdown, row_of
from tests.benchmarks.history import history
from tests.benchmarks.importing import importing
from tests.benchmarks.listing import listing
from tests.benchmarks.memory import memory
from tests.benchmarks.opening import opening
from tests.benchmarks.reading import reading
from tests.benchmarks.responding import responding
from tests.benchmarks.searching import searching
from tests.benchmarks.starting import starting
from tests.benchmarks.tabling import tabling
from tests.benchmarks.windows import windows

# To add a benchmark: write a generator of `Figure`s in a module of its theme and put it here.
BENCHMARKS: Final[tuple[Callable[[Bench], Iterator[Figure]], ...]] = (
    starting,
    importing,
    opening,
    searching,
    history,
    coding,
    displays,
    meeting,
    counting,
    reading,
    windows,
    listing,
    tabling,
    memory,
    responding,
)


def main(words: Sequence[str]) -> int:
    """Run the benchmarks that are asked for, or all of them."""
    names = [each.__name__ for each in BENCHMARKS]
    parser = argparse.ArgumentParser(prog="bench", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--only", action="append", choices=names, help="this one; may come again")
    parser.add_argument("--quick", action="store_true", help="a hundredth of the size")
    given = parser.parse_args(words)
    wanted = [each for each in BENCHMARKS if each.__name__ in (given.only or names)]
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="runut-bench-") as folder:
        os.environ["RUNUT_CONFIG_DIR"] = folder
        bench = Bench(Path(folder), quick=given.quick)
        rows = []
        for benchmark in wanted:
            # Before each run old values are let go of; those that all runs share are looked
            # through once, not hundreds of times.
            gc.collect()
            gc.freeze()
            for figure in benchmark(bench):
                rows.append(row_of(figure))
                _say(" · ".join(rows[-1]), sys.stderr)
    _say(as_markdown(rows), sys.stdout)
    return 0


def _say(line: str, to: TextIO) -> None:
    to.write(f"{line}\n")
    to.flush()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
