"""What search engines, and sites that show links, are told of pages; what they may list."""

import re
from html import unescape

import pytest
from django.conf import settings
from django.test import Client

from forum.models import Reply
from tests.cast import answer, browser_of, moderator, person, place, publish
from tests.databases import ROOT
from threads.pages.sitemap import ESSAYS
from web.pagination import Asked

pytestmark = pytest.mark.django_db

META = re.compile(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"')
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)">')
PRINTED = re.compile(r'<p class="printed">(\S+), as it stood on \d{1,2} [A-Z]\w+ \d{4}</p>')
SITE = "http://testserver"


@pytest.fixture(scope="module")
def made(kept_db: None) -> Reply:
    """What Bob objected to Alice’s essay, of which she says in short what it claims."""
    post = publish(person("alice"), "Twenty “checks”", in_short="Twenty are <enough>.")
    reply = answer(person("bob"), post, "a) Twenty checks are twenty too many.")
    place(reply.author, reply)
    return reply


def head_of(url: str, client: Client | None = None) -> tuple[dict[str, str], str]:
    """Return what the head of a page says in its meta elements, and all of it as text."""
    response = (client or Client()).get(url)
    assert response.status_code == 200, url
    head = response.content.decode().partition("</head>")[0]
    return {name: unescape(said) for name, said in META.findall(head)}, head


def test_every_page_says_what_it_is_and_where_it_stands(anew: Reply) -> None:
    post = anew.post.get_absolute_url()
    essay, bob = f"/posts/{anew.post_id}", browser_of(anew.author)
    listed = ["/", post, f"{essay}/critique/", f"{essay}/objections/1/", "/u/alice/"]
    listed += ["/moderation/log/"]
    other = [f"/replies/{anew.pk}/", f"{essay}/reply/", f"{essay}/critique/other/"]
    other += [f"{essay}/revisions/", "/account/login/", "/account/signup/"]
    narrowed = ["/?sort=new", f"{post}?sort=newest", f"{essay}/critique/?status=open"]
    said = set()
    for url in [*listed, *other, *narrowed]:
        for client in (Client(), bob):
            if url.startswith("/account/" if client is bob else f"{essay}/reply/"):
                continue
            meta, head = head_of(url, client)
            assert '<html lang="en">' in head and meta["viewport"].startswith("width=device-width")
            assert re.search(r"<title>\s*\S.* · Rejoinder</title>", head), url
            assert 20 <= len(meta["description"]) <= 400, url
            assert CANONICAL.findall(head) == [here := f"{SITE}{url.partition('?')[0]}"]
            assert PRINTED.findall(client.get(url).content.decode()) == [here], "on paper"
        said.add(meta["description"])
        robots = Client().get(url).headers.get("X-Robots-Tag")
        assert robots == (None if url in listed else "noindex"), url
    assert len(said) >= 6
    assert "X-Robots-Tag" not in Client().get("/", {"page": "1"}).headers
    assert Client().get("/no/such/page/").headers["X-Robots-Tag"] == "noindex"


def test_no_two_pages_of_a_list_have_one_title(anew: Reply) -> None:
    essay, titles = f"/posts/{anew.post_id}", []
    pages = ["/", "/?sort=new", "/moderation/log/", "/moderation/log/?act=hide"]
    pages += [f"{essay}/critique/", f"{essay}/critique/?status=open", f"{essay}/revisions/"]
    for url in pages:
        titles += re.findall("<title>(.*)</title>", Client().get(url).content.decode())
    assert len(set(titles)) == len(pages), titles
    told = [Asked().told, Asked(2).told, Asked(after="x").told]
    assert told == ["", ", page 2", ", more"]


def test_a_link_shows_what_a_page_is_about(anew: Reply) -> None:
    post = anew.post
    for url, title, description in (
        (post.get_absolute_url(), post.title, "Twenty are <enough>."),
        (
            f"/posts/{post.pk}/critique/",
            "Critique of “Twenty “checks””",
            "One objection, one unresolved. Twenty are <enough>.",
        ),
        (
            f"/posts/{post.pk}/objections/1/",
            "Objection a: Twenty checks are twenty too many",
            "On “Twenty “checks”” by Alice. No author answer yet.",
        ),
    ):
        for _ in ("printed", "kept"):
            meta, _head = head_of(url)
            assert meta["og:title"] == title
            assert meta["og:description"] == meta["description"] == description
            assert meta["og:url"] == f"{SITE}{url}"


