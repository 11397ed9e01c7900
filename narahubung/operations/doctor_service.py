"""What the doctor asks of the running service: does work get done, are people told, and who can listen in."""

import sqlite3
import sys
from collections.abc import Iterator
from datetime import date, timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django_q.models import Failure

from narahubung.accounts import vacancies
from narahubung.documents.signing import SigningFailed, can_sign, opened
from narahubung.documents.viruses import answers
from narahubung.jobs import waiting_since
from narahubung.notify.agreements import AgreementMail
from narahubung.notify.channels import email
from narahubung.notify.channels.errors import DeliveryError
from narahubung.notify.contacts import BY_PHONE, gateway_of, open_ways
from narahubung.notify.evaluations import EvaluationMail
from narahubung.notify.kinds import KINDS
from narahubung.notify.models import (
    DecisionMail,
    DecreeWarning,
    MeetingMail,
    MentoringMail,
    Message,
    State,
    TaskMail,
    TrainingMail,
    Undelivered,
)
from narahubung.operations.doctor_finding import Finding, worth_knowing
from narahubung.protection import checks

THIS_MACHINE = ("127.0.0.1", "::1", "localhost")
LATE_JOBS = timedelta(minutes=10)
LATELY = timedelta(days=7)
# Until when their makers repair holes in them.
PYTHONS = {
    (3, 11): date(2027, 10, 31),
    (3, 12): date(2028, 10, 31),
    (3, 13): date(2029, 10, 31),
    (3, 14): date(2030, 10, 31),
}
POSTGRES = {
    14: date(2026, 11, 12),
    15: date(2027, 11, 11),
    16: date(2028, 11, 9),
    17: date(2029, 11, 8),
    18: date(2030, 11, 14),
}
OLDEST_SQLITE = (3, 37)


