"""The one door to Jinja: views into HTML by macro files, and macros inside hand-written pages by id."""

from __future__ import annotations

import re
import textwrap
import traceback
from collections.abc import Callable, Iterable, Mapping
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
    """A macro was asked for something that is not there; `fix` says what to write instead of `word`."""

    def __init__(self, message: str, fix: str, word: str = ""):
        super().__init__(message)
        self.fix = fix
        self.word = word


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


def _called(value: Any) -> Any:
    """What stands between braces, unless it is a macro itself: that would print Python's name for it."""
    if callable(value) and not isinstance(value, jinja2.Undefined):
        name = getattr(value, "__name__", "this")
        fix = f"write {{{{ {name}() }}}}, with an id in quotes between the brackets if it needs one"
        raise Unknown(f"'{name}' stands without its brackets", fix)
    return value


class Markdown(str):
    """Text that is Markdown already and goes out as it is; to Jinja it is what safe HTML is elsewhere."""

    def __html__(self) -> str:
        return self


MARKS = str.maketrans({c: f"\\{c}" for c in "\\`*_[]~|#$"} | {"<": "&lt;", ">": "&gt;", "&": "&amp;", "@": "&#64;"})


def in_markdown(value: object) -> object:
    """A value as Markdown shows it literally, on one line: no mark-up, no HTML, no table cell, no name of a user."""
    # What a macro of the template gives back is Jinja's own safe text.
    return value if hasattr(value, "__html__") else Markdown(" ".join(str(value).translate(MARKS).split()))


def code(text: str) -> Markdown:
    """A name in code letters."""
    ticks = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    pad = " " if "`" in text else ""
    return Markdown(f"{ticks}{pad}{text}{pad}{ticks}".replace("|", "\\|"))


def fenced(fields: Iterable[Any]) -> Markdown:
    """Fields (name, before, after) as the lines of a diff, wrapped, in a fence that no text of theirs can close."""
    lines = []
    for field in fields:
        lines.append(f"  {field.name}")
        for sign, text in (("-", field.before), ("+", field.after)):
            if text is not None:
                lines += textwrap.wrap(text, 110, initial_indent=f"{sign} ", subsequent_indent=f"{sign} ")
    ticks = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", "\n".join(lines))), default=0))
    return Markdown("\n".join([f"{ticks}diff", *lines, ticks]))


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
# Whatever a template puts out is escaped for Markdown, not for HTML, unless it is Markdown already.
_REPORTS = jinja2.Environment(
    loader=jinja2.FileSystemLoader(TEMPLATES),
    undefined=jinja2.StrictUndefined,
    autoescape=True,
    finalize=in_markdown,
    trim_blocks=True,
    lstrip_blocks=True,
)
_REPORTS.filters |= {"code": code, "fenced": fenced}
# In prose, '{#' begins an anchor of a heading, so comments get a mark of their own. Prose is Markdown: nothing is escaped
# there, and what macros give is finished HTML.
# A page comes from a pull request, so it is sandboxed: it may call the macros it is given and reach nothing behind them.
_PROSE = _prepared(
    ImmutableSandboxedEnvironment(
        undefined=jinja2.StrictUndefined,
        comment_start_string="{##",
        comment_end_string="##}",
        keep_trailing_newline=True,
        finalize=_called,
    )
)
_PROSE.globals.clear()  # Jinja brings functions of its own, such as lipsum()


def draw(file: str, macro: str, *views: Any) -> str:
    """HTML of one macro of one template file for its views, on one line so that Markdown leaves it alone."""
    module = _PAGES.get_template(file).module
    html = str(getattr(module, macro)(*views))
    return " ".join(line.strip() for line in html.splitlines() if line.strip())


def write(file: str, **values: Any) -> str:
    """The text of a Markdown template, every value in it escaped; not more than one empty line between two blocks."""
    text = _REPORTS.get_template(file).render(values)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


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
        name = str(error.message).removesuffix(" is undefined").strip("'")
        close = did_you_mean(name, functions)
        fix = f"did you mean '{close}'?" if close else f"an id stands in quotes; macros: {', '.join(sorted(functions))}"
        raise BadPage(_problem(file, text, _line(error, file), f"there is no macro '{name}'", fix, name)) from None
    except Unreadable:
        return text
    except Unknown as error:
        raise BadPage(_problem(file, text, _line(error, file), str(error), error.fix, error.word)) from None
    except TypeError as error:
        message = f"this macro is called with the wrong number of ids: {str(error).replace('functions.<locals>.', '')}"
        raise BadPage(_problem(file, text, _line(error, file), message, "give one id in quotes, or none")) from None
    except Exception as error:
        # Whatever else somebody wrote between the braces: a place is worth more than a traceback.
        message = f"this cannot be worked out: {error}"
        raise BadPage(_problem(file, text, _line(error, file), message, "call one macro, nothing more")) from None


def _line(error: BaseException, file: str) -> int:
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file]
    return lines[-1] or 1 if lines else 1


def _problem(file: str, text: str, line: int, message: str, fix: str, word: str = "") -> Problem:
    """An E901 at `word` in the first macro of the line; at the whole macro when there is no such word."""
    lines = text.splitlines() or [""]
    shown = lines[min(line, len(lines)) - 1]
    at = max(shown.find("{{"), shown.find("{%"), 0)
    if word and (found := re.search(rf"(?<!\w){re.escape(word)}(?!\w)", shown[at:])):
        return Problem(file, line, at + found.start() + 1, "E901", message, fix, len(word))
    return Problem(file, line, at + 1, "E901", message, fix, max(1, len(shown) - at))
