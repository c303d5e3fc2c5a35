"""Who may, who is given and who loses a right, and whose account is open."""

from eiso.people.access.services.accounts import (
    change_password,
    close_account,
    create_user,
    issue_password_link,
    reopen_account,
    set_password,
)
from eiso.people.access.services.grants import (
    end_grant,
    grant_role,
    lend_role,
    withdraw_grant,
)
from eiso.people.access.services.questions import (
    HasScope,
    Scope,
    can,
    require,
    require_not_same,
)

__all__ = [
    "HasScope",
    "Scope",
    "can",
    "change_password",
    "close_account",
    "create_user",
    "end_grant",
    "grant_role",
    "issue_password_link",
    "lend_role",
    "reopen_account",
    "require",
    "require_not_same",
    "set_password",
    "withdraw_grant",
]
