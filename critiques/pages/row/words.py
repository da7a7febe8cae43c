"""What a row says of plain values, as HTML."""

from html import escape

from django.utils.translation import gettext, ngettext

from critiques.record.sentences import more_of


def main_of(said: str) -> str:
    """Return whose main disagreement it is, as a line names them."""
    names = f'<span class="names" dir="auto">{escape(said)}</span>'
    return gettext("Main disagreement of %(names)s") % {"names": names}


def beneath(replies: int, levels: int) -> str:
    """Return how many replies stand beneath it, and how deep."""
    said = ngettext("%(count)d reply beneath", "%(count)d replies beneath", replies)
    said %= {"count": replies}
    if levels < 2:
        return said
    deep = ngettext("%(replies)s, %(levels)d level", "%(replies)s, %(levels)d levels", levels)
    return deep % {"replies": said, "levels": levels}


def sharing(people: list[tuple[str, str]], more: int, url: str) -> str:
    """Return people by name and address, and how many `more` there are, who stand at `url`."""
    first = ", ".join(f'<a href="{href}" dir="auto">{escape(name)}</a>' for name, href in people)
    if not more:
        return first
    last = f'<a href="{url}">{more_of(more)}</a>'
    return gettext("%(others)s and %(last)s") % {"others": first, "last": last}


def wish(name: str, words: str) -> str:
    """Return what would satisfy somebody."""
    who, what = f'<b dir="auto">{escape(name)}</b>', f"<bdi>{escape(words)}</bdi>"
    return gettext("%(name)s would be satisfied by: %(wish)s") % {"name": who, "wish": what}
