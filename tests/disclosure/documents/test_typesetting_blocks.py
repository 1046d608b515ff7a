"""Tables and signatures inside plain text, as they come from a word processor."""

from disclosure.documents.typesetting import body_html


def test_lines_with_tabs_become_a_table_that_scrolls_from_the_keyboard() -> None:
    assert body_html("水价如下：\n类别\t价格（元）\n居民\t1.95\n非居民\t2.85\n以上自1月1日起执行。") == (
        "<p>水价如下：</p>\n"
        '<div class="scroll" role="region" aria-label="表1" tabindex="0"><table>'
        '<thead><tr><th scope="col">类别</th><th scope="col">价格（元）</th></tr></thead>'
        "<tbody><tr><td>居民</td><td>1.95</td></tr><tr><td>非居民</td><td>2.85</td></tr></tbody>"
        "</table></div>\n"
        "<p>以上自1月1日起执行。</p>"
    )


def test_each_table_of_a_text_has_its_own_name() -> None:
    html = body_html("甲\t乙\n1\t2\n中间。\n丙\t丁\n3\t4")
    assert [html.count(f'aria-label="表{number}"') for number in (1, 2, 3)] == [1, 1, 0]


def test_a_single_line_with_a_tab_stays_a_paragraph() -> None:
    assert body_html("联系电话\t0000-8612345") == "<p>联系电话\t0000-8612345</p>"


def test_a_row_with_another_number_of_cells_is_not_swallowed() -> None:
    html = body_html("甲\t乙\n1\t2\n合计\t3\t4")
    assert html.endswith("<p>合计\t3\t4</p>")


def test_cells_are_escaped() -> None:
    assert "<td>&lt;b&gt;</td>" in body_html("甲\t乙\n<b>\t2")


def test_a_notice_is_signed_above_the_text_it_carries() -> None:
    text = "现将《停课复课工作办法》印发给你们。\n临江市教育局\n2025年5月9日\n停课复课工作办法\n第一条　为了安全。"
    assert body_html(text) == (
        "<p>现将《停课复课工作办法》印发给你们。</p>\n"
        '<p class="sign">临江市教育局<br>2025年5月9日</p>\n'
        '<h2 id="h1">停课复课工作办法</h2>\n'
        '<p id="a1"><strong>第一条</strong>\u3000为了安全。</p>'
    )


def test_a_date_in_the_middle_that_signs_nothing_stays_a_paragraph() -> None:
    middle = "\n".join(f"第{number}项工作已经完成，结果已经公布。" for number in range(1, 16))
    html = body_html(f"开工日期\n2025年5月9日\n{middle}")
    assert html.startswith("<p>开工日期</p>\n<p>2025年5月9日</p>\n")


def test_an_announcement_that_leads_to_a_list_is_not_an_addressee() -> None:
    assert body_html("各单位：\n现将有关事项公告如下：") == (
        '<p class="to">各单位：</p>\n<p>现将有关事项公告如下：</p>'
    )
