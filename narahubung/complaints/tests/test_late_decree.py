"""A decree that is entered late, in the register, moves the open deadlines without another step."""

from datetime import date

from django_q.models import OrmQ

from narahubung.accounts.tests.ways_in import confirm, enter
from narahubung.jobs import run_job


def test_a_day_off_entered_in_the_register_moves_the_open_deadlines(world, time_machine):
    time_machine.move_to("2026-11-23 09:00+08:00")
    world.submit()
    verify = world.queue.deadlines.get(rule__code="sp4n.verify")
    OrmQ.objects.all().delete()

    client = enter(world.adi)
    address = "/accounts/register/clocks/holiday/add/"
    confirm(client, address)
    day = {
        "day": "2026-11-25",
        "kind": "regional",
        "region_code": "64.69",
        "name_id": "Hari jadi kabupaten",
        "name_en": "Regency day",
        "decree": "SK Bupati 1/2026",
    }
    assert client.post(address, day).status_code == 302
    assert OrmQ.objects.exists()

    run_job("calendar.changed", "{}")
    verify.refresh_from_db()
    assert verify.due == date(2026, 11, 27)
    assert world.queue.events.filter(kind="deadline_moved").exists()
