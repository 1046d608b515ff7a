"""Explanations as data."""

import pytest

from interpretation.materials import services
from interpretation.materials.models import Material
from portal.accounts.states import Role
from tests.interpretation.explaining import approved, published, with_film, written

LIST = "/api/v1/interpretations/"


@pytest.fixture
def policy(office):
    return office.published(is_normative=True, title="临江市教育局关于印发《招生办法》的通知")


def data(client, query="") -> list[dict]:
    return client.get(f"{LIST}{query}").json()["results"]


def test_the_list_gives_each_explanation_with_its_document(client, policy) -> None:
    material = Material.objects.get()
    [row] = data(client)
    assert row == {
        "id": material.pk,
        "title": "招生通知解读",
        "lead": "今年报名有三个变化。",
        "organ": {"code": "jyj", "name": "临江市教育局"},
        "form": {"code": "text", "name": "撰稿"},
        "way": {"code": "office", "name": "起草部门解读"},
        "theme": {"code": "livelihood", "name": "民生"},
        "stage": {"code": "along", "name": "与文件同步"},
        "is_by_head": False,
        "published_at": "2026-05-21T09:30:00+08:00",
        "document": {
            "id": policy.pk,
            "title": "临江市教育局关于印发《招生办法》的通知",
            "doc_number": policy.doc_number,
            "url": f"http://testserver/documents/{policy.pk}/",
        },
        "url": f"http://testserver/interpretations/{material.pk}/",
    }


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("organ=jyj", {"一图读懂", "招生通知解读"}),
        ("organ=zjj", set()),
        ("form=infographic", {"一图读懂"}),
        ("way=expert", {"一图读懂"}),
        ("theme=pollution", {"一图读懂"}),
        ("stage=along", {"招生通知解读"}),
        ("name=一图", {"一图读懂"}),
        ("published_after=2026-05-22", set()),
        ("published_before=2026-05-21", {"一图读懂", "招生通知解读"}),
        ("document=999999", set()),
        ("document=99999999999999999999", set()),
    ],
)
def test_the_list_is_narrowed(client, office, policy, query, titles) -> None:
    seen = {"media_url": "https://www.linjiang.example/p/1", "alternative": "图上写着报名日期。"}
    given = {"title": "一图读懂", "form": "infographic", "way": "expert", "theme": "pollution"} | seen
    published(office, policy, **given)
    assert {row["title"] for row in data(client, f"?{query}")} == titles
    assert {row["title"] for row in data(client, f"?document={policy.pk}")} == {"一图读懂", "招生通知解读"}


def test_a_value_that_is_none_is_refused(client, db) -> None:
    assert client.get(f"{LIST}?form=opera").status_code == 400


def test_one_gives_its_elements_and_its_films_with_captions(client, office, policy) -> None:
    material = written(office, policy, stage="after", title="讲给家长听", form="video", alternative="大家好。")
    row = with_film(office, material)
    services.submit(material, **office.as_(Role.HANDLER))
    services.approve(material, **office.as_(Role.HEAD))
    services.publish(material, **office.as_(Role.INFO_CLERK))
    found = client.get(f"{LIST}{material.pk}/").json()
    assert found["elements"][0] == {
        "code": "background",
        "name": "制定背景",
        "text": "家长反映报名时间每年不同，今年起固定下来。",
    }
    assert found["files"] == [
        {
            "url": f"http://testserver/interpretations/files/{row.pk}/",
            "content_type": "video/mp4",
            "alternative": "",
            "captions_url": f"http://testserver/interpretations/files/{row.pk}/captions.vtt",
        }
    ]
    assert found["alternative"] == "大家好。"


def test_what_is_under_way_is_not_there_and_what_was_taken_down_says_why(client, office, policy) -> None:
    draft = written(office, office.draft(is_normative=True, title="还没有公布的文件"))
    assert client.get(f"{LIST}{draft.pk}/").status_code == 404
    material = Material.objects.get(document=policy)
    services.withdraw(material, reason="数字有误。", **office.as_(Role.HEAD))
    gone = client.get(f"{LIST}{material.pk}/")
    assert (gone.status_code, gone.json()["withdrawn"]["reason"]) == (410, "数字有误。")
    assert data(client) == []


def test_a_briefing_does_not_tell_the_document_that_is_still_to_come(client, office) -> None:
    draft = office.draft(is_normative=True, title="还没有公布的文件")
    services.publish(approved(office, draft, stage="before", title="吹风"), **office.as_(Role.INFO_CLERK))
    assert [(row["title"], row["document"]) for row in data(client)] == [("吹风", None)]
    assert data(client, f"?document={draft.pk}") == []
    assert data(client, "?name=还没有公布") == []


def test_the_list_takes_the_same_queries_for_any_number(client, office, policy, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        data(client)
    for number in range(3):
        published(office, policy, title=f"第{number}次")
    with django_assert_num_queries(1):
        data(client)
