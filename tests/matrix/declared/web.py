from tests.matrix.declare import act, form, page, public

ROUTES = {
    "web:home": page(),
    "web:sign-in": public(form()),
    "web:sign-out": act(changes=False),
}
