from django.db import migrations

from narahubung.search import Index


class Migration(migrations.Migration):
    dependencies = [("complaints", "0001_a_complaint_and_its_papers")]

    operations = Index("complaint").operations()