def test_kept_pages_say_where_they_are_under_each_name(anew: Reply) -> None:
    settings.ALLOWED_HOSTS.append("other.example")
    try:
        for host in ("testserver", "other.example", "other.example:81"):
            head = Client(headers={"host": host}).get(anew.post.get_absolute_url()).content.decode()
            assert f'<link rel="canonical" href="http://{host}/posts/' in head
    finally:
        settings.ALLOWED_HOSTS.remove("other.example")


def test_the_mark_is_put_in_for_in_heads_alone(anew: Reply) -> None:
    words = "Say `<origin>` and <https://example.org/<origin>>."
    post = publish(anew.author, "On <origin>", words)
    page = Client().get(post.get_absolute_url()).content.decode()
    assert "On &lt;origin&gt;" in page.partition("</head>")[0]
    assert SITE not in page.partition("<main ")[2]


@pytest.mark.parametrize("state", ["hidden", "withdrawn", "pending", "draft"])
def test_what_is_not_public_says_nothing_elsewhere(anew: Reply, state: str) -> None:
    post = anew.post
    type(post).objects.filter(pk=post.pk).update(state=state, version=post.version + 1)
    urls = [
        post.get_absolute_url(),
        f"/posts/{post.pk}/critique/",
        f"/posts/{post.pk}/objections/1/",
    ]
    urls[0] = f"/posts/{post.pk}/post/"
    for viewer in (None, post.author, moderator()):
        for url in urls:
            response = browser_of(viewer).get(url)
            head = response.content.decode().partition("</head>")[0]
            assert "og:" not in head and "enough" not in head
    assert f"/posts/{post.pk}/" not in sitemaps()


def sitemaps() -> str:
    """Return all sitemaps that the list names, one after the other."""
    files = re.findall(r"<loc>http://testserver([^<]+)</loc>", read("/sitemap.xml"))
    return "".join(map(read, files))


def read(url: str) -> str:
    response = Client().get(url)
    return response.content.decode() if response.status_code == 200 else ""


def test_sitemaps_name_essays_critiques_and_objections(
    anew: Reply, django_assert_num_queries
) -> None:
    post = anew.post
    assert f"Sitemap: {SITE}/sitemap.xml" in read("/robots.txt")
    with django_assert_num_queries(1):
        Client().get("/sitemap.xml")
    number = -(-post.pk // ESSAYS)
    with django_assert_num_queries(2):
        first = Client().get(f"/sitemap-{number}.xml")
    with django_assert_num_queries(1):
        assert Client().get(f"/sitemap-{number}.xml").content == first.content
    essay = f"{SITE}/posts/{post.pk}"
    assert re.findall(r"<loc>(.+?)</loc><lastmod>20", first.content.decode()) == [
        f"{SITE}{post.get_absolute_url()}",
        f"{essay}/critique/",
        f"{essay}/objections/1/",
    ]
    assert sitemaps() == first.content.decode()
    had = {"If-None-Match": first.headers["ETag"]}
    assert Client().get(f"/sitemap-{number}.xml", headers=had).status_code == 304
    publish(anew.author, "Another")
    assert "another" in Client().get(f"/sitemap-{number}.xml", headers=had).content.decode()
    for nothing in (0, number + 1, 10**30):
        assert Client().get(f"/sitemap-{nothing}.xml").status_code == 404


def test_browsers_find_an_icon_at_the_root() -> None:
    response = Client().get("/favicon.ico")
    assert response.status_code == 200
    assert b"".join(response.streaming_content)[:4] == b"\x00\x00\x01\x00"


def test_the_colours_of_the_browser_are_those_of_the_page() -> None:
    tokens = (ROOT / "static/css/tokens.css").read_text()
    paper = re.search(r"--paper: light-dark\((\S+), (\S+)\);", tokens)
    base = (ROOT / "templates/base.html").read_text()
    assert paper
    assert tuple(re.findall(r'"theme-color" content="(#\w+)"', base)) == paper.groups()


def test_programs_follow_no_way_to_the_same_page_or_to_sign_in(anew: Reply) -> None:
    """A thread has hundreds of them."""
    post = anew.post.get_absolute_url()
    for url in ("/", "/?tag=x", post, f"/posts/{anew.post_id}/critique/", f"/replies/{anew.pk}/"):
        page = Client().get(url).content.decode()
        ways = re.findall(r'<a [^>]*href="[^"#]*(?:\?(?!page|after|before)|/reply/)[^>]*>', page)
        assert ways and [each for each in ways if 'rel="nofollow"' not in each] == []
