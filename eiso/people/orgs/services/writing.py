"""Save a new row and turn what the database refuses into a sentence."""

from __future__ import annotations

import datetime as dt
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Q

from eiso.base.errors import Conflict, NotReady

Row = TypeVar("Row", bound=models.Model)


def save_new(row: Row, refusal: str) -> Row:
    """`refusal` opens the sentence: what could not be done."""
    try:
        row.full_clean()
    except ValidationError as error:
        fields = {
            name: " ".join(messages) for name, messages in error.message_dict.items()
        }
        raise NotReady(
            f"{refusal} {' '.join(fields.values())}", fields=fields
        ) from error
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(
            f"{refusal} Có người vừa ghi một bản trùng. Mở lại trang để xem."
        ) from error
    return row


def close(rows: models.QuerySet[Any], on: dt.date) -> int:
    """End every row that would run past `on`; the caller has refused later beginnings."""
    return rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on)).update(
        valid_to=on
    )


def end_one(row: models.Model, on: dt.date, refusal: str, **more: Any) -> None:
    """Set the last day of one running row; whoever came second gets Conflict.

    A row that has not begun by then is withdrawn if it can be, else refused.
    """
    begins = getattr(row, "valid_from", None)
    changes: dict[str, Any] = {"valid_to": on, **more}
    if begins is not None and on < begins and hasattr(row, "is_withdrawn"):
        changes = {"is_withdrawn": True, **more}  # it never was in force
    elif begins is not None and on < begins:
        raise NotReady(
            f"{refusal} Ngày kết thúc {on:%d/%m/%Y} trước ngày bắt đầu "
            f"{begins:%d/%m/%Y}. Chọn ngày từ đó về sau."
        )
    seen = {name: getattr(row, name) for name in changes if name not in more}
    changed = type(row)._base_manager.filter(pk=row.pk, **seen).update(**changes)
    if changed != 1:
        raise Conflict(
            f"{refusal} Có người vừa sửa trước. Mở lại trang để xem bản mới."
        )
    vars(row).update(changes)
