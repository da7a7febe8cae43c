"""Django’s tags for translation, but what a page says whoever asks is looked up once a language.

Stands where templates load `i18n`: a page has dozens of them, and each would be resolved, looked
up and escaped anew.
"""

from typing import Any

from django.template import Library, Node
from django.template.base import Parser, Token, TokenType, render_value_in_context
from django.templatetags import i18n
from django.utils.translation import get_language, gettext, pgettext

register = Library()
register.tags.update(i18n.register.tags)
register.filters.update(i18n.register.filters)


class StandingWords(Node):
    """What a tag prints that says the same on every page, kept for each language."""

    def __init__(self, tag: Node) -> None:
        self.tag = tag
        self.said: dict[str | None, str] = {}

    def render(self, context: Any) -> str:
        """Return it in the language of who reads."""
        language = get_language()
        if language not in self.said:
            self.said[language] = self.tag.render(context)
        return self.said[language]


class FilledWords(Node):
    """What a tag prints with something put into it: the text is kept for each language."""

    def __init__(self, tag: Any) -> None:
        self.tag = tag
        self.sense = tag.message_context and tag.message_context.resolve(None)
        self.text, self.names = tag.render_token_list(tag.singular)
        self.said: dict[str | None, str] = {}

    def render(self, context: Any) -> str:
        """Return it in the language of who reads, with what is put in escaped as ever."""
        language = get_language()
        if language not in self.said:
            said = pgettext(self.sense, self.text) if self.sense else gettext(self.text)
            self.said[language] = said
        values, given = {}, self.tag.extra_context
        try:
            for name in self.names:
                value = given[name].resolve(context) if name in given else context[name]
                values[name] = render_value_in_context(value, context)
            return self.said[language] % values
        except (KeyError, ValueError):
            # Of what is not there, and of a broken translation, Django knows what to say.
            return str(self.tag.render(context))


@register.tag
def translate(parser: Parser, token: Token) -> Node:
    """Django’s tag; one text that is printed as it stands is kept."""
    tag: Any = i18n.do_translate(parser, token)
    same = _is_text(tag.filter_expression) and _is_text(tag.message_context)
    return StandingWords(tag) if same and not tag.asvar else tag


@register.tag
def blocktranslate(parser: Parser, token: Token) -> Node:
    """Django’s tag; a text is kept, unless it has another form beside a number."""
    tag: Any = i18n.do_block_translate(parser, token)
    if tag.plural or tag.asvar or not _is_text(tag.message_context):
        # Django has no types for it.
        return tag  # type: ignore[no-any-return]
    same = all(each.token_type is TokenType.TEXT for each in tag.singular)
    return StandingWords(tag) if same else FilledWords(tag)


def _is_text(given: Any) -> bool:
    """Whether it is a text in quotation marks, without filters, or nothing at all."""
    if given is None:
        return True
    literal = given.var if isinstance(given.var, str) else given.var.literal
    return literal is not None and not given.filters
