"""Reads people as JSON from stdin and makes the queue and their accounts in django-helpdesk."""

import json
import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "desk.settings"

import django

django.setup()

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.contrib.sites.models import Site
from helpdesk.models import Queue

wanted = json.load(sys.stdin)

# Links to a ticket are made of this.
Site.objects.update(domain=wanted["site"])
Queue.objects.get_or_create(title="Access Requests", slug="access", defaults={"allow_public_submission": True})

for person in wanted["people"]:
    privileged = person["role"] != "requester"
    User.objects.get_or_create(
        username=person["login"],
        defaults={
            "first_name": person["given"],
            "last_name": person["family"],
            "email": f"{person['login']}@{wanted['domain']}",
            "is_staff": privileged,
            "is_superuser": privileged,
            "password": make_password(wanted["password"]),
        },
    )
