"""Rules that keep the generated sentence true: verb, size, headline and verdict fit the finding."""

from __future__ import annotations

from collections.abc import Iterator

from ..book import Book, headline
from ..model import Claim, Direction, Directness, Level, Size, Verdict
from ..wording import valence
from .registry import Found, rule


@rule("E501", Claim, after=("E206",))
def one_finding_is_the_headline(claim: Claim, book: Book) -> Iterator[Found]:
    """Exactly one finding is the headline.

    It becomes the answer at the top of the page. Fix: `headline: yes` for the one that answers most readers.
    """
    marked = [i for i, f in enumerate(claim.findings) if f.headline]
    if not marked:
        yield Found(("findings",), "no finding is the headline", "add 'headline: yes' to one finding", at_key=True)
    for i in marked[1:]:
        message = f"'{claim.findings[marked[0]].id}' is the headline already"
        yield Found(("findings", i, "headline"), message, "remove this line")


@rule("E502", Claim, after=("E411",))
def verb_fits_the_direction(claim: Claim, book: Book) -> Iterator[Found]:
    """Verb, `better` and direction say the same thing.

    'Reduces pain' is a benefit because lower is better; 'reduces strength' is a harm. Fix: correct the one that is wrong.
    """
    for i, finding in enumerate(claim.findings):
        way = valence(finding.verb, finding.better)
        if finding.direction in (Direction.BENEFIT, Direction.HARM) and way is not None and way != finding.direction:
            message = f"to {finding.verb} an outcome of which {finding.better} is better is a {way}, but the direction is {finding.direction}"
            yield Found(("findings", i, "direction"), message, f"write '{way}', or correct verb or better")


@rule("E503", Claim)
def size_fits_the_direction(claim: Claim, book: Book) -> Iterator[Found]:
    """A benefit or harm is not trivial, and what has no one direction has no size.

    'Makes little difference' and 'reduces' cannot both be said. Fix: change direction or size.
    """
    for i, finding in enumerate(claim.findings):
        direction, size = finding.direction, finding.size
        where = ("findings", i, "size")
        if direction in (Direction.BENEFIT, Direction.HARM) and size == Size.TRIVIAL:
            yield Found(
                where, f"a {direction} cannot be trivial", "write 'direction: no-important-difference', or another size"
            )
        elif direction == Direction.NO_DIFFERENCE and size not in (Size.TRIVIAL, Size.NOT_ESTIMABLE):
            yield Found(where, f"no important difference cannot be {size}", "write 'trivial' or 'not-estimable'")
        elif direction in (Direction.MIXED, Direction.UNKNOWN) and size != Size.NOT_ESTIMABLE:
            yield Found(where, f"a direction that is {direction} has no size", "write 'not-estimable'")


@rule("E505", Claim, after=("E211",))
def unseen_names_the_study(claim: Claim, book: Book) -> Iterator[Found]:
    """A finding whose study nobody could read has level none and names that study as direct context.

    'We could not see its result' is only fair with the study at hand. Fix: add the source, or remove `unseen`.
    """
    for i, finding in enumerate(claim.findings):
        if not finding.unseen:
            continue
        direct = any(s.directness == Directness.DIRECT for s in finding.sources)
        if finding.certainty.level != Level.NONE or not direct:
            message = f"'{finding.id}' is called unseen, but it is graded or names no direct source"
            yield Found(
                ("findings", i, "unseen"), message, "write level none and add the study as context, or remove this line"
            )


@rule("E504", Claim, after=("E501",))
def verdict_is_not_surer_than_the_headline(claim: Claim, book: Book) -> Iterator[Found]:
    """A saying is called supported or contradicted only when the headline finding carries it.

    The verdict is the first thing people repeat. Fix: use unclear, untested or not-supported.
    """
    level, verdict = headline(claim).certainty.level, claim.verdict
    if verdict in (Verdict.SUPPORTED, Verdict.CONTRADICTED) and level in (Level.VERY_LOW, Level.NONE):
        fix = f"write '{Verdict.UNTESTED if level == Level.NONE else Verdict.UNCLEAR}'"
        yield Found(("verdict",), f"the verdict is {verdict}, but the headline is graded {level}", fix)
    if verdict == Verdict.UNTESTED and level != Level.NONE:
        yield Found(
            ("verdict",),
            f"the verdict is untested, but the headline is graded {level}",
            "write the verdict its studies allow",
        )
