"""The database address of the operator, as Django's settings want it."""

from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit


def database(url: str, home: Path) -> dict:
    """Return the settings for `postgresql://…` or `sqlite:///path`; without an address, SQLite in `home`."""
    parts = urlsplit(url or f"sqlite:///{home / 'narahubung.sqlite3'}")
    if parts.scheme == "sqlite":
        return sqlite(parts.path[1:] if parts.path.startswith("//") else parts.path)
    if parts.scheme in ("postgres", "postgresql"):
        return postgres(parts)
    raise ValueError(f"DATABASE_URL must start with sqlite: or postgresql:, not {parts.scheme}:")


def sqlite(path: str) -> dict:
    # Without IMMEDIATE a transaction that begins with a read fails at its first write when another writes.
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        # Opening a file costs more than most requests, so a thread keeps it open.
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
            "PRAGMA secure_delete=ON; PRAGMA cache_size=-64000; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;",
        },
    }


def postgres(parts) -> dict:
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": query,
    }
