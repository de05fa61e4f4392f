"""Rules about ids and places: a file is where its id says, and an id never changes hands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ..book import Book
from ..document import Path
from ..misplaced import name_of
from ..model import Calculator, Claim, Comparison, Forward, Part, Record, Source, Term, meant
from ..problem import did_you_mean, misspelt
from ..text import MARKUP
from .registry import Found, rule


@rule("E202", Record)
def file_name_is_the_id(record: Record, book: Book) -> Iterator[Found]:
    """The file name is the id.

    Links, citations and history hang on the id, so a file and its id must not drift apart.
    Fix: rename the file, or leave a forwarding record and start a new id.
    """
    name = name_of(book.files[record.id])
    if name != record.id and all(record_file != book.files[record.id] for _, record_file in book.twice):
        fix = f"write '{name}', or rename the file" if _may_be_id(name) else f"rename the file to {record.id}.yml"
        yield Found(("id",), f"the id is '{record.id}' but the file is called {name}.yml", fix)


@rule("E203", Record)
def id_stands_once(record: Record, book: Book) -> Iterator[Found]:
    """An id belongs to one record, whatever its kind.

    A caution that points to 'x' must not have two things to mean. Fix: rename the newer one.
    """
    for newer, older in book.twice:
        if older == book.files[record.id]:
            name, id_ = name_of(newer), meant.as_id(name_of(newer))
            fix = f"write '{name}'" if _may_be_id(name) else f"rename the file to {id_}.yml, and write '{id_}' here"
            fix = fix if id_ != record.id else "rename one of the two, file and id"
            yield Found(("id",), f"the id '{record.id}' belongs to {older}", fix, file=newer)


def _may_be_id(name: str) -> bool:
    return name == meant.as_id(name)


@rule("E204", Claim)
def folder_is_the_topic(claim: Claim, book: Book) -> Iterator[Found]:
    """A claim stands in the folder of its topic, and the topic is in guide.yml.

    Shelves on the site are made from topics. Fix: correct `topic`, or move the file.
    """
    topics = [t.id for t in book.guide.topics]
    folder = book.files[claim.id].split("/")[1]
    if claim.topic not in topics:
        close = misspelt(claim.topic, topics)
        fix = f"write '{close}'" if close else f"use one of: {', '.join(topics)}"
        yield Found(("topic",), f"'{claim.topic}' is not a topic in guide.yml", fix)
    elif folder != claim.topic:
        yield Found(
            ("topic",),
            f"the topic is '{claim.topic}' but the file is in claims/{folder}/",
            f"move it to claims/{claim.topic}/",
        )


@rule("E205", Forward)
def forwarding_leads_somewhere(record: Forward, book: Book) -> Iterator[Found]:
    """A forwarding record points to a record that is there.

    An old address must not end in a second forwarding or nowhere. Fix: point `to` at the record in use now.
    """
    to = record.forward.to
    if to is None or to in book.broken:
        return
    if to not in book.files or to in book.forwards:
        close = did_you_mean(to, [r.id for r in book.records() if not isinstance(r, Forward)])
        fix = (
            f"did you mean '{close}'?"
            if close
            else "name the record in use now, or leave `to` out when it was withdrawn"
        )
        yield Found(("forward", "to"), f"'{to}' is not a record in use", fix)


@rule("E206", Record)
def parts_have_their_own_names(record: Record, book: Book) -> Iterator[Found]:
    """Inside a record, each result, finding, row, column, choice, group, input and unit has its own id.

    Other records point to them by that id. Fix: rename one; what was pasted twice, word for word, is deleted.
    """
    lists: list[tuple[Path, Sequence[Part]]] = []
    if isinstance(record, Source):
        lists.append((("results",), record.results))
    elif isinstance(record, Claim):
        lists.append((("findings",), record.findings))
    elif isinstance(record, Comparison):
        lists += [(("rows",), record.rows), (("columns",), record.columns)]
    elif isinstance(record, Calculator):
        lists += [(("choices",), record.choices), (("groups",), record.groups), (("inputs",), record.inputs)]
        lists += [(("inputs", i, "units"), one.units) for i, one in enumerate(record.inputs)]
    for path, parts in lists:
        places: dict[str, list[int]] = defaultdict(list)
        for i, part in enumerate(parts):
            places[getattr(part, "id")].append(i)  # noqa: B009  (each of these has one, and no type says so)
        for one, (first, *more) in places.items():
            if not more:
                continue
            last = more[-1]
            if parts[first] == parts[last]:
                document = book.documents[book.files[record.id]]
                line, (begin, end) = document.spot((*path, first)).line, document.lines_of((*path, last))
                message = f"this is the {str(path[-1]).removesuffix('s')} of line {line} again, word for word"
                yield Found((*path, last, "id"), message, f"delete lines {begin} to {end}")
            else:
                message = f"'{one}' stands {len(more) + 1} times under {path[-1]}"
                yield Found((*path, last, "id"), message, "give each its own id")


@rule("E207", Source)
def work_has_one_record(source: Source, book: Book) -> Iterator[Found]:
    """A work has one record: no DOI, PubMed or PubMed Central number stands in two.

    Twice recorded is twice counted, and a retraction would be noted in one only. Fix: keep one record, point to it everywhere, and leave a forwarding record in the place of the other; or correct the number.
    """
    for name in ("DOI", "PMID", "PMCID"):
        first = book.works.get((name, (getattr(source, name) or "").lower()), source.id)
        if first != source.id:  # told at the later one of the alphabet, once
            message = f"this {name} is that of '{first}' already"
            fix = (
                f"delete the newer file of the two, '{first}' and '{source.id}', and cite the other; "
                f"when both are published, let one forward to the other; or correct the {name}"
            )
            yield Found((name,), message, fix)
            return


@rule("E225", Source)
def title_holds_no_markup(source: Source, book: Book) -> Iterator[Found]:
    """A title, journal or publisher is written as it is printed, without commands of LaTeX or tags of HTML.

    Record text is plain text: readers, and whoever cites the work, would see the commands and tags as they stand.
    Fix: write what the reader of the work sees, such as CO2.
    """
    for name in ("title", "title-short", "container-title", "publisher"):
        text = getattr(source, name.replace("-", "_")) or ""
        if found := MARKUP.search(text):
            message = f"'{found[0]}' in '{name}' would be shown as it stands"
            yield Found((name,), message, "write it as it is printed, without markup", span=found.span())


@rule("E221", Term)
def word_is_explained_once(term: Term, book: Book) -> Iterator[Found]:
    """A word of the glossary, or another form of it, is explained by one record.

    A page that shows a word must know which definition to show. Fix: drop the form here, or in the other record.
    """
    own = [(("term",), term.term), *((("also", i), name) for i, name in enumerate(term.also))]
    others = {name.lower(): other.id for other in book.terms.values() if other.id < term.id for name in _names(other)}
    seen: set[str] = set()
    for path, name in own:
        word = name.lower()
        if word in others:
            yield Found(path, f"'{name}' is explained by {others[word]} too", "keep it in one of the two")
        elif word in seen:
            yield Found(path, f"'{name}' stands here twice", "delete this entry")
        seen.add(word)


def _names(term: Term) -> list[str]:
    return [term.term, *term.also]
