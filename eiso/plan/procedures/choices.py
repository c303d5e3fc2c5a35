"""Words the register and the pages of procedures choose from."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class InForce(TextChoices):
    """What a procedure is today; exactly one."""

    LIVE = "live", _("đang hiệu lực")
    COMING = "coming", _("sắp có hiệu lực")
    NEVER = "never", _("chưa ban hành lần nào")
    WITHDRAWN = "withdrawn", _("bãi bỏ")


class Happening(TextChoices):
    """What happens to a procedure now; at most one."""

    NOTHING = "", _("không có việc")
    DRAFT = "draft", _("dự thảo")
    REVIEW = "review", _("chờ soát xét")
    APPROVE = "approve", _("chờ phê duyệt")
    ISSUE = "issue", _("chờ ban hành")
