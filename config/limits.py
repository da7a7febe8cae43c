"""How much may be done over the web, and in what time. Moderators are not limited.

Each line can be replaced by an environment variable: LIMIT_ and its name in capitals, as
LIMIT_POSTS. Three kinds leave rows that stay (posts, replies, reports) and are counted from these;
the others from traces, which are kept for a day.

drafts      each saving of an essay that is not published
saves       what is typed being kept, while somebody types
edits       revisions of essays and replies
images      pictures that are uploaded, shown in a text or not
previews    texts shown before they are saved, while somebody types, and points found in a reply
points      each time that somebody says, or changes, where the points of a reply go
objections  objections and questions that are raised
holds       sharing, taking back, “still stands”, “this answers it”, one's main disagreement
wordings    new wordings of a claim or its passage, accepting one, what would satisfy
proposals   proposing a wording or a merge, accepting, refusing or withdrawing it
links       “similar to”, and no longer
merges      merging one's own objection into another, and separating it
positions   the author's words on objections, receipts of a revision and closing words among them
closings    closing and opening a discussion, bars, rounds of letters
profiles    changes of one's profile
bookmarks   keeping an essay or a reply to find it again, and no longer
votes       saying that an essay or a reply is worth reading, and taking that back
thanks      lines of thanks to a writer
follows     following or muting essays, branches, people, topics, objections, and no longer
appeals     answers to moderators' decisions
mails       those that somebody asks for, to confirm an address or for a new password; the first
            two columns hold for one mailbox too
answers     mails of the site about answers by mail that were not posted as they are; they have a
            limit by person alone
signups     forms for a new account, whatever is typed; they have a limit by address alone
tries       wrong ones to prove who one is; the first column holds for one account from one address
"""

from accounts.limits.rates import Limit, read_limit
from config.environment import Environment

TABLE = {
    # what:      a person;        a newcomer;     all from one address
    "posts": "5/hour 20/day;   2/hour 5/day;   20/hour 60/day",
    "drafts": "60/hour 300/day; 30/hour 100/day; 200/hour 900/day",
    "saves": "1200/hour 6000/day; 1200/hour 3000/day; 6000/hour 30000/day",
    "replies": "30/hour 200/day; 10/hour 30/day; 60/hour 400/day",
    "edits": "30/hour 120/day; 15/hour 50/day; 90/hour 360/day",
    "images": "40/hour 150/day; 15/hour 40/day; 100/hour 400/day",
    "previews": "900/hour 5000/day; 600/hour 2000/day; 4000/hour 20000/day",
    "points": "60/hour 300/day; 30/hour 100/day; 200/hour 900/day",
    "objections": "60/hour 150/day; 30/hour 60/day; 200/hour 600/day",
    "holds": "60/hour 300/day; 30/hour 100/day; 200/hour 900/day",
    "wordings": "30/hour 120/day; 15/hour 50/day; 90/hour 360/day",
    "proposals": "20/hour 60/day; 10/hour 30/day; 60/hour 180/day",
    "links": "30/hour 120/day; 10/hour 40/day; 90/hour 360/day",
    "merges": "20/hour 60/day; 10/hour 30/day; 60/hour 180/day",
    "positions": "120/hour 400/day; 40/hour 120/day; 300/hour 1000/day",
    "closings": "20/hour 60/day; 10/hour 30/day; 60/hour 180/day",
    "profiles": "20/hour 60/day; 10/hour 30/day; 60/hour 180/day",
    "bookmarks": "200/hour 900/day; 60/hour 300/day; 600/hour 2700/day",
    "votes": "120/hour 400/day; 30/hour 100/day; 240/hour 800/day",
    "thanks": "20/hour 60/day; 5/hour 15/day; 40/hour 120/day",
    "follows": "200/hour 900/day; 60/hour 300/day; 600/hour 2700/day",
    "reports": "20/hour 60/day;  5/hour 15/day;  40/hour 120/day",
    "appeals": "10/hour 30/day; 5/hour 15/day; 30/hour 90/day",
    "mails": "6/hour 15/day;   4/hour 8/day;   30/hour 100/day",
    "answers": "6/hour 20/day;;",
    "signups": ";;                              20/minute 100/hour",
    "tries": "5/minute 20/hour;;                10/minute 100/hour",
}


def limits(env: Environment) -> dict[str, Limit]:
    """Return the limits, as the table or the environment says."""
    names = {what: f"LIMIT_{what.upper()}" for what in TABLE}
    return {
        what: read_limit(names[what], env.text(names[what], default=words))
        for what, words in TABLE.items()
    }
