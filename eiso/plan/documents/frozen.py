"""The database itself refuses to change what was issued: triggers for both vendors.

Only the end may be written on an issued revision, once: superseded or withdrawn, with its
last day. Constraints cannot say this, because they see one state of a row and not two.
On SQLite `INSERT OR REPLACE` slips past a delete trigger, so inserting over a frozen row
is refused too. A migration that re-makes the table drops them: made again after each.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

TABLE = "documents_revision"
_KEPT = (
    "id",
    "code",
    "document_id",
    "issue_no",
    "revision_no",
    "title",
    "content",
    "sha256",
    "author_id",
    "reason",
    "reasons",
    "source",
    "created_at",
    "edited_at",
    "submitted_at",
    "approved_at",
    "issued_at",
    "issued_by_id",
    "decision_number",
    "decision_on",
    "effective_on",
)
_FROZEN = "('issued', 'superseded', 'withdrawn')"
MESSAGE = "an issued revision is never changed"

_SQLITE = (
    f"DROP TRIGGER IF EXISTS {TABLE}_frozen",
    f"DROP TRIGGER IF EXISTS {TABLE}_kept",
    f"DROP TRIGGER IF EXISTS {TABLE}_replaced",
    # no value of a person is in these statements, only names of this file
    f"""CREATE TRIGGER {TABLE}_replaced BEFORE INSERT ON {TABLE}
        WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE status IN {_FROZEN}
            AND (id = NEW.id OR code = NEW.code OR (document_id = NEW.document_id
                AND (NEW.status = 'issued' AND status = 'issued'
                    OR issue_no = NEW.issue_no AND revision_no = NEW.revision_no))))
        BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END""",  # noqa: S608
    f"""CREATE TRIGGER {TABLE}_frozen BEFORE UPDATE ON {TABLE}
        WHEN OLD.status IN {_FROZEN} AND ({{changed}}
            OR (OLD.status <> 'issued' AND NEW.status IS NOT OLD.status)
            OR (OLD.status = 'issued' AND NEW.status NOT IN {_FROZEN})
            OR (OLD.in_force_to IS NOT NULL AND NEW.in_force_to IS NOT OLD.in_force_to))
        BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END""".format(
        changed=" OR ".join(f'NEW."{name}" IS NOT OLD."{name}"' for name in _KEPT)
    ),
    f"""CREATE TRIGGER {TABLE}_kept BEFORE DELETE ON {TABLE}
        WHEN OLD.status IN {_FROZEN}
        BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END""",
)
_CHANGED_PG = " OR ".join(
    f'NEW."{name}"{cast} IS DISTINCT FROM OLD."{name}"{cast}'
    for name in _KEPT
    for cast in (["::text"] if name == "reasons" else [""])
)
_POSTGRESQL = (
    f"""CREATE OR REPLACE FUNCTION {TABLE}_refuse() RETURNS trigger AS $$
        BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'check_violation'; END
        $$ LANGUAGE plpgsql""",
    f"DROP TRIGGER IF EXISTS {TABLE}_frozen ON {TABLE}",
    f"DROP TRIGGER IF EXISTS {TABLE}_kept ON {TABLE}",
    f"""CREATE TRIGGER {TABLE}_frozen BEFORE UPDATE ON {TABLE} FOR EACH ROW
        WHEN (OLD.status IN {_FROZEN} AND ({_CHANGED_PG}
            OR (OLD.status <> 'issued' AND NEW.status <> OLD.status)
            OR (OLD.status = 'issued' AND NEW.status NOT IN {_FROZEN})
            OR (OLD.in_force_to IS NOT NULL
                AND NEW.in_force_to IS DISTINCT FROM OLD.in_force_to)))
        EXECUTE FUNCTION {TABLE}_refuse()""",
    f"""CREATE TRIGGER {TABLE}_kept BEFORE DELETE ON {TABLE} FOR EACH ROW
        WHEN (OLD.status IN {_FROZEN})
        EXECUTE FUNCTION {TABLE}_refuse()""",
)
NUMBER = {"sqlite": 3, "postgresql": 2}
STATEMENTS = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}


def install(**_: Any) -> None:
    """Make or re-make the triggers; idempotent (post_migrate)."""
    if TABLE not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        for statement in STATEMENTS[connection.vendor]:
            cursor.execute(statement)


def is_installed() -> bool:
    """Are the triggers there? A table re-made on SQLite loses them silently."""
    asked = {
        "sqlite": "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
        "postgresql": "SELECT count(*) FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal",
    }
    with connection.cursor() as cursor:
        cursor.execute(asked[connection.vendor], [TABLE])
        return bool(cursor.fetchone()[0] >= NUMBER[connection.vendor])
