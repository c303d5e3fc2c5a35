from eiso.people.access.roles import Perm
from tests.matrix.declare import act, form, page, public

ROUTES = {
    "web:home": page(),
    "web:sign-in": public(form()),
    "web:enter-demo": public(act(), ok=frozenset({404})),  # no such page off the demo
    "web:sign-out": act(changes=False),
    "web:switch-post": act(changes=False, data={"post": "none"}, ok=frozenset({422})),
    "web:language": public(act(), data={"language": "en"}),
    "web:search": page(query={"q": "cam thanh"}),
    "web:inbox": page(),
    "web:inbox-read-all": act(changes=False),
    "web:inbox-read": act(
        kwargs=lambda world, obj: {"code": "none"},
        ok=frozenset({404}),  # a message of one person; tests/faces/web asks more
        changes=False,
    ),
    "web:gallery": page(Perm.SEE_GALLERY),
    "web:sessions": page(),
    "web:sessions-close": act(changes=False),
    "web:keys": form(changes=False),
}
