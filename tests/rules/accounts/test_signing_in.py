"""What a try to sign in costs, which tries are counted and for whom, and how long that lasts."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.core.internal import ratelimit
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.factors import Factors
from accounts.models import Trace, User
from tests.cast import PASSWORD, person, text_of
from tests.sign_in import (
    EMAIL,
    OTHER,
    RESET,
    SIGN_IN,
    fresh,
    is_signed_in,
    last_link,
    sign_in,
    sign_up,
    source_of,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 5, 4, 12, 0, 30, tzinfo=UTC)
PASSKEY = "/account/2fa/webauthn/login/"
# What databases, or Python, take for k, i and s.
LOOKALIKES = ["ſam", "\u212aim", "alıce", "alİce", "ａlice", "alice\u200b", "al ice"]


@pytest.fixture
def clock() -> Any:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


class QuickArgon2(Argon2PasswordHasher):
    """The site's own way to hash, with little work, that counts."""

    time_cost, memory_cost, parallelism = 1, 8, 1
    hashed = 0

    def encode(self, *args: Any) -> str:
        QuickArgon2.hashed += 1
        return super().encode(*args)

    def verify(self, *args: Any) -> bool:
        QuickArgon2.hashed += 1
        return super().verify(*args)


@pytest.mark.parametrize("password", [PASSWORD, OTHER])
@pytest.mark.parametrize(
    "login",
    [
        "carol",
        "carol@example.org",
        "nobody",
        "nobody@example.org",
        "gone",
        "gone@example.org",
        "unusable",
        "shared@example.org",
        "alıce",
        "@",
    ],
)
def test_security_27_whoever_is_found_one_password_is_hashed(
    settings: Any, login: str, password: str
) -> None:
    settings.PASSWORD_HASHERS = [f"{__name__}.QuickArgon2"]
    person("carol"), person("gone", is_active=False), person("alice")
    User.objects.create_user("unusable")
    for name in ("one", "two", "three", "four"):
        person(name, confirmed=name == "three")
    EmailAddress.objects.filter(user__username__in=["one", "two", "four"]).update(
        email="shared@example.org"
    )
    QuickArgon2.hashed = 0
    sign_in(Client(), login, password)
    assert QuickArgon2.hashed == 1


@pytest.mark.parametrize("login", LOOKALIKES)
def test_security_27_no_name_that_looks_like_another_is_looked_up(login: str) -> None:
    """UPPER of a dotless i is I, and of a long s is S, in PostgreSQL."""
    for name in ("sam", "kim", "alice"):
        person(name)
    with CaptureQueriesContext(connection) as asked:
        assert sign_in(Client(), login).status_code == 200
    assert not [each for each in asked if "accounts_user" in each["sql"]]
    assert sign_in(Client(), f"{login}@example.org").status_code in (200, 302)


@pytest.mark.parametrize("login", ["alıce@example.org", "aliceı@example.org", "ſam@example.org"])
def test_security_27_no_address_that_looks_like_another_opens_the_door(login: str) -> None:
    person("alice"), person("sam")
    assert sign_in(Client(), login).status_code == 200


def test_security_26_wrong_tries_elsewhere_lock_nobody_out() -> None:
    person("bob")
    for number in range(60):
        sign_in(Client(REMOTE_ADDR=f"198.51.100.{number}"), "bob", OTHER)
        sign_in(Client(REMOTE_ADDR=f"2001:db8:0:{number:x}::1"), "bob", OTHER)
    for _ in range(6):
        refused = sign_in(Client(REMOTE_ADDR="203.0.113.5"), "bob", PASSWORD)
        assert refused.status_code == 302


def test_security_26_right_tries_count_for_nobody() -> None:
    for number in range(25):
        person(f"pupil{number}")
    assert [sign_in(Client(), f"pupil{number}").status_code for number in range(25)] == [302] * 25
    assert [sign_in(Client(), "pupil1").status_code for _ in range(25)] == [302] * 25
    assert not Trace.objects.exists()


