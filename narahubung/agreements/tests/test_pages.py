"""The pages of agreements, through the browser's eyes but without one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from narahubung.agreements.jobs import judge_all
from narahubung.agreements.models import Agreement, Programme
from narahubung.agreements.tests.papers import letter_confirmed
from narahubung.figures.rolling import roll_all
from narahubung.journal.verification import Tally, faults
from narahubung.operations.agreements_told import tell


def text(response):
    return response.content.decode()


def page(agreement, name, *args):
    return reverse(f"agreements:{name}", args=[agreement.reference, *args])


def test_an_agreement_says_at_a_glance_whether_it_lives(world, office, agreement, sign_in):
    sinta, url = sign_in("sinta"), agreement.get_absolute_url()
    judge_all()
    assert "Hanya di atas kertas" in text(sinta.get(url))
    world.submit()
    world.answer()
    letter_confirmed(world, office)
    roll_all()
    judge_all()
    lives = text(sinta.get(url))
    assert "Hidup" in lives and "4 dari 7 komitmen" in lives


def test_a_figure_that_nobody_counts_is_refused_with_a_sentence(paperwork, sign_in):
    agreement = paperwork.draft("dinkes")
    row = agreement.commitments.filter(how="figure").first()
    data = {
        "text": row.text,
        "cadence": "quarter",
        "how": "figure",
        "comparison": "at_least",
        "threshold": "90",
    }
    url = page(agreement, "commitment_edit", row.pk)
    answer = sign_in("bayu").post(url, {**data, "figure": "meetings.dreamed_of"})
    assert answer.status_code == 422 and "belum dihitung di sini" in text(answer)
    answer = sign_in("bayu").post(url, {**data, "figure": "complaints.answered", "threshold": ""})
    assert answer.status_code == 422 and "angka yang dijanjikan" in text(answer)
    sent = {**data, "figure": "complaints.answered"}
    assert sign_in("bayu").post(url, sent).status_code == 302
    row.refresh_from_db()
    assert (row.figure, row.share_of, row.threshold) == ("complaints.answered", "", 90)


def test_a_share_is_taken_only_of_what_is_counted(paperwork, sign_in):
    agreement = paperwork.draft("dinkes")
    row = agreement.commitments.filter(how="figure").first()
    sent = {
        "text": "x",
        "cadence": "month",
        "how": "figure",
        "comparison": "at_most",
        "threshold": "5",
        "figure": "complaints.overdue",
        "share_of": "complaints.received",
    }
    answer = sign_in("bayu").post(page(agreement, "commitment_edit", row.pk), sent)
    assert answer.status_code == 422 and "yang dihitung jumlahnya" in text(answer)


def test_the_owner_hands_in_a_proof_and_the_other_side_verifies_it(
    paperwork, agreement, sign_in, photo
):
    owed = paperwork.by_hand(agreement, False)[0]
    data = {"done_on": agreement.today, "words": "Narasumber hadir, 30 peserta.", "scan": photo()}
    answer = sign_in("rina").post(page(agreement, "proof_new", owed.pk), data)
    assert answer.url == owed.get_absolute_url()
    proof = owed.proofs.get()
    assert proof.paper.has_original()
    rina = text(sign_in("rina").get(owed.get_absolute_url()))
    assert page(agreement, "proof_verify", proof.pk) not in rina
    url = page(agreement, "proof_verify", proof.pk)
    assert url in text(sign_in("bayu").get(owed.get_absolute_url()))
    assert sign_in("rina").post(url, {"accepted": "yes"}).status_code == 403
    assert sign_in("bayu").post(url, {"accepted": "no"}).status_code == 422
    assert sign_in("bayu").post(url, {"accepted": "yes"}).status_code == 302
    assert "diperiksa pihak lain" in text(sign_in("rina").get(owed.get_absolute_url()))


@pytest.mark.parametrize("who", ["rina", "eka", "hana"])
def test_only_the_office_writes(paperwork, sign_in, who):
    agreement = paperwork.reviewed("dinkes")
    client = sign_in(who)
    clause = agreement.clauses.first()
    for name, *args in (("edit",), ("clause_new",), ("clause_edit", clause.pk), ("party_new",)):
        assert client.get(page(agreement, name, *args)).status_code == 403
    url = page(agreement, "strike", "clause", clause.pk)
    assert client.post(url).status_code == 403
    assert client.post(reverse("agreements:new"), {}).status_code == 403


def test_a_clause_is_struck_with_its_commitments_and_a_party_that_owes_is_not(paperwork, sign_in):
    agreement = paperwork.draft("dinkes")
    bayu, clause = sign_in("bayu"), agreement.clauses.last()
    assert bayu.post(page(agreement, "strike", "clause", clause.pk)).status_code == 302
    assert agreement.clauses.count() == 3
    party = agreement.parties.get(agency__isnull=False)
    assert bayu.post(page(agreement, "strike", "party", party.pk)).status_code == 403
    assert agreement.parties.count() == 2


def test_a_step_that_somebody_else_took_is_told_and_nothing_is_lost(paperwork, sign_in):
    agreement = paperwork.in_force()
    agreement.take("terminate", by=paperwork.office.sinta, note="Selesai.")
    answer = sign_in("sinta").post(page(agreement, "move", "terminate"), {"note": "Juga saya."})
    assert answer.status_code == 409 and "Juga saya." in text(answer)


def test_a_milestone_is_reached_with_its_proof(paperwork, agreement, sign_in):
    owner = agreement.parties.get(agency__isnull=False)
    programme = Programme(title="Narahubung di setiap puskesmas", owner=owner)
    agreement.write_programme(paperwork.office.bayu, programme, [("SK terbit", agreement.today)])
    milestone = programme.milestones.get()
    said = {"done_on": agreement.today, "words": "SK nomor 4/2026."}
    url = page(agreement, "milestone_done", milestone.pk)
    assert sign_in("rina").post(url, said).status_code == 302
    assert sign_in("rina").post(url, said).status_code == 403
    assert "SK nomor 4/2026." in text(sign_in("bayu").get(agreement.get_absolute_url()))


# The public.


def test_strangers_read_only_what_was_in_force_and_is_meant_for_everybody(
    client, paperwork, agreement
):
    url = reverse("portal:agreement", args=[agreement.reference])
    assert client.get(url).status_code == 404
    agreement.publish(paperwork.office.sinta, True)
    assert agreement.title in text(client.get(reverse("portal:agreements")))
    shown = text(client.get(url))
    assert "Sinta Maharani, Kepala Perwakilan" in shown and "Pengaduan dijawab tepat waktu" in shown
    agreement.publish(paperwork.office.sinta, False)
    assert client.get(url).status_code == 404


def test_no_number_proof_or_other_person_is_on_the_public_page(client, world, paperwork, agreement):
    world.submit()
    world.answer()
    owed = paperwork.by_hand(agreement, False)[0]
    agreement.show(world.rina, owed, agreement.today, "Katabukti rahasia.")
    agreement.publish(paperwork.office.sinta, True)
    shown = text(client.get(reverse("portal:agreement", args=[agreement.reference])))
    for word in ("Katabukti", "Rina Wulandari", "Bayu Prakoso", "100%", "@"):
        assert word not in shown, word


def test_a_draft_cannot_be_shown_to_the_public(paperwork, sign_in):
    agreement = paperwork.signed()
    answer = sign_in("sinta").post(page(agreement, "publish"), {"public": "yes"})
    assert answer.status_code == 403
    assert not Agreement.objects.public().exists()


# How much is asked.


def asked(client, url):
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(url).status_code == 200
    return len(found)


def test_the_list_asks_the_same_however_many_there_are(paperwork, sign_in):
    paperwork.in_force("dinkes")
    sinta, url = sign_in("sinta"), reverse("agreements:list")
    asked(sinta, url)
    one = asked(sinta, url)
    for n in range(4):
        paperwork.in_force("dinkes", "disdukcapil", number=f"{n}/NK/2026")
    assert asked(sinta, url) == one


def test_the_page_asks_the_same_however_many_commitments_there_are(paperwork, sign_in):
    agreement = paperwork.in_force("dinkes")
    sinta, url = sign_in("sinta"), agreement.get_absolute_url()
    asked(sinta, url)
    few = asked(sinta, url)
    clause = agreement.clauses.first()
    for n in range(9):
        terms = {"clause": clause, "cadence": "year", "how": "proof", "text": f"{n}"}
        agreement.commitments.create(**terms)
    assert asked(sinta, url) == few


def test_the_demo_tells_of_one_that_lives_and_one_that_is_paper(world, paperwork):
    for agreement in (told := tell(world, paperwork.office)):
        agreement.refresh_from_db()
    lives, paper, review, _inspectors = told
    pages = {a.pk: a for a in Agreement.objects.all()}
    assert [pages[a.pk].stage for a in told] == ["in_force", "in_force", "legal_review", "in_force"]
    assert {c.state for c in paper.commitments.all()} == {"missed"}
    assert {c.state for c in lives.commitments.filter(how="proof")} <= {"on_track", "at_risk"}
    assert lives.commitments.first().standings.count() >= 12
    assert review.entered_on is None
    assert not list(faults(Tally(), {}))
