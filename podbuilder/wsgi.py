"""The application as a web server wants it: `gunicorn podbuilder.wsgi`."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from podbuilder.web.charset import refuse_odd_charsets

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "podbuilder.settings")

application = refuse_odd_charsets(get_wsgi_application())

# What is loaded by now stays: no search for garbage needs to look at it again.
gc.collect()
gc.freeze()
