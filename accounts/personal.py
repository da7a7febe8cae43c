"""What this app knows of a person."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from accounts.data import register
from accounts.models import User

register("account", User, "pk", without=["password"])
register("addresses", EmailAddress, "user", without=["user"])
register("second_factors", Authenticator, "user", without=["user", "data"])
register("sessions", UserSession, "user", without=["user", "session_key"])
