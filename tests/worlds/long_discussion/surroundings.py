"""What else the page tells: the essay in short, what was said in favour, the author's last word."""

from tests.worlds.fact import Fact

HEAD = (
    Fact(
        "head",
        "What the essay claims, in the author’s words.",
        ("should print each town under the name on its own station sign",),
    ),
    Fact(
        "head",
        "The author’s last word, not the one before it.",
        ("I set out to defend one rule and leave with one and a half.",),
    ),
)

FAVOURS = (
    Fact(
        "favour",
        "Mira: a rule that one can check by going there.",
        ("mira", "third year of cartography"),
    ),
    Fact(
        "favour", "Omar is for two lines.", ("omar", "For the two-line form I’m wholly in favour.")
    ),
    Fact("favour", "Lev: it is right in the field.", ("lev", "In the field this is simply right.")),
    Fact(
        "favour",
        "Ingrid is for it, as a passenger.",
        ("ingrid", "As a passenger, not as an editor: I’m for it."),
    ),
    Fact(
        "favour",
        "Rhys grew up in a place that the maps misspelt.",
        ("rhys", "a place that the maps misspelt until 1974"),
    ),
    Fact(
        "favour",
        "Tomas came to object and stayed to agree.",
        ("tomas", "I came to object and stayed to agree with most of it"),
    ),
    Fact(
        "favour",
        "Bruno is for the principle.",
        ("bruno", "I’m for the principle"),
    ),
    Fact("favour", "Wen is for it, but for the tones.", ("wen", "我赞成")),
    Fact(
        "favour",
        "Mira, of the second version: it is the stronger for its limit.",
        ("mira", "The new section on rivers makes it stronger"),
    ),
    Fact(
        "favour",
        "Omar has changed his map.",
        ("omar", "I’ve changed the default of a small walking map"),
    ),
)

COVERAGE = (
    Fact("coverage", "There are 140 replies, ten in favour.", ("140 replies", "10 are in favour")),
)
