from django.db import migrations

from narahubung.accounts.locks import MARK, each_secret, sealed, unsealed


def turn_all(apps, turn):
    locks = apps.get_model("mfa", "Authenticator").objects
    for lock in locks.exclude(type="webauthn").order_by("pk"):
        locks.filter(pk=lock.pk).update(data=each_secret(lock.data, turn))


def seal(apps, _editor):
    keys = apps.get_model("accounts", "LockKey")
    turn_all(apps, lambda secret: secret if secret.startswith(MARK) else sealed(secret, keys))


def unseal(apps, _editor):
    keys = apps.get_model("accounts", "LockKey")
    turn_all(apps, lambda secret: unsealed(secret, keys))


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_key_of_the_second_locks"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]
    operations = [migrations.RunPython(seal, unseal)]
