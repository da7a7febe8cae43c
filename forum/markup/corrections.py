"""Last changes to the parsed tree: tables that scroll, links that may not stand."""

from xml.etree.ElementTree import Element

from django.utils.translation import gettext_noop
from markdown.treeprocessors import Treeprocessor

from forum.markup.limits import check_depth
from forum.markup.links import is_allowed
from web.writing import one_line, whole_signs

_LONGEST_NAME = 60
TABLE = gettext_noop("Table")
TABLE_OF = gettext_noop("Table: %(head)s")
_ALIGNED = {
    "left": {"class": "cell-left"},
    "center": {"class": "cell-center"},
    "right": {"class": "cell-right"},
}


class Depth(Treeprocessor):
    """Stops at a tree too deep for what comes after; it must run before anything recursive."""

    def run(self, root: Element) -> None:
        check_depth(root)


class Corrections(Treeprocessor):
    """Leaves no link that may not stand, and lets what is wide scroll in itself."""

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            if parent.tag == "a" and not is_allowed(parent.get("href", "")):
                parent.tag = "span"
                parent.attrib.clear()
            elif parent.tag == "pre":
                parent.set("tabindex", "0")
            elif align := parent.attrib.pop("align", ""):
                parent.attrib.update(_ALIGNED[align])
            for at, child in enumerate(parent):
                if child.tag == "table":
                    parent[at] = _scrolling(child)


def _scrolling(table: Element) -> Element:
    head = ", ".join(
        filter(None, (one_line("".join(each.itertext())) for each in table.iter("th")))
    )
    name = TABLE_OF % {"head": whole_signs(head, _LONGEST_NAME)} if head else TABLE
    attributes = {"class": "table-scroll", "role": "region", "aria-label": name, "tabindex": "0"}
    wrapper = Element("div", attributes)
    wrapper.append(table)
    wrapper.tail, table.tail = table.tail, None
    return wrapper
