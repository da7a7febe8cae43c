"""What templates say whoever asks is looked up once a language, and said as Django says it."""

import pytest
from django.template import Context, Engine, Library, Node
from django.templatetags import i18n
from django.utils import translation

from web import standing_words
from web.standing_words import StandingWords

KEPT = [
    '{% translate "Search" %}',
    '{% translate "Closed: no edits" context "a discussion" %}',
    '{% translate "50% & <b>" %}',
    "{% blocktranslate %}Search{% endblocktranslate %}",
    "{% blocktranslate trimmed %}  50% of\n it {% endblocktranslate %}",
    '{% blocktranslate context "a discussion" %}Closed: no edits{% endblocktranslate %}',
]
NOT_KEPT = [
    "{% translate what %}",
    '{% translate "Search"|upper %}',
    '{% translate "Search" as said %}{{ said }}',
    '{% translate "Search" context what %}',
    "{% blocktranslate %}Search {{ what }}{% endblocktranslate %}",
    "{% blocktranslate %}Search {{ nothing }}{% endblocktranslate %}",
    "{% blocktranslate with name=what|upper %}All by {{ name }}{% endblocktranslate %}",
    "{% blocktranslate with what=1234.5 %}50% of {{ what }}, {{ what }}{% endblocktranslate %}",
    "{% blocktranslate with n=what context 'a' %}A {{ n }}{% endblocktranslate %}",
    "{% autoescape off %}{% blocktranslate %}{{ what }}{% endblocktranslate %}{% endautoescape %}",
    "{% blocktranslate with what=no.thing %}Search {{ what }}{% endblocktranslate %}",
    "{% with what=2 %}{% blocktranslate %}{{ what }}{% endblocktranslate %}{% endwith %}{{ what }}",
    "{% blocktranslate context what %}Search{% endblocktranslate %}",
    "{% blocktranslate asvar said %}Search{% endblocktranslate %}{{ said }}",
    "{% blocktranslate count n=2 %}Search{% plural %}{{ n }} essays{% endblocktranslate %}",
]


def printed(source: str, library: Library | None = None) -> tuple[list[Node], list[str]]:
    """Return the nodes of a template, and what it prints in each language, twice."""
    engine = Engine.get_default()
    before = engine.template_libraries["i18n"]
    engine.template_libraries["i18n"] = library or before
    try:
        template = engine.from_string(f"{{% load i18n %}}{source}")
    finally:
        engine.template_libraries["i18n"] = before
    said = []
    for language in ("en", "de", None, "en", "de"):
        with translation.override(language):
            said.append(str(template.render(Context({"what": "<b>"}))))
    return list(template.nodelist), said


@pytest.mark.parametrize("source", [*KEPT, *NOT_KEPT])
def test_it_is_said_as_django_says_it(source: str) -> None:
    nodes, said = printed(source)
    assert said == printed(source, i18n.register)[1]
    assert any(isinstance(each, StandingWords) for each in nodes) == (source in KEPT)


def test_it_is_looked_up_once_in_each_language(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    look_up = translation.gettext

    def counted(text: str) -> str:
        asked.append((text, translation.get_language()))
        return look_up(text)

    monkeypatch.setattr(translation, "gettext", counted)
    assert printed(KEPT[3])[1] == ["Search", "Suche", "Search", "Search", "Suche"]
    assert asked == [("Search", "en"), ("Search", "de"), ("Search", None)]


def test_a_broken_translation_leaves_the_text_as_it_was_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    look_up = translation.gettext

    def broken(text: str) -> str:
        return "%(nobody)s" if translation.get_language() == "de" else look_up(text)

    for place in (translation, standing_words):
        monkeypatch.setattr(place, "gettext", broken)
    said = printed("{% blocktranslate %}By {{ what }}{% endblocktranslate %}")[1]
    assert said == ["By &lt;b&gt;"] * 5
