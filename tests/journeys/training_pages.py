"""Every page of the trainings, who opens it, and a training for each of them to show."""

from narahubung.collaboration.models import Certificate
from tests.training_walk import at_each_stage

PAGES = {
    "portal:certificate_door": [("stranger", "/sertifikat/"), ("stranger", "/sertifikat/?kode=x")],
    "portal:certificate": [
        ("stranger", "/sertifikat/{certificate_code}/"),
        ("stranger", "/sertifikat/{certificate_void_code}/"),
        ("stranger", "/sertifikat/ABCD/"),
    ],
    "training:list": [
        ("eka", "/training/"),
        ("hana", "/training/"),
        ("budi", "/training/?tab=behind"),
        ("mira", "/training/"),
    ],
    "training:new": [("eka", "/training/new/"), ("hana", "/training/new/")],
    "training:ask": [("hana", "/training/ask/")],
    "training:attend": [
        ("eka", "/training/attend/{learner_on}/"),
        ("budi", "/training/attend/{learner_on}/"),
        ("budi", "/training/attend/{learner_ahead}/"),
    ],
    "training:certificate_void": [("eka", "/training/certificate/{certificate}/void/")],
    "training:detail": [
        *[("eka", f"/training/{{training_{name}}}/") for name in ("over", "on", "planned")],
        *[("budi", f"/training/{{training_{name}}}/") for name in ("over", "held", "on", "ahead")],
        ("eka", "/training/{training_asked}/"),
        ("hana", "/training/{training_proposed}/"),
        ("dewi", "/training/{training_ahead}/"),
    ],
    "training:edit": [("eka", "/training/{training_planned}/plan/")],
    "training:speaker_new": [("eka", "/training/{training_planned}/speakers/new/")],
    "training:point_new": [("eka", "/training/{training_planned}/programme/new/")],
    "training:papers_new": [("eka", "/training/{training_planned}/papers/new/")],
    "training:enrol": [
        ("eka", "/training/{training_ahead}/enrol/"),
        ("hana", "/training/{training_ahead}/enrol/"),
    ],
    "training:guest": [
        ("eka", "/training/{training_ahead}/guest/"),
        ("hana", "/training/{training_ahead}/guest/"),
    ],
    "training:door": [
        ("eka", "/training/{training_on}/door/"),
        ("eka", "/training/{training_planned}/door/"),
    ],
    "training:certify": [("eka", "/training/{training_held}/certify/")],
    "training:answer": [
        ("budi", "/training/{training_held}/answer/after/"),
        ("budi", "/training/{training_over}/answer/later/"),
    ],
    "training:results": [
        ("eka", "/training/{training_over}/results/"),
        ("eka", "/training/{training_held}/results/"),
    ],
    "training:step": [
        ("eka", "/training/{training_asked}/step/name_speaker/"),
        ("eka", "/training/{training_asked}/step/propose/"),
        ("eka", "/training/{training_asked}/step/decline/"),
        ("hana", "/training/{training_proposed}/step/settle_day/"),
        ("eka", "/training/{training_planned}/step/announce/"),
    ],
}
NO_PAGE = {
    f"training:{name}"
    for name in ("paper", "certificate", "join", "strike", "speaker_remove", "point_remove")
}
SENT = [
    ("eka", "/training/new/", {}, "main form"),
    ("hana", "/training/ask/", {}, "main form"),
    ("budi", "/training/{training_held}/answer/after/", {}, "main form"),
    ("eka", "/training/{training_planned}/speakers/new/", {}, "main form"),
    ("stranger", "/sertifikat/", {}, "main form"),
]


def trainings_of(world) -> dict:
    found = at_each_stage(world)
    over, on, ahead = found["over"], found["on"], found["ahead"]
    certificates = Certificate.objects.filter(participant__training=over).order_by("pk")
    wrong = certificates.last()
    over.void_certificate(world.eka, wrong, "Salah nama.")
    return {
        **{f"training_{name}": training.reference for name, training in found.items()},
        "certificate": certificates.first().pk,
        "certificate_code": certificates.first().written_code,
        "certificate_void_code": wrong.written_code,
        "learner_on": on.participants.get(user=world.budi.user).key,
        "learner_ahead": ahead.participants.get(user=world.budi.user).key,
    }
