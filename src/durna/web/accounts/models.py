"""People, the institutions they speak for, and the links by which they come in."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Institution(models.Model):
    name = models.CharField(max_length=200, unique=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return str(self.name)


class Users(BaseUserManager["User"]):
    def get_by_natural_key(self, email: str | None) -> User:
        """People type their address as they please; it is kept in small letters."""
        return self.get(email=(email or "").casefold())


class User(AbstractBaseUser):
    """`roles`: names of roles in `access/roles.py`. Nobody is deleted: whoever leaves is made inactive."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    institution = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True)
    roles = models.JSONField(default=list)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[Users] = Users()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering = ("name", "email")

    def __str__(self) -> str:
        return str(self.name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.casefold()
        super().save(*args, **kwargs)


class Link(models.Model):
    """A link that works once and for some days: to join, or to choose a new password. Only its hash is kept."""

    token_hash = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(User, models.CASCADE)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"link for {self.user_id}"
