"""Who objects to what, who shares it and in which words, and what would satisfy them."""

from tests.worlds.fact import Fact

OBJECTED = (
    Fact(
        1,
        "Petra: a name in a script one can’t read tells nothing, and romanising is translating.",
        ("petra", "the romanised line is already a translation"),
    ),
    Fact(
        2,
        "Petra: rivers, seas and ranges have no station sign.",
        ("petra", "Rivers, seas and ranges have no station sign"),
    ),
    Fact(
        3,
        "Petra: an exonym is a word of one’s own language and no mistake.",
        ("petra", "An exonym is a word of the reader’s own language"),
    ),
    Fact(
        4,
        "Petra: old documents would no longer meet new maps.",
        ("petra", "Old documents and new maps would no longer meet"),
    ),
    Fact(
        5,
        "Bruno: where two communities share a town, the sign is the quarrel.",
        ("bruno", "the sign itself is the quarrel"),
    ),
    Fact(
        6,
        "Wen asks which romanisation is printed where the sign has none.",
        ("wen", "Which romanisation do you print"),
    ),
    Fact(
        7,
        "Ingrid: timetables and emergency calls need one form.",
        ("ingrid", "Timetables and emergency calls need one agreed form"),
    ),
    Fact(
        8,
        "Nadia: children learn less from names that nobody around them says.",
        ("nadia", "Children learn less, not more"),
    ),
    Fact(
        9,
        "Rhys: small languages lose most.",
        ("rhys", "Small languages lose most by this"),
    ),
    Fact(
        10,
        "Omar: databases have solved this already.",
        ("omar", "Databases have solved this already"),
    ),
    Fact(
        11,
        "Felix: the record that a foreign name is should be in sight; an index is a drawer.",
        ("felix", "the record is worth having in sight, and an index is a drawer"),
    ),
    Fact(
        15,
        "Lev: the new version lets the mapmaker decide which river has a single name.",
        ("lev", "decide which river has a single name"),
    ),
    Fact(
        16,
        "Nadia asks how a town is named that is gone.",
        ("nadia", "a town that is gone, or is no longer what it was"),
    ),
)

SHARED = (
    Fact(
        1,
        "Wen shares it in her own words: the road sign has changed the name already.",
        ("wen", "A road sign that leaves off the tone marks has already changed the name"),
    ),
    Fact(
        2,
        "Lev shares it in his own words: most rivers change their name where nobody lives.",
        ("lev", "most rivers change their name where nobody lives"),
    ),
    Fact(
        3,
        "Yael shares it in her own words, in Hebrew among others.",
        ("yael", "מוסקבה is a Hebrew word and no mistake in Russian"),
    ),
    Fact(3, "Felix shares it.", ("felix",)),
    Fact(
        3,
        "Wen’s “Peking” became part of Lev’s older names, and both part of this.",
        ("wen", "lev", "is no mispronounced Beijing", "often older than your sign"),
    ),
    Fact(
        4,
        "Tomas shared it in his own words: a catalogue can’t lose Leghorn.",
        ("tomas", "A catalogue that loses Leghorn loses two centuries of letters"),
    ),
    Fact(
        8,
        "Bruno shares it in his own words: what is corrected is soon not said.",
        ("bruno", "A name that is corrected each time one says it is soon not said at all"),
    ),
    Fact(9, "Bruno and Yael share it.", ("bruno", "yael")),
    Fact(
        11,
        "Yael shares it in her own words: the place was thought worth a word.",
        ("yael", "somebody had thought the place worth a word"),
    ),
)

WISHES = (
    Fact(
        1,
        "A page of the Caucasus that needs no key would satisfy Petra.",
        (
            "petra",
            "A double page of the Caucasus, set by this rule, that one can use without a key",
        ),
    ),
    Fact(
        1,
        "Tone marks would satisfy Wen.",
        ("wen", "Tone marks on the second line, whatever the road sign leaves out"),
    ),
    Fact(
        3,
        "A reason that isn’t about size would satisfy Yael.",
        ("yael", "One reason, not about size, why a Hebrew atlas may print its reader’s word"),
    ),
    Fact(
        7,
        "A rule which line is the name would satisfy Ingrid.",
        ("ingrid", "A printed rule for which of the two lines is the name"),
    ),
    Fact(
        8,
        "A class that was tested would satisfy Nadia.",
        ("nadia", "One class, anywhere, that was tested before and after"),
    ),
    Fact(
        11,
        "One old name on the sheet would satisfy Felix.",
        ("felix", "One old name for each great city, small and in brackets, on the sheet itself"),
    ),
)
