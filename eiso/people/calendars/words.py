"""The clock's reasons as sentences, for pages and for the command line."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eiso.base.clock import Answer, DayLine, Unit, Why

UNITS = {
    Unit.WORKING_DAY: "ngày làm việc",
    Unit.DAY: "ngày",
    Unit.MONTH: "tháng",
    Unit.WORKING_HOUR: "giờ làm việc",
    Unit.SAME_DAY: "trong ngày",
}


def weekday(day: dt.date) -> str:
    """T2 … T7, CN."""
    names = (_("T2"), _("T3"), _("T4"), _("T5"), _("T6"), _("T7"), _("CN"))
    return names[day.weekday()]


def reason(line: DayLine, answer: Answer) -> str:
    """Why one day counted or not, in words."""
    sentence = _REASONS[line.why](line, answer)
    return f"{sentence} ({line.notice})" if line.notice else sentence


def _received(line: DayLine, answer: Answer) -> str:
    if answer.limit.unit is Unit.SAME_DAY:
        return _("ngày nhận, sau mốc trả trong ngày")
    return _("ngày nhận, không tính")


def _counted(line: DayLine, answer: Answer) -> str:
    working = answer.limit.steps.working_days
    if working:
        return _("ngày làm việc thứ %(number)s") % {"number": line.number}
    return _("ngày thứ %(number)s") % {"number": line.number}


def _made_up(line: DayLine, answer: Answer) -> str:
    name = line.name or _("làm bù")
    return _("%(name)s: %(counted)s") % {
        "name": name,
        "counted": _counted(line, answer),
    }


def _opening(line: DayLine, answer: Answer) -> str:
    return _("%(counted)s: hạn rơi đúng giờ mở cửa, ghi là giờ đóng cửa trước đó") % {
        "counted": _counted(line, answer)
    }


def _rest_counted(line: DayLine, answer: Answer) -> str:
    return _("%(counted)s, tính cả ngày nghỉ") % {"counted": _counted(line, answer)}


def _worked(line: DayLine, answer: Answer) -> str:
    return ngettext(
        "dùng %(minutes)s phút làm việc",
        "dùng %(minutes)s phút làm việc",
        line.minutes,
    ) % {"minutes": line.minutes}


_REASONS = {
    Why.NOT_OPEN: lambda line, answer: _("nộp ngoài giờ, chưa tính là nhận"),
    Why.RECEIVED: _received,
    Why.COUNTED: _counted,
    Why.MADE_UP: _made_up,
    Why.WORKED: _worked,
    Why.WEEKLY_REST: lambda line, answer: _("nghỉ hằng tuần"),
    Why.DAY_OFF: lambda line, answer: line.name or _("ngày nghỉ"),
    Why.REST_COUNTED: _rest_counted,
    Why.ROLLED: lambda line, answer: _("hạn chuyển sang ngày làm việc kế tiếp"),
    Why.OPENING: _opening,
}
