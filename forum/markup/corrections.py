"""Last changes to the parsed tree: heading levels, tables that scroll, links that may not stand."""

from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from forum.markup.limits import check_depth
from forum.markup.links import is_allowed

_LEVELS = {"h1": "h2", "h2": "h3", "h3": "h4", "h4": "h4", "h5": "h4", "h6": "h4"}


class Depth(Treeprocessor):
    """Stops at a tree too deep for what comes after; it must run before anything recursive."""

    def run(self, root: Element) -> None:
        check_depth(root)


class Corrections(Treeprocessor):
    """A page has one h1, its own: a text's headings are h2 to h4."""

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            parent.tag = _LEVELS.get(parent.tag, parent.tag)
            if parent.tag == "a" and not is_allowed(parent.get("href", "")):
                parent.tag = "span"
                parent.attrib.clear()
            elif parent.tag == "pre":
                parent.set("tabindex", "0")
            for at, child in enumerate(parent):
                if child.tag == "table":
                    parent[at] = _scrolling(child)


def _scrolling(table: Element) -> Element:
    attributes = {"class": "table-scroll", "role": "region", "aria-label": "Table", "tabindex": "0"}
    wrapper = Element("div", attributes)
    wrapper.append(table)
    wrapper.tail, table.tail = table.tail, None
    return wrapper
