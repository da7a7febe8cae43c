"""Numbers as readers write them."""

from django.utils.formats import number_format
from django.utils.functional import lazy


def grouped(number: int) -> str:
    """Return a whole number with its thousands apart, as the reader's language has them: 40,000."""
    return number_format(number, force_grouping=True)


grouped_lazy = lazy(grouped, str)
