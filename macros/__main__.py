"""`python -m macros` is the same as `guide`."""

import sys

from .cli import main

sys.exit(main())
