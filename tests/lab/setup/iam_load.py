"""Reads people and groups as JSON from stdin and brings Django's own auth tables to exactly that state."""

import json
import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "iam.settings"

import django

django.setup()

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, Permission, User

wanted = json.load(sys.stdin)

for name, permissions in wanted["groups"].items():
    group, _ = Group.objects.get_or_create(name=name)
    group.permissions.set(Permission.objects.filter(codename__in=permissions))

for person in wanted["people"]:
    agent = person["role"] == "agent"
    user, made = User.objects.get_or_create(username=person["login"])
    user.first_name, user.last_name = person["given"], person["family"]
    user.email = f"{person['login']}@{wanted['domain']}"
    user.is_superuser, user.is_staff, user.is_active = agent, agent, True
    if made:
        user.password = make_password(wanted["password"])
    user.save()
    user.groups.clear()
    user.user_permissions.clear()
