"""What somebody asks about their own data."""

from django import forms
from django.utils.translation import gettext_lazy as _

from narahubung.portal.plain import PlainField
from narahubung.protection.lifecycle import Kind
from narahubung.ui.forms import Choice

EXPLAINED = {
    Kind.ACCESS: _("You get to see what is kept of you."),
    Kind.CORRECTION: _("Something is wrong: a name, a number, an address."),
    Kind.ERASURE: _("What you told us and who you are is destroyed. Your complaint then ends."),
    Kind.OBJECTION: _("You do not want your data to be used for something."),
    Kind.RESTRICTION: _("You want its use to stop until something is settled."),
}


class DataRequestForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What do you ask for?"),
        widget=forms.RadioSelect,
        choices=[(kind.value, Choice(kind.label, hint)) for kind, hint in EXPLAINED.items()],
        error_messages={"required": _("Choose one of the five.")},
    )
    text = PlainField(
        label=_("What exactly?"),
        help_text=_("For a correction: what is wrong, and what is right."),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write what you ask for. One sentence is enough.")},
    )
