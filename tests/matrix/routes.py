"""What every route asks for; the matrix test walks the resolver and fails on a gap.

One entry a route name: the permission it asks, whose records it shows, and what a
stranger, an outsider and a reader without the right get.
"""

ROUTES: dict[str, dict] = {}
