"""What was answered and by whom, what was agreed and changed, and what then nobody answered."""

from tests.worlds.fact import Fact

ANSWERED = (
    Fact(
        1,
        "Edith: the two lines do two jobs, and neither is translating.",
        ("edith", "The two lines do two jobs, and neither of them is translating."),
    ),
    Fact(
        1,
        "Edith, again: the road sign’s form and not the passport’s.",
        ("edith", "I would print the form on the road signs and not that of the passport"),
    ),
    Fact(
        1,
        "Rhys, who isn’t the author: people read shapes before letters.",
        ("rhys", "People read shapes long before they read letters."),
    ),
    Fact(
        3,
        "Edith: speech keeps its words, and a sheet isn’t speech.",
        ("edith", "Speech keeps its words; a sheet isn’t speech."),
    ),
    Fact(
        3,
        "Rhys, for whom Edith lets it stand: a word lives without being printed.",
        (
            "rhys",
            "A word may live for centuries in speech without ever being printed on a map.",
            "Rhys says it better than I did.",
        ),
    ),
    Fact(
        4,
        "Edith: every old name goes into the index.",
        ("edith", "The index will carry every old name"),
    ),
    Fact(
        4,
        "Edith, to Tomas: an index that gives the years.",
        ("edith", "May I ask what you’d do with one that gave the years?"),
    ),
    Fact(
        5,
        "Edith won’t pursue it: that is for the town to settle.",
        ("edith", "which name stands first on a shared sign is for the town to settle"),
    ),
    Fact(
        6,
        "Edith: the system that the country has registered.",
        ("edith", "The national system that the country itself has registered"),
    ),
    Fact(
        7,
        "Edith: a map for the general reader is no dispatcher’s table.",
        ("edith", "A map for the general reader isn’t a dispatcher’s table"),
    ),
    Fact(
        8,
        "Edith: children can say it once they hear one person who can.",
        ("edith", "What children can’t say on Monday they can say on Friday"),
    ),
    Fact(
        10,
        "Petra, who isn’t the author: a setting decides what one sees, not what we both see.",
        ("petra", "A setting decides what you see, and the essay is about what we both see."),
    ),
    Fact(
        11,
        "Tomas, who isn’t the author: attention isn’t always a compliment.",
        ("tomas", "Attention isn’t always a compliment"),
    ),
    Fact(
        11,
        "Petra, who isn’t the author: a name can be an honour and in the way.",
        ("petra", "A name can be an honour to its object and still be in the way."),
    ),
    Fact(
        16,
        "Petra, who isn’t the author: by the date of the map.",
        ("petra", "By the date of the map, is how historians do it"),
    ),
)

AGREED = (
    Fact(
        2,
        "Edith agrees: what has no sign can’t be copied.",
        ("edith", "what has no sign can’t be copied, and I’ll rewrite that section"),
    ),
    Fact(
        2,
        "The second version says that rivers keep the reader’s name.",
        ("rivers, seas and ranges that several languages name keep the name",),
    ),
    Fact(
        9,
        "Edith agrees in part: for a language with one atlas, not for editors with many readers.",
        (
            "edith",
            "For a language with one school atlas you’re right",
            "for editors whose readers can choose among atlases I hold to the rule",
        ),
    ),
    Fact(
        9,
        "The second version says that the rule holds where readers have a choice.",
        ("the rule holds where a reader may choose among atlases",),
    ),
)

UNANSWERED = (
    Fact(
        5,
        "Ingrid: railways print what the local network sends.",
        ("ingrid", "the railways gave up on the order long ago"),
    ),
    Fact(
        10,
        "Mira: the default is what 98 per cent ever see.",
        ("mira", "the default is what 98 per cent ever see"),
    ),
    Fact(
        11,
        "Felix, to Tomas: granted that some of it was ransom.",
        ("felix", "But I’ll concede you the ransom."),
    ),
    Fact(
        11,
        "Felix, to Petra: books are for who knows already what to look for.",
        ("felix", "books are where one goes who already knows that there’s something to look for"),
    ),
    Fact(
        16,
        "Nadia would like to hear it from Edith.",
        ("nadia", "For the atlas on their desks I’d still like to hear it from Edith"),
    ),
)
