"""An application that has nothing but Flask-AppBuilder's own users and roles: `load` brings them to the state on stdin,
`serve` shows them."""

import json
import os
import sys

from flask import Flask
from flask_appbuilder import AppBuilder
from flask_appbuilder.models.sqla.base import SQLA

app = Flask(__name__)
app.config.update(
    SECRET_KEY="lab",
    SQLALCHEMY_DATABASE_URI=os.environ["LAB_DATABASE"],
    APP_NAME="Accounts",
    AUTH_TYPE=1,
    WTF_CSRF_ENABLED=True,
    SESSION_COOKIE_SAMESITE="Lax",
    BABEL_DEFAULT_LOCALE="en",
    LANGUAGES={
        code: {"flag": flag, "name": name}
        for code, flag, name in [("en", "gb", "English"), ("de", "de", "Deutsch"), ("fr", "fr", "Français"), ("es", "es", "Español")]
    },
    RATELIMIT_ENABLED=False,
)
db = SQLA(app)
with app.app_context():
    appbuilder = AppBuilder(app, db.session)


def load():
    wanted = json.load(sys.stdin)
    sm = appbuilder.sm
    for role in wanted["roles"]:
        sm.add_role(role)
    admin, plain = sm.find_role("Admin"), sm.find_role("Public")
    for person in wanted["people"]:
        role = admin if person["role"] == "agent" else plain
        user = sm.find_user(username=person["login"])
        if user is None:
            sm.add_user(
                person["login"],
                person["given"],
                person["family"],
                f"{person['login']}@{wanted['domain']}",
                role,
                wanted["password"],
            )
        else:
            user.roles = [role]
            sm.update_user(user)


if sys.argv[1] == "load":
    with app.app_context():
        load()
else:
    app.run(host="127.0.0.1", port=int(os.environ["LAB_PORT"]), threaded=True)
