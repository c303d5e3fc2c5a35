"""What every route asks for. A route the resolver knows and nobody declared is red.

Declare in your own file `tests/matrix/declared/<room or part>.py`, found by itself:

    from eiso.people.access.roles import Perm
    from tests.matrix.declare import act, form, page, public
    from tests import samples

    ROUTES = {
        "web:sign-in": public(form()),                        # anyone, nothing to prove
        "web:home": page(),                                   # anyone signed in
        "procedures:register": page(Perm.READ),               # a list: what one may see
        "procedures:catalogue-entry": page(of=entry, national=True),  # read by all
        "procedures:editor": page(Perm.DRAFT_PROCEDURE, of=draft),
        "procedures:submit": act(Perm.DRAFT_PROCEDURE, of=draft, data={"note": "x"}),
        "procedures:new": form(Perm.DRAFT_PROCEDURE, of=agency, in_data=True,
                               data=lambda w, o: {"org": o.code, "title": "Một"}),
    }

`of(world)` makes the record *of agency A* and returns it: it needs `code` and
`access_path`. The address gets `{"code": obj.code}`; for anything else give
`kwargs=lambda world, obj: {…}`. `data`, `query`: a dict or `lambda world, obj: dict`; data
must make the act succeed. The matrix then asks as every role at A, its sibling, child and
parent, the whole house, and as anonymous, disabled, stranger, expired, not begun:

* nobody signed in, or a disabled account: sent to the sign-in page;
* no READ over the record's agency: 404 (with `national=True` or `perm` without `of`: 403);
* READ but not `perm`: 403; `perm` without `of` asks for the right anywhere
  (Perm.READ without `of` is open to everyone signed in: the list is simply empty);
* the right: one of `ok` (200, 204, 302, 303); a method not declared: 405;
* POST without CSRF token: 403. Every refusal leaves every table as it was;
* POST that succeeds: something changed (unless `changes=False`) and each changed row is
  the target of a new trail event, or linked by foreign key to one (else name its model in
  `also=frozenset({"app.model"})`).

More words: `only=lambda world, obj: [users]` when the right is not enough (the reviewer of
this round; the writer may not approve): everyone else who may read gets 403 or 422.
`hidden=True`: without the right the record is not even known of: 404, not 403.
`in_data=True`: the record is named in the form, not in the address; a foreign one is
refused with 403, 404 or 422. `crawl=False`: the browser crawler leaves it out (downloads).
"""

from __future__ import annotations

import pkgutil
from importlib import import_module

from tests.matrix import declared
from tests.matrix.declare import Route


def _collect() -> dict[str, Route]:
    found: dict[str, Route] = {}
    for module in pkgutil.iter_modules(declared.__path__):
        routes = import_module(f"{declared.__name__}.{module.name}").ROUTES
        twice = found.keys() & routes.keys()
        if twice:
            raise ValueError(f"declared twice: {sorted(twice)}")
        found |= routes
    return found


ROUTES = _collect()
