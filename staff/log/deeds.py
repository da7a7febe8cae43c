"""What a line of the log says was done, said after who did it."""

from typing import NamedTuple, Self

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import pgettext_lazy

from moderation.models import LogAct, LogEntry
from web.sentences import with_html

# Said of what it was done to, as `target_of` and `yours` name it; of what went elsewhere where
# that is, too.
DEEDS: dict[LogAct, str | Promise] = {
    LogAct.HIDE: pgettext_lazy("after a name", "removed %(what)s"),
    LogAct.RESTORE: pgettext_lazy("after a name", "restored %(what)s"),
    LogAct.WARN: pgettext_lazy("after a name", "kept, with a warning, %(what)s"),
    LogAct.UNWARN: pgettext_lazy("after a name", "took back a warning for %(what)s"),
    LogAct.FINE: pgettext_lazy("after a name", "found nothing wrong with %(what)s"),
    LogAct.DISMISS: pgettext_lazy("after a name", "dismissed the reports on %(what)s"),
    LogAct.REOPEN: pgettext_lazy("after a name", "reopened the reports on %(what)s"),
    LogAct.AUTO_HIDE: pgettext_lazy("after a name", "held back %(what)s"),
    LogAct.HIDE_WORDING: pgettext_lazy("after a name", "removed an earlier wording of %(what)s"),
    LogAct.SHOW_WORDING: pgettext_lazy("after a name", "put back an earlier wording of %(what)s"),
    LogAct.APPROVE: pgettext_lazy("after a name", "approved %(what)s"),
    LogAct.UNAPPROVE: pgettext_lazy("after a name", "took back the approval of %(what)s"),
    LogAct.REJECT: pgettext_lazy("after a name", "turned down %(what)s"),
    LogAct.UNREJECT: pgettext_lazy("after a name", "took back turning down %(what)s"),
    LogAct.UPHOLD: pgettext_lazy("after a name", "stood by a decision on %(what)s"),
    LogAct.REHEAR: pgettext_lazy("after a name", "reopened an appeal about %(what)s"),
    LogAct.PURGE: pgettext_lazy("after a name", "erased for good %(what)s"),
    LogAct.LOCK: pgettext_lazy("after a name", "locked %(what)s"),
    LogAct.UNLOCK: pgettext_lazy("after a name", "unlocked %(what)s"),
    LogAct.PIN: pgettext_lazy("after a name", "pinned %(what)s"),
    LogAct.UNPIN: pgettext_lazy("after a name", "unpinned %(what)s"),
    LogAct.SPLIT: pgettext_lazy("after a name", "made an essay of %(what)s"),
    LogAct.UNSPLIT: pgettext_lazy("after a name, of a reply", "put back %(what)s"),
    LogAct.MOVE: pgettext_lazy("after a name", "moved %(what)s"),
    LogAct.UNMOVE: pgettext_lazy("after a name", "moved back %(what)s"),
    LogAct.JOIN: pgettext_lazy("after a name, of essays", "merged %(what)s"),
    LogAct.UNJOIN: pgettext_lazy("after a name, of essays", "separated %(what)s"),
    LogAct.MERGE: pgettext_lazy("after a name, of objections", "merged %(what)s"),
    LogAct.UNMERGE: pgettext_lazy("after a name, of objections", "separated %(what)s"),
    LogAct.STRIKE: pgettext_lazy("after a name", "struck %(what)s"),
    LogAct.UNSTRIKE: pgettext_lazy("after a name, of an objection", "put back %(what)s"),
    LogAct.ROUND: pgettext_lazy("after a name", "opened a round on %(what)s"),
    LogAct.CLOSE: pgettext_lazy("after a name", "stopped new objections to %(what)s"),
    LogAct.UNCLOSE: pgettext_lazy("after a name", "allowed new objections again to %(what)s"),
    LogAct.HIDE_CLOSING: pgettext_lazy(
        "after a name", "removed the author’s closing word on %(what)s"
    ),
    LogAct.SHOW_CLOSING: pgettext_lazy(
        "after a name", "put back the author’s closing word on %(what)s"
    ),
    LogAct.DESCRIBE: pgettext_lazy("after a name", "described %(what)s"),
    LogAct.UNDESCRIBE: pgettext_lazy("after a name", "put back what was said of %(what)s"),
    LogAct.LIFT: pgettext_lazy("after a name", "lifted the bar on %(what)s"),
    LogAct.UNLIFT: pgettext_lazy("after a name", "put back the bar on %(what)s"),
    LogAct.HIDE_BIO: pgettext_lazy("after a name", "removed the profile text of %(what)s"),
    LogAct.SHOW_BIO: pgettext_lazy("after a name", "put back the profile text of %(what)s"),
    LogAct.SUSPEND: pgettext_lazy("after a name", "suspended %(what)s"),
    LogAct.UNSUSPEND: pgettext_lazy("after a name", "ended the suspension of %(what)s"),
    LogAct.MODERATOR: pgettext_lazy("after a name", "made a moderator of %(what)s"),
    LogAct.ADMIN: pgettext_lazy("after a name", "made an admin of %(what)s"),
    LogAct.MEMBER: pgettext_lazy("after a name", "made a member again of %(what)s"),
}
MOVES: dict[LogAct, str | Promise] = {
    LogAct.SPLIT: pgettext_lazy("after a name", "made an essay of %(what)s %(where)s"),
    LogAct.UNSPLIT: pgettext_lazy("after a name", "put back %(what)s %(where)s"),
    LogAct.MOVE: pgettext_lazy("after a name", "moved %(what)s %(where)s"),
    LogAct.UNMOVE: pgettext_lazy("after a name", "moved back %(what)s %(where)s"),
    LogAct.JOIN: pgettext_lazy("after a name", "merged %(what)s %(where)s"),
    LogAct.UNJOIN: pgettext_lazy("after a name", "separated %(what)s %(where)s"),
}
ELSEWHERE: dict[LogAct, str | Promise] = {
    LogAct.SPLIT: pgettext_lazy("made an essay of", "as %(essay)s"),
    LogAct.UNSPLIT: pgettext_lazy("put back", "into %(essay)s"),
    LogAct.MOVE: pgettext_lazy("moved", "to %(essay)s"),
    LogAct.UNMOVE: pgettext_lazy("moved back", "to %(essay)s"),
    LogAct.JOIN: pgettext_lazy("merged", "into %(essay)s"),
    LogAct.UNJOIN: pgettext_lazy("separated", "from %(essay)s"),
}
WARNED = pgettext_lazy("after a name", "warned %(what)s")
# The same said to whom it concerns, where what is theirs is named with it.
OF_YOU: dict[LogAct, str | Promise] = {
    LogAct.HIDE_BIO: pgettext_lazy("after a name", "removed your profile text"),
    LogAct.SHOW_BIO: pgettext_lazy("after a name", "put back your profile text"),
}
# The same said to who did it, of what can be taken back.
YOURS: dict[LogAct, str | Promise] = {
    LogAct.HIDE: pgettext_lazy("after “You”", "removed %(what)s"),
    LogAct.HIDE_WORDING: pgettext_lazy("after “You”", "removed an earlier wording of %(what)s"),
    LogAct.WARN: pgettext_lazy("after “You”", "kept, with a warning, %(what)s"),
    LogAct.FINE: pgettext_lazy("after “You”", "found nothing wrong with %(what)s"),
    LogAct.DISMISS: pgettext_lazy("after “You”", "dismissed the reports on %(what)s"),
    LogAct.AUTO_HIDE: pgettext_lazy("after “You”", "held back %(what)s"),
    LogAct.APPROVE: pgettext_lazy("after “You”", "approved %(what)s"),
    LogAct.REJECT: pgettext_lazy("after “You”", "turned down %(what)s"),
    LogAct.UPHOLD: pgettext_lazy("after “You”", "stood by a decision on %(what)s"),
    LogAct.LOCK: pgettext_lazy("after “You”", "locked %(what)s"),
    LogAct.UNLOCK: pgettext_lazy("after “You”", "unlocked %(what)s"),
    LogAct.PIN: pgettext_lazy("after “You”", "pinned %(what)s"),
    LogAct.UNPIN: pgettext_lazy("after “You”", "unpinned %(what)s"),
    LogAct.SPLIT: pgettext_lazy("after “You”", "made an essay of %(what)s"),
    LogAct.MOVE: pgettext_lazy("after “You”", "moved %(what)s"),
    LogAct.JOIN: pgettext_lazy("after “You”, of essays", "merged %(what)s"),
    LogAct.MERGE: pgettext_lazy("after “You”, of objections", "merged %(what)s"),
    LogAct.STRIKE: pgettext_lazy("after “You”", "struck %(what)s"),
    LogAct.CLOSE: pgettext_lazy("after “You”", "stopped new objections to %(what)s"),
    LogAct.HIDE_CLOSING: pgettext_lazy(
        "after “You”", "removed the author’s closing word on %(what)s"
    ),
    LogAct.DESCRIBE: pgettext_lazy("after “You”", "described %(what)s"),
    LogAct.LIFT: pgettext_lazy("after “You”", "lifted the bar on %(what)s"),
    LogAct.HIDE_BIO: pgettext_lazy("after “You”", "removed the profile text of %(what)s"),
    LogAct.SUSPEND: pgettext_lazy("after “You”", "suspended %(what)s"),
    LogAct.MODERATOR: pgettext_lazy("after “You”", "made a moderator of %(what)s"),
    LogAct.ADMIN: pgettext_lazy("after “You”", "made an admin of %(what)s"),
    LogAct.MEMBER: pgettext_lazy("after “You”", "made a member again of %(what)s"),
}
YOU_WARNED = pgettext_lazy("after “You”", "warned %(what)s")


