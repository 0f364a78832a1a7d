"""Who uses Podbuilder."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A person with an account: Django's own user, under our name so that it can grow."""
