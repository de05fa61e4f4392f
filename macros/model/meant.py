"""What a contributor probably meant by a value of the wrong form: one value ready to paste, or None when that is a guess."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from datetime import datetime
from decimal import Decimal

# Day and month cannot be mistaken for each other in these; 11/01/2026 could be either, so it is not here.
DATE_FORMS = ("%d.%m.%Y", "%Y/%m/%d", "%Y.%m.%d", "%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y")
SIGNS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2010": "-", "\u2011": "-", "\u00a0": " ", "\u202f": " "})
LOOSE_NUMBER = re.compile(r"\+?(-?)(\d*)([.,]?)(\d*) ?(?:[a-zA-Z%\u00b0][^0-9]*)?")
LOOSE_P = re.compile(r"(?:p(?:[ -]?values?)?\s*[=:]?\s*)?([<>]=?)?\s*(0?|1)(?:[.,]([0-9]+))?", re.IGNORECASE)
PERCENT = re.compile(r"([<>]=?)? ?(\d+)(?:[.,](\d+))? ?%")
INTERVAL = re.compile(
    r"(?:(-?\d+(?:\.\d+)?)(?: ?[,;] ?| ?(?=\()| )\(?)?(?:95 ?% ?(?:CI)?:? ?)?\(?(-?\d+(?:\.\d+)?)(?: ?to ?| ?- ?|, ?)(-?\d+(?:\.\d+)?)\)?"
)
# Standard terms -> the one word here that means the same.
TERMS = {
    "rct": "randomized-trial",
    "randomized controlled trial": "randomized-trial",
    "randomized crossover trial": "randomized-crossover",
    "non randomized trial": "nonrandomized-trial",
    "cohort study": "cohort",
    "cross sectional study": "cross-sectional",
    "journal article": "article-journal",
    "abstract only": "abstract",
    "mean difference": "MD",
    "standardized mean difference": "SMD",
    "ratio of means": "ROM",
    "risk ratio": "RR",
    "relative risk": "RR",
    "odds ratio": "OR",
    "hazard ratio": "HR",
    "incidence rate ratio": "IRR",
    "risk difference": "RD",
    "area under the curve": "AUC",
}
FLAGS = {"yes": "yes", "y": "yes", "true": "yes", "on": "yes", "no": "no", "n": "no", "false": "no", "off": "no"}


def as_id(given: str) -> str:
    """'muller-2024' for 'Müller 2024.yml': small letters without accents, digits, single hyphens; empty when none is left."""
    letters = unicodedata.normalize("NFKD", in_ascii_digits(re.sub(r"\.ya?ml$", "", given.strip().lower())))
    return re.sub("[^a-z0-9]+", "-", "".join(c for c in letters if not unicodedata.combining(c))).strip("-")


def in_ascii_digits(given: str) -> str:
    """The text with the digits of every script as 0 to 9."""
    if given.isascii():  # nearly every text is, and every text of every record is asked
        return given
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in given)


def number(given: str) -> str | None:
    """'12' for '12 minutes', '-0.6' with a real minus sign, '0.8' for '0,8'; None for '1,200' and 'about 80'."""
    found = LOOSE_NUMBER.fullmatch(in_ascii_digits(given.strip().translate(SIGNS)))
    if not found:
        return None
    sign, whole, mark, part = found.groups()
    # Behind a comma three digits may be thousands; nobody but the author knows.
    if not (whole or part) or (mark and not part) or (mark == "," and len(part) == 3):
        return None
    return f"{sign}{whole or '0'}" + (f".{part}" if part else "")


def whole_number(given: str) -> str | None:
    """'80' for '80 people', '1080' for '1,080'; None when there is a fraction, a minus or more than one number."""
    found = number(re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", given))
    return found if found and found.isdigit() else None


def day(given: str) -> str | None:
    """'2026-11-01' for '01.11.2026' or '1 November 2026'; None when day and month could be either."""
    for form in DATE_FORMS:
        try:
            return datetime.strptime(in_ascii_digits(given.strip()), form).date().isoformat()
        except ValueError:
            continue
    return None


def yes_or_no(given: str) -> str | None:
    """'yes' for 'true', 'no' for 'False'."""
    return FLAGS.get(given.strip().lower())


def p_value(given: str) -> str | None:
    """'0.011' for 'p = 0.011', '<0.05' for 'P < .05' or '<5%'; in quotes where YAML would take the sign for its own."""
    plain = in_ascii_digits(given.strip().translate(SIGNS)).replace("\u2264", "<=").replace("\u2265", ">=")
    if percent := PERCENT.fullmatch(plain):
        sign, whole, part = percent.groups("")
        plain = f"{sign}{Decimal(f'{whole}.{part}') / 100:f}"
    found = LOOSE_P.fullmatch(plain)
    if not found or not (found[2] or found[3]):
        return None
    value = f"{found[1] or ''}{found[2] or '0'}" + (f".{found[3]}" if found[3] else "")
    return f'"{value}"' if value.startswith(">") else value


def year(given: str) -> str | None:
    """'2025' for 'March 2025'; None when there is no year, or more than one."""
    found = re.findall(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)", in_ascii_digits(given))
    return found[0] if len(found) == 1 else None


def word(given: str, words: Collection[str]) -> str | None:
    """'randomized-trial' for 'RCT', 'low' for 'low (one step)': the word here, where it can mean nothing else."""
    plain = re.sub(r"[\s_-]+", " ", given.strip().casefold()).replace("randomised", "randomized")
    if (first := given.partition(" (")[0]) in words:
        return first
    found = TERMS.get(plain.replace("standardised", "standardized"))
    return found if found in words else None


def interval(given: str) -> tuple[str, ...]:
    """('12', '5', '19') for '12 (95% CI 5 to 19)', ('5', '19') for '5-19'; empty for anything else."""
    found = INTERVAL.fullmatch(in_ascii_digits(given.strip().translate(SIGNS)).replace("[", "(").replace("]", ")"))
    return tuple(one for one in found.groups() if one) if found else ()


def inside(given: str, pattern: str) -> str | None:
    """The part of a value that has the form of `pattern`: the DOI in an address."""
    # A word of its own: ten digits hold no number of nine.
    found = re.search(rf"(?<!\w){_core(pattern)}(?!\w)", in_ascii_digits(given))
    return found[0] if found else None


def as_list(given: str, pattern: str) -> str | None:
    """'[a, b]' for 'a, b' when each has the form of `pattern`."""
    parts = [part.strip() for part in given.split(",")]
    return f"[{', '.join(parts)}]" if all(re.fullmatch(_core(pattern), part) for part in parts) else None


def several(given: str) -> tuple[str, ...]:
    """The ids in 'some-id other-id'; none for 'some id', which may be one."""
    parts = tuple(re.split(r"\s*[,;]\s*|\s+", given.strip()))
    return parts if len(parts) > 1 and all(re.fullmatch("[a-z0-9]+(?:-[a-z0-9]+)+", part) for part in parts) else ()


def _core(pattern: str) -> str:
    return f"(?:{pattern.removeprefix('^').removesuffix('$')})"


def first(meant: str | None, wanted: str) -> str:
    """A fix that begins with the value to paste when there is one."""
    return f"write '{meant}': {wanted}" if meant else wanted