class LoggedDeed(NamedTuple):
    """What was done to what, and where that is now, each with its address or “”."""

    sentence: str | Promise
    # The same of what is named without where it went.
    brief: str | Promise
    yours: str | Promise
    # The sentence for whom it concerns, where it is another; or “”.
    of_you: str | Promise
    target: str
    url: str
    where: str = ""
    where_url: str = ""

    def said_to_you(self, target: str, url: str = "") -> Self:
        """Return the same said to the person concerned, with what `yours` calls the target."""
        own = {"sentence": self.of_you, "brief": self.of_you} if self.of_you else {}
        return self._replace(target=target, url=url, **own)

    @property
    def words(self) -> str:
        """All of it, in plain words."""
        return self.sentence % {"what": self.target, "where": self.where}

    @property
    def html(self) -> SafeString:
        """All of it, with links."""
        what = format_html("<bdi>{}</bdi>", _linked(self.target, self.url))
        return with_html(self.sentence, what=what, where=_linked(self.where, self.where_url))

    @property
    def named(self) -> SafeString:
        """What was done to what, without links."""
        return with_html(self.brief, what=self._target)

    @property
    def by_you(self) -> SafeString:
        """The same, after “You”."""
        return with_html(self.yours, what=self._target)

    @property
    def _target(self) -> SafeString:
        return format_html("<bdi>{}</bdi>", self.target)


def deed_of(entry: LogEntry, target: tuple[str, str], other: tuple[str, str] | None) -> LoggedDeed:
    """Return what a line says was done to its `target`, and where the `other` essay is.

    Both are words and an address.
    """
    act = LogAct(entry.act)
    if act == LogAct.WARN and entry.post is None and entry.person is not None:
        return LoggedDeed(WARNED, WARNED, YOU_WARNED, "", *target)
    brief = DEEDS[act]
    sentence = MOVES.get(act, brief) if other else brief
    yours, of_you = YOURS.get(act, brief), OF_YOU.get(act, "")
    return LoggedDeed(sentence, brief, yours, of_you, *target, *(other or ()))


def where_of(entry: LogEntry, essay: str) -> str:
    """Return how a line speaks of the essay where something is now."""
    return ELSEWHERE.get(LogAct(entry.act), ELSEWHERE[LogAct.MOVE]) % {"essay": essay}


def _linked(words: str, url: str) -> str | SafeString:
    return format_html('<a href="{}">{}</a>', url, words) if url else words
