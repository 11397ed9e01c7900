"""The Ombudsman's office in the journeys, and the desks that it writes to: everything through pages and their forms.

A form is read as it was served, and nothing can be sent that it does not ask for.
"""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from narahubung.accounts.tests.ways_in import enter
from narahubung.journal.chain import first_fault
from narahubung.notify.jobs import work_the_outbox
from narahubung.operations.ombudsman import Ombudsman
from narahubung.operations.ombudsman_letters import told
from narahubung.reports.forms import AT_ONCE
from narahubung.reports.jobs import count_acknowledgements, notice_overdue, run_out
from narahubung.reports.letters import Letter
from narahubung.reports.models import Report
from tests.journeys.pages import Visitor, served
from tests.journeys.people import Citizen, photo

MATTER = {
    "channel": "walk_in",
    "name": "Murni Astuti",
    "nik": "6469014107800002",
    "phone": "0812-5555-0202",
    "email": "murni@example.org",
    "address": "Jalan Poros 5, Kuaro Hulu",
    "title": "Akta kelahiran tak kunjung terbit",
    "text": "Berkas lengkap sejak Mei, tetapi akta tidak pernah terbit.",
    "earlier_effort": "Dua kali surat kepada kepala dinas, tidak dijawab.",
}


def names_in(form):
    return {n["name"] for n in form.all("input", "select", "textarea", "button") if n["name"]}


class Desk(Visitor):
    """Somebody with an office by decree, at the Ombudsman or at an agency, who signs in anew each day."""

    def __init__(self, office, actor):
        super().__init__()
        self.office, self.actor, self.day = office, actor, None

    def comes_to(self, url):
        self.wakes()
        return self.opens(url)

    def wakes(self):
        if self.day != self.office.day:
            self.client, self.day = enter(self.actor), self.office.day

    def gets(self, url):
        """Return the answer itself, as of a file that is handed out."""
        self.wakes()
        return self.client.get(url)

    def form_to(self, url, written):
        """Return the form of this page that goes to an address and asks for all that is written."""
        forms = [f for f in self.page.root.all("form") if f["method"] == "post"]
        here = [f for f in forms if (f["action"] or self.page.url.partition("?")[0]) == url]
        found = [f for f in here if set(written) <= names_in(f)]
        assert found, f"no form to {url} asks for {set(written)}: {self.page.text}"
        return found[-1]

    def sends(self, url, at=None, refused=0, **written):
        """Open a page, fill in its form to this address by the names of its fields, and send it."""
        page = self.comes_to(at or url)
        assert page.status == 200, (page.status, page.text)
        data = {**dict(served(self.form_to(url, written))), **plain(written)}
        response = self.client.post(url, data, follow=True)
        self.see(response)
        if refused:
            assert response.status_code == refused, (response.status_code, self.page.text)
        else:
            assert response.status_code == 200 and response.redirect_chain, self.page.text
        return self.page

    # A report.

    def reads(self, report):
        return self.comes_to(report.get_absolute_url())

    def is_shut_out_of(self, report):
        assert self.reads(report).status in (403, 404)

    def takes(self, report, step, **written):
        """Take a step by its page; one that asks for nothing by the button in the file."""
        url = reverse("reports:move", args=[report.reference, step])
        at = report.get_absolute_url() if step in AT_ONCE else None
        page = self.sends(url, at, **written)
        assert report.events.filter(kind=step).exists()
        report.refresh_from_db()
        return page

    def is_not_offered(self, report, step):
        self.reads(report)
        url = reverse("reports:move", args=[report.reference, step])
        assert not any(
            n["action"] == url or n["href"] == url for n in self.page.root.all("a", "form")
        )

    def checks(self, report, name, **missing):
        """Answer a checklist: all is met but what is named with its reason."""
        url = reverse("reports:check", args=[report.reference, name])
        self.comes_to(url)
        form = self.form_to(url, {})
        items = {n["name"] for n in form.all("input") if n["type"] == "radio"}
        answers = dict.fromkeys(items, "met") | dict.fromkeys(missing, "missing")
        reasons = {f"{item}_reason": why for item, why in missing.items()}
        return self.sends(url, **answers, **reasons)

    def declares(self, report):
        return self.sends(reverse("reports:declare", args=[report.reference]), has_conflict="no")

    def does(self, report, name, **written):
        return self.sends(reverse("reports:deed", args=[report.reference, name]), **written)

    # Letters.

    def enters(self, report, kind, **written):
        """Enter a letter from paper that was sent and received today."""
        url, day = reverse("reports:letter_outside", args=[report.reference]), self.office.today
        number = f"{Letter.objects.count() + 1:03d}/{kind.upper()}/{day.year}"
        days = {"dated": day, "sent_on": day, "received_on": day}
        given = {"kind": kind, "number": number, "way": "by_hand", "received_by": "Bagian Umum"}
        self.sends(url, **{**given, **days, "scan": photo(), **written})
        return report.letters.get(number=number)

    def begins_letter(self, report, step, kind):
        """Press the button of a step that has no letter yet, or of the list; return the draft."""
        url = reverse("reports:letter_new", args=[report.reference, kind])
        at = (
            ["reports:move", [report.reference, step]]
            if step
            else ["reports:letters", [report.reference]]
        )
        self.sends(url, reverse(at[0], args=at[1]))
        return report.letters.get(kind=kind, state="draft")

    def on_letter(self, letter, deed, **written):
        page = self.sends(reverse("reports:letter_deed", args=[letter.key, deed]), **written)
        letter.refresh_from_db()
        return page

    def opens_pdf(self, letter) -> bytes:
        response = self.gets(reverse("reports:letter_pdf", args=[letter.key]))
        assert response.status_code == 200, (letter.kind, response.status_code)
        body = response.content if not response.streaming else b"".join(response.streaming_content)
        assert body.startswith(b"%PDF") and response["Content-Type"] == "application/pdf"
        return body

    # Tasks and items.

    def on_task(self, task, deed, **written):
        here = task.get_absolute_url()
        at = here if deed == "acknowledge" else None
        page = self.sends(f"{here}{deed}/", at, **written)
        task.refresh_from_db()
        return page

    def on_item(self, item, deed, **written):
        args = [item.product.reference, item.seq, deed]
        return self.sends(reverse("reports:item", args=args), **written)


