"""The time zones to choose from."""

from functools import cache
from zoneinfo import available_timezones

REGIONS = "Africa America Antarctica Asia Atlantic Australia Europe Indian Pacific".split()


@cache
def zones() -> list[tuple[str, str | list[tuple[str, str]]]]:
    """Return the choices of a select: UTC, then the zones of each region by name."""
    names = sorted(available_timezones())
    return [("UTC", "UTC")] + [
        (region, [(name, _place(name)) for name in names if name.startswith(f"{region}/")])
        for region in REGIONS
    ]


def _place(name: str) -> str:
    return name.partition("/")[2].replace("_", " ").replace("/", ", ")
