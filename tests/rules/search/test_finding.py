"""What is found of what is typed, the same on both databases."""

import pytest

from tests.worlds.library import Library

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

ABOUT_AGENCY = "agency asks first point-a question second"
BENEATH_AGENCY = "agency answers asks first point-a point-b question second"
# What is typed, and what a visitor finds, in any order.
VISITOR = {
    # Words, whatever their case, accents and signs
    "agency": ABOUT_AGENCY,
    "AGENCY": ABOUT_AGENCY,
    "Agency.": ABOUT_AGENCY,
    "(agency)": ABOUT_AGENCY,
    "agency agency": ABOUT_AGENCY,
    "open agency": "agency first point-a",
    "agency open": "agency first point-a",
    "open agency model": "agency first",
    "critics open": "agency",
    "agencys": "",
    "agenc": "",
    "open nothing-like-it": "",
    "unsafe": "agency",
    "nobody": "agency first point-b",
    "model": "agency first point-b",
    "café": "cafe",
    "cafe": "cafe",
    "CAFÉ": "cafe",
    "cafes": "cafe",
    "naive": "cafe",
    "naïve": "cafe",
    "zoe": "cafe",
    "Zoë": "cafe",
    "strasse": "cafe",
    "Straße": "cafe",
    "STRASSE": "cafe",
    "istanbul": "cafe",
    "İSTANBUL": "cafe",
    "finally": "cafe",
    "ﬁnally": "cafe",
    # Signs within words
    "well-being": "agency",
    "being": "agency",
    "being well": "agency",
    "isn't": "agency",
    "isn’t": "agency",
    "3.14": "agency",
    "14": "agency",
    "3,14": "agency",
    "14.3": "",
    "snake_case": "code",
    "snake": "code",
    "case_snake": "",
    "c++": "code",
    "C": "code",
    "AT&T": "code",
    "boldly": "code",
    "link": "code",
    "x": "code",
    "b": "code first",
    # What marks it up, and where links lead, is no word of it
    "example.org": "",
    "https": "",
    "strong": "",
    # Scripts without spaces
    "意識": "kanji",
    "意": "kanji",
    "識意": "",
    "意識は人工的": "kanji",
    "意識 犬": "kanji",
    "犬": "kanji",
    "猫を追う": "kanji",
    "猫追": "",
    "カタカナ": "kanji",
    "カナ": "kanji",
    "カタカナもEnglish": "kanji",
    "english": "kanji",
    "ภาษา": "scripts",
    "ไทย": "scripts",
    "ไทยภาษา": "",
    # And others
    "हिन्दी": "scripts",
    "हिन्द": "",
    "हिन्*": "scripts",
    "שלום": "scripts",
    "שָׁלוֹם": "scripts",
    "الشمس": "scripts",
    "الشَّمس": "scripts",
    "ёлка": "scripts",
    "елка": "scripts",
    "ЕЛКА": "scripts",
    "한국어": "scripts",
    "한국": "",
    "한국*": "scripts",
    "ελληνικα": "scripts",
    "ΕΛΛΗΝΙΚΆ": "scripts",
    # Phrases stand as they are quoted
    '"open agency"': "agency first point-a",
    "“open agency”": "agency first point-a",
    '"agency open"': "",
    '"its critics"': "agency",
    '"critics agents"': "",
    '"agency agency agency"': "second",
    '"agency agency agency agency"': "",
    '"any chance"': "asks",
    '"any chance" define': "asks",
    '"well being"': "agency",
    '"意識"': "kanji",
    '"unsafe. The open"': "agency",
    '"open': "agency answers first point-a",
    'chance "': "asks",
    # Beginnings
    "agen*": ABOUT_AGENCY,
    "a* defin*": "asks first",
    "defin*": "asks first point-b",
    "defin": "",
    "cafe*": "cafe",
    "well-b*": "agency",
    '"open*"': "agency answers first point-a",
    # Without
    "agency -open": "asks question second",
    "open -agency": "answers",
    'agency -"open agency"': "asks question second",
    "agency -defin*": "agency point-a question second",
    "agency -open -asks -chance": "question second",
    "-agency in:essays": "cafe kanji scripts",
    "-agency -意識 in:essays": "cafe scripts",
    '-"open agency" in:essays': "cafe kanji scripts",
    "-犬 in:essays": "agency cafe scripts",
    "agency -": ABOUT_AGENCY,
    "agency -nothing-like-it": ABOUT_AGENCY,
    # Who, and people
    "author:alice": "agency alice answers",
    "author:@Alice": "agency alice answers",
    "author:ALICE agency": "agency",
    "author:bob": "bob cafe first point-a point-b",
    "author:bob author:carol": "",
    "author:nobody-here": "",
    "-author:bob agency": "agency asks question second",
    "chance author:dave": "asks",
    "alice": "alice",
    "alignment": "alice",
    "in:people": "alice bob carol dave",
    "kind:person carol": "carol",
    # Who wrote nothing that a visitor may read
    "erin": "",
    "author:erin": "",
    "mina": "",
    # About what
    "topic:ai": BENEATH_AGENCY.replace("point-a", "kanji point-a"),
    "topic:AI agency": ABOUT_AGENCY,
    'topic:"decision theory"': BENEATH_AGENCY,
    "topic:decision": "",
    "topic:language": "cafe code kanji",
    "topic:language -topic:ai": "cafe code",
    "topic:none": "",
    # Objections
    "status:open": "point-a question",
    "status:OPEN agency": "point-a question",
    "status:answered": "point-b",
    "status:unresolved": "point-a point-b question",
    "status:disputed": "",
    "-status:open in:objections": "point-b",
    "letter:a": "point-a",
    "letter:B": "point-b",
    "letter:1b": "point-b",
    "letter:2b": "",
    "letter:b topic:language": "",
    # Which kind
    "in:essays": "agency cafe kanji scripts",
    "in:essay agency": "agency",
    "kind:posts agency": "agency",
    "in:replies": "answers asks code first second",
    "in:objections": "point-a point-b",
    "in:questions": "question",
    "in:title agency": "agency point-a question",
    "in:title model": "point-b",
    "in:title alignment": "",
    "in:title 意識": "kanji",
    'in:title "open agency" -critics': "point-a",
    "in:title in:essays agency": "agency",
    "-in:replies agency": "agency point-a question",
    # What is no filter is words
    "letter:f": "",
    "in:nowhere": "",
    "status:lost": "",
    "foo:bar": "",
    "is:open": "answers",
    "open:by": "answers",
    "by:design": "answers",
    "design:": "answers",
    # Hidden, withdrawn, pending, drafts
    "hidden": "",
    '"hidden remark"': "",
    "pending": "",
    "taken": "",
    "withdrawn": "",
    "secret": "",
    "draft": "",
}
# Who types it, what, and what they find beside.
INSIDERS = [
    ("bob", "withdrawn", "withdrawn"),
    ("bob", "taken", "taken-back"),
    ("bob", "cafes", "cafe taken-back"),
    ("bob", "hidden", ""),
    ("bob", "author:erin", ""),
    ("alice", "hidden", ""),
    ("alice", "draft", ""),
    ("alice", "topic:ai secret", ""),
    ("carol", "withdrawn", ""),
    ("dave", "hidden", "hidden"),
    ("erin", "pending", "pending"),
    ("erin", "erin", "erin"),
    ("mina", "erin", "erin"),
    ("mina", "hidden", "hidden"),
    ("mina", "pending agency", "pending"),
    ("mina", "author:erin", "erin pending"),
    ("mina", "secret", ""),
]


def test_a_visitor_finds_what_the_table_says(library: Library) -> None:
    found = {typed: " ".join(sorted(library.found(typed))) for typed in VISITOR}
    assert found == VISITOR
    assert len(VISITOR) + len(INSIDERS) > 150


def test_insiders_find_what_is_theirs(library: Library) -> None:
    for who, typed, labels in INSIDERS:
        found = " ".join(sorted(library.found(typed, library.people[who])))
        assert found == labels, (who, typed)


def test_titles_come_first_and_then_what_says_it_most_or_last(library: Library) -> None:
    assert set(library.found("agency")[:3]) == {"agency", "question", "point-a"}
    assert library.found("agency in:replies") == ["second", "first", "asks"]
    assert library.found("open agency in:replies") == ["first"]
    # As old as another, what came later stands first.
    assert library.found("in:people")[:2] == ["dave", "carol"]
