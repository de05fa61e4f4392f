"""A file that cannot be read, and a way to try a cure: a slip is told only when the file, mended so, can be read further."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from ..syntax import Failure


@dataclass(frozen=True)
class Broken:
    """A file that cannot be read: its lines, where the reader stopped, a way to try a cure, and the keys it may hold."""

    lines: list[str]
    failure: Failure
    read: Callable[[str], Failure | None]
    names: Collection[str] = ()

    @property
    def stopped(self) -> int:
        """The line at which the reader stopped, or the last one."""
        return min(self.failure.at[0] if self.failure.at else len(self.lines), len(self.lines))

    @property
    def began(self) -> int:
        """The line at which that began which the reader could not end; else the one at which it stopped."""
        return min(self.failure.since[0], len(self.lines)) if self.failure.since else self.stopped

    def read_to(self, *lines: tuple[int, str]) -> tuple[int, int]:
        """How far the file can be read when these lines (number, text) take the place of those there."""
        new = dict(lines)
        left = self.read("".join(new.get(n, line) + "\n" for n, line in enumerate(self.lines, 1)))
        return (left.at or (0, 0)) if left else (len(self.lines) + 2, 0)

    def cured_by(self, *lines: tuple[int, str]) -> bool:
        """Whether that is further than now."""
        return self.read_to(*lines) > (self.failure.at or (0, 0))

    @property
    def before(self) -> str:
        """What stands on its line before the place where the reader stopped."""
        return self.lines[self.stopped - 1][: self.failure.at[1] - 1] if self.failure.at else ""

    @property
    def second_key(self) -> bool:
        """Whether the reader stopped at the colon of a key, and did not expect one there."""
        return "mapping values" in self.failure.problem and ":" not in self.before

    def folded(self, line: int, at: int, text: str, far: int) -> tuple[int, str]:
        """A line with '>-' at column `at`, and below it the text, `far` spaces in like what follows."""
        return line, f"{self.lines[line - 1][:at]}>-\n{' ' * far}{text}"

    def above(self, line: int) -> int:
        """The nearest line above that is not empty; 0 when there is none."""
        return next((n for n in range(line - 1, 0, -1) if self.lines[n - 1].strip()), 0)


# line, column, width, message, fix
Slip = tuple[int, int, int, str, str]


def fold(key: str, far: int) -> str:
    """How to put a text over several lines behind '>-', in words."""
    return f"put >- behind '{key.split()[-1]}', and the text that stands there on a new line below it, {far} spaces in"


def and_lines(numbers: list[int]) -> str:
    """' and on lines 3, 5': where else it stands."""
    return f" and on line{'s' * (len(numbers) > 1)} {', '.join(map(str, numbers))}" if numbers else ""
