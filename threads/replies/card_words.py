"""What is said on the cards of replies, beside their texts."""

from datetime import datetime
from functools import lru_cache

from django.utils.translation import get_language, gettext, ngettext

from forum.models import State
from threads.branches import ReplyPlace, ReplyRow
from threads.replies.setting import Setting
from threads.replies.tombstones import nameless_within, note
from web.dates import day


def note_of(row: ReplyRow) -> str:
    """Say what is not public of it, or that it was not written to what it stands beneath."""
    if row.state != State.VISIBLE:
        return note(row)
    return gettext("A moderator moved it here.") if row.moved else ""


def branch_of(place: ReplyPlace) -> str:
    """Say how many replies are beneath it, where these can be folded."""
    name = place.row.name if place.row.readable else nameless_within(place.row)
    said = _replies_to(get_language(), place.beneath)
    return said % {"count": place.beneath, "name": name}


@lru_cache(512)
def _replies_to(language: str, count: int) -> str:
    """Return what is said of so many beneath somebody’s, in the language of who reads."""
    return ngettext("%(count)d reply to %(name)s", "%(count)d replies to %(name)s", count)


def edited(moment: datetime) -> str:
    """Say when its text was changed last."""
    return gettext("edited %(day)s") % {"day": day(moment)}


def day_of(moment: datetime, setting: Setting) -> str:
    """Return the day in words, made once a page."""
    on = moment.astimezone(setting.zone).date()
    if on not in setting.days:
        setting.days[on] = day(moment)
    return setting.days[on]
