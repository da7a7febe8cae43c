"""What this app knows of a person: how often they want mail, and what they were mailed of."""

from accounts.data import register
from mail.models import MailChoice, OutboxMail, RefusedAddress

register("mail_choices", MailChoice, "person")
register("mails", OutboxMail, "person", without=["claimed_until", "failures"])
register("refused_addresses", RefusedAddress, "address__user")
