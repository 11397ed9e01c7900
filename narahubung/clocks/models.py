"""What the law promises and which days are off: loaded from files, versioned, never edited after."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from narahubung.clocks.calendar import WorkCalendar, due_date
from narahubung.recently import recently


def regions_over(code: str) -> list[str]:
    """Return the whole country, then each region that contains this one, then the region itself."""
    parts = code.split(".") if code else []
    return ["", *[".".join(parts[: n + 1]) for n in range(len(parts))]]


def law_in_force(rules, on: date, region: str = ""):
    """Return the version that holds on a day: a region's own before the nation's, the newer before the older."""
    over = regions_over(region)
    holding = [
        rule
        for rule in rules
        if rule.region_code in over
        and rule.in_force_from <= on
        and (rule.in_force_until is None or on <= rule.in_force_until)
    ]
    return max(holding, key=lambda r: (len(r.region_code), r.in_force_from), default=None)


class RuleQuerySet(models.QuerySet):
    def in_force(self, code: str, on: date, region: str = "") -> "Rule":
        return self.in_force_many([code], on, region)[code]

    def in_force_many(self, codes, on: date, region: str = "") -> dict[str, "Rule"]:
        """Return the version of each code that holds on a day; a new version is seen within a minute."""
        found = {}
        for code in codes:
            found[code] = law_in_force(every_version().get(code, ()), on, region)
            if found[code] is None:
                raise self.model.DoesNotExist(f"No rule {code} is in force on {on}.")
        return found


@recently(60)
def every_version() -> dict[str, list["Rule"]]:
    """Return the law by code. It is small, and a loaded version never changes."""
    versions: dict[str, list[Rule]] = {}
    for rule in Rule.objects.all():
        versions.setdefault(rule.code, []).append(rule)
    return versions


class Rule(models.Model):
    """One deadline of one law, as it stands from a certain day."""

    class Unit(models.TextChoices):
        WORKING = "working", _("working days")
        CALENDAR = "calendar", _("calendar days")
        HOURS = "hours", _("hours")
        YEARS = "years", _("years")

    class Confidence(models.TextChoices):
        HIGH = "high", _("high")
        MEDIUM = "medium", _("medium")
        LOW = "low", _("low")
        PROPOSAL = "proposal", _("our own proposal")

    code = models.CharField(_("code"), max_length=60)
    length = models.PositiveSmallIntegerField(_("length"))
    unit = models.CharField(_("unit"), max_length=10, choices=Unit)
    source = models.CharField(_("legal basis"), max_length=200)
    confidence = models.CharField(_("confidence"), max_length=10, choices=Confidence)
    in_force_from = models.DateField(_("in force from"))
    in_force_until = models.DateField(_("in force until"), null=True, blank=True)
    region_code = models.CharField(_("region code"), max_length=13, blank=True)
    note = models.TextField(_("note"), blank=True)
    label_id = models.CharField(_("name in Indonesian"), max_length=120)
    label_en = models.CharField(_("name in English"), max_length=120)
    starts_id = models.CharField(_("counted from, in Indonesian"), max_length=120)
    starts_en = models.CharField(_("counted from, in English"), max_length=120)
    duty_id = models.CharField(_("duty in Indonesian"), max_length=200)
    duty_en = models.CharField(_("duty in English"), max_length=200)

    objects = RuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("rule of law")
        verbose_name_plural = _("rules of law")
        ordering = ["code", "in_force_from", "region_code"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "in_force_from", "region_code"],
                name="a_rule_has_one_version_a_day_and_region",
            ),
            models.CheckConstraint(
                condition=Q(length__gte=1), name="a_rule_lasts_at_least_one_unit"
            ),
            models.CheckConstraint(
                condition=Q(in_force_until__isnull=True)
                | Q(in_force_until__gte=F("in_force_from")),
                name="a_rule_does_not_end_before_it_begins",
            ),
        ]

    def __str__(self):
        return f"{self.code} ({self.in_force_from})"

    def label(self, language: str) -> str:
        return self.label_en if language.startswith("en") else self.label_id

    def duty(self, language: str) -> str:
        return self.duty_en if language.startswith("en") else self.duty_id

    def due(self, start: date, calendar: WorkCalendar, pauses=()) -> date | None:
        return due_date(start, self.length, self.unit, calendar, pauses)


class Holiday(models.Model):
    """A day off: from the yearly list, or by a decree that an operator entered, which then outranks the list.

    The row nearest to a place holds there: a cancelled one makes the day a working day again.
    """

    class Kind(models.TextChoices):
        NATIONAL = "national", _("national holiday")
        COLLECTIVE = "collective", _("collective leave")
        REGIONAL = "regional", _("regional holiday")

    day = models.DateField(_("day"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    name_id = models.CharField(_("name in Indonesian"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120)
    region_code = models.CharField(
        _("region code"), max_length=13, blank=True, help_text=_("Empty: the whole country.")
    )
    decree = models.CharField(_("decree"), max_length=120, blank=True)
    cancelled = models.BooleanField(
        _("cancelled"), default=False, help_text=_("The day is a working day after all.")
    )
    estimated = models.BooleanField(_("estimated"), default=False)
    source = models.CharField(
        _("source"), max_length=40, blank=True, editable=False, help_text=_("Empty: by hand.")
    )
    entered_at = models.DateTimeField(_("entered at"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("day off")
        verbose_name_plural = _("days off")
        ordering = ["day", "region_code", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "region_code", "kind"],
                name="a_day_is_off_once_for_each_region_and_kind",
            ),
            models.CheckConstraint(
                condition=~Q(kind="regional", region_code=""),
                name="a_regional_holiday_names_its_region",
            ),
        ]

    def __str__(self):
        return f"{self.day} {self.name_id}"
