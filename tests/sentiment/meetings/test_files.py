"""What lies beside a record: cleaned, screened, and public with the record alone."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from portal.accounts.states import Role
from portal.errors import Blocked, InvalidInput, NotAllowed, StaleState
from portal.files.models import StoredFile
from portal.screening.kinds import PERSONAL
from portal.screening.selectors import open_findings
from sentiment.meetings import services
from sentiment.meetings.models import MeetingFile
from tests.files import samples
from tests.sentiment.mailbox.conftest import at, desk, police, post
from tests.sentiment.meetings.interview import AFTER, announced, written

__all__ = ["at", "desk", "police", "post"]

pytestmark = pytest.mark.django_db(transaction=True)


def text(words, name="材料.txt"):
    return [(name, SimpleUploadedFile(name, words.encode()))]


def add(post, meeting, uploads, role=Role.HANDLER, label="会上发的材料"):
    return services.add_files(meeting, uploads=uploads, label=label, **post.as_(role, AFTER))


def test_a_file_is_public_when_the_record_is(post, at) -> None:
    at(AFTER)
    meeting = add(post, written(post), text("补助标准一览"))
    address = f"/meetings/{meeting.pk}/files/{MeetingFile.objects.get().pk}/"
    assert Client().get(address).status_code == 404
    services.release(meeting, **post.as_(Role.HEAD, AFTER))
    assert "会上发的材料" in Client().get(f"/meetings/{meeting.pk}/").content.decode()
    response = Client().get(address)
    assert b"".join(response).decode() == "补助标准一览"
    assert response["Content-Disposition"].startswith("attachment")


def test_the_public_gets_the_copy_without_hidden_content(post, at) -> None:
    at(AFTER)
    hidden = samples.jpeg(size=(80, 60), artist="拍摄人木棉")
    assert "木棉".encode() in hidden
    meeting = add(post, written(post), [("合影.jpg", SimpleUploadedFile("合影.jpg", hidden))])
    original = StoredFile.objects.get(original=None)
    assert original.copies.get().confirmed_by == "系统重新检查"
    services.release(meeting, **post.as_(Role.HEAD, AFTER))
    response = Client().get(f"/meetings/{meeting.pk}/files/{MeetingFile.objects.get().pk}/")
    assert "木棉".encode() not in b"".join(response)


def test_personal_data_in_a_file_is_decided_about_first(post) -> None:
    meeting = add(post, written(post), text("联系人手机13912345678。"))
    with pytest.raises(Blocked, match="手机号，还没有处理"):
        services.release(meeting, **post.as_(Role.HEAD, AFTER))
    found = open_findings(meeting, PERSONAL)
    decided = {"decision": "kept", "reason": "公布的值班电话"}
    services.settle_findings(meeting, findings=found, **decided, **post.as_(Role.HANDLER, AFTER))
    assert services.release(meeting, **post.as_(Role.HEAD, AFTER)).state == "recorded"


def test_what_is_taken_off_is_gone_and_asks_for_nothing(post) -> None:
    meeting = add(post, written(post), text("联系人手机13912345678。"))
    services.remove_file(meeting, file=MeetingFile.objects.get(), **post.as_(Role.HANDLER, AFTER))
    assert services.release(meeting, **post.as_(Role.HEAD, AFTER)).state == "recorded"
    with pytest.raises(StaleState):
        add(post, meeting, text("晚了"))


def test_a_secret_mark_a_foreign_hand_and_a_wrong_time_are_refused(post, police) -> None:
    meeting = written(post)
    with pytest.raises(InvalidInput, match="密级标志") as refused:
        add(post, meeting, text("机密★1年"))
    assert (list(refused.value.messages), MeetingFile.objects.exists()) == (["uploads"], False)
    with pytest.raises(NotAllowed):
        add(police, meeting, text("材料"))
    with pytest.raises(StaleState):
        add(post, announced(post), text("材料"))


def test_whoever_adds_a_file_does_not_release_it(post) -> None:
    meeting = add(post, written(post), text("材料"), role=Role.DISCLOSURE_HEAD)
    with pytest.raises(NotAllowed, match="自己写的"):
        services.release(meeting, **post.as_(Role.DISCLOSURE_HEAD, AFTER))
