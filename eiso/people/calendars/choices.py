"""Kinds and states of the calendar room."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class EntryKind(models.TextChoices):
    """What a notice says about one day. The first four are known to the clock."""

    OFF = "off", _("nghỉ lễ")
    SWAP_OFF = "swap_off", _("nghỉ do hoán đổi")
    MADE_UP = "made_up", _("làm bù")
    OWN_HOURS = "own_hours", _("giờ làm việc riêng")
    RECEPTION = "reception", _("chỉ tiếp nhận hồ sơ")
    ORDINARY = "ordinary", _("ngày thường (bỏ thay đổi trước)")


class NoticeStatus(models.TextChoices):
    """Life of a change: drafted, then written or thrown away."""

    DRAFT = "draft", _("chưa ghi")
    WRITTEN = "written", _("đã ghi")
    DISCARDED = "discarded", _("đã bỏ")


class YearStatus(models.TextChoices):
    """Has a second person confirmed that the year is complete?"""

    PROVISIONAL = "provisional", _("tạm tính")
    CONFIRMED = "confirmed", _("đã xác nhận")
