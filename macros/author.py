"""The macros an author may call in a hand-written page: each takes ids, never data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any, TypeVar

from .book import Book, headline
from .cite import Style, apa
from .model import KINDS
from .problem import did_you_mean
from .render import Unknown, Unreadable, draw
from .views.articles import articles_view
from .views.calculator import calculator_view
from .views.changes import changes_view
from .views.compare import compare_view
from .views.docs import fields_view, legend_view, rules_view
from .views.finding import finding_view
from .views.glossary import glossary_view
from .views.handout import handout_view
from .views.matrix import matrix_view
from .views.parts import answer_view, effect_view
from .views.pictures import ladder_view, multiples_view, ratios_of
from .views.plan import plan_view
from .views.plots import plot_views
from .views.practical import practice_view, safety_view
from .views.reader import doors
from .views.selfcheck import self_check_view
from .views.source import all_uses, source_index
from .views.stats import stats_view

T = TypeVar("T")
Draw = Callable[..., str]


def functions(
    book: Book, draw: Callable[[str, str, Callable[[], Any]], str], style: Style = apa, address: str = ""
) -> dict[str, Callable[..., str]]:
    """Name -> macro. `draw` gets template file, macro name and how to make the view; see for_pages() and for_check().

    `style` sets the references; `address` is where the guide is published, for what leaves the screen, or empty.
    """

    def find(shelf: Mapping[str, T], one: str, what: str, where: str = "") -> T:
        if one in book.broken:
            raise Unreadable(one)
        if one not in shelf:
            close = did_you_mean(one, shelf)
            raise Unknown(
                f"there is no {what} '{one}'{where}", f"did you mean '{close}'?" if close else _list(what, shelf), one
            )
        return shelf[one]

    def answer(claim: str) -> str:
        """The answer to one claim: question, sentence, three chips."""
        found = find(book.claims, claim, "claim")
        return draw("answer.html.j2", "answer", lambda: answer_view(book, found, headline(found)))

    def answers(*claims: str) -> str:
        """The answers to several claims, or to all when none is named."""
        found = [find(book.claims, one, "claim") for one in claims or book.claims]
        return draw("answer.html.j2", "answers", lambda: [answer_view(book, c, headline(c)) for c in found])

    def forest(claim: str) -> str:
        """The forest plot of the headline finding of a claim, with the table of its numbers."""
        found = find(book.claims, claim, "claim")
        head = headline(found)
        smallest = head.smallest_change
        if not all(book.result(e.source, e.result) for e in head.effects) or (
            smallest and smallest.source not in book.sources
        ):
            raise Unreadable(claim)  # a rule reports that at the claim
        if not plot_views(book, head.id, head):
            raise Unknown(f"the headline of '{claim}' has no effect that can be plotted", "use answer() instead")
        return draw("clinicians.html.j2", "plotted", lambda: finding_view(book, head, f"{found.id}-"))

    def comparison(table: str) -> str:
        """One comparison table."""
        found = find(book.comparisons, table, "comparison")
        return draw("overview.html.j2", "comparison", lambda: compare_view(book, found))

    def calculator(one: str) -> str:
        """One calculator with its table; it stands on the page of its own name."""
        found = find(book.calculators, one, "calculator")
        return draw("calculator.html.j2", "calculator", lambda: calculator_view(book, found))

    def small_multiples(*claims: str) -> str:
        """The ratios behind the headlines of several claims, a panel each, on one axis."""
        found = [find(book.claims, one, "claim") for one in claims]
        for claim in found:
            if not ratios_of(book, claim):
                fix = "name claims whose headline cites a ratio or a percent change"
                raise Unknown(f"the headline of '{claim.id}' cites no ratio", fix)
        return draw("pictures.html.j2", "multiples", lambda: multiples_view(book, found))

    def ladder() -> str:
        """How many findings stand on each rung of certainty, drawn."""
        return draw("pictures.html.j2", "ladder", lambda: ladder_view(book))

    def matrix() -> str:
        """Every claim against every group of readers."""
        return draw("matrix.html.j2", "matrix", lambda: matrix_view(book))

    def who_are_you() -> str:
        """A door for each group of readers."""
        return draw("reader.html.j2", "doors", lambda: doors(book))

    def short_answers(*claims: str) -> str:
        """The answers to several claims, a line each."""
        found = [find(book.claims, one, "claim") for one in claims]
        return draw("answer.html.j2", "short", lambda: [answer_view(book, c, headline(c)) for c in found])

    def safety() -> str:
        """All cautions in their five blocks."""
        return draw("overview.html.j2", "safety", lambda: safety_view(book))

    def safety_first() -> str:
        """The short form of the first three blocks, for any page that tells people to do something."""
        return draw("overview.html.j2", "gate", lambda: safety_view(book))

    def self_check() -> str:
        """The questions of the cautions, what a yes means, and the answer to all of them, in the page."""
        return draw("selfcheck.html.j2", "selfcheck", lambda: self_check_view(book))

    def plan(plan: str) -> str:
        """One plan, each line with what it rests on. Call safety_first() above it."""
        found = find(book.plans, plan, "plan")
        return draw("plan.html.j2", "plan", lambda: plan_view(book, found))

    def handout(plan: str, *claims: str) -> str:
        """One sheet to print: the cautions in short, the first session of a plan, the answers to a few claims."""
        found = find(book.plans, plan, "plan")
        answered = [find(book.claims, one, "claim") for one in claims]
        return draw("handout.html.j2", "handout", lambda: handout_view(book, found, answered, address))

    def practice() -> str:
        """What studies did, and what the press advises."""
        return draw("overview.html.j2", "practice", lambda: practice_view(book))

    def articles() -> str:
        """Every article, line by line."""
        return draw("overview.html.j2", "articles", lambda: articles_view(book))

    def sources() -> str:
        """The index of sources."""
        return draw("source.html.j2", "sources", lambda: source_index(book, all_uses(book), style))

    def number(source: str, result: str) -> str:
        """One reported number, linked to its source."""
        work = find(book.sources, source, "source")
        found = find({r.id: r for r in work.results}, result, "result", f" in {source}")
        return draw("docs.html.j2", "number", lambda: effect_view(book, work, found))

    def stats() -> str:
        """The guide in numbers."""
        return draw("docs.html.j2", "stats", lambda: stats_view(book))

    def changes() -> str:
        """What changed in the records, newest day first."""
        return draw("docs.html.j2", "changes", lambda: changes_view(book))

    def glossary() -> str:
        """Every word that is explained."""
        return draw("glossary.html.j2", "glossary", lambda: glossary_view(book))

    def levels() -> str:
        """What the words of the chips mean."""
        return draw("docs.html.j2", "levels", legend_view)

    def rules() -> str:
        """Every rule of the check."""
        return draw("docs.html.j2", "rules", rules_view)

    def fields(*kinds: str) -> str:
        """Every field of one kind of record, of several, or of all when none is named."""
        for kind in kinds:
            find(KINDS, kind, "kind of record")
        return draw("docs.html.j2", "fields", lambda: fields_view(kinds or KINDS))

    macros = (
        *(answer, answers, short_answers, who_are_you, forest, comparison, calculator, matrix),
        *(small_multiples, ladder),
        *(safety, safety_first, self_check, plan, practice, handout),
        *(articles, sources, number, stats, changes, glossary, levels, rules, fields),
    )
    return {macro.__name__: macro for macro in macros}


def for_pages(book: Book, address: str = "") -> dict[str, Callable[..., str]]:
    """The macros that give finished HTML; `address` is where the guide is published, if that is known."""
    return functions(book, lambda file, macro, view: draw(file, macro, view()), address=address)


def for_check(book: Book) -> dict[str, Callable[..., str]]:
    """The same macros without the drawing: they only find out whether what they are asked for is there."""

    def quiet(macro: Draw) -> Draw:
        @wraps(macro)
        def call(*ids: str, **named: str) -> str:
            # What is wrong with a file that nobody could read is said once, at its place.
            return "" if book.broken.intersection((*ids, *named.values())) else macro(*ids, **named)

        return call

    return {name: quiet(macro) for name, macro in functions(book, lambda file, macro, view: "").items()}


def _list(what: str, names: Iterable[str]) -> str:
    shown = sorted(names)[:12]
    return f"{what}s: {', '.join(shown)}" if shown else f"add the {what} first"
