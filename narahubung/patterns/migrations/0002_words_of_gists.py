from django.db import migrations

from narahubung.search import Index


class Migration(migrations.Migration):
    dependencies = [("patterns", "0001_gists_of_files")]

    operations = Index("gist").operations()
