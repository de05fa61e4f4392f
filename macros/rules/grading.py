"""Rules that make a level earned: the ledger adds up, and what it rests on may carry it."""

from __future__ import annotations

from collections.abc import Iterator

from ..book import Book
from ..document import Path
from ..effects import at_least_twofold
from ..grade import (
    START_HIGH,
    allowed_starts,
    earned_level,
    fix_of_two,
    fix_without,
    missing_domains,
    sum_in_words,
    summed_level,
)
from ..model import Claim, Concern, Design, Directness, Finding, Level, OutcomeType, Source, Stance, Status
from .registry import Found, rule


def _findings(claim: Claim) -> Iterator[tuple[Path, Finding]]:
    for i, finding in enumerate(claim.findings):
        yield ("findings", i), finding


def counted(finding: Finding, book: Book) -> list[Source]:
    """The sources a grade rests on: all but those that only give context."""
    return [book.sources[s.id] for s in finding.sources if s.stance != Stance.CONTEXT and s.id in book.sources]


@rule("E301", Claim)
def ledger_is_complete(claim: Claim, book: Book) -> Iterator[Found]:
    """A level comes with its start and all five GRADE domains; `none` comes with neither.

    Readers are shown why a grade is not higher and not lower. Fix: fill in what is missing; write `concern: none` with its reason.
    """
    for path, finding in _findings(claim):
        certainty = finding.certainty
        missing = missing_domains(certainty)
        if certainty.level == Level.NONE:
            if len(missing) < 6 or certainty.upgrades:
                message = "the level is none, but start, domains or upgrades are filled in"
                fix = "leave only 'level: none', or give the level earned"
                fix = fix if missing else f"write '{summed_level(certainty)}', which they add up to, or remove them"
                yield Found((*path, "certainty", "level"), message, fix)
        elif missing:
            blank = '{concern: ..., reason: "..."}'
            forms = (f"{name}: {'...' if name == 'start' else blank}" for name in missing)
            fix = f"add under certainty: {', '.join(forms)}"
            if not any(s.stance != Stance.CONTEXT for s in finding.sources):
                fix = "leave only 'level: none', as no source counts here; or add one, and start and domains"
            yield Found(
                (*path, "certainty"),
                f"the level is {certainty.level}, but {', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing",
                fix,
                at_key=True,
            )


@rule("E302", Claim, after=("E301",))
def level_is_earned(claim: Claim, book: Book) -> Iterator[Found]:
    """The level is what start, concerns and upgrades add up to [GRADE].

    A level that is typed in is an opinion; one that adds up can be argued with. Fix: correct the level or the domains.
    """
    for path, finding in _findings(claim):
        earned = earned_level(finding.certainty)
        if earned != finding.certainty.level:
            message = f"the level is {finding.certainty.level}, but {sum_in_words(finding.certainty)}"
            yield Found((*path, "certainty", "level"), message, f"write '{earned}', or correct the domains")


@rule("E303", Claim, after=("E301", "E211"))
def start_fits_the_designs(claim: Claim, book: Book) -> Iterator[Found]:
    """Grading starts high for trials and same-people comparisons, low for everything else [GRADE].

    Before-after studies and surveys cannot tell cause from time or chance. Fix: write the start that fits the counted sources.
    """
    for path, finding in _findings(claim):
        sources = counted(finding, book)
        if finding.certainty.level == Level.NONE or not sources:
            continue
        allowed = allowed_starts(sources)
        if finding.certainty.start not in allowed:
            fits = " or ".join(f"'{start}'" for start in sorted(allowed))
            designs = ", ".join(sorted({str(s.design) for s in sources}))
            message = f"the start is {finding.certainty.start}, but the counted sources are: {designs}"
            yield Found((*path, "certainty", "start"), message, f"write {fits}, or correct the sources")


@rule("E304", Claim, after=("E301",))
def upgrades_need_a_low_start(claim: Claim, book: Book) -> Iterator[Found]:
    """Only a body of evidence that starts low is ever raised [GRADE guidelines 9].

    Trials already start at the top. Fix: remove the upgrade, or start low.
    """
    for path, finding in _findings(claim):
        if finding.certainty.upgrades and finding.certainty.start != Level.LOW:
            message = f"an upgrade is given, but the start is {finding.certainty.start}"
            yield Found((*path, "certainty", "upgrades"), message, "remove the upgrades", at_key=True)


@rule("E305", Claim, after=("E301", "E211"))
def large_upgrade_needs_twofold(claim: Claim, book: Book) -> Iterator[Found]:
    """A `large-effect` upgrade rests on a printed effect of at least twofold [GRADE guidelines 9].

    'Large' without a number is an impression. Fix: cite the effect that shows it, or remove the upgrade.
    """
    for path, finding in _findings(claim):
        results = [book.result(e.source, e.result) for e in finding.effects]
        twofold = any(r is not None and at_least_twofold(r) for r in results)
        for i, upgrade in enumerate(finding.certainty.upgrades):
            if upgrade.kind == "large-effect" and not twofold:
                message = "no effect cited here is at least twofold"
                where = (*path, "certainty", "upgrades", i, "kind")
                yield Found(where, message, "cite the result under effects, or remove the upgrade")


