"""What is said in the footers of replies."""

from functools import cache

from django.utils.translation import get_language, gettext, pgettext


class FooterWords:
    """What footers say in one language, as HTML: looked up once, as there are hundreds on a page.

    Of others’ replies with `%(name)s`, the first with `%(day)s`, too; of objections with
    `%(address)s`.
    """

    def __init__(self) -> None:
        self.reply = gettext('Reply<span class="vh"> to %(name)s, %(day)s</span>')
        self.keep = gettext('Bookmark<span class="vh"> %(name)s’s reply</span>')
        self.kept = gettext('Bookmarked<span class="vh"> %(name)s’s reply</span>')
        self.worth = gettext('Worth reading<span class="vh">: %(name)s</span>')
        self.thank = gettext('Thank<span class="vh"> %(name)s</span>')
        self.mute = gettext('Mute<span class="vh"> %(name)s’s reply</span>')
        self.report = gettext('Report<span class="vh"> %(name)s’s reply</span>')
        self.move = gettext('Move<span class="vh"> %(name)s’s reply</span>')
        self.split = gettext('Split off<span class="vh"> %(name)s’s reply</span>')
        self.remove = gettext('Remove<span class="vh"> %(name)s’s reply</span>')
        self.restore = gettext('Restore<span class="vh"> %(name)s’s reply</span>')
        self.erase = gettext('Erase<span class="vh"> %(name)s’s reply for good</span>')
        self.edit = gettext('Edit<span class="vh"> your reply</span>')
        self.finish = gettext("Finish your points")
        self.points = gettext('Objections …<span class="vh"> in your reply</span>')
        self.closed = pgettext("a discussion", "Closed: no edits")
        self.no_edits = gettext("No edits now")
        self.withdraw = gettext('Withdraw<span class="vh"> your reply</span>')
        self.share = gettext('I share this objection<span class="vh"> %(address)s</span>')
        self.shared = gettext('You share this objection<span class="vh"> %(address)s</span>')
        self.ask = gettext('I ask this too<span class="vh"> %(address)s</span>')
        self.asked = gettext('You ask this<span class="vh"> %(address)s</span>')


def footer_words() -> FooterWords:
    """Return them in the language of who reads."""
    return _words_in(get_language())


@cache
def _words_in(language: str) -> FooterWords:
    return FooterWords()
