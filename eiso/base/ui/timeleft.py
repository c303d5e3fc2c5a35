"""The time-left mark: which state it is in, and the words that say so.

Pure: the caller counts working minutes with the clock and passes them in; nothing here
reads a calendar, a table or the time. One day is `standard_day` working minutes of the
agency whose calendar runs.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from eiso.base.ui.words import near_time, near_time_from

STANDARD_DAY = 480
SOON_SHARE = 5  # less than one fifth of the term left is soon


class State(StrEnum):
    """What the mark says; shape, words and colour each tell it alone."""

    NORMAL = "normal"
    SOON = "soon"
    TODAY = "today"
    LATE = "late"
    PAUSED = "paused"
    DONE = "done"
    DONE_LATE = "done_late"
    PROVISIONAL = "provisional"
    NO_DEADLINE = "no_deadline"
    WAITING = "waiting"


ICONS = {
    State.NORMAL: "clock",
    State.SOON: "hourglass",
    State.TODAY: "alert-circle",
    State.LATE: "alert-triangle",
    State.PAUSED: "player-pause",
    State.DONE: "check",
    State.DONE_LATE: "check",
    State.PROVISIONAL: "clock-question",
    State.NO_DEADLINE: "minus",
    State.WAITING: "hourglass",
}


@dataclass(frozen=True)
class Clock:
    """The facts of one running, paused or finished clock.

    `minutes_left`: working minutes to the due instant, below zero when past it; for a
    finished clock counted from the finish. None: the procedure promises no day.
    `minutes_total`: working minutes of the whole term, for the bar and for "soon".
    `note`: replaces the line under the bar ("chờ công dân bổ sung").
    """

    minutes_left: int | None
    now: dt.datetime
    due: dt.datetime | None = None
    minutes_total: int = 0
    standard_day: int = STANDARD_DAY
    paused_since: dt.datetime | None = None
    done_at: dt.datetime | None = None
    offered_minutes: int | None = None
    provisional: bool = False
    note: str = ""


@dataclass(frozen=True)
class Mark:
    """The mark as drawn: `used` is the filled share of the bar, 0 to 100."""

    state: State
    words: str
    line: str
    used: int
    printed: str

    @property
    def icon(self) -> str:
        """Name of the icon that goes with the state."""
        return ICONS[self.state]

    @property
    def has_bar(self) -> bool:
        """A clock that does not run has no bar."""
        return self.state not in {State.NO_DEADLINE, State.WAITING}

    @property
    def css(self) -> str:
        """Class suffix of the state."""
        return self.state.value.replace("_", "-")


def duration(
    minutes: int, standard_day: int = STANDARD_DAY, *, exact: bool = False
) -> str:
    """Working time in words, cut down to the unit shown: "2 ngày 2 giờ", "4 giờ 42 phút".

    Days and hours; under a day hours and minutes; under an hour minutes. `exact` leaves
    out a zero second part ("1 ngày").
    """
    minutes = abs(minutes)
    days, rest = divmod(minutes, standard_day)
    hours, left = divmod(rest, 60)
    if days:
        if exact and not hours:
            return _("%(days)d ngày") % {"days": days}
        return _("%(days)d ngày %(hours)d giờ") % {"days": days, "hours": hours}
    if hours:
        if exact and not left:
            return _("%(hours)d giờ") % {"hours": hours}
        return _("%(hours)d giờ %(minutes)02d phút") % {"hours": hours, "minutes": left}
    return _("%(minutes)d phút") % {"minutes": left}


def state_of(clock: Clock) -> State:
    """The one state of a clock; the order of the questions is the rule."""
    if clock.offered_minutes is not None and clock.done_at is None:
        return State.WAITING
    if clock.minutes_left is None:
        return State.NO_DEADLINE
    if clock.done_at is not None:
        return State.DONE if clock.minutes_left >= 0 else State.DONE_LATE
    if clock.paused_since is not None:
        return State.PAUSED
    if clock.minutes_left < 0 or (clock.due and clock.due < clock.now):
        return State.LATE
    if clock.provisional:
        return State.PROVISIONAL
    if clock.due is not None and _same_day(clock.due, clock.now):
        return State.TODAY
    share = clock.minutes_total and clock.minutes_left * SOON_SHARE
    if clock.minutes_left < clock.standard_day or (
        clock.minutes_total and share < clock.minutes_total
    ):
        return State.SOON
    return State.NORMAL


def mark(clock: Clock) -> Mark:
    """The mark of a clock, ready to draw."""
    state = state_of(clock)
    return Mark(
        state=state,
        words=_words(state, clock),
        line=clock.note or _line(state, clock),
        used=_used(state, clock),
        printed=_printed(state, clock),
    )


def _same_day(one: dt.datetime, other: dt.datetime) -> bool:
    return one.astimezone(other.tzinfo).date() == other.date()


def _words(state: State, clock: Clock) -> str:
    left = clock.minutes_left or 0
    day = clock.standard_day
    if state is State.WAITING:
        waited = duration(clock.offered_minutes or 0, day)
        return _("chờ nhận %(time)s") % {"time": waited}
    if state is State.NO_DEADLINE:
        return _("không hẹn trả")
    if state is State.PAUSED and clock.paused_since:
        since = near_time_from(clock.paused_since)
        return _("tạm dừng từ %(time)s") % {"time": since}
    if state is State.DONE:
        if not left:
            return _("xong, đúng hạn")
        return _("xong, trước hạn %(time)s") % {"time": duration(left, day, exact=True)}
    if state is State.DONE_LATE:
        return _("xong, trễ %(time)s") % {"time": duration(left, day, exact=True)}
    if state is State.PROVISIONAL:
        about = duration(left - left % 60 if left >= 60 else left, day, exact=True)
        return _("tạm tính: khoảng %(time)s") % {"time": about}
    if state is State.LATE:
        return _("quá %(time)s") % {"time": duration(left, day)}
    return _("còn %(time)s") % {"time": duration(left, day)}


def _line(state: State, clock: Clock) -> str:
    if state is State.WAITING:
        return _("tính vào người giao")
    if state is State.NO_DEADLINE:
        return _("thủ tục không quy định")
    if state is State.PAUSED:
        return _("đồng hồ dừng")
    if clock.done_at is not None:
        when = near_time(clock.done_at, clock.now.date())
        return _("trả %(time)s") % {"time": when}
    if clock.due is None:
        return ""
    when = near_time(clock.due, clock.now.date())
    if state is State.PROVISIONAL:
        reason = _("lịch %(year)d chưa công bố") % {"year": clock.due.year}
        return _("%(time)s · %(reason)s") % {"time": when, "reason": reason}
    if state is State.LATE:
        return _("hạn %(time)s") % {"time": when}
    return _("đến %(time)s") % {"time": when}


def _used(state: State, clock: Clock) -> int:
    if state in {State.LATE, State.DONE_LATE}:
        return 100
    total, left = clock.minutes_total, clock.minutes_left
    if not total or left is None:
        return 0
    return max(0, min(100, round((total - left) * 100 / total)))


def _printed(state: State, clock: Clock) -> str:
    words, line = _words(state, clock), clock.note or _line(state, clock)
    text = f"{words}, {line}" if line else words
    return text[:1].upper() + text[1:]
