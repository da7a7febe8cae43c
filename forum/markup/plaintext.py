"""The words of rendered HTML."""

from html.parser import HTMLParser

BLOCKS = frozenset(
    "blockquote br dd details div h2 h3 h4 hr li ol p pre section summary table tbody td th thead"
    " tr ul".split()
)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.left_out = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        if tag in BLOCKS:
            self.parts.append(" ")
        if (tag == "sup" and "id" in names) or names.get("class") == "footnote-backref":
            self.left_out = tag

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self.parts.append(" ")
        if tag == self.left_out:
            self.left_out = ""

    def handle_data(self, data: str) -> None:
        if not self.left_out:
            self.parts.append(data)


def words_of(html: str) -> str:
    """The text content, blocks set apart, every run of white space as one space."""
    parser = _Words()
    parser.feed(html)
    parser.close()
    return " ".join("".join(parser.parts).split())