@rule("E306", Claim, after=("E301", "E211"))
def unrandomised_order_is_a_concern(claim: Claim, book: Book) -> Iterator[Found]:
    """Same-people comparisons that state no random order carry a risk-of-bias concern.

    Whoever goes second is warmed up or tired. Fix: set risk_of_bias to serious or very-serious.
    """
    for path, finding in _findings(claim):
        sources = counted(finding, book)
        high = [s for s in sources if s.design in START_HIGH]
        bias = finding.certainty.risk_of_bias
        if not high or bias is None or finding.certainty.start != Level.HIGH:
            continue
        if all(s.design == Design.LAB_CROSSOVER for s in high) and bias.concern == Concern.NONE:
            message = (
                "all trials here are laboratory crossovers without a stated random order, but risk_of_bias is none"
            )
            yield Found((*path, "certainty", "risk_of_bias", "concern"), message, "write 'serious', with the reason")


@rule("E307", Claim, after=("E301",))
def finding_has_a_source_or_a_search(claim: Claim, book: Book) -> Iterator[Found]:
    """Every finding has a source that counts, or says `none` with a dated search.

    'No studies found' means something only with the day and place of looking. Fix: add sources, or level none with search.
    """
    for path, finding in _findings(claim):
        counts = [s for s in finding.sources if s.stance != Stance.CONTEXT]
        if finding.certainty.level == Level.NONE:
            if counts:
                message = f"the level is none, but '{counts[0].id}' counts as a study of it"
                yield Found(
                    (*path, "certainty", "level"), message, "grade it, or set the stance of its sources to context"
                )
            elif finding.search is None:
                message = f"finding '{finding.id}' has no study and no search"
                yield Found((*path, "id"), message, """add 'search: {date: YYYY-MM-DD, where: "...", what: "..."}'""")
        elif not counts:
            fix = "add a source with stance supports, refutes or mixed; or write level none with a search"
            message = f"finding '{finding.id}' is graded {finding.certainty.level}, but no source counts"
            stances = ((*path, "sources", j, "stance") for j in range(len(finding.sources)))
            if lines := ", ".join(str(book.spot(claim.id, one)[1].line) for one in stances):
                message += f": the stance is context on line {lines}"
            yield Found((*path, "id"), message, fix)


@rule("E308", Claim, after=("E211", "E307"))
def uncitable_is_never_alone(claim: Claim, book: Book) -> Iterator[Found]:
    """A work whose title, year or authors nobody has seen is never the only support.

    Readers could not find it. Fix: add a citable source, or set its stance to context and regrade.
    """
    for path, finding in _findings(claim):
        sources = counted(finding, book)
        if sources and not any(s.citable for s in sources):
            names = ", ".join(s.id for s in sources)
            yield Found(
                (*path, "sources"),
                f"only uncitable sources count here: {names}",
                "add a citable one, or use level none",
                at_key=True,
            )


@rule("E309", Claim, after=("E211",))
def laboratory_is_not_felt(claim: Claim, book: Book) -> Iterator[Found]:
    """A laboratory quantity is never direct evidence for something felt.

    Less force in a model is not less pain. Fix: mark the source indirect-outcome; if all are, indirectness is very-serious.
    """
    for path, finding in _findings(claim):
        if finding.outcome_type != OutcomeType.FELT:
            continue
        counts = [(i, s) for i, s in enumerate(finding.sources) if s.stance != Stance.CONTEXT and s.id in book.sources]
        lab = [(i, s) for i, s in counts if book.sources[s.id].design == Design.LAB_CROSSOVER]
        for i, source in lab:
            if source.directness == Directness.DIRECT:
                message = f"'{source.id}' is a laboratory comparison, but '{finding.outcome}' is felt"
                yield Found((*path, "sources", i, "directness"), message, "write 'indirect-outcome'")
        domain = finding.certainty.indirectness
        if lab and len(lab) == len(counts) and domain and domain.concern != Concern.VERY_SERIOUS:
            message = "only laboratory quantities speak for something felt"
            yield Found((*path, "certainty", "indirectness", "concern"), message, "write 'very-serious'")


@rule("E310", Claim, after=("E211",))
def one_team_counts_once(claim: Claim, book: Book) -> Iterator[Found]:
    """Sources on the same people count once; a review and the trials inside it are one piece of evidence.

    Two reports of one trial look like agreement. Fix: keep one, set the others to `stance: context`.
    """
    for path, finding in _findings(claim):
        seen: dict[str, str] = {}
        counts = {s.id for s in finding.sources if s.stance != Stance.CONTEXT}
        inside = {one: s for s in sorted(counts) if s in book.sources for one in book.sources[s].includes}
        for i, source in enumerate(finding.sources):
            if source.id not in counts or source.id not in book.sources:
                continue
            where = (*path, "sources", i, "stance")
            group = book.sources[source.id].group
            if group in seen:
                message = f"'{source.id}' and '{seen[group]}' are of the same group '{group}' and both count"
                yield Found(where, message, fix_of_two(finding, source.id, seen[group], book.sources))
            elif source.id in inside:
                message = f"'{source.id}' is inside the review '{inside[source.id]}', and both count"
                yield Found(where, message, fix_of_two(finding, source.id, inside[source.id], book.sources))
            if group:
                seen.setdefault(group, source.id)


@rule("E311", Claim, after=("E211",))
def retracted_does_not_count(claim: Claim, book: Book) -> Iterator[Found]:
    """A retracted work supports nothing.

    It stays on record as context, so that readers see why it is gone. Fix: set its stance to context and regrade.
    """
    for path, finding in _findings(claim):
        for i, source in enumerate(finding.sources):
            known = book.sources.get(source.id)
            if known and known.status == Status.RETRACTED and source.stance != Stance.CONTEXT:
                message = f"'{source.id}' was retracted, but counts as {source.stance}"
                yield Found((*path, "sources", i, "stance"), message, fix_without(finding, source.id, book.sources))
