"""The WSGI door."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eiso.config.settings")
application = get_wsgi_application()

# Serving while rows of the trail could be changed is refused (after setup has loaded).
from eiso.base.trail.guards import check_guards  # noqa: E402

check_guards()
