"""Rules about the words readers see: nothing that sounds surer, or more learned, than it is."""

from __future__ import annotations

from collections.abc import Iterator

from ..book import Book
from ..document import Path
from ..model import Calculator, Caution, Claim, Level, Plan, Practice, Record, Term
from ..plain_language import NEVER, NEVER_RE, bare_effect, bare_numbers, how_to_say, reading_grade, split, words
from ..promises import HOW_TO_SAY, promise
from ..text import CITATION, blank, parts
from .registry import Found, rule

GRADE_LIMIT = 11
GRADE_WANTED = 8
LONG_SENTENCE = 25

READER_FIELDS = {
    Claim: (
        *("title", "question", "saying", "summary", "verdict_reason", "mechanism", "harms"),
        *("best_case_against", "what_would_change_this"),
    ),
    Caution: ("title", "who", "question", "statement", "action", "why", "basis_note"),
    Practice: ("title", "detail", "caveat"),
    Plan: ("title", "lead"),
    Term: ("definition",),
    Calculator: ("title", "caption", "formula_note", "caveat", "estimate_note"),
}
FINDING_FIELDS = ("intervention", "comparator", "outcome", "harms", "note")
LINE_FIELDS = ("do", "ours")
# Names and parts of sentences; and the saying, told in the words people use.
NOT_SENTENCES = {"title", "question", "saying", "who", "intervention", "comparator", "outcome"}


def reader_texts(record: Record) -> Iterator[tuple[Path, str]]:
    """Every field of a record that is printed before 'For clinicians', with its place."""
    for kind, names in READER_FIELDS.items():
        if isinstance(record, kind):
            for name in names:
                if text := getattr(record, name):
                    yield (name,), text
    if isinstance(record, Claim):
        for i, finding in enumerate(record.findings):
            for name in FINDING_FIELDS:
                if text := getattr(finding, name):
                    yield ("findings", i, name), text
    if isinstance(record, Plan):
        for i, step in enumerate(record.steps):
            for j, line in enumerate(step.lines):
                for name in LINE_FIELDS:
                    if text := getattr(line, name):
                        yield ("steps", i, "lines", j, name), text
    if isinstance(record, Calculator):
        yield from _calculator_texts(record)


def _calculator_texts(record: Calculator) -> Iterator[tuple[Path, str]]:
    for i, text in enumerate(record.limits):
        yield ("limits", i), text
    for i, choice in enumerate(record.choices):
        if choice.no_number:
            yield ("choices", i, "no_number"), choice.no_number
        for j, pair in enumerate(choice.pairs):
            if pair.note:
                yield ("choices", i, "pairs", j, "note"), pair.note
    if record.mismatch:
        yield ("mismatch", "title"), record.mismatch.title
        yield ("mismatch", "text"), record.mismatch.text


def sentence_texts(record: Record) -> Iterator[tuple[Path, str]]:
    """The reader texts that are whole sentences of our own."""
    return ((path, text) for path, text in reader_texts(record) if path[-1] not in NOT_SENTENCES)


@rule("E801", Record)
def readers_meet_no_forbidden_word(record: Record, book: Book) -> Iterator[Found]:
    """Words that sound surer than evidence is, or that only specialists know, stay out of reader text.

    Most people read 'significant' as 'big' and 'proven' as 'certain'. Fix: say it plainly; technical fields are exempt.
    """
    for path, text in reader_texts(record):
        for match in NEVER_RE.finditer(text):
            word = match.group(1)
            yield Found(path, f"'{word}' is not a word for readers", NEVER[word], span=match.span())


