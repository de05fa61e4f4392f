"""The one door to Jinja: views into HTML by macro files, and macros inside hand-written pages by id."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from .problem import Problem, did_you_mean

TEMPLATES = Path(__file__).parent / "templates"

CODES = {
    "E901": """A macro in a page exists, is written right and names a record that exists.

    A page that silently loses its table looks finished. Fix: correct the macro or the id in the line named.""",
    "E902": """Every link between pages of the guide leads to a page and an anchor that exist.

    Generated pages link to content/claims.md, safety.md, start.md, compare.md, articles.md, sources.md and grading.md, and
    to the page of each calculator, which has its name: claims/calculators/x.yml stands on content/x.md.
    Fix: add the page, or correct the link.""",
}


class Unknown(LookupError):
    """A macro was asked for something that is not there; `fix` says what to write instead."""

    def __init__(self, message: str, fix: str):
        super().__init__(message)
        self.fix = fix


class Unreadable(LookupError):
    """A macro was asked for a record whose file cannot be read; that is reported at the file."""


class BadPage(Exception):
    """A hand-written page cannot be made; carries the problem."""

    def __init__(self, problem: Problem):
        super().__init__(problem.message)
        self.problem = problem


def capitalize_first(text: str) -> str:
    """First letter large, the rest as it is."""
    return text[:1].upper() + text[1:]


def _prepared(env: jinja2.Environment) -> jinja2.Environment:
    env.filters["capitalize_first"] = capitalize_first
    return env


_PAGES = _prepared(
    jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
)
# In prose, '{#' begins an anchor of a heading, so comments get a mark of their own. Prose is Markdown: nothing is escaped
# there, and what macros give is finished HTML.
# A page comes from a pull request, so it is sandboxed: it may call the macros it is given and reach nothing behind them.
_PROSE = _prepared(
    ImmutableSandboxedEnvironment(
        undefined=jinja2.StrictUndefined,
        comment_start_string="{##",
        comment_end_string="##}",
        keep_trailing_newline=True,
    )
)


def draw(file: str, macro: str, *views: Any) -> str:
    """HTML of one macro of one template file for its views, on one line so that Markdown leaves it alone."""
    module = _PAGES.get_template(file).module
    html = str(getattr(module, macro)(*views))
    return " ".join(line.strip() for line in html.splitlines() if line.strip())


def expand(file: str, text: str, functions: Mapping[str, Callable[..., str]]) -> str:
    """A hand-written page with its macros expanded.

    Raises BadPage with file and line (front matter counted) for a syntax error, an unknown macro or an unknown id.
    """
    try:
        code = _PROSE.compile(text, name=file, filename=file)
        return jinja2.Template.from_code(_PROSE, code, _PROSE.make_globals(dict(functions))).render()
    except jinja2.TemplateSyntaxError as error:
        raise BadPage(
            _problem(
                file, text, error.lineno, f"this macro cannot be read: {error.message}", "compare it with another page"
            )
        ) from None
    except jinja2.UndefinedError as error:
        line = _line(error, file)
        name = str(error.message).split("'")[1] if "'" in str(error.message) else str(error.message)
        close = did_you_mean(name, functions)
        fix = f"did you mean '{close}'?" if close else f"macros: {', '.join(sorted(functions))}"
        raise BadPage(_problem(file, text, line, f"there is no macro '{name}'", fix)) from None
    except Unreadable:
        return text
    except Unknown as error:
        raise BadPage(_problem(file, text, _line(error, file), str(error), error.fix)) from None
    except TypeError as error:
        told = re.sub(r"[\w.]*<locals>\.", "", str(error))
        message = f"this macro is called with the wrong number of ids: {told}"
        raise BadPage(_problem(file, text, _line(error, file), message, "give one id in quotes, or none")) from None
    except Exception as error:  # whatever else a page can come up with, it is the page's problem, never a traceback
        message = f"this macro fails: {type(error).__name__}: {error}"
        raise BadPage(
            _problem(file, text, _line(error, file), message, "a page calls macros by id and nothing else")
        ) from None


def _line(error: BaseException, file: str) -> int:
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file]
    return lines[-1] or 1 if lines else 1


def _problem(file: str, text: str, line: int, message: str, fix: str) -> Problem:
    lines = text.splitlines() or [""]
    shown = lines[min(line, len(lines)) - 1]
    at = max(shown.find("{{"), shown.find("{%"), 0)
    return Problem(file, line, at + 1, "E901", message, fix, max(1, len(shown) - at))
