"""What critics said of answers: why it still stands, what satisfied them, what they took back."""

from tests.worlds.fact import Fact

STANDS = (
    Fact(
        1,
        "Petra, of the first answer: it moves the difficulty into the second line.",
        ("petra", "No, this only moves the difficulty into the second line."),
    ),
    Fact(
        1,
        "Wen: without tone marks only a trick tells two provinces apart.",
        ("wen", "Shaanxi and Shanxi are two provinces"),
    ),
    Fact(
        3,
        "Yael: if a Hebrew atlas may print its reader’s word, so may an English one.",
        ("yael", "then an English one may print Moscow because that is its reader’s word"),
    ),
    Fact(
        3,
        "Yael said so again in April, with the reason she had given.",
        ("yael", "if one atlas may print its reader’s word, then every atlas may"),
    ),
    Fact(
        8,
        "Nadia: the boy who could say it asked her to stop.",
        ("nadia", "by the third week he asked me to stop"),
    ),
)

SATISFIED = (
    Fact(1, "Lev is satisfied, and said no more.", ("lev",)),
    Fact(
        2,
        "Petra is satisfied by the author’s agreeing.",
        ("petra", "that is handsomely done"),
    ),
    Fact(
        3,
        "Petra is satisfied: hers was about speech, the rule about paper.",
        ("petra", "I’d been defending the spoken word against a rule about paper"),
    ),
    Fact(
        4,
        "Petra is satisfied by an index with years.",
        ("petra", "An index that gives the years of each name along with it"),
    ),
    Fact(
        4,
        "Tomas is satisfied by the years.",
        ("tomas", "Years are what no gazetteer gives."),
    ),
    Fact(6, "Wen has her answer.", ("wen", "Clear, thank you.")),
    Fact(
        8,
        "Tomas is satisfied: no child asked what Warszawa is.",
        ("tomas", "no child has ever asked what Warszawa is"),
    ),
    Fact(
        9,
        "Rhys is satisfied by “a part of having a language at all”.",
        ("rhys", "should be carved over a door"),
    ),
)

TAKEN_BACK = (
    Fact(
        5,
        "Nadia took it back: a bilingual sign answers itself.",
        ("nadia", "A bilingual sign answers itself: print what it prints"),
    ),
    Fact(
        7,
        "Omar took it back: the kilometre post persuades him.",
        ("omar", "The kilometre post persuades me."),
    ),
    Fact(
        8,
        "Mira took it back: she shares the worry and not the claim.",
        ("mira", "I share the worry and not the claim"),
    ),
    Fact(
        10,
        "Omar took it back: he had mixed up how names are kept and which is shown.",
        ("omar", "I’d mixed up two questions, how names are kept and which one is shown"),
    ),
)
