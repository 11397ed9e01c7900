"""Agreements of the office of Kalimantan Timur: the demo shows them, the tests live in them.

One lives, one is paper, one is being reviewed, and the inspectorate has signed a commitment that ran out.
"""

from datetime import timedelta

from django.utils import timezone

from narahubung.agreements.models import Agreement, Event, Programme
from narahubung.agreements.periods import DAY, add_months
from narahubung.agreements.reckoning import reckon
from narahubung.documents import CleanFile
from narahubung.operations.ombudsman import HERE, Ombudsman

SCAN = CleanFile("nota.pdf", "pdf", "application/pdf", 4, "0" * 64, b"%PDF", b"%PDF")
FIVE_YEARS = 60
SIGNERS = {
    "": ("Sinta Maharani", "Kepala Perwakilan"),
    "kutai-raya": ("Arif Budiman", "Bupati Kutai Raya"),
    "inspektorat": ("Wati Kusuma", "Inspektur"),
    "dinkes": ("dr. Hana Prasetya", "Kepala Dinas Kesehatan"),
    "disdukcapil": ("Dewi Lestari", "Kepala Dinas"),
}
# What was proved by hand: clause, days ago, in which words.
PROOFS = (
    (1, 400, "Pendampingan penilaian di tujuh lokus, tiga hari."),
    (1, 40, "Pendampingan penilaian di sembilan lokus, dua di antaranya puskesmas."),
    (2, 90, "Telaah bersama empat inovasi layanan."),
    (4, 60, "Dua narasumber Ombudsman pada pelatihan petugas pengaduan, 32 peserta."),
)


class Paperwork:
    """The way of an agreement through the hands of the office; each verb takes it as far as its name says."""

    def __init__(self, world, office=None):
        self.world, self.office = world, office or Ombudsman(world)

    @property
    def today(self):
        return self.office.today

    def draft(
        self,
        *agencies,
        title="Nota kesepakatan pelayanan publik",
        since=None,
        live=False,
        **details,
    ):
        """Begin an agreement. Unless it is `live`, what is to be done so often is proved by hand."""
        first = since or self.today
        details = {
            "kind": "memorandum",
            "template_code": "four_clauses",
            "in_force_from": first,
            "in_force_until": add_months(first, FIVE_YEARS) - DAY,
            "legal_basis": "UU 37/2008; UU 25/2009",
            "agencies": [self.world.place(slug) for slug in agencies or ("dinkes",)],
            **details,
        }
        office = self.office.offices[HERE]
        by = self.office.bayu
        agreement = Agreement.objects.submit(office=office, by=by, title=title, **details)
        if not live:
            grows = agreement.commitments.filter(comparison="at_least", share_of="")
            grows.update(how="proof", figure="", comparison="", threshold=None)
        return agreement

    def reviewed(self, *agencies, **details):
        agreement = self.draft(*agencies, **details)
        for party in agreement.parties.for_page():
            name, title = SIGNERS[party.agency.slug if party.agency_id else ""]
            agreement.name_signatory(self.office.bayu, party, signatory=name, signatory_title=title)
        agreement.take("review", by=self.office.bayu)
        return agreement

    def signed(self, *agencies, number="12/NK/ORI-KUTAI/2026", signed_on=None, **details):
        agreement = self.reviewed(*agencies, **details)
        day = signed_on or min(self.today, agreement.in_force_from)
        said = {"number": number, "place": "Balikpapan", "signed_on": day, "scan": SCAN}
        agreement.take("sign", by=self.office.sinta, **said)
        return agreement

    def in_force(self, *agencies, **details):
        agreement = self.signed(*agencies, **details)
        agreement.take("enter", by=self.office.sinta)
        return agreement

    def by_hand(self, agreement, owner):
        """Return the commitments that are proved by hand by one side: the office, or the agencies."""
        rows = agreement.commitments.filter(how="proof").order_by("pk")
        return [row for row in rows if bool(row.owner and row.owner.is_ombudsman) == owner]

    def prove(self, agreement, commitment, by, judge, done_on, words):
        proof = agreement.show(by, commitment, done_on, words)
        return agreement.verify(judge, proof, accepted=True)


def tell(regency, office=None) -> list:
    """Tell four agreements, with how their commitments stood at the end of each month."""
    paperwork = Paperwork(regency, office)
    told = [living(paperwork), paper(paperwork), in_review(paperwork), inspectors(paperwork)]
    # Nobody is told by mail of what is only a tale.
    Event.objects.filter(dispatched_at=None).update(dispatched_at=timezone.now())
    return told


def living(paperwork):
    """The regency itself: proofs come in, the figures are good, and it was evaluated."""
    since = add_months(paperwork.today, -14).replace(day=1)
    agreement = paperwork.in_force(
        "kutai-raya",
        title="Nota kesepakatan peningkatan pelayanan publik Kabupaten Kutai Raya",
        number="100/NK/KUTAI-RAYA/2025",
        since=since,
        live=True,
    )
    office, today = paperwork.office, paperwork.today
    for clause, days, words in PROOFS:
        # What a figure shows by now needs no proof.
        for commitment in agreement.commitments.filter(how="proof", clause__position=clause):
            day = max(since, today - timedelta(days=days))
            sides = (office.bayu, paperwork.world.agus)
            by, judge = sides if commitment.owner.is_ombudsman else (sides[1], office.sinta)
            paperwork.prove(agreement, commitment, by, judge, day, words)
    note = "Pengaduan lebih cepat dijawab; loket kecamatan belum punya narahubung."
    agreement.take("evaluate", by=office.sinta, evaluated_on=today - timedelta(days=75), note=note)
    programme = Programme(title="Narahubung di setiap kecamatan", aim="Tidak ada unit tanpa nama.")
    steps = (("Surat keputusan terbit", 120), ("Semua kecamatan punya nama", -30))
    steps = [(title, today - timedelta(days=days)) for title, days in steps]
    agreement.write_programme(office.bayu, programme, steps)
    first = programme.milestones.order_by("due").first()
    agreement.reach(office.bayu, first, first.due, "SK Bupati tentang narahubung kecamatan.")
    agreement.publish(office.sinta, True)
    look_back(agreement, since)
    return agreement


def paper(paperwork):
    """Signed with ceremony, and nothing was ever handed in."""
    since = add_months(paperwork.today, -26).replace(day=1)
    agreement = paperwork.in_force(
        "disdukcapil",
        title="Perjanjian kerja sama layanan kependudukan",
        number="7/PKS/DISDUKCAPIL/2024",
        kind="cooperation",
        template_code="action_plan",
        since=since,
        live=True,
        in_force_until=add_months(since, 28),
    )
    agreement.publish(paperwork.office.sinta, True)
    look_back(agreement, since)
    agreement.look_ahead(paperwork.today)
    return agreement


def in_review(paperwork):
    return paperwork.reviewed("dinkes", title="Nota kesepakatan pengelolaan pengaduan kesehatan")


def inspectors(paperwork):
    since = add_months(paperwork.today, -20).replace(day=1)
    agreement = paperwork.in_force(
        "inspektorat",
        title="Komitmen inspektorat dalam pengelolaan pengaduan",
        number="3/KOM/INSPEKTORAT/2025",
        kind="commitment",
        template_code="inspectorates",
        live=True,
        since=since,
        in_force_until=add_months(since, 36),
    )
    look_back(agreement, since)
    return agreement


def look_back(agreement, since):
    """Judge it as it stood at the end of each month, from its figures and proofs."""
    month = add_months(since, 1)
    while month - DAY < agreement.today:
        reckon(agreement, month - DAY)
        month = add_months(month, 1)
    reckon(agreement)
