"""The status page says to anybody how the house is, and nothing of anybody."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from narahubung.journal.publishing import publish
from narahubung.portal.models import Precaution
from narahubung.recently import forget_all

Kind = Precaution.Kind


def page(client):
    forget_all()
    answer = client.get("/status/", headers={"accept-language": "en"})
    assert answer.status_code == 200
    return answer.content.decode()


def data(client):
    forget_all()
    return client.get("/status.json").json()


@pytest.fixture
def english(client):
    client.post("/ui/language/", {"language": "en"})
    with override("en"):
        yield client


def drilled(**result):
    now = timezone.now()
    data_at = now - timedelta(hours=5, minutes=10)
    return Precaution.objects.note(
        Kind.DRILL, seconds=12.4, bytes=7_600_000, data_at=data_at, **result
    )


def test_the_last_rehearsal_is_told_with_duration_size_and_age_of_its_data(english, world):
    assert "No rehearsal has gone well yet." in page(english)

    drilled()

    html = page(english)
    assert "12 seconds, for 8 MB" in html and "5 hours" in html
    said = data(english)["last_good_restore_drill"]
    assert (said["seconds"], said["bytes"], said["data_age_seconds"]) == (12.4, 7_600_000, 18_600)


def test_a_rehearsal_that_failed_is_told_without_its_reason(english, world):
    drilled()
    drilled(ok=False, reason="6469-26-7K3QX-M: entry 2 is missing")

    html, said = page(english), data(english)

    assert "did not go well" in html and "12 seconds" in html
    assert said["restore_drill"]["ok"] is False
    assert "7K3QX" not in html + json.dumps(said)


def test_a_rehearsal_long_ago_is_told(english, world, time_machine):
    time_machine.move_to("2026-06-01 09:00+07:00")
    drilled()
    assert "overdue" not in page(english)

    time_machine.move_to("2026-06-20 09:00+07:00")

    assert "The next rehearsal is overdue" in page(english)


def test_work_that_waits_is_told_in_minutes(english, world, time_machine):
    time_machine.move_to("2026-06-01 09:00+07:00")
    world.submit()
    assert "within minutes" in page(english)

    time_machine.move_to("2026-06-01 09:26+07:00")

    assert "The oldest work has waited 25 minutes" in page(english)
    assert data(english)["queue_delay_seconds"] >= 25 * 60


def test_the_last_seal_of_the_ledger_is_told(english, world, time_machine):
    time_machine.move_to("2026-06-01 09:00+07:00")
    assert "There is no seal yet" in page(english) and data(english)["ledger"] is None
    world.submit()
    publish()

    assert "1 June 2026" in page(english)
    assert data(english)["ledger"]["checkpoint"] == "2026-06-01"
    time_machine.move_to("2026-06-04 09:00+07:00")
    assert "Too long ago" in page(english)


def test_nobody_learns_which_repair_is_missing(client, world, settings):
    html, said = page(client), data(client)

    assert said["version"] == ".".join(settings.VERSION.split(".")[:2])
    assert settings.VERSION not in html + json.dumps(said)
    for word in ("Django", "Python", "SQLite", "PostgreSQL"):
        assert word not in html + json.dumps(said)


def test_it_is_kept_for_a_minute_and_asks_the_database_once(
    client, world, django_assert_num_queries
):
    assert "max-age=60" in client.get("/status/")["Cache-Control"]

    with django_assert_num_queries(0):
        client.get("/status.json")
