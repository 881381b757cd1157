"""The face of the installed program: what the wheel calls `runut`.

The wheel holds this folder as `runut/` and the program's own folders under `runut/_app/`, so that
five generic names never lie in site-packages. Importing `runut` puts `_app` first on the path; a
script may then say `import runut` and use `qda` as the window does. In a checkout there is no
`_app`, the folders are on the path already and nothing is changed.
"""

from __future__ import annotations

import sys
from pathlib import Path

_APP = str(Path(__file__).resolve().parent / "_app")

if Path(_APP).is_dir() and _APP not in sys.path:
    sys.path.insert(0, _APP)


def main() -> int:
    """Run the program on the arguments of the command line; the exit code (0 is success)."""
    from qda.__main__ import main as run

    return run()
