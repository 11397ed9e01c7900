"""People, and the offices that they hold by decree, from one day until another."""

from datetime import timedelta

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from narahubung.directory.models import Agency, OmbudsmanOffice


class Role(models.TextChoices):
    MANAGER = "manager", _("Complaint manager")
    LIAISON = "liaison", _("Unit liaison")
    HEAD = "head", _("Head")
    INSPECTORATE = "inspectorate", _("Inspectorate")
    STEWARD = "steward", _("Supervising head")
    FOCAL_POINT = "focal_point", _("Focal point")
    INTAKE = "intake", _("Ombudsman intake assistant")
    EXAMINER = "examiner", _("Ombudsman examiner")
    OFFICE_HEAD = "office_head", _("Head of the Ombudsman office")
    NATIONAL_ADMIN = "national_admin", _("National administrator")
    ADMINISTRATOR = "administrator", _("Operator")
    COMPLAINANT = "complainant", _("Complainant")
    SYSTEM = "system", _("System")


R = Role
AT_AN_AGENCY = (R.MANAGER, R.LIAISON, R.HEAD, R.INSPECTORATE, R.STEWARD, R.FOCAL_POINT)
AT_AN_OFFICE = (R.INTAKE, R.EXAMINER, R.OFFICE_HEAD)
WITHOUT_PLACE = (R.NATIONAL_ADMIN, R.ADMINISTRATOR)


class UserManager(BaseUserManager):
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


class AppointmentQuerySet(models.QuerySet):
    def in_force(self, on=None):
        on = on or timezone.localdate()
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on, revoked_at__isnull=True
        )

    def for_page(self):
        return self.select_related("user", "agency__region", "agency__parent", "office")

    def at(self, agency, *roles):
        return self.in_force().filter(agency=agency, role__in=roles).for_page()


class Appointment(models.Model):
    """An office held by letter: this person, this role, this place, by this decree, from, until."""

    user = models.ForeignKey(User, models.PROTECT, related_name="appointments")
    role = models.CharField(
        _("role"),
        max_length=16,
        choices=[(r, r.label) for r in Role if r not in ("complainant", "system")],
    )
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="appointments"
    )
    office = models.ForeignKey(
        OmbudsmanOffice, models.PROTECT, null=True, blank=True, related_name="appointments"
    )
    decree_number = models.CharField(_("decree number"), max_length=80)
    decree_date = models.DateField(_("decree date"))
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True, editable=False)
    substitutes = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="substitutes_of",
        verbose_name=_("substitute of"),
    )

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="an_appointment_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(role__in=AT_AN_AGENCY, agency__isnull=False, office__isnull=True)
                | Q(role__in=AT_AN_OFFICE, agency__isnull=True, office__isnull=False)
                | Q(role__in=WITHOUT_PLACE, agency__isnull=True, office__isnull=True),
                name="an_appointment_has_the_place_of_its_role",
            ),
        ]

    def __str__(self):
        return f"{self.user} · {self.get_role_display()} · {self.place}"

    @property
    def place(self):
        return self.agency or self.office or ""

    def is_in_force(self, on=None):
        on = on or timezone.localdate()
        return (
            self.revoked_at is None
            and self.starts_on <= on
            and (self.ends_on is None or on <= self.ends_on)
        )


class Powers(models.Model):
    """Powers over files that an operator switched on for an hour, with the reason."""

    DURATION = timedelta(hours=1)

    user = models.ForeignKey(User, models.PROTECT, related_name="powers")
    reason = models.TextField(_("reason"))
    starts_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField()

    class Meta:
        verbose_name = _("powers over files")
        verbose_name_plural = _("powers over files")
        ordering = ["-starts_at"]

    def __str__(self):
        return f"{self.user} · {self.starts_at:%Y-%m-%d %H:%M}"
