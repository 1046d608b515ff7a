"""What is sent along, a lost code, and the check of a real name."""

import re
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from portal.accounts.states import Role
from portal.audit.models import Event
from portal.clock import SHANGHAI
from portal.errors import InvalidInput
from portal.files.models import RefusedUpload, StoredFile
from portal.files.services import clear_unreferenced
from portal.notices.services import deliver
from portal.privacy.retention import rules
from portal.privacy.services import purge
from sentiment.mailbox import services
from sentiment.mailbox.models import Message, MessageLink
from sentiment.mailbox.services import CITIZEN
from tests.files import samples
from tests.sentiment.mailbox.post import LETTER, MORNING, token

pytestmark = pytest.mark.django_db(transaction=True)

NUMBER = "110101199003072818"


def photo(name="现场.jpg"):
    return SimpleUploadedFile(name, samples.jpeg(size=(80, 60)), content_type="image/jpeg")


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def write(post, **given):
    values = given.pop("values", LETTER)
    return services.submit(organ=post.organ, values=values, actor=CITIZEN, at=MORNING, **({"token": token()} | given))


def opened(sent):
    client = Client()
    client.post("/mailbox/track/", {"number": sent.message.number, "code": sent.code})
    return client


# --- files --------------------------------------------------------------------------------------------


def test_what_is_sent_along_is_read_by_its_writer_and_by_nobody_without_the_code(post, at) -> None:
    form = {**LETTER, "organ": "zjj", "consents": "yes", "website": "", "attachments": [photo(), photo("门牌.jpg")]}
    visitor = Client()
    secret = re.search(r'name="token" value="([^"]+)"', visitor.get("/mailbox/write/").content.decode())[1]
    receipt = visitor.post("/mailbox/write/", form | {"token": secret}, follow=True)
    code = re.search(r'id="code">([^<]+)<', receipt.content.decode())[1]
    message = Message.objects.get()
    visitor.post("/mailbox/track/", {"number": message.number, "code": code})
    assert "门牌.jpg" in words(visitor.get("/mailbox/track/"))
    file = visitor.get("/mailbox/track/files/2/")
    assert b"".join(file).startswith(b"\xff\xd8")
    assert file["Content-Disposition"].startswith("attachment")
    assert visitor.get("/mailbox/track/files/3/").status_code == 404
    assert Client().get("/mailbox/track/files/2/").status_code == 403


def test_a_form_sent_twice_keeps_its_files_once(post) -> None:
    secret = token()
    write(post, token=secret, files=[photo()])
    write(post, token=secret, files=[photo()])
    assert (Message.objects.count(), Message.objects.get().files.count()) == (1, 1)


@pytest.mark.parametrize(
    ("files", "fault"),
    [
        ([SimpleUploadedFile("程序.exe", b"MZ")], "附件只收这些格式"),
        ([SimpleUploadedFile("说明.txt", "机密★1年".encode())], "密级标志"),
        ([SimpleUploadedFile(f"{place}.txt", b"text") for place in range(6)], "最多5个文件"),
    ],
)
def test_a_file_that_may_not_come_in_takes_the_letter_with_it(post, files, fault) -> None:
    with pytest.raises(InvalidInput) as refused:
        write(post, files=files)
    assert (fault in refused.value.messages["attachments"], Message.objects.count()) == (True, 0)


def test_a_refused_file_leaves_its_trace(post) -> None:
    with pytest.raises(InvalidInput):
        write(post, files=[SimpleUploadedFile("说明.txt", "机密★1年".encode())])
    assert RefusedUpload.objects.get().name == "*.txt"


# --- a lost code --------------------------------------------------------------------------------------


def sent_link():
    deliver(at=MORNING)
    return re.search(r"/mailbox/track/link/\?token=\w+", mail.outbox[-1].body)[0]


def test_a_lost_code_is_replaced_through_the_proved_mailbox(post, at) -> None:
    sent = write(post)
    number, visitor = sent.message.number, Client()
    assert "邮箱已经核实" in words(visitor.post(sent_link(), {"number": number}))
    visitor.post("/mailbox/track/lost/", {"number": number, "email": "zhang@example.com"})
    link = sent_link()
    assert "编号和这封邮件对不上" in words(visitor.post(link, {"number": "信2026-000009"}))
    page = visitor.post(link, {"number": number}, follow=True).content.decode()
    code = re.search(r'id="code">([^<]+)<', page)[1]
    assert code != sent.code
    assert visitor.get(link).status_code == 410
    assert Client().post("/mailbox/track/", {"number": number, "code": sent.code}).status_code == 200
    assert Client().post("/mailbox/track/", {"number": number, "code": code}).status_code == 302


