"""What a viewer may do to a reply, as HTML: the only part of it that is not the same for all."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from django.template.loader import render_to_string

from critiques.models.objections import CLAIM_LIMIT
from critiques.words import Kind
from forum.models import State
from threads.composer import Composer
from threads.replycard import PublicReader, ReplyFacts, ReplyFooter
from web.addresses import address_of

# For who crawls the site, and never signs in.
NOFOLLOW = ' rel="nofollow"'
# Stand for a reply's number, its writer's name and its day: no text has them.
NUMBER, NAME, WHEN = "\0n", "\0w", "\0d"


def footers(
    facts: Iterable[ReplyFacts],
    reader: PublicReader,
    post: int,
    composer: Composer,
    csrf_token: Any,
) -> Iterator[str]:
    """Yield the footers of these replies to the essay `post`, for somebody who sees no more of
    them than the public.

    Most differ in the reply’s number, its writer’s name and its day alone, and are printed once.
    """
    most = ReplyFacts(NUMBER, NAME, WHEN, State.VISIBLE, 0, False, None, "", 0, None)
    printed = footer(most.footer(reader), post, composer, csrf_token)
    printed = printed.replace("{", "{{").replace("}", "}}")
    for place, mark in enumerate((NUMBER, NAME, WHEN)):
        printed = printed.replace(mark, f"{{{place}}}")
    for reply in facts:
        if reply.is_anybodys(reader):
            yield printed.format(reply.pk, escape(reply.name), reply.when)
        else:
            yield footer(reply.footer(reader), post, composer, csrf_token)


def footer(
    r: ReplyFooter, post: int, composer: Composer, csrf_token: Any, *, mutes: bool = False
) -> str:
    """Return the footer of a reply to the essay `post`; `csrf_token` is for the forms in it.

    `mutes` is whether it leads to muting: where there are hundreds, a script adds that.
    """
    if composer.signed_in:
        return _actions(r, post, composer, csrf_token, mutes)
    return for_visitors(r, post, going=composer.open)


def for_visitors(r: ReplyFooter, post: int, *, going: bool) -> str:
    """Return the footer for who is not signed in; `going` is whether the discussion goes on."""
    shown = going and _is_public(r)
    return f'<footer class="actions">{_reply(r, post, NOFOLLOW)}</footer>' if shown else ""


def _actions(r: ReplyFooter, post: int, composer: Composer, csrf_token: Any, mutes: bool) -> str:
    reply = _reply(r, post) if composer.open and _is_public(r) else ""
    share = _share(r, csrf_token) if (r["share"] and composer.open) or r["held"] else ""
    keep = bookmark(r["pk"], f" {r['name']}’s reply", r["bookmarked"]) if _is_public(r) else ""
    own = _own(r, composer) if r["mine"] else [_report(r, composer)]
    votable = _is_public(r) and not r["mine"] and composer.votes(r["worth"])
    vote = vote_for(r["pk"], f": {r['name']}", r["worth"]) if votable else ""
    thanks = votable and r["worth"] and composer.may_thank
    thank = _button(r, "reply-thanks", "Thank", f" {r['name']}") if thanks else ""
    mute = _button(r, "reply-mute", "Mute", f" {r['name']}’s reply") if mutes else ""
    every = (reply, share, vote, thank, keep, *own, mute if _is_public(r) else "", *_decisions(r))
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


def _reply(r: ReplyFooter, post: int, rel: str = "") -> str:
    return (
        f'<a href="/posts/{post}/reply/?parent={r["pk"]}"{rel}>Reply'
        f'<span class="vh"> to {escape(r["name"])}, {r["when"]}</span></a>'
    )


def _share(r: ReplyFooter, csrf_token: Any) -> str:
    o = r["share"]
    question = o.kind == Kind.QUESTION
    which = f'<span class="vh"> {o.address}</span>'
    if r["held"]:
        words = "You ask this" if question else "You share this objection"
        return f'<a class="btn btn--line" href="{o.url}">{words}{which}</a>'
    if not o.unresolved:
        return ""
    words = "I ask this too" if question else "I share this objection"
    return (
        f'<form method="post" action="{o.url}share/?reply={r["pk"]}">'
        f'<input type="hidden" name="csrfmiddlewaretoken" value="{csrf_token}">'
        f'<button class="btn btn--line">{words}{which}</button></form>'
    )


def _own(r: ReplyFooter, composer: Composer) -> Iterator[str]:
    if composer.open:
        yield _button(r, "reply-edit", "Edit", " your reply")
        if r["unfinished"]:
            yield _button(r, "reply-points", "Finish your points")
        elif _is_public(r):
            yield _button(r, "reply-points", "Objections …", " in your reply")
    elif composer.locked:
        yield '<span class="actions__shut">Closed: no edits</span>'
    elif composer.may_write:
        yield '<span class="actions__shut">No edits now</span>'
    if composer.may_write:
        yield _button(r, "reply-withdraw", "Withdraw", " your reply")


def _report(r: ReplyFooter, composer: Composer) -> str:
    if not (_is_public(r) and composer.may_report):
        return ""
    return _button(r, "reply-report", "Report", f" {r['name']}’s reply")


def bookmark(what: str, of: str, bookmarked: bool) -> str:
    """Return the button that keeps a reply, or the essay, to find it again, or no longer.

    It belongs to a form that stands above the thread once.
    """
    name, words = ("drop", "Bookmarked") if bookmarked else ("keep", "Bookmark")
    pressed = ' aria-pressed="true"' if bookmarked else ""
    return (
        f'<button form="bookmark" name="{name}" value="{what}"{pressed}>{words}'
        f'<span class="vh">{escape(of)}</span></button>'
    )


def vote_for(what: str, of: str, worth: bool) -> str:
    """Return the button that says of a reply, or of the essay, that it is worth reading, or no
    longer. Its form stands beside that of the bookmarks."""
    name, pressed = ("drop", ' aria-pressed="true"') if worth else ("add", "")
    return (
        f'<button form="vote" name="{name}" value="{what}"{pressed}>Worth reading'
        f'<span class="vh">{escape(of)}</span></button>'
    )


def _decisions(r: ReplyFooter) -> Iterator[str]:
    of = f" {r['name']}’s reply"
    can_split = r["can_move"] and r["can_hide"]
    yield _button(r, "reply-move", "Move", of) if r["can_move"] else ""
    yield _button(r, "reply-split", "Split off", of) if can_split else ""
    yield _button(r, "reply-hide", "Remove", of) if r["can_hide"] else ""
    yield _button(r, "reply-restore", "Restore", of) if r["can_restore"] else ""
    yield _button(r, "reply-purge", "Erase", f"{of} for good") if r["can_purge"] else ""


def _button(r: ReplyFooter, route: str, words: str, unseen: str = "") -> str:
    rest = f'<span class="vh">{escape(unseen)}</span>' if unseen else ""
    return f'<a href="{address_of(route, r["pk"])}">{words}{rest}</a>'
