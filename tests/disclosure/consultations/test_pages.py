"""What a citizen sees and does on the pages, and what a machine reads."""

import json
import re
from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from disclosure.consultations import services
from disclosure.consultations.models import Opinion, Reply
from portal.accounts.states import Role
from portal.audit.models import Event
from portal.clock import SHANGHAI
from portal.following.kinds import news, thing
from portal.search.registry import source_of
from tests.disclosure.consultations.hearing import (
    AFTER,
    END,
    MORNING,
    QUESTIONS,
    answered,
    closed,
    drafted,
    finished,
    fresh,
    opened,
    said,
    token,
)

TYPED = {
    "stance": "change",
    "text": "每公里0.5元太贵。",
    "person_kind": "citizen",
    "district": "",
    "name": "周晓燕",
    "contact": "13812345678",
    "consents": "yes",
}


def asked(office):
    row = drafted(office)
    services.set_questions(row, questions=QUESTIONS, **office.as_(Role.HANDLER))
    services.submit(row, **office.as_(Role.HANDLER))
    services.review_secrecy(row, found=[], opinion="可以。", **office.as_(Role.SECRECY_REVIEWER))
    services.approve(row, **office.as_(Role.SIGNER))
    return services.publish(row, **office.as_(Role.INFO_CLERK))


@pytest.mark.duty("S0-6.3", "S0-4.6.1-5", "S1-5.3b")
def test_the_page_gives_the_draft_why_until_when_and_how(client, office, stand) -> None:
    row = opened(office)
    page = client.get(row.get_absolute_url()).content.decode()
    for words in (
        "2026年10月16日24时截止，还有30天",
        'id="p-3"',
        "第二条　校车每公里收费0.5元。",
        "起草时走访了12所学校。",
        "现在校车没有统一的规定。",
        "《校车安全管理条例》第三条。",
        "寄信：临江市学府路1号市教育局法规科。",
        f"/consultations/{row.pk}/write/?passage=p-3",
    ):
        assert words in page, words
    assert row.title in client.get("/consultations/").content.decode()


@pytest.mark.duty("S0-4.7c")
def test_a_shortened_period_says_why_on_the_page(client, office, stand) -> None:
    row = opened(office, days=10, short_reason="开学前必须施行。")
    page = client.get(row.get_absolute_url()).content.decode()
    assert "这次只征求10日（一般不少于30日）。</strong>理由：开学前必须施行。" in page
    assert "缩短了期限" in client.get("/consultations/").content.decode()


@pytest.mark.duty("S0-6.6")
def test_the_lists_tell_open_from_waiting_from_overdue_from_finished(client, office, stand) -> None:
    row = opened(office)

    def listed(part, at):
        stand(at)
        return client.get("/consultations/", {"part": part}).content.decode()

    assert row.title in listed("open", END - timedelta(microseconds=1))
    assert row.title not in listed("open", END)
    assert row.title in listed("waiting", END)
    closed(office, row)
    assert "最晚2026年11月16日公布结果" in listed("waiting", AFTER)
    late = datetime(2026, 11, 17, 0, 0, tzinfo=SHANGHAI)
    assert "结果超期，应当11月16日以前公布" in listed("waiting", late)
    assert "采纳情况应当在11月16日以前公布，已经超期" in client.get(row.get_absolute_url()).content.decode()
    services.submit_result(answered(office, fresh(row)), **office.as_(Role.HANDLER))
    services.publish_result(fresh(row), **office.as_(Role.DISCLOSURE_HEAD))
    assert row.title in listed("result", late)


def test_an_opinion_is_sent_followed_rewritten_and_withdrawn_without_an_account(client, office, stand) -> None:
    row = opened(office)
    address = f"/consultations/{row.pk}/write/"
    file = SimpleUploadedFile("照片说明.txt", b"a")
    sent = client.post(address, TYPED | {"token": token(), "passage": "p-3", "enclosures": [file]}, follow=True)
    opinion = Opinion.objects.get()
    assert (opinion.passage.anchor, opinion.files.count()) == ("p-3", 1)
    page = sent.content.decode()
    code = page.partition('id="code">')[2].partition("<")[0]
    assert opinion.number in page
    client.post("/consultations/mine/leave/")
    wrong = client.post("/consultations/mine/", {"number": opinion.number, "code": "AAAA-AAAA-AAAA-AAAA-AAAA"})
    assert "编号和查询码对不上" in wrong.content.decode()
    mine = client.post("/consultations/mine/", {"number": opinion.number, "code": code}, follow=True)
    assert "每公里0.5元太贵。" in mine.content.decode()
    assert "附件：照片说明.txt" in mine.content.decode()
    assert "照片说明.txt" in client.get("/consultations/mine/rewrite/").content.decode()
    other = SimpleUploadedFile("测算.txt", b"b")
    without = {"dropped": [opinion.files.get().pk], "enclosures": [other]}
    client.post("/consultations/mine/rewrite/", TYPED | without | {"text": "降到0.3元。"})
    assert fresh(opinion).text == "降到0.3元。"
    assert [each.file.name for each in opinion.files.all()] == ["测算.txt"]
    client.post("/consultations/mine/withdraw/")
    assert fresh(opinion).state == "withdrawn"


