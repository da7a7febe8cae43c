"""How much may be written over the web, and in what time. Moderators are not limited.

Each line can be replaced by an environment variable: LIMIT_POSTS, LIMIT_REPLIES, LIMIT_REPORTS,
LIMIT_MAILS. Mails are those that somebody asks for, to confirm an address or for a new password;
their first two columns hold for one mailbox too.
"""

from accounts.rates import Limit, read_limit
from config.environment import Environment

TABLE = {
    # what:      a person;        a newcomer;     all from one address
    "posts": "5/hour 20/day;   2/hour 5/day;   20/hour 60/day",
    "replies": "30/hour 200/day; 10/hour 30/day; 60/hour 400/day",
    "reports": "20/hour 60/day;  5/hour 15/day;  40/hour 120/day",
    "mails": "6/hour 15/day;   4/hour 8/day;   30/hour 100/day",
}


def limits(env: Environment) -> dict[str, Limit]:
    """Return the limits, as the table or the environment says."""
    names = {what: f"LIMIT_{what.upper()}" for what in TABLE}
    return {
        what: read_limit(names[what], env.text(names[what], default=words))
        for what, words in TABLE.items()
    }
