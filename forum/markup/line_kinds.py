"""What a line of Markdown is by its own looks: a list item, the start of a table."""

import re

ITEM = re.compile(r"^( *)([-*+]|\d{1,9}\.)( +)(?=\S)")
_TABLE_RULE = re.compile(r"^ {0,3}\|?[ :-]++(?:\|[ :-]*+)*+$")
_WIDEST_GAP = 4


def item_width(item: re.Match[str]) -> int:
    """How far lines must be indented to belong to the item that ITEM matched, in spaces."""
    indent, sign, gap = map(len, item.groups())
    return indent + sign + (gap if gap <= _WIDEST_GAP else 1)


def starts_table(line: str, following: str) -> bool:
    """Whether a line is the header of a table, given the line after it."""
    if "|" not in line or "|" not in following or "-" not in following:
        return False
    return bool(_TABLE_RULE.match(following))
