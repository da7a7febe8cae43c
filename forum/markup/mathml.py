"""LaTeX as MathML, of the elements that mathematics needs, in bounded time."""

import re
from html import unescape
from xml.etree.ElementTree import Element, tostring

from django.utils.translation import gettext_noop
from latex2mathml import exceptions
from latex2mathml.converter import Converter

ELEMENTS = frozenset(
    "math menclose mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow"
    " mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover".split()
)
_SIZES = {"width", "height", "depth", "lspace", "rspace", "voffset"}
ATTRIBUTES = {
    "math": {"display", "alttext"},
    "menclose": {"notation"},
    "mfrac": {"linethickness"},
    "mi": {"mathvariant"},
    "mn": {"mathvariant"},
    "mo": {"fence", "form", "largeop", "lspace", "maxsize", "minsize", "movablelimits", "rspace"}
    | {"separator", "stretchy", "mathvariant"},
    "mover": {"accent"},
    "mpadded": _SIZES,
    "mspace": _SIZES,
    "mstyle": {"displaystyle", "scriptlevel"},
    "mtable": {"columnalign", "columnlines", "rowlines", "rowspacing", "displaystyle"},
    "mtd": {"columnalign"},
    "mtext": {"mathvariant"},
}
_PARTS = {"mfrac": 2, "msup": 2, "msub": 2, "mroot": 2, "munder": 2, "mover": 2} | {
    "msubsup": 3,
    "munderover": 3,
}
_VALUE = re.compile(r"[\w.%+ -]{0,200}", re.ASCII)

LONGEST = 2_000
_DEEPEST = 40
# What would define words of its own, lead somewhere, or paint.
_REFUSED = re.compile(
    r"\\(?:newcommand|renewcommand|providecommand|def|href|class|style|cssId|unicode|require)(?![a-zA-Z])"
)
_BRACE = re.compile(r"\\.|[{}]|\\begin|\\end|\\left|\\right", re.DOTALL)
_NESTING = re.compile(r"\\(?:begin|left|sqrt|frac|over)(?![a-zA-Z])")
_UNKNOWN = re.compile(r"\\[a-zA-Z]+|\\$")
_WRONG: dict[type[Exception], str] = {
    exceptions.NumeratorNotFoundError: gettext_noop("a fraction has nothing above"),
    exceptions.DenominatorNotFoundError: gettext_noop("a fraction has nothing below"),
    exceptions.ExtraLeftOrMissingRightError: gettext_noop("\\left and \\right do not match"),
    exceptions.MissingSuperScriptOrSubscriptError: gettext_noop("nothing stands behind a ^ or _"),
    exceptions.DoubleSubscriptsError: gettext_noop("two _ in a row; put braces"),
    exceptions.DoubleSuperscriptsError: gettext_noop("two ^ in a row; put braces"),
    exceptions.NoAvailableTokensError: gettext_noop("something is missing behind a command"),
    exceptions.MissingEndError: gettext_noop("a \\begin has no \\end"),
    exceptions.InvalidAlignmentError: gettext_noop("columns are l, c and r"),
    exceptions.InvalidWidthError: gettext_noop("a width has no such unit"),
    exceptions.LimitsMustFollowMathOperatorError: gettext_noop(
        "\\limits stands behind no operator"
    ),
}
_TOO_DEEP = gettext_noop("it is nested too deeply")
_UNREADABLE = gettext_noop("it cannot be read")
_TOO_LONG = gettext_noop("it has more than 2,000 characters")
_IMPOSSIBLE = gettext_noop("%(sign)s is not possible here")
_NOT_OPENED = gettext_noop("a } has no {")
_NOT_CLOSED = gettext_noop("a { has no }")
_MISSING = gettext_noop("something is missing behind a command")
_NOT_KNOWN = gettext_noop("%(sign)s is unknown")
# All that can be wrong with a formula: kept with the text in English, and translated where it is
# shown.
FAULTS = (
    *_WRONG.values(),
    _TOO_DEEP,
    _UNREADABLE,
    _TOO_LONG,
    _IMPOSSIBLE,
    _NOT_OPENED,
    _NOT_CLOSED,
    _MISSING,
    _NOT_KNOWN,
)


class FormulaError(Exception):
    """A formula that cannot be shown; it says why, in a few words."""


def mathml(latex: str, *, written: str, display: bool) -> str:
    """Return a formula as a MathML element, in HTML, with its source as it was `written`.

    Raises FormulaError where it has no meaning, or takes too much.
    """
    _check(latex)
    try:
        root = Converter(display="block" if display else "inline").convert_to_element(latex)
    except RecursionError as error:
        raise FormulaError(_TOO_DEEP) from error
    # The library stumbles in many ways over what it does not know.
    except Exception as error:
        raise FormulaError(_WRONG.get(type(error), _UNREADABLE)) from error
    for element in root.iter():
        _keep_allowed(element)
    root.set("alttext", written)
    return tostring(root, encoding="unicode", method="html")


def _check(latex: str) -> None:
    if len(latex) > LONGEST:
        raise FormulaError(_TOO_LONG)
    if found := _REFUSED.search(latex):
        raise FormulaError(_IMPOSSIBLE % {"sign": found[0]})
    depth = 0
    for brace in _BRACE.finditer(latex):
        depth += (brace[0] == "{") - (brace[0] == "}")
        if depth < 0:
            raise FormulaError(_NOT_OPENED)
        if depth > _DEEPEST:
            raise FormulaError(_TOO_DEEP)
    if depth:
        raise FormulaError(_NOT_CLOSED)
    if len(_NESTING.findall(latex)) > 5 * _DEEPEST:
        raise FormulaError(_TOO_DEEP)


def _keep_allowed(element: Element) -> None:
    """Leave an element what it may be and have; its text is text, not entities."""
    if element.tag not in ELEMENTS:
        element.tag = "mrow"
    if len(element) != _PARTS.get(element.tag, len(element)):
        raise FormulaError(_MISSING)
    allowed = ATTRIBUTES.get(element.tag, set())
    for name, value in list(element.attrib.items()):
        if name not in allowed or not _VALUE.fullmatch(value):
            del element.attrib[name]
    if element.text:
        element.text = unescape(element.text)
        if element.tag in ("mi", "mo") and (unknown := _UNKNOWN.match(element.text.strip())):
            raise FormulaError(_NOT_KNOWN % {"sign": unknown[0]})
    if element.tail:
        element.tail = unescape(element.tail)
