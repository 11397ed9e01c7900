"""The one-time code of a demo account, so that a visitor needs no telephone to look around."""

import time

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Prints the one-time code of an account of the demo."

    def add_arguments(self, parser):
        parser.add_argument("email")

    def handle(self, *, email, **options):
        accounts = settings.HOME / "demo-accounts"
        if not accounts.exists() or f"\t{email}\t" not in accounts.read_text():
            raise CommandError(f"{email} is not an account of the demo.")
        totp = Authenticator.objects.get(user__email=email, type=Authenticator.Type.TOTP)
        moment = int(time.time()) // app_settings.TOTP_PERIOD
        self.stdout.write(format_hotp_value(hotp_value(decrypt(totp.data["secret"]), moment)))
