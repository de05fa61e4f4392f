"""References for readers: APA 7 to the letter, a short name for sentences, and the link that lasts longest.

Everything cited here is invented.
"""

from __future__ import annotations

from typing import Any

import pytest

from macros.cite import apa, link, short_name
from tests.invented import JOURNAL, MOCK, people, source

IN_JOURNAL = "<i>Journal of Invented Results</i>, <i>12</i>(3), 101–118."


def listed(first: int, last: int) -> str:
    return ", ".join(f"Family{i:02}, A. B." for i in range(first, last + 1))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param(
            {**JOURNAL, "author": people(8), "issued": "2020", "title": "Eight at work"},
            f"{listed(1, 7)}, &amp; Family08, A. B. (2020). Eight at work. {IN_JOURNAL}",
            id="up to twenty authors are all named",
        ),
        pytest.param(
            {**JOURNAL, "author": people(22), "issued": "2020", "title": "Twenty-two at work"},
            f"{listed(1, 19)}, … Family22, A. B. (2020). Twenty-two at work. {IN_JOURNAL}",
            id="of more than twenty the first nineteen and the last",
        ),
        pytest.param(
            {**JOURNAL, "author": [*MOCK, {"literal": "The Invented Tea Group"}], "issued": "2018", "title": "A group"},
            f"Mock, G., &amp; The Invented Tea Group. (2018). A group. {IN_JOURNAL}",
            id="a group among the authors",
        ),
        pytest.param(
            {
                **JOURNAL,
                "author": [{"family": "van der Muster", "given": "Jan"}, {"family": "De Voorbeeld", "given": "F."}],
                "issued": "2018",
                "title": "Particles",
            },
            f"van der Muster, J., &amp; De Voorbeeld, F. (2018). Particles. {IN_JOURNAL}",
            id="particles stay with the family name, as printed",
        ),
        pytest.param(
            {
                **JOURNAL,
                "author": [
                    {"family": "Example", "given": "David R.", "suffix": "Jr."},
                    {"family": "Instance", "given": "J M", "suffix": "III"},
                ],
                "issued": "2011",
                "title": "Suffixes",
            },
            f"Example, D. R., Jr., &amp; Instance, J. M., III. (2011). Suffixes. {IN_JOURNAL}",
            id="a suffix stands behind the initials",
        ),
        pytest.param(
            {
                **JOURNAL,
                "author": [
                    {"family": "Muster", "given": "Shin-ichiro"},
                    {"family": "Beispiel", "given": "HB"},
                    {"family": "Muestra", "given": "Marie-Claude T.E."},
                    {"family": "Ejemplo", "given": 'Hendrik "Dirk"'},
                    {"family": "Esempio"},
                ],
                "issued": "2011",
                "title": "Initials",
            },
            "Muster, S.-I., Beispiel, H. B., Muestra, M.-C. T. E., Ejemplo, H., &amp; Esempio. (2011). "
            f"Initials. {IN_JOURNAL}",
            id="initials of every part of the given names, without nicknames",
        ),
        pytest.param(
            {
                "type": "report",
                "author": [{"literal": "Invented Board of Hot Drinks"}],
                "issued": "2022",
                "title": "Advice on hot drinks",
                "publisher": "Ministry of Nothing",
            },
            "Invented Board of Hot Drinks. (2022). <i>Advice on hot drinks</i>. Ministry of Nothing.",
            id="a report",
        ),
        pytest.param(
            {
                "type": "report",
                "author": [{"literal": "Invented Board of Hot Drinks"}],
                "issued": "2022",
                "title": "Advice on hot drinks",
                "publisher": "Invented Board of Hot Drinks",
            },
            "Invented Board of Hot Drinks. (2022). <i>Advice on hot drinks</i>.",
            id="an author who is the publisher is named once",
        ),
        pytest.param(
            {
                "type": "report",
                "author": [{"literal": "Invented College"}],
                "issued": "2020",
                "title": "Opinion 804",
                "container-title": "College Opinions",
            },
            "Invented College. (2020). <i>Opinion 804</i>. College Opinions.",
            id="a report in a series is no chapter",
        ),
        pytest.param(
            {"type": "webpage", "author": MOCK, "issued": "2022", "title": "On cups", "container-title": "Cup Site"},
            "Mock, G. (2022). <i>On cups</i>. Cup Site.",
            id="a web page",
        ),
        pytest.param(
            {
                "type": "webpage",
                "author": [{"literal": "Cup Site"}],
                "issued": "2022",
                "title": "On cups",
                "container-title": "Cup Site",
            },
            "Cup Site. (2022). <i>On cups</i>.",
            id="a site that is its own author is named once",
        ),
        pytest.param(
            {"type": "book", "author": MOCK, "issued": "1998", "title": "The book of cups", "publisher": "Cup Press"},
            "Mock, G. (1998). <i>The book of cups</i>. Cup Press.",
            id="a book",
        ),
        pytest.param(
            {
                "type": "chapter",
                "author": MOCK,
                "issued": "1998",
                "title": "Small cups",
                "container-title": "The book of cups",
                "page": "3-9",
                "publisher": "Cup Press",
            },
            "Mock, G. (1998). Small cups. In <i>The book of cups</i> (pp. 3–9). Cup Press.",
            id="a chapter",
        ),
        pytest.param(
            {
                "type": "thesis",
                "author": MOCK,
                "issued": "2003",
                "title": "Cups at rest",
                "publisher": "University of Nowhere",
            },
            "Mock, G. (2003). <i>Cups at rest</i> [Thesis, University of Nowhere].",
            id="a thesis",
        ),
        pytest.param(
            {**JOURNAL, "author": MOCK, "title": "Undated"},
            f"Mock, G. (n.d.). Undated. {IN_JOURNAL}",
            id="no date",
        ),
        pytest.param(
            {**JOURNAL, "issued": "2018", "title": "An article without authors"},
            f"An article without authors. (2018). {IN_JOURNAL}",
            id="without authors the title comes first, once",
        ),
        pytest.param(
            {"type": "article-journal", "issued": "2018", "title": "A paper without a journal", "page": "13-23"},
            "<i>A paper without a journal</i>. (2018). 13–23.",
            id="neither authors nor journal",
        ),
        pytest.param(
            {"type": "webpage", "issued": "2018", "title": "A page by nobody", "container-title": "Cup Site"},
            "<i>A page by nobody</i>. (2018). Cup Site.",
            id="a page without authors",
        ),
        pytest.param(
            {**JOURNAL, "author": MOCK, "issued": "2018", "title": "Does tea work?"},
            f"Mock, G. (2018). Does tea work? {IN_JOURNAL}",
            id="no full stop behind a question mark",
        ),
        pytest.param(
            {**JOURNAL, "author": MOCK, "issued": "2018", "title": "A <script>alert('x')</script> & a <i>cup</i>"},
            "Mock, G. (2018). A &lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; &amp; a &lt;i&gt;cup&lt;/i&gt;. "
            + IN_JOURNAL,
            id="markup in a title is text",
        ),
        pytest.param(
            {
                **JOURNAL,
                "author": [{"literal": "Tea & <b>Co</b>"}],
                "issued": "2018",
                "title": "See https://doi.org/ now",
            },
            f"Tea &amp; &lt;b&gt;Co&lt;/b&gt;. (2018). See https://doi.org/ now. {IN_JOURNAL}",
            id="markup in a name is text, and a title is never cut off",
        ),
        pytest.param(
            {**JOURNAL, "author": MOCK, "issued": "2021", "title": "An e-number", "issue": None, "page": "e7"},
            "Mock, G. (2021). An e-number. <i>Journal of Invented Results</i>, <i>12</i>, e7.",
            id="an article number, no issue",
        ),
    ],
)
def test_apa(fields: dict[str, Any], expected: str) -> None:
    assert apa([source(**fields)]) == {"x": expected}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"author": MOCK, "issued": "2021"}, "Mock 2021"),
        ({"author": people(2), "issued": "2021"}, "Family01 and Family02 2021"),
        ({"author": people(3), "issued": "2021"}, "Family01 and others 2021"),
        ({"author": [{"literal": "The Invented Tea Group"}], "issued": "2021"}, "The Invented Tea Group 2021"),
        ({"author": MOCK}, "Mock"),
        ({"title-short": "Invented note", "title": "A long title", "issued": "2021"}, "Invented note 2021"),
        ({"title": "One two three four five", "issued": "2021"}, "One two three four five 2021"),
        ({"title": "One two three four five six"}, "One two three four five..."),
        ({"issued": "2021"}, "A work whose title we have not seen 2021"),
    ],
)
def test_what_a_sentence_calls_a_work(fields: dict[str, Any], expected: str) -> None:
    assert short_name(source(type="article-journal", **fields)) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"DOI": "10.99999/a(b)1", "PMCID": "PMC1", "PMID": "2"}, "https://doi.org/10.99999/a(b)1"),
        ({"PMCID": "PMC1", "PMID": "2"}, "https://pmc.ncbi.nlm.nih.gov/articles/PMC1/"),
        ({"PMID": "2"}, "https://pubmed.ncbi.nlm.nih.gov/2/"),
        ({"container-title": "https://example.org"}, None),
    ],
)
def test_the_link_is_the_most_lasting_one(fields: dict[str, Any], expected: str | None) -> None:
    assert link(source(type="article-journal", title="T", **fields)) == expected
