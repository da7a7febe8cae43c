"""Formulas in text: `$…$` and `\\(…\\)` in a line, `$$…$$` and `\\[…\\]` on lines of their own."""

import re
from html import escape, unescape
from xml.etree.ElementTree import Element

from django.utils.translation import gettext_noop
from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from forum.markup.links import Match
from forum.markup.mathml import FormulaError, mathml
from web.writing import shows_nothing

# As pandoc reads dollars: no white space inside of them, and no digit behind; nor, since many write
# US$5, a letter or digit of Latin before. Addresses are passed over. None looks beyond a sign like
# its own.
_FORMULA = re.compile(
    r"(?P<address>(?:https?://|www\.)[^\s<>]{1,2000}|<[^\s<>]{1,2000}>)"
    r"|(?<![$\\])\$\$(?P<own>(?:[^$\\]|\\.){1,2000})\$\$(?!\$)"
    r"|(?<![$\\A-Za-z0-9])\$(?![\s$])(?P<dollars>(?:[^$\\]|\\.){1,2000})(?<![\s$])\$(?![$\d])"
    r"|(?<!\\)\\\[(?P<square>(?:[^\\]|\\[^\[\]()]){1,2000})\\\]"
    r"|(?<!\\)\\\((?P<round>(?:[^\\]|\\[^\[\]()]){1,2000})\\\)",
    re.DOTALL,
)
_SEVERAL_LINES = re.compile(
    r"^ {0,3}(?:\$\$(?:[^$\\\n]|\\.|\n(?!\s*\n)){1,2000}\$\$"
    r"|\\\[(?:[^\\\n]|\\[^\[\]()]|\n(?!\s*\n)){1,2000}\\\])[ \t]*$",
    re.MULTILINE,
)
# What `\[…\]` and `\(…\)` are, where they are not a formula: “[b]” that is no link, and a marker.
_ADDRESS = re.compile(r"#?\w{1,4}")
_BEFORE_MARKER = re.compile(r"[\s*_\u200b-\u200f\u2060\ufeff]*")
_LETTER = re.compile(r"[A-Za-z]")
# “$5 each, or 6$” and “$5, R$ 6”: a number and words.
_NO_SIGN = r"[^\\^_={}+<>*|]"
_MONEY = re.compile(rf"\d{_NO_SIGN}*(?:[^\W\d_]{{2}}{_NO_SIGN}*|[,;(–/-] ?[A-Z])")
# “$AAPL/$TSLA” and “$PATH:$HOME”: what ends so goes on behind the dollar.
_GOES_ON = re.compile(r"[-–—/:;,.(|&+=<>~]")
# “\[the king\]” and “\(see above\)”: words in brackets that were to be no link.
_A_WORD = r"[^\W\d_]{3}|[^\W\d_]{2}\s[^\W\d_]{2}|[\u3041-\u9fff\uac00-\ud7ff]"
_WORDS = re.compile(rf"(?=[\s\S]*(?:{_A_WORD}))(?:[^\W_]|[\s.,;:!?'’“”\"…–-])*")
_CLASS = "formula"
_SHOWN = re.compile(r"<math\b[^<>]*>(.*?)</math>", re.DOTALL)
_NOT_SEEN = re.compile(
    r"<mphantom>.*?</mphantom>|<(?!/|mfrac|msqrt|mroot|menclose)[^<>]*>|</[^<>]*>"
)
# As much of one text as is read soon.
_MOST_SIGNS = 10_000
TOO_MANY = gettext_noop("the text has more formulas than can be shown")
FORMULA = gettext_noop("formula")


def joined(text: str) -> str:
    """The text with each formula that has several lines of its own on one: they are no list."""
    if "$$" not in text and "\\[" not in text:
        return text
    return _SEVERAL_LINES.sub(lambda match: match[0].replace("\n", " "), text)


def without_unseen(html: str) -> str:
    """Rendered HTML without the formulas that show nothing, as `$\\,$`."""
    return _SHOWN.sub(
        lambda math: "" if shows_nothing(unescape(_NOT_SEEN.sub("", math[1]))) else math[0], html
    )


def add_formulas(md: Markdown) -> None:
    """Find formulas before anything but code is read; `\\$` is a dollar."""
    md.ESCAPED_CHARS.append("$")
    md.inlinePatterns.register(_Formula(_FORMULA.pattern, md), "formula", 184)


class _Formula(InlineProcessor):
    def __init__(self, pattern: str, md: Markdown) -> None:
        super().__init__(pattern, md)
        self.compiled_re = _FORMULA

    def handleMatch(self, m: re.Match[str], data: str) -> Match:
        kind = m.lastgroup or ""
        if kind == "address" or _is_no_formula(kind, m, data):
            return None, None, None
        element = Element("span", {"class": _CLASS, "kind": kind})
        # A link that it stands in takes its words.
        element.text = AtomicString(self.unescape(m[0]))
        return element, m.start(), m.end()


def _is_no_formula(kind: str, m: re.Match[str], data: str) -> bool:
    written = m[kind]
    if not written.strip():
        return True
    if kind == "dollars":
        goes_on = _GOES_ON.match(written[-1]) and data[m.end() : m.end() + 1].isalpha()
        return bool(goes_on or _MONEY.fullmatch(written))
    if kind == "square" and _ADDRESS.fullmatch(written):
        return True
    if kind in ("square", "round") and _WORDS.fullmatch(written):
        return True
    if kind == "round" and _LETTER.fullmatch(written):
        before = data[data.rfind("\n", 0, m.start()) + 1 : m.start()]
        return bool(_BEFORE_MARKER.fullmatch(before))
    return False


class Formulas:
    """The formulas of one text: each as HTML, and the token that stands for it meanwhile."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.html: dict[str, str] = {}
        self._signs = 0

    def take_out(self, root: Element) -> None:
        """Put tokens where formulas stand in a parsed text, but within links, where none is."""
        for link in root.iter("a"):
            for each in link.iter("span"):
                if each.get("class") == _CLASS:
                    each.attrib.clear()
        for each in root.iter("span"):
            if each.get("class") == _CLASS:
                token = f"{self.token}f{len(self.html)}f"
                self.html[token] = self._html(each.text or "", each.attrib["kind"])
                each.attrib.clear()
                each.text = token

    def _html(self, written: str, kind: str) -> str:
        size = 2 if kind in ("own", "square", "round") else 1
        display = kind in ("own", "square")
        written = " ".join(written.split())
        self._signs += len(written)
        try:
            if self._signs > _MOST_SIGNS:
                raise FormulaError(TOO_MANY)
            shown = mathml(written[size:-size].strip(), written=written, display=display)
        except FormulaError as wrong:
            said = f"{FORMULA}: {escape(str(wrong), quote=False)}"
            fault = f'<span class="fault"> {said}</span>'
            return f"<code>{escape(written, quote=False)}</code>{fault}"
        return f'<span class="formula">{shown}</span>' if display else shown

    def put_back(self, html: str) -> str:
        """The same HTML with each formula where its token stands."""
        place = rf"<span>({self.token}f\d+f)</span>"
        return re.sub(place, lambda match: self.html[match[1]], html)
