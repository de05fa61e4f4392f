"""The door of `guide` and of `python -m macros`: nothing is loaded before an interrupt can be answered with a sentence."""

from __future__ import annotations

import sys


def main() -> int:
    """Load the commands, run one and return its exit code; 2 when interrupted on the way."""
    try:
        from .cli import main as run

        return run()
    except KeyboardInterrupt:
        print("guide: interrupted", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
