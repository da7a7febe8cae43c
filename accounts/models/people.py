"""Who writes here: one user model, from the first migration."""

import re
from datetime import UTC, datetime
from typing import Any
from zoneinfo import available_timezones

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower, Now
from django.utils.timezone import now
from django.utils.translation import gettext, gettext_lazy

from accounts.models.shown_names import WithoutJoiners, shown_name_of
from web.addresses import address_of
from web.dates import minute

# A suspension without an end ends then; it reads “for good”.
FOR_GOOD = datetime(9000, 1, 1, tzinfo=UTC)

# What the index of names is on: `username__lower` uses it, `username__iexact` cannot.
models.CharField.register_lookup(Lower)

PLAIN = re.compile(r"[A-Za-z0-9_-]{2,30}")
username_is_plain = RegexValidator(
    rf"\A{PLAIN.pattern}\Z",
    gettext_lazy("A name has 2 to 30 characters: letters a–z, digits, hyphen and underscore."),
)


def zone_exists(value: str) -> None:
    """Raise ValidationError unless `value` names a time zone, such as Europe/Vienna."""
    if value not in available_timezones():
        raise ValidationError(gettext("Choose a time zone from the list."))


def language_exists(value: str) -> None:
    """Raise ValidationError unless the site speaks the language, such as de."""
    if value not in dict(settings.LANGUAGES):
        raise ValidationError(gettext("Choose a language from the list."))


class UserQuerySet(models.QuerySet["User"]):
    """Finds people by name in any case, as they sign in."""

    def named(self, username: str) -> "UserQuerySet":
        """Return who is called `username`, in any case; nobody, unasked, by what is no name.

        Databases take other letters for those of a name: UPPER of a dotless i is I.
        """
        if not PLAIN.fullmatch(username):
            return self.none()
        return self.filter(username__lower=username.lower())


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    """Finds people as `UserQuerySet` does, and makes them."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.named(username or "").get()

    def create_user(
        self, username: str, email: str = "", password: str | None = None, **fields: Any
    ) -> "User":
        """Create and return a person; without a password nobody can sign in as them."""
        user = self.model(username=username, email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(
        self, username: str, email: str = "", password: str | None = None, **fields: Any
    ) -> "User":
        """Create and return an admin with a confirmed address (for `manage.py createsuperuser`)."""
        user = self.create_user(username, email, password, role=User.Role.ADMIN, **fields)
        user.emailaddress_set.create(email=user.email, verified=True, primary=True)
        return user


class User(AbstractBaseUser):
    """A person. Never deleted: who leaves is anonymised and keeps the row."""

    class Role(models.TextChoices):
        MEMBER = "member"
        MODERATOR = "moderator"
        ADMIN = "admin"

    username = models.CharField(max_length=30, validators=[username_is_plain])
    email = models.EmailField(blank=True, default="", db_default="")
    display_name = models.CharField(max_length=60, blank=True, default="", db_default="")
    bio = models.TextField(max_length=1000, blank=True, default="", db_default="")
    # Since when moderators have removed it.
    bio_hidden_at = models.DateTimeField(null=True, blank=True)
    timezone = models.CharField(
        max_length=60, default="UTC", db_default="UTC", validators=[zone_exists]
    )
    language = models.CharField(
        max_length=10, default="en", db_default="en", validators=[language_exists]
    )
    role = models.CharField(
        max_length=10, choices=Role.choices, default=Role.MEMBER, db_default=Role.MEMBER
    )
    # Whether writing in an essay follows it.
    follows_written = models.BooleanField(default=True, db_default=True)
    is_active = models.BooleanField(default=True, db_default=True)
    date_joined = models.DateTimeField(default=now, db_default=Now())
    # Null while a newcomer waits for approval.
    approved_at = models.DateTimeField(null=True, blank=True, default=now)
    suspended_until = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["email"]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("username"),
                name="user_name_once",
                violation_error_message=gettext_lazy("This name is taken."),
            )
        ]
        indexes = [
            models.Index(WithoutJoiners("display_name"), name="user_shown_name"),
            models.Index(Lower("email"), name="user_email"),
        ]

    def __str__(self) -> str:
        return self.shown_name

    def check_password(self, raw_password: str) -> bool:
        """Whether this is the password; the demo's, which everybody knows, only where one debugs.

        One hash is made in either case.
        """
        fits = super().check_password(raw_password)
        return fits and (settings.DEBUG or raw_password != settings.PUBLIC_PASSWORD)

    def get_absolute_url(self) -> str:
        return address_of("profile", self.username)

    @property
    def shown_name(self) -> str:
        """The name that readers see."""
        return shown_name_of(self.display_name, self.username)

    @property
    def is_moderator(self) -> bool:
        """Whether this person may see and decide what moderators do."""
        return self.role in (self.Role.MODERATOR, self.Role.ADMIN)

    @property
    def is_admin(self) -> bool:
        """Whether this person may also erase, and decide on moderators."""
        return self.role == self.Role.ADMIN

    @property
    def is_suspended(self) -> bool:
        """Whether this person may not write at the moment."""
        return self.suspended_until is not None and self.suspended_until > now()

    @property
    def awaits_approval(self) -> bool:
        """Whether a moderator reads what this person writes before others do."""
        return settings.NEWCOMER_APPROVAL and self.approved_at is None

    @property
    def suspended_for(self) -> str:
        """How long a suspension lasts: “for good”, “until 2 March, 14:05 CET”; empty without."""
        if not self.is_suspended:
            return ""
        if self.suspended_until >= FOR_GOOD:
            return gettext("for good")
        return gettext("until %(moment)s") % {"moment": minute(self.suspended_until)}

    @property
    def is_confirmed(self) -> bool:
        """Whether an address of this person is confirmed.

        Asks the database, unless this is who a request comes from: then it was read with them.
        """
        if "confirmed" in self.__dict__:
            return self.__dict__["confirmed"]
        return self.emailaddress_set.filter(verified=True).exists()
