"""What is said in the footers of replies."""

from functools import cache
from typing import NamedTuple

from django.utils.translation import get_language, gettext, pgettext


class FooterWords(NamedTuple):
    """What footers say in one language, as HTML: looked up once, as there are hundreds on a page.

    Of others’ replies with `%(name)s`, the first with `%(day)s`, too; of objections with
    `%(address)s`.
    """

    reply: str
    keep: str
    kept: str
    worth: str
    thank: str
    mute: str
    report: str
    move: str
    split: str
    remove: str
    restore: str
    erase: str
    edit: str
    finish: str
    points: str
    closed: str
    no_edits: str
    withdraw: str
    share: str
    shared: str
    ask: str
    asked: str


def footer_words() -> FooterWords:
    """Return them in the language of who reads."""
    return _words_in(get_language())


@cache
def _words_in(language: str) -> FooterWords:
    return FooterWords(
        reply=gettext('Reply<span class="vh"> to %(name)s, %(day)s</span>'),
        keep=gettext('Bookmark<span class="vh"> %(name)s’s reply</span>'),
        kept=gettext('Bookmarked<span class="vh"> %(name)s’s reply</span>'),
        worth=gettext('Worth reading<span class="vh">: %(name)s</span>'),
        thank=gettext('Thank<span class="vh"> %(name)s</span>'),
        mute=gettext('Mute<span class="vh"> %(name)s’s reply</span>'),
        report=gettext('Report<span class="vh"> %(name)s’s reply</span>'),
        move=gettext('Move<span class="vh"> %(name)s’s reply</span>'),
        split=gettext('Split off<span class="vh"> %(name)s’s reply</span>'),
        remove=gettext('Remove<span class="vh"> %(name)s’s reply</span>'),
        restore=gettext('Restore<span class="vh"> %(name)s’s reply</span>'),
        erase=gettext('Erase<span class="vh"> %(name)s’s reply for good</span>'),
        edit=gettext('Edit<span class="vh"> your reply</span>'),
        finish=gettext("Finish your points"),
        points=gettext('Objections …<span class="vh"> in your reply</span>'),
        closed=pgettext("a discussion", "Closed: no edits"),
        no_edits=gettext("No edits now"),
        withdraw=gettext('Withdraw<span class="vh"> your reply</span>'),
        share=gettext('I share this objection<span class="vh"> %(address)s</span>'),
        shared=gettext('You share this objection<span class="vh"> %(address)s</span>'),
        ask=gettext('I ask this too<span class="vh"> %(address)s</span>'),
        asked=gettext('You ask this<span class="vh"> %(address)s</span>'),
    )
