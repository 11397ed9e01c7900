"""The mail server named by EMAIL_URL; without one, mails are laid into a folder where they can be read."""

from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings
from django.core.mail.backends import filebased, smtp

TIMEOUT = 20


def Backend(**options):
    """Return the backend for `smtp://user:password@host:587?tls=1`, `smtps://…`, or the folder."""
    if not settings.EMAIL_URL:
        folder = settings.HOME / "mail"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return filebased.EmailBackend(file_path=folder, **options)
    parts = urlsplit(settings.EMAIL_URL)
    return smtp.EmailBackend(
        host=parts.hostname,
        port=parts.port or (465 if parts.scheme == "smtps" else 25),
        username=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        use_ssl=parts.scheme == "smtps",
        use_tls="tls" in parse_qs(parts.query),
        timeout=TIMEOUT,
        **options,
    )
