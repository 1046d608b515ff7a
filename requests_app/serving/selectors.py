"""What was sent, what is under way, what reached the applicant."""

from django.db.models import QuerySet

from portal.letters.models import Letter
from requests_app.cases.models import DisclosureRequest
from requests_app.serving.models import Service, ServiceQuerySet
from requests_app.serving.states import Means


def is_served(letter_id: int) -> bool:
    """For templates: a letter that reached its addressee cannot be voided any more."""
    return Service.objects.filter(letter=letter_id).exclude(served_on=None).exists()


def service_of(letter: Letter) -> Service | None:
    return Service.objects.filter(letter=letter).first()


def answers_of(request: DisclosureRequest) -> ServiceQuerySet:
    """The answer letters of this round that stand, the oldest first."""
    rows = Service.objects.filter(request=request, round=request.round).answers()
    return rows.select_related("letter").order_by("pk")


def answers_to_send(request: DisclosureRequest) -> ServiceQuerySet:
    """Signed, and still in the house."""
    return answers_of(request).filter(sent_on=None)


def answers_under_way(request: DisclosureRequest) -> ServiceQuerySet:
    """Sent, and not known to have arrived."""
    return answers_of(request).filter(sent_on__isnull=False, served_on=None)


def was_answered(request: DisclosureRequest) -> bool:
    """Whether an answer of this round reached the applicant."""
    return answers_of(request).exclude(served_on=None).exists()


def waiting_online(request: DisclosureRequest) -> QuerySet[Service]:
    """What lies on the tracking page and was not opened yet."""
    return Service.objects.filter(
        request=request, means=Means.ONLINE, served_on=None, sent_on__isnull=False, is_void=False
    ).select_related("letter", "request")


def letters_for_applicant(request: DisclosureRequest) -> QuerySet[Service]:
    """What the applicant may read on the tracking page: sent to the applicant, and not voided."""
    rows = Service.objects.filter(request=request, is_void=False, to_applicant=True).exclude(sent_on=None)
    return rows.select_related("letter").order_by("sent_on", "pk")
