"""States of a round, of its steps, and what a vote says."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RoundStatus(TextChoices):
    """OPEN until all steps agreed, one vote returned it, or the sender took it back."""

    OPEN = "open", _("đang xem")
    AGREED = "agreed", _("đã đồng ý")
    RETURNED = "returned", _("đã trả lại")
    RECALLED = "recalled", _("người gửi rút lại")
    RESTARTED = "restarted", _("làm lại vì bản gửi đã đổi")


class StepStatus(TextChoices):
    WAITING = "waiting", _("chưa đến")
    OPEN = "open", _("đang chờ")
    AGREED = "agreed", _("đồng ý")
    RETURNED = "returned", _("trả lại")
    CLOSED = "closed", _("không cần nữa")


class Outcome(TextChoices):
    AGREE = "agree", _("đồng ý")
    RETURN = "return", _("trả lại")