def queue() -> Iterator[Finding]:
    """A job that nobody took for ten minutes means that no worker runs, or that it cannot keep up."""
    now = timezone.now()
    since = waiting_since() or now
    if now - since > LATE_JOBS:
        minutes = int((now - since).total_seconds() // 60)
        yield Finding(
            f"The oldest job has waited {minutes} minutes. Is the worker running? "
            "Start it with `narahubung worker`."
        )
    failed = Failure.objects.filter(stopped__gt=now - LATELY)
    if number := failed.count():
        names = sorted(set(failed.values_list("group", flat=True)), key=str)
        yield worth_knowing(
            f"Jobs that failed within a week: {number} ({', '.join(map(str, names))}). "
            "The log of the worker says why."
        )


def outbox() -> Iterator[Finding]:
    """An event of which nobody was told for ten minutes: the worker stands still, or fails at it."""
    before = timezone.now() - LATE_JOBS
    if number := sum(kind.waiting().filter(at__lt=before).count() for kind in KINDS):
        yield Finding(
            f"Events of which nobody was told within ten minutes: {number}. "
            "Look into the log of the worker."
        )
    if number := Message.objects.filter(state=State.FAILED).count():
        yield worth_knowing(f"Messages that could not be delivered: {number}.")


def mail() -> Iterator[Finding]:
    if not settings.EMAIL_URL:
        if not settings.DEMO:
            yield worth_knowing(
                f"EMAIL_URL is not set: mails are laid into {settings.HOME / 'mail'}, nobody gets them."
            )
        return
    try:
        with email.line():
            pass
    except DeliveryError as error:
        reason = error.__cause__
        yield Finding(
            f"The mail server cannot be reached ({type(reason).__name__}: {reason}). "
            "Mails wait until it is back. Is EMAIL_URL right?"
        )


def held_up() -> Iterator[Finding]:
    if number := Undelivered.objects.held_up().count():
        yield Finding(
            f"Mails that should have been sent by now: {number}. See the log of the worker."
        )


def retention() -> Iterator[Finding]:
    if not settings.RETENTION and not settings.DEMO:
        yield worth_knowing(
            "NARAHUBUNG_RETENTION is off: data are kept for ever. "
            "`narahubung retention --dry-run` lists what would go."
        )


def gateways() -> Iterator[Finding]:
    """A gateway that is set up and not offered to anybody, because its library is missing."""
    named = [way for way in BY_PHONE if gateway_of(way)]
    if named and not set(named) <= set(open_ways()):
        yield worth_knowing(
            f"Gateways without their library: {', '.join(named)}. "
            "Install it with `pip install 'apprise>=2.2,<3'`."
        )


def certificate() -> Iterator[Finding]:
    """A certificate that is set and that no letter can be signed with."""
    if not settings.SIGNING_KEY:
        return
    if not can_sign():
        yield worth_knowing(
            "A certificate for letters without its library. "
            "Install it with `pip install 'pyhanko>=0.38,<1'`."
        )
        return
    try:
        opened()
    except SigningFailed as reason:
        yield Finding(str(reason))


def viruses() -> Iterator[Finding]:
    if settings.CLAMD and not answers():
        yield Finding(
            f"The virus scanner at {settings.CLAMD} does not answer, so no uploads are taken."
        )


def openness() -> Iterator[Finding]:
    if settings.DEBUG:
        yield Finding(
            "NARAHUBUNG_DEBUG is on: error pages show the inside of the house to everyone."
        )
    if settings.BIND not in THIS_MACHINE and not settings.SESSION_COOKIE_SECURE:
        yield Finding(
            f"The server listens on {settings.BIND} without NARAHUBUNG_HTTPS: "
            "passwords and complaints travel unprotected."
        )
    if "*" in settings.ALLOWED_HOSTS:
        yield Finding(
            "NARAHUBUNG_HOSTS allows every name: links in mails can be forged. Name yours."
        )


def proxies() -> Iterator[Finding]:
    if not settings.SESSION_COOKIE_SECURE:
        return
    if not settings.ALLAUTH_TRUSTED_PROXY_COUNT:
        yield Finding(
            "NARAHUBUNG_HTTPS is on and NARAHUBUNG_PROXIES is 0. HTTPS ends at a proxy: say how many stand "
            "before the server, or each page leads to itself and limits count the proxy."
        )
    if not settings.SITE_URL.startswith("https://"):
        yield Finding(
            f"NARAHUBUNG_URL is {settings.SITE_URL}: with HTTPS, mails and letters must lead to https://."
        )


def versions() -> Iterator[Finding]:
    today = timezone.localdate()
    until = PYTHONS.get(sys.version_info[:2])
    if until and today > until:
        name = ".".join(map(str, sys.version_info[:2]))
        yield Finding(f"Python {name} is not repaired any more since {until}. Install a newer one.")
    if connection.vendor == "sqlite" and sqlite3.sqlite_version_info < OLDEST_SQLITE:
        yield worth_knowing(f"SQLite {sqlite3.sqlite_version} is old. Renew the system.")


def server_version() -> Iterator[Finding]:
    if connection.vendor != "postgresql":
        return
    connection.ensure_connection()
    major = connection.pg_version // 10_000
    until = POSTGRES.get(major)
    if until and timezone.localdate() > until:
        yield Finding(
            f"PostgreSQL {major} is not repaired any more since {until}. Change to a newer one."
        )


def protection() -> Iterator[Finding]:
    """Ask the data protection desk what it lacks and what is late there."""
    for sentence in checks.sentences():
        yield Finding(sentence, serious=False)


def focal_points() -> Iterator[Finding]:
    """Where the rule of one focal point and one deputy is not kept."""
    for sentence in vacancies.sentences():
        yield worth_knowing(sentence)
    if number := DecreeWarning.objects.given_up().count():
        yield worth_knowing(f"Mails about ending decrees that could not be sent: {number}.")
    if number := TaskMail.objects.given_up().count():
        yield worth_knowing(f"Mails about tasks of focal points that could not be sent: {number}.")


def meetings() -> Iterator[Finding]:
    """Who was to be told of a meeting or a decision, and could not be."""
    if number := sum(mails.objects.given_up().count() for mails in (MeetingMail, DecisionMail)):
        yield worth_knowing(f"Mails about meetings that could not be sent: {number}.")
    if number := TrainingMail.objects.given_up().count():
        yield worth_knowing(f"Mails about trainings that could not be sent: {number}.")
    if number := MentoringMail.objects.given_up().count():
        yield worth_knowing(f"Mails about mentoring that could not be sent: {number}.")
    if number := AgreementMail.objects.given_up().count():
        yield worth_knowing(f"Mails about agreements that could not be sent: {number}.")
    if number := EvaluationMail.objects.given_up().count():
        yield worth_knowing(f"Mails about yearly evaluations that could not be sent: {number}.")