def test_security_26_whatever_proves_rightly_who_one_is_counts_for_nobody() -> None:
    """All from one internet address: right passwords again, and right codes after passwords."""
    for number in range(12):
        pupil = person(f"pupil{number}")
        its = fresh(pupil.username)
        for _ in range(2):
            again = its.post("/account/reauthenticate/", {"password": PASSWORD})
            assert again.status_code == 302
        secret = Factors().encrypt("A" * 32)
        Authenticator.objects.create(user=pupil, type="totp", data={"secret": secret})
        half = Client()
        sign_in(half, pupil.username)
        counter = next(iter(totp.yield_hotp_counters_from_time()))
        code = totp.format_hotp_value(totp.hotp_value("A" * 32, counter))
        half.post("/account/2fa/authenticate/", {"code": code})
        assert is_signed_in(half)
    assert not Trace.objects.exists()


@pytest.mark.parametrize("name", ["bob", "bob@example.org"])
def test_security_26_another_spelling_makes_no_new_counter(settings: Any, name: str) -> None:
    settings.ALLOWED_HOSTS = ["testserver", "localhost", "www.testserver", "127.0.0.1"]
    person("bob")
    spelt = [name, name.upper(), f" {name}", f"{name}\u00a0", name.title()]
    hosts = ["testserver", "TESTSERVER", "localhost", "testserver:443", "www.testserver"]
    for login, host in zip(spelt, hosts, strict=True):
        assert sign_in(Client(headers={"host": host}), login, OTHER).status_code == 200
    refused = sign_in(Client(headers={"host": "127.0.0.1"}), name, PASSWORD)
    assert refused.status_code == 429


def test_security_26_a_network_of_ipv6_has_one_counter() -> None:
    person("bob")
    for number in range(5):
        sign_in(Client(REMOTE_ADDR=f"2001:db8::{number:x}"), "bob", OTHER)
    assert sign_in(Client(REMOTE_ADDR="2001:db8::ffff"), "bob").status_code == 429


def test_security_26_visitors_of_a_server_that_listens_on_both_are_told_apart() -> None:
    person("bob")
    for number in range(10):
        sign_in(Client(REMOTE_ADDR="::ffff:198.51.100.7"), f"nobody{number}", OTHER)
    assert sign_in(Client(REMOTE_ADDR="198.51.100.7"), "bob").status_code == 429
    assert sign_in(Client(REMOTE_ADDR="::ffff:c633:6407"), "bob").status_code == 429
    assert sign_in(Client(REMOTE_ADDR="::ffff:203.0.113.5"), "bob").status_code == 302


def test_security_26_the_refusal_says_when_one_can_go_on(clock: Any) -> None:
    person("bob")
    tried = [sign_in(Client(), "bob", OTHER).status_code for _ in range(6)]
    assert tried == [200] * 5 + [429]
    refused = sign_in(Client(), "bob", PASSWORD)
    says = "Too many tries: 5 wrong ones in the last minute. You can go on at 12:02 UTC."
    assert refused.status_code == 429 and says in text_of(refused)
    assert 'value="bob"' in source_of(refused), "what was typed is still there"
    clock.shift(timedelta(seconds=61))
    assert sign_in(Client(), "bob").status_code == 302


def test_security_26_refusals_of_one_who_is_here_and_of_nobody_are_the_same(clock: Any) -> None:
    person("carol")
    pages = []
    for login in ("carol", "nobody-here", "carol@example.org", "nobody@example.org"):
        Trace.objects.all().delete()
        tries = [source_of(sign_in(Client(), login, OTHER)).replace(login, "LOGIN")] * 6
        pages.append(tries)
    assert pages[0] == pages[1] == pages[2] == pages[3]


