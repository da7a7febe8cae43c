"""Code with its syntax marked by CSS classes, for languages named and known."""

from html import escape

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name

# Pygments reads C, C++, C#, Java, Markdown and make in quadratic time at least, and Scala with no
# end at all: they stay plain.
LANGUAGES = frozenset(
    "bash clojure css diff elixir erlang go haskell hs html ini"
    " javascript js json julia kotlin latex lua ocaml php prolog"
    " python py python3 r ruby rb rust rs scheme sh shell sql swift tex toml ts typescript"
    " xml yaml yml".split()
)
_LONGEST_BLOCK = 5_000
_LONGEST_LINE = 500
_MOST_IN_A_TEXT = 20_000
# The others take at most the square of a block, for texts made for it (strings and comments without
# an end): all blocks of a text together as much as one of the longest.
_MOST_SQUARES = _LONGEST_BLOCK**2


class Highlighter:
    """Highlights the code blocks of one text, up to what all may take; beyond it code is plain.

    With `most`, in characters, no more than that: 0 where only the words of a text are wanted.
    """

    def __init__(self, most: int = _MOST_IN_A_TEXT) -> None:
        self.left = most
        self.squares_left = _MOST_SQUARES

    def html(self, code: str, language: str) -> str:
        """One block as HTML; everything in it is escaped. An unknown language is plain code."""
        size, square = len(code), len(code) ** 2
        longest = max(map(len, code.split("\n")))
        fits = size <= self.left and square <= self.squares_left and longest <= _LONGEST_LINE
        if language in LANGUAGES and fits:
            self.left -= size
            self.squares_left -= square
            lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
            inner = highlight(code, lexer, HtmlFormatter(nowrap=True))
        else:
            inner = escape(code, quote=False)
        return f'<pre class="highlight" tabindex="0"><code>{inner}</code></pre>'
