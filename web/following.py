"""What somebody can press at a thing that they may follow or mute, and how it stands with them."""

from html import escape
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

FOLLOWED, MUTED = "followed", "muted"


class FollowControl(NamedTuple):
    """The buttons at a thing; `what` it is called there: “this essay”.

    They are sent to `url`, as `do`: `follow`, `stop`, `mute` or `unmute`.
    """

    url: str
    what: str
    state: str = ""
    follows: bool = True
    mutes: bool = True

    @property
    def buttons(self) -> SafeString:
        """The buttons, for a form of their own."""
        return self.buttons_of("")

    def buttons_of(self, form: str) -> SafeString:
        """Return the buttons for a form that stands elsewhere on the page, by its id."""
        sent = f' form="{escape(form)}" formaction="{self.url}"' if form else ""
        # What a thing is called is escaped.
        return mark_safe("\n".join(self._button(sent, *each) for each in self._shown()))  # noqa: S308

    def _shown(self) -> list[tuple[str, str, bool]]:
        if self.state == MUTED:
            return [("unmute", gettext('Muted<span class="vh"> %(what)s</span>'), True)]
        followed = self.state == FOLLOWED
        follow = ("stop", gettext('Following<span class="vh"> %(what)s</span>'), True)
        if not followed:
            follow = ("follow", gettext('Follow<span class="vh"> %(what)s</span>'), False)
        mute = ("mute", gettext('Mute<span class="vh"> %(what)s</span>'), False)
        return [follow] * self.follows + [mute] * self.mutes

    def _button(self, sent: str, do: str, words: str, pressed: bool) -> str:
        state = ' aria-pressed="true"' if pressed else ""
        label = words % {"what": escape(self.what)}
        # Among other buttons, or by themselves.
        look = "" if sent else " btn--line"
        pressing = f'{sent} name="do" value="{do}"{state}'
        return f'<button class="btn{look}"{pressing}>{label}</button>'
