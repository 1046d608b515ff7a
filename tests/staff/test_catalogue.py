"""栏目, 公开指南 and 公开制度 through the staff site."""

from disclosure.catalogue.column_templates import templates_for
from disclosure.catalogue.models import Column, Guide, Regulation
from portal.accounts.states import Role

GUIDE = {
    "classification": "按主题分类",
    "arrangement": "按年份编排",
    "access": "网站、公报、查阅点",
    "unit_name": "办公室",
    "address": "临江市建设路1号",
    "hours": "工作日8:30至17:30",
    "phone": "0000-8612345",
    "fax": "0000-8612346",
    "internet": "邮箱 open@edu.example",
}


def test_the_statutory_columns_are_made_in_one_act_and_only_once(office, sign_in) -> None:
    client = sign_in(Role.DISCLOSURE_HEAD)
    for _ in range(2):
        response = client.post("/admin/disclosure/column/start/apply_template/", {"organ": office.organ.pk})
        assert response.status_code == 302
    made = Column.objects.filter(organ=office.organ).exclude(template="").values_list("template", flat=True)
    assert sorted(made) == sorted(row.code for row in templates_for(office.organ.kind))


def test_leaving_a_statutory_column_out_needs_a_reason_at_its_field(office, sign_in) -> None:
    code = templates_for(office.organ.kind)[-1].code
    response = sign_in(Role.DISCLOSURE_HEAD).post(
        "/admin/disclosure/column/start/apply_template/", {"organ": office.organ.pk, "leave_out": [code]}
    )
    assert response.context["form"].errors == {"reason": ["不设的法定栏目要说明理由"]}


def test_a_column_is_edited_and_the_change_recorded(office, sign_in) -> None:
    client = sign_in(Role.DISCLOSURE_HEAD)
    url = f"/admin/disclosure/column/{office.column.pk}/change/act/edit_column/"
    form = client.get(url)
    values = {name: value for name, value in form.context["form"].initial.items() if value not in (None, "")}
    values |= {"name": "教育政策", "is_active": "yes", "version": form.context["revision"], "seen": 0}
    assert client.post(url, values).status_code == 302
    office.column.refresh_from_db()
    assert office.column.name == "教育政策"
    page = client.get(f"/admin/disclosure/column/{office.column.pk}/change/").content.decode()
    assert "政策文件 → <strong>教育政策</strong>" in page


def test_a_clerk_may_read_the_columns_and_change_none(office, sign_in) -> None:
    client = sign_in(Role.HANDLER)
    assert client.get("/admin/disclosure/column/").status_code == 200
    assert client.get("/admin/disclosure/column/start/create_column/").status_code == 403
    assert client.get(f"/admin/disclosure/column/{office.column.pk}/change/act/edit_column/").status_code == 403


def test_a_guide_is_revised_as_a_new_version(office, sign_in) -> None:
    client = sign_in(Role.DISCLOSURE_HEAD)
    url = "/admin/disclosure/guide/start/revise_guide/"
    assert client.post(url, GUIDE | {"organ": office.organ.pk}).status_code == 302
    assert (
        client.post(url, {"organ": office.organ.pk, "phone": "0000-8600000", "change_note": "电话"}).status_code == 302
    )
    assert list(Guide.objects.order_by("number").values_list("number", "phone", "address")) == [
        (1, "0000-8612345", "临江市建设路1号"),
        (2, "0000-8600000", "临江市建设路1号"),
    ]


def test_a_guide_with_a_field_missing_is_refused_there(office, sign_in) -> None:
    response = sign_in(Role.DISCLOSURE_HEAD).post(
        "/admin/disclosure/guide/start/revise_guide/", GUIDE | {"organ": office.organ.pk, "fax": ""}
    )
    assert response.context["form"].errors == {"fax": ["请填写传真号码"]}
    assert Guide.objects.count() == 0


def test_a_regulation_is_adopted_and_ended(office, sign_in) -> None:
    client = sign_in(Role.DISCLOSURE_HEAD)
    page = client.get("/admin/disclosure/regulation/start/adopt_regulation/")
    subject = page.context["form"].fields["subject"].choices[1][0]
    client.post(
        "/admin/disclosure/regulation/start/adopt_regulation/",
        {"organ": office.organ.pk, "subject": subject, "title": "信息发布审查办法", "effective_from": "2026-05-01"},
    )
    rule = Regulation.objects.get()
    url = f"/admin/disclosure/regulation/{rule.pk}/change/act/end_regulation/"
    revision = client.get(url).context["revision"]
    client.post(url, {"on": "2026-05-31", "reason": "由新办法代替", "version": revision, "seen": 0})
    rule.refresh_from_db()
    assert rule.effective_to.isoformat() == "2026-05-31"
    assert client.get(url).status_code == 403


def test_another_organs_catalogue_is_not_offered(office, sign_in, stranger) -> None:
    client = sign_in(stranger)
    assert client.get(f"/admin/disclosure/column/{office.column.pk}/change/").status_code == 404


def test_matters_and_their_columns_are_a_page_that_opens_each_matter(office, sign_in, stranger) -> None:
    client = sign_in(Role.DISCLOSURE_HEAD)
    client.post("/admin/disclosure/column/start/apply_template/", {"organ": office.organ.pk})
    assert "/admin/disclosure/column/coverage/" in client.get("/admin/disclosure/column/").content.decode()
    page = client.get("/admin/disclosure/column/coverage/").content.decode()
    assert '<a href="?item=art20.7">财政预算决算</a>' in page
    chosen = client.get("/admin/disclosure/column/coverage/?item=art20.7").content.decode()
    assert '<th scope="row">教育局</th><td><a href="/columns/jyj-art20-07/">财政预算决算</a></td><td>0</td>' in chosen
    assert client.get("/admin/disclosure/column/coverage/?item=no-such").status_code == 200
