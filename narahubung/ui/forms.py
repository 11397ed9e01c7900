"""How forms look: one renderer for all, and the few widgets that browsers know better than Django."""

from dataclasses import dataclass

from django import forms
from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Render with the templates of the house, so that icons and translations work in them."""

    form_template_name = "ui/forms/form.html"
    formset_template_name = "ui/forms/formset.html"
    field_template_name = "ui/forms/field.html"


@dataclass(frozen=True)
class Choice:
    """A label for a choice card with a sentence under it: `("open", Choice(_("Open"), _("…")))`."""

    label: str
    hint: str = ""

    def __str__(self):
        return str(self.label)


class DateInput(forms.DateInput):
    """The browser's own calendar, which wants the date in ISO form whatever the language."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class FilesInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Clean each of several files and give back a list, also when none was chosen."""

    widget = FilesInput

    def clean(self, data, initial=None):
        chosen = [file for file in data or [] if file]
        if not chosen:
            super().clean(None, initial)
        return [super(FilesField, self).clean(file, initial) for file in chosen]
