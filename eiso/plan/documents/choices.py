"""Kinds of documents, states of a revision, the two counters."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DocumentKind(TextChoices):
    PROCEDURE = "procedure", _("quy trình")


class Status(TextChoices):
    DRAFT = "draft", _("dự thảo")
    IN_REVIEW = "in_review", _("chờ soát xét, phê duyệt")
    APPROVED = "approved", _("đã phê duyệt, chờ ban hành")
    ISSUED = "issued", _("đã ban hành")
    SUPERSEDED = "superseded", _("đã được thay thế")
    WITHDRAWN = "withdrawn", _("bãi bỏ")
    DISCARDED = "discarded", _("dự thảo đã bỏ")


class Next(TextChoices):
    """Which counter the next revision moves: a new issue, or a revision of this one."""

    ISSUE = "issue", _("lần ban hành mới")
    REVISION = "revision", _("lần sửa đổi")
