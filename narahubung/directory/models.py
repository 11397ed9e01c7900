"""Regions, agencies, services and Ombudsman offices: what exists whether or not anybody complains."""

from django.db import models
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from tree_queries.models import TreeNode
from tree_queries.query import TreeQuerySet

from narahubung.directory.rights import EDITORS_OF_ALL, EDITORS_OF_OWN


class Zone(models.TextChoices):
    WIB = "Asia/Jakarta", "WIB"
    WITA = "Asia/Makassar", "WITA"
    WIT = "Asia/Jayapura", "WIT"


class ValidQuerySet(models.QuerySet):
    def in_force(self, on=None):
        on = on or timezone.localdate()
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=on),
            Q(valid_to__isnull=True) | Q(valid_to__gt=on),
        )


class RegionQuerySet(ValidQuerySet):
    def provinces(self):
        return self.in_force().filter(parent=None)

    def children_of(self, code):
        """Return the regencies of a province, the districts of a regency, the villages of a district."""
        return self.in_force().filter(parent__code=code, parent__valid_to=None).order_by("name")

    def with_path(self):
        return self.select_related("parent__parent__parent")


class Region(models.Model):
    """A place with its Kemendagri code, for as long as the code was valid (codes change)."""

    class Level(models.IntegerChoices):
        PROVINCE = 1, _("Province")
        REGENCY = 2, _("Regency or city")
        DISTRICT = 3, _("District")
        VILLAGE = 4, _("Village")

    code = models.CharField(_("Kemendagri code"), max_length=13)
    bps_code = models.CharField(_("BPS code"), max_length=10, blank=True)
    name = models.CharField(_("name"), max_length=100)
    level = models.PositiveSmallIntegerField(_("level"), choices=Level)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    zone = models.CharField(_("time zone"), max_length=20, choices=Zone, default=Zone.WIB)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                "code",
                condition=Q(valid_to__isnull=True),
                name="a_region_code_is_in_force_once",
            )
        ]
        indexes = [
            # The choice lists of the public form: districts of a regency, villages of a district.
            models.Index(fields=["parent", "name"], name="region_children"),
            # Whatever comes with a code: spreadsheets, imports, addresses of pages.
            models.Index(fields=["code"], name="region_by_code"),
            # A place that somebody types: the few regencies and districts among the many villages.
            models.Index(fields=["level", "name"], name="region_by_level_and_name"),
        ]

    def __str__(self):
        return self.name

    def codes(self):
        """Return the codes from the province down to this place: 64, 64.02, 64.02.05."""
        parts = self.code.split(".")
        return [".".join(parts[: n + 1]) for n in range(len(parts))]

    def path_names(self):
        """Return the names from the province down; ask for `with_path()` first."""
        return names_above(self)


def names_above(node):
    names = [node.name]
    while node.parent is not None:
        node = node.parent
        names.append(node.name)
    return names[::-1]


class AgencyQuerySet(TreeQuerySet, ValidQuerySet):
    def visible_to(self, actor):
        """Agencies are public knowledge."""
        return self

    def public(self):
        """Return the agencies that take complaints from the public."""
        return self.in_force().filter(takes_complaints=True)

    def with_path(self):
        """Fetch the agencies above in the same query: climbing is cheap then."""
        return self.select_related("region", "parent__parent__parent__parent")

    def editable_by(self, actor):
        """Return what the actor may change: operators everything, a manager the own tree."""
        if actor.role in EDITORS_OF_ALL:
            return self
        return self.filter(pk__in=actor.scope) if actor.role in EDITORS_OF_OWN else self.none()

    def for_tree(self, words=""):
        """Return a page of the tree from the top down, or what goes by these words."""
        below = Agency.objects.filter(parent=OuterRef("pk")).order_by().values("parent")
        count = Subquery(below.annotate(number=Count("pk")).values("number"))
        found = self.with_path().annotate(children_count=Coalesce(count, 0))
        for word in words.split():
            found = found.filter(
                Q(name__icontains=word) | Q(short_name__icontains=word) | Q(slug__icontains=word)
            )
        return found.with_tree_fields()

    def addressable_near(self, region):
        """Return the public agencies that serve a place, the nearest level first, ministries last."""
        here = region.codes()
        areas = Region.objects.filter(code__in=here, served_by=OuterRef("pk"))
        area_level = Subquery(areas.order_by("-level").values("level")[:1])
        seat_level = Case(When(region__code__in=here, then=F("region__level")), default=0)
        return (
            self.public()
            .annotate(nearness=Greatest(Coalesce(area_level, 0), seat_level))
            .filter(Q(nearness__gt=0) | Q(kind=Agency.Kind.MINISTRY))
            .order_by("-nearness", "name")
        )


