"""What every engine must do. Nothing in here knows which engine answers."""

import pytest

from portal.search.engine import IndexUnavailable
from portal.search.entry import Choice
from portal.search.query import MappedParams, Query, parse
from tests.search.entries import ALL, AT, DOGS, FUNDS, LIFT, OFFICE, WATER, entry


def result(engine, **params):
    return engine.search(parse(MappedParams(params)))


# --- finding -------------------------------------------------------------------------------------------


@pytest.mark.duty("S0-1.8")
@pytest.mark.parametrize(
    ("params", "ids"),
    [
        ({"title": "养犬"}, [3]),
        ({"body": "停水"}, [4]),
        ({"kind": "公告"}, [4]),
        ({"year": "2025"}, [4]),
        ({"doc_number": "临住建发〔2026〕19号"}, [2]),
        ({"column": "规范性文件", "sort": "newest"}, [1, 3]),
        ({"organ": "临江市住房和城乡建设局"}, [2]),
        ({"topic": "城乡建设、环境保护", "sort": "newest"}, [2, 1]),
        ({"validity": "废止"}, [3]),
        ({"from": "2025-05-30", "to": "2026-03-26", "sort": "newest"}, [1, 4]),
    ],
)
def test_each_field_finds_alone(engine, params, ids) -> None:
    assert [hit.pk for hit in result(engine, **params).hits] == ids


@pytest.mark.parametrize(
    ("params", "keys"),
    [
        ({"q": "电梯"}, {"tests.paper:1", "tests.paper:2"}),
        ({"organ": "housing"}, {"tests.paper:2"}),
        ({"q": "电梯", "kind": "公告"}, set()),
        ({"doc_number": "临政办发〔2026〕14号"}, {"tests.paper:1"}),
        ({}, {"tests.paper:1", "tests.paper:2", "tests.paper:4"}),
    ],
)
def test_a_query_says_which_of_some_items_it_finds(engine, params, keys) -> None:
    asked = ["tests.paper:1", "tests.paper:2", "tests.paper:4", "tests.paper:99"]
    assert engine.among(parse(MappedParams(params)), asked) == keys


def test_an_item_with_only_most_of_the_words_is_not_among_them(engine) -> None:
    query = parse(MappedParams({"q": "电梯补助资金拨付到飞机场"}))
    assert engine.search(query).partial
    assert engine.among(query, [entry.key for entry in ALL]) == set()


@pytest.mark.duty("S0-1.8")
def test_fields_narrow_each_other(ask) -> None:
    assert ask(q="电梯", kind="通知", year="2026", organ="housing", body="申报") == [2]
    assert ask(q="电梯", kind="公告") == []


def test_a_filter_takes_the_code_or_the_name_and_several_values(ask) -> None:
    assert ask(organ="housing") == ask(organ="临江市住房和城乡建设局") == [2]
    assert sorted(ask(kind=["公告", "办法"])) == [3, 4, 6]


def test_a_column_holds_what_is_in_the_columns_below_it(ask) -> None:
    assert sorted(ask(column="files")) == [1, 2, 3]


@pytest.mark.parametrize("fragment", ["养犬管理", "市养犬管理办", "犬管理", "宅加装电梯实", "住宅加装电梯补助资金申"])
def test_a_title_cut_anywhere_is_found(engine, fragment) -> None:
    hits = result(engine, q=fragment).hits
    assert fragment in hits[0].title


def test_the_title_itself_comes_first(ask) -> None:
    assert ask(q="临江市养犬管理办法")[0] == 3


@pytest.mark.parametrize("word", ["犬", "水", "梯"])
def test_one_character_is_found(engine, word) -> None:
    assert result(engine, q=word).total > 0


def test_a_word_the_dictionary_does_not_know_is_found(ask) -> None:
    assert ask(q="储水") == [4]


def test_a_word_that_is_used_is_not_found_across_two_others(engine) -> None:
    """和服 is a word, and 产品和服务 does not hold it."""
    engine.apply([entry(9, "关于传统服饰展的通知", "展出和服与旗袍。")], gone=[], at=AT)
    assert [hit.pk for hit in result(engine, q="和服").hits] == [9]


def test_traditional_characters_find_simplified_text(ask) -> None:
    assert ask(q="養犬管理辦法") == [3]


def test_full_width_letters_find_half_width_text(engine) -> None:
    engine.apply([entry(9, "关于ABC认证的通知", "采用GB18667标准")], gone=[], at=AT)
    assert [hit.pk for hit in result(engine, q="ａｂｃ").hits] == [9]
    assert [hit.pk for hit in result(engine, q="gb18667").hits] == [9]


def test_all_words_must_be_there(ask) -> None:
    assert ask(q="电梯 补助 竣工") == [1]


def test_when_nothing_holds_all_words_what_holds_most_is_shown_and_said(engine) -> None:
    found = result(engine, q="加装电梯 补助资金 月球")
    assert found.partial
    assert {hit.pk for hit in found.hits} == {1, 2}


