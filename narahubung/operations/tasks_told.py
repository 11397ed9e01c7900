"""Letters of the Ombudsman on the desks of focal points, in every state: what a visitor of the demo finds there.

All of it is done now, by the steps themselves; only the day on which a letter was received lies back.
"""

from dataclasses import replace
from datetime import timedelta

from narahubung.accounts.actors import Officer
from narahubung.operations.ombudsman import MURNI, PROOF, TO_EXAMINATION, TO_RESULT, Ombudsman
from narahubung.reports.task_holders import holders_of

ASK, DELIVER = "ask_explanation", "deliver"
# fmt: off
LETTERS = (
    # agency             days ago  letter   matter                                            what the agency and the Ombudsman did
    ("disdukcapil",      0,        ASK,     "Akta kematian tertahan dua bulan",               ""),
    ("disdukcapil",      2,        ASK,     "Kartu keluarga salah nama",                      "acknowledge"),
    ("disdukcapil",      19,       ASK,     "Antrean daring selalu penuh",                    "acknowledge unit"),
    ("dinkes",           1,        ASK,     "Rujukan ditolak loket",                          ""),
    ("dinkes",           11,       ASK,     "Obat kronis tidak tersedia",                     "acknowledge unit draft time"),
    ("dinkes",           9,        ASK,     "Imunisasi ditunda tanpa kabar",                  "acknowledge unit answer"),
    ("dinkes",           6,        ASK,     "Ambulans desa tidak dapat dipanggil",            "acknowledge unit answer explained"),
    ("dinsos",           24,       ASK,     "Nama hilang dari daftar penerima",               ""),
    ("dinsos",           12,       ASK,     "Bantuan dipotong di kantor desa",                "acknowledge answer"),
    ("pupr",             8,        ASK,     "Ganti rugi tanah jalan belum dibayar",           "acknowledge time grant"),
    ("pupr",             10,       ASK,     "Saluran air menutup rumah warga",                "acknowledge time refuse"),
    ("dlh",              5,        DELIVER, "Pembuangan limbah ke sungai",                    "acknowledge unit"),
    ("pln",              13,       ASK,     "Tagihan listrik rumah kosong",                   "acknowledge answer explained"),
    ("polres",           16,       ASK,     "Laporan kehilangan tidak diterima",              "acknowledge answer explained"),
    ("polres",           21,       ASK,     "Surat tanda lapor tidak diberikan",              ""),
    ("kantor-pertanahan", 18,      ASK,     "Sertifikat terbit dengan luas keliru",           "acknowledge answer explained"),
)
# fmt: on


def tell(regency) -> int:
    """Write each letter and do what was done about it; return how many there are."""
    office = Ombudsman(regency, writes=True)
    for n, (slug, days, letter, title, deeds) in enumerate(LETTERS):
        task = write(office, regency, n, slug, days, letter, title)
        for deed in deeds.split():
            Doing(office, task).do(deed)
    return len(LETTERS)


def write(office, regency, n, slug, days, letter, title):
    agency = regency.place(slug)
    report = office.submit(
        title=title,
        text=f"{title}. Jawaban di loket selalu sama: tunggu.",
        person=replace(MURNI, name=f"Warga Contoh {n}", phone=f"0812-5555-04{n:02}", nik=""),
        reported=agency,
        superior=agency.parent,
        received_on=office.today - timedelta(days=days),
        secret_identity=n % 3 == 1,
    )
    office.go(TO_EXAMINATION if letter == ASK else TO_RESULT, report)
    details = {"delivered_on": office.today - timedelta(days=days)}
    if letter == ASK:
        details["note"] = (
            f"Jelaskan mengapa hal ini terjadi: {title.lower()}. Lampirkan salinan dasar dan buktinya."
        )
    office.go(letter, report, by=office.bayu, **details)
    return report.tasks.open().get()


class Doing:
    """What is done about one letter, by whoever answers for it today."""

    def __init__(self, office, task):
        self.office, self.task = office, task
        post = holders_of(task)[0]
        self.desk = Officer(post.user, post)

    def do(self, deed):
        getattr(self, deed)()

    def acknowledge(self):
        self.task.acknowledge(self.desk)

    def unit(self):
        agency = self.task.agency
        unit = agency.children.order_by("pk").first() or agency
        latest = self.task.due - timedelta(days=2)
        ready = latest if latest >= self.office.today else None
        self.task.name_unit(self.desk, unit, ready)

    def draft(self):
        self.task.keep_draft(self.desk, "Persediaan habis karena lelang gagal. Bukti menyusul.")

    def time(self):
        until = self.task.due + timedelta(days=5)
        self.task.ask_time(self.desk, until, "Arsipnya di gudang lain dan baru dibuka Senin.")

    def grant(self):
        self.task.grant_time(self.office.bayu, self.task.time_asked.until, "Sekali ini.")

    def refuse(self):
        self.task.refuse_time(self.office.bayu, "Wakil kepala dinas dapat menandatangani.")

    def answer(self):
        text = "Petugas sudah ditegur, berkas warga selesai hari ini, dan loket ditambah."
        self.task.say(self.desk, "Jawaban kami kirim hari ini.")
        self.task.send_answer(self.desk, text, "Kepala instansi", [PROOF])

    def explained(self):
        self.office.go("explained", self.task.report)
