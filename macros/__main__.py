"""The door of `guide` and of `python -m macros`: nothing is loaded before an interrupt can be answered with a sentence."""

from __future__ import annotations

import gc
import os
import sys


def main() -> int:
    """Load the commands, run one and return its exit code; 2 when interrupted on the way."""
    # A command makes several hundred thousand small things in a second, and nearly all of them stay: looking among them for
    # rubbish, as often as Python does by itself, takes a tenth of that second.
    gc.set_threshold(200_000)
    # No plugin of pydantic's is used here; looking for some reads the metadata of everything installed.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        from .cli import main as run

        return run()
    except KeyboardInterrupt:
        print("guide: interrupted", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
