"""Which names may be taken: none that is taken, none that passes for the house or a moderator."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.db.models import Q, Value
from django.db.models.functions import Lower

from accounts.models import User

# Refused as any word of a name.
HOUSE_WORDS = "admin administrator moderator moderators moderation rejoinder".split()
# Refused as the whole name.
RESERVED = (
    "root superuser sysadmin system staff team official support security abuse legal postmaster"
    " webmaster hostmaster noreply mod mods owner anonymous nobody everyone everybody somebody"
    " someone deleted removed hidden withdrawn unknown null none undefined account accounts api"
    " kialo newposts settings left"
).split()

# Letters that look like the Latin ones behind them, from the Unicode list of confusables (UTS 39).
LOOKALIKES = str.maketrans(
    "0134578" + "|!$@" + "аеорсухіјѕԁһкмтвпԛԝ" + "αβεηικνορτυχ" + "ıłøđ",
    "oleastb" + "lisa" + "aeopcyxijsdhkmtbnqw" + "abenikvoptux" + "ilod",
)
# Greek capitals look like other letters than their small ones.
CAPITALS = str.maketrans("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "abezhikmnoptyx")
# What may stand in a display name beside letters, marks and digits.
SIGNS = frozenset(" .,'’-‐_()&·")
ADDRESS = re.compile(r"\w\w\.\w")


def fold(name: str) -> str:
    """Return what `name` looks like at a glance: names that look alike fold to the same letters.

    Case, accents, width, spaces, hyphens and underscores don't count; l, 1 and I are one letter,
    as are 0 and o, rn and m, and the Cyrillic and Greek letters that look Latin.
    """
    text = unicodedata.normalize("NFKC", name).translate(CAPITALS).casefold().translate(LOOKALIKES)
    letters = [sign for sign in unicodedata.normalize("NFKD", text) if sign.isalnum()]
    return "".join(letters).replace("rn", "m").replace("vv", "w").replace("i", "l")


_HOUSE_WORDS = {fold(word) for word in HOUSE_WORDS}
_RESERVED = {fold(word) for word in HOUSE_WORDS + RESERVED}


def check_name(name: str, *, owner: User | None = None) -> None:
    """Raise ValidationError if `name` passes for the house, a moderator or, exactly, for anybody.

    `owner` is the person who asks, None for somebody new.
    """
    if not fold(name):
        raise ValidationError("A name has at least one letter or digit.")
    words = {fold(word) for word in re.split(r"[\s_-]+|(?<=[a-z])(?=[A-Z])", name)}
    whole = {fold(name), fold(name.rstrip("0123456789"))}
    if _HOUSE_WORDS & words or _RESERVED & whole:
        raise ValidationError("This name could be taken for the site’s own. Choose another.")
    others = User.objects.exclude(pk=owner.pk if owner else None)
    staff = others.filter(role__in=(User.Role.MODERATOR, User.Role.ADMIN))
    for known in staff.values_list("username", "display_name"):
        if fold(name) in {fold(shown) for shown in known if shown}:
            raise ValidationError("This name looks like a moderator’s. Choose another.")
    shown = Q(display_name__lower=Lower(Value(name)))
    if others.filter(Q(username__lower=name.lower()) | shown).exists():
        raise ValidationError("This name is taken. Choose another.")


def clean_display_name(name: str) -> str:
    """Return `name` in composed form with single spaces; "" stays "".

    Raises ValidationError for signs that could hide, turn or link text wherever names are shown.
    """
    name = re.sub(" +", " ", unicodedata.normalize("NFC", name)).strip(" ")
    strange = [s for s in name if unicodedata.category(s)[0] not in "LMN" and s not in SIGNS]
    if strange:
        shown = f"“{strange[0]}”" if strange[0].isprintable() else "invisible signs"
        raise ValidationError(
            f"A name has letters, digits, spaces and . , ’ - _ ( ) &, no {shown}."
        )
    if name and not any(sign.isalpha() for sign in name):
        raise ValidationError("A name has at least one letter.")
    if ADDRESS.search(name):
        raise ValidationError("A name may not look like a web address.")
    return name
