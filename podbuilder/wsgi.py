"""The application as a web server wants it: `gunicorn podbuilder.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

from podbuilder.web.charset import refuse_odd_charsets

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "podbuilder.settings")

application = refuse_odd_charsets(get_wsgi_application())
