"""Code with its syntax marked by CSS classes, for languages named and known."""

from html import escape

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name

# Pygments reads C, C++, C#, Java, Markdown and make in quadratic time: they stay plain.
_LANGUAGES = frozenset(
    "bash clojure css diff elixir erlang go haskell hs html ini"
    " javascript js json julia kotlin latex lua ocaml php prolog"
    " python py python3 r ruby rb rust rs scala scheme sh shell sql swift tex toml ts typescript"
    " xml yaml yml".split()
)
_LONGEST_BLOCK = 10_000
_LONGEST_LINE = 1_000
_MOST_IN_A_TEXT = 30_000


class Highlighter:
    """Highlights the code blocks of one text, up to a total length; beyond it code is plain."""

    def __init__(self) -> None:
        self.left = _MOST_IN_A_TEXT

    def html(self, code: str, language: str) -> str:
        """One block as HTML; everything in it is escaped. An unknown language is plain code."""
        longest = max(map(len, code.split("\n")))
        size = len(code)
        fits = size <= min(self.left, _LONGEST_BLOCK) and longest <= _LONGEST_LINE
        if language in _LANGUAGES and fits:
            self.left -= size
            lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
            inner = highlight(code, lexer, HtmlFormatter(nowrap=True))
        else:
            inner = escape(code, quote=False)
        return f'<pre class="highlight" tabindex="0"><code>{inner}</code></pre>'
