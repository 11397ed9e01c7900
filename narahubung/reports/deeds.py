"""What can be done in an examination beside the steps: its form, its button, and whether it is open now."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.models import AT_AN_OFFICE
from narahubung.reports import forms_deeds as f
from narahubung.reports.examining import MAY

# fmt: off
DEEDS = {
    "missed":   (f.MissedForm,   _("They did not come")),
    "sitting":  (f.SittingForm,  _("Write down a meeting")),
    "agree":    (f.AgreeForm,    _("They signed an agreement")),
    "clause":   (f.ClauseForm,   _("Check a clause")),
    "ask_back": (f.AskBackForm,  _("Ask the office for what is missing")),
    "supply":   (f.SupplyForm,   _("Bring what is missing")),
}
# fmt: on


def is_open(file, name, actor) -> bool:
    mine = actor.role in AT_AN_OFFICE and not file.erased_at
    return mine and getattr(file, MAY[name])(actor)


def deeds_of_examination(file, actor) -> list:
    return [
        (label, reverse("reports:deed", args=[file.reference, name]))
        for name, (_form, label) in DEEDS.items()
        if is_open(file, name, actor)
    ]
