"""What this app knows of a person: their reports and appeals, and what was decided about them."""

from accounts.data import register
from moderation.models import Appeal, LogEntry, Notice, Report, Snooze

register("reports", Report, "reporter", without=["claim"])
register("decisions_about", LogEntry, "person", without=["actor", "was"])
register("decisions_made", LogEntry, "actor", without=["person"])
register("notices", Notice, "person")
register("appeals", Appeal, "writer")
register("snoozes", Snooze, "by")
