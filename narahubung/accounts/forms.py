"""What people fill in about people: invitations, appointments, passwords, powers."""

from allauth.account.forms import LoginForm, ResetPasswordForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.models import Appointment, Invitation, User
from narahubung.accounts.people import demo_code
from narahubung.accounts.roles import (
    AT_AN_AGENCY,
    AT_AN_OFFICE,
    GRANTS,
    HELD_BY_DECREE,
    may_grant,
)
from narahubung.directory.models import Agency
from narahubung.ui.forms import DateInput


class SignInForm(LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class ForgottenForm(ResetPasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail")
        self.fields["email"].widget.attrs.pop("placeholder", None)


class CodeForm(AuthenticateForm):
    """The code of the app, or one of the recovery codes."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Six figures from your app, or a recovery code")

    @property
    def demo_code(self):
        return demo_code(self.user)


def name_a_passkey(form):
    form.fields["name"].label = _("Name of this passkey")
    form.fields["name"].help_text = _(
        "So that you can tell your keys apart: telephone, office computer, keyring."
    )


class AddPasskeyForm(AddWebAuthnForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name_a_passkey(self)
        alone = self.fields["passwordless"]
        alone.label = _("Sign in with this passkey alone")
        alone.help_text = _(
            "Without password and code. The device then asks for a fingerprint, a face or its own PIN."
        )


class EditPasskeyForm(EditWebAuthnForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name_a_passkey(self)


class InvitationForm(forms.ModelForm):
    class Meta:
        model = Invitation
        fields = [
            "email",
            "name",
            "role",
            "agency",
            "office",
            "substitutes",
            "decree_number",
            "decree_date",
            "starts_on",
            "ends_on",
        ]
        widgets = dict.fromkeys(("decree_date", "starts_on", "ends_on"), DateInput())
        help_texts = {
            "decree_number": _("As on the letter of appointment."),
            "ends_on": _("Leave it empty if the letter names no end."),
            "substitutes": _("Only for an acting official: whose place they take."),
        }

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.actor = actor
        grants = GRANTS.get(actor.role, {})
        self.fields["email"].required = self.fields["name"].required = True
        self.fields["agency"].required = set(grants) <= set(AT_AN_AGENCY)
        self.fields["role"].choices = [("", "")] + [
            (role, role.label) for role in HELD_BY_DECREE if role in grants
        ]
        self.fields["agency"].queryset = agencies_within(actor)
        held = Appointment.objects.visible_to(actor).in_force().for_page()
        self.fields["substitutes"].queryset = held
        if not set(AT_AN_OFFICE) & set(grants):
            del self.fields["office"]

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if email == self.actor.user.email:
            raise forms.ValidationError(_("Nobody can appoint themselves."))
        Invitation.objects.lapse()
        if Invitation.objects.unsettled().filter(email=email).exists():
            raise forms.ValidationError(
                _("This address has an open invitation. Withdraw it first, then invite again.")
            )
        return email

    def clean(self):
        data = super().clean()
        role, agency, office = data.get("role"), data.get("agency"), data.get("office")
        if not role:
            return data
        if (role in AT_AN_AGENCY) != bool(agency):
            self.add_error("agency", place_error(role in AT_AN_AGENCY))
        if "office" in self.fields and (role in AT_AN_OFFICE) != bool(office):
            self.add_error("office", place_error(role in AT_AN_OFFICE))
        if not self.errors and not may_grant(self.actor, role, agency):
            self.add_error("role", _("Your office cannot appoint this role at this place."))
        self.clean_terms(data)
        return data

    def clean_terms(self, data):
        starts, ends, other = data.get("starts_on"), data.get("ends_on"), data.get("substitutes")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("The end cannot be before the beginning."))
        place = (data.get("role"), data.get("agency"), data.get("office"))
        if other and (other.role, other.agency, other.office) != place:
            self.add_error("substitutes", _("A substitute holds the same role at the same place."))

    def existing_person(self):
        return User.objects.filter(email=self.cleaned_data["email"]).first()


def agencies_within(actor):
    agencies = Agency.objects.visible_to(actor).in_force().order_by("name")
    return agencies.filter(pk__in=actor.scope) if actor.agency else agencies


def place_error(needed):
    return _("Choose the place of this role.") if needed else _("This role has no such place.")


class AcceptForm(forms.Form):
    """A new colleague chooses a password; the first administrator also says who they are."""

    email = forms.EmailField(label=_("E-mail"))
    name = forms.CharField(label=_("Your name"), max_length=120)
    password = forms.CharField(
        label=_("Password"),
        help_text=_("At least 12 characters. Three or four words in a row are easy to remember."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The same password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, invitation, **kwargs):
        super().__init__(*args, **kwargs)
        self.invitation = invitation
        self.fields["name"].initial = invitation.name
        if invitation.email:
            del self.fields["email"]

    def clean(self):
        data = super().clean()
        email = data.setdefault("email", self.invitation.email).lower()
        data["email"] = email
        if User.objects.filter(email__iexact=email).exists():
            self.add_error(None, _("There is already an account with this e-mail. Please sign in."))
        password = data.get("password")
        if password and password != data.get("again"):
            self.add_error("again", _("The two passwords differ."))
        elif password:
            self.check_strength(password, email, data.get("name", ""))
        return data

    def check_strength(self, password, email, name):
        try:
            validate_password(password, User(email=email, name=name))
        except forms.ValidationError as weakness:
            self.add_error("password", weakness)


class ExtendForm(forms.Form):
    ends_on = forms.DateField(label=_("New last day"), widget=DateInput())
    decree_number = forms.CharField(label=_("Decree number"), max_length=80)
    decree_date = forms.DateField(label=_("Decree date"), widget=DateInput())
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea)

    def __init__(self, *args, appointment, **kwargs):
        super().__init__(*args, **kwargs)
        self.appointment = appointment

    def clean(self):
        if self.appointment.revoked_at:
            raise forms.ValidationError(
                _("This appointment was ended and cannot be extended. Make a new one.")
            )
        return super().clean()

    def clean_ends_on(self):
        day, before = self.cleaned_data["ends_on"], self.appointment.ends_on
        if day < timezone.localdate() or (before and day <= before):
            raise forms.ValidationError(_("The new last day must be after the present one."))
        return day


class EndForm(forms.Form):
    last_day = forms.DateField(
        label=_("Last day"),
        widget=DateInput(),
        help_text=_("Today or earlier: the door closes at once."),
    )
    decree_number = forms.CharField(label=_("Decree number"), max_length=80)
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea)
    handover_note = forms.CharField(
        label=_("Hand-over note"),
        help_text=_("What the successor must know: open matters, promises, people to call."),
        max_length=5000,
        required=False,
        widget=forms.Textarea,
    )


class PowersForm(forms.Form):
    reason = forms.CharField(
        label=_("Why you need to see files"),
        help_text=_("One sentence. All operators can read it, now and later."),
        min_length=10,
        max_length=500,
        widget=forms.Textarea,
    )
