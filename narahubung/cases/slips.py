"""What is shown once and printed: number and secret word, sealed in the session of who wrote it down."""

from base64 import b64decode, b64encode
from datetime import date

from narahubung.vault import new_data_key, seal_json, unseal_json


def keep(session, name, slip):
    """Keep a slip sealed, for sessions lie in the database and the secret word must not."""
    context = name.encode()
    key = new_data_key(context)
    plain = {field: written(value) for field, value in slip.items()}
    session[name] = [b64encode(part).decode() for part in (key, seal_json(key, plain, context))]


def kept(session, name):
    """Return the last slip of this session, or nothing."""
    if name not in session:
        return None
    key, sealed = (b64decode(part) for part in session[name])
    slip = unseal_json(key, sealed, name.encode())
    return {field: read(value) for field, value in slip.items()}


def written(value):
    return {"day": value.isoformat()} if isinstance(value, date) else value


def read(value):
    return date.fromisoformat(value["day"]) if isinstance(value, dict) else value
