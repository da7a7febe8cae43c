"""Replies as HTML. A page has hundreds: by a template each takes twenty times as long.

What is rare is printed by its template. That all of it is what templates would print, character
for character, is tested.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import escape
from itertools import chain, zip_longest
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext

from threads.composer import Composer
from threads.marks import NOT_MUTED, Muted
from threads.news.arrivals import NewMarks, Printed
from threads.replies.footers import footer
from threads.replies.moved import Pointer
from threads.replies.replycard import ReplyCard


class ReplyWords:
    """What is said around every reply in one language, as HTML: looked up once.

    Of somebody’s with `%(name)s`; `level` and `to` with `%(level)s`, `to` also with what is above,
    `%(reply)s`.
    """

    def __init__(self) -> None:
        self.wrote = gettext("wrote the essay")
        self.goes_on = gettext(
            'Continue this thread<span class="vh"> beneath %(name)s’s reply</span>'
        )
        self.goes_on_beneath = gettext(
            'Continue this thread<span class="vh"> beneath this reply</span>'
        )
        self.long = gettext('Read this long reply<span class="vh"> by %(name)s</span>')
        self.level = gettext("level %(level)s")
        self.to = gettext('to %(reply)s<span class="vh">, level %(level)s</span>')
        self.rest = gettext("More replies in this branch")


@cache
def _words_in(language: str) -> ReplyWords:
    return ReplyWords()


LIST, END = '<ol class="replies" role="list">\n', "\n</ol>\n"


def listed(
    cards: Sequence[ReplyCard],
    *,
    post: int,
    composer: Composer,
    csrf_token: Any,
    new: NewMarks,
    muted: Muted = NOT_MUTED,
    asked: int | None = None,
) -> SafeString:
    """Return the list of these replies to the essay `post`, with what the viewer may do to each,
    and which are `new` to them; what they have muted is folded, but for the reply `asked`.

    `csrf_token` is for the forms in it.
    """
    mutes = asked is not None
    footers = (footer(card, post, composer, csrf_token, mutes=mutes) for card in cards)
    numbers = [card["pk"] for card in cards]
    own = chain.from_iterable(
        zip(new.marks(numbers), footers, new.counts(numbers), strict=True),
    )
    replies = ((card["pk"], card["author"], card["state"]) for card in cards)
    pieces = muted.folded(pieces_of(cards), replies, but=asked)
    # Words of people are escaped in each; their texts were made safe when they were written.
    return mark_safe("".join(filled(pieces, own)))  # noqa: S308


def printed_of(cards: Iterable[ReplyCard]) -> Iterator[Printed]:
    """Yield what tells which of these replies are new."""
    return (Printed(r["pk"], r["parent"], r["author"], r["came"], r["behind"]) for r in cards)


def pieces_of(cards: Sequence[ReplyCard]) -> list[str]:
    """Return what stands around that which is the viewer’s own in the list of these replies.

    It is the same for all who see the same. There are three gaps at each: in its byline, where it
    may be said to be new; its footer; and at its fold, or at what leads on from it, where what is
    new beneath is counted.
    """
    pieces, words = [LIST], _words_in(get_language())
    for card in cards:
        before, *between, after = _around_own(card, words)
        pieces[-1] += before
        pieces += [*between, after]
    pieces[-1] += END
    return pieces


def filled(pieces: Sequence[str], own: Iterable[str]) -> Iterator[str]:
    """Yield the pieces of a list of replies with what is the viewer’s own between them."""
    return chain.from_iterable(zip_longest(pieces, own, fillvalue=""))


def _around_own(r: ReplyCard, words: ReplyWords) -> tuple[str, str, str, str]:
    pk, name = r["pk"], escape(r["name"])
    goes_on = words.goes_on % {"name": name} if r["url"] else words.goes_on_beneath
    more = f'<a class="continue" href="/replies/{pk}/">{goes_on}' if r["more"] else ""
    rest = f'<li><a class="continue" href="{escape(r["rest"])}">{words.rest}' if r["rest"] else ""
    ended = f"{rest}</a></li>" if rest else ""
    # What leads on stands where nothing beneath it is on the page.
    before, after = (
        (
            f'<details class="branch" open><summary><span>{escape(r["branch"])}</span>',
            f'</summary><ol class="replies" role="list">\n{r["closing"]}{ended}',
        )
        if r["opens"]
        else (more, f"</a></li>\n{r['closing']}{ended}")
        if r["more"]
        else (f"</li>\n{r['closing']}{rest}", "</a></li>" if rest else "")
    )
    moved = "".join(_moved(each, each.pk) for each in r["moved"])
    return (
        f'<li><article class="reply{" reply--gone" if r["gone"] else ""}" id="reply-{pk}" '
        f'data-reply="{pk}" data-parent="{r["parent"]}" data-depth="{r["depth"]}" '
        f'data-state="{r["state"]}" aria-label="{name}, {r["when"]}">\n{_header(r, words)}',
        f"</header>\n{_text(r, words)}\n",
        f"</article>\n{moved}{before}",
        after,
    )


def _header(r: ReplyCard, words: ReplyWords) -> str:
    pk, name = r["pk"], f"<bdi>{escape(r['name'])}</bdi>"
    who = f'<a href="{escape(r["url"])}">{name}</a>' if r["url"] else name
    role = f' <span class="byline__role">{words.wrote}</span>' if r["by_author"] else ""
    above = f'<a href="{r["to_url"]}" dir="auto">{escape(r["to"])}</a>'
    to = (
        f"<span>{words.to % {'reply': above, 'level': r['level']}}</span>"
        if r["to"]
        else f'<span class="vh">{words.level % {"level": r["level"]}}</span>'
    )
    edited = f'<a href="/replies/{pk}/revisions/">{r["edited"]}</a>' if r["edited"] else ""
    votes = r["votes"]
    said = f'<span data-votes="{votes}">{_found(votes)}</span>' if votes else ""
    return (
        f'<header class="byline"><h3>{who}{role}</h3>{to}'
        f'<a href="/replies/{pk}/"><time datetime="{r["iso"]}">{r["when"]}'
        f"</time></a>{edited}{said}"
    )


def _found(votes: int) -> str:
    said = ngettext("%(count)d found it worth reading", "%(count)d found it worth reading", votes)
    return said % {"count": votes}


def _text(r: ReplyCard, words: ReplyWords) -> str:
    if r["made"]:
        return _moved(r["made"], "")
    if r["gone"]:
        return f"<p>{escape(r['gone'])}</p>"
    note = f'<p class="modnote">{escape(r["note"])}</p>' if r["note"] else ""
    acts = f'<div class="reply__acts">{r["acts"]}</div>' if r["acts"] else ""
    text = (
        f'<p><a class="continue" href="/replies/{r["pk"]}/">'
        f"{words.long % {'name': escape(r['name'])}}</a></p>"
        if r["long"]
        else f'<div class="prose" dir="auto">{r["html"]}</div>'
    )
    return f"{note}{acts}{text}"


def _moved(pointer: Pointer, pk: int | str) -> str:
    return render_to_string("threads/parts/moved.html", {"m": pointer, "id": pk})
