"""Accounts. One row is one person who can sign in, or the machine itself."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from eiso.base.text.codes import new_code

MACHINE = "eiso"


class UserManager(BaseUserManager["User"]):
    def machine(self) -> User:
        """The built-in system user in whose name the worker and the command line act."""
        user, _ = self.get_or_create(
            username=MACHINE,
            defaults={
                "full_name": "Hệ thống eISO",
                "is_machine": True,
                "password": "!",
            },
        )
        return user


class User(AbstractBaseUser):
    """A person's account; rights come from dated grants, never from a flag here."""

    code = models.CharField(
        max_length=26, unique=True, default=new_code, editable=False
    )
    username = models.CharField("tên đăng nhập", max_length=150, unique=True)
    full_name = models.CharField("họ và tên", max_length=200)
    email = models.EmailField("thư điện tử", blank=True)
    is_active = models.BooleanField("đang dùng", default=True)
    is_machine = models.BooleanField(default=False)

    objects = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]

    # The post one acts in, set per request by the shell; the trail writes both.
    acting_as: str = ""

    class Meta:
        ordering = ["username"]

    def __str__(self) -> str:
        return self.full_name
