"""定时发布: by itself, with all gates checked again at the moment."""

from datetime import datetime, timedelta

import pytest

from disclosure.documents import services, tasks
from portal.accounts.states import Role
from portal.clock import SHANGHAI
from portal.errors import InvalidInput
from portal.notices.models import Notice
from tests.disclosure.office import put_file

NOON = datetime(2026, 5, 22, 12, 0, tzinfo=SHANGHAI)


def scheduled(office, **values):
    return services.schedule(office.signed(**values), publish_after=NOON, **office.as_(Role.INFO_CLERK))


def test_it_is_published_at_the_first_run_after_the_moment(office) -> None:
    document = scheduled(office)
    assert tasks.publish_scheduled(at=NOON - timedelta(seconds=1)) == 0
    late = NOON + timedelta(hours=3)
    assert tasks.publish_scheduled(at=late) == 1
    document = office.fresh(document)
    assert (document.state, document.published_at, document.publish_after) == ("published", late, None)
    assert tasks.publish_scheduled(at=late) == 0


@pytest.mark.duty("S2-10.5d")
def test_a_gate_that_closed_meanwhile_keeps_the_document_back_and_tells_why(office) -> None:
    blocked, fine = scheduled(office), scheduled(office, title="另一份通知")
    put_file(blocked, name="名单.txt", attribute="withheld")
    assert tasks.publish_scheduled(at=NOON) == 1
    blocked = office.fresh(blocked)
    assert (blocked.state, blocked.publish_after) == ("signed", None)
    assert office.fresh(fine).state == "published"
    assert Notice.objects.filter(about_id=blocked.pk, queued_at=NOON, user=office.people[Role.INFO_CLERK]).count() == 1


@pytest.mark.parametrize(
    "moment", [datetime(2026, 5, 21, 9, 30, tzinfo=SHANGHAI), datetime(2027, 5, 21, 9, 30, tzinfo=SHANGHAI)]
)
def test_the_moment_is_in_the_near_future(office, moment) -> None:
    with pytest.raises(InvalidInput):
        services.schedule(office.signed(), publish_after=moment, **office.as_(Role.INFO_CLERK))


@pytest.mark.duty("S0-1.11a")
def test_it_cannot_be_put_off_beyond_the_limit_of_law(office) -> None:
    document = office.signed()
    with pytest.raises(InvalidInput) as refused:
        services.schedule(
            document, publish_after=datetime(2026, 6, 19, 0, 0, tzinfo=SHANGHAI), **office.as_(Role.INFO_CLERK)
        )
    assert refused.value.messages == {"publish_after": "法定公开期限到2026-06-18为止，定时发布不能比它晚"}


def test_a_schedule_can_be_taken_back(office) -> None:
    document = scheduled(office)
    services.unschedule(document, **office.as_(Role.INFO_CLERK))
    assert tasks.publish_scheduled(at=NOON) == 0
