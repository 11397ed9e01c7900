from django.db import migrations

from narahubung.search import Index


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_a_report_and_its_papers")]

    operations = Index("report").operations()
