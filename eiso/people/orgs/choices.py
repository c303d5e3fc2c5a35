"""Kinds that code decides by; kinds that are only data (of agencies) have titles here."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SuccessionKind(TextChoices):
    """What became of an agency's area and work on the day."""

    CONTINUED = "continued", _("tiếp tục")  # the same agency in a tree that changed
    RENAMED = "renamed", _("đổi tên")  # alone, under another name or type
    MERGED = "merged", _("sáp nhập")  # wholly into one, together with others
    SPLIT = "split", _("chia")  # ended, divided among several
    PART = "part", _("tách một phần")  # lives on, a part went elsewhere


class AliasKind(TextChoices):
    """Other names an agency is or was known by."""

    SYMBOL = "symbol", _("mã định danh")  # H48.53, 000.00.53.H48
    AREA = "area", _("mã địa bàn")
    NAME = "name", _("tên cũ")


class CommitteeKind(TextChoices):
    STEERING = "steering", _("Ban Chỉ đạo ISO")
    SECRETARIAT = "secretariat", _("Tổ thư ký ISO")
    AUDIT = "audit", _("Đoàn đánh giá nội bộ")
    OTHER = "other", _("Khác")


class MemberRole(TextChoices):
    CHAIR = "chair", _("Trưởng ban")
    DEPUTY = "deputy", _("Phó Trưởng ban")
    STANDING = "standing", _("Ủy viên thường trực")
    SECRETARY = "secretary", _("Thư ký")
    MEMBER = "member", _("Ủy viên")


LEVELS = {
    "central": _("Trung ương"),
    "province": _("Cấp tỉnh"),
    "district": _("Cấp huyện (trước 01/7/2025)"),
    "commune": _("Cấp xã"),
}
KINDS = {
    "ministry": _("Bộ, ngành"),
    "peoples_committee": _("Ủy ban nhân dân"),
    "department": _("Sở, ban, ngành"),
    "branch": _("Chi cục"),
    "public_service_unit": _("Đơn vị sự nghiệp"),
}