class Agency(TreeNode):
    """A public service provider, or a part of one: a government, its departments, their units."""

    class Kind(models.TextChoices):
        GOVERNMENT = "government", _("Regional government")
        DEPARTMENT = "department", _("Regional department")
        TECHNICAL_UNIT = "technical_unit", _("Technical unit")
        INSPECTORATE = "inspectorate", _("Inspectorate")
        ORGANISATION_BUREAU = "organisation_bureau", _("Organisation bureau")
        DISTRICT_OFFICE = "district_office", _("District or village office")
        MINISTRY = "ministry", _("Ministry or central agency")
        VERTICAL = "vertical", _("Field office of a central agency")
        POLICE = "police", _("Police")
        ARMY = "army", _("Army")
        PROSECUTION = "prosecution", _("Prosecution")
        COURT = "court", _("Court")
        LAND_OFFICE = "land_office", _("Land office")
        STATE_COMPANY = "state_company", _("State company")
        REGIONAL_COMPANY = "regional_company", _("Regional company")
        STATE_LEGAL_ENTITY = "state_legal_entity", _("State legal entity")
        SCHOOL = "school", _("School or university")
        HOSPITAL = "hospital", _("Hospital or health centre")
        PRIVATE = "private", _("Private provider of a public service")
        OTHER = "other", _("Other")

    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    slug = models.SlugField(_("address on the portal"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=24, choices=Kind)
    region = models.ForeignKey(
        Region, models.PROTECT, verbose_name=_("seat"), related_name="agencies"
    )
    areas = models.ManyToManyField(
        Region, verbose_name=_("work areas"), related_name="served_by", blank=True
    )
    week = models.PositiveSmallIntegerField(
        _("working days a week"), choices=[(5, "5"), (6, "6")], default=5
    )
    takes_complaints = models.BooleanField(_("takes complaints from the public"), default=True)
    address = models.TextField(_("address"), blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    lapor_id = models.CharField(_("SP4N-LAPOR! id"), max_length=20, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                "lapor_id", condition=~Q(lapor_id=""), name="an_agency_has_its_own_lapor_id"
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("directory:agency", args=[self.slug])

    @property
    def zone(self):
        return self.region.zone

    def path_names(self):
        """Return the names from the top of the tree down; ask for `with_path()` first."""
        return names_above(self)

    def path_above(self):
        return " › ".join(self.path_names()[:-1])


class Service(models.Model):
    """A service product with its promised time, as its service standard states it."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="services")
    name = models.CharField(_("name"), max_length=200)
    promised_days = models.PositiveSmallIntegerField(
        _("promised working days"), null=True, blank=True
    )
    standard = models.CharField(_("service standard"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "name"], name="a_service_of_an_agency_is_named_once"
            )
        ]

    def __str__(self):
        return self.name


class ServicePoint(models.Model):
    """A counter, clinic or office where people are served."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="service_points")
    name = models.CharField(_("name"), max_length=200)
    region = models.ForeignKey(Region, models.PROTECT, related_name="service_points")
    address = models.TextField(_("address"), blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)

    class Meta:
        verbose_name = _("service point")
        verbose_name_plural = _("service points")
        ordering = ["name"]

    def __str__(self):
        return self.name


class OmbudsmanOffice(models.Model):
    """The national office, or a representative office with the provinces that it serves."""

    code = models.CharField(_("office code"), max_length=5, unique=True)
    name = models.CharField(_("name"), max_length=120)
    national = models.BooleanField(_("national office"), default=False)
    seat = models.CharField(_("seat"), max_length=60)
    provinces = models.ManyToManyField(Region, related_name="ombudsman_offices", blank=True)
    zone = models.CharField(_("time zone"), max_length=20, choices=Zone, default=Zone.WIB)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)

    class Meta:
        verbose_name = _("Ombudsman office")
        verbose_name_plural = _("Ombudsman offices")
        ordering = ["name"]

    def __str__(self):
        return self.name


class TermQuerySet(ValidQuerySet):
    def of(self, name, on=None):
        """Return the entries of one list that may be chosen now, in their order."""
        return self.in_force(on).filter(list=name).select_related("parent")


class Term(models.Model):
    """One entry of a versioned code list: a class, a category, a reason, a kind of remedy."""

    list = models.CharField(_("list"), max_length=40)
    code = models.CharField(_("code"), max_length=60)
    name_id = models.CharField(_("Indonesian"), max_length=200)
    name_en = models.CharField(_("English"), max_length=200)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    rule = models.CharField(_("rule of law"), max_length=40, blank=True)
    basis = models.CharField(_("basis"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["list", "position", "name_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["list", "code"],
                condition=Q(valid_to__isnull=True),
                name="a_term_is_in_force_once",
            )
        ]

    def __str__(self):
        return self.name_en if (get_language() or "id").startswith("en") else self.name_id
