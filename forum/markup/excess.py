"""What is said of a text that has too much of something, and what to do about it."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from web.numbers import grouped


class Excess(NamedTuple):
    """One thing of which there can be too much: how much of it, as an object, and what to do."""

    counted: str | Promise
    advice: str | Promise

    def on_a_line(self, found: int, most: int, line: int) -> str:
        """Return that line `line` has `found` where at most `most` can be."""
        return self._told(
            gettext("Line %(line)s has %(found)s; at most %(most)s are possible. %(advice)s"),
            found,
            most,
            line,
        )

    def in_a_text(self, found: int, most: int, line: int) -> str:
        """Return that a text has `found`, and that line `line` goes beyond `most`."""
        return self._told(
            gettext(
                "The text has %(found)s; at most %(most)s are possible, and line %(line)s goes "
                "beyond them. %(advice)s"
            ),
            found,
            most,
            line,
        )

    def _told(self, sentence: str, found: int, most: int, line: int) -> str:
        return sentence % {
            "found": self.counted % {"count": grouped(found)},
            "most": grouped(most),
            "line": grouped(line),
            "advice": self.advice,
        }


COLUMNS = Excess(gettext_lazy("%(count)s “|” signs"), gettext_lazy("Use fewer columns."))
INDENTS = Excess(gettext_lazy("%(count)s spaces at its start"), gettext_lazy("Indent it less."))
NESTED_ON_A_LINE = Excess(
    gettext_lazy("%(count)s list and quote signs at its start"), gettext_lazy("Nest it less.")
)
LINES = Excess(gettext_lazy("%(count)s lines"), gettext_lazy("Join some."))
BRACKETS = Excess(gettext_lazy("%(count)s “[” signs"), gettext_lazy("Use fewer links or brackets."))
DEFINITIONS = Excess(gettext_lazy("%(count)s “]:” signs"), gettext_lazy("Define fewer links."))
FOOTNOTES = Excess(gettext_lazy("%(count)s footnote marks"), gettext_lazy("Use fewer footnotes."))
EMPHASES = Excess(
    gettext_lazy("%(count)s “*”, “_” and “~” signs"), gettext_lazy("Use less emphasis.")
)
FORMULAS = Excess(gettext_lazy("%(count)s “$” signs"), gettext_lazy("Use fewer formulas."))
BACKTICKS = Excess(gettext_lazy("%(count)s backticks"), gettext_lazy("Put code between ``` lines."))
BACKSLASHES = Excess(
    gettext_lazy("%(count)s backslashes"), gettext_lazy("Put code between ``` lines.")
)
ENTITIES = Excess(
    gettext_lazy("%(count)s “<” and “&” signs"), gettext_lazy("Put code between ``` lines.")
)
ADDRESSES = Excess(gettext_lazy("%(count)s web and mail addresses"), gettext_lazy("Link to fewer."))
BOXES = Excess(gettext_lazy("%(count)s “///” lines"), gettext_lazy("Use fewer boxes."))
DETAILS = Excess(gettext_lazy("%(count)s “<details>” boxes"), gettext_lazy("Use fewer."))
NESTED = Excess(gettext_lazy("%(count)s list and quote signs"), gettext_lazy("Use shorter lists."))
TABS = Excess(gettext_lazy("%(count)s tabs"), gettext_lazy("Use spaces."))
HEADINGS = Excess(gettext_lazy("%(count)s headings and rules"), gettext_lazy("Use fewer."))
FENCES = Excess(gettext_lazy("%(count)s code fences"), gettext_lazy("Use fewer code blocks."))
CELLS = Excess(gettext_lazy("%(count)s table cells"), gettext_lazy("Use smaller tables."))
POINTS = Excess(
    gettext_lazy("%(count)s lettered points"), gettext_lazy("Split it into several replies.")
)
