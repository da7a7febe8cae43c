"""Footnotes whose ids are unique among all texts on a page, numbered in order of use."""

import re
from collections import Counter
from xml.etree.ElementTree import Element, SubElement

from django.utils.translation import gettext_noop
from markdown import Markdown
from markdown.extensions.footnotes import FootnoteBlockProcessor, FootnoteExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from forum.markup.links import Match

_NAME = "data-note"
NOTES = gettext_noop("Footnotes")
BACK = gettext_noop("Back to footnote %(number)s in the text")
BACK_TO_USE = gettext_noop("Back to footnote %(number)s in the text, use %(use)s")


class Footnotes(FootnoteExtension):
    """Definitions as in Python-Markdown; ids `fn:p<key>-<n>` and `fnref:p<key>-<n>`."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key

    def extendMarkdown(self, md: Markdown) -> None:
        self.parser = md.parser
        md.parser.blockprocessors.register(FootnoteBlockProcessor(self), "footnote", 17)
        md.inlinePatterns.register(_Uses(self), "footnote", 175)
        md.treeprocessors.register(_Section(self), "footnote", 50)
        md.treeprocessors.register(_Numbers(self), "footnote-numbers", 15)


class _Uses(InlineProcessor):
    """`[^name]` in the text, where the name is defined."""

    def __init__(self, notes: Footnotes) -> None:
        super().__init__(r"\[\^([^\]\n]{1,200})\]")
        self.notes = notes

    def handleMatch(self, m: re.Match[str], data: str) -> Match:
        if m[1] not in self.notes.footnotes:
            return None, None, None
        mark = Element("sup", {_NAME: m[1]})
        SubElement(mark, "a", {"class": "footnote-ref"})
        return mark, m.start(), m.end()


class _Section(Treeprocessor):
    """Parses the notes before inline markup is read, since they have some themselves."""

    def __init__(self, notes: Footnotes) -> None:
        self.notes = notes

    def run(self, root: Element) -> None:
        if not self.notes.footnotes:
            return
        section = SubElement(root, "section", {"class": "footnotes", "aria-label": NOTES})
        items = SubElement(section, "ol")
        parsed: set[str] = set()
        while waiting := [name for name in self.notes.footnotes if name not in parsed]:
            for name in waiting:
                parsed.add(name)
                holder = Element("div")
                self.notes.parser.parseChunk(holder, self.notes.footnotes[name])
                item = SubElement(items, "li", {_NAME: name})
                item.extend(holder)


class _Numbers(Treeprocessor):
    """Numbers the notes in order of use and links them with their uses, both ways."""

    def __init__(self, notes: Footnotes) -> None:
        self.notes = notes

    def run(self, root: Element) -> None:
        items = {item.attrib[_NAME]: item for item in root.iter("li") if _NAME in item.attrib}
        if not items:
            return
        uses: Counter[str] = Counter()
        numbers: dict[str, int] = {}
        for mark in root.iter("sup"):
            name = mark.attrib.pop(_NAME)
            number = numbers.setdefault(name, len(numbers) + 1)
            uses[name] += 1
            mark.set("id", self._use_id(number, uses[name]))
            mark[0].set("href", f"#{self._note_id(number)}")
            mark[0].text = str(number)
        for name in items:
            numbers.setdefault(name, len(numbers) + 1)
        for name, item in items.items():
            del item.attrib[_NAME]
            item.set("id", self._note_id(numbers[name]))
            self._link_back(item, numbers[name], uses[name])
        (ordered,) = root.findall("./section[@class='footnotes']/ol")
        ordered[:] = [items[name] for name in sorted(items, key=numbers.__getitem__)]

    def _link_back(self, item: Element, number: int, uses: int) -> None:
        ends_in_text = len(item) and item[-1].tag == "p"
        end = item[-1] if ends_in_text else SubElement(item, "p")
        if len(end):
            end[-1].tail = (end[-1].tail or "") + "\u00a0"
        elif end.text:
            end.text += "\u00a0"
        for use in range(1, uses + 1):
            label = (BACK if use == 1 else BACK_TO_USE) % {"number": number, "use": use}
            back = SubElement(end, "a", {"class": "footnote-backref"})
            back.set("href", f"#{self._use_id(number, use)}")
            back.set("aria-label", label)
            back.text = "\u21a9\ufe0e"
            back.tail = " " if use < uses else None

    def _note_id(self, number: int) -> str:
        return f"fn:p{self.notes.key}-{number}"

    def _use_id(self, number: int, use: int) -> str:
        return f"fnref{use if use > 1 else ''}:p{self.notes.key}-{number}"
