from eiso.people.access.roles import Perm
from tests.matrix.declare import act, form, page, public

ROUTES = {
    "web:home": page(),
    "web:sign-in": public(form()),
    "web:enter-demo": public(act(), ok=frozenset({404})),  # no such page off the demo
    "web:sign-out": act(changes=False),
    "web:switch-post": act(changes=False, data={"post": "none"}, ok=frozenset({422})),
    "web:language": public(act(), data={"language": "en"}),
    "web:gallery": page(Perm.SEE_GALLERY),
    "web:keys": form(changes=False),
}