@pytest.mark.duty("S1-6.5")
def test_who_said_something_is_led_to_a_mail_about_the_result(client, office, stand) -> None:
    row = opened(office)
    done = client.post(f"/consultations/{row.pk}/write/", TYPED | {"token": token()}, follow=True).content.decode()
    address = f"/following/new/?kind=consultation&amp;key={row.pk}"
    assert address in done
    number, code = re.search(
        r'name="number" value="([^"]+)"><input type="hidden" name="code" value="([^"]+)"', done
    ).groups()
    mine = client.post("/consultations/mine/", {"number": number, "code": code}, follow=True).content.decode()
    assert address in mine
    assert client.get(address.replace("&amp;", "&")).status_code == 200
    finished(office, row)
    assert address not in client.get("/consultations/mine/").content.decode()


@pytest.mark.duty("S0-4.7b")
def test_who_is_too_late_keeps_what_was_typed_whatever_page_is_open(client, office, stand) -> None:
    row = opened(office)
    stand(datetime(2026, 10, 16, 23, 59, 59, 900000, tzinfo=SHANGHAI))
    address = f"/consultations/{row.pk}/write/"
    page = client.get(address).content.decode()
    form = TYPED | {"token": page.partition('name="token" value="')[2].partition('"')[0]}
    stand(datetime(2026, 10, 17, 0, 0, 0, 100000, tzinfo=SHANGHAI))
    late = client.post(address, form)
    words = late.content.decode()
    assert (late.status_code, Opinion.objects.count()) == (409, 0)
    assert "征求意见2026年10月16日24时截止，按服务器的时间已经不能提交" in words
    assert "每公里0.5元太贵。" in words
    stand(datetime(2026, 10, 16, 23, 59, 59, 900000, tzinfo=SHANGHAI))
    assert client.post(address, form).status_code == 302
    assert Opinion.objects.count() == 1


def test_nothing_typed_is_lost_on_an_error(client, office, stand) -> None:
    row = opened(office)
    page = client.post(f"/consultations/{row.pk}/write/", TYPED | {"stance": "", "token": token()}).content.decode()
    assert "请选择态度" in page
    assert "每公里0.5元太贵。" in page


def test_a_machine_that_fills_the_trap_is_thanked_and_forgotten(client, office, stand) -> None:
    row = opened(office)
    answer = client.post(f"/consultations/{row.pk}/write/", TYPED | {"token": token(), "website": "x"})
    assert (answer.status_code, Opinion.objects.count()) == (302, 0)


def test_one_address_sends_twenty_an_hour_whatever_mail_it_names(client, office, stand) -> None:
    row = opened(office)
    address = f"/consultations/{row.pk}/write/"
    for place in range(20):
        form = TYPED | {"token": token(), "contact": f"{place}@example.com"}
        assert client.post(address, form).status_code == 302
    flooded = client.post(address, TYPED | {"token": token()})
    assert "提交得太多了" in flooded.content.decode()
    assert client.post(address, TYPED | {"token": token()}, REMOTE_ADDR="192.0.2.9").status_code == 302
    assert Opinion.objects.count() == 21


@pytest.mark.duty("S0-6.1")
def test_a_questionnaire_is_filled_in_and_its_figures_are_public_with_the_result(client, office, stand) -> None:
    row = asked(office)
    filled = {"person_kind": "citizen", "q-1": "0", "q-2": ["0", "2"], "q-3-0": "0", "q-3-1": "1"}
    address = f"/consultations/{row.pk}/questionnaire/"
    missing = client.post(address, filled | {"q-1": "", "token": token()}).content.decode()
    assert "请答第1题" in missing
    assert client.post(address, filled | {"token": token()}).status_code == 302
    assert Reply.objects.count() == 1
    data = f"/consultations/{row.pk}/questionnaire.json"
    assert client.get(data).status_code == 404
    finished(office, row)
    found = json.loads(client.get(data).content)
    assert found["replies"] == 1
    assert found["questions"][1]["rows"] == [
        {
            "row": "",
            "options": [
                {"option": "安全", "count": 1, "percent": 100},
                {"option": "价格", "count": 0, "percent": 0},
                {"option": "线路", "count": 1, "percent": 100},
            ],
        }
    ]
    lines = client.get(f"/consultations/{row.pk}/questionnaire.csv").content.decode().splitlines()
    assert lines[7] == '"3","矩阵（每行选一项）","满意吗","司机","不满意","0","0"'
    assert "收到1份答卷" in client.get(f"/consultations/{row.pk}/result/").content.decode()


