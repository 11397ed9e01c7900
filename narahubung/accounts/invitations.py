"""Invitations: a link that works once, for a week, and brings a person into an office.

Of the link only a fingerprint is kept, so nobody who reads the database can use it.
"""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.signing import BadSignature, Signer
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.mandates import Mandate
from narahubung.accounts.roles import GRANTS, WITHOUT_PLACE, Role

SIGNER = Signer(salt="accounts.invitation")
FIRST = "first administrator"


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class InvitationQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """Those who may invite see the invitations of their own tree."""
        if actor.role in (Role.ADMINISTRATOR, Role.NATIONAL_ADMIN):
            return self
        return self.filter(agency__in=actor.scope) if actor.role in GRANTS else self.none()

    def unsettled(self):
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)

    def in_force(self):
        return self.unsettled().filter(expires_at__gt=timezone.now())

    def for_page(self):
        return self.select_related("agency", "office", "invited_by")

    def with_token(self, token):
        """Return the row of a link. What we did not sign is refused without a look at the table."""
        try:
            SIGNER.unsign(token)
        except BadSignature:
            return self.none()
        return self.filter(digest=digest(token))

    def lapse(self):
        """Withdraw what ran out, so that its address may be invited again."""
        now = timezone.now()
        return self.unsettled().filter(expires_at__lte=now).update(withdrawn_at=now)


class Invitation(Mandate):
    LIFE = timedelta(days=7)

    email = models.EmailField(_("e-mail"), blank=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="invitations_sent"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta(Mandate.Meta):
        abstract = False
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at"]
        constraints = [
            *Mandate.Meta.constraints,
            models.UniqueConstraint(
                "email",
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True) & ~Q(email=""),
                name="an_address_has_one_open_invitation",
            ),
        ]

    def __str__(self):
        return f"{self.email} · {self.get_role_display()} · {self.place}"

    def issue(self) -> str:
        """Save this invitation and return its token, which exists nowhere else."""
        token = SIGNER.sign(secrets.token_urlsafe(24))
        self.digest = digest(token)
        self.expires_at = self.expires_at or timezone.now() + self.LIFE
        self.save(force_insert=True)
        return token

    @transaction.atomic
    def send(self, by) -> str:
        Invitation.objects.lapse()
        self.invited_by = by.user
        token = self.issue()
        by.user.log("invited", by, facts={"invitation": str(self.pk), "role": self.role})
        return token

    @transaction.atomic
    def withdraw(self, by):
        self.withdrawn_at = timezone.now()
        self.save(update_fields=["withdrawn_at"])
        by.user.log("withdrew", by, facts={"invitation": str(self.pk), "role": self.role})

    @transaction.atomic
    def accept(self, by, email, name, password):
        """Make the person and their office, once. Return the person, or None if it was used meanwhile."""
        row = (
            Invitation.objects.in_force().select_for_update(of=("self",)).filter(pk=self.pk).first()
        )
        if row is None:
            return None
        row.accepted_at = timezone.now()
        row.save(update_fields=["accepted_at"])
        person = get_user_model().objects.create_user(email, password, name=name)
        appoint(person, row, by, "joined")
        return person


def appoint(person, mandate, by, kind="appointed"):
    """Give a person the office that a mandate describes."""
    appointment = person.appointments.create(**mandate.terms())
    if appointment.role in WITHOUT_PLACE and not person.is_staff:
        person.is_staff = True
        person.save(update_fields=["is_staff"])
    person.log(kind, by, facts=appointment.facts())
    return appointment


def invitation_url(base_url: str, token: str) -> str:
    return base_url.rstrip("/") + reverse("accounts:invitation", args=[token])


@transaction.atomic
def first_administrator_link(base_url: str = "") -> str:
    """Return a link, good once and for a day, to create the first administrator; empty if there is one."""
    if get_user_model().objects.holding(Role.ADMINISTRATOR).exists():
        return ""
    now, today = timezone.now(), timezone.localdate()
    Invitation.objects.unsettled().filter(invited_by=None).update(withdrawn_at=now)
    invitation = Invitation(
        role=Role.ADMINISTRATOR,
        decree_number=FIRST,
        decree_date=today,
        starts_on=today,
        expires_at=now + timedelta(days=1),
    )
    return invitation_url(base_url or settings.SITE_URL, invitation.issue())
