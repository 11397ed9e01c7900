"""How far what was asked is carried out: counting, which verdicts may follow, and that no click bends it."""

from datetime import date
from fractions import Fraction
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from narahubung.operations.ombudsman import PROOF, TO_RESULT
from narahubung.reports.compliance import DONE, OPEN, STATES, Compliance, compliance_of, may_become
from narahubung.reports.models import ProductItem

DAYS = st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2026, 12, 31)))
ITEMS = st.lists(st.builds(SimpleNamespace, state=st.sampled_from(STATES), due_on=DAYS))
TODAY = date(2026, 6, 30)


@given(ITEMS, ITEMS)
def test_every_item_counts_once_and_parts_add_up(some, others):
    found = compliance_of(some, TODAY)
    assert found.total == len(some)
    assert found.undone == sum(item.state != DONE for item in some)
    assert found.late <= found.undone
    assert found.is_complete == (bool(some) and all(item.state == DONE for item in some))
    assert found + compliance_of(others, TODAY) == compliance_of([*some, *others], TODAY)


@given(ITEMS)
def test_the_share_lies_between_nothing_and_all_and_only_done_counts(items):
    share = compliance_of(items).share
    if not items:
        assert share is None
        return
    assert 0 <= share <= 1
    assert (share == 1) == compliance_of(items).is_complete
    half = SimpleNamespace(state="partly", due_on=None)
    assert compliance_of([*items, half]).share <= share


def test_one_of_three_is_a_third_and_late_is_what_passed_its_day():
    items = [
        SimpleNamespace(state=state, due_on=date(2026, 6, 29)) for state in (DONE, OPEN, "partly")
    ]
    found = compliance_of(items, TODAY)
    assert (found.share, found.late) == (Fraction(1, 3), 2)
    assert found == Compliance(open=1, partly=1, done=1, late=2)


@pytest.mark.parametrize(
    ("state", "reported", "verdict", "may"),
    [
        (OPEN, True, "done", True),
        (OPEN, True, "partly", True),
        (OPEN, True, "not_done", True),
        (OPEN, False, "done", False),
        (OPEN, False, "partly", False),
        (OPEN, False, "not_done", True),
        ("not_done", True, "done", True),
        (DONE, True, "not_done", False),
        (DONE, True, "partly", False),
        (OPEN, True, "open", False),
    ],
)
def test_which_verdict_may_follow(state, reported, verdict, may):
    item = SimpleNamespace(state=state, reported_at=reported or None, checked_at=None)
    assert may_become(item, verdict) == may


@pytest.fixture
def delivered(office):
    report = office.submit()
    office.go(f"{TO_RESULT} deliver")
    return report


DEEDS = st.lists(
    st.tuples(
        st.sampled_from(("eka", "bayu", "sinta", "agus", "wati", "tono")),
        st.sampled_from(("report", "done", "partly", "not_done")),
        st.integers(0, 2),
    ),
    max_size=12,
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(DEEDS)
def test_whatever_is_clicked_nobody_checks_their_own_report_and_done_stays_done(
    delivered, office, world, deeds
):
    office.people.update(world.people)
    with transaction.atomic():
        for name, deed, n in deeds:
            item = delivered.product("findings").items.order_by("seq")[n]
            before = item.state
            attempt(item, deed, getattr(office, name))
            item.refresh_from_db()
            assert before != DONE or item.state == DONE
            assert item.checked_by_id is None or item.checked_by_id != item.reported_by_id
        items = list(delivered.product("findings").items.all())
        done = delivered.events.filter(kind="item_checked", facts__state="done")
        assert compliance_of(items).done == done.count()
        assert delivered.is_corrected(office.bayu) == all(i.state == DONE for i in items)
        transaction.set_rollback(True)


def attempt(item, deed, actor):
    try:
        if deed == "report":
            item.report(actor, "Sudah.")
        else:
            item.check_off(actor, deed, "Dilihat.")
    except (PermissionDenied, ProductItem.DoesNotExist, item.product.DoesNotExist):
        pass


def test_the_database_itself_refuses_who_checks_their_own_report(delivered, office):
    item = delivered.product("findings").items.first()
    item.report(office.bayu, "Diantar dengan surat.", files=[PROOF])
    with pytest.raises(PermissionDenied):
        item.check_off(office.bayu, "done", "Dilihat.")
    with pytest.raises(IntegrityError), transaction.atomic():
        ProductItem.objects.filter(pk=item.pk).update(checked_by=item.reported_by)
    with pytest.raises(IntegrityError), transaction.atomic():
        ProductItem.objects.filter(pk=item.pk).update(state="done")
