"""Courses a request may take, act by act: what chance finds too seldom, and every move of every table at least once.

A step is an act of ``acts``, an act with its ``n``, or how many days go by. The comments beside an ``n`` say what it
chooses; without one the act is done in its plainest form.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tests.requests_app.whole import acts
from tests.requests_app.whole.acts import (
    approve,
    archive,
    confirm,
    decide,
    decide_plainly,
    hear,
    letter_arrived,
    notify_correction,
    pass_review,
    pass_secrecy,
    propose,
    register_remedy,
    reopen,
    sign,
    submit,
    withdraw,
)

Step = Callable[..., None] | tuple[Callable[..., None], int] | int


@dataclass(frozen=True)
class Course:
    steps: tuple[Step, ...]
    channel: str = "online"
    items: int = 1


MONTHS = 48
"""Days after which every time of twenty working days is over, whatever holidays lie in it."""

UP_TO_SIGNING = (submit, pass_review, pass_secrecy)
SERVED = ((acts.send_answer, 1), (acts.serve_answer, 2))  # by post, everything at once
APPROVED = (*UP_TO_SIGNING, sign, *SERVED)
ANSWERED = ((decide_plainly, 3), *APPROVED)
PUBLIC = (decide_plainly, 4)
"""3.1: public already, which may be said on the spot."""

THIRD_PARTY = (confirm, acts.note_need, (acts.consult, 3), (letter_arrived, 2))
SILENT = (*THIRD_PARTY, MONTHS)
AGREED, OBJECTED, PARTLY = (hear, 3), (hear, 1), (hear, 2)
ASKED = (confirm, (notify_correction, 4), letter_arrived)
CHARGED = (confirm, (acts.notify_fee, 9), letter_arrived)
EXTENDING = (confirm, (propose, 5))
REVIEWED = (
    (register_remedy, 1),
    acts.answer_remedy,
    (acts.close_remedy, 2),  # to decide again
    reopen,
)
REASONABLE, UNREASONABLE = (acts.answer_demand, 1), (acts.answer_demand, 2)

COURSES: dict[str, Course] = {
    "answered, reviewed, answered anew, archived, found wrong, answered once more": Course(
        (confirm, *ANSWERED, *REVIEWED, *ANSWERED, archive, acts.admit_error, reopen, *ANSWERED, archive)
    ),
    "a complaint without consequence": Course(
        (confirm, *ANSWERED, (register_remedy, 4), (acts.close_remedy, 1), acts.restrict)
    ),
    "sent back from every desk": Course(
        (
            confirm,
            acts.claim,
            acts.decide_naming_somebody,
            *(submit, acts.return_review),
            *(submit, pass_review, acts.settle, acts.return_secrecy),
            (decide_plainly, 3),
            *(*UP_TO_SIGNING, acts.return_signing),
            *(*UP_TO_SIGNING, sign, acts.unsign),
            *ANSWERED,
        )
    ),
    "on the spot": Course(
        (PUBLIC, acts.answer_on_the_spot, acts.return_signing, PUBLIC, acts.answer_on_the_spot, sign, *SERVED, archive),
        channel="in_person",
    ),
    "corrected": Course((*ASKED, acts.receive_correction)),
    "never corrected": Course((*ASKED, 16, acts.take_as_abandoned, (decide, 7), *APPROVED)),
    "paid": Course((*CHARGED, acts.record_payment, *ANSWERED)),
    "free of charge after all": Course((*CHARGED, acts.waive_fee)),
    "never paid": Course((*CHARGED, MONTHS, acts.take_as_unpaid, (decide, 8), *APPROVED)),
    "a third party agrees": Course((*THIRD_PARTY, AGREED)),
    "a third party objects and is overruled": Course(
        (*THIRD_PARTY, OBJECTED, acts.overrule, acts.tell_third_party, letter_arrived, *ANSWERED)
    ),
    "a third party objects in part": Course((*THIRD_PARTY, PARTLY)),
    "a third party agrees too late": Course((*SILENT, AGREED)),
    "a third party objects too late": Course((*SILENT, OBJECTED, acts.overrule, acts.tell_third_party)),
    "a third party objects in part too late": Course((*SILENT, PARTLY)),
    "an organ that made it too keeps silent": Course((confirm, acts.consult, letter_arrived, MONTHS)),
    "another organ is not waited for": Course((confirm, (acts.consult, 2), acts.cancel_consultation)),
    "good reasons and a later date": Course(
        (confirm, acts.demand_reasons, REASONABLE, (acts.delay_answer, 3), letter_arrived, *ANSWERED)
    ),
    "good reasons, written on the page": Course((confirm, acts.demand_reasons, acts.explain, REASONABLE)),
    "bad reasons, written on the page": Course((confirm, acts.demand_reasons, acts.explain, UNREASONABLE)),
    "bad reasons": Course((confirm, acts.demand_reasons, UNREASONABLE, (decide, 6), *APPROVED)),
    "no reasons": Course((confirm, acts.demand_reasons, 2, acts.note_silence)),
    "extended": Course((*EXTENDING, approve, letter_arrived, *ANSWERED)),
    "extended too late": Course((*EXTENDING, approve, MONTHS, letter_arrived)),
    "not extended": Course((*EXTENDING, acts.refuse)),
    "split": Course((confirm, acts.split_off, *ANSWERED), items=2),
    "handed over": Course((confirm, acts.transfer, (decide, 2), *APPROVED), items=2),
    "merged before it was confirmed": Course((acts.twin, (acts.merge, -1), archive)),
    "merged": Course((acts.twin, confirm, (acts.merge, -1))),
    "read on the page": Course(
        (confirm, (decide_plainly, 3), *UP_TO_SIGNING, sign, (acts.send_answer, 3), acts.open_page)
    ),
    "found again": Course((acts.mark_unreachable, acts.reach), channel="plain_mail"),
    "withdrawn at once": Course((withdraw, archive)),
    "withdrawn while it is handled": Course((*EXTENDING, withdraw)),
    "withdrawn instead of corrected": Course((*ASKED, withdraw)),
    "withdrawn instead of paid": Course((*CHARGED, withdraw)),
    "withdrawn during the review": Course((*EXTENDING, approve, (decide_plainly, 3), submit, withdraw)),
    "withdrawn before the look for secrets": Course((confirm, (decide_plainly, 3), submit, pass_review, withdraw)),
    "withdrawn before it was signed": Course((confirm, (decide_plainly, 3), *UP_TO_SIGNING, withdraw)),
    "withdrawn before it was sent": Course((confirm, (decide_plainly, 3), *UP_TO_SIGNING, sign, withdraw)),
}

TAKEN = {step[0] if isinstance(step, tuple) else step for course in COURSES.values() for step in course.steps}
"""The acts of all courses, and their days."""

KEPT_A_YEAR = Course((acts.mark_unreachable, 370, archive), channel="plain_mail")
"""Never reached; not among the others because a year goes by for all of them."""