@pytest.mark.duty("S3-6.2d", "S0-6.6")
def test_answers_are_read_by_nobody_before_and_by_everybody_after(client, office, stand) -> None:
    row = opened(office)
    said(row)
    row = answered(office, closed(office, row), reason="成本每公里2元。", title="价格太高")
    public = [row.get_absolute_url(), "/consultations/", "/feeds/consultations/", f"/api/v1/consultations/{row.pk}/"]
    for address in public:
        page = client.get(address).content.decode()
        assert "成本每公里2元" not in page
        assert "收费降低一半" not in page
    assert client.get(f"/consultations/{row.pk}/result/").status_code == 404
    services.submit_result(row, **office.as_(Role.HANDLER))
    services.publish_result(row, **office.as_(Role.DISCLOSURE_HEAD))
    page = client.get(f"/consultations/{row.pk}/result/").content.decode()
    for words in ("价格太高", "1条意见", "采纳", "成本每公里2元。", "收费降低一半", "采纳和部分采纳的占100%"):
        assert words in page, words
    whole = client.get(f"/api/v1/consultations/{row.pk}/").json()
    assert whole["themes"] == [
        {"title": "价格太高", "summary": "", "verdict": "adopted", "reason": "成本每公里2元。", "opinions": 1}
    ]


def test_what_is_shown_stands_with_its_passage_and_pages_by_place(client, office, stand) -> None:
    row = opened(office)
    for place in range(22):
        opinion = said(row, anchor="p-3" if place < 2 else "", text=f"第{place:02d}条意见", name="")
        services.show(opinion, **office.as_(Role.HANDLER))
    page = client.get(f"/consultations/{row.pk}/opinions/").content.decode()
    assert "第21条意见" in page
    assert "第01条意见" not in page
    after = page.partition("?after=")[2].partition('"')[0]
    assert "第01条意见" in client.get(f"/consultations/{row.pk}/opinions/", {"after": after}).content.decode()
    narrowed = client.get(f"/consultations/{row.pk}/opinions/", {"passage": "p-3"}).content.decode()
    assert "第01条意见" in narrowed
    assert "第21条意见" not in narrowed
    assert "看意见2条" in client.get(row.get_absolute_url()).content.decode()


def test_pages_cost_the_same_with_one_opinion_and_with_many(
    client, office, stand, django_assert_max_num_queries
) -> None:
    row = opened(office)
    for _ in range(8):
        services.show(said(row, anchor="p-3", name=""), **office.as_(Role.HANDLER))
    with django_assert_max_num_queries(16):
        client.get(row.get_absolute_url())
    with django_assert_max_num_queries(12):
        client.get(f"/consultations/{row.pk}/opinions/?x=1")
    finished(office, row)
    with django_assert_max_num_queries(20):
        client.get(f"/consultations/{row.pk}/result/?x=1")


def test_it_is_searched_followed_and_in_the_feed(client, office, stand) -> None:
    row = opened(office)
    assert "校车每公里收费0.5元" in source_of("disclosure.consultation").to_entry(row).body
    assert thing("consultation", str(row.pk)).name == f"征求意见的结果：{row.title}"
    assert thing("consultations", "all").name == "全部征求意见"
    ref = ("disclosure.consultation", row.pk)
    assert ref in news(MORNING - timedelta(hours=1), MORNING)
    done = finished(office, row)
    assert news(done.result_at - timedelta(seconds=1), done.result_at)[ref] == done.result_at
    assert f"{row.title}（结果）" in client.get("/feeds/consultations/").content.decode()
    assert client.get("/api/v1/consultations/?state=result").json()["results"][0]["id"] == row.pk


def test_nothing_a_citizen_writes_stands_in_the_trail(client, office, stand) -> None:
    row = opened(office)
    client.post(f"/consultations/{row.pk}/write/", TYPED | {"token": token()})
    trail = json.dumps(list(Event.objects.values("before", "after", "reason")), ensure_ascii=False, default=str)
    assert "太贵" not in trail
    assert "13812345678" not in trail
