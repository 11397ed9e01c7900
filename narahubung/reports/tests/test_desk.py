"""The pages of the desk: the list, the task, the government, the month, the figure, the packet."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils.translation import override
from python_calamine import CalamineWorkbook

from narahubung.accounts.models import Appointment, Role
from narahubung.accounts.tests.ways_in import enter
from narahubung.complaints.packets import Packet
from narahubung.operations.ombudsman import PROOF, TO_EXAMINATION
from narahubung.reports.models import LiaisonTask
from narahubung.reports.task_figure import letter_to_answer
from narahubung.reports.task_government import by_agency
from narahubung.reports.task_loads import task_loads
from narahubung.reports.task_months import MonthList

R = Role
LIST = "/desk/"


@pytest.fixture
def desk(world):
    world.appoint("fani", "Fani", R.FOCAL_POINT, "disdukcapil")
    world.appoint("gita", "Gita", R.FOCAL_POINT, "kutai-raya")
    return world


@pytest.fixture
def letter(desk, office):
    """Let the Ombudsman write to an agency, some days ago."""

    def write(place="disdukcapil", days_ago=0, **details):
        report = office.submit(reported=desk.place(place), **details)
        office.go(TO_EXAMINATION)
        day = office.today - timedelta(days=days_ago)
        office.go("ask_explanation", report, delivered_on=day)
        return report.tasks.get()

    return write


def answer(task, by):
    task.send_answer(by, "Sudah terbit.", "Hilman, Kepala Dinas", [PROOF])
    return task


def shown(client, url=LIST):
    return [row["task"] for row in client.get(url).context["rows"]]


def test_what_is_late_stands_on_top_and_counts_are_links(desk, letter):
    on_time, late, answered = letter(), letter(days_ago=20), answer(letter(), desk.fani)
    fani = enter(desk.fani)
    page = fani.get(LIST)
    assert shown(fani) == [late, on_time]
    assert page.context["counts"]["late"] == 1
    assert shown(fani, LIST + page.context["work"].links()["late"]) == [late]
    assert shown(fani, LIST + "?tab=answered") == [answered]
    assert "Yang ditunggu Ombudsman dari kita" in page.content.decode()


def test_the_list_costs_the_same_however_long_it_is(
    desk, letter, django_assert_max_num_queries, django_assert_num_queries
):
    letter(), letter("dinkes")
    gita = enter(desk.gita)
    gita.get(LIST)
    with django_assert_max_num_queries(8) as few:
        gita.get(LIST)
    for place in ("disdukcapil", "dinkes", "puskesmas-kuaro"):
        task = letter(place, 3)
        task.acknowledge(desk.gita)
    with django_assert_num_queries(len(few)):
        gita.get(LIST)


def test_an_empty_desk_says_so(desk):
    page = enter(desk.fani).get(LIST).content.decode()
    assert "Tidak ada yang ditunggu Ombudsman dari Anda" in page


def test_pages_of_many_letters_go_on_by_key(desk, letter):
    first = letter()
    for _n in range(26):
        copy = LiaisonTask.objects.get(pk=first.pk)
        copy.pk, copy.reference = None, f"T-{_n}"
        copy.event = first.report.log("task_opened", desk.system)
        copy.save(force_insert=True)
    fani = enter(desk.fani)
    page = fani.get(LIST)
    more = fani.get(LIST + page.context["page"].next)
    assert (len(page.context["rows"]), len(more.context["rows"])) == (25, 2)


def test_the_focal_point_walks_the_whole_way_by_its_pages(desk, letter, photo):
    task = letter()
    url, fani = task.get_absolute_url(), enter(desk.fani)
    assert fani.post(f"{url}acknowledge/").url == url
    unit = desk.place("disdukcapil").pk
    assert fani.post(f"{url}name_unit/", {"unit": unit}).url == url
    kept = fani.post(f"{url}answer/", {"text": "Sedang dicari.", "keep": "1"})
    assert kept.url == url
    assert "Sedang dicari." in fani.get(f"{url}answer/").content.decode()
    wrong = fani.post(f"{url}answer/", {"text": "Sudah terbit.", "signatory": "Hilman"})
    assert wrong.status_code == 422 and "Sudah terbit." in wrong.content.decode()
    signed = {"text": "Sudah terbit.", "signatory": "Hilman", "files": [photo("surat.png")]}
    assert fani.post(f"{url}answer/", signed).url == url
    task.refresh_from_db()
    assert (task.state, task.answer) == ("answered", "Sudah terbit.")
    paper = task.papers.get().paper
    assert fani.get(f"/desk/paper/{paper.key}/").status_code == 200
    assert enter(desk.dewi).get(f"/desk/paper/{paper.key}/").status_code == 404
    assert fani.post(f"{url}answer/", {**signed, "files": [photo()]}).status_code == 409


def test_a_day_for_the_unit_is_never_after_that_of_the_law(desk, letter):
    task = letter()
    task.acknowledge(desk.fani)
    late = {"unit": desk.place("disdukcapil").pk, "internal_due": task.due + timedelta(days=1)}
    answered = enter(desk.fani).post(f"{task.get_absolute_url()}name_unit/", late)
    assert answered.status_code == 422
    task.refresh_from_db()
    assert task.unit is None


def test_the_examiner_sees_first_that_the_answer_came(desk, letter, office, sign_in):
    task = answer(letter(), desk.fani)
    page = sign_in("bayu").get(task.report.get_absolute_url())
    assert page.context["deeds"][0][1] == task.get_absolute_url()
    assert "Jawaban instansi sudah datang" in page.content.decode()
    assert task.report.stage == "explanation_1"


def test_more_time_is_decided_on_a_page(desk, letter, sign_in):
    task = letter()
    url = task.get_absolute_url()
    asked = {"until": task.due + timedelta(days=4), "reason": "Arsip jauh."}
    too_far = {"until": task.due + timedelta(days=90), "reason": "Arsip jauh."}
    assert enter(desk.fani).post(f"{url}ask_time/", too_far).status_code == 422
    assert enter(desk.fani).post(f"{url}ask_time/", asked).url == url
    bayu = sign_in("bayu")
    assert bayu.post(f"{url}decide_time/", {"verdict": "refuse"}).status_code == 422
    given = {"verdict": "grant", "until": asked["until"]}
    assert bayu.post(f"{url}decide_time/", given).url == url
    due = task.due
    task.refresh_from_db()
    assert task.due == due + timedelta(days=4)
    assert "waktu tambahan dari Ombudsman" in bayu.get(url).content.decode()


@pytest.mark.parametrize("path", ["", "government/", "month/", "answers/", "load/", "month.pdf"])
def test_a_data_protection_officer_has_no_desk(desk, path):
    assert enter(desk.nadia).get(f"/desk/{path}").status_code == 403


def test_the_government_at_one_look(desk, letter, office):
    letter(), letter("dinkes", 20), answer(letter("dinkes", 5), desk.gita)
    rows = {row.agency.slug: row for row in by_agency(desk.wati, office.today)}
    assert rows["dinkes"].counts == {
        "open": 1, "late": 1, "answered": 1, "in_time": 1, "repeated": 1,
    }  # fmt: skip
    assert rows["disdukcapil"].open == 1
    wati = enter(desk.wati)
    assert wati.get("/desk/government/").status_code == 200
    assert [t.agency.slug for t in shown(wati, rows["dinkes"].links()["late"])] == ["dinkes"]
    assert len(shown(wati, rows["dinkes"].links()["in_time"])) == 1


def test_each_number_of_the_government_is_that_of_its_list(desk, letter, office):
    letter("dinkes"), letter("dinkes", 20), answer(letter("dinkes", 5), desk.gita)
    wati = enter(desk.wati)
    for row in by_agency(desk.wati, office.today):
        for name, url in row.links().items():
            assert len(shown(wati, url)) == row.counts[name], (row.agency, name)


def test_the_list_of_a_month_as_page_sheet_and_pdf(desk, letter, office):
    late, fresh = letter(days_ago=20), letter()
    done = answer(letter(days_ago=2), desk.fani)
    fani = enter(desk.fani)
    month = fani.get("/desk/month/").context["month"]
    with override("id"):
        parts = {title: tasks for title, tasks in month.parts}
    assert parts["Terlambat"] == [late] and parts["Terbuka"] == [fresh]
    assert parts["Dijawab bulan ini"] == [done]
    assert fani.get("/desk/month.pdf").content.startswith(b"%PDF")
    sheet = fani.get("/desk/month.xlsx")
    book = CalamineWorkbook.from_filelike(BytesIO(b"".join(sheet.streaming_content)))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[0][0] == "Bagian" and {row[1] for row in rows[1:]} >= {late.reference}


def test_the_list_of_a_past_month_tells_how_it_stood_then(desk, letter, office, pass_days):
    task = letter(days_ago=2)
    first = office.today.replace(day=1)
    pass_days(40)
    answer(task, desk.fani)
    month = MonthList(desk.place("disdukcapil"), first, office.today, desk.fani)
    with override("id"):
        parts = dict(month.parts)
    assert parts["Terbuka"] == [task] and not parts["Dijawab bulan ini"]


def test_nobody_reads_the_month_of_another_agency(desk, letter):
    letter("dinkes")
    assert enter(desk.fani).get("/desk/month/?agency=dinkes").status_code == 404


def test_from_letter_to_answer_with_and_without_a_focal_point(desk, letter, office):
    for days in (2, 4, 9):
        answer(letter(days_ago=days), desk.fani)
    letter(days_ago=1)
    Appointment.objects.filter(role=R.FOCAL_POINT).update(starts_on=office.today)
    for days in (11, 13):
        answer(letter("dinkes", days), desk.gita)
    (one,) = letter_to_answer(desk.wati, office.today)
    assert one.agency == desk.place("kutai-raya")
    assert (one.with_one.median, one.with_one.answered, one.with_one.unanswered) == (4, 3, 1)
    assert (one.without.median, one.without.answered) == (12, 2)
    wati = enter(desk.wati)
    assert "nilai tengah" in wati.get("/desk/answers/").content.decode()
    for half in one.halves:
        assert len(shown(wati, half.answered_link())) == half.answered
        assert len(shown(wati, half.unanswered_link())) == half.unanswered


def test_the_load_map_names_who_answers_for_how_much(desk, letter, office):
    letter(days_ago=20), letter("dinkes"), answer(letter(days_ago=6), desk.fani)
    loads = {str(load.post.user): load for load in task_loads(desk.wati, office.today)}
    assert (loads["Fani"].open, loads["Fani"].late, loads["Fani"].median) == (1, 1, 6)
    assert (loads["Gita"].open, loads["Gita"].median) == (1, None)
    page = enter(desk.wati).get("/work/load/").content.decode()
    assert "/desk/load/" in page


def test_the_handover_packet_names_the_open_tasks(desk, letter):
    task, other = letter(), letter("dinkes")
    desk.appoint("rani", "Rani", R.FOCAL_POINT, "disdukcapil")
    packet = Packet(desk.people["fani"], desk.people["rani"], desk.fani)
    with override("id"):
        (section,) = packet.data()["sections"]
    assert task.reference in str(section["lines"])
    assert other.reference not in str(section["lines"])
    assert packet.make().startswith(b"%PDF")


def test_a_state_company_without_anybody_above_has_a_desk_of_its_own(desk, office):
    desk.found("pln", "PLN Unit Layanan", "state_company", None)
    desk.appoint("lukman", "Lukman", R.FOCAL_POINT, "pln")
    report = office.submit(reported=desk.place("pln"), superior=None)
    office.go(f"{TO_EXAMINATION} ask_explanation")
    assert shown(enter(desk.lukman)) == [report.tasks.get()]
    assert not shown(enter(desk.gita))
