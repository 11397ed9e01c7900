from django.contrib import admin

from narahubung.clocks.models import Holiday, Rule


def test_the_law_can_only_be_read(rf):
    page = admin.site.get_model_admin(Rule)
    request = rf.get("/")
    assert not page.has_add_permission(request)
    assert not page.has_change_permission(request)
    assert not page.has_delete_permission(request)


def test_a_day_that_a_person_edited_is_theirs(law, rf):
    day = Holiday.objects.get(day="2026-05-15")
    before = day.entered_at
    day.cancelled = True
    admin.site.get_model_admin(Holiday).save_model(rf.get("/"), day, form=None, change=True)

    day.refresh_from_db()
    assert (day.cancelled, day.source) == (True, "")
    assert day.entered_at != before
