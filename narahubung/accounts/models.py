"""People, and the offices that they hold by decree, from one day until another."""

from datetime import timedelta

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.absences import Absence
from narahubung.accounts.decrees import DecreePaper, Scope
from narahubung.accounts.expiry import STEPS, sentence
from narahubung.accounts.invitations import Invitation  # noqa: F401
from narahubung.accounts.locks import LockKey  # noqa: F401
from narahubung.accounts.mandates import Mandate
from narahubung.accounts.responsible import FOR_THE_TREE, answering, highest, superiors
from narahubung.accounts.roles import AT_AN_AGENCY, AT_AN_OFFICE, Role
from narahubung.directory.models import Agency
from narahubung.journal.models import Entry

EVERYBODY = (Role.ADMINISTRATOR, Role.NATIONAL_ADMIN)
__all__ = [
    "AT_AN_AGENCY",
    "AT_AN_OFFICE",
    "Absence",
    "Appointment",
    "DecreePaper",
    "Invitation",
    "Powers",
    "Role",
    "User",
]


class UserQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """Return whom this office administers; everybody sees themselves."""
        if actor.role in EVERYBODY:
            return self
        offices = Appointment.objects.visible_to(actor)
        return self.filter(
            Q(pk=actor.user and actor.user.pk) | Q(appointments__in=offices)
        ).distinct()

    def holding(self, *roles):
        offices = Appointment.objects.in_force().filter(role__in=roles)
        return self.filter(is_active=True, appointments__in=offices).distinct()


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who works with files. Complainants are not users."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    language = models.CharField(_("language"), max_length=2, default="id")
    is_staff = models.BooleanField(_("may use the register"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    chain_length = models.PositiveIntegerField(default=0, editable=False)
    chain_head = models.CharField(max_length=64, blank=True, editable=False)

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_full_name(self):
        return self.name

    @property
    def subject(self):
        return f"user:{self.pk}"

    @transaction.atomic
    def log(self, kind, by, note="", facts=None):
        """Write what was done to this account, in the order in which it was done."""
        row = type(self).objects.select_for_update(of=("self",)).get(pk=self.pk)
        event = AccountEvent(
            person=row,
            seq=row.chain_length + 1,
            kind=kind,
            actor=by.user,
            role=by.role or "",
            place=str(getattr(by, "appointment", "") and by.appointment.place),
            note=note,
            facts=facts or {},
        )
        row.chain_head = event.seal(row.subject, row.chain_head)
        row.chain_length = event.seq
        row.save(update_fields=["chain_head", "chain_length"])
        event.save(force_insert=True)
        return event


class AccountEventQuerySet(models.QuerySet):
    def visible_to(self, actor):
        return self.filter(person__in=User.objects.visible_to(actor))

    def for_page(self):
        return self.select_related("actor").order_by("-seq")


class AccountEvent(Entry):
    """One line in the journal of one account."""

    class Kind(models.TextChoices):
        JOINED = "joined", _("Joined by invitation")
        INVITED = "invited", _("Invited somebody")
        WITHDREW = "withdrew", _("Withdrew an invitation")
        APPOINTED = "appointed", _("Appointed")
        EXTENDED = "extended", _("Appointment extended")
        ENDED = "ended", _("Appointment ended")
        DECREE_RECORDED = "decree_recorded", _("Decree and scope written down")
        DECREE_OPENED = "decree_opened", _("Original of a decree opened")
        ABSENT = "absent", _("On leave")
        BACK = "back", _("Back from leave earlier")
        HANDED_OVER = "handed_over", _("Handover packet made")
        EDITED = "edited", _("Record edited")
        POWERS_ON = "powers_on", _("Powers over files switched on")
        POWERS_OFF = "powers_off", _("Powers over files switched off")

    person = models.ForeignKey(User, models.PROTECT, related_name="events")

    objects = AccountEventQuerySet.as_manager()

    class Meta(Entry.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                fields=["person", "seq"], name="an_account_event_has_its_own_place"
            )
        ]

    @property
    def words(self):
        return self.Kind(self.kind).label


class AppointmentQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """A manager or head sees the offices of their own tree; everybody sees their own."""
        if actor.role in EVERYBODY:
            return self
        own = Q(user=actor.user) if actor.user else Q(pk__in=[])
        if actor.role in (Role.MANAGER, Role.HEAD):
            return self.filter(own | Q(agency__in=actor.scope))
        return self.filter(own)

    def in_force(self, on=None):
        on = on or timezone.localdate()
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on, revoked_at__isnull=True
        )

    def running_out(self, on=None):
        """Return what ends within the days of the first warning."""
        on = on or timezone.localdate()
        return self.in_force(on).filter(ends_on__lte=on + timedelta(days=max(STEPS)))

    def past(self, on=None):
        return self.filter(Q(ends_on__lt=on or timezone.localdate()) | Q(revoked_at__isnull=False))

    def for_page(self):
        return self.select_related(
            "user", "agency__region", "agency__parent__parent__parent", "office"
        )

    def matching(self, words):
        fields = ("user__name", "user__email", "agency__name", "office__name", "decree_number")
        for word in words.split():
            some = [Q(**{f"{field}__icontains": word}) for field in fields]
            self = self.filter(Q(*some, _connector=Q.OR))
        return self

    def at(self, agency, *roles):
        return self.in_force().filter(agency=agency, role__in=roles).for_page()

    def present(self, on=None):
        """Return the offices in force whose holders are there: not on leave, the account open."""
        away = Absence.objects.in_force(on).filter(user=OuterRef("user"))
        return self.in_force(on).filter(~Exists(away), user__is_active=True)

    def responsible(self, agency, *roles, substance=None, unit=None, on=None, aside=()):
        """Return who answers for an office on a day; nobody only if no office there or above is held.

        `unit` is the part of the agency that is concerned, `substance` a term of that list, `aside` are
        the keys of people who must not be asked. The order of the desks stands in `responsible.py`.
        """
        line = line_of(unit or agency)
        if agency not in line:
            unit, line = None, line_of(agency)
        held = self.filter(agency__in=line).for_page().order_by("starts_on", "pk")
        here = held.present(on).exclude(user__in=aside)
        if set(roles) & set(FOR_THE_TREE):
            here = here.with_scope()
        if found := answering(list(here), line, agency, roles, unit, substance):
            return found
        away = held.in_force(on).filter(user__is_active=True).exclude(user__in=aside)
        return highest(list(away), line[line.index(agency) :])

    def with_scope(self):
        """Fetch units and substances, and those of the holder for whom a substitute stands."""
        scope = ("units", "substances")
        return self.select_related("substitutes__user").prefetch_related(
            *scope, *(f"substitutes__{name}" for name in scope)
        )

    def superiors(self, appointment, on=None):
        """Return who stands above an office: the nearest heads, or the heads of the Ombudsman office."""
        present = self.present(on).for_page().order_by("starts_on", "pk")
        if appointment.agency_id:
            line = line_of(appointment.agency)
            return superiors(list(present.filter(agency__in=line)), line, appointment)
        heads = present.filter(office=appointment.office_id, role=Role.OFFICE_HEAD)
        return list(heads.exclude(user=appointment.user_id)) if appointment.office_id else []

    def deputies(self, appointment, on=None):
        return self.in_force(on).filter(substitutes=appointment).for_page()

    def successors(self, appointment):
        """Return who holds the same office now or from some day on, without its holder."""
        same = self.filter(
            role=appointment.role, agency=appointment.agency_id, office=appointment.office_id
        )
        gone = Q(revoked_at__isnull=False) | Q(ends_on__lt=timezone.localdate())
        return same.exclude(gone).exclude(user=appointment.user_id).for_page()