def test_a_phrase_must_stand_just_so(ask) -> None:
    assert ask(q="“两级按六比四承担”") == [1]
    assert ask(q='"按六比四两级承担"') == []


def test_a_phrase_may_run_over_points_and_line_ends(ask) -> None:
    assert ask(q="“给予一次性补助 补助资金由市”") == [1]
    assert ask(q="“制定本办法第九条”") == []
    assert ask(q="“制定本办法，第九条”") == [1]


@pytest.mark.parametrize("q", ["电梯 -申报", "电梯 NOT 申报", "电梯 －申报", "电梯 -“申报时间”"])
def test_a_word_can_be_excluded(ask, q) -> None:
    assert ask(q=q) == [1]


def test_searching_inside_results_keeps_the_first_search(ask) -> None:
    assert ask(q="电梯", within="申报") == [2]


# --- numbers -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        "临政办发〔2026〕14号",
        "临政办发[2026]14号",
        "临政办发（2026）14号",
        "临政办发【2026】14号",
        "临政办发〔２０２６〕１４号",
        "临政办发2026年第14号",
        "临政办发2026 14",
        "臨政辦發〔2026〕14號",
        "〔2026〕14号",
        "政办发〔2026〕14号",
        "临政办发〔2026〕14",
    ],
)
def test_a_number_in_any_spelling_whole_or_in_part_comes_first(ask, typed) -> None:
    assert ask(q=typed)[0] == 1


def test_a_number_also_finds_what_cites_it(ask) -> None:
    assert ask(q="临政办发〔2026〕14号") == [1, 2]


def test_an_order_is_found_by_its_number(ask) -> None:
    assert ask(q="第58号令") == [3]
    assert ask(q="市人民政府令58") == [3]


def test_a_number_and_words_narrow_each_other(ask) -> None:
    assert ask(q="申报 临政办发〔2026〕14号") == [2]


# --- what is shown -------------------------------------------------------------------------------------


def test_marks_stand_around_what_was_asked_and_everything_else_is_escaped(engine) -> None:
    (hit,) = result(engine, q="国家标准").hits
    assert "<mark>国家标准</mark>" in hit.snippet
    assert "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;" in hit.snippet
    assert "<script" not in hit.snippet


def test_the_title_is_marked_as_typed_by_the_authority(engine) -> None:
    (hit,) = result(engine, q="養犬").hits
    assert hit.title_html == "临江市<mark>养犬</mark>管理办法"


def test_a_hit_carries_what_the_entry_said(engine) -> None:
    (hit,) = result(engine, q="竣工验收").hits
    assert (hit.key, hit.url, hit.doc_number, hit.year) == ("tests.paper:1", "/papers/1/", "临政办发〔2026〕14号", 2026)
    assert hit.name("organ") == "临江市人民政府办公室"
    assert hit.name("column") == "规范性文件"
    assert hit.attributes == {"source_id": "a-1"}


def test_facets_count_hits_by_value(engine) -> None:
    facets = {facet.name: facet.values for facet in result(engine, q="电梯").facets}
    assert [(value.name, value.count) for value in facets["organ"]] == [
        ("临江市人民政府办公室", 1),
        ("临江市住房和城乡建设局", 1),
    ]
    assert [(value.name, value.count) for value in facets["year"]] == [("2026年", 2)]
    assert [(value.name, value.count) for value in facets["column"]] == [("政策文件", 2), ("规范性文件", 1)]


def test_columns_of_several_organs_with_one_name_are_one_choice(engine) -> None:
    twins = [entry(200 + n, "年度报告", "正文", columns=(Choice(f"organ-{n}", "年报"),)) for n in (1, 2)]
    engine.apply(twins, gone=[], at=AT)
    columns = {facet.name: facet.values for facet in result(engine, q="年度报告").facets}["column"]
    assert [(value.code, value.name, value.count) for value in columns] == [("年报", "年报", 2)]
    assert result(engine, q="年度报告", column="年报").total == 2


def test_a_chosen_facet_still_counts_its_other_values(engine) -> None:
    organs = {facet.name: facet.values for facet in result(engine, q="电梯", organ="housing").facets}["organ"]
    assert [(value.code, value.count, value.selected) for value in organs] == [
        ("office", 1, False),
        ("housing", 1, True),
    ]


def test_newest_first_leaves_undated_for_last(ask) -> None:
    assert ask(sort="newest") == [2, 1, 4, 6, 3, 5]


def test_pages_hold_ten_and_the_total_counts_all(engine) -> None:
    engine.apply([entry(100 + n, f"第{n}期通报", "通报") for n in range(1, 24)], gone=[], at=AT)
    found = result(engine, q="通报", page="3")
    assert (found.total, found.pages, len(found.hits)) == (23, 3, 3)


def test_a_page_after_the_last_is_empty_and_says_how_many_there_are(engine) -> None:
    found = result(engine, q="电梯", page="7")
    assert (found.hits, found.total) == ((), 2)