@pytest.mark.parametrize("email", ["zhang@example.com", "someone@example.com"])
def test_an_unproved_or_wrong_mailbox_gets_nothing_and_the_same_answer(post, at, email) -> None:
    sent = write(post)
    page = Client().post("/mailbox/track/lost/", {"number": sent.message.number, "email": email})
    assert "如果编号和核实过的邮箱对得上，邮件已经发出" in words(page)
    assert MessageLink.objects.count() == 1


def test_a_link_for_a_code_is_good_for_half_an_hour_and_no_row_holds_it(post, at) -> None:
    sent = write(post)
    Client().post(sent_link(), {"number": sent.message.number})
    Client().post("/mailbox/track/lost/", {"number": sent.message.number, "email": "zhang@example.com"})
    link = sent_link()
    assert link.split("=")[1] not in str(list(MessageLink.objects.values()))
    at(MORNING + timedelta(minutes=30))
    assert Client().get(link).status_code == 410


def test_a_page_left_open_closes_with_the_old_code(post, at) -> None:
    sent = write(post)
    visitor = opened(sent)
    Client().post(sent_link(), {"number": sent.message.number})
    Client().post("/mailbox/track/lost/", {"number": sent.message.number, "email": "zhang@example.com"})
    Client().post(sent_link(), {"number": sent.message.number})
    assert "输入提交时给您的留言编号" in words(visitor.get("/mailbox/track/"))


# --- real names ---------------------------------------------------------------------------------------


class Registry:
    """Knows one person."""

    def confirms(self, name, number):
        return (name, number) == ("张小满", NUMBER)


class Down:
    def confirms(self, name, number):
        raise OSError(number)


CHECKER = f"{__name__}.Registry"


def test_nobody_is_asked_for_a_number_where_nothing_checks_it(post, at) -> None:
    assert "身份证号码" not in words(Client().get("/mailbox/write/"))
    assert write(post, identity_number=NUMBER).message.is_real_name is None


@pytest.mark.parametrize(("name", "said"), [("张小满", True), ("张大满", False)])
def test_yes_or_no_and_the_moment_are_kept_and_never_the_number(post, settings, name, said) -> None:
    settings.REAL_NAME_CHECKER = CHECKER
    message = write(post, values=LETTER | {"name": name}, identity_number=NUMBER).message
    assert (message.is_real_name, message.real_name_at) == (said, MORNING)
    row = Message.objects.filter(pk=message.pk).values().get()
    events = list(Event.objects.values_list("after", flat=True))
    assert NUMBER not in f"{row}{events}"
    assert {"is_real_name": said} in events


def test_a_registry_that_is_down_keeps_nobody_out(post, settings, caplog) -> None:
    settings.REAL_NAME_CHECKER = f"{__name__}.Down"
    message = write(post, identity_number=NUMBER).message
    assert (message.is_real_name, message.real_name_at) == (None, None)
    assert NUMBER not in caplog.text


def test_a_mistyped_number_is_said_and_the_form_asks_where_a_city_checks(post, at, settings) -> None:
    settings.REAL_NAME_CHECKER = CHECKER
    assert "身份证号码" in words(Client().get("/mailbox/write/"))
    with pytest.raises(InvalidInput) as refused:
        write(post, identity_number="110101199003072810")
    assert "逐位核对" in refused.value.messages["identity_number"]


@pytest.mark.duty("law.K")
def test_what_was_sent_along_is_forgotten_a_year_after_the_answer(post) -> None:
    message = write(post, files=[photo()]).message
    services.redirect(message, elsewhere="outside", answer="请向省里反映。", **post.as_(Role.DISCLOSURE_HEAD))
    [rule] = [row for row in rules() if row.code == "message_files"]
    assert purge(rule, at=datetime(2027, 3, 2, 9, tzinfo=SHANGHAI), dry_run=False).erased == 0
    assert purge(rule, at=datetime(2027, 3, 3, 10, tzinfo=SHANGHAI), dry_run=False).erased == 1
    clear_unreferenced(at=datetime(2027, 3, 4, 10, tzinfo=SHANGHAI))
    assert (message.files.exists(), StoredFile.objects.exists()) == (False, False)
