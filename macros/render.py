"""The one door to Jinja: views into HTML by macro files, and macros inside hand-written pages by id."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from inspect import signature
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import nodes

from .problem import Problem, did_you_mean
from .textfile import place

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
    """A hand-written page cannot be made; carries every problem of it."""

    def __init__(self, problems: list[Problem]):
        super().__init__(problems)
        self.problems = problems


def capitalize_first(text: str) -> str:
    """First letter large, the rest as it is."""
    return text[:1].upper() + text[1:]


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


def _drawing(**more: Any) -> jinja2.Environment:
    """An environment for our own templates: what is not there is an error, and what goes out is escaped."""
    loader = jinja2.FileSystemLoader(TEMPLATES)
    return jinja2.Environment(
        loader=loader, undefined=jinja2.StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True, **more
    )


_PAGES = _drawing()
_PAGES.filters["capitalize_first"] = capitalize_first
# Whatever a template puts out is escaped for Markdown, not for HTML, unless it is Markdown already.
_REPORTS = _drawing(finalize=in_markdown)
_REPORTS.filters |= {"code": code, "fenced": fenced}
# In prose, '{#' begins an anchor of a heading, so comments get a mark of their own. A page comes from a pull request, so
# this one only reads it: nothing that somebody wrote between braces is ever worked out.
_PROSE = jinja2.Environment(comment_start_string="{##", comment_end_string="##}", keep_trailing_newline=True)


def draw(file: str, macro: str, *views: Any) -> str:
    """HTML of one macro of one template file for its views, on one line so that Markdown leaves it alone."""
    module = _PAGES.get_template(file).module
    html = str(getattr(module, macro)(*views))
    return " ".join(line.strip() for line in html.splitlines() if line.strip())


def write(file: str, **values: Any) -> str:
    """The text of a Markdown template, every value in it escaped; not more than one empty line between two blocks."""
    text = _REPORTS.get_template(file).render(values)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def expand(file: str, text: str, macros: Mapping[str, Callable[..., str]]) -> str:
    """A hand-written page with its macros expanded; one that asks for a record nobody can read leaves nothing.

    Raises BadPage with the place (front matter counted) of all that is no call of a macro with ids in quotes, and of
    every unknown macro or id.
    """
    text = text.replace("\r\n", "\n")
    out: list[str] = []
    problems: list[Problem] = []
    try:
        pieces = list(_pieces(text))
    except jinja2.TemplateSyntaxError as error:
        lines = text.split("\n")
        line = lines[error.lineno - 1]
        at = sum(len(one) + 1 for one in lines[: error.lineno - 1]) + max(line.find("{{"), line.find("{%"), 0)
        raise BadPage([_problem(file, text, at, text[at:], _unreadable(error))]) from None
    if block := next(((at, piece) for at, piece, is_text in pieces if not is_text and piece.startswith("{%")), None):
        wrong = Unknown("a page holds text and calls of macros, no {% %}", "delete it, with all that belongs to it")
        raise BadPage([_problem(file, text, *block, wrong)])
    for at, piece, is_text in pieces:
        if is_text:
            out.append(piece)
            continue
        try:
            name, ids, named = _call(piece, macros)
            out.append(macros[name](*ids, **named))
        except Unreadable:
            continue
        except Unknown as error:
            problems.append(_problem(file, text, at, piece, error))
        except Exception as error:
            # A record that breaks a rule may be one that cannot be drawn: a place is worth more than a traceback.
            wrong = Unknown(f"this cannot be worked out: {error}", "correct the records it shows")
            problems.append(_problem(file, text, at, piece, wrong))
    if problems:
        raise BadPage(problems)
    return "".join(out)


def _pieces(text: str) -> Iterator[tuple[int, str, bool]]:
    """The text of a page, and whatever stands between braces, each with where it begins; comments are left out."""
    at = start = 0
    inside = ""
    for _, kind, token in _PROSE.lex(text):
        at = text.index(token, at)  # Jinja passes over blanks beside '{{-'
        end = at + len(token)
        if kind in ("variable_begin", "block_begin", "raw_begin"):
            inside, start = kind.replace("begin", "end"), at
        elif kind == "data" and not inside:
            yield at, token, True
        elif inside and kind == inside:
            yield start, text[start:end].rstrip(), False
            inside = ""
        at = end
    if inside:
        yield start, text[start:].rstrip(), False


def _call(braces: str, macros: Mapping[str, Callable[..., str]]) -> tuple[str, list[str], dict[str, str]]:
    """Macro, ids and named ids of what stands between braces. Raises Unknown for anything but one call of a macro."""
    try:
        body = _PROSE.parse(braces).body
    except jinja2.TemplateSyntaxError as error:
        raise _unreadable(error) from None
    except RecursionError:  # brackets in brackets
        body = []
    call = body[0].nodes[0] if len(body) == 1 and isinstance(body[0], nodes.Output) else None
    name = call.node if isinstance(call, nodes.Call) else call
    if not isinstance(name, nodes.Name):
        raise Unknown(
            "only a call of one macro may stand here", "call it as {{ answer('ID') }}, or leave the braces out"
        )
    macro = macros.get(name.name)
    if macro is None:
        close = did_you_mean(name.name, macros)
        fix = f"did you mean '{close}'?" if close else f"macros: {', '.join(sorted(macros))}"
        raise Unknown(f"there is no macro '{name.name}'", fix, name.name)
    if not isinstance(call, nodes.Call):
        fix = f"write {{{{ {name.name}() }}}}, with an id in quotes between the brackets if it needs one"
        raise Unknown(f"'{name.name}' stands without its brackets", fix)
    ids = [_id(name.name, one) for one in call.args]
    named = {one.key: _id(name.name, one.value) for one in call.kwargs}
    if call.dyn_args or call.dyn_kwargs:
        raise Unknown(*_only_ids(name.name))
    try:
        signature(macro).bind(*ids, **named)
    except TypeError:
        wanted = ", ".join(signature(macro).parameters)
        message = f"{name.name}() is called with the wrong number of ids"
        fix = f"give it these, each in quotes: {wanted}" if wanted else "leave its brackets empty"
        raise Unknown(message, fix) from None
    return name.name, ids, named


def _unreadable(error: jinja2.TemplateSyntaxError) -> Unknown:
    return Unknown(f"this macro cannot be read: {error.message}", "compare it with another page")


def _id(macro: str, node: nodes.Expr) -> str:
    """The id that a macro is given. Raises Unknown for anything but text in quotes."""
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        return node.value
    if isinstance(node, nodes.Name):
        raise Unknown(f"the id '{node.name}' stands without quotes", f"put it in quotes: '{node.name}'", node.name)
    raise Unknown(*_only_ids(macro))


def _only_ids(macro: str) -> tuple[str, str]:
    return f"{macro}() takes ids in quotes and nothing else", f"give it ids alone, such as {macro}('ID')"


def _problem(file: str, text: str, at: int, braces: str, wrong: Unknown) -> Problem:
    """An E901 at the word that is wrong, or at all that stands on the line of the braces at `at`."""
    if wrong.word and (found := re.search(rf"(?<!\w){re.escape(wrong.word)}(?!\w)", braces)):
        at, braces = at + found.start(), wrong.word
    return Problem(file, *place(text, at), "E901", str(wrong), wrong.fix, max(1, len(braces.split("\n")[0])))
