"""The life of a report to the Ombudsman, whole: each step with its row of the law's table beside it.

MOVES: each line is one step that one kind of actor may take. CLOCKS: each line is one promise of law.
The last column names the rule sets that know the line; without it all do. A file keeps the set under
which it was registered: OLD before PO 58/2023, NEW since (`data/rule_sets.toml`).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.models import Role
from narahubung.cases.lifecycle import Clock, Move


class Stage(models.TextChoices):
    INTAKE = "intake", _("At the intake desk")
    REGISTERED = "registered", _("Registered")
    FORMAL = "formal", _("Formal verification")
    AWAITING = "awaiting", _("Waiting for the reporter")
    MATERIAL = "material", _("Material verification")
    PLENARY = "plenary", _("Before the plenary")
    TRANSFERRED = "transferred", _("Transferred to another office")
    EXAMINATION = "examination", _("Under examination")
    EXPLAIN_1 = "explanation_1", _("First explanation asked for")
    EXPLAIN_2 = "explanation_2", _("Second explanation asked for")
    SUMMONS = "summons", _("Summoned")
    INSPECTION = "field_inspection", _("Field inspection")
    CONCILIATION = "conciliation", _("Conciliation")
    MEDIATION = "mediation", _("Mediation")
    CONFERENCE = "case_conference", _("Case conference")
    NOTICE = "notice", _("Result with the reporter")
    RESULT = "result_issued", _("Result issued")
    CORRECTIVE = "corrective", _("Corrective action is monitored")
    RESOLUTION = "resolution", _("Resolution and monitoring")
    DRAFTING = "drafting", _("Recommendation is drafted")
    RECOMMENDED = "recommended", _("Recommendation signed")
    MONITORING = "monitoring", _("Recommendation is monitored")
    OBJECTION = "objection", _("Objection of the reporter")
    CLOSED_INTAKE = "closed_intake", _("Closed at intake")
    PUBLISHED = "published", _("Published")
    CLOSED = "closed", _("Closed")


S, R = Stage, Role
OLD, NEW = ("po26",), ("po58",)
ENDED = (S.CLOSED_INTAKE, S.PUBLISHED, S.CLOSED)
OPEN = tuple(stage for stage in Stage if stage not in ENDED)
EARLY = (S.REGISTERED, S.FORMAL, S.MATERIAL, S.PLENARY)
ASKED = (S.EXPLAIN_1, S.EXPLAIN_2)
TALKS = (S.CONCILIATION, S.MEDIATION)
# Where an examiner has the file in hand.
EXAMINED = (
    *(S.EXAMINATION, *ASKED, S.SUMMONS, S.INSPECTION, *TALKS),
    *(S.CONFERENCE, S.NOTICE, S.RESULT, S.CORRECTIVE),
)
# Where everybody but the office must act.
WITH_OTHERS = (S.AWAITING, *ASKED, S.SUMMONS, S.NOTICE, S.CORRECTIVE, S.MONITORING)
INTAKE, HEAD, CHIEFS = (R.INTAKE,), (R.OFFICE_HEAD,), (R.EXAMINER, R.OFFICE_HEAD)
DESK = (R.INTAKE, R.OFFICE_HEAD)
SELF = (R.REPORTER, R.INTAKE)

# fmt: off
MOVES = (
    #    name                on the button                        from                             to               who                          guard
    Move("register",         _("Register"),                       (S.INTAKE,),                     S.REGISTERED,    INTAKE),                                                             # B1
    Move("check_formal",     _("Start formal verification"),      (S.REGISTERED,),                 S.FORMAL,        INTAKE,                      "is_report"),                           # B2
    Move("ask",              _("Ask the reporter for more"),      (S.FORMAL,),                     S.AWAITING,      INTAKE,                      "has_reporter"),                        # B3
    Move("complete",         _("The reporter completed it"),      (S.AWAITING,),                   S.FORMAL,        SELF),                                                               # B4
    Move("lapse",            _("Close: nothing came in time"),    (S.AWAITING,),                   S.CLOSED_INTAKE, INTAKE,                      "completion_ran_out"),                  # B5
    Move("check_material",   _("Formal requirements are met"),    (S.FORMAL,),                     S.MATERIAL,      INTAKE,                      "formal_is_met"),                       # B6
    Move("submit_plenary",   _("Bring before the plenary"),       (S.MATERIAL,),                   S.PLENARY,       INTAKE,                      "material_is_checked"),                 # B7
    Move("examine",          _("Examine it"),                     (S.PLENARY,),                    S.EXAMINATION,   HEAD),                                                               # B8
    Move("close_intake",     _("Close it at intake"),             (S.PLENARY,),                    S.CLOSED_INTAKE, HEAD),                                                               # B9
    Move("transfer",         _("Transfer to another office"),     EARLY,                           S.TRANSFERRED,   DESK),                                                               # B10
    Move("take_up",          _("Take it up"),                     (S.TRANSFERRED,),                S.REGISTERED,    DESK,                        "is_transferred_to"),                   # B10
    Move("send_back",        _("Send it back"),                   (S.TRANSFERRED,),                S.REGISTERED,    DESK,                        "is_transferred_to"),                   # B10
    Move("respond_at_once",  _("Urgent: examine at once"),        (S.INTAKE,),                     S.EXAMINATION,   HEAD),                                                               # B11
    Move("contact",          _("The agency was reached"),         (S.EXAMINATION,),                S.EXAMINATION,   (R.EXAMINER,),               "awaits_contact"),                      # B11
    Move("ask_explanation",  _("Ask for an explanation"),         (S.EXAMINATION,),                S.EXPLAIN_1,     (R.EXAMINER,),               "is_examined_by"),                      # B12
    Move("explained",        _("The explanation came"),           ASKED,                           S.EXAMINATION,   (R.EXAMINER,),               "is_examined_by"),                      # B13
    Move("ask_again",        _("Ask a second time"),              (S.EXPLAIN_1,),                  S.EXPLAIN_2,     (R.EXAMINER,),               "is_examined_by"),                      # B14
    Move("waive_reply",      _("Go on without an explanation"),   (S.EXPLAIN_2,),                  S.EXAMINATION,   (R.EXAMINER, R.SYSTEM),      "reply_ran_out"),                       # B15
    Move("summon",           _("Summon"),                         (S.EXAMINATION, S.SUMMONS),      S.SUMMONS,       (R.EXAMINER,),               "may_be_summoned_by"),                  # B16
    Move("heard",            _("They came and were heard"),       (S.SUMMONS,),                    S.EXAMINATION,   (R.EXAMINER,),               "is_examined_by"),                      # B16
    Move("call_police",      _("Ask the police to bring them"),   (S.SUMMONS,),                    S.EXAMINATION,   (R.EXAMINER,),               "was_summoned_thrice"),                 # B16
    Move("inspect",          _("Inspect on site"),                (S.EXAMINATION,),                S.INSPECTION,    (R.EXAMINER,),               "is_examined_by"),                      # B17
    Move("inspected",        _("The inspection is done"),         (S.INSPECTION,),                 S.EXAMINATION,   (R.EXAMINER,),               "is_examined_by"),                      # B17
    Move("conciliate",       _("Begin conciliation"),             (S.EXAMINATION,),                S.CONCILIATION,  (R.EXAMINER,),               "is_examined_by"),                      # B18
    Move("mediate",          _("Begin mediation"),                (S.EXAMINATION,),                S.MEDIATION,     (R.EXAMINER,),               "is_examined_by"),                      # B18
    Move("end_talks",        _("No agreement: examine on"),       TALKS,                           S.EXAMINATION,   (R.EXAMINER,),               "is_examined_by"),                      # B18
    Move("settle",           _("They agreed: close"),             TALKS,                           S.CLOSED,        HEAD,                        "agreement_holds"),                     # B19
    Move("confer",           _("Bring before the conference"),    (S.EXAMINATION,),                S.CONFERENCE,    CHIEFS,                      "is_examined_by"),                      # B20
    Move("examine_on",       _("Examine further"),                (S.CONFERENCE,),                 S.EXAMINATION,   CHIEFS,                      "is_examined_by"),                      # B20
    Move("show_reporter",    _("Show the reporter the result"),   (S.CONFERENCE,),                 S.NOTICE,        (R.EXAMINER,),               "may_be_shown_by",      sets=OLD),      # B21
    Move("reexamine",        _("New evidence: examine on"),       (S.NOTICE,),                     S.EXAMINATION,   (R.EXAMINER,),               "is_examined_by",       sets=OLD),      # B22
    Move("issue",            _("Issue the result"),               (S.NOTICE,),                     S.RESULT,        HEAD,                        "comment_time_is_over", sets=OLD),      # B23
    Move("issue",            _("Issue the result"),               (S.CONFERENCE,),                 S.RESULT,        HEAD,                                                sets=NEW),      # B23
    Move("issue",            _("Issue the result"),               (S.CONFERENCE,),                 S.RESULT,        HEAD,                        "is_own_initiative",    sets=OLD),      # B23
    Move("close_unproven",   _("Close: nothing was found"),       (S.RESULT,),                     S.CLOSED,        HEAD,                        "found_nothing"),                       # B24
    Move("deliver",          _("The agency received it"),         (S.RESULT,),                     S.CORRECTIVE,    (R.EXAMINER,),               "found_something"),                     # B25
    Move("corrected",        _("All is corrected: close"),        (S.CORRECTIVE,),                 S.CLOSED,        (R.EXAMINER,),               "is_corrected"),                        # B26
    Move("resolve",          _("Take over for resolution"),       (S.CORRECTIVE,),                 S.RESOLUTION,    CHIEFS,                      "is_left_undone"),                      # B27
    Move("resolved",         _("It is carried out: close"),       (S.RESOLUTION,),                 S.CLOSED,        CHIEFS,                      "may_be_resolved_by"),                  # B28
    Move("draft",            _("Draft a recommendation"),         (S.RESOLUTION,),                 S.DRAFTING,      CHIEFS,                      "may_be_resolved_by"),                  # B29
    Move("recommend",        _("Sign the recommendation"),        (S.DRAFTING,),                   S.RECOMMENDED,   HEAD,                        "is_national"),                         # B29
    Move("received_above",   _("The superior received it"),       (S.RECOMMENDED,),                S.MONITORING,    CHIEFS,                      "is_national"),                         # B30
    Move("carried_out",      _("It is carried out: close"),       (S.MONITORING,),                 S.CLOSED,        CHIEFS,                      "is_carried_out"),                      # B31
    Move("publish",          _("Publish, tell DPR and President"), (S.MONITORING,),                S.PUBLISHED,     HEAD,                        "was_ignored_above"),                   # B32
    Move("object",           _("The reporter objects"),           (S.CLOSED, S.CLOSED_INTAKE),     S.OBJECTION,     SELF,                        "may_be_objected_to"),                  # B33
    Move("uphold",           _("The objection is right"),         (S.OBJECTION,),                  S.EXAMINATION,   CHIEFS,                      "judges_objection"),                    # B33
    Move("dismiss",          _("The objection is not right"),     (S.OBJECTION,),                  S.CLOSED,        CHIEFS,                      "judges_objection"),                    # B33
    # Beside the table: what is no report ends with advice or a note; a reporter may withdraw; who was closed out is told.
    Move("conclude",         _("Conclude"),                       (S.REGISTERED,),                 S.CLOSED,        INTAKE,                      "is_no_report"),
    Move("withdraw",         _("The reporter withdraws it"),      OPEN,                            S.CLOSED,        SELF,                        "has_reporter"),
    Move("inform",           _("The reporter was told"),          (S.CLOSED_INTAKE,),              S.CLOSED_INTAKE, DESK,                        "awaits_notice"),                       # B9
    Move("inform",           _("The reporter was told"),          (S.CLOSED,),                     S.CLOSED,        (*CHIEFS, R.INTAKE),         "awaits_notice"),                       # B24
)

CLOCKS = (
    #     rule                       starts with                          stops with                                            binds        then            guard        sets
    Clock("local.register_report",   "received",                          "register respond_at_once",                           "office"),
    Clock("ori.formal_verify",       "register complete take_up send_back", "ask check_material conclude transfer",             "office", guard="is_report"),
    Clock("ori.complete",            "ask",                               "complete",                                           "reporter"),
    Clock("ori.material_verify",     "check_material",                    "examine close_intake transfer",                      "office"),
    Clock("ori.refuse_notice",       "close_intake close_unproven",       "inform object",                                      "office",    guard="has_reporter", outlives=True),
    Clock("local.rco_contact",       "respond_at_once",                   "contact",                                            "office"),
    Clock("ori.explain_1",           "ask_explanation",                   "explained ask_again",                                "agency"),
    Clock("ori.explain_2",           "ask_again",                         "explained waive_reply",                              "agency",    then="waive_reply"),
    Clock("ori.reporter_comment",    "show_reporter",                     "reexamine issue",                                    "reporter",  sets=OLD),
    Clock("ori.corrective.v2017",    "deliver",                           "corrected resolve",                                  "agency",    sets=OLD),
    Clock("ori.corrective.v2023",    "deliver",                           "corrected resolve",                                  "agency",    sets=NEW),
    Clock("ori.recommend_send",      "recommend",                         "received_above",                                     "office"),
    Clock("ori.recommend_report",    "received_above",                    "carried_out publish",                                "superior"),
    Clock("local.objection",         "object",                            "uphold dismiss",                                     "office"),
)
# fmt: on
