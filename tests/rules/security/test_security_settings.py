"""What browsers, caches and proxies are told by the site as it runs in production."""

import json
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import get_resolver

from tests.cast import PASSWORD, browser_of, person, publish
from tests.databases import run_together

pytestmark = pytest.mark.django_db

SAFE = {"x-forwarded-proto": "https", "x-forwarded-for": "203.0.113.7"}
SIGN_IN = "/account/login/"


@pytest.fixture
def production(monkeypatch: pytest.MonkeyPatch, sqlite_url: str) -> Any:
    """Ask the site in production: several requests in one browser."""
    settings = {
        "DEBUG": "0",
        "SECRET_KEY": "long and varied: 0123456789 abcdefghijklmnopqrstuvwxyz",
        "EMAIL_URL": "memorymail://",
        "ALLOWED_HOSTS": "localhost",
        "TRUSTED_PROXY_COUNT": "1",
    }

    def ask(*requests: Any, **changes: str) -> list[dict[str, Any]]:
        for name, value in (settings | changes).items():
            monkeypatch.setenv(name, value)
        program = [["tests/rules/security/production.py"]]
        [done] = run_together(sqlite_url, program, stdin=json.dumps(requests))
        return json.loads(done.stdout)

    return ask


def get(path: str, headers: dict[str, str] = SAFE) -> list[Any]:
    return ["GET", path, headers, ""]


def test_every_answer_carries_the_headers_that_protect(production: Any) -> None:
    for answer in production(get("/"), get(SIGN_IN), get("/no/such/page/")):
        headers = answer["headers"]
        assert headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert "camera=()" in headers["permissions-policy"]
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "script-src 'self'" in policy
        assert "unsafe" not in policy and "frame-ancestors 'none'" in policy
        assert "server" not in headers and "x-powered-by" not in headers


def test_the_browsers_lists_are_the_owners_choice(production: Any) -> None:
    [answer] = production(get("/"), SECURE_HSTS_PRELOAD="1")
    assert answer["headers"]["strict-transport-security"].endswith("; preload")


def test_security_25_cookies_stay_with_this_host_and_out_of_scripts(production: Any) -> None:
    form = f"login=bob&password={PASSWORD}"
    language = ["POST", "/language/", SAFE, "language=de"]
    shown = production(language, get(SIGN_IN), ["POST", SIGN_IN, SAFE, form])
    assert shown[2]["status"] == 302
    cookies = [cookie for answer in shown for cookie in answer["cookies"]]
    assert {cookie.partition("=")[0] for cookie in cookies} >= {
        *("__Host-csrf", "__Host-language", "__Host-session")
    }
    for cookie in cookies:
        for wanted in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
            assert wanted in cookie.split("; "), cookie
        assert "Domain" not in cookie


def test_plain_http_is_sent_to_https(production: Any) -> None:
    [answer] = production(get("/u/bob/?a=1", {"x-forwarded-proto": "http"}))
    assert answer["status"] == 301
    assert answer["headers"]["location"] == "https://localhost/u/bob/?a=1"


def test_without_a_proxy_nobody_is_believed_to_have_come_by_https(production: Any) -> None:
    [answer] = production(get("/", SAFE), TRUSTED_PROXY_COUNT="0")
    assert answer["status"] == 301


def test_another_host_is_refused(production: Any) -> None:
    [answer] = production(get("/", SAFE | {"host": "evil.example"}))
    assert answer["status"] == 400


@pytest.mark.parametrize(
    "path", ["/no/such/page/", "/posts/1/", "/u/nobody/", "/account/2fa/webauthn/keys/9/edit/"]
)
def test_what_is_not_there_tells_nothing_of_the_program(production: Any, path: str) -> None:
    [answer] = production(get(path))
    assert answer["status"] in (302, 404)
    for word in ("Traceback", "urlconf", "django", "site-packages", "SECRET_KEY", ".py"):
        assert word.lower() not in answer["body"].lower()


def test_a_fault_tells_nothing_of_the_program(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: Any, **__: Any) -> None:
        raise RuntimeError("the secret of the house")

    settings.DEBUG = False
    monkeypatch.setattr("threads.views.reading.IndexPage.load", break_down)
    response = Client(raise_request_exception=False).get("/")
    assert response.status_code == 500
    page = response.content.decode()
    assert "Something broke" in page
    assert "secret of the house" not in page and "RuntimeError" not in page


def test_there_is_no_admin_site() -> None:
    assert not apps.is_installed("django.contrib.admin")
    assert browser_of(None).get("/admin/").status_code == 404


def test_security_28_personal_pages_are_in_no_shared_cache() -> None:
    alice = person("alice")
    post = publish(alice)
    for path in ("/", post.get_absolute_url(), f"/posts/{post.pk}/critique.json", "/no/such/"):
        told = browser_of(alice).get(path).get("Cache-Control", "")
        assert "private" in told and "public" not in told, path


def test_security_28_what_sets_a_cookie_is_in_no_shared_cache() -> None:
    post = publish(person("alice"))
    for path in ("/", post.get_absolute_url(), f"/posts/{post.pk}/reply/"):
        response = browser_of(None).get(path)
        assert not response.cookies or "private" in response["Cache-Control"], path
        assert "Cookie" in response["Vary"], path


@pytest.mark.parametrize(
    "path", ["/account/", "/account/sessions/", "/account/2fa/", "/account/data/"]
)
def test_security_28_account_pages_are_in_no_cache_at_all(path: str) -> None:
    for viewer in (person("alice"), None):
        told = browser_of(viewer).get(path)["Cache-Control"]
        assert "no-store" in told and "private" in told


def test_security_23_no_view_waives_the_token_of_its_forms() -> None:
    resolver = get_resolver()
    waived = [
        pattern.name
        for pattern in _patterns(resolver)
        if getattr(pattern.callback, "csrf_exempt", False)
    ]
    # The link of the first is signed, and mail programs that send it have no token (RFC 8058). The
    # other writes nothing but a cookie, and asks from where its form comes.
    assert waived == ["mail-stop", "language"]


def _patterns(resolver: Any) -> Any:
    for each in resolver.url_patterns:
        yield from _patterns(each) if hasattr(each, "url_patterns") else [each]
