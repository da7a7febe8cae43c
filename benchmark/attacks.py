"""Texts made to keep the renderer busy, within its limits."""

ESSAY = 100_000


def attacks() -> dict[str, str]:
    """Return those that take longest of all we know, by what they are made of."""
    return {
        "nested lists": "".join(" " * (4 * (i % 15)) + "- a\n\n" for i in range(2900)),
        "links left open": ("[a](" + "b" * (ESSAY // 1499 - 4)) * 1490,
        "brackets left open": ("[" + "a" * (ESSAY // 1500 - 1)) * 1499,
        "emphasis far apart": ("*a* " + "b" * (ESSAY // 2900 - 4)) * 2900,
        "a note used often": "[^1]: x\n\n" + "[^1] " * 390,
        "code that is no code": "```python\n" + "('\n" * 3000 + "```",
    }
