"""What this app knows of a person: what they were told of."""

from accounts.data import register
from notifications.models import Notification

register("notifications", Notification, "person", without=["actor"])
