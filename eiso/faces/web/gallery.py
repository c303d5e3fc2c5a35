"""Sample facts of the component gallery: every state once, with honest arithmetic."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from eiso.base.ui.parts import Link, Segment, Stage, Turn
from eiso.base.ui.timeleft import Clock

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = dt.datetime(2026, 11, 20, 9, 42, tzinfo=ZONE)  # the Friday of the drawings


def _at(day: int, hour: int, minute: int, month: int = 11, year: int = 2026) -> Any:
    return dt.datetime(year, month, day, hour, minute, tzinfo=ZONE)


def clocks() -> list[tuple[str, Clock]]:
    """The mark in each of its states."""
    return [
        (_("bình thường"), Clock(1080, NOW, _at(25, 13, 42), 2400)),
        (_("sắp hết"), Clock(438, NOW, _at(23, 9, 0), 2400)),
        (_("hôm nay"), Clock(48, NOW, _at(20, 10, 30), 480)),
        (_("quá hạn"), Clock(-282, NOW, _at(19, 15, 0), 960)),
        (
            _("tạm dừng"),
            Clock(
                810,
                NOW,
                _at(20, 10, 0),
                2400,
                paused_since=_at(18, 14, 30),
                note=_("chờ công dân bổ sung"),
            ),
        ),
        (
            _("xong, trước hạn"),
            Clock(480, NOW, _at(20, 10, 12), 960, done_at=_at(19, 10, 12)),
        ),
        (
            _("xong, trễ hạn"),
            Clock(-125, NOW, _at(19, 9, 30), 960, done_at=_at(19, 11, 35)),
        ),
        (
            _("tạm tính"),
            Clock(1440, NOW, _at(6, 9, 42, 1, 2027), 14400, provisional=True),
        ),
        (_("chưa có hạn"), Clock(None, NOW)),
        (_("chờ nhận"), Clock(960, NOW, offered_minutes=35)),
    ]


class SampleForm(forms.Form):
    """One field of each kind."""

    full_name = forms.CharField(label=lazy("Họ tên"))
    limit = forms.CharField(
        label=lazy("Thời hạn"), help_text=lazy("gõ được “2,5”, “1/2 ngày”, “4 giờ”")
    )
    email = forms.EmailField(label=lazy("Thư điện tử"), required=False)
    law = forms.CharField(
        label=lazy("Thời hạn theo thủ tục"),
        disabled=True,
        initial=lazy("8 ngày làm việc"),
        required=False,
    )
    channel = forms.ChoiceField(
        label=lazy("Nơi nộp"),
        widget=forms.RadioSelect,
        choices=[
            ("direct", lazy("Tại quầy")),
            ("post", lazy("Bưu chính")),
            ("online", lazy("Điện tử")),
        ],
    )
    post = forms.ChoiceField(
        label=lazy("Vị trí"),
        choices=[("", lazy("Chọn vị trí")), ("a", lazy("Công chức địa chính"))],
    )
    since = forms.DateField(
        label=lazy("Từ ngày"), widget=forms.DateInput(attrs={"inputmode": "numeric"})
    )
    note = forms.CharField(label=lazy("Ghi chú"), widget=forms.Textarea, required=False)
    ready = forms.BooleanField(label=lazy("Tờ khai, 1 bản chính"), required=False)

    def clean_limit(self) -> str:
        """Refuses as the real reader would, so that the sample shows a real sentence."""
        text = self.cleaned_data["limit"]
        raise forms.ValidationError(
            _("Chưa đọc được “%(text)s”. Ghi số kèm ngày, ngày làm việc, giờ.")
            % {"text": text}
        )


def context() -> dict[str, Any]:
    """Everything the gallery page draws."""
    typed = {
        "e-full_name": "Nguyễn Thị Lệ Thu",
        "e-limit": "5 bữa",
        "e-channel": "direct",
        "e-since": "20/11/2026",
    }
    wrong = SampleForm(typed, prefix="e")
    filled = {
        "full_name": "Nguyễn Thị Lệ Thu",
        "limit": "1/2 ngày",
        "channel": "direct",
    }
    marks = clocks()
    return {
        "clocks": marks,
        "row_clocks": [marks[3][1], marks[2][1], marks[5][1]],
        "form": SampleForm(initial=filled, prefix="g"),
        "wrong": wrong,
        "chips": [
            Link(_("Tất cả"), "#chips", 157, current=True),
            Link(_("Dự thảo"), "#chips", 7),
            Link(_("Chờ soát xét"), "#chips", 2, warn="wait"),
            Link(_("Lệch"), "#chips", 2, warn="late"),
        ],
        "tabs": [
            Link(_("Các bước"), "#tabs", current=True),
            Link(_("Thành phần, phí, kênh nộp"), "#tabs"),
            Link(_("Chưa hiểu"), "#tabs", 3, warn="wait"),
            Link(_("Tài liệu ISO"), "#tabs", icon="file-type-docx"),
        ],
        "stages": [
            Stage(_("Soạn"), 7, "#stages", "done"),
            Stage(_("Soát xét"), 2, "#stages", "now"),
            Stage(_("Phê duyệt"), 1, "#stages"),
            Stage(_("Ban hành"), 0),
        ],
        "turns": [
            Turn(_("Soạn: Thư ký ISO"), _("gửi 10:05 T6 20/11"), "done"),
            Turn(_("Soát xét: Trưởng phòng"), _("đang giữ"), "now"),
            Turn(_("Phê duyệt: Chủ tịch UBND phường"), "", "todo"),
            Turn(_("Ban hành"), _("số quyết định cấp lúc ký"), "todo"),
        ],
        "segments": [
            Segment(Decimal("0.5"), "0,5"),
            Segment(Decimal("0.5"), "0,5"),
            Segment(Decimal(2), "2", "new"),
            Segment(Decimal("2.5"), "2,5", "changed"),
            Segment(Decimal("0.5"), "0,5", "changed"),
            Segment(Decimal(1), "1"),
            Segment(Decimal("0.5"), "0,5"),
        ],
        "sum_limit": Decimal(8),
        "sums": (14193, 14206),
        "colours": [
            (_("mực"), "ink"),
            (_("hành động"), "action"),
            (_("thường"), "normal"),
            (_("sắp hết"), "soon"),
            (_("hôm nay"), "today"),
            (_("quá hạn"), "late"),
            (_("tạm dừng"), "paused"),
            (_("xong"), "done"),
            (_("viền bấm được"), "control"),
            (_("nền"), "bg"),
        ],
    }
