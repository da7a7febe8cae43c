"""What a viewer may do to a reply, as HTML: the only part of it that is not the same for all."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from django.template.loader import render_to_string

from critiques.models.objections import CLAIM_LIMIT
from critiques.words import Kind
from forum.models import State
from threads.buttons import bookmark, vote_for
from threads.composer import Composer
from threads.replies.footer_facts import PublicReader, ReplyFacts
from threads.replies.footer_words import FooterWords, footer_words
from threads.replies.replyfooter import ReplyFooter
from web.addresses import address_of

# For who crawls the site, and never signs in.
NOFOLLOW = ' rel="nofollow"'


# Stand for a reply's number, its writer's name and its day: no text has them.
NUMBER, NAME, WHEN = "\0n", "\0w", "\0d"


def footer_of_most(reader: PublicReader, post: int, composer: Composer, csrf_token: Any) -> str:
    """Return what most replies to the essay `post` have as their footer, for somebody who sees no
    more of them than the public: a format for the reply’s number, its writer’s name and its day."""
    most = ReplyFacts(NUMBER, NAME, WHEN, State.VISIBLE, 0, False, None, "", 0, None)
    printed = footer(most.footer(reader), post, composer, csrf_token)
    printed = printed.replace("{", "{{").replace("}", "}}")
    for place, mark in enumerate((NUMBER, NAME, WHEN)):
        printed = printed.replace(mark, f"{{{place}}}")
    return printed


def footer(
    r: ReplyFooter, post: int, composer: Composer, csrf_token: Any, *, mutes: bool = False
) -> str:
    """Return the footer of a reply to the essay `post`; `csrf_token` is for the forms in it.

    `mutes` is whether it leads to muting: where there are hundreds, a script adds that.
    """
    if composer.signed_in:
        return _actions(r, post, composer, csrf_token, mutes, footer_words())
    [printed] = for_visitors([r], post, going=composer.open)
    return printed


def for_visitors(replies: Iterable[ReplyFooter], post: int, *, going: bool) -> Iterator[str]:
    """Yield the footers of replies to the essay `post` for who is not signed in; `going` is whether
    the discussion goes on."""
    words = footer_words()
    for r in replies:
        shown = going and _is_public(r)
        reply = _reply(r, post, words, NOFOLLOW) if shown else ""
        yield f'<footer class="actions">{reply}</footer>' if shown else ""


def _actions(
    r: ReplyFooter,
    post: int,
    composer: Composer,
    csrf_token: Any,
    mutes: bool,
    words: FooterWords,
) -> str:
    of = {"name": escape(r["name"])}
    reply = _reply(r, post, words) if composer.open and _is_public(r) else ""
    share = _share(r, csrf_token, words) if (r["share"] and composer.open) or r["held"] else ""
    keep = ""
    if _is_public(r):
        said = words.kept if r["bookmarked"] else words.keep
        keep = bookmark(r["pk"], said % of, r["bookmarked"])
    own = _own(r, composer, words) if r["mine"] else [_report(r, composer, words.report % of)]
    votable = _is_public(r) and not r["mine"] and composer.votes(r["worth"])
    vote = vote_for(r["pk"], words.worth % of, r["worth"]) if votable else ""
    thanks = votable and r["worth"] and composer.may_thank
    thank = _button(r, "reply-thanks", words.thank % of) if thanks else ""
    mute = _button(r, "reply-mute", words.mute % of) if mutes else ""
    every = (reply, share, vote, thank, keep, *own, mute if _is_public(r) else "")
    every += _decisions(r, words, of)
    # There are hundreds on a page: no line for what is not there.
    lines = "".join(f"{each}\n" for each in every if each)
    hint = (
        render_to_string(
            "threads/parts/hint.html", {"r": r, "limit": CLAIM_LIMIT, "csrf_token": csrf_token}
        )
        if r["hint"]
        else ""
    )
    return f'<footer class="actions">{lines}</footer>{hint}'


def _is_public(r: ReplyFooter) -> bool:
    return r["state"] == State.VISIBLE


def _reply(r: ReplyFooter, post: int, words: FooterWords, rel: str = "") -> str:
    said = words.reply % {"name": escape(r["name"]), "day": r["when"]}
    return f'<a href="/posts/{post}/reply/?parent={r["pk"]}"{rel}>{said}</a>'


def _share(r: ReplyFooter, csrf_token: Any, words: FooterWords) -> str:
    o = r["share"]
    question, which = o.kind == Kind.QUESTION, {"address": o.address}
    if r["held"]:
        said = (words.asked if question else words.shared) % which
        return f'<a class="btn btn--line" href="{o.url}">{said}</a>'
    if not o.unresolved:
        return ""
    said = (words.ask if question else words.share) % which
    return (
        f'<form method="post" action="{o.url}share/?reply={r["pk"]}">'
        f'<input type="hidden" name="csrfmiddlewaretoken" value="{csrf_token}">'
        f'<button class="btn btn--line">{said}</button></form>'
    )


def _own(r: ReplyFooter, composer: Composer, words: FooterWords) -> Iterator[str]:
    if composer.open:
        yield _button(r, "reply-edit", words.edit)
        if r["unfinished"]:
            yield _button(r, "reply-points", words.finish)
        elif _is_public(r):
            yield _button(r, "reply-points", words.points)
    elif composer.locked:
        yield f'<span class="actions__shut">{words.closed}</span>'
    elif composer.may_write:
        yield f'<span class="actions__shut">{words.no_edits}</span>'
    if composer.may_write:
        yield _button(r, "reply-withdraw", words.withdraw)


def _report(r: ReplyFooter, composer: Composer, words: str) -> str:
    return _button(r, "reply-report", words) if _is_public(r) and composer.may_report else ""


def _decisions(r: ReplyFooter, words: FooterWords, of: dict[str, str]) -> tuple[str, ...]:
    if not (r["can_move"] or r["can_hide"] or r["can_restore"] or r["can_purge"]):
        return ()
    can_split = r["can_move"] and r["can_hide"]
    return (
        _button(r, "reply-move", words.move % of) if r["can_move"] else "",
        _button(r, "reply-split", words.split % of) if can_split else "",
        _button(r, "reply-hide", words.remove % of) if r["can_hide"] else "",
        _button(r, "reply-restore", words.restore % of) if r["can_restore"] else "",
        _button(r, "reply-purge", words.erase % of) if r["can_purge"] else "",
    )


def _button(r: ReplyFooter, route: str, words: str) -> str:
    return f'<a href="{address_of(route, r["pk"])}">{words}</a>'
