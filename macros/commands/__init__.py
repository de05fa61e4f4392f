"""The commands of a guide, one a file: `run(args)` does the work and returns the exit code.

`macros/cli.py` reads the words of a command and loads its file alone, so that the quick ones stay quick.
"""
