"""Words that speak for themselves: what somebody may be saying of an objection.

They only order what a form offers: what is said is chosen by whoever wrote it.
"""

import re

# What may be chosen, and the words that say so, as people write them in English.
WORDS = {
    "part": r"(?:in part|part(?:ly|ially)|half (?:right|true)|up to a point)\b",
    "concede": r"(?:conced\w+|granted|agree[ds]?|you(?:[’']re| are) right|(?:fair|good) point|"
    r"guilty|i stand corrected)\b",
    "decline": r"(?:(?:outside|beyond) (?:this|the|my) (?:essay|scope)|off[- ]topic|"
    r"already covered|not debat\w+|won[’']t pursue)\b",
    "withdraw": r"(?:(?:take|took) (?:\w+ ){1,3}back|withdraw|retract|my mistake|i was wrong)\b",
    "satisfied": r"(?:settles?|satisfied|convinced|convinces|fair enough|agree[ds]?|fine|"
    r"thanks?(?: you)?|that answers)\b",
    "reaffirm": r"(?:still|unconvinced|not (?:an answer|convinced|what i)|does(?:n[’']t| not) "
    r"(?:answer|help|settle)|misses)\b",
    "same": r"(?:i share|i agree|agree[ds]?|so do i|me too|same here|seconded|likewise)\b",
}
# And in German, where what is agreed with stands between the parts of a verb, and a “nicht” behind.
BETWEEN = r"\b(?:(?!nicht\b|kein)[^.!?\n]){0,60}?\b"
UNDENIED = r"\b(?![^.!?\n]{0,60}\bnicht\b)"
AGREED = r"(?<!nicht )einverstanden"
GERMAN = {
    "part": r"(?:teilweise|zum teil|teils|halb richtig|bis zu einem (?:gewissen )?punkt)\b",
    "concede": rf"(?:stimme{BETWEEN}zu|gebe{BETWEEN}(?:zu|recht)|hast du recht|"
    rf"du hast (?:da )?recht|zugestanden|guter punkt|eingeräumt|{AGREED})\b",
    "decline": r"(?:außerhalb (?:dieses|des|meines) essays|schon behandelt|gehört nicht hierher|"
    r"(?:verfolge|diskutiere) ich (?:\w+ ){0,3}nicht)\b",
    "withdraw": rf"(?:(?:nehme|ziehe){BETWEEN}zurück|mein fehler|ich lag falsch|"
    r"(?:habe ich mich|ich habe mich) geirrt)\b",
    "satisfied": rf"(?:(?<!nicht )(?:zufrieden|erledigt)|überzeugt mich(?! nicht)|bin überzeugt|"
    rf"das beantwortet{UNDENIED}|damit beantwortet|danke|{AGREED})\b",
    "reaffirm": r"(?:immer noch|noch immer|noch nicht|nach wie vor|weiterhin|besteht weiter|"
    r"nicht (?:überzeugt|zufrieden|einverstanden)|überzeugt mich nicht|"
    r"keine (?:antwort|erwiderung)|beantwortet das nicht)\b",
    "same": rf"(?:(?:ich teile|teile ich){UNDENIED}|stimme{BETWEEN}zu|ebenso|{AGREED}|"
    r"sehe ich (?:auch|genauso)(?: so)?|geht mir (?:auch|genauso) so)\b",
}
# “I share b”, “as to 2c”, and “b: conceded”; an a is an article unless a sentence ends there.
BARE = re.compile(
    r"\b(?:share|answers?|about|on|to|of|concede|teile|zu|auf|von)\s+(\d{0,3}[b-e]|\d{0,3}a(?=[.,;:!?)]|$))(?![\w’'])"
    r"|^\s*(\d{0,3}[a-e]):\s",
    re.IGNORECASE | re.MULTILINE,
)
_SPOKEN = {
    does: re.compile(rf"(?<!\w)(?:{words}|{GERMAN[does]})", re.IGNORECASE)
    for does, words in WORDS.items()
}
# Longer points say more than one thing.
BEGINS = 300


def spoken(source: str) -> list[str]:
    """Return what the first words of a text may say of the objection that they are about.

    What is said first comes first; “part” before “concede”, which it limits.
    """
    begins = source[:BEGINS]
    found = {
        does: match.start() for does, each in _SPOKEN.items() if (match := each.search(begins))
    }
    return sorted(found, key=lambda does: (does != "part", found[does]))


def named_barely(source: str) -> set[str]:
    """Return the addresses (“b”, “2b”) that a text may name by a letter alone."""
    return {(first or second).lower() for first, second in BARE.findall(source[:BEGINS])}
