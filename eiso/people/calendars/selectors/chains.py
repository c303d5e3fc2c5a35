"""Which calendars hold for an agency, and when one of them last changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import (
    Aggregate,
    Count,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
)

from eiso.base.errors import NotUnderstood
from eiso.people.calendars.choices import NoticeStatus
from eiso.people.calendars.models import (
    COUNTRY,
    Calendar,
    Notice,
    Year,
)
from eiso.people.orgs.models import Org


class CalendarUnknown(NotUnderstood):
    """No calendar and no agency has this code."""

    code = "calendar_unknown"

    def __init__(self, code: str) -> None:
        super().__init__(
            f"Không có lịch hay cơ quan mã “{code}”. Dùng {COUNTRY} hoặc mã cơ quan "
            "đã nhập bằng `eiso import orgs`."
        )


def country() -> Calendar:
    """The shipped calendar of Việt Nam."""
    return Calendar.objects.get(code=COUNTRY)


def chain(owner: Org | Calendar | None) -> list[Calendar]:
    """The calendars that hold for an agency, the country's first, its own last; [] only
    before the shipped data is loaded."""
    org = owner.org if isinstance(owner, Calendar) else owner
    above = Q(org__isnull=True)
    if org is not None:
        above |= Q(org__path__in=_prefixes(org.path))
    found = _stamped(Calendar.objects.filter(above)).select_related("org")
    return sorted(found, key=lambda calendar: len(calendar.access_path))


def _stamped(rows: QuerySet[Calendar]) -> QuerySet[Calendar]:
    """With `stamp_*`, which change whenever what is written or confirmed changes: every
    page asks for the working state of now, and must not pay more than this question."""
    written = Notice.objects.filter(
        calendar=OuterRef("pk"), status=NoticeStatus.WRITTEN
    ).order_by()
    years = Year.objects.filter(calendar=OuterRef("pk")).order_by()
    return rows.annotate(
        stamp_written=_one(written, Count("pk")),
        stamp_last=_one(written, Max("written_at")),
        stamp_years=_one(years, Count("pk")),
        stamp_versions=_one(years, Sum("version")),
    )


def _one(rows: QuerySet[Any], figure: Aggregate) -> Subquery:
    """One figure over the rows of one calendar."""
    grouped = rows.values("calendar").annotate(figure=figure)
    return Subquery(grouped.values("figure"))


def _prefixes(path: str) -> list[str]:
    parts = path.rstrip("/").split("/")
    return ["/".join(parts[: count + 1]) + "/" for count in range(len(parts))]


def owner_of(code: str) -> Org | None:
    """The agency a code means, None for the country. CalendarUnknown otherwise."""
    if code == COUNTRY:
        return None
    org = Org.objects.filter(Q(symbol=code) | Q(code=code)).first()
    if org is None:
        raise CalendarUnknown(code)
    return org


_STAMPS = ("stamp_written", "stamp_last", "stamp_years", "stamp_versions")


def stamp_of(calendars: Sequence[Calendar]) -> str:
    """Changes whenever anything the compiled calendar depends on changes."""
    return str([[getattr(row, name) for name in _STAMPS] for row in calendars])
