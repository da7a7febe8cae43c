"""Which names and passwords are refused, and that nothing typed is lost."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.models import User
from accounts.names import clean_display_name, fold
from tests.cast import browser_of, moderator, person
from tests.sign_in import error_of, sign_up, source_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("b", "2 to 30 characters"),
        ("b" * 31, "at most 30"),
        ("bob smith", "2 to 30 characters"),
        ("bób", "2 to 30 characters"),
        ("bob\nBcc: eve", "2 to 30 characters"),
        ("bob@example.org", "2 to 30 characters"),
        ("../bob", "2 to 30 characters"),
        ("<b>bob</b>", "2 to 30 characters"),
        ("__", "at least one letter or digit"),
        ("carol", "is taken"),
        ("CAROL", "is taken"),
        ("Caroline", "is taken"),
        ("mina", "is taken"),
        ("m1na", "a moderator’s"),
        ("M-I-N-A", "a moderator’s"),
        ("rnina", "a moderator’s"),
        ("the_chair", "a moderator’s"),
        ("admin", "the site’s own"),
        ("Adm1n", "the site’s own"),
        ("adrnin", "the site’s own"),
        ("admin2", "the site’s own"),
        ("bob_moderator", "the site’s own"),
        ("RejoinderTeam", "the site’s own"),
        ("rejo1nder", "the site’s own"),
        ("system", "the site’s own"),
        ("kia1o", "the site’s own"),
        ("de_leted", "the site’s own"),
    ],
)
def test_refused_names(client: Client, name: str, why: str) -> None:
    person("carol")
    User.objects.update(display_name="Caroline")
    moderator("mina")
    User.objects.filter(username="mina").update(display_name="The Chair")
    response = sign_up(client, name)
    assert response.status_code == 200
    assert why in error_of(response, "username")
    assert 'value="bob@example.org"' in source_of(response), "nothing typed is lost"
    assert User.objects.count() == 2


@pytest.mark.parametrize("name", ["bo", "B-o_b-9", "minerva", "Modesta", "systematic", "x" * 30])
def test_accepted_names(client: Client, name: str) -> None:
    moderator("mina")
    assert sign_up(client, name).status_code == 302
    assert User.objects.filter(username=name).exists()


def test_two_take_a_name_in_the_same_moment(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    person("bob")
    monkeypatch.setattr("accounts.adapter.Adapter.clean_username", lambda self, name, **_: name)
    response = sign_up(client, "BOB", "other@example.org")
    assert response.status_code == 409
    assert "This name is taken" in source_of(response)
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("password", "why"),
    [("short owl", "too short"), ("password123", "too common"), ("bob@example.org", "too similar")],
)
def test_refused_passwords(client: Client, password: str, why: str) -> None:
    response = sign_up(client, password1=password)
    assert why in source_of(response)
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mina", "M1NA"),
        ("mina", "m_i-n a"),
        ("mina", "ｍｉｎａ"),
        ("mina", "míná"),
        ("mina", "mіnа"),  # Cyrillic і and а
        ("Il", "1l"),
        ("dоn", "d0n"),  # Cyrillic о
        ("modern", "modem"),
        ("owl", "ovvl"),
        ("Νina", "nina"),  # Greek Ν
        ("Minɑ", "mina"),
        ("Mɪɴᴀ", "mina"),
        ("Ꮇiոa", "mina"),  # Cherokee Ꮇ, Armenian ո
        ("ꓟɨŋa", "mina"),  # Lisu ꓟ
        ("ɡrɛg", "greg"),
        ("Łucja", "lucjɑ"),
    ],
)
def test_names_that_look_alike_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_different_names_fold_apart() -> None:
    names = "alice bob carol dave eve frank grete heinz ilse jonas mina max 李 王 Юлия".split()
    assert len({fold(name) for name in names}) == len(names)


@pytest.mark.parametrize(
    "name", ["Ann O’Hara", "J. R. R. T.", "J.R.R. T.", "李小龍", "Юлия", "Zoë-Marie", "Bob (2)", ""]
)
def test_accepted_display_names(name: str) -> None:
    assert clean_display_name(name) == name


def test_a_display_name_is_tidied() -> None:
    assert clean_display_name("  Zoe\u0308   Marie ") == "Zo\u00eb Marie"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Bob\nBcc: eve@example.org", "invisible"),
        ("Bob\u202egro.live", "invisible"),
        ("B\u200bob", "invisible"),
        ("Bob\u00a0Smith", "invisible"),
        ("<b>Bob</b>", "no “&lt;”"),
        ("eve@example.org", "no “@”"),
        ("http://evil", "no “:”"),
        ("see evil.example", "web address"),
        ("💩", "no “💩”"),
        ("123", "at least one letter"),
        ("Mina", "a moderator’s"),
        ("Мina", "a moderator’s"),  # Cyrillic М
        ("Site Moderator", "the site’s own"),
        ("Mina Mod", "the site’s own"),
        ("Somebody who left (7)", "the site’s own"),
        ("sоmebody-whо-left", "the site’s own"),  # Cyrillic о
        ("Ex-Mitglied (7)", "the site’s own"),
        ("Bob (mod)", "the site’s own"),
        ("Bob. Mod", "the site’s own"),
        ("Site Admins", "the site’s own"),
        ("Модератор Иван", "the site’s own"),
        ("Bob, Modérateur", "the site’s own"),
        ("管理员", "the site’s own"),
        ("Саrol", "two scripts"),  # Cyrillic С and а
        ("Ann Cαrol", "two scripts"),  # Greek α
        ("carol", "is taken"),
        ("CAROLINE", "is taken"),
    ],
)
def test_refused_display_names(name: str, why: str) -> None:
    bob, _ = person("bob"), moderator("mina")
    person("carol")
    User.objects.filter(username="carol").update(display_name="Caroline")
    data = {"display_name": name, "bio": "I read.", "timezone": "UTC", "language": "en"}
    response = browser_of(bob).post("/account/", data)
    assert response.status_code == 422
    assert why in error_of(response, "display_name")
    assert "I read." in source_of(response), "nothing typed is lost"
    bob.refresh_from_db()
    assert bob.display_name == "Bob"


@pytest.mark.parametrize("name", ["Юрий Smith", "Zoë-Marie", "Гаї Юлій", "李Lee"])
def test_a_name_of_words_in_one_script_each_is_accepted(name: str) -> None:
    data = {"display_name": name, "bio": "", "timezone": "UTC", "language": "en"}
    assert browser_of(person("bob")).post("/account/", data).status_code == 302


def test_a_moderator_keeps_the_own_name() -> None:
    mina = moderator("mina")
    data = {"display_name": "MINA", "bio": "", "timezone": "UTC", "language": "en"}
    assert browser_of(mina).post("/account/", data).status_code == 302


def test_a_name_without_a_visible_sign_is_refused_by_the_rule_itself() -> None:
    with pytest.raises(ValidationError, match="at least one letter"):
        clean_display_name("٣")


@pytest.mark.parametrize(
    "name",
    [
        "J. R. R.",
        "J.R.R. Tolkien",
        "Дж. Р. Р.",
        "Дж.Р.Р. Толкин",
        "Yu.N. Ivanov",
        "ए. पी. जे. अब्दुल",
        "எம்.ஜி.ஆர்",
        "رضا\u200cزاده",
        "علی\u200cاکبر",
        "ක්\u200dරිස්ටි",
        "র\u200d্যান্ডি",
        "മോഹന്\u200d",
        "क्\u200dष",
        "レオナルド・ダ・ヴィンチ",
        "ｼﾞｮﾝ･ｽﾐｽ",
        "ジャン゠ポール",
        "Gal·la",
        "斯蒂芬‧金",
        "阿·托尔斯泰",
        "D’Arcy",
        "ʻIolani",
        "Ke‘ala",
        "צה״ל",
        "ז׳אן",
        "བསྟན་འཛིན་རྒྱ་མཚོ",
        "Nguyễn Văn A",
        "Anne‑Marie",
        "สมชาย",
        "한 국",
    ],
)
def test_names_of_many_scripts_are_accepted(name: str) -> None:
    assert clean_display_name(name) == unicodedata.normalize("NFC", name)


def test_a_wide_space_between_names_is_a_space() -> None:
    assert clean_display_name("山田\u3000太郎") == "山田 太郎"


UNSEEN = "\u3164\uffa0\u115f\u1160\ufe0f\ufe00\U000e0100\u034f\u17b4\u180b\u180e\u200b"
UNSEEN += "\u200c\u200d\u2060\ufeff\u00ad\u061c\u2800\u2061\U000e0041\u00a0\u202f"


@pytest.mark.parametrize("unseen", UNSEEN, ids=ascii)
@pytest.mark.parametrize("where", ["Mi{}na", "{}Mina", "Mina{}", "Mina {}", "مين{}", "{}مين"])
def test_no_name_has_a_sign_that_nobody_sees(unseen: str, where: str) -> None:
    assert fold(where.format(unseen)) == fold(where.format(""))
    with pytest.raises(ValidationError, match="invisible signs"):
        clean_display_name(where.format(unseen))


@pytest.mark.parametrize(
    ("had", "wanted"),
    [
        ("رضا\u200cزاده", "رضازاده"),
        ("رضازاده", "رضا\u200cزاده"),
        ("رضا\u200cزاده", "رضا\u200dزاده"),
        ("क्ष", "क्\u200dष"),
        ("മോഹന്", "മോഹന്\u200d"),
    ],
)
@pytest.mark.parametrize("role", [User.Role.MEMBER, User.Role.MODERATOR])
def test_joiners_make_no_other_name(had: str, wanted: str, role: str) -> None:
    person("carol", role=role)
    User.objects.filter(username="carol").update(display_name=had)
    data = {"display_name": wanted, "bio": "", "timezone": "UTC", "language": "en"}
    response = browser_of(person("bob")).post("/account/", data)
    assert response.status_code == 422
    assert "taken" in error_of(response, "display_name") or "moderator" in error_of(
        response, "display_name"
    )


def test_names_that_differ_by_vowel_signs_are_two() -> None:
    assert len({fold(name) for name in ("राम", "रमा", "रामा", "रम", "ก่า", "กี", "กู", "กา")}) == 8
