"""What becomes of the reports of a year: each plot with its share, step by step with the working days between.

`@rule` counts the days from the day on which this promise ran out; `*` marks what is done beside the lifecycle.
"""

FORMAL = "register:0-1 check_formal:0-3 *formal:1-6 check_material:0-2 *material:2-14"
PLENARY = f"{FORMAL} submit_plenary:0-2"
EXAMINED = f"{PLENARY} examine:1-6 *declare:0-3"
ASKED = f"{EXAMINED} ask_explanation:1-8"
EXPLAINED = f"{ASKED} explained:4-13"
RESULT = f"{EXPLAINED} confer:3-12 issue:2-9"
DELIVERED = f"{RESULT} deliver:1-4"
RESOLVED = f"{DELIVERED} resolve@ori.corrective.v2023:1-4"
AT_ONCE = "respond_at_once:0-0 *declare:0-0"
# fmt: off
PLOTS = (
    # of 100, kind, steps
    (16, "knl",  "register:0-1 conclude:0-1"),
    (6,  "copy", "register:0-2 conclude:0-3"),
    (6,  "lm",   "register:0-1 check_formal:0-3 *formal:1-4 ask:0-1 lapse@ori.complete:0-2"),
    (4,  "lm",   "register:0-1 check_formal:0-3 ask:1-3 complete:2-14 *formal:0-2 check_material:0-1 *material:2-9 submit_plenary:0-2 examine:1-5 *declare:0-2 ask_explanation:1-5 explained:3-9 confer:4-12 issue:1-7 close_unproven:0-4 inform:0-4"),
    (18, "lm",   f"{PLENARY} close_intake:1-6 inform:0-6"),
    (2,  "lm",   f"{FORMAL} withdraw:1-9"),
    (3,  "lm",   f"{PLENARY} close_intake:1-6 inform:0-4 object:3-12 dismiss:5-20"),
    (1,  "lm",   f"{PLENARY} close_intake:1-6 inform:0-4 object:3-12 uphold:5-15 *declare:0-2 ask_explanation:2-6"),
    (9,  "lm",   f"{RESULT} close_unproven:0-4 inform:0-5"),
    (10, "lm",   f"{DELIVERED} corrected:5-26"),
    (3,  "lm",   f"{ASKED} ask_again@ori.explain_1:0-2 explained:3-9 confer:3-9 issue:2-8 deliver:1-4 corrected:5-25"),
    (3,  "lm",   f"{ASKED} ask_again@ori.explain_1:0-2 confer@ori.explain_2:4-15 issue:2-8 deliver:1-4 resolve@ori.corrective.v2023:1-5 resolved:5-40"),
    (2,  "lm",   f"{EXAMINED} summon:2-9 *absent:3-6 summon:1-3 *absent:3-6 summon:1-3 *absent:3-6 call_police:3-6 inspect:2-6 inspected:1-5 confer:3-12 issue:2-8 deliver:1-4 corrected:5-25"),
    (3,  "lm",   f"{EXAMINED} summon:2-8 heard:3-8 mediate:2-10 settle:5-25"),
    (2,  "lm",   f"{EXPLAINED} conciliate:2-9 end_talks:5-15 confer:3-9 examine_on:0-1 inspect:2-8 inspected:1-4 confer:2-7 issue:2-7 deliver:1-4 corrected:6-27"),
    (2,  "lm",   f"{RESOLVED} draft:5-20 recommend:5-25 received_above:2-9 carried_out:15-38"),
    (1,  "lm",   f"{RESOLVED} draft:3-9 recommend:4-12 received_above:2-6 publish@ori.recommend_report:2-9"),
    (5,  "rco",  f"{AT_ONCE} contact:0-1 conciliate:1-3 settle:1-6"),
    (1,  "rco",  f"{AT_ONCE} contact:2-4 ask_explanation:1-3 explained:2-6 confer:1-4 issue:1-3 deliver:1-2 corrected:3-15"),
    (2,  "iaps", f"{EXAMINED} inspect:2-9 inspected:2-6 ask_explanation:2-6 explained:5-12 confer:5-12 issue:3-9 deliver:1-4 corrected:8-28"),
)
OLD_FILES = (
    # Entered by hand from the paper register of 2022, under the rules of that year.
    "*formal:1-2 check_material:0-1 *material:1-4 submit_plenary:0-1 examine:1-3 *declare:0-1 ask_explanation:1-3 explained:5-9 confer:3-6 show_reporter:1-3 issue@ori.reporter_comment:1-3 deliver:1-3 corrected:8-18",
    "*formal:1-2 check_material:0-1 *material:1-4 submit_plenary:0-1 examine:1-3 *declare:0-1 confer:3-9 show_reporter:1-3 reexamine:2-6 inspect:2-5 inspected:1-3 confer:2-5 show_reporter:1-3 issue@ori.reporter_comment:1-3 deliver:1-3 resolve@ori.corrective.v2017:2-6 draft:6-15",
    "*formal:1-2 check_material:0-1 *material:1-4 submit_plenary:0-1 close_intake:1-4 inform:1-5",
    "*formal:9-14 check_material:1-4 *material:5-20 submit_plenary:2-9 examine:3-9 *declare:1-4 ask_explanation:5-9 explained:8-13 confer:9-25 show_reporter:1-3",
)
# What stands somewhere today, told until it does: no stage of the law is empty.
STANDING = (
    ("lm", PLENARY),
    ("lm", PLENARY),
    ("lm", f"{EXPLAINED} confer:2-6"),
    ("lm", f"{EXPLAINED} confer:2-9"),
    ("lm", f"{EXAMINED} summon:2-6"),
    ("lm", f"{EXAMINED} summon:2-6 *absent:3-6 summon:1-3"),
    ("lm", f"{EXAMINED} inspect:2-5"),
    ("lm", f"{EXPLAINED} conciliate:2-6"),
    ("rco", f"{AT_ONCE} contact:0-1 mediate:1-3"),
    ("lm", RESULT),
    ("lm", f"{ASKED} ask_again@ori.explain_1:0-2"),
    ("lm", f"{PLENARY} close_intake:1-6 inform:0-4 object:3-9"),
    ("lm", RESOLVED),
    ("lm", f"{RESOLVED} draft:5-12 recommend:4-9"),
    ("lm", f"{RESOLVED} draft:5-12 recommend:4-9 received_above:2-6"),
    ("lm", f"{RESOLVED} draft:5-12 recommend:4-9 received_above:2-6 publish@ori.recommend_report:2-9"),
    ("knl", "register:0-1"),
    ("lm", "register:0-1 check_formal:0-3 ask:1-3"),
    ("lm", ""),
)
# fmt: on
# How many of a hundred of the last months come to a halt at some step and wait there, late.
HALTS, LATELY = 22, 110
