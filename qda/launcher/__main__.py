"""What `python -m runut` runs: the same as the command `runut`."""

import sys

from runut import main

if __name__ == "__main__":
    sys.exit(main())
