"""The roll of a training: who is enrolled, who leaves, who was there, and who gets a certificate."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from narahubung.collaboration.attending import Seen
from narahubung.collaboration.meetings_lifecycle import TAKE_PART


class Roll:
    """The part of a training that has to do with its people."""

    @transaction.atomic
    def enrol(self, by, user, agency):
        """Enrol somebody with an account: herself, or by who answers for her agency, or by who runs it."""
        self.lock(by)
        if by.user is not None and by.user.pk == user.pk:
            self.refuse_unless(self.may_join(by) or self.may_enrol_others(by))
        else:
            self.must_be_for(by, agency)
        found = self.participants.filter(user=user).first()
        if found is not None and not found.has_left:
            return found
        self.must_have_a_seat()
        if found is None:
            found = self.participants.model(training=self, user=user)
        found.name, found.agency, found.has_left = user.name, agency, False
        found.save()
        self.log("enrolled", by, facts={"participant": found.pk, "user": user.pk})
        return found

    @transaction.atomic
    def enrol_guest(self, by, name, agency=None, agency_name=""):
        """Enrol somebody without an account, of whom only name and agency are asked."""
        self.lock(by)
        self.must_be_for(by, agency)
        self.must_have_a_seat()
        found = self.participants.create(name=name, agency=agency, agency_name=agency_name)
        self.log("enrolled", by, facts={"participant": found.pk})
        return found

    def must_be_for(self, by, agency):
        """Who runs it enrols anybody; others only those of their own tree."""
        self.refuse_unless(self.may_enrol_others(by))
        if not self.may_be_run_by(by) and (agency is None or agency.pk not in by.scope):
            raise PermissionDenied

    def must_have_a_seat(self):
        if self.seats_left() < 1:
            raise PermissionDenied(_("All seats are taken."))

    def seats_left(self) -> int:
        return max(0, self.seats - self.participants.enrolled().count())

    def may_strike(self, participant, by) -> bool:
        """Tell whether this actor may take somebody off: herself, her agency, who runs it; not who was there."""
        if participant.has_left or not (self.is_open_for_enrolment() or self.may_enrol_others(by)):
            return False
        own = by.role in TAKE_PART and participant.agency_id in by.scope
        return participant.is_of(by) or own or self.may_be_run_by(by)

    @transaction.atomic
    def strike(self, by, participant):
        self.lock(by)
        participant.refresh_from_db()
        allowed = self.may_strike(participant, by) and not participant.presences.exists()
        self.refuse_unless(allowed)
        participant.has_left = True
        participant.save(update_fields=["has_left"])
        facts = {"participant": participant.pk, "user": participant.user_id}
        return self.log("left", by, facts=facts)

    @transaction.atomic
    def sign_in(self, participant, by, day=None):
        """Write down that somebody is there: she herself today by her code, or who runs it for any day so far."""
        self.lock(by)
        participant.refresh_from_db()
        way = self.way_of(participant, by)
        day = self.today if way == Seen.Way.HERSELF or day is None else day
        self.refuse_unless(day in self.days and day <= self.today and not participant.has_left)
        there, new = participant.presences.get_or_create(
            day=day, defaults={"way": way, "written_by": by.user}
        )
        if new:
            facts = {"participant": participant.pk, "day": day.isoformat(), "way": way}
            self.log("attended", by, facts=facts)
        return there

    @transaction.atomic
    def certify(self, by, number, signatory_name, signatory_title):
        """Issue a certificate to each who was there on every day. From then on the roll is closed."""
        self.lock(by)
        self.must_be_run_by(by)
        self.refuse_unless(self.may_be_certified_by(by))
        entitled = [one for one in self.participants.enrolled().for_page() if one.came_each_day()]
        if not entitled:
            raise PermissionDenied(_("Nobody was there on each day, so nobody gets a certificate."))
        kind = self.participants.model._meta.get_field("certificate").related_model
        kind.objects.bulk_create(
            kind(
                participant=one,
                number=f"{number}/{n:03}",
                name=one.name,
                issued_on=self.today,
                signatory_name=signatory_name,
                signatory_title=signatory_title,
            )
            for n, one in enumerate(entitled, start=1)
        )
        self.certified_on = self.today
        facts = {"number": number, "certificates": len(entitled)}
        return self.log("certified", by, facts=facts, changed=["certified_on"])

    @transaction.atomic
    def void_certificate(self, by, certificate, note):
        """Take back a certificate that is wrong. Its number stays, and the page behind its code says so."""
        self.lock(by)
        self.must_be_run_by(by)
        certificate.refresh_from_db()
        self.refuse_unless(not certificate.is_void)
        certificate.void()
        facts = {"participant": certificate.participant_id, "number": certificate.number}
        return self.log("certificate_void", by, note, facts)
