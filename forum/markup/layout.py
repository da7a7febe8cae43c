"""Line layout: what writers expect of Markdown where Python-Markdown is stricter.

And what a line is by its own looks: a list item, the start of a table.
"""

import re

ITEM = re.compile(r"^( *)([-*+]|\d{1,9}\.)( +)(?=\S)")
_TABLE_RULE = re.compile(r"^ {0,3}\|?[ :-]++(?:\|[ :-]*+)*+$")
_WIDEST_GAP = 4
_HASH_WORD = re.compile(r"^#{1,6}(?![#\s])|^#{7}")
_INDENTED_HEADING = re.compile(r"^ {1,3}(?=#{1,6} )")
_RULE = re.compile(r"^ {0,3}(?:(?:\* *){3,}|(?:- *){3,})$")
_TAB = "    "


def item_width(item: re.Match[str]) -> int:
    """How far lines must be indented to belong to the item that ITEM matched, in spaces."""
    indent, sign, gap = map(len, item.groups())
    return indent + sign + (gap if gap <= _WIDEST_GAP else 1)


def starts_table(line: str, following: str) -> bool:
    """Whether a line is the header of a table, given the line after it."""
    if "|" not in line or "|" not in following or "-" not in following:
        return False
    return bool(_TABLE_RULE.match(following))


def layout(text: str) -> str:
    """The same Markdown with lists and tables set apart and nested lists indented by four.

    A list or table may follow a paragraph without a blank line, list items nest by the width of
    their marker as in CommonMark, and `#word` is no heading.
    """
    writer = _Layout()
    lines = text.split("\n")
    for at, line in enumerate(lines):
        writer.add(line, lines[at + 1] if at + 1 < len(lines) else "")
    return "\n".join(writer.lines)


class _Layout:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self.levels: list[tuple[int, str]] = []
        self.blank = True
        self.in_table = False
        # Whether the last item has paragraphs: what follows it would belong to them.
        self.loose = False

    def add(self, line: str, following: str) -> None:
        if not line.strip():
            self.lines.append("")
            self.blank, self.in_table = True, False
            return
        item = None if _RULE.match(line) else ITEM.match(line)
        if item and self._starts_item(item):
            self._add_item(line, item)
        elif self.levels:
            self._add_to_item(line)
        else:
            self._add_text(line, following)
        self.blank = False

    def _starts_item(self, item: re.Match[str]) -> bool:
        indent, sign, _ = item.groups()
        if self.levels:
            return len(indent) < self.levels[-1][0] + len(_TAB)
        interrupts = self.blank or not sign[0].isdigit() or sign == "1."
        return len(indent) < len(_TAB) and interrupts and not self.in_table

    def _add_item(self, line: str, item: re.Match[str]) -> None:
        indent, sign, _ = item.groups()
        kind = "1" if sign[0].isdigit() else "-"
        left = None
        while self.levels and len(indent) < self.levels[-1][0]:
            left = self.levels.pop()
        other = left[1] != kind if left else not self.levels
        if not self.blank and (other or (left and self.loose)):
            self.lines.append("")
        self.lines.append(f"{_TAB * len(self.levels)}{sign} {line[item.end() :]}")
        self.levels.append((item_width(item), kind))
        self.loose = False

    def _add_to_item(self, line: str) -> None:
        indent = len(line) - len(line.lstrip(" "))
        if not self.blank:
            self.lines.append(_TAB * (len(self.levels) - 1) + line.lstrip(" "))
            return
        while self.levels and indent < self.levels[-1][0]:
            self.levels.pop()
        if self.levels:
            self.lines.append(_TAB * len(self.levels) + line[self.levels[-1][0] :])
            self.loose = True
        else:
            self._add_text(line, "")

    def _add_text(self, line: str, following: str) -> None:
        if not self.in_table and starts_table(line, following):
            if not self.blank:
                self.lines.append("")
            self.in_table = True
        line = _INDENTED_HEADING.sub("", line)
        self.lines.append("\\" + line if _HASH_WORD.match(line) else line)
