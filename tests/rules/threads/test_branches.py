"""Flat rows become nested lists that always close, whatever is missing between them."""

from datetime import UTC, datetime
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from threads.branches import ReplyRow, nest

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def rows(parents: list[int]) -> list[ReplyRow]:
    """A forest in reading order: entry n answers an earlier one, or is top-level at 0."""
    children: dict[int, list[int]] = {}
    for pk, parent in enumerate(parents, 1):
        children.setdefault(min(parent, pk - 1), []).append(pk)
    found: list[ReplyRow] = []

    def walk(pk: int, parent: int | None, level: int) -> None:
        place, state = (pk, parent, level, 0, 0, 1), ("visible", "", NOW, NOW, None, "")
        row = ReplyRow(
            *place, *state, 1, "a", "", home=None, moved=False, essay=None, readable=True
        )
        found.append(row)
        for child in children.get(pk, []):
            walk(child, pk, level + 1)

    for root in children.get(0, []):
        walk(root, None, 0)
    return found


class Lists(HTMLParser):
    """Reads which item stands in which."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.parents: dict[str, str] = {}
        self.path: list[str] = []

    def handle_starttag(self, tag: str, attributes: list) -> None:
        self.open.append(tag)
        if tag == "li":
            pk = dict(attributes)["id"]
            self.parents[pk] = self.path[-1] if self.path else ""
            self.path.append(pk)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if tag == "li":
            self.path.pop()


def printed(found: list[ReplyRow]) -> Lists:
    """Print the places as the template does, and read them back."""
    reader = Lists()
    for place in nest(found, deepest=99):
        html = f"<li id='{place.row.pk}'>" + ("<details><ol>" if place.opens else "</li>")
        reader.feed(html + "</ol></details></li>" * place.closes)
    assert reader.open == []
    return reader


@given(st.lists(st.integers(0, 30), max_size=30))
def test_every_reply_stands_beneath_its_parent(parents: list[int]) -> None:
    found = rows(parents)
    assert printed(found).parents == {str(row.pk): str(row.parent or "") for row in found}


@given(st.lists(st.integers(0, 30), max_size=30), st.sets(st.integers(1, 30)))
def test_lists_close_when_rows_are_missing(parents: list[int], missing: set[int]) -> None:
    found = [row for row in rows(parents) if row.pk not in missing]
    assert list(printed(found).parents) == [str(row.pk) for row in found]
