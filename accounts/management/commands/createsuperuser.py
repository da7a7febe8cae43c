"""`manage.py createsuperuser`: Django’s own, which does not know how our names are unique."""

from django.contrib.auth.management.commands import createsuperuser


class Command(createsuperuser.Command):
    # By a constraint on the lower-case name, in which Django looks for no uniqueness.
    username_is_unique = True
