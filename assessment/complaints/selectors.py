"""What is known already about the matter of a complaint."""

from datetime import date

from assessment.complaints.models import Complaint
from assessment.problems.models import Problem, ProblemQuerySet
from assessment.problems.selectors import assessed
from portal.accounts.models import OrganQuerySet
from portal.accounts.states import OrganKind
from requests_app.cases.models import DisclosureRequest


def complained_of(on: date) -> OrganQuerySet:
    """The organs a complaint may be about: public enterprises have appeals of their own (Regulations art. 55)."""
    return assessed(on).exclude(kind=OrganKind.PUBLIC_ENTERPRISE)


def known_problems(row: Complaint) -> ProblemQuerySet:
    """Problems of the organ that count, of the year of the complaint and the one before."""
    year = row.filed_at.year
    return Problem.objects.counted().filter(organ=row.about.heir(), year__in=(year - 1, year))


def problem_of_the_request(row: Complaint) -> Problem | None:
    """What was found about the request the complaint names, late or put right by somebody: it costs once (S2-11.N2)."""
    if not row.request_number:
        return None
    request = DisclosureRequest.objects.filter(number=row.request_number, organ=row.about.heir()).first()
    if request is None:
        return None
    label = DisclosureRequest._meta.label_lower
    return known_problems(row).filter(subject_label=label, subject_id=request.pk).order_by("pk").first()
