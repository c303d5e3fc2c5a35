"""What every row with a term shares."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import F, Q

from eiso.people.access.models import ScopedQuerySet


class DatedQuerySet(ScopedQuerySet):
    """Rows from a day to a day; an empty `valid_from` is a beginning nobody recorded."""

    def in_force(self, on: dt.date) -> Self:
        return self.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=on)).filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=on)
        )

    def not_over(self, on: dt.date) -> Self:
        """In force on the day or later."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))


class WithdrawableQuerySet(DatedQuerySet):
    """Rows that may be withdrawn before their first day: they never were in force."""

    def standing(self) -> Self:
        return self.filter(is_withdrawn=False)

    def in_force(self, on: dt.date) -> Self:
        return super().in_force(on).standing()

    def not_over(self, on: dt.date) -> Self:
        return super().not_over(on).standing()


def ends_after_start(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
    )