def line_of(agency) -> list:
    """Return a place and those above it, from below to the top."""
    return list(Agency.objects.ancestors(agency, include_self=True))[::-1]


class Appointment(Scope, Mandate):
    """An office held by letter: this person, this role, this place, by this decree, from, until."""

    user = models.ForeignKey(User, models.PROTECT, related_name="appointments")
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True, editable=False)
    handover_note = models.TextField(_("hand-over note"), blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta(Mandate.Meta):
        abstract = False
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["-starts_on"]
        # Who holds this office now: each page of a file, each message.
        indexes = [models.Index(fields=["agency", "role"], name="holders_of_a_place")]

    def __str__(self):
        return f"{self.user} · {self.get_role_display()} · {self.place}"

    def is_in_force(self, on=None):
        on = on or timezone.localdate()
        return (
            self.revoked_at is None
            and self.starts_on <= on
            and (self.ends_on is None or on <= self.ends_on)
        )

    @property
    def warning(self):
        return sentence(self.ends_on)

    def notes_left(self):
        """Return the hand-over notes of those who held this office before."""
        before = Appointment.objects.past().filter(
            role=self.role, agency=self.agency_id, office=self.office_id
        )
        return before.exclude(pk=self.pk).exclude(handover_note="").for_page()[:3]

    @transaction.atomic
    def extend(self, by, ends_on, decree_number, decree_date, reason):
        before = self.facts()
        self.ends_on, self.decree_number, self.decree_date = ends_on, decree_number, decree_date
        self.save(update_fields=["ends_on", "decree_number", "decree_date"])
        self.user.log("extended", by, reason, {"before": before, "after": self.facts()})

    @transaction.atomic
    def end(self, by, last_day, decree_number, reason, handover_note=""):
        """End an office. A last day of today or earlier closes the door at this moment."""
        if last_day <= timezone.localdate():
            self.revoked_at = timezone.now()
        self.ends_on, self.handover_note = max(last_day, self.starts_on), handover_note
        self.save(update_fields=["ends_on", "revoked_at", "handover_note"])
        self.user.log("ended", by, reason, {**self.facts(), "ended_by_decree": decree_number})

    def facts(self):
        terms = {key: value and str(value) for key, value in self.terms().items()}
        return {"appointment": str(self.pk), **terms}


class PowersQuerySet(models.QuerySet):
    def visible_to(self, actor):
        return self if actor.role == Role.ADMINISTRATOR else self.none()

    def in_force(self, at=None):
        at = at or timezone.now()
        return self.filter(starts_at__lte=at, ends_at__gt=at)

    @transaction.atomic
    def switch_on(self, by, reason):
        now = timezone.now()
        powers = self.create(
            user=by.user, reason=reason, starts_at=now, ends_at=now + Powers.DURATION
        )
        by.user.log("powers_on", by, reason, {"until": powers.ends_at.isoformat()})
        return powers

    @transaction.atomic
    def switch_off(self, by):
        ended = self.in_force().filter(user=by.user).update(ends_at=timezone.now())
        if ended:
            by.user.log("powers_off", by)
        return ended


class Powers(models.Model):
    """Powers over files that an operator switched on for an hour, with the reason."""

    DURATION = timedelta(hours=1)

    user = models.ForeignKey(User, models.PROTECT, related_name="powers")
    reason = models.TextField(_("reason"))
    starts_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField()

    objects = PowersQuerySet.as_manager()

    class Meta:
        verbose_name = _("powers over files")
        verbose_name_plural = _("powers over files")
        ordering = ["-starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("starts_at")), name="powers_end_after_they_start"
            )
        ]

    def __str__(self):
        return f"{self.user} · {self.starts_at:%Y-%m-%d %H:%M}"
