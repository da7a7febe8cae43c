"""The choices of a summary are printed by a function as a template would print them."""

from pathlib import Path

import pytest
from django.template import Context, Engine

from critiques.pages.filters import FilterLink

REFERENCE = Engine(dirs=[Path(__file__).parent / "reference"])


@pytest.mark.parametrize("chosen", [False, True])
def test_a_choice_is_as_its_template_would_print_it(chosen: bool) -> None:
    link = FilterLink("bob", "<b>&\"'</b> {{ x }}", "/?person=<bob>&round='2'", 3, chosen)
    printed = REFERENCE.get_template("choice.html").render(Context({"each": link}))
    assert link.link == printed