def test_security_26_a_name_does_not_tell_its_address() -> None:
    """Tries with a name use up none of those with an address: it would tell whose that is."""
    person("bob")
    for _ in range(6):
        sign_in(Client(), "bob", OTHER)
    assert sign_in(Client(), "bob@example.org", OTHER).status_code == 200


@pytest.mark.parametrize(
    ("url", "field", "more"),
    [
        ("/account/reauthenticate/", "password", {}),
        ("/account/password/change/", "oldpassword", {"password1": "seven grey cats asleep"}),
    ],
)
def test_security_26_who_sits_at_ones_desk_tries_no_passwords(
    client: Client, url: str, field: str, more: dict[str, str]
) -> None:
    person("bob")
    sign_in(client, "bob")
    tried = [client.post(url, {field: OTHER, **more}).status_code for _ in range(6)]
    assert tried == [200] * 5 + [429]
    assert client.post(url, {field: PASSWORD, **more}).status_code == 429


def test_security_26_a_new_password_may_be_tried_at_once(client: Client) -> None:
    person("bob")
    for _ in range(6):
        sign_in(client, "bob", OTHER)
    client.post(RESET, {"email": "bob@example.org"})
    form = client.get(last_link(), follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": "seven grey cats asleep"})
    assert sign_in(Client(), "bob", "seven grey cats asleep").status_code == 302


def test_security_26_no_limit_rests_on_a_cache(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Caches are emptied, evicted and away; whoever signs in does not notice."""

    class Away:
        def __getattr__(self, name: str) -> Any:
            raise ConnectionError("The cache is away.")

    for module in (ratelimit, totp):
        monkeypatch.setattr(module, "cache", Away())
    sign_up(client)
    client.post(last_link())
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    client.post(EMAIL, {"action_send": "", "email": "bob@example.org"})
    client.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": OTHER})
    secret = client.get("/account/2fa/totp/activate/").context["form"].secret
    counters = list(totp.yield_hotp_counters_from_time())
    codes = [totp.format_hotp_value(totp.hotp_value(secret, each)) for each in counters]
    assert client.post("/account/2fa/totp/activate/", {"code": codes[0]}).status_code == 302
    other = Client()
    sign_in(other, "bob", OTHER)
    assert other.post("/account/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert other.post("/account/2fa/authenticate/", {"code": codes[1]}).status_code == 302
    assert is_signed_in(other)
    assert Client().post(RESET, {"email": "bob@example.org"}).status_code == 302
    assert Client().post(PASSKEY, {"credential": "{}"}).status_code == 302


def test_a_try_costs_few_queries() -> None:
    person("bob")
    spent = []
    for password in (PASSWORD, OTHER):
        with CaptureQueriesContext(connection) as asked:
            sign_in(Client(), "bob", password)
        spent.append([each["sql"].split()[0] for each in asked])
    # Counting two limits, the person; then who is wrong leaves traces, and looks for old ones.
    assert spent[1].count("SELECT") <= 6 and spent[1].count("INSERT") == 1
    assert len(spent[1]) <= 10


def test_wrong_tries_are_forgotten(clock: Any) -> None:
    for number in range(30):
        sign_in(Client(REMOTE_ADDR=f"198.51.100.{number}"), f"name{number}", OTHER)
    assert Trace.objects.count() == 60
    clock.shift(timedelta(hours=25))
    sign_in(Client(), "bob", OTHER)
    assert Trace.objects.count() == 2


def test_security_23_asking_for_a_passkey_writes_nothing(client: Client) -> None:
    with CaptureQueriesContext(connection) as asked:
        answers = [client.get(PASSKEY, headers={"accept": "application/json"}) for _ in "12"]
    assert len(asked) == 0 and not client.cookies
    first, second = (answer.json() for answer in answers)
    assert first["request_options"]["publicKey"]["challenge"]
    assert first["asked"] != second["asked"]
    assert client.get(PASSKEY)["location"] == SIGN_IN
