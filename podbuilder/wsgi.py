"""The application as a web server wants it: `gunicorn podbuilder.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "podbuilder.settings")

application = get_wsgi_application()
