"""Texts that attack readers, by family. Those that work run `alert` or ask evil.example."""

from tests.xss import addresses, disguises, elements, formulas, markdown

FAMILIES: dict[str, list[str]] = {
    **elements.FAMILIES,
    **addresses.FAMILIES,
    **markdown.FAMILIES,
    **formulas.FAMILIES,
    **disguises.FAMILIES,
}
# What no field takes: it cannot be stored.
REFUSED: list[str] = FAMILIES["NUL and half characters"]
VECTORS: list[str] = [each for family in FAMILIES.values() for each in family]
STORABLE: list[str] = [each for each in VECTORS if each not in REFUSED]


def packed(limit: int, *, between: str = " ") -> list[str]:
    """Return all that can be stored in texts of at most `limit` code points, several in each.

    What is longer is cut.
    """
    texts = [""]
    for vector in (each[:limit] for each in STORABLE):
        joined = f"{texts[-1]}{between}{vector}" if texts[-1] else vector
        if len(joined) <= limit:
            texts[-1] = joined
        else:
            texts.append(vector)
    return texts
