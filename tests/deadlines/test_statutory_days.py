from datetime import date

from portal.deadlines.statutory_days import statutory_holidays


def test_2027_has_the_thirteen_days_of_the_law_and_their_makeup_days() -> None:
    assert sorted(statutory_holidays(2027)) == [
        date(2027, 1, 1),
        date(2027, 2, 5),
        date(2027, 2, 6),
        date(2027, 2, 7),
        date(2027, 2, 8),
        date(2027, 2, 9),
        date(2027, 2, 10),
        date(2027, 4, 5),
        date(2027, 5, 1),
        date(2027, 5, 2),
        date(2027, 5, 3),
        date(2027, 5, 4),
        date(2027, 6, 9),
        date(2027, 9, 15),
        date(2027, 10, 1),
        date(2027, 10, 2),
        date(2027, 10, 3),
        date(2027, 10, 4),
        date(2027, 10, 5),
    ]


def test_before_2025_new_years_eve_and_2_may_were_no_holidays() -> None:
    assert date(2024, 2, 9) not in statutory_holidays(2024)
    assert date(2024, 5, 2) not in statutory_holidays(2024)
    assert date(2025, 1, 28) in statutory_holidays(2025)
    assert date(2025, 5, 2) in statutory_holidays(2025)


def test_mid_autumn_inside_the_national_days_is_made_up_after_them() -> None:
    october = [day for day in sorted(statutory_holidays(2028)) if day.month == 10]
    assert october == [
        date(2028, 10, 1),
        date(2028, 10, 2),
        date(2028, 10, 3),
        date(2028, 10, 4),
        date(2028, 10, 5),
    ]


def test_beyond_the_lunar_table_only_solar_holidays_are_known() -> None:
    assert {day.month for day in statutory_holidays(2070)} == {1, 4, 5, 10}


def test_qingming_follows_the_sun() -> None:
    assert statutory_holidays(2026)[date(2026, 4, 5)] == "清明节"
    assert statutory_holidays(2028)[date(2028, 4, 4)] == "清明节"
    assert statutory_holidays(2031)[date(2031, 4, 5)] == "清明节"
