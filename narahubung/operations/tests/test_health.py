import pytest
from django.db import connection

from narahubung.config.health import not_ready


def test_a_running_process_says_so_without_asking_the_database(client):
    answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.django_db
def test_a_server_with_all_its_tables_is_ready(client):
    answer = client.get("/readyz")

    assert (answer.status_code, answer.content) == (200, b"ready\n")


@pytest.mark.django_db
def test_a_server_that_waits_for_a_migration_is_not_ready(client):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'django_q'")

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.content.decode().strip() == not_ready() == "The database waits for a migration."
