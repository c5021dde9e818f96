"""WSGI entry point for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

from lagezentrum.web.compiling import keep_compiled
from lagezentrum.web.settings import HOME

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lagezentrum.web.settings")
keep_compiled(HOME)

application = get_wsgi_application()