@rule("E802", Record)
def no_effect_is_stated_as_a_fact(record: Record, book: Book) -> Iterator[Found]:
    """Free text never states an effect of the activity with a bare verb, unless every finding is graded high.

    The generated sentence says 'may' and 'probably'; a line below it that says 'reduces' would undo that. Fix: soften the
    verb as the message shows, say in the past what one study found, or list a true exception in exceptions.yml.
    """
    if isinstance(record, Claim) and all(f.certainty.level == Level.HIGH for f in record.findings):
        return
    for path, text in sentence_texts(record):
        for at, sentence in parts(CITATION.sub(blank, text)):
            if found := bare_effect(sentence, book.guide.activity_words):
                verb, start, end = found
                message = f"'{verb}' states an effect as a fact: {_told(text, at, sentence)}"
                yield Found(path, message, how_to_say(verb), span=(at + start, at + end))


def _told(text: str, at: int, sentence: str) -> str:
    """A sentence of a text whose citations were blanked, as it reads without them."""
    return CITATION.sub("", text[at : at + len(sentence)]).strip()


@rule("E803", Record)
def reader_text_is_easy_enough(record: Record, book: Book) -> Iterator[Found]:
    """The reader text of a record reads no harder than grade 11 (Flesch-Kincaid).

    Many adults read below grade 8. Fix: shorter sentences, commoner words. Technical fields are exempt.
    """
    texts = list(sentence_texts(record))
    if (grade := reading_grade(text for _, text in texts)) > GRADE_LIMIT:
        message = f"the reader text of this record reads at grade {grade:.1f}; {GRADE_LIMIT} is the limit"
        yield Found(texts[0][0], message, "use shorter sentences and commoner words", at_key=True)


@rule("E804", Record)
def nothing_is_promised(record: Record, book: Book) -> Iterator[Found]:
    """Nobody is promised a cure, or safety, in text for readers.

    No study is of the one who reads, and who was promised safety takes less care. Fix: say what was seen, and how sure we are.
    """
    for path, text in sentence_texts(record):
        for at, sentence in parts(text):
            if found := promise(sentence):
                span = at + found.start(), at + found.end()
                yield Found(path, f"'{found[0]}' is a promise: {sentence}", HOW_TO_SAY, span=span)


@rule("E806", Record, after=("E211", "E218"))
def number_carries_its_source(record: Record, book: Book) -> Iterator[Found]:
    """A sentence for readers that holds a number names the source of it, as [@id], in the same sentence.

    Every number on a page leads to its study in one click. Dates and the names of groups of people are free, and so is the
    study that would settle it, which nobody has done. Fix: add [@id] before the full stop, or say it without the number.
    """
    if isinstance(record, Plan):  # may hold no number at all, see E731
        return
    for path, text in sentence_texts(record):
        if path[-1] == "what_would_change_this":
            continue
        for at, sentence in parts(text):
            numbers = () if CITATION.search(sentence) else bare_numbers(sentence, book.names)
            if numbers:
                message = f"the number {numbers[0].group()} has no source in its sentence: {sentence}"
                span = at + numbers[0].start(), at + numbers[0].end()
                yield Found(path, message, "add [@source-id] before the full stop", span=span)


@rule("H804", Claim)
def reader_text_reads_at_grade_eight(claim: Claim, book: Book) -> Iterator[Found]:
    """The reader text of a claim reads at about grade 8 (Flesch-Kincaid).

    A hint, because the names of illnesses are long. Fix: shorter sentences, commoner words.
    """
    texts = list(sentence_texts(claim))
    grade = reading_grade(text for _, text in texts)
    if GRADE_WANTED + 0.5 <= grade <= GRADE_LIMIT:
        message = f"the reader text of this claim reads at grade {grade:.1f}; {GRADE_WANTED} is wanted"
        yield Found(texts[0][0], message, "use shorter sentences and commoner words", at_key=True)


@rule("H805", Record)
def sentences_are_short(record: Record, book: Book) -> Iterator[Found]:
    """No sentence for readers has more than 25 words.

    A hint: a list inside a sentence may be worth it. Fix: make two of it.
    """
    for path, text in sentence_texts(record):
        for sentence in split(text):
            if (n := len(words(sentence))) > LONG_SENTENCE:
                yield Found(path, f"this sentence has {n} words: {sentence}", "make two sentences of it")
