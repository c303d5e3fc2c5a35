"""The counters behind official numbers."""

from __future__ import annotations

from django.db import models

from eiso.base.numbering.choices import Register
from eiso.base.text.fields import PathField


class Counter(models.Model):
    """The last number given in one register of one agency in one year.

    Moved only by `services.take`, in the transaction of the paper that takes the number.
    """

    scope = PathField()
    year = models.PositiveSmallIntegerField("năm")
    register = models.CharField("sổ", max_length=20, choices=Register.choices)
    last = models.PositiveIntegerField("số cuối", default=0)

    class Meta:
        ordering = ["scope", "year", "register"]
        constraints = [
            models.UniqueConstraint(
                fields=["scope", "year", "register"], name="numbering_one_counter"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_register_display()} {self.year}: {self.last:02}"
