"""Where a bare address ends, in every script."""

import re

import pytest

from forum.text import render


def addresses_in(source: str) -> list[str]:
    found = re.findall(r'<a href="([^"]*)"[^>]*>([^<]*)</a>', render(source, "reply-5"))
    assert all(href in (text, f"http://{text}") for href, text in found)
    return [text.replace("&amp;", "&") for _, text in found]


# What may stand around an address.
AROUND = [
    "{}",
    "see {}, or so",
    "({}).",
    "({})b",
    "请看{}。这里",
    "「{}」を見る",
    "（{}）、",
    "『{}』",
    "“{}”",
    "„{}“,",
    "«{}»…",
    "»{}«",
    '"{}"',
    "’{}’!",
    "**{}**",
    "~~{}~~ x",
    "_{}_",
    "__{}__ x",
    "{}؟ نعم",
    "{}، ثم",
    "{}। फिर",
    "{}፡፡",
    "{}!?…",
    "{}，还有",
    "{}： x",
    "{}｡",
    "{} – x",
    "{}\u200b\u3000x",
    "[{}]",
    "{}\u202c",
    "و{} و",
]


@pytest.mark.parametrize(
    "address",
    [
        "https://en.wikipedia.org/wiki/Michelson–Morley_experiment",
        "https://en.wikipedia.org/wiki/Cauchy—Schwarz",
        "https://en.wikipedia.org/wiki/Hubble’s_law",
        "https://en.wikipedia.org/wiki/Schrödinger's_cat",
        "https://haw.wikipedia.org/wiki/Hawai‘i",
        "https://ca.wikipedia.org/wiki/Col·lecció",
        "https://en.wikipedia.org/wiki/E\u0301tale_cohomology",
        "https://hi.wikipedia.org/wiki/हिन्दी",
        "https://ta.wikipedia.org/wiki/தமிழ்_நாடு",
        "https://th.wikipedia.org/wiki/ประเทศไทย",
        "https://km.wikipedia.org/wiki/ភាសាខ្មែរ",
        "https://he.wikipedia.org/wiki/צה״ל",
        "https://ar.wikipedia.org/wiki/اللغة_العَرَبيّة",
        "https://fa.wikipedia.org/wiki/نیم\u200cفاصله",
        "https://si.wikipedia.org/wiki/ශ්\u200dරී_ලංකාව",
        "https://ja.wikipedia.org/wiki/レオナルド・ダ・ヴィンチ",
        "https://ja.wikipedia.org/wiki/東京_(曖昧さ回避)",
        "https://zh.wikipedia.org/wiki/龍（生肖）",
        "https://ru.wikipedia.org/wiki/Крейсер_«Аврора»",
        "https://bo.wikipedia.org/wiki/བོད་ཡིག",
        "https://ko.wikipedia.org/wiki/한국어#문법",
        "https://例え.jp/試し?語=字&a=b;c#e",
        "https://пример.испытание/путь",
        "http://उदाहरण.परीक्षा/",
        "https://例子.测试",
        "https://example.org:8443/a?b[]=c&d={e}#f!g",
        "https://web.archive.org/web/2020/https://example.org/a",
        "https://example.org/emoji/👩‍🔬",
        "https://bob@example.org/a",
        "www.例え.jp/a",
        "https://example.org/a_b-",
        "https://example.org",
    ],
)
def test_an_address_has_all_of_itself_and_nothing_more(address: str) -> None:
    source = "\n\n".join(around.format(address) for around in AROUND)
    found = dict(zip(AROUND, addresses_in(source), strict=True))
    assert found == dict.fromkeys(AROUND, address)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("https://example.org是一个网站", ["https://example.org"]),
        ("https://example.org—a site", ["https://example.org"]),
        ("https://example.org:a", ["https://example.org"]),
        ("https://example.org/a(see below)", ["https://example.org/a"]),
        ("https://example.org/[a", ["https://example.org/"]),
        ("https://a.org/b,https://c.org/d", ["https://a.org/b,https://c.org/d"]),
        ("https://a.org/b、https://c.org/d", ["https://a.org/b", "https://c.org/d"]),
        ("`https://example.org/` <https://a.org/>", ["https://a.org/"]),
        ("[https://a.org](https://b.org)", []),
        ("xhttps://example.org @www.example.org www. http:// https://… www.、", []),
        ("メールはbob@example.orgへ", []),
    ],
)
def test_addresses_in(source: str, found: list[str]) -> None:
    html = render(source, "reply-5")
    texts = [text for text in re.findall(r'href="[^"]*"[^>]*>([^<]*)</a>', html) if "://" in text]
    if source.startswith("["):
        assert 'href="https://b.org"' in html
    elif "@example.orgへ" in source:
        assert '<a href="mailto:bob@example.org"' in html
    else:
        assert texts == found
