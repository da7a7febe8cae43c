"""What a sentence concedes before it comes to its point, and what it points back to."""

import re

FEWEST_WORDS = 3
# In English the main clause follows whatever a conjunction at the beginning concedes.
_CONCEDING = re.compile(
    r"^(?:whilst|while|although|though|even though|even if|granted that|admittedly)\b[^,]*"
    r"(?:,[^,]*)*?,\s+(?=(?:i|you|it|this|that|these|those|there|we|they|he|she|the|your|my|a|an"
    r"|nobody|no one|nothing|people|many|most|some|what|who)\b)",
    re.IGNORECASE,
)
# “but”, also in languages where a main clause follows it with its subject first; where it is
# another word in a neighbouring language, only before such a subject.
_TURN = re.compile(
    r"(?:[,;]\s+|\s+[–—]\s+)(?:"
    r"(?:but|however|though|yet|although|aber|pero|maar|но)\b,?\s+"
    r"|mais\s+(?=(?:les?|la|l[’']|une?|des|il|elle|on|nous|vous|ils|elles|je|j[’']|tu|ce|cet|cette"
    r"|ces|c[’']|personne|rien)(?:\b|(?<=[’'])))"
    r"|ma\s+(?=(?:il|lo|la|gli|i|l[’']|una?|uno|nessuno|chi)(?:\b|(?<=[’']))))",
    re.IGNORECASE,
)
# “Not X, but Y”, “nothing but”: no concession.
_CONTRAST = re.compile(
    r"\b(?:not (?:only|just|merely|simply|so much|because)|neither|nothing|nobody|anything|no one"
    r"|(?:is|are|was|were)(?: not|n[’']t) (?:the|a|an|in|about|that|whether|how|what|so)"
    r"|nicht|kein\w*|n[’']\w+|ne|pas|non|niet|geen|не)\b",
    re.IGNORECASE,
)
_NO_CLAUSE = re.compile(r"(?:also|and|or|only|rather|merely|never|without|to|for|auch|и)\b", re.I)
_BACK_FIRST = (
    r"it|its|this|that|these|those|he|she|they|his|her|their|them|him"
    r"|dies|dieser|diese|dieses|cela|ça|ceci|eso|esto|ello|ciò|это"
)
_BACK = re.compile(
    rf"(?:{_BACK_FIRST}|es|er|sie|das|il|elle|ils|elles|ce|c[’']est|él|ella|ellos|ellas|lo|questo"
    r"|quello|esso|essa|dit|dat|het|hij|zij|ze|он|она|оно|они)\b",
    re.IGNORECASE,
)
_FIRST = re.compile(rf"(?:{_BACK_FIRST})\b", re.IGNORECASE)


def main_clause(sentence: str) -> str:
    """Return what a sentence says after a concession, or all of it."""
    turn = _TURN.search(sentence)
    turned = sentence[turn.end() :] if turn and _concedes(sentence[: turn.start()]) else sentence
    for rest in (_CONCEDING.sub("", sentence, count=1), turned):
        if rest != sentence and len(rest.split()) >= FEWEST_WORDS and not _NO_CLAUSE.match(rest):
            return rest
    return sentence


def points_back(clause: str) -> bool:
    """Whether one has to know the words before it: it begins with “it”, “this”, “she”."""
    return bool(_BACK.match(clause))


def points_back_first(sentence: str) -> bool:
    """The same of a whole sentence, in words that mean nothing else at its beginning."""
    return bool(_FIRST.match(sentence))


def _concedes(before: str) -> bool:
    return not _CONTRAST.search(before)