@pytest.mark.parametrize(
    ("typed", "meant"), [("养大管理", "养犬管理"), ("加装电剃", "加装电梯"), ("犬养管理", "养犬管理")]
)
def test_a_slip_is_put_right(engine, typed, meant) -> None:
    assert result(engine, q=typed).did_you_mean == meant


def test_nothing_is_proposed_for_what_is_found_in_a_title(engine) -> None:
    assert result(engine, q="养犬管理").did_you_mean == ""


def test_related_items_share_their_matter(engine) -> None:
    assert [hit.pk for hit in engine.related("tests.paper:1", limit=1)] == [2]
    assert engine.related("tests.paper:999", limit=3) == []


def test_titles_complete_what_is_typed(engine) -> None:
    assert engine.complete("养犬", limit=5) == ["临江市养犬管理办法"]
    assert engine.complete("！", limit=5) == []


def test_choices_list_every_value_there_is(engine) -> None:
    assert [choice.name for choice in engine.choices()["kind"]] == ["办法", "通知", "公告"]


@pytest.mark.parametrize("q", ["“", "-", "《》", "！？", "😀", "(((", "*", "“”", "- -", "NOT", "〔〕号", "％＿\\"])
def test_odd_input_is_answered(engine, q) -> None:
    assert engine.search(Query(q=q)).total >= 0


# --- hiding --------------------------------------------------------------------------------------------


def test_a_hidden_item_is_nowhere(engine) -> None:
    hidden = {DOGS.key}
    found = engine.search(Query(q="养犬"), hidden=hidden)
    assert (found.hits, found.total) == ((), 0)
    assert all(value.name != "废止" for facet in found.facets for value in facet.values)
    assert engine.search(Query(q="养大管理"), hidden=hidden).did_you_mean == ""
    assert engine.complete("养犬", limit=5, hidden=hidden) == []
    assert [hit.pk for hit in engine.related(FUNDS.key, limit=5, hidden={LIFT.key})] == []
    assert "废止" not in [choice.name for choice in engine.choices(hidden=hidden)["validity"]]


# --- writing -------------------------------------------------------------------------------------------


def test_a_new_version_replaces_the_old_one(engine) -> None:
    engine.apply([entry(3, "临江市文明养宠办法", "遛宠物要牵绳。", organ=OFFICE)], gone=[], at=AT)
    assert result(engine, q="养犬").total == 0
    assert [hit.pk for hit in result(engine, q="牵绳").hits] == [3]
    assert engine.status().documents == len(ALL)


def test_a_removed_item_is_gone_from_everything(engine) -> None:
    engine.apply([], gone=[WATER.key], at=AT)
    assert result(engine, q="停水").total == 0
    assert WATER.key not in engine.digests()
    assert all(value.name != "公告" for facet in result(engine).facets for value in facet.values)


def test_removing_what_is_not_there_does_nothing(engine) -> None:
    engine.apply([], gone=["tests.paper:999"], at=AT)
    assert engine.status().documents == len(ALL)


def test_many_small_updates_lose_nothing(engine) -> None:
    for n in range(1, 31):
        engine.apply([entry(200 + n, f"第{n}号动态", f"动态内容{n}")], gone=[], at=AT)
    assert result(engine, q="动态").total == 30
    assert engine.status().documents == len(ALL) + 30
    assert result(engine, q="养犬").total == 1


def test_an_index_worn_by_updates_says_so_and_a_rebuild_renews_it(engine) -> None:
    for _ in range(4):
        engine.apply(ALL, gone=[], at=AT)
    assert engine.status().worn
    assert result(engine, q="养犬").total == 1
    engine.rebuild(ALL, at=AT, catch_up=lambda: ([], []))
    assert not engine.status().worn


def test_digests_tell_versions_apart(engine) -> None:
    before = engine.digests()
    engine.apply([entry(3, DOGS.title, DOGS.body + "修订。")], gone=[], at=AT)
    after = engine.digests()
    assert {key for key in after if before[key] != after[key]} == {"tests.paper:3"}


def test_a_rebuild_takes_in_what_changed_meanwhile(empty_engine) -> None:
    late = entry(7, "临江市停车管理办法", "停车收费。")
    empty_engine.rebuild(ALL, at=AT, catch_up=lambda: ([late], [DOGS.key]))
    assert [hit.pk for hit in result(empty_engine, q="停车").hits] == [7]
    assert result(empty_engine, q="养犬").total == 0


def test_without_an_index_there_is_no_answer_rather_than_an_empty_one(empty_engine) -> None:
    with pytest.raises(IndexUnavailable):
        empty_engine.search(Query(q="养犬"))
    with pytest.raises(IndexUnavailable):
        empty_engine.apply([DOGS], gone=[], at=AT)
    with pytest.raises(IndexUnavailable):
        empty_engine.status()


def test_an_index_of_nothing_is_an_index(empty_engine) -> None:
    empty_engine.rebuild([], at=AT, catch_up=lambda: ([], []))
    assert empty_engine.search(Query(q="养犬")).total == 0
    assert empty_engine.status().documents == 0
