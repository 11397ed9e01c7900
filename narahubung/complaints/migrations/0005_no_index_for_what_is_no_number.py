"""Numbers that are none had one blind index in common, and would have made strangers the same person."""

from django.db import migrations

from narahubung.vault import blind_index


def empty(apps, _editor):
    identities = apps.get_model("complaints", "Identity").objects
    if identities.exists():
        identities.filter(phone_index=blind_index("phone", "")).update(phone_index="")


class Migration(migrations.Migration):
    dependencies = [("complaints", "0004_original_wordings")]
    operations = [migrations.RunPython(empty, migrations.RunPython.noop)]
