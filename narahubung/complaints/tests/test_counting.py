"""What is counted of one complaint: a pure function of its steps and promises."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from narahubung.clocks.calendar import WorkCalendar
from narahubung.complaints import counting
from narahubung.complaints.counting import Promise, Step, Story
from narahubung.figures.registry import Tick

MONDAY = date(2026, 3, 2)
CALENDAR = WorkCalendar({}, frozenset({2026}))


def day(n):
    return MONDAY + timedelta(days=n)


def story(*steps, promises=(), received=MONDAY):
    made = tuple(Step(*step) if isinstance(step, tuple) else step for step in steps)
    return Story(received, made, tuple(Promise(*p) for p in promises), CALENDAR)


def test_a_file_is_decided_and_answered_once_and_disputed_each_time():
    told = story(("answer", day(2)), ("reply", day(3)), ("answer", day(5)), ("reply", day(6)))
    assert [*counting.once("decide", "answer")(told)] == [Tick(day(2))]
    assert [*counting.each("reply")(told)] == [Tick(day(3)), Tick(day(6))]


def test_the_days_up_to_the_first_answer_are_working_days():
    assert [t.value for t in counting.first_answer(story(("answer", day(7))))] == [5]
    assert [t.value for t in counting.first_answer(story(("answer", MONDAY)))] == [0]


def test_days_into_a_year_whose_days_off_nobody_knows_are_not_told():
    assert not [*counting.first_answer(story(("answer", date(2027, 1, 4))))]


def test_an_answer_is_in_time_if_nothing_was_late_when_it_came():
    def kept(*promises):
        return bool([*counting.answered_in_time(story(("answer", day(5)), promises=promises))])

    assert kept((day(5), day(5)), (day(9), None))
    assert kept((day(2), day(2)), (None, None))
    assert not kept((day(4), day(5)))
    assert not kept((day(3), day(4)))
    # What was promised and broken after the answer does not make the answer late.
    assert kept((day(8), day(11)))


def test_said_again_is_the_second_word_of_the_complainant_and_no_officers():
    by_officer = Step("reopen", day(4), "", "manager")
    replies = [Step("reply", day(n), "", "complainant") for n in (3, 8, 9)]
    assert not [*counting.said_again(story(replies[0], by_officer))]
    assert [*counting.said_again(story(replies[0], by_officer, *replies[1:]))] == [Tick(day(8))]


def test_the_backlog_begins_again_when_a_file_is_reopened():
    told = story(
        Step("confirm", day(4), "closed"),
        Step("reopen", day(9), "followed_up"),
        Step("close", day(9), "closed"),
        Step("reopen", day(12), "followed_up"),
    )
    assert [*counting.backlog(told)] == [Tick(day(0), day(4)), Tick(day(12))]


def test_what_came_ended_from_another_system_never_lay_here():
    assert not [*counting.backlog(story(Step("imported", day(90), "closed")))]
    open_one = story(Step("imported", day(90), "verifying"))
    assert [*counting.backlog(open_one)] == [Tick(MONDAY)]


def test_a_file_is_overdue_from_the_day_after_until_the_promise_is_kept():
    assert [*counting.overdue(story(promises=[(day(3), day(6))]))] == [Tick(day(4), day(6))]
    assert [*counting.overdue(story(promises=[(day(3), None)]))] == [Tick(day(4))]
    assert not [
        *counting.overdue(story(promises=[(day(3), day(3)), (day(3), day(4)), (None, None)]))
    ]


promises = st.lists(
    st.tuples(st.integers(0, 30), st.one_of(st.none(), st.integers(0, 40))), max_size=5
)


@given(promises)
def test_two_late_promises_are_one_late_file(found):
    told = [(day(due), None if stopped is None else day(stopped)) for due, stopped in found]
    ticks = [*counting.overdue(story(promises=told))]
    for n in range(45):
        now = day(n)
        late = any(due < now and (stopped is None or now < stopped) for due, stopped in told)
        standing = [t for t in ticks if t.day <= now and (t.until is None or now < t.until)]
        assert len(standing) == late
