"""我为政府网站找错."""

import pytest

from disclosure.documents.models import ErrorReport


@pytest.mark.duty("S2-10.7a")
def test_a_reader_reports_an_error_of_a_document(client, published) -> None:
    address = f"/documents/{published.pk}/report/"
    response = client.post(address, {"page": f"/documents/{published.pk}/", "text": "报名日期写错了"})
    assert response["Location"] == "/report/done/"
    report = ErrorReport.objects.get()
    assert (report.text, report.document, report.organ) == ("报名日期写错了", published, published.organ)


def test_nothing_typed_is_lost_on_an_error(client, published) -> None:
    response = client.post("/report/", {"page": "首页第三行", "text": ""})
    page = response.content.decode()
    assert "请写明哪里错了" in page
    assert "首页第三行" in page
    assert "错误：" in page


@pytest.mark.parametrize("text", ["x" * 40_000, "有\0空字符"])
def test_hostile_text_gets_a_clear_message(client, published, text) -> None:
    response = client.post(f"/documents/{published.pk}/report/", {"page": "/", "text": text})
    assert response.status_code == 200
    assert 'class="err"' in response.content.decode()
    assert not ErrorReport.objects.exists()


def test_a_machine_that_fills_the_trap_is_forgotten(client, published) -> None:
    client.post(f"/documents/{published.pk}/report/", {"page": "/", "text": "买药", "website": "https://x.example"})
    assert not ErrorReport.objects.exists()


def test_one_address_cannot_flood_the_office(client, published) -> None:
    address = f"/documents/{published.pk}/report/"
    for place in range(10):
        client.post(address, {"page": "/", "text": f"第{place}处"})
    response = client.post(address, {"page": "/", "text": "第十一处"})
    assert "提交得太多了" in response.content.decode()
    assert "第十一处" in response.content.decode()
    assert ErrorReport.objects.count() == 10


def test_a_contact_is_asked_for_and_a_wrong_one_refused_at_its_field(client, published) -> None:
    page = client.get("/report/").content.decode()
    assert "手机号或者邮箱" in page
    response = client.post("/report/", {"page": "/", "text": "第三条错了", "contact": "12345"})
    page = response.content.decode()
    assert "请填11位手机号或者邮箱，也可以空着" in page
    assert "第三条错了" in page
    address = f"/documents/{published.pk}/report/"
    client.post(address, {"page": "/", "text": "第三条错了", "contact": "138 1234 5678"})
    assert str(ErrorReport.objects.get().contact) == "138****5678"
