"""The way of a data set through the staff site: listed, uploaded, looked through, reviewed, open."""

import pytest

from disclosure.datasets.models import Dataset, DatasetVersion
from portal.accounts.states import Role
from tests.disclosure.datasets.sets import DESCRIBED, SCHOOLS, WITH_NUMBERS, confirmed, csv, listed, published
from tests.staff.test_coordination import lines, press

ROOT = "/admin/disclosure/dataset/"


def answers(version, closed=(), **changed):
    """What the form of the columns sends when everything stays as it was guessed."""
    sent = {"is_looked_through": "on", "key": "", "chart_kind": "", "chart_label": "", "chart_value": ""}
    for column in version.all_columns:
        name = f"c{column.place}"
        sent |= {f"{name}_type": column.type, f"{name}_words": "说明"}
        if column.title not in closed:
            sent |= {f"{name}_open": "on"} | ({f"{name}_filter": "on"} if column.slot else {})
    return sent | changed


@pytest.mark.duty("S3-5.3a", "S3-5.3c")
def test_a_data_set_goes_from_desk_to_desk_to_the_page(office, sign_in) -> None:
    desk = sign_in(Role.HANDLER)
    assert desk.post(f"{ROOT}start/create/", DESCRIBED | {"organ": office.organ.pk}).status_code == 302
    dataset = Dataset.objects.get()
    assert lines(desk) == [("数据集：临江市中小学校名录", "上传新的数据")]
    assert press(desk, dataset, "upload", upload=csv(SCHOOLS), note="").status_code == 302
    version = DatasetVersion.objects.get()
    assert lines(desk) == [("数据集：临江市中小学校名录（第1版）", "核对字段并送审")]
    assert press(desk, version, "set_columns", **answers(version)).status_code == 302
    for role, act, step in (
        (Role.HANDLER, "submit", "核对字段并送审"),
        (Role.SECRECY_REVIEWER, "clear", "保密审查"),
        (Role.DISCLOSURE_HEAD, "publish", "审核发布"),
    ):
        desk = sign_in(role)
        assert [found for _, found in lines(desk)] == [step]
        assert press(desk, version, act).status_code == 302
    assert desk.get(f"/data/{dataset.pk}/").status_code == 200


@pytest.mark.duty("law.K")
def test_the_case_page_says_what_is_wrong_without_showing_it(office, sign_in) -> None:
    version = confirmed(office, text=WITH_NUMBERS)
    desk = sign_in(Role.HANDLER)
    page = desk.get(f"/admin/disclosure/datasetversion/{version.pk}/change/").content.decode()
    assert "“校长身份证号”一列有身份证号2处" in page
    assert "110***********002X" in page
    assert "11010519491231002X" not in page
    sent = answers(version, closed=("校长身份证号", "手机"))
    assert press(desk, version, "set_columns", **sent).status_code == 302
    assert press(desk, version, "submit").status_code == 302


def test_columns_that_make_no_sense_are_told_at_their_control(office, sign_in) -> None:
    version = confirmed(office)
    desk = sign_in(Role.HANDLER)
    answer = press(desk, version, "set_columns", **answers(version, chart_kind="bar"))
    assert answer.context["form"].errors == {"chart_label": ["请选一列公开的作横轴"]}
    unlooked = answers(version)
    del unlooked["is_looked_through"]
    assert "请逐列看过以后勾选" in press(desk, version, "set_columns", **unlooked).content.decode()


def test_an_update_that_is_late_is_work_and_can_be_found(office, sign_in, time_machine) -> None:
    dataset = published(office, listed(office, period="weekly")).dataset
    desk = sign_in(Role.HANDLER)
    assert lines(desk) == []
    Dataset.objects.filter(pk=dataset.pk).update(next_due="2026-05-20")
    assert [step for _, step in lines(desk)] == ["上传新的数据"]
    assert "临江市中小学校名录" in desk.get(f"{ROOT}?late=yes").content.decode()
    assert "已经超过1天" in desk.get(f"{ROOT}{dataset.pk}/change/").content.decode()


def test_another_organ_sees_neither_data_set_nor_version(office, sign_in, stranger) -> None:
    version = published(office)
    desk = sign_in(stranger)
    for address in (f"{ROOT}{version.dataset_id}/change/", f"/admin/disclosure/datasetversion/{version.pk}/change/"):
        assert desk.get(address).status_code == 404
