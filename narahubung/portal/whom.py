"""Is it about the service, or about somebody who works there? Then those concerned must not read it."""

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from narahubung.complaints.wall import judge_of
from narahubung.directory.models import Agency
from narahubung.portal.plain import PlainField
from narahubung.ui.forms import Choice

MOST_MATCHES = 20


class About(models.TextChoices):
    SERVICE = "service", _("About the service")
    OFFICER = "officer", _("About somebody who works there")
    HEAD = "head", _("About the head, or about all who work there")


HINTS = {
    About.SERVICE: _("For example: long queues, a document that does not come, a broken road."),
    About.OFFICER: _(
        "For example: asked for money, was rude. Nobody at that place sees your complaint; the level above settles it."
    ),
    About.HEAD: _(
        "Nobody at that place sees your complaint. The inspectorate settles it, or else the Ombudsman."
    ),
}


class PlaceChoice(forms.ModelChoiceField):
    def label_from_instance(self, agency):
        return f"{agency.name} · {agency.parent.name}" if agency.parent else agency.name


class WithWhom(forms.Form):
    """The two questions, and where such a complaint goes."""

    about = forms.ChoiceField(
        label=_("What is your complaint about?"),
        widget=forms.RadioSelect,
        required=False,
        initial=About.SERVICE,
        choices=[(value, Choice(value.label, HINTS[value])) for value in About],
    )
    workplace = PlainField(
        label=_("Where do they work?"),
        help_text=_(
            "The name of the office, clinic or school. Leave it empty if it is the agency above."
        ),
        required=False,
        max_length=100,
    )
    reported = PlaceChoice(
        Agency.objects.none(), label=_("Which of these places?"), required=False, empty_label=None
    )

    def offer_workplaces(self, typed):
        field = self.fields["reported"]
        self.workplaces = named(typed)
        field.queryset = self.workplaces
        if len(self.workplaces) < 2:
            field.widget = field.hidden_widget()

    def clean_about(self):
        return self.cleaned_data["about"] or About.SERVICE

    def find_reported(self, data, chosen):
        """Put the place that it is about into `reported`, and into `agency` who settles it then."""
        about = data.get("about")
        if about in (None, About.SERVICE):
            data["reported"] = None
            return
        if data.get("workplace") and not data.get("reported"):
            self.place_of_work(data)
        data["reported"] = data.get("reported") or chosen
        if not data["reported"] and not self.errors:
            self.add_error(
                "workplace", _("Tell us where they work, so that it can be hidden from them.")
            )
        if data["reported"]:
            judge = judge_of(data["reported"], about == About.HEAD)
            data["agency"] = judge or data["reported"]
            data["ombudsman"] = judge is None

    def place_of_work(self, data):
        if len(self.workplaces) > 1:
            self.add_error("reported", _("Several places bear this name. Choose the right one."))
        elif self.workplaces:
            data["reported"] = self.workplaces[0]
        else:
            self.add_error(
                "workplace",
                _(
                    "We know no such place. Check the spelling, or leave it empty and name it in your story."
                ),
            )


def named(text):
    """Return the places whose name holds each of these words; one that is named exactly stands alone."""
    words = text.split()
    if not words:
        return Agency.objects.none()
    found = Agency.objects.in_force().without_tree_fields().select_related("parent")
    for word in words:
        found = found.filter(name__icontains=word)
    exact = found.filter(name__iexact=text)
    return (exact if len(exact) == 1 else found.order_by("name"))[:MOST_MATCHES]
