"""Which names may be taken: none that is taken, none that passes for the house or a moderator."""

import re
import unicodedata
from functools import cache

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q, Value
from django.utils import translation
from django.utils.translation import gettext

from accounts.models import JOINERS, User, WithoutJoiners
from accounts.models.shown_names import WHO_LEFT
from web.writing import as_seen

# Refused as any word of a name.
HOUSE_WORDS = (
    "admin admins administrator administrators administration moderator moderators moderation mod"
    " mods rejoinder administrador administradora administrateur administratrice administratorin"
    " moderador moderadora modérateur modératrice moderatore moderatorin админ администратор"
    " модератор διαχειριστής 管理员 管理員 管理者 版主 モデレーター 관리자 운영자 مشرف מנהל"
).split()
# Refused as the whole name.
RESERVED = (
    "root superuser sysadmin system staff team official support security abuse legal postmaster"
    " webmaster hostmaster noreply owner anonymous nobody everyone everybody somebody"
    " someone deleted removed hidden withdrawn unknown null none undefined account accounts api"
    " kialo newposts settings left"
).split()

# Letters that look like the Latin ones behind them, from the Unicode list of confusables (UTS 39):
# digits and signs, Cyrillic, Greek, Armenian, Cherokee and Lisu.
LOOKALIKES = str.maketrans(
    "0134578" + "|!$@" + "аеорсухіјѕԁһкмтвпԛԝӏѵгьԍҽү" + "αβεηικνορτυχγσϲϳ" + "ոռսօցհյզքո"
    "ᎪᏴᏟᎠᎬᏀᎻᎥᎫᏦᏞᎷᏢᎡᏚᎢᏙᎳᎽᏃ" + "ꓮꓐꓚꓓꓰꓝꓖꓧꓲꓙꓗꓡꓟꓠꓳꓑꓣꓢꓔꓴꓦꓪꓫꓬꓜ" + "ıƽŋƿ",
    "oleastb" + "lisa" + "aeopcyxijsdhkmtbnqwlvrbgey" + "abenikvoptuxyocj" + "nnuoghjqpn"
    "abcdeghijklmprstvwyz" + "abcdefghijklmnoprstuvwxyz" + "isnp",
)
# Small capitals, and letters with a stroke, a hook or a tail, which Unicode takes for letters of
# their own.
A_LATIN_LETTER = re.compile(
    r"LATIN (?:SMALL LETTER|LETTER SMALL CAPITAL) (?:SCRIPT |DOTLESS |OPEN )?"
    r"(ALPHA|IOTA|[A-Z])(?: WITH .*)?"
)
# Scripts with letters that look like those of another: no word is written in two of them.
ALIKE = {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "LISU"}
# How Unicode combines the vowel signs of Indic scripts, Thai, Lao and Tibetan; others are accents.
VOWELS = (0, *range(84, 133))
# Greek capitals look like other letters than their small ones.
CAPITALS = str.maketrans("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "abezhikmnoptyx")
# What may stand in a display name beside letters, marks and digits; names are parted by points and
# hyphens of their own in Japanese, Chinese, Hebrew and Tibetan.
SIGNS = frozenset(" .,'’‘-‐‑_()&·・･‧゠׳״་")
ADDRESS = re.compile(r"\w\w\.\w\w")
# Letters that a joiner may follow or precede: of Arabic, Indic and the scripts akin to them.
JOINED = (
    r"[\u0620-\u08ff\u0900-\u0dff\u0f40-\u0fbc\u1000-\u109f\u1780-\u17d3\u1807-\u18aa"
    r"\U00011000-\U0001145f]"
)
# A sign that leaves out a vowel, which a joiner may follow at the end of a word.
VIRAMA = "[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca]"
NO_JOINER = re.compile(f"(?<!{JOINED})[{JOINERS}]|(?<!{VIRAMA})[{JOINERS}](?!{JOINED})")


def fold(name: str) -> str:
    """Return what `name` looks like at a glance: names that look alike fold to the same letters.

    Case, accents, width, spaces, hyphens and underscores don't count, nor what is not seen; l, 1
    and I are one letter, as are 0 and o, rn and m, and the Cyrillic and Greek letters that look
    Latin.
    """
    text = unicodedata.normalize("NFKC", as_seen(name))
    text = text.translate(CAPITALS).casefold().translate(LOOKALIKES)
    letters = [
        _as_latin(sign) for sign in unicodedata.normalize("NFKD", text) if _is_told_apart(sign)
    ]
    return "".join(letters).replace("rn", "m").replace("vv", "w").replace("i", "l")


def _as_latin(sign: str) -> str:
    if sign.isascii():
        return sign
    latin = A_LATIN_LETTER.fullmatch(unicodedata.name(sign, ""))
    return latin[1][0].lower() if latin else sign


def _is_told_apart(sign: str) -> bool:
    """Whether a sign makes another name: a letter or digit, or the vowel sign of a script."""
    if unicodedata.category(sign) not in ("Mc", "Mn"):
        return sign.isalnum()
    return unicodedata.combining(sign) in VOWELS


_HOUSE_WORDS = {fold(word) for word in HOUSE_WORDS}
_RESERVED = {fold(word) for word in HOUSE_WORDS + RESERVED}


def check_name(name: str, *, owner: User | None = None) -> None:
    """Raise ValidationError if `name` passes for the house or a moderator, or is somebody’s, or
    mixes letters that could make it look so.

    `owner` is the person who asks, None for somebody new.
    """
    if not fold(name):
        raise ValidationError(gettext("A name has at least one letter or digit."))
    words = {fold(word) for word in re.split(r"[\s_.,()&·-]+|(?<=[a-z])(?=[A-Z])", name)}
    whole = {fold(name), fold(name.rstrip("0123456789"))}
    if fold(name).startswith(_names_of_who_left()) or _HOUSE_WORDS & words or _RESERVED & whole:
        raise ValidationError(
            gettext("This name could be taken for the site’s own. Choose another.")
        )
    others = User.objects.exclude(pk=owner.pk if owner else None)
    staff = others.filter(role__in=(User.Role.MODERATOR, User.Role.ADMIN))
    for known in staff.values_list("username", "display_name"):
        if fold(name) in {fold(shown) for shown in known if shown}:
            raise ValidationError(gettext("This name looks like a moderator’s. Choose another."))
    if _mixes_scripts(name):
        raise ValidationError(
            gettext("A word of this name has letters of two scripts. Write it in one.")
        )
    shown = Q(display_name__without_joiners=WithoutJoiners(Value(name)))
    if others.filter(Q(username__lower=name.lower()) | shown).exists():
        raise ValidationError(gettext("This name is taken. Choose another."))


def _mixes_scripts(name: str) -> bool:
    """Whether a word of it could be taken for another by a letter that only looks the same."""
    for word in re.findall(r"[^\W\d_]+", unicodedata.normalize("NFKC", name)):
        scripts = {unicodedata.name(sign, "").partition(" ")[0] for sign in word}
        if len(scripts & ALIKE) > 1:
            return True
    return False


@cache
def _names_of_who_left() -> tuple[str, ...]:
    """What nobody's name begins with: how who left is called, in each language."""
    found = []
    for language, _ in settings.LANGUAGES:
        with translation.override(language):
            found.append(fold(translation.gettext(WHO_LEFT)))
    return tuple(found)


def clean_display_name(name: str) -> str:
    """Return `name` in composed form with single spaces; "" stays "".

    Raises ValidationError for signs that could hide, turn or link text wherever names are shown.
    """
    name = re.sub("[ \u3000]+", " ", unicodedata.normalize("NFC", name)).strip(" ")
    joined = NO_JOINER.sub("\0", name)
    strange = [sign for sign in joined if not _may_stand(sign)]
    if strange:
        if _is_unseen(strange[0]):
            raise ValidationError(
                gettext(
                    "A name has letters, digits, spaces and . , ’ - _ ( ) &, no invisible signs."
                )
            )
        raise ValidationError(
            gettext("A name has letters, digits, spaces and . , ’ - _ ( ) &, no “%(sign)s”.")
            % {"sign": strange[0]}
        )
    if name and not any(sign.isalpha() for sign in name):
        raise ValidationError(gettext("A name has at least one letter."))
    if ADDRESS.search(name):
        raise ValidationError(gettext("A name may not look like a web address."))
    return name


def _may_stand(sign: str) -> bool:
    if sign in SIGNS or sign in JOINERS:
        return True
    return unicodedata.category(sign)[0] in "LMN" and not _is_unseen(sign)


def _is_unseen(sign: str) -> bool:
    return not sign.isprintable() or not as_seen(sign)
