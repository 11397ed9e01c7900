"""By which way, and when, it is safe to tell somebody that there is news."""

from dataclasses import replace

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from narahubung.complaints.identity import Way
from narahubung.notify.contacts import address_for, open_ways, person_of, way_of
from narahubung.notify.quiet import NIGHT, hours_from
from narahubung.portal.doors import door_of
from narahubung.portal.plain import PlainField
from narahubung.ui.forms import Choice
from narahubung.vault import KeyGone

PHONE = ("phone", _("Write the phone number, or choose another way."))
NEEDS = {
    Way.SMS: PHONE,
    Way.WHATSAPP: PHONE,
    Way.TELEGRAM: ("telegram", _("Write the number that Telegram has for you.")),
}


def choices(ways) -> list:
    """Return the ways as choices, and "not at all" as the last one."""
    look = Choice(Way.NOTHING.label, _("You look yourself, with number and secret words."))
    return [*((way, Choice(Way(way).label)) for way in ways), (Way.NOTHING, look)]


def hours():
    return [("", _("as usual"))] + [(str(hour), f"{hour:02}.00") for hour in range(24)]


class WithContact(forms.Form):
    """A form that also asks how one may be told."""

    way = forms.ChoiceField(
        label=_("How may we tell you that there is news?"),
        help_text=_("It says only “There is news for you”: nothing of a complaint, and no number."),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of these ways.")},
    )
    telegram = PlainField(
        label=_("Your Telegram number"),
        help_text=_("The digits by which Telegram knows you, not your phone number."),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    quiet_from = forms.ChoiceField(label=_("Do not disturb from"), required=False, choices=hours)
    quiet_until = forms.ChoiceField(label=_("Until what hour"), required=False, choices=hours)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ways = open_ways()
        self.fields["way"].choices = choices(ways)
        self.fields["way"].initial = Way.EMAIL
        if Way.TELEGRAM not in ways:
            del self.fields["telegram"]

    def clean(self):
        data = super().clean()
        field, sentence = NEEDS.get(data.get("way"), ("", ""))
        if field in self.fields and field not in self.errors and not data.get(field):
            self.add_error(field, sentence)
        return data

    def chosen(self) -> dict:
        """Return the fields of a `Person` that say how and when."""
        data = self.cleaned_data
        start, end = data["quiet_from"], data["quiet_until"]
        quiet = f"{start or NIGHT[0]}-{end or NIGHT[1]}" if start or end else ""
        return {"way": data["way"], "telegram": data.get("telegram", ""), "quiet": quiet}


class ContactForm(WithContact):
    """The same question at one's own file, about the addresses that are already there."""

    def __init__(self, *args, person, **kwargs):
        start, end = hours_from(person.quiet) if person.quiet else ("", "")
        given = {"way": person.way or Way.EMAIL, "telegram": person.telegram}
        super().__init__(
            *args, initial={**given, "quiet_from": start, "quiet_until": end}, **kwargs
        )
        known = [way for way in open_ways() if way == Way.TELEGRAM or address_for(person, way)]
        self.fields["way"].choices = choices(known)


def told(file) -> str:
    """Say in a few words how this person is told, for their own page; nothing if we know no address."""
    person = person_of(file)
    if person.is_empty():
        return ""
    return Way(way_of(person) or Way.NOTHING).label


@transaction.atomic
def change(file, actor, chosen):
    """Seal what was chosen, and note that something was, not what."""
    door = door_of(actor)
    locked = door.files.objects.select_for_update().get(pk=file.pk)
    identity = door.visible("Identity", actor).select_related(door.name).first()
    try:
        person = identity and identity.person()
    except KeyGone:
        return
    if person:
        identity.change(replace(person, **chosen))
        locked.log("contact_changed", actor, public=True)
