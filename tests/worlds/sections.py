"""The words of a page's sections, as somebody who sees nothing but its text reads them."""

from html.parser import HTMLParser

# What does not end a word.
INLINE = frozenset(
    "a abbr b bdi bdo cite code del em i ins mark q s small span strong time".split()
)
VOID = frozenset("area br col embed hr img input link meta source track use wbr".split())
# What nobody reads.
SILENT = frozenset({"script", "style", "svg", "template"})


def sections_of(page: str) -> dict[str, str]:
    """Return the words of each element of a page, by its heading’s id or its own, on one line."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return {name: " ".join("".join(words).split()) for name, words in reader.found.items()}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {}
        # What is open, each with its id.
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._break(tag)
        if tag not in VOID:
            named = dict(attrs)
            self._open.append((tag, named.get("aria-labelledby") or named.get("id") or ""))
            self.found.setdefault(self._open[-1][1], [])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        self._break(tag)
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if any(tag in SILENT for tag, _ in self._open):
            return
        for name in {name for _, name in self._open}:
            self.found[name].append(data)

    def _break(self, tag: str) -> None:
        if tag not in INLINE:
            self.handle_data(" ")