def plain(written):
    return {name: getattr(value, "pk", value) for name, value in written.items()}


class Office:
    """Ombudsman RI Perwakilan Kalimantan Timur, its calendar, and the worker that runs beside the pages."""

    def __init__(self, world, time):
        self.world, self.time, self.day, self.desks = world, time, 0, {}
        self.cast = Ombudsman(world)

    def __getattr__(self, key):
        if key.startswith("_"):
            raise AttributeError(key)
        if key not in self.desks:
            place = self.cast if key in self.cast.people else self.world
            self.desks[key] = Desk(self, getattr(place, key))
        return self.desks[key]

    @property
    def today(self):
        return self.cast.today

    def term(self, name, code):
        return self.cast.term(name, code)

    def on(self, day, clock="09:00"):
        """Let the days pass; the worker does what it does each minute."""
        self.time.move_to(f"{day} {clock}+08:00")
        self.day += 1
        run_out()
        notice_overdue()
        count_acknowledgements()
        work_the_outbox()

    def takes_in(self, kind="lm", **told):
        """Eka writes a report down at the counter; return it and its reporter with the slip in hand."""
        given = {"access": self.term("access_kind", kind), "received_on": self.today, **MATTER}
        given |= {"reported": self.world.place("disdukcapil"), "happened_on": self.today}
        given["reporter_class"] = self.term("reporter_class", "individual")
        page = self.eka.sends("/reports/new/", **{**given, **told})
        person = Citizen(self, given["name"])
        slip = [dd.text for dd in page.root.all("dd") if "slip-word" in dd["class"]]
        person.number, person.words = slip
        return Report.objects.get(reference=person.number), person

    def until_examined(self, report, **registered):
        """Take a report from the counter through both lists and the plenary to Bayu, who has no interest."""
        eka, sinta, bayu = self.eka, self.sinta, self.bayu
        eka.takes(report, "register", **registered)
        eka.takes(report, "check_formal")
        eka.checks(report, "formal")
        eka.takes(report, "check_material")
        eka.checks(report, "material")
        about = {"substance": self.term("substance", "population_administration")}
        about["suspected"] = [self.term("maladministration", "undue_delay").pk]
        study = {"weight": "simple", "proposal": "examine", "note": "Layak diperiksa."}
        eka.takes(report, "submit_plenary", **about, **study)
        said = {"met_on": self.today, "minutes": "Pleno sepakat.", "examiner": bayu.actor.user}
        sinta.takes(report, "examine", **said)
        bayu.declares(report)
        report.refresh_from_db()
        assert report.stage == "examination"
        return report

    def writes(self, report, step, kind, by, reviewer, until="receive"):
        """Let a letter go its whole way by its pages: written, read by another, signed, sent, received.

        It begins at the step, or where no step is named, at the list of letters of the file.
        """
        letter = by.begins_letter(report, step, kind)
        words = {name: told(getattr(letter, name)) for name in ("addressee_name", "body")}
        by.on_letter(letter, "edit", **words)
        reviewer.on_letter(letter, "review")
        paper = SimpleUploadedFile("surat.pdf", by.opens_pdf(letter), "application/pdf")
        by.on_letter(letter, "sign", signed_on=self.today, scan=paper)
        by.on_letter(letter, "send", sent_on=self.today, way="by_hand")
        if until == "receive":
            taken = {"received_on": self.today, "received_by": "Bagian Umum"}
            by.on_letter(letter, "receive", **taken)
        by.opens_pdf(letter)
        return letter

    def every_chain_verifies(self):
        for report in Report.objects.all():
            assert first_fault(report.reference, report.events.all()) == ""
            assert report.chain_length == report.events.count()
