"""Replies as HTML. A page has hundreds: by a template each takes twenty times as long.

What is rare is printed by its template. That all of it is what templates would print, character
for character, is tested.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from threads.composer import Composer
from threads.moved import Pointer
from threads.replycard import ReplyCard


def articles(
    cards: list[ReplyCard], *, post: int, composer: Composer, csrf_token: Any
) -> SafeString:
    """Return the list of these replies to the essay `post`, with what the viewer may do to each.

    `csrf_token` is for the forms in it.
    """
    printed = "".join(_item(card, post, composer, csrf_token) for card in cards)
    # Words of people are escaped in each; their texts were made safe when they were written.
    return mark_safe(f'<ol class="replies" role="list">\n{printed}\n</ol>\n')  # noqa: S308


def _item(r: ReplyCard, post: int, composer: Composer, csrf_token: Any) -> str:
    pk = r["pk"]
    if composer.signed_in:
        foot = _actions(r, post, composer, csrf_token)
    else:
        foot = f'<footer class="actions">{_reply(r, post)}</footer>' if _is_public(r) else ""
    more = (
        f'<a class="continue" href="/replies/{pk}/">Continue this thread'
        f'<span class="vh"> beneath {escape(r["name"])}’s reply</span></a>'
        if r["more"]
        else ""
    )
    opens = (
        f'<details class="branch" open><summary><span>{escape(r["branch"])}</span></summary>'
        '<ol class="replies" role="list">'
        if r["opens"]
        else "</li>"
    )
    rest = (
        f'<li><a class="continue" href="{escape(r["rest"])}">More replies in this branch</a></li>'
        if r["rest"]
        else ""
    )
    moved = "".join(_moved(each, each.pk) for each in r["moved"])
    return (
        f'<li><article class="reply{" reply--gone" if r["gone"] else ""}" id="reply-{pk}" '
        f'data-reply="{pk}" data-parent="{r["parent"]}" data-depth="{r["depth"]}" '
        f'data-state="{r["state"]}">\n{_header(r)}\n{_text(r)}\n{foot}</article>\n'
        f"{moved}{more}{opens}\n{r['closing']}{rest}"
    )


def _header(r: ReplyCard) -> str:
    pk, name = r["pk"], escape(r["name"])
    who = f'<a href="{escape(r["url"])}">{name}</a>' if r["url"] else name
    role = ' <span class="byline__role">wrote the essay</span>' if r["by_author"] else ""
    level = f"level {r['level']}"
    to = (
        f'<span class="byline__to">to <a href="{r["to_url"]}">{escape(r["to"])}</a>'
        f'<span class="vh">, {level}</span></span>'
        if r["to"]
        else f'<span class="vh">{level}</span>'
    )
    edited = (
        f'<a class="byline__when" href="/replies/{pk}/revisions/">{r["edited"]}</a>'
        if r["edited"]
        else ""
    )
    older = (
        f'<a class="byline__when" href="{escape(r["older_url"])}">on {escape(r["older"])}</a>'
        if r["older"]
        else ""
    )
    return (
        f'<header class="byline"><h3 class="byline__who">{who}{role}</h3>{to}'
        f'<a class="byline__when" href="/replies/{pk}/"><time datetime="{r["iso"]}">{r["when"]}'
        f"</time></a>{edited}{older}</header>"
    )


def _text(r: ReplyCard) -> str:
    if r["made"]:
        return _moved(r["made"], "")
    if r["gone"]:
        return f"<p>{escape(r['gone'])}</p>"
    note = f'<p class="modnote">{escape(r["note"])}</p>' if r["note"] else ""
    acts = f'<div class="reply__acts">{r["acts"]}</div>' if r["acts"] else ""
    text = (
        f'<p><a class="continue" href="/replies/{r["pk"]}/">Read this long reply'
        f'<span class="vh"> by {escape(r["name"])}</span></a></p>'
        if r["long"]
        else f'<div class="prose">{r["html"]}</div>'
    )
    return f"{note}{acts}{text}"


def _actions(r: ReplyCard, post: int, composer: Composer, csrf_token: Any) -> str:
    ways = "\n  ".join(
        (
            _reply(r, post) if _is_public(r) and composer.open else "",
            _share(r, composer, csrf_token),
            _own(r, composer) if r["mine"] else _report(r, composer),
            *_decisions(r),
        )
    )
    hint = (
        render_to_string("threads/parts/hint.html", {"r": r, "csrf_token": csrf_token})
        if r["hint"]
        else "\n"
    )
    return f'<footer class="actions">\n  {ways}\n</footer>\n{hint}'


def _is_public(r: ReplyCard) -> bool:
    return r["state"] == "visible"


def _reply(r: ReplyCard, post: int) -> str:
    return (
        f'<a class="btn" href="/posts/{post}/reply/?parent={r["pk"]}">Reply'
        f'<span class="vh"> to {escape(r["name"])}</span></a>'
    )


def _share(r: ReplyCard, composer: Composer, csrf_token: Any) -> str:
    if not ((r["share"] and composer.open) or r["held"]):
        return ""
    return render_to_string(
        "threads/parts/share.html", {"o": r["share"], "held": r["held"], "csrf_token": csrf_token}
    )


def _own(r: ReplyCard, composer: Composer) -> str:
    withdraw = _button(r, "reply-withdraw", "Withdraw", " your reply") if composer.may_write else ""
    if composer.open:
        tag = ""
        if r["unfinished"]:
            tag = _button(r, "reply-points", "Finish your points")
        elif _is_public(r):
            tag = _button(r, "reply-points", "Tag", " your reply with objections")
        edit = f"{_button(r, 'reply-edit', 'Edit', ' your reply')}\n  {tag}\n  "
    elif composer.locked:
        edit = '<span class="actions__shut">Closed: no edits</span>'
    elif composer.may_write:
        edit = '<span class="actions__shut">No edits now</span>'
    else:
        edit = ""
    return f"\n  {edit}\n  {withdraw}\n  "


def _report(r: ReplyCard, composer: Composer) -> str:
    if not (_is_public(r) and composer.may_report):
        return ""
    return _button(r, "reply-report", "Report", f" {r['name']}’s reply")


def _decisions(r: ReplyCard) -> Iterator[str]:
    of = f" {r['name']}’s reply"
    can_split = r["can_move"] and r["can_hide"]
    yield _button(r, "reply-move", "Move", of) if r["can_move"] else ""
    yield _button(r, "reply-split", "Split off", of) if can_split else ""
    yield _button(r, "reply-hide", "Remove", of) if r["can_hide"] else ""
    yield _button(r, "reply-restore", "Restore", of) if r["can_restore"] else ""
    yield _button(r, "reply-purge", "Erase", f"{of} for good") if r["can_purge"] else ""


def _button(r: ReplyCard, route: str, words: str, unseen: str = "") -> str:
    before, after = _route(route)
    rest = f'<span class="vh">{escape(unseen)}</span>' if unseen else ""
    return f'<a class="btn" href="{before}{r["pk"]}{after}">{words}{rest}</a>'


@cache
def _route(name: str) -> tuple[str, str]:
    before, _, after = reverse(name, args=[0]).partition("0")
    return before, after


def _moved(pointer: Pointer, pk: int | str) -> str:
    return render_to_string("threads/parts/moved.html", {"m": pointer, "id": pk})
